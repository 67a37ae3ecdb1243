"""A formula with what a keyboard lacks beside it: symbols to put in, and examples to begin with."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, Look
from gdviz.look.menu_button import MenuButton
from gdviz.look.widgets import scaled
from gdviz.panels.form.simple_fields import TextField

# What stands on a button, what it puts in, and how far back from its end the cursor then stands.
SYMBOLS = (
    ("x²", "²", 0),
    ("√", "√()", 1),
    ("|x|", "||", 1),
    ("½", "½", 0),
    ("·", "·", 0),
    ("π", "π", 0),
    ("θ", "θ", 0),
    ("sin", "sin ", 0),
    ("Σ", "Σ_{i=1}^{3} ", 0),
    ("if", "if w > 0 then w else 0", 0),
)
EXAMPLES = (
    "w²/4 + sin 2w",
    "(w + 1)²",
    "|w − 1|",
    "if |w| < 1 then w²/2 else |w| − ½",
    "{w², w ≥ 0; −w, w < 0}",
    "Σ_{i=1}^{3} |w − i|",
    "max(0, 1 − w) + w²/8",
    r"\frac{1}{2}w^{2} + \cos 3w",
    "L(w, b) = (w − 1)² + wb + 2b²",
    "f(x, y) = x²/10 + y²",
    "f(x, y) = sin 3x cos 2y + (x² + y²)/8",
    "f(x, y, z) = x² + 2y² + 3z² + xyz/4",
)


class Palette(Appearance, QWidget):
    """A row of small buttons; `examples` is one that the field puts beside its title."""

    wished = Signal(str, int)  # a text to put in, and how far back from its end the cursor stands
    chosen = Signal(str)  # an example

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = bare(QHBoxLayout(self))
        self.buttons: list[QToolButton] = []
        for label, text, back in SYMBOLS:
            button = self._button(label)
            button.clicked.connect(lambda _=False, text=text, back=back: self.wished.emit(text, back))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # as wide as the form
        self.examples = QToolButton(self, autoRaise=True)
        keep_keys(self.examples, BUTTON)
        self.menu = QMenu(self.examples)
        for text in EXAMPLES:
            self.menu.addAction(QAction(text, self.menu))
        self.menu.triggered.connect(self._pick)
        MenuButton(self.examples, self.menu)
        self.set_look(LIGHT)

    def _button(self, label: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(label)
        button.setAutoRaise(True)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        keep_keys(button, BUTTON)
        self.line.addWidget(button, len(label) + 1)
        self.buttons.append(button)
        return button

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        super().set_look(look)
        self.line.setSpacing(scaled(look, 1))
        self.setStyleSheet("QToolButton { padding: 2px 0; }")

    def retranslate(self) -> None:
        """Put every text anew."""
        for button, (_, text, _) in zip(self.buttons, SYMBOLS, strict=False):
            button.setToolTip(self.tr("Puts {text} into the formula").format(text=text.strip()))
            button.setAccessibleName(button.toolTip())
        self.examples.setText(self.tr("Examples"))
        self.examples.setToolTip(self.tr("Formulas to begin with, also of two and three variables"))
        self.examples.setAccessibleName(self.examples.toolTip())

    @Slot(QAction)
    def _pick(self, action: QAction) -> None:
        self.chosen.emit(action.text())


class FormulaField(TextField):
    """A text with the palette below it."""

    def build(self) -> None:
        """Entry and palette."""
        super().build()
        self.palette_row = Palette(self)
        self.body.removeWidget(self.entry)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.body.addLayout(column)
        column.addWidget(self.entry)
        column.addWidget(self.palette_row)
        self.head.addWidget(self.palette_row.examples)
        self.palette_row.wished.connect(self._put)
        self.palette_row.chosen.connect(self._begin_with)

    @Slot(str, int)
    def _put(self, text: str, back: int) -> None:
        """Put a symbol where the cursor is; what is selected goes between brackets or bars."""
        entry = self.entry
        selected = entry.selectedText()
        if selected and back:
            entry.insert(text[:-back] + selected + text[-back:])
        else:
            entry.insert(text)
            entry.setCursorPosition(entry.cursorPosition() - back)
        entry.setFocus()
        self._typed(entry.text())

    @Slot(str)
    def _begin_with(self, text: str) -> None:
        """An example takes the place of what stands there."""
        self.pause.stop()
        self.choose(text)
