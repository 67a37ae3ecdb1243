"""A group of fields: one declared object, and which of its kinds it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document.scene import Run
from gdviz.engine.declare import Declared, Field, FieldKind, kind_of, title_of
from gdviz.engine.learning.playground_data import PlaygroundDataset
from gdviz.engine.problem import OneParameter, TwoParameters
from gdviz.look.appearance import appear
from gdviz.look.look import Look
from gdviz.look.widgets import apply_widget_style, scaled
from gdviz.panels.form.activations_field import ActivationsField
from gdviz.panels.form.batch_field import BatchSizeField
from gdviz.panels.form.features_field import FeaturesField
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.form.formula_field import FormulaField
from gdviz.panels.form.layer_fields import LayersField, RatesField
from gdviz.panels.form.list_fields import NumbersField, PairsField, PiecesField
from gdviz.panels.form.number_field import NumberField
from gdviz.panels.form.relevance import unfit
from gdviz.panels.form.seed_field import SeedField
from gdviz.panels.form.shown_fields import TOGETHER, kind_path, of_kind, shown
from gdviz.panels.form.simple_fields import ChoiceField, SwitchField, TextField
from gdviz.panels.form.start_field import StartField
from gdviz.panels.widgets.choice import Choice

Maker = Callable[[Field, str, QWidget], FieldEditor]


class Group(FieldEditor):
    """For kind "declared". With several kinds it is the choice of one; below stand the fields of that kind.

    Its value is the tag of the kind; its path ends in ``.kind``, its place is the whole object.
    """

    rebuilt = Signal()  # `editors`, or those of a group below, are others than before

    def __init__(self, field: Field, path: str, parent: QWidget | None = None) -> None:
        self.base = path
        self.by_tag = {kind_of(each): each for each in field.variants}
        self.editors: list[FieldEditor] = []
        self.kind: type[Declared] | None = None
        super().__init__(of_kind(field), kind_path(field, path), parent)

    def build(self) -> None:
        """The choice of the kind, and room for the fields."""
        self.choice = Choice(self)
        self.hold(self.choice)
        self.headings: dict[int, Callable[[], str]] = {}
        self._add_kinds()
        self.choice.chosen.connect(self._choose)
        self.fields = QVBoxLayout()
        if self.single:
            self.choice.hide()
            self.title.hide()
            self.head.removeWidget(self.reset)
        self.rows.addLayout(self.fields)

    def _add_kinds(self) -> None:
        """The kinds in families, if they belong to any."""
        family = None
        for tag, kind in self.by_tag.items():
            if family_of(kind) is not family:
                family = family_of(kind)
                if family is None:
                    self.choice.insertSeparator(self.choice.count())
                else:
                    self.headings[self.choice.add_heading()] = family
            self.choice.addItem(title_of(kind), tag)

    @property
    def single(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.by_tag) == 1

    @property
    def place(self) -> str:
        """The whole object."""
        return self.base

    def value_in(self, run: Run) -> Any:
        """The tag of the kind that stands in `run`."""
        return kind_of(self._holder(run))

    def _holder(self, run: Run) -> Any:
        holder: Any = run
        for part in self.base.split("."):
            holder = getattr(holder, part)
        return holder

    def set_value(self, value: Any, run: Run) -> None:
        """Show the kind and its fields."""
        for _ in self.showing(value, run):
            pass

    def showing(self, value: Any, run: Run) -> Iterator[None]:
        """Make the fields of the present kind, where it is another, and show their values."""
        kind = type(self._holder(run))
        if kind is not self.kind:
            yield from self._making(kind)
        for editor in self.editors:
            yield from editor.showing(editor.value_in(run), run)
        super().set_value(value, run)
        if self.single:
            self.reset.hide()

    def show_run(self, run: Run) -> None:
        """Say which kinds do not fit it."""
        self.choice.set_unfit(unfit(run).get(self.path, {}))

    def show_value(self, value: Any) -> None:
        """Show the kind."""
        self.choice.show_data(value)

    def open_controls(self, opened: bool) -> None:
        """Only the choice of the kind: each of its fields is open or closed by itself."""
        self.choice.setEnabled(opened)

    def text_of(self, value: Any) -> str:
        """The title of a kind."""
        return declared(title_of(self.by_tag[value])) if value in self.by_tag else str(value)

    def summary(self) -> str:
        """The kind; where there is only one, the first of its fields."""
        return self.editors[0].summary() if self.single and self.editors else super().summary()

    @property
    def inner(self) -> list[FieldEditor]:
        """Those of the kind's fields."""
        return self.editors

    def every(self) -> list[FieldEditor]:
        """This editor, if there is something to choose, and all below it."""
        found: list[FieldEditor] = [] if self.single else [self]
        for editor in self.editors:
            found += editor.every()
        return found

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.rows.setSpacing(scaled(look, 8))
        self.fields.setSpacing(scaled(look, 10))

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        for index, heading in self.headings.items():
            self.choice.setItemText(index, heading())
        for tag in self.by_tag:
            self.choice.setItemText(self.choice.findData(tag), self.text_of(tag))
        self.spread_action.setText(self.tr("Apply with all its fields to all runs"))

    def _name_parts(self) -> None:
        super()._name_parts()
        self.choice.setAccessibleName(self.heads or self.called)

    def _making(self, kind: type[Declared]) -> Iterator[None]:
        """One field after the other; where that is given up on the way, the next kind begins anew."""
        for old in self.editors:
            old.retire()
        self.kind, self.editors = None, []
        self.rebuilt.emit()
        for each in shown(kind):
            self.editors.append(self._connected(make_editor(each, f"{self.base}.{each.name}", self)))
            yield
        self.kind = kind

    def _connected(self, editor: FieldEditor) -> FieldEditor:
        if editor.field.name in TOGETHER:
            editor.path = self.base
        self.fields.addWidget(editor)
        editor.changed.connect(self.changed)
        editor.finished.connect(self.finished)
        editor.spread.connect(self.spread)
        editor.wished.connect(self.wished)
        editor.import_wished.connect(self.import_wished)
        if isinstance(editor, Group):
            editor.rebuilt.connect(self.rebuilt)
        apply_widget_style(editor, self.look)
        appear(editor, self.look)
        return editor

    @Slot(object)
    def _choose(self, tag: str) -> None:
        self.choose(tag)
        self.show_value(self.value)


