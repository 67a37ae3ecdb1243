"""An answer to choose: a large card with a letter, and why it is right or wrong once that is told."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.look import Look, blend
from gdviz.look.paint import smooth_painter
from gdviz.look.widgets import heading_font, plain_font, scaled
from gdviz.panels.beats.shown_beat import LETTERS, ShownOption

WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
BAR = 5  # pixels of a vote's bar
FINGER = 44  # pixels that it needs
RING = 23  # pixels around the letter, at a type of 1
SIGNS = {"right": "✓", "wrong": "✗"}


class AnswerCard(Appearance, QAbstractButton):
    """Clicked, it is the answer. What it is, is told by sign and words, never by color alone."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.option = ShownOption("")
        self.shares: tuple[float, ...] = ()  # of the hands at each vote, for bars
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_option(self, option: ShownOption, shares: tuple[float, ...] = ()) -> None:
        """Show an answer as it stands."""
        if (option, shares) == (self.option, self.shares):
            return
        self.option, self.shares = option, shares
        self.setText(option.text)
        told = {"right": self.tr("right"), "wrong": self.tr("not right"), "": ""}[option.verdict]
        hands = " → ".join(map(str, option.votes)) if shares else ""
        words = [f"{LETTERS[self.place]}. {option.text}", told, option.why, hands]
        self.setAccessibleName(". ".join(word for word in words if word))
        self.setToolTip(
            self.tr("Choose it ({letter} or {key})").format(letter=LETTERS[self.place], key=self.place + 1)
        )
        self.updateGeometry()
        self.update()

    # -- room ----------------------------------------------------------------------------------------------

    @property
    def _left(self) -> int:
        return scaled(self.look, 46)

    @property
    def _margin(self) -> int:
        return scaled(self.look, 5)

    def _heights(self, width: int) -> tuple[int, int]:
        """The heights of the text and of the reason."""
        room = max(1, width - self._left - self._margin)
        text = QFontMetrics(plain_font(self.look, 1.15)).boundingRect(0, 0, room, 10_000, WRAP, self.text())
        if not self.option.why:
            return text.height(), 0
        why = QFontMetrics(plain_font(self.look, 0.95)).boundingRect(
            0, 0, room, 10_000, WRAP, self.option.why
        )
        return text.height(), why.height() + scaled(self.look, 3)

    def hasHeightForWidth(self) -> bool:
        """Text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as text and reason are."""
        words = sum(self._heights(width)) + 2 * self._margin
        return max(FINGER, words, scaled(self.look, RING + 5)) + self._bars

    @property
    def _bars(self) -> int:
        """The height of the bars of votes, one above another."""
        return len(self.shares) * (scaled(self.look, BAR) + 1)

    def sizeHint(self) -> QSize:
        """The width is the column's."""
        width = max(self.width(), scaled(self.look, 160))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """What a finger needs: its words may be others soon, and are in `sizeHint`."""
        return QSize(scaled(self.look, 120), FINGER)

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        self.setFont(plain_font(look, 1.15))

    # -- paint ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, the letter or the sign in its ring, the text, and why."""
        look, option = self.look, self.option
        painter = smooth_painter(self)
        accent = QColor(look.warning if option.verdict == "wrong" and option.chosen else look.accent)
        marked = option.chosen or option.verdict == "right"
        faint = blend(look.text, look.surface, 0.93 if self.underMouse() else 0.97)
        fill = blend(accent.name(), look.surface, 0.9) if marked else faint
        edge = accent if marked or self.hasFocus() else QColor(blend(look.line, look.text, 0.2))
        wide = scaled(look, 2 if marked or self.hasFocus() else 1)
        frame = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(edge, wide))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(frame, scaled(look, 7), scaled(look, 7))
        self._paint_votes(painter, frame)
        self._paint_letter(painter, accent, marked)
        self._paint_texts(painter)

    def _paint_votes(self, painter: QPainter, frame: QRectF) -> None:
        """A bar a vote along the lower edge, as long as its share of hands: the last one strong."""
        high, count = scaled(self.look, BAR), len(self.shares)
        painter.setPen(Qt.PenStyle.NoPen)
        for vote, share in enumerate(self.shares):
            top = frame.bottom() - (count - vote) * (high + 1)
            bar = QRectF(frame.left() + self._margin, top, (frame.width() - 2 * self._margin) * share, high)
            faint = 0.3 if vote == count - 1 else 0.65
            painter.setBrush(QColor(blend(self.look.accent, self.look.surface, faint)))
            painter.drawRect(bar)

    def _paint_letter(self, painter: QPainter, accent: QColor, marked: bool) -> None:
        look, size = self.look, scaled(self.look, RING)
        ring = QRectF(scaled(look, 10), (self.height() - self._bars - size) / 2, size, size)
        painter.setPen(QPen(accent, scaled(look, 2)))
        painter.setBrush(accent if marked else QColor(look.surface))
        painter.drawEllipse(ring)
        painter.setPen(QColor(look.surface) if marked else accent)
        painter.setFont(heading_font(look, 1.1))
        sign = SIGNS.get(self.option.verdict, LETTERS[self.place])
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_texts(self, painter: QPainter) -> None:
        text, why = self._heights(self.width())
        room = self.width() - self._left - self._margin
        top = (self.height() - self._bars - text - why) // 2
        painter.setPen(QColor(self.look.text))
        painter.setFont(plain_font(self.look, 1.15))
        painter.drawText(QRect(self._left, top, room, text), WRAP, self.text())
        if why:
            painter.setPen(QColor(self.look.muted))
            painter.setFont(plain_font(self.look, 0.95))
            below = QRect(self._left, top + text + scaled(self.look, 3), room, why)
            painter.drawText(below, WRAP, self.option.why)
        if self.shares:
            painter.setFont(plain_font(self.look, 0.95))
            corner = self.rect().adjusted(0, self._margin // 2, -self._margin, 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(corner, flags, " → ".join(map(str, self.option.votes)))
