"""Equations set in large type, their signs aligned, as text that can be selected and copied."""

from __future__ import annotations

import html
import re

from msgspec import Struct
from PySide6.QtCore import QEvent, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from gdviz.look.look import LIGHT, Look, blend, number_font, text_font
from gdviz.look.read_text import ReadPage
from gdviz.notation.equation import Equation
from gdviz.notation.formulas import to_html, to_plain
from gdviz.views.common.annotations import united

SIZES = (2.7, 2.4, 2.1, 1.9, 1.7, 1.5, 1.35, 1.2, 1.1, 1.0)  # of the type, largest first
LINE_HEIGHT = 1.35  # of the type's height, at least
LOOSE = 1.75  # of the type's height, where there is room
NUMBER = re.compile(r"[−-]?\d[\d.\u2009\u202f]*(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")
INDEX = 1.36  # of the look's type: what is raised or lowered is never set in less than two thirds of it
SETTLED = 500  # ms after which the type may grow again, once other runs are shown
CAPTIONED = 480.0  # pixels of width from which on lines have captions, in a look of scale 1


class EquationLine(Struct, frozen=True):
    """One line on screen: a caption and a left side where an equation begins, then what follows."""

    caption: str
    left: str
    right: str
    role: str
    last: bool  # whether it ends with the equation's result
    gap: bool = False  # whether another group begins here
    equation: int = 0  # its place among the equations


