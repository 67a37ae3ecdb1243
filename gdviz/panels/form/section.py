"""A part of the form under a quiet heading that folds it away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAction, QColor, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gdviz.look import icons
from gdviz.look.accessible import Spoken, speaks
from gdviz.look.announcements import announce
from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.paint import smooth_painter
from gdviz.look.shortened import shortened
from gdviz.look.widgets import TARGET, heading_font, scaled
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.widgets.actions_menu import ActionsMenu


class SectionHeading(Appearance, QAbstractButton):
    """A chevron, a title, and folded away what is inside, in a few words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.summary = ""
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self, BUTTON)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line of the heading's type."""
        metrics = QFontMetrics(heading_font(self.look))
        width = metrics.horizontalAdvance(self.text()) + scaled(self.look, 24)
        return QSize(width, max(scaled(self.look, TARGET), metrics.height() + scaled(self.look, 8)))

    def minimumSizeHint(self) -> QSize:
        """Narrower where there is no room: the title is elided."""
        return QSize(scaled(self.look, 60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chevron, title, summary."""
        look, painter = self.look, smooth_painter(self)
        side = scaled(look, 14)
        name = "chevron_down" if self.isChecked() else "chevron_right"
        color = look.accent if self.hasFocus() or self.underMouse() else look.muted
        icons.paint(painter, name, QRectF(-2, (self.height() - side) / 2, side, side), color)
        font = heading_font(look)
        painter.setFont(font)
        painter.setPen(QColor(look.accent if self.hasFocus() else look.text))
        room = self.rect().adjusted(scaled(look, 16), 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(font)
        painter.drawText(
            room, flags, metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        )
        if not self.isChecked() and self.summary:
            room.setLeft(room.left() + metrics.horizontalAdvance(self.text()) + scaled(look, 10))
            painter.setFont(self.font())
            painter.setPen(QColor(look.muted))
            text = shortened(self.summary, self.fontMetrics(), room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.end()


def _spoken(heading: SectionHeading) -> Spoken:
    """A button that folds; folded away, it says what is inside."""
    return Spoken(
        QAccessible.Role.Button,
        value=lambda: "" if heading.isChecked() else heading.summary,
        press=heading.click,
        unfolded=heading.isChecked,
    )


speaks(SectionHeading, _spoken)


class Section(Appearance, QWidget):
    """A heading and what stands under it."""

    spread = Signal(object)  # this section: all that is in it is wanted in all runs

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.leader: FieldEditor | None = None  # whose title the section has
        self.members: list[FieldEditor] = []
        self.heading = SectionHeading(self)
        self.aside = QHBoxLayout()
        head = QHBoxLayout()
        self.rows = bare(QVBoxLayout(self))
        self.rows.addLayout(head)
        head.addWidget(self.heading, 1)
        head.addLayout(self.aside)
        self.holder = QWidget(self)
        self.body = bare(QVBoxLayout(self.holder))
        self.note = QLabel(self.holder, wordWrap=True)
        self.note.setProperty("role", "muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.hide()
        self.rows.addWidget(self.holder)
        self.body.addWidget(self.note)
        self.heading.toggled.connect(self._toggle)
        self.spread_action = QAction(self)
        self.spread_action.setEnabled(False)
        self.spread_action.triggered.connect(self._spread)
        self.heading.addAction(self.spread_action)
        ActionsMenu(self.heading)

    def adopt(self, editor: FieldEditor) -> None:
        """Take an editor whose title is the section's: its mark and reset go up into the heading."""
        if editor.parentWidget() is self.holder:
            return
        editor.title.hide()
        editor.head.removeWidget(editor.mark)
        editor.head.removeWidget(editor.reset)
        self.aside.addWidget(editor.mark)
        self.aside.addWidget(editor.reset)
        self.add(editor)

    def add(self, widget: QWidget) -> None:
        """Put something under the heading, above the note."""
        if widget.parentWidget() is not self.holder or self.body.indexOf(widget) < 0:
            self.body.insertWidget(self.body.count() - 1, widget)

    def set_note(self, text: str) -> None:
        """A quiet sentence under all else; none for an empty text."""
        if text != self.note.text():
            self.note.setText(text)
            self.note.setVisible(bool(text))

    def set_texts(self, title: str, summary: str, help_text: str = "") -> None:
        """The heading's title and what is shown when folded."""
        self.heading.setToolTip(help_text)
        if (title, summary) != (self.heading.text(), self.heading.summary):
            self.heading.setText(title)
            self.heading.summary = summary
            self.heading.setAccessibleName(title)
            self.spread_action.setText(self.tr("Apply all of “{title}” to all runs").format(title=title))
            self.heading.updateGeometry()
            self.heading.update()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.rows.setSpacing(scaled(look, 6))
        self.body.setSpacing(scaled(look, 10))

    @Slot()
    def _spread(self) -> None:
        self.spread.emit(self)

    @Slot(bool)
    def _toggle(self, opened: bool) -> None:
        self.holder.setVisible(opened)
        announce(self.heading, self.tr("opened") if opened else self.tr("folded"))
