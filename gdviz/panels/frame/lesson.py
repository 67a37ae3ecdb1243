"""Which lesson is on stage, its neighbors, and what to look for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.choice_field import height_of_choice, paint_choice
from gdviz.look.icons import put_icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import heading_font, scaled
from gdviz.panels.frame.notes import Notes
from gdviz.panels.widgets.choice import Choice

LOW = 400.0  # pixels at a type of 1: in a lower window rows are for plots


class LessonPanel(Appearance, QWidget):
    """Picks a lesson; shows the notes of the scene beside `picking`, which another layout may take."""

    lesson_requested = Signal(str)  # the name of a built-in lesson

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []

        self.back_button = self._button()
        self.back_button.clicked.connect(self.go_back)
        self.picker = LessonPicker(self)
        self.picker.chosen.connect(self.lesson_requested.emit)
        self.next_button = self._button()
        self.next_button.clicked.connect(self.go_on)
        self.notes = Notes(self)

        self.picking = QWidget(self)
        row = bare(QHBoxLayout(self.picking), 4)
        row.addWidget(self.back_button)
        row.addWidget(self.picker, 1, Qt.AlignmentFlag.AlignVCenter)  # no higher than its title needs
        row.addWidget(self.next_button)
        self.strip = bare(QHBoxLayout(self), 12)
        self.strip.addWidget(self.notes, 1)
        self.take_picking()
        self.retranslate()

    def _button(self) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        keep_keys(button, BUTTON)
        return button

    def set_lessons(self, lessons: Sequence[tuple[str, str]]) -> None:
        """The lessons to pick from: the name and the title (already in the person's language) of each."""
        names = self._names = [name for name, _ in lessons]
        self.picker.clear()
        for number, (_, title) in enumerate(lessons, 1):
            self.picker.addItem(
                self.tr("{number} · {title}").format(number=number, title=title), names[number - 1]
            )

    def show_scene(self, title: str, notes: str, lesson: str) -> None:
        """The scene on stage: its texts, and the lesson that it comes from, if any."""
        place = self._names.index(lesson) if lesson in self._names else -1
        before = self.picker.currentText()
        self.picker.setCurrentIndex(place)
        self.picker.setPlaceholderText(title or self.tr("Choose a lesson"))
        if self.picker.currentText() != before:
            self.picker.updateGeometry()
        self._say_picked()
        self.back_button.setEnabled(place > 0)
        self.next_button.setEnabled(place < len(self._names) - 1)
        self.notes.set_text(notes)

    def _say_picked(self) -> None:
        """The tooltip says the whole title, too: a narrow column shortens it."""
        choose, title = self.tr("Choose a lesson"), self.picker.currentText()
        self.picker.setToolTip(f"{title}\n{choose}" if title else choose)

    @property
    def place(self) -> int:
        """The place of the lesson on stage; -1 where the scene is none."""
        return self.picker.currentIndex()

    def set_notes_visible(self, visible: bool) -> None:
        """Show or hide the notes; the picker stays."""
        self.notes.setVisible(visible)

    def take_picking(self) -> None:
        """Let the picker stand beside the notes (another layout may have had it)."""
        self.strip.insertWidget(0, self.picking, 0, Qt.AlignmentFlag.AlignTop)
        self.picking.show()  # changing its parent hid it

    @Slot()
    def go_back(self) -> None:
        """Ask for the lesson before this one."""
        if self.place > 0:
            self.lesson_requested.emit(self._names[self.place - 1])

    @Slot()
    def go_on(self) -> None:
        """Ask for the next lesson, or for the first where none is on stage."""
        if self.place < len(self._names) - 1:
            self.lesson_requested.emit(self._names[self.place + 1])

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        super().set_look(look)
        self.picker.setFont(heading_font(look))
        put_icon(self.back_button, "chevron_left", look, 16)
        put_icon(self.next_button, "chevron_right", look, 16)

    def retranslate(self) -> None:
        """Put every text anew, after a change of language; the window then calls the other setters."""
        self.back_button.setToolTip(self.tr("Previous lesson (Ctrl+PgUp)"))
        self.back_button.setAccessibleName(self.tr("Previous lesson in the list"))
        self.next_button.setToolTip(self.tr("Next lesson (Ctrl+PgDown)"))
        self.next_button.setAccessibleName(self.tr("Next lesson in the list"))
        self._say_picked()
        self.picker.setAccessibleName(self.tr("Lesson"))


class LessonPicker(Choice):
    """The lessons in a list; where the scene is none of them, its own title stands there."""

    def currentText(self) -> str:
        """The lesson's number and title, or the scene's title."""
        return super().currentText() or self.placeholderText()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """In a narrow column a long title takes two lines; a low window has its number, in one."""
        return self.window().height() >= LOW * self.look.font_scale

    def minimumSizeHint(self) -> QSize:
        """As wide as its number."""
        return QSize(scaled(self.look, 56), super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """As the title needs."""
        return height_of_choice(self, self.look, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Beside the presenter's window on one screen a lesson's number has room, but not its title."""
        place = self.currentIndex()
        paint_choice(self, self.look, str(place + 1) if place >= 0 else "")
