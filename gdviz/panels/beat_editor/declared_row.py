"""A form for one declared value, made from its declaration, and a list of such forms."""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document.beats.beat_words import Words
from gdviz.document.error_sentence import field_sentence
from gdviz.document.errors import DocumentError
from gdviz.document.validate import build
from gdviz.engine.declare import Declared, Field, RuleError, fields_of
from gdviz.look.appearance import Appearance, set_look_in
from gdviz.look.field_name import add_named
from gdviz.look.layouts import bare
from gdviz.look.widgets import problem_label
from gdviz.panels.beat_editor.controls import Ends, Offer, Picker, Typed
from gdviz.panels.beat_editor.stage_facts import StageFacts
from gdviz.panels.beat_editor.words_field import WordsField

# What is offered for a field, by its name: from the stage, and from what the row says so far.
Offers = dict[str, Callable[[StageFacts, dict[str, Any]], Offer]]
Control = Typed | Ends | Picker | WordsField


class DeclaredRow(QWidget):
    """A control for each field of a declared class; what is wrong stands below the field that is."""

    edited = Signal()

    def __init__(self, kind: type[Declared], offers: Offers, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind, self.offers = kind, offers
        self.facts: StageFacts | None = None
        self.controls: dict[str, Control] = {}
        self.errors: dict[str, QLabel] = {}
        form = self.form = bare(QFormLayout(self))
        hints = typing.get_type_hints(kind)
        for field in fields_of(kind):
            title = declared(field.title) or field.name
            control = self.controls[field.name] = self._control(field, hints[field.name], title)
            control.setAccessibleName(title)
            control.setToolTip(declared(field.help))
            control.edited.connect(self._edit)
            error = self.errors[field.name] = problem_label(self)
            add_named(form, title, control)
            form.addRow(error)

    def _control(self, field: Field, hint: Any, title: str) -> Control:
        kinds = typing.get_args(hint) or (hint,)
        if Words in kinds:
            return WordsField(title, self)
        if any(typing.get_origin(each) is tuple for each in kinds):
            return Ends(self)
        if field.name in self.offers or field.kind == "choice":
            return Picker(self)
        empty = "" if field.kind == "text" else None
        return Typed(self, number=field.kind != "text", whole=field.kind == "int", empty=empty)

    def show_value(self, value: Declared | None, facts: StageFacts) -> None:
        """Show a value, or the defaults."""
        self.facts = facts
        for field in fields_of(self.kind):
            control = self.controls[field.name]
            default = None if field.default is msgspec.NODEFAULT else field.default
            wanted = getattr(value, field.name) if value is not None else default
            self._offer(field)
            if isinstance(control, WordsField):
                control.show_words(wanted)
            elif wanted is not None or not isinstance(control, Picker):
                control.show_value(wanted)
        self._say(None)

    def _offer(self, field: Field) -> None:
        """Offer what fits the rest of the row."""
        control = self.controls[field.name]
        if not isinstance(control, Picker):
            return
        if field.name in self.offers and self.facts is not None:
            control.offer(self.offers[field.name](self.facts, self._said()))
        else:
            control.offer([(each, declared(field.word(each))) for each in field.choices])
        self.form.setRowVisible(control, control.count() > 1)  # where there is something to choose

    def _said(self) -> dict[str, Any]:
        """What each field says."""
        return {
            name: control.words if isinstance(control, WordsField) else control.value()
            for name, control in self.controls.items()
        }

    @Slot()
    def _edit(self) -> None:
        for field in fields_of(self.kind):
            if field.name in self.offers and self.controls[field.name] is not self.sender():
                self._offer(field)
        self.edited.emit()

    def read(self) -> Declared | None:
        """The value that is written; None where it is none, and then the row says why."""
        said = {name: value for name, value in self._said().items() if value is not None}
        try:
            found: Declared = build(self.kind, msgspec.to_builtins(said))
        except (DocumentError, RuleError) as error:
            self._say(error)
            return None
        self._say(None)
        return found

    def _say(self, error: DocumentError | RuleError | None) -> None:
        for label in self.errors.values():
            label.hide()
        if error is None:
            return
        told = error if isinstance(error, DocumentError) else DocumentError("rule", reason=str(error))
        place = told.place.split("[")[0].split(".")[0]
        name = place if place in self.errors else next(reversed(self.errors))
        field = next(each for each in fields_of(self.kind) if each.name == name)
        self.errors[name].setText(field_sentence(told, declared(field.title)))
        self.errors[name].show()


class RowsForm(Appearance, QWidget):
    """Some forms of one kind below each other: one more by *Add*, each taken out by its own button."""

    edited = Signal()

    def __init__(self, name: str, make: Callable[[QWidget], Any], most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.make, self.most = make, most
        self.facts: StageFacts | None = None
        self.rows: list[Any] = []
        self.frames: list[QWidget] = []
        self.name = name
        self.add_button = QPushButton(self.tr("Add"), self)
        self.add_button.setAccessibleName(self.tr("{what}: add one").format(what=name))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self.column = bare(QVBoxLayout(self))
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_values(self, values: Sequence[Any], facts: StageFacts, *, anew: bool) -> None:
        """Show these. Unless it is `anew`, a row that is not complete yet stays beside them."""
        self.facts = facts
        if anew or self.read() != tuple(values):
            while len(self.rows) > len(values):
                self._drop(len(self.rows) - 1)
            while len(self.rows) < len(values):
                self._append()
            for row, value in zip(self.rows, values, strict=True):
                row.show_value(value, facts)
        self._allow()

    def _append(self) -> Any:
        frame = QWidget(self)
        line = bare(QHBoxLayout(frame))
        row = self.make(frame)
        row.edited.connect(self.edited)
        remove = QToolButton(frame)
        remove.setText("−")
        remove.setToolTip(self.tr("Take this one out"))
        remove.setAccessibleName(self.tr("{what}: take this one out").format(what=self.name))
        remove.clicked.connect(self._remove)
        line.addWidget(row, 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self.column.insertWidget(len(self.rows), frame)
        set_look_in(frame, self.look)
        self.rows.append(row)
        self.frames.append(frame)
        return row

    @Slot()
    def add(self) -> None:
        """One more, empty."""
        if self.facts is not None and len(self.rows) < self.most:
            row = self._append()
            row.show_value(None, self.facts)
            self._allow()
            self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        button = self.sender()
        self._drop(next(place for place, frame in enumerate(self.frames) if frame is button.parent()))
        self._allow()
        self.add_button.setFocus()
        self.edited.emit()

    def _drop(self, place: int) -> None:
        del self.rows[place]
        frame = self.frames.pop(place)
        frame.hide()
        frame.setParent(None)
        frame.deleteLater()

    def _allow(self) -> None:
        self.add_button.setEnabled(len(self.rows) < self.most)

    def read(self) -> tuple[Any, ...]:
        """The values of the rows that are complete."""
        return tuple(found for row in self.rows if (found := row.read()) is not None)