def family_of(kind: type[Declared]) -> Callable[[], str] | None:
    """The heading over a kind among many others; the same function for all of a family."""
    return next((heading for base, heading in FAMILIES.items() if issubclass(kind, base)), None)


FAMILIES: dict[type[Declared], Callable[[], str]] = {
    OneParameter: lambda: declared("One parameter"),
    TwoParameters: lambda: declared("Two parameters"),
    PlaygroundDataset: lambda: "TensorFlow Playground",
}


def _own_rows_field(field: Field, path: str, parent: QWidget) -> FieldEditor:
    from gdviz.panels.form.user_data_field import (
        UserDataField,  # here: it reads in all that takes tables apart
    )

    return UserDataField(field, path, parent)


# Which editor a field gets: by its name where it needs one of its own, else by its kind.
BY_NAME: dict[str, Maker] = {
    "initial": StartField,
    "seed": SeedField,
    "text": FormulaField,
    "batch_size": BatchSizeField,
    "activations": ActivationsField,
    "layer_rates": RatesField,
    "features": FeaturesField,
    "pieces": PiecesField,
    "examples_of_own": _own_rows_field,
}
BY_KIND: dict[FieldKind, Maker] = {
    "float": NumberField,
    "int": NumberField,
    "bool": SwitchField,
    "choice": ChoiceField,
    "text": TextField,
    "floats": NumbersField,
    "ints": LayersField,
    "list": PairsField,
    "declared": Group,
}


def make_editor(field: Field, path: str, parent: QWidget) -> FieldEditor:
    """The editor of a declared field."""
    return BY_NAME.get(field.name, BY_KIND.get(field.kind, TextField))(field, path, parent)
