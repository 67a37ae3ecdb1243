"""Spin boxes that read numbers as every other field does: 8,5 is eight and a half, 1,234 is asked about."""

from __future__ import annotations

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from gdviz.look.asked import ask_below
from gdviz.notation.numbers import read


class NumberBox(QDoubleSpinBox):
    """For a number, taken once it is whole. Qt’s own would take 8,5 for 85."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """What is no number, or beyond the ends, is not yet one."""
        return _state(self, _number(self, text)), text, place

    def valueFromText(self, text: str) -> float:
        """The number that a text writes; the one before where it writes none."""
        number = _number(self, text)
        return self.value() if number is None else float(number)

    def fixup(self, text: str) -> str:
        """The number before takes the place of what is none; what can be two is asked about."""
        ask_below(self.lineEdit())
        return self.textFromValue(self.value())


class WholeBox(QSpinBox):
    """The same for a whole number."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """What is no whole number, or beyond the ends, is not yet one."""
        return _state(self, _number(self, text)), text, place

    def valueFromText(self, text: str) -> int:
        """The number that a text writes; the one before where it writes none."""
        number = _number(self, text)
        return self.value() if number is None else int(number)

    def fixup(self, text: str) -> str:
        """The number before takes the place of what is none; what can be two is asked about."""
        ask_below(self.lineEdit())
        return self.textFromValue(self.value())


def _number(box: NumberBox | WholeBox, text: str) -> float | int | None:
    """What stands between the box's prefix and its suffix; the word for the lowest number is that."""
    if text and text == box.specialValueText():
        return box.minimum()
    bare = text.removeprefix(box.prefix()).removesuffix(box.suffix())
    return read(bare, whole=isinstance(box, WholeBox))


def _state(box: NumberBox | WholeBox, number: float | None) -> QValidator.State:
    fits = number is not None and box.minimum() <= number <= box.maximum()
    return QValidator.State.Acceptable if fits else QValidator.State.Intermediate
