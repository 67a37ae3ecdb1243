"""A declared number: title, slider, exact entry."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from gdviz.document.allowed_ranges import range_text
from gdviz.look.asked import asked_about
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.widgets.number_control import NumberControl


class NumberField(FieldEditor):
    """For kinds "float" and "int"."""

    def build(self) -> None:
        """A slider and an entry."""
        self.control = NumberControl(self.field, self)
        self.hold(self.control, self.control.entry)
        self.control.chosen.connect(self.choose)
        self.control.finished.connect(self._finish)
        self.control.refused.connect(self._refuse)
        self.control.accepted.connect(self.clear_error)
        self.control.restored.connect(self.forget)

    def show_value(self, value: Any) -> None:
        """Show it in slider and entry."""
        self.control.set_number(value)

    def show_error(self, sentence: str, place: tuple[int, int] | None = None) -> None:
        """Edge the entry in red too."""
        self.control.take_back(self.value)
        super().show_error(sentence, place)

    def clear_error(self) -> None:
        """No red edge any more."""
        super().clear_error()
        self.control.entry.forgive()

    @Slot()
    def forget(self) -> None:
        """Drop what was typed and not taken."""
        super().forget()
        self.control.set_number(self.value)

    def range_text(self) -> str:
        """E.g. "A number from 0 to 1000000."."""
        return self.tr("Allowed: {range}").format(range=self._allowed())

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.control.set_title(self.called)
        if self.control.entry.wrong:
            self._refuse()

    def _allowed(self) -> str:
        return range_text(self.field)

    @Slot()
    def _finish(self) -> None:
        if self.control.entry.wrong:
            self.control.take_back(self.value)  # the slider goes back to where the good value is
        self.finished.emit()

    @Slot()
    def _refuse(self) -> None:
        asked = asked_about([self.control.entry.text()])
        self.show_error(asked or self.tr("Type {range}").format(range=self._allowed()))
