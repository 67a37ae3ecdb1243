"""What the presenter sees and the audience does not: what to say, what comes next, the time, the controls."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QDateTime, QElapsedTimer, QLocale, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QHideEvent, QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.base.i18n import spoken
from gdviz.look.appearance import Appearance, set_look_in
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, PROJECTOR, Look
from gdviz.look.shortcuts import plain
from gdviz.look.widgets import apply_look, heading_font, plain_font, scaled
from gdviz.panels.beats.hands import Hands
from gdviz.panels.beats.shown_beat import ShownQuestion

TARGET = 44  # pixels of a button at least
NARROW = 760  # pixels of width, below which what the audience sees beside it is not repeated


class Prompt(Struct, frozen=True):
    """What is to be said now, what only the presenter reads, and what comes next."""

    place: str = ""
    say: str = ""
    notes: str = ""
    following: str = ""
    question: ShownQuestion = ShownQuestion()


class AudiencePicture(QWidget):
    """The audience's picture, as large as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 135)

    def show_picture(self, picture: QImage) -> None:
        """Show a picture of the window."""
        ratio = self.devicePixelRatioF()
        fitted = picture.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.label.setGeometry(self.rect())
        self.label.setPixmap(QPixmap.fromImage(fitted))


class PresenterWindow(Appearance, QWidget):
    """Large words and buttons; its keys are the window's."""

    tells_parts = True  # the look that they have here

    closed = Signal()
    picture_asked = Signal()  # the audience's picture may be another by now

    def __init__(self, controls: Sequence[QAction], keys: Sequence[QAction], parent: QWidget) -> None:
        """`controls` get buttons; `keys` act here as in the audience's window."""
        super().__init__(parent, Qt.WindowType.Window)
        self.addActions(list(keys))
        self.picture = AudiencePicture(self)
        self.place = self._label()
        self.say = self._label()
        self.notes = self._label()
        self.hands = Hands(self, tapped=True)
        self.next_title = self._label()
        self.following = self._label()
        self.held = self._label()
        self.held.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.held.hide()
        self.clock = QLabel(self)
        self.elapsed = QLabel(self)
        self.elapsed.setProperty("role", "muted")
        self.place.setProperty("role", "muted")
        self.next_title.setProperty("role", "muted")
        self.buttons: list[QToolButton] = []
        for action in controls:  # one at a time: naming one action may change another
            self.buttons.append(self._button(action))
        self._begun = QElapsedTimer()
        self._ticking = QTimer(self, interval=500)
        self._ticking.timeout.connect(self._tick)
        words = QWidget(self)
        texts = self.texts = bare(QVBoxLayout(words))
        for part in (self.place, self.say, self.notes, self.hands, self.next_title, self.following):
            texts.addWidget(part)
        texts.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(words)
        whole = self.whole = QVBoxLayout(self)
        time, self.sides, seen, self.row = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QGridLayout()
        whole.addLayout(time)
        whole.addLayout(self.sides, 1)
        whole.addLayout(self.row)
        self.sides.addLayout(seen, 3)
        self.sides.addWidget(area, 2)
        time.addWidget(self.clock)
        time.addStretch(1)
        time.addWidget(self.elapsed)
        seen.addWidget(self.picture, 1)
        seen.addWidget(self.held)
        self._arrange()
        self.retranslate()
        for action in controls:
            action.changed.connect(self._name)

    def _arrange(self) -> None:
        """In a narrow window, beside the audience's, words and buttons come first: what it sees is there."""
        narrow = self.width() < NARROW
        self.picture.setVisible(not narrow)
        self.sides.setStretch(0, 0 if narrow else 3)
        count = self._columns()
        for place, button in enumerate(self.buttons):
            self.row.addWidget(button, *divmod(place, count))
        for column in range(len(self.buttons)):
            self.row.setColumnStretch(column, int(column < count))

    def _columns(self) -> int:
        """As many buttons in a row as have room for all their words, or fewer in as many rows."""
        margins, gap = self.whole.contentsMargins(), max(self.row.horizontalSpacing(), 0)
        widest = max((button.sizeHint().width() for button in self.buttons), default=TARGET) + gap
        room = self.width() - margins.left() - margins.right() + gap
        count = max(1, len(self.buttons))
        most = max(1, min(count, room // widest))
        return -(-count // -(-count // most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other rows."""
        super().resizeEvent(event)
        self._arrange()

    def _label(self) -> QLabel:
        return QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)

    def _button(self, action: QAction) -> QToolButton:
        self.name_plainly(action)
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setProperty("role", "button")
        button.setMinimumSize(TARGET, TARGET)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # rows follow the width
        icon = action.icon().isNull()
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextOnly if icon else style.ToolButtonIconOnly)
        return button

    @Slot()
    def _name(self) -> None:
        for button in self.buttons:
            self.name_plainly(button.defaultAction())
        self._arrange()

    @staticmethod
    def name_plainly(action: QAction) -> None:
        """Without the letter that opens it in a menu."""
        if action.iconText() != plain(action.text()):
            action.setIconText(plain(action.text()))

    # -- what is shown -------------------------------------------------------------------------------------

    def show_prompt(self, prompt: Prompt) -> None:
        """Show what is to be said."""
        texts = (prompt.place, prompt.say, prompt.notes, prompt.following)
        for label, text in zip((self.place, self.say, self.notes, self.following), texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.next_title.setVisible(bool(prompt.following))
        self.hands.show_question(prompt.question)

    def set_look(self, look: Look) -> None:
        """Take colors and type; the presenter sits near, so type is that of a desk."""
        look = replace(LIGHT if look.name == PROJECTOR.name else look, font_scale=1.0)
        self.look = look
        apply_look(self, look)
        self.clock.setFont(heading_font(look, 2.2))
        self.elapsed.setFont(heading_font(look, 1.6))
        self.say.setFont(heading_font(look, 1.7))
        self.held.setFont(heading_font(look, 1.2))
        self.held.setStyleSheet(f"color: {look.warning};")
        for label in (self.notes, self.following):
            label.setFont(plain_font(look, 1.4))
        for label in (self.place, self.next_title):
            label.setFont(plain_font(look, 1.15))
        self.texts.setSpacing(scaled(look, 10))
        self.sides.setSpacing(scaled(look, 20))
        for button in self.buttons:
            button.setFont(plain_font(look, 1.1))
            button.setIconSize(QSize(1, 1) * scaled(look, 24))
        self._arrange()
        margin = scaled(look, 16)
        self.whole.setContentsMargins(margin, margin, margin, margin)
        self.setAutoFillBackground(True)
        set_look_in(self.hands, look)

    def retranslate(self) -> None:
        """Put every text of its own anew."""
        self.setWindowTitle(self.tr("Presenter – gdviz"))
        self.next_title.setText(self.tr("Next"))
        self.held.setText(self.tr("Frozen: the audience sees an earlier picture"))
        self._tick()

    # -- time ----------------------------------------------------------------------------------------------

    @Slot()
    def _tick(self) -> None:
        now = QDateTime.currentDateTime().time()
        own, spoken_one = QLocale(), QLocale(spoken())
        locale = own if own.language() == spoken_one.language() else spoken_one  # no “AM” among Chinese
        self.clock.setText(locale.toString(now, QLocale.FormatType.ShortFormat))
        seconds = self._begun.elapsed() // 1000 if self._begun.isValid() else 0
        self.elapsed.setText(elapsed_text(seconds))
        if self.isVisible():
            self.picture_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """The time runs from now on."""
        super().showEvent(event)
        if not self._begun.isValid():
            self._begun.start()
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._ticking.stop()
        self._begun.invalidate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The person has closed it."""
        super().closeEvent(event)
        self.closed.emit()


def elapsed_text(seconds: int) -> str:
    """Seconds as minutes, and hours from the first one on.

    >>> elapsed_text(65), elapsed_text(3600)
    ('1:05', '1:00:00')
    """
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
