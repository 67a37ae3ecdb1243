"""What the person sees when something unexpected happened: what it was, that the work is kept, what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.app.crash.error_report import ErrorReport
from gdviz.document import codec
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.look.appearance import Appearance, appear
from gdviz.look.layouts import pad
from gdviz.look.look import Look
from gdviz.look.read_text import ReadText
from gdviz.look.widgets import apply_look, heading_font, look_around, scaled, set_role
from gdviz.panels.widgets.save_place import ask_save_path, not_saved, saved


class StageInfo(Struct, frozen=True):
    """The work: its scene and a name for its file, where its files are, and where it is kept.

    `kept` is empty where it could not be; `closing`: the window is closed already.
    """

    scene: Scene
    name: str
    folder: Path
    kept: str
    closing: bool = False


class CrashDialog(Appearance, QDialog):
    """Tells of one or several errors; `stage` is None where there is no window yet, which ends the start."""

    def __init__(
        self,
        reports: Sequence[ErrorReport],
        stage: StageInfo | None,
        details: Callable[[list[ErrorReport]], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)  # above any other dialog
        self.reports, self.stage = list(reports), stage
        self._details = details
        self.title, self.text, self.error, self.said = (self._label() for _ in range(4))
        self.box = ReadText(self)
        self.box.setLineWrapMode(ReadText.LineWrapMode.NoWrap)
        self.box.hide()
        self.show_details, self.copy, self.save, self.go_on = (QPushButton(self) for _ in range(4))
        self.show_details.setCheckable(True)
        self.show_details.toggled.connect(self._show_details)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_save)
        self.save.setVisible(stage is not None)
        self.go_on.setObjectName("use")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self._lay_out()
        appear(self, look_around(self))
        self.go_on.setFocus()

    def _label(self) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        self.foot = QHBoxLayout()
        self.page = QVBoxLayout(self)
        for label in (self.title, self.text, self.error):
            self.page.addWidget(label)
        self.page.addWidget(self.box, 1)
        self.page.addWidget(self.said)
        self.page.addLayout(self.foot)
        self.foot.addWidget(self.show_details)
        self.foot.addStretch(1)
        for button in (self.copy, self.save, self.go_on):
            self.foot.addWidget(button)

    def add(self, reports: Sequence[ErrorReport]) -> None:
        """More went wrong while this is open."""
        self.reports += reports
        self._say_errors()
        if self.box.isVisible():
            self.box.setPlainText(self.details)

    @property
    def _over(self) -> bool:
        """Whether there is no window to go on with."""
        return self.stage is None or self.stage.closing

    @property
    def details(self) -> str:
        """What is copied."""
        return self._details(self.reports)

    # -- the buttons ---------------------------------------------------------------------------------------

    @Slot(bool)
    def _show_details(self, shown: bool) -> None:
        self.box.setPlainText(self.details if shown else "")
        self.box.setVisible(shown)
        self._name_toggle()
        self._fit()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self._say(self.tr("The details are on the clipboard."))

    @Slot()
    def _ask_save(self) -> None:
        """Let the person choose where a copy of the scene is to be saved."""
        if self.stage is None:
            return
        name = Path(self.stage.name).stem if self.stage.name.endswith(codec.SUFFIX) else self.stage.name
        name = self.tr("{name} (copy)").format(name=name)
        kind = self.tr("gdviz scenes (*{suffix})").format(suffix=codec.SUFFIX)
        proposed = self.stage.folder / f"{name}{codec.SUFFIX}"
        path = ask_save_path(self, self.tr("Save a copy of the scene"), proposed, kind)
        if path is None:
            return
        try:
            codec.save(self.stage.scene, path)
        except DocumentError as error:
            self._say(not_saved(path, error), wrong=True)
            return
        self._say(saved(path))

    def _say(self, text: str, wrong: bool = False) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        set_role(self.said, "error" if wrong else "muted")
        self._fit()

    # -- texts, look and language --------------------------------------------------------------------------

    def _sentences(self) -> str:
        """What happened to the work, and what to do."""
        if self.stage is None:
            return self.tr(
                "gdviz could not open its window because of an unexpected error. Start it"
                " again; if that fails too, the details help to find the cause."
            )
        kept = self.stage.kept
        if self.stage.closing and kept:
            return self.tr(
                "An unexpected error occurred while gdviz was closing. Your scene is kept"
                " in {folder}, and the next start offers it."
            ).format(folder=kept)
        if self.stage.closing:
            return self.tr(
                "An unexpected error occurred while gdviz was closing, and no copy of "
                "your scene could be kept: save one now, under a new name."
            )
        if all(each.thread for each in self.reports):
            happened = self.tr("An unexpected error ended something that gdviz was doing in the background.")
        else:
            happened = self.tr("An unexpected error ended what gdviz was just doing.")
        stays = (
            self.tr(
                "Your scene is still on stage, and a copy of it is kept in {folder}: should gdviz end now, "
                "the next start offers it."
            ).format(folder=kept)
            if kept
            else self.tr(
                "Your scene is still on stage, but no copy of it could be kept: save one now, under a new "
                "name."
            )
        )
        advice = self.tr(
            "You can go on. If something looks wrong from now on, save a copy under a new name, and start "
            "gdviz again."
        )
        return f"{happened}\n\n{stays}\n\n{advice}"

    def _say_errors(self) -> None:
        text = self.reports[0].error
        if len(self.reports) > 1:
            text += "\n" + self.tr("and %n more", "", len(self.reports) - 1)
        self.error.setText(text)
        self._fit()

    def _name_toggle(self) -> None:
        shown = self.show_details.isChecked()
        self.show_details.setText(self.tr("Hide details") if shown else self.tr("Show details"))

    def _fit(self) -> None:
        """As high as the texts need at the dialog's width, and the details want."""
        self.resize(self.sizeHint())

    def set_look(self, look: Look) -> None:
        """Take colours, type and sizes."""
        self.look = look
        apply_look(self, look)
        self.title.setFont(heading_font(look, 1.15))
        set_role(self.error, "muted")
        pad(self.page, scaled(look, 16), scaled(look, 12))
        self.foot.setSpacing(scaled(look, 8))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 0.9)
        self.box.setFont(font)

    def sizeHint(self) -> QSize:
        """A column of text, within the screen."""
        room = self.screen().availableSize() * 0.9
        width = min(scaled(self.look, 620), room.width())
        height = self.page.totalHeightForWidth(width)
        if not self.box.isHidden():
            height += scaled(self.look, 120)
        return QSize(width, min(height, room.height()))

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setWindowTitle("gdviz")
        self.title.setText(self.tr("Something went wrong"))
        self.text.setText(self._sentences())
        self.copy.setText(self.tr("&Copy details"))
        self.copy.setToolTip(
            self.tr("Copies what happened, the versions of gdviz and the system, and the scene as text")
        )
        self.save.setText(self.tr("&Save a copy…"))
        self.save.setToolTip(self.tr("Saves the scene under a new name, and leaves its own file as it is"))
        self.go_on.setText(self.tr("Close") if self._over else self.tr("&Go on"))
        self._name_toggle()
        self._say("")
        self._say_errors()
