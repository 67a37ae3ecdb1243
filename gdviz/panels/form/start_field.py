"""Where a run begins: a number for each parameter, or what is drawn from the seed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdviz.document.scene import Run
from gdviz.engine.declare import Field
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import scaled
from gdviz.notation.numbers import number
from gdviz.panels.form.field import value_text
from gdviz.panels.form.layer_fields import StackField
from gdviz.panels.form.seed_field import Die
from gdviz.panels.widgets.number_control import NumberControl
from gdviz.panels.widgets.slider_scale import Scale

COORDINATE = Field("coordinate", "float", 0.0, ge=-1e30, le=1e30)
MOST_NUMBERS = 4  # that are shown one by one
WEIGHTS = ((-3.0, 3.0),) * MOST_NUMBERS  # where the weights of a line are worth beginning


class StartField(StackField):
    """For the field `initial`: empty stands for the problem's own start.

    The numbers of few parameters are shown, those of many counted. Where the start is drawn from the seed,
    there is a die for another one.
    """

    def build(self) -> None:
        """A row for each of a few parameters, and a line about the seed."""
        self.many = 0  # how many parameters there are, where they are too many to be shown
        self.drawn = False  # whether a start of its own is drawn from the seed
        self.own_start: tuple[float, ...] = ()  # where the parameters are few
        super().build()
        self.seed_line = QWidget(self)
        self.seed_text = QLabel(self.seed_line, wordWrap=True)
        self.seed_text.setProperty("role", "muted")
        self.seed_text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.die = Die(self.field.title, self.seed_line)
        self.draw = QToolButton(self.seed_line)
        self.draw.setProperty("role", "button")
        keep_keys(self.draw, BUTTON)
        line = self.line = bare(QHBoxLayout(self.seed_line))
        line.addWidget(self.seed_text, 1)
        line.addWidget(self.die)
        line.addWidget(self.draw)
        column = QVBoxLayout()
        self.body.addLayout(column)
        column.addWidget(self.stack)
        column.addWidget(self.seed_line)
        self.die.thrown.connect(self._throw)
        self.draw.clicked.connect(self._reset)

    @property
    def item(self) -> Field:
        """Any number."""
        return COORDINATE

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that are shown."""
        return self.stack.names

    @property
    def controls(self) -> list[NumberControl]:
        """A slider and an entry for each of them."""
        return self.stack.controls

    @property
    def labels(self) -> list[QLabel]:
        """The name of each of them."""
        return self.stack.labels

    def show_run(self, run: Run) -> None:
        """Take the parameters' names, the problem's own start and the range worth showing."""
        problem = run.problem
        names = problem.parameter_names
        known = (self.drawn, self.many, self.own_start)
        self.drawn = run.training is not None
        self.die.seed = run.seed
        self.many = len(names) if len(names) > MOST_NUMBERS and self.drawn else 0  # a formula has few
        self.own_start = () if self.many else problem.start_from(run.seed)
        if known != (self.drawn, self.many, self.own_start):
            self.explain()
        self.stack.setVisible(not self.many)
        before = self.names
        self.stack.set_names(() if self.many else names)
        if self.names != before:
            self.name_rows()
        bounds = getattr(problem, "bounds", ()) or (WEIGHTS if self.drawn else ())
        scales = (Scale(*bounds[place]) if place < len(bounds) else None for place in range(len(self.names)))
        self.stack.set_scales(tuple(scales))

    def show_value(self, value: Any) -> None:
        """Show where the run begins."""
        if not self.many:
            self.stack.show_numbers(value or self.own_start)
        self.seed_line.setVisible(bool(self.drawn and (self.many or not value)))
        self.die.setVisible(not value)
        self.draw.setVisible(bool(value))
        self._say()

    def set_value(self, value: Any, run: Run) -> None:
        """Show the start; there is something to reset only where it is another than the problem's own."""
        super().set_value(value, run)
        differs = bool(value) and tuple(value) != tuple(self.own_start)
        self.reset.setVisible(differs)
        self.reset_action.setEnabled(differs)

    def text_of(self, value: Any) -> str:
        """The numbers; the problem's own where there are none."""
        if value and len(value) > MOST_NUMBERS:
            return self.tr("{count} numbers of its own").format(count=number(len(value)))
        if value or self.own_start:
            return value_text(tuple(value or self.own_start))
        return self.tr("drawn from the seed")

    def range_text(self) -> str:
        """How to find one's own."""
        return "" if self.drawn else self.tr("The start can be dragged on the plot of the loss, too.")

    def show_error(self, sentence: str, place: tuple[int, int] | None = None) -> None:
        """Edge the wrong entry in red."""
        if not self.many:
            self.stack.take_back(self.value or self.own_start)
        super().show_error(sentence, place)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.line.setSpacing(scaled(look, 8))

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.draw.setText(self.tr("Draw again"))
        self.draw.setToolTip(self.tr("Begin again where the seed says"))
        self.name_rows()
        self._say()

    def _say(self) -> None:
        """How the start comes about."""
        if self.many and self.value:
            text = self.tr("{count} numbers of its own").format(count=number(self.many))
        elif self.many:
            text = self.tr("{count} numbers, drawn from the seed {seed}").format(
                count=number(self.many), seed=self.die.seed
            )
        else:
            text = self.tr("Drawn from the seed {seed}").format(seed=self.die.seed)
        self.seed_text.setText(text)

    @Slot(object, bool)
    def _choose(self, numbers: tuple[float, ...], live: bool) -> None:
        self.choose(tuple(map(float, numbers)), live)

    @Slot(int)
    def _throw(self, seed: int) -> None:
        self.wished.emit("seed", seed)

    def wanted(self) -> str:
        """Any number."""
        return self.tr("Type a number, such as 5, −0.25 or 1e-3.")
