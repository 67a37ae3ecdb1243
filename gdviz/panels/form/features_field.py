"""The features that a model is given: buttons for those that are usual, and a text for any other formula."""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdviz.document.scene import Run
from gdviz.engine.formula.formula_text import parse_formula
from gdviz.engine.formula.tree import Node
from gdviz.engine.learning.features import numbered, titles
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, Look
from gdviz.look.widgets import scaled
from gdviz.panels.form.simple_fields import TextField

Features = tuple[str, ...]

MOST_PRODUCTS = 3  # inputs up to which there are buttons for their products
MOST_BUTTONS = 6  # inputs up to which there are buttons
LONGEST, WIDEST = 3, 10  # letters of an input's name on one of four buttons in a row, and of two


def usual(inputs: int) -> Features:
    """The features that have a button, for so many inputs.

    >>> usual(2)
    ('x1', 'x2', 'x1²', 'x2²', 'x1·x2', 'sin x1', 'sin x2')
    """
    if inputs > MOST_BUTTONS:
        return ()
    names = [f"x{place + 1}" for place in range(inputs)]
    pairs = itertools.combinations(names, 2) if inputs <= MOST_PRODUCTS else ()
    products = [f"{one}·{other}" for one, other in pairs]
    return (*names, *(f"{name}²" for name in names), *products, *(f"sin {name}" for name in names))


@functools.lru_cache(maxsize=128)
def _root(text: str) -> Node | None:
    try:
        return parse_formula(text, numbered=True)[0]
    except ValueError:
        return None


class FeaturesField(TextField):
    """A row or two of buttons to turn features on and off; below, the other formulas with semicolons."""

    def build(self) -> None:
        """The buttons over the entry."""
        super().build()
        self.inputs = 0
        self.names: Features = ()
        self.long = False
        self.plain: Features = ()
        self.buttons: dict[str, QToolButton] = {}
        self.grid_of = QWidget(self)
        self.grid = bare(QGridLayout(self.grid_of))
        self.body.removeWidget(self.entry)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.body.addLayout(column)
        column.addWidget(self.grid_of)
        column.addWidget(self.entry)
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        super().set_look(look)
        if hasattr(self, "grid"):  # the base takes a look before its parts are there
            self.grid.setSpacing(scaled(look, 3))

    def show_run(self, run: Run) -> None:
        """Take how many inputs there are and what they are called."""
        training = run.training
        if training is None or self.names == training.data.input_names:
            return
        self.inputs, self.names = training.data.inputs, training.data.input_names
        self.plain = tuple(f"x{place + 1}" for place in range(self.inputs))
        for old in self.buttons.values():
            self.grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {text: self._button(text) for text in usual(self.inputs)}
        self.long = any(len(name) > LONGEST for name in self.names)
        columns = 2 if self.long else 3 if self.inputs == 3 else 4  # in more, names would be cut
        place = 0
        for text, button in self.buttons.items():
            width = 2 if self.long and "·" in text else 1  # of two names
            place += place % width
            self.grid.addWidget(button, place // columns, place % columns, 1, width)
            place += width
        self._name_buttons()

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self.grid_of)
        button.setCheckable(True)
        button.setProperty("role", "button")
        keep_keys(button, BUTTON)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # as wide as the form
        button.clicked.connect(lambda on, text=text: self._turn(text, on))
        return button

    def _name_buttons(self) -> None:
        first = next((name for name in self.names if len(name) <= WIDEST), "x1")
        self.entry.setPlaceholderText(self.tr("others, such as {name}³; exp(−{name}²)").format(name=first))
        cut = [name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…" for name in self.names]
        names = cut if len(set(cut)) == len(cut) else self.plain
        for text, button in self.buttons.items():
            root = _root(text)
            assert root is not None
            (title,) = titles((root,), self.names)
            (short,) = titles((root,), names)
            button.setText(short)
            button.setToolTip(self.tr("Gives the model {feature}").format(feature=title))
            button.setAccessibleName(title)

    def given(self, value: Features) -> Features:
        """What the model is given without the polynomial: the inputs where nothing is chosen."""
        return value or self.plain

    def show_value(self, value: Any) -> None:
        """Press the buttons of what is chosen, and write out the rest."""
        roots = {_root(text) for text in self.given(value)}
        for text, button in self.buttons.items():
            button.setChecked(_root(text) in roots)
        others, typed = self._others(value), self.entry.text()
        meant = self.entry.hasFocus() and self._typed_in(typed) == others
        super().show_value(typed if meant else "; ".join(map(self._named, others)))

    def _named(self, text: str) -> str:
        """A feature in the data's names, where these can be typed back."""
        called = dict(zip(self.plain, self.names, strict=True))
        shown = re.sub(r"(?<![^\W\d])x\d+", lambda found: called.get(found[0], found[0]), text)
        return shown if numbered(shown, self.names) == text else text

    def _others(self, value: Features) -> list[str]:
        buttons = {_root(text) for text in self.buttons}
        return [text for text in value if _root(text) not in buttons]

    def text_of(self, value: Any) -> str:
        """The features in a line."""
        return ", ".join(value) or self.tr("the inputs themselves")

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.entry.setAccessibleName(self.tr("Other features"))
        self._name_buttons()

    def explain(self) -> None:
        """The entry has a sentence of its own."""
        super().explain()
        pairs = zip(self.plain, self.names, strict=True)
        called = "; ".join(f"{plain} = {name}" for plain, name in pairs if plain != name)
        tip = self.tr("Other formulas of x1, x2 …, with semicolons between them")
        self.entry.setToolTip(f"{tip}\n{called}".rstrip())

    def choose(self, value: Any, live: bool = False) -> None:
        """Of what is typed only the formulas that have no button: those of the buttons stay."""
        if isinstance(value, str):
            value = self._whole([*self._pressed(), *self._typed_in(value)])
        super().choose(value, live)

    def _typed_in(self, text: str) -> list[str]:
        parts = numbered(text.replace("；", ";"), self.names).split(";")
        return [part.strip() for part in parts if part.strip()]

    def _pressed(self) -> list[str]:
        return [text for text, button in self.buttons.items() if button.isChecked()]

    def _whole(self, texts: list[str]) -> Features:
        """The features as they stand in a file: none where they are the inputs themselves."""
        return () if tuple(texts) == self.plain else tuple(texts)

    @Slot(str, bool)
    def _turn(self, text: str, on: bool) -> None:
        texts = [*self._pressed(), *self._others(self.value)]
        if not texts:
            self.buttons[text].setChecked(True)
            super().show_error(self.tr("At least one feature must stay."))
            return
        self.choose(self._whole(texts))
        self.show_value(self.value)
