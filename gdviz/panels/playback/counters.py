"""The counters of the selected run: step, global_step, epoch, examples."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdviz.document.frame import Frame
from gdviz.engine.experiment import Batches
from gdviz.engine.recording import Recording
from gdviz.look.appearance import Appearance
from gdviz.look.widgets import heading_font, plain_font, scaled
from gdviz.notation.numbers import number

NAMES = ("step", "global_step", "epoch", "examples")


class Counters(Appearance, QWidget):
    """Four numbers with their names. Each has room for its last value: nothing jumps while counting.

    Where the window is too narrow for all, the last ones are left out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: dict[str, int] = dict.fromkeys(NAMES, 0)
        self.widest: dict[str, int] = dict.fromkeys(NAMES, 0)
        self.titles: dict[str, str] = {}
        self.shown: tuple[str, ...] = NAMES[:1]  # the others, once there is a run that has them
        self.compact = False
        self.frame: Frame | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_frame(self, frame: Frame) -> None:
        """Show the counters of the selected run at the playhead."""
        self.frame = frame
        recording = frame.recordings[frame.selected]
        end = recording.rows - 1
        rows = np.array([frame.row(frame.selected), end])
        counted = {name: recording.count(name, rows) for name in NAMES}
        values = {name: int(pair[0]) for name, pair in counted.items()}
        widest = {name: int(np.max(pair)) for name, pair in counted.items()}
        names: tuple[str, ...] = NAMES if _has_examples(recording) else NAMES[:2]
        if self.compact and all(_counts_steps(each) for each in frame.recordings):
            names = tuple(name for name in names if name != "global_step")
        if (widest, names) != (self.widest, self.shown):
            self.widest, self.shown = widest, names
            self._describe()
            self.update()
            self.updateGeometry()
        if values != self.values:
            self.values = values
            self._describe()
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave the global step out where it is the step in every run: the scrubber needs the room."""
        self.compact = compact
        if self.frame is not None:
            self.show_frame(self.frame)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.titles = {
            "step": self.tr("step"),
            "global_step": self.tr("global_step"),
            "epoch": self.tr("epoch"),
            "examples": self.tr("examples"),
        }
        self.setToolTip(
            self.tr(
                "Of the selected run at the playhead: updates done, the counter that the schedule reads, "
                "completed passes over the data, examples used."
            )
        )
        self._describe()
        self.updateGeometry()
        self.update()

    def text(self, name: str) -> str:
        """A counter as it is shown, e.g. ``12 000``."""
        return number(self.values[name])

    def _describe(self) -> None:
        self.setAccessibleName(", ".join(f"{self.titles.get(n, n)} {self.text(n)}" for n in self.shown))

    def _columns(self) -> list[tuple[str, float, float]]:
        """Name, left edge and width of each counter."""
        numbers, words = (
            QFontMetricsF(heading_font(self.look, 1.15)),
            QFontMetricsF(plain_font(self.look, 0.85)),
        )
        x, columns = float(scaled(self.look, 12)), []  # the scrubber may stand to the left
        for name in self.shown:
            digits = number(10 ** len(str(self.widest[name])) - 1).replace("9", "0")
            width = max(
                numbers.horizontalAdvance(digits), words.horizontalAdvance(self.titles.get(name, name))
            )
            columns.append((name, x, width + 2))
            x += width + scaled(self.look, 8 if self.compact else 18)
        return columns

    def drawn(self) -> list[tuple[str, float, float]]:
        """Name, left edge and width of each counter that has room, the last at the right edge."""
        columns = self._columns()
        while len(columns) > 1 and _end(columns) > self.width():
            del columns[-1]
        space = self.width() - _end(columns)
        return [(name, left + space, width) for name, left, width in columns]

    def sizeHint(self) -> QSize:
        """As wide as the last values."""
        return self._size(self._columns())

    def minimumSizeHint(self) -> QSize:
        """As wide as the step."""
        return self._size(self._columns()[:1])

    def _size(self, columns: list[tuple[str, float, float]]) -> QSize:
        height = (
            QFontMetricsF(heading_font(self.look, 1.15)).height()
            + QFontMetricsF(plain_font(self.look, 0.85)).height()
        )
        return QSize(_end(columns), math.ceil(height) + 2)  # an underscore needs the last row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each number above its name, both to the right."""
        painter = QPainter(self)
        numbers, words = heading_font(self.look, 1.15), plain_font(self.look, 0.85)
        split = QFontMetricsF(numbers).height()
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for name, left, width in self.drawn():
            painter.setFont(numbers)
            painter.setPen(QColor(self.look.text))
            painter.drawText(QRectF(left, 0, width, split), flags, self.text(name))
            painter.setFont(words)
            painter.setPen(QColor(self.look.muted))
            painter.drawText(
                QRectF(left, split, width, self.height() - split), flags, self.titles.get(name, name)
            )
        painter.end()


def _end(columns: list[tuple[str, float, float]]) -> int:
    _, left, width = columns[-1]
    return round(left + width) + 2


def _counts_steps(recording: Recording) -> bool:
    """Whether the global step is the step."""
    last = np.array([recording.rows - 1])
    return bool((recording.count("global_step", last) == last).all())


def _has_examples(recording: Recording) -> bool:
    """Whether epochs and examples say more than the step: there is data, or batches are set."""
    return recording.training is not None or recording.experiment.batches != Batches()