class EquationText(ReadPage):
    """Shows equations as large as fits. An equation that is too long is broken before its equals signs."""

    pointed = Signal(int, str)  # the equation that the mouse is on, or -1, and the number there, or ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of_lines: list[int] = []  # which equation a line is of
        self.lit = -1
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.look: Look = LIGHT
        self._font, self._small = number_font(LIGHT), text_font(LIGHT)
        self.equations: tuple[Equation, ...] = ()
        self.captions: dict[str, str] = {}
        self.accent = LIGHT.text
        self.scale = SIZES[0]
        self._written: list[EquationLine] = []
        self._widest: dict[tuple[int, int], float] = {}
        self.settling = QTimer(self, singleShot=True, interval=SETTLED)
        self.settling.timeout.connect(self._grow)
        self._room = QSize()  # what was laid out for: the scroll bar's coming and going leaves it as it is

    def show_equations(
        self, equations: tuple[Equation, ...], captions: dict[str, str], accent: str, *, same_run: bool
    ) -> None:
        """Set these equations; `captions` names each role, the new parameters are written in `accent`.

        While the same equations change their numbers, or others of the same run follow, the type never grows:
        it must not jump in a running film, at its end neither. After a change it may, a moment later.
        """
        if (equations, captions, accent) == (self.equations, self.captions, self.accent):
            return
        if [equation.left for equation in equations] != [equation.left for equation in self.equations]:
            self._widest.clear()
            self.scale = self.scale if same_run else SIZES[0]
        elif not same_run:
            self.settling.start()
        self.equations, self.captions, self.accent = equations, captions, accent
        self._lay_out()

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self._font = number_font(look)
        self._small = text_font(look)
        self._forget()
        self._lay_out()

    def text(self) -> str:
        """The equations as plain text, one a line."""
        return "\n".join(equation.text for equation in self.equations)

    def rect_of(self, role: str) -> QRectF | None:
        """Where the lines of the equation with this role are, in the widget's pixels; None where there are
        none."""
        rects, block = [], self.document().begin()
        for line in self._written:
            if line.role == role:
                rects.append(self.document().documentLayout().blockBoundingRect(block))
            block = block.next()
        found = united(rects)
        if found is None:
            return None
        scrolled = self.verticalScrollBar().value()
        return found.translated(0.0, -scrolled).intersected(QRectF(self.viewport().rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The type follows the size of the view."""
        super().resizeEvent(event)
        if self.size() != self._room:
            self._room = self.size()
            self._forget()
            self._lay_out()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Not ours: the stage enlarges the view."""
        event.ignore()

    # -- what a hand points at -----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is on."""
        super().mouseMoveEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        block = cursor.block()
        rect = self.document().documentLayout().blockBoundingRect(block)
        y = event.position().y() + self.verticalScrollBar().value()
        if not rect.top() <= y <= rect.bottom() or block.blockNumber() >= len(self.of_lines):
            self.pointed.emit(-1, "")
            return
        place = cursor.positionInBlock()
        found = NUMBER.finditer(block.text())
        terms = (number.group() for number in found if number.start() <= place <= number.end())
        self.pointed.emit(self.of_lines[block.blockNumber()], next(terms, ""))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing."""
        super().leaveEvent(event)
        self.pointed.emit(-1, "")

    def light(self, equation: int) -> None:
        """Lay a tint behind an equation; behind none for -1."""
        if equation != self.lit:
            self.lit = equation
            self._tint()

    def _tint(self) -> None:
        found = []
        for line, equation in enumerate(self.of_lines):
            if equation == self.lit:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self.document().findBlockByNumber(line))
                selection.format = QTextCharFormat()
                tint = blend(self.look.accent, self.look.surface, 0.78)
                selection.format.setBackground(QColor(tint))
                selection.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
                found.append(selection)
        self.setExtraSelections(found)

    # -- layout --------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self.scale = SIZES[0]
        self._widest.clear()

    @Slot()
    def _grow(self) -> None:
        self._forget()
        self._lay_out()

    def _lay_out(self) -> None:
        if not self.equations and self.document().isEmpty():
            return
        metrics = QFontMetricsF(self._font)
        widths = self._measured(metrics)
        caption = self._caption_width()
        lefts = [metrics.horizontalAdvance(to_plain(equation.left)) for equation in self.equations]
        gap = metrics.horizontalAdvance("0")
        left = max(lefts, default=0.0)
        lines: list[EquationLine] = []
        count = 1.0
        for scale in [size for size in SIZES if size <= self.scale]:
            self.scale = scale
            room = (self.width() - 4 - caption) / scale - left - gap
            lines = self._lines(widths, room, caption > 0)
            count = sum(1.5 if line.gap else 1.0 for line in lines)
            longest = max((widths[line.right] for line in lines), default=0.0)
            if count * LINE_HEIGHT * metrics.height() * scale <= self.height() and longest <= room:
                break
        leading = self.height() / max(1.0, count * metrics.height() * self.scale)
        tabs = caption + left * self.scale, caption + (left + gap) * self.scale
        self._write(lines, max(LINE_HEIGHT, min(LOOSE, leading)), *tabs)

    def _measured(self, metrics: QFontMetricsF) -> dict[str, float]:
        """The width of every part at scale 1: never less than the same part had before, see above."""
        widths: dict[str, float] = {}
        for index, equation in enumerate(self.equations):
            for place, part in enumerate(_segments(equation)):
                width = metrics.horizontalAdvance(to_plain(part)) * 1.02
                self._widest[index, place] = width = max(width, self._widest.get((index, place), 0.0))
                widths[part] = width
        return widths

    def _caption_width(self) -> float:
        """The width of the column of captions, in pixels; 0 where the view is too narrow for one."""
        if self.width() < CAPTIONED * self.look.font_scale:
            return 0.0
        metrics = QFontMetricsF(self._small)
        texts = [self.captions.get(equation.role, "") for equation in self.equations]
        return max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + metrics.height()

    def _lines(self, widths: dict[str, float], room: float, with_captions: bool) -> list[EquationLine]:
        lines: list[EquationLine] = []
        caption_before, group = "", self.equations[0].group if self.equations else ""
        for number, equation in enumerate(self.equations):
            caption = self.captions.get(equation.role, "") if with_captions else ""
            new_group = equation.group != group
            shown = caption if new_group or caption != caption_before else ""
            rows = _broken(_segments(equation), widths, room)
            for place, row in enumerate(rows):
                text = "".join(row).strip()
                widths.setdefault(text, sum(widths[part] for part in row))
                first, last = place == 0, place == len(rows) - 1
                gap = first and new_group and bool(lines)
                left = equation.left if first else ""
                shown_here = shown if first else ""
                lines.append(EquationLine(shown_here, left, text, equation.role, last, gap, number))
            caption_before, group = caption, equation.group
        return lines

    def _write(self, lines: list[EquationLine], line_height: float, left: float, right: float) -> None:
        """Set the lines: left sides end at `left`, what follows begins at `right` and is wrapped there."""
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * self.scale)
        if font != self.document().defaultFont():
            self.document().setDefaultFont(font)
        height = QFontMetricsF(font).height()
        space = height * (line_height - 1.0) / 2
        scroll = self.verticalScrollBar().value()
        self._written = lines
        paragraphs = [self._paragraph(line, space, space + height * line.gap * 0.6) for line in lines]
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # it is laid out once, at the end
        self.document().setHtml("".join(paragraphs))
        self._set_tabs(cursor, left, right)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(scroll)
        self.of_lines = [line.equation for line in lines]
        self._tint()

    def _paragraph(self, line: EquationLine, below: float, above: float) -> str:
        """One line as HTML: caption, left side and the rest, with tabs between them."""
        body = self._html(line.right)
        if line.last and line.role == "params":
            before, sign, result = body.rpartition("= " if "= " in body else "← ")
            body = f'{before}{sign}<b style="color:{self.accent}">{result}</b>'
        caption = ""
        if line.caption:
            style = f"color:{self.look.muted};font-size:{self._small.pointSizeF():.1f}pt"
            caption = f'<span style="{style}">{html.escape(line.caption)}</span>'
        return (
            f'<p style="white-space:pre-wrap;margin-top:{above:.1f}px;margin-bottom:{below:.1f}px">'
            f"{caption}\t{self._html(line.left)}\t{body}</p>"
        )

    def _html(self, formula: str) -> str:
        """The formula as rich text; what is raised or lowered, in two thirds of the type, can be read."""
        size = max(self.document().defaultFont().pointSizeF(), INDEX * self._small.pointSizeF())
        return re.sub("<(su[bp])>", rf'<\1 style="font-size:{size:.1f}pt">', to_html(formula))

    def _set_tabs(self, cursor: QTextCursor, left: float, right: float) -> None:
        cursor.select(QTextCursor.SelectionType.Document)
        layout = QTextBlockFormat()
        layout.setLeftMargin(right)
        layout.setTextIndent(-right)
        layout.setTabPositions(
            [
                QTextOption.Tab(left, QTextOption.TabType.RightTab),
                QTextOption.Tab(right, QTextOption.TabType.LeftTab),
            ]
        )
        cursor.mergeBlockFormat(layout)


def _broken(parts: list[str], widths: dict[str, float], room: float) -> list[list[str]]:
    """The parts in as few rows as `room` allows, rather the formula alone than the result alone."""
    if sum(widths[part] for part in parts) <= room:
        return [parts]
    for split in range(1, len(parts)):
        rows = [parts[:split], parts[split:]]
        if all(sum(widths[part] for part in row) <= room for row in rows):
            return rows
    rows = [[parts[0]]]
    for part in parts[1:]:
        if sum(widths[p] for p in rows[-1]) + widths[part] <= room:
            rows[-1].append(part)
        else:
            rows.append([part])
    return rows


def _segments(equation: Equation) -> list[str]:
    """The equation behind its left side, cut before every sign: ``← w − η · g``, `` = 5 − 0.2 × 12``."""
    first, *others = equation.parts
    segments = [f"{equation.relation} {first}", *(f" = {part}" for part in others)]
    if equation.condition:
        segments.append(f"   ({equation.condition})")
    return segments
