"""A group of fields: one declared object, and which of its kinds it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdviz.engine.declare import Declared, Field, FieldKind, fields_of, kind_of, title_of
from gdviz.i18n import declared
from gdviz.panels.choice import Choice
from gdviz.panels.field import FieldEditor
from gdviz.panels.list_fields import NumbersField, PairsField, PiecesField
from gdviz.panels.number_field import NumberField
from gdviz.panels.simple_fields import ChoiceField, SwitchField, TextField
from gdviz.panels.start_field import StartField
from gdviz.panels.style import dress, scaled
from gdviz.scene import Run
from gdviz.views.look import Look

Maker = Callable[[Field, str, QWidget], FieldEditor]


class Group(FieldEditor):
    """For kind "declared". With several kinds it is the choice of one; below stand the fields of that kind.

    Its value is the tag of the kind; its path ends in ``.kind``.
    """

    rebuilt = Signal()  # `editors` are others than before

    def __init__(self, field: Field, path: str, parent: QWidget | None = None) -> None:
        self.base = path
        self.by_tag = {kind_of(each): each for each in field.variants}
        self.editors: list[FieldEditor] = []
        self.kind: type[Declared] | None = None
        tag = replace(field, default=kind_of(field.default))
        super().__init__(tag, f"{path}.{field.variants[0].__struct_config__.tag_field}", parent)

    def build(self) -> None:
        """The choice of the kind, and room for the fields."""
        self.choice = Choice(self)
        self.body.addWidget(self.choice)
        self.title.setBuddy(self.choice)
        for tag, kind in self.by_tag.items():
            self.choice.addItem(title_of(kind), tag)
        self.choice.chosen.connect(self._choose)
        self.fields = QVBoxLayout()
        if self.single:
            self.choice.hide()
            self.title.hide()
            self.head.removeWidget(self.reset)
        self.rows.addLayout(self.fields)

    @property
    def single(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.by_tag) == 1

    def set_value(self, value: Any, run: Run) -> None:
        """Show the kind and its fields."""
        super().set_value(value, run)
        if self.single:
            self.reset.hide()

    def show_run(self, run: Run) -> None:
        """Make the fields of the present kind, where it is another, and show their values."""
        holder: Any = run
        for part in self.base.split("."):
            holder = getattr(holder, part)
        if type(holder) is not self.kind:
            self._make(type(holder))
        for editor in self.editors:
            name = editor.path.removeprefix(f"{self.base}.")
            editor.set_value(holder if name == editor.path else getattr(holder, name.split(".")[0]), run)

    def show_value(self, value: Any) -> None:
        """Show the kind."""
        self.choice.show_data(value)

    def text_of(self, value: Any) -> str:
        """The title of a kind."""
        return declared(title_of(self.by_tag[value])) if value in self.by_tag else str(value)

    def every(self) -> list[FieldEditor]:
        """This editor and all below it."""
        found: list[FieldEditor] = [] if self.single else [self]
        for editor in self.editors:
            found += editor.every() if isinstance(editor, Group) else [editor]
        return found

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.choice.set_look(look)
        self.rows.setSpacing(scaled(look, 8))
        self.fields.setSpacing(scaled(look, 10))
        for editor in self.editors:
            editor.set_look(look)

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.choice.setAccessibleName(declared(self.field.title) or self.field.name)
        for index, kind in enumerate(self.by_tag.values()):
            self.choice.setItemText(index, declared(title_of(kind)))
        for editor in self.editors:
            editor.retranslate()

    def _make(self, kind: type[Declared]) -> None:
        for old in self.editors:
            self.fields.removeWidget(old)
            old.blockSignals(True)  # an entry that loses the focus now has nothing to say any more
            old.hide()
            old.deleteLater()
        self.kind = kind
        self.editors = [
            self._connected(make_editor(each, f"{self.base}.{each.name}", self)) for each in shown(kind)
        ]
        self.rebuilt.emit()

    def _connected(self, editor: FieldEditor) -> FieldEditor:
        if isinstance(editor, PiecesField):
            editor.path = self.base
        self.fields.addWidget(editor)
        editor.changed.connect(self.changed)
        editor.finished.connect(self.finished)
        editor.spread.connect(self.spread)
        dress(editor, self.look)
        editor.set_look(self.look)
        editor.retranslate()
        return editor

    @Slot(object)
    def _choose(self, tag: str) -> None:
        self.choose(tag)
        self.show_value(self.value)


# Which editor a field gets: by its name where it needs one of its own, else by its kind.
BY_NAME: dict[str, Maker] = {"initial": StartField, "pieces": PiecesField}
BY_KIND: dict[FieldKind, Maker] = {
    "float": NumberField,
    "int": NumberField,
    "bool": SwitchField,
    "choice": ChoiceField,
    "text": TextField,
    "floats": NumbersField,
    "list": PairsField,
    "declared": Group,
}


def make_editor(field: Field, path: str, parent: QWidget) -> FieldEditor:
    """The editor of a declared field."""
    return BY_NAME.get(field.name, BY_KIND.get(field.kind, TextField))(field, path, parent)


def shown(kind: type[Declared]) -> tuple[Field, ...]:
    """The fields of a class as the form shows them: boundaries and values, which hang together, are one."""
    fields = {field.name: field for field in fields_of(kind)}
    if {"boundaries", "values"} <= fields.keys():
        pieces = Field(
            "pieces",
            "declared",
            kind(),
            title=fields["values"].title,
            help=" ".join((fields["boundaries"].help, fields["values"].help)),
        )
        rest = [field for name, field in fields.items() if name not in ("boundaries", "values")]
        return (pieces, *rest)
    return tuple(fields.values())
