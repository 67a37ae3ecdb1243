"""What a lesson says now, above the stage: two lines, where in the lesson it is, and the way on."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance, make_room
from gdviz.look.fonts import line_height
from gdviz.look.icons import put_icon
from gdviz.look.layouts import bare
from gdviz.look.look import PROJECTOR, Look, blend
from gdviz.look.widgets import heading_font, plain_font, scaled
from gdviz.panels.beats.dots import BeatDots
from gdviz.panels.beats.shown_beat import ShownBeat

SAID, SAID_PROJECTED = 1.5, 1.25  # how much larger than labels: in the projector look these are large
MOST_LINES = 3
ROOMY = 850.0  # pixels at a type of 1, from which on the way back has its whole name
WIDE = 690.0  # likewise, of the other buttons
WIDER = 800.0  # where there are two of them, or other buttons take more room
NARROW = 700.0  # likewise, up to which words need the whole width
SIGN = re.compile(" ([=≈<>≤≥+−·/→←]) ")
APART = "   ·   "  # between what was predicted


class _Words(QLabel):
    """Takes as many lines as its text has, before anything else takes room, all about as long."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self._whole = ""

    def say(self, text: str, whole: str = "") -> None:
        """Show a text, in the room of the whole one where some of it is still to come."""
        text, self._whole = (SIGN.sub("\u00a0\\1\u00a0", each) for each in (text, whole or text))  # n = 0
        self.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, lines = self.fontMetrics(), self._height(self.width())
        most = MOST_LINES * line_height(metrics, self._whole)  # a label that is still narrow wants a tower
        needed = min(lines, most) + 2
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)
        few, narrowest = self.width() // 2, self.width()
        while narrowest - few > 4:
            middle = (few + narrowest) // 2
            few, narrowest = (few, middle) if self._height(middle) <= lines else (middle, narrowest)
        self.setContentsMargins(0, 0, self.width() - narrowest, 0)

    def _height(self, width: int) -> int:
        wrapped = Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(0, 0, width, 10_000, wrapped, self._whole).height()

    def minimumSizeHint(self) -> QSize:
        """What is left free at the right may go."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() - self.contentsMargins().right(), hint.height())


class BeatStrip(Appearance, QWidget):
    """Shows a beat's words. PageDown and PageUp do what its buttons do."""

    next_asked = Signal()
    back_asked = Signal()
    place_asked = Signal(int)
    restore_asked = Signal()  # the stage as the beat put it
    explore_asked = Signal()  # the lesson's stage, free of questions
    resume_asked = Signal()  # back to the questions
    seated = Signal()  # rows are `dear`, or not any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots = BeatDots(self)
        self.dots.asked.connect(self.place_asked)
        self.say = _Words(self)
        self.say.setTextFormat(Qt.TextFormat.PlainText)
        self.say.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.say.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.note = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.more = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.more.hide()
        self.more_button = self._quiet()
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self.more.setVisible)
        self.restore_button = self._quiet()
        self.restore_button.clicked.connect(self.restore_asked)
        self.explore_button = self._quiet()
        self.explore_button.clicked.connect(self.explore_asked)
        self.resume_button = QPushButton(self)  # stands where the strip is not seen
        self.resume_button.hide()
        self.resume_button.clicked.connect(self.resume_asked)
        self.back_button = QPushButton(self)
        self.back_button.clicked.connect(self.back_asked)
        self.next_button = QPushButton(self)
        self.next_button.clicked.connect(self.next_asked)
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lit, self._last = True, False

        self.head = bare(QHBoxLayout(), 10)
        words = QVBoxLayout()
        self.row = row = bare(QHBoxLayout(self))
        row.addLayout(words, 1)
        words.addLayout(self.head)
        self.head.addWidget(self.dots)
        self.head.addStretch(1)
        for part in (self.more_button, self.restore_button, self.explore_button):
            self.head.addWidget(part)
        words.addWidget(self.say)
        words.addWidget(self.note)
        words.addWidget(self.more)
        self._seat_ways(row)
        self.retranslate()

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.resume_button, self.back_button, self.next_button)

    def take_picking(self, picking: QWidget) -> None:
        """Let the lesson be picked here, where there is no room for a row of its own."""
        if picking.parentWidget() is not self:
            self.head.insertWidget(0, picking)
            picking.show()  # changing its parent hid it

    def _quiet(self) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Whole words, never a part of them.
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def show_beat(self, beat: ShownBeat) -> None:
        """Show a beat as it stands."""
        self.dots.show_place(beat.titles, beat.place)
        self.say.say(beat.say, beat.whole)
        question = beat.question
        note = "" if question.beside else APART.join(filter(None, (question.message, *question.notes)))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.more.setText(beat.more)
        self.more_button.setVisible(bool(beat.more))
        self.more.setVisible(bool(beat.more) and self.more_button.isChecked())
        policy = self.restore_button.sizePolicy()
        policy.setRetainSizeWhenHidden(beat.free)  # nothing jumps at the first touch
        self.restore_button.setSizePolicy(policy)
        self._last = beat.place == len(beat.titles) - 1 and not beat.welcomes
        self._name_shortly()
        self.restore_button.setVisible(beat.touched)
        self.back_button.setEnabled(beat.place > 0)
        self.next_button.setText(self.tr("Next lesson") if self._last else self.tr("Next"))
        if beat.lit != self._lit:
            self._lit = beat.lit
            self._show_lit()

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        said = SAID_PROJECTED if look.name == PROJECTOR.name else SAID
        self.say.setFont(heading_font(look, said))
        self.more.setFont(plain_font(look, 1.1))
        self.note.setFont(plain_font(look, 1.1))
        for button in (self.more_button, self.restore_button, self.explore_button):
            button.setFont(plain_font(look))
        for each in self._buttons:
            each.setFont(heading_font(look, 1.1))
        make_room(self.resume_button, look)
        self._name_shortly()
        put_icon(self.back_button, "chevron_left", look, 16)
        self._show_lit()

    def _show_lit(self) -> None:
        """The way on is filled where it is open, and quiet where something is to be done before."""
        look = self.look
        edge = blend(look.line, look.text, 0.3)
        thin, thick = scaled(look, 1), scaled(look, 2)

        def shape(border: int, color: str) -> str:
            """As large with a thin border as with a thick one: else both buttons move when one is lit."""
            high, wide = (scaled(look, each) + thick - border for each in (5, 14))
            round_ = f"border-radius: {scaled(look, 12)}px;"
            return f"border: {border}px solid {color}; {round_} padding: {high}px {wide}px;"

        lit = f"background: {look.accent}; color: {look.surface}; {shape(thick, look.accent)}"
        quiet = f"background: {look.surface}; color: {look.text}; {shape(thin, edge)}"
        focus = f"QPushButton:focus {{ {shape(thick, look.text)} }}"
        off = f"QPushButton:disabled {{ color: {look.line}; }}"
        self.next_button.setStyleSheet(f"QPushButton {{ {lit if self._lit else quiet} }} {focus}")
        self.resume_button.setStyleSheet(f"QPushButton {{ {lit} }} {focus}")
        self.back_button.setStyleSheet(f"QPushButton {{ {quiet} }} {focus} {off}")

    def _seat_ways(self, row: QHBoxLayout) -> None:
        """Put the way back and the way on beside the words, or where these need the whole width, above."""
        if row.indexOf(self.next_button) < 0:
            for button in (self.back_button, self.next_button):
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.seated.emit()

    @property
    def dear(self) -> bool:
        """Whether rows are dear: type is large for the window."""
        return self.head.indexOf(self.next_button) >= 0

    def _name_shortly(self) -> None:
        """Where the lesson’s title would lose its line, and the plots below it rows of theirs."""
        name = self.tr("Back to the lesson")
        room = self.width() / self.look.font_scale
        self._seat_ways(self.row if room >= NARROW else self.head)
        free = self.restore_button.sizePolicy().retainSizeWhenHidden()
        alone = self.more_button.isHidden() and not free and not self._last
        roomy, wide = room >= ROOMY, room >= (WIDE if alone else WIDER)
        self.restore_button.setText(name if roomy else self.tr("Reset"))
        self.more_button.setText(self.tr("Read more") if wide else self.tr("More"))
        self.explore_button.setText(self.tr("Explore freely") if wide else self.tr("Explore"))
        for button, text in (
            (self.more_button, self.tr("Read more")),
            (self.explore_button, self.tr("Explore freely")),
        ):
            button.setAccessibleName(text)
        self.restore_button.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._name_shortly()

    def retranslate(self) -> None:
        """Put every text anew; the window then shows the beat again."""
        self._name_shortly()
        self.restore_button.setToolTip(self.tr("Restore the stage of this part of the lesson"))
        self.explore_button.setToolTip(self.tr("Leave the questions: everything can be changed"))
        self.resume_button.setText(self.tr("Back to the questions"))
        self.back_button.setToolTip(self.tr("Previous part (PageUp)"))
        self.back_button.setAccessibleName(self.tr("Back"))
        self.next_button.setToolTip(self.tr("Go on (PageDown; twice where a question has no answer)"))
