"""Fields with one small control: a switch, a choice, a text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from gdviz.base.i18n import declared
from gdviz.document.scene import Run
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.form.relevance import unfit
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.entry import Entry
from gdviz.panels.widgets.switch import Switch

TYPING_PAUSE = 250  # ms after which a text that is being typed is tried


class SwitchField(FieldEditor):
    """For kind "bool"."""

    beside = True

    def build(self) -> None:
        """A switch beside the title."""
        self.switch = Switch(self)
        self.hold(self.switch)
        self.switch.clicked.connect(self._choose)

    def show_value(self, value: Any) -> None:
        """Turn the switch."""
        self.switch.setChecked(value)

    @Slot(bool)
    def _choose(self, on: bool) -> None:
        self.choose(on)
        self.show_value(self.value)


class ChoiceField(FieldEditor):
    """For kind "choice": one of a few words."""

    beside = True

    def build(self) -> None:
        """A drop-down list beside the title."""
        self.choice = Choice(self)
        self.hold(self.choice)
        for each in self.field.choices:
            self.choice.addItem(self.field.word(each), each)
        self.choice.chosen.connect(self._choose)

    def show_run(self, run: Run) -> None:
        """Take which choices go with the rest of the run."""
        self.choice.set_unfit(unfit(run).get(self.path, {}))

    def show_value(self, value: Any) -> None:
        """Show the word."""
        self.choice.show_data(value)

    def text_of(self, value: Any) -> str:
        """The word in the window's language."""
        return declared(self.field.word(value))

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        for index, each in enumerate(self.field.choices):
            self.choice.setItemText(index, self.text_of(each))

    @Slot(object)
    def _choose(self, value: str) -> None:
        self.choose(value)
        self.show_value(self.value)


class EntryField(FieldEditor):
    """A field that is typed."""

    def build(self) -> None:
        """An entry as wide as the form."""
        self.entry = Entry(self)
        self.hold(self.entry)
        self.entry.committed.connect(self._commit)

    def show_error(self, sentence: str, place: tuple[int, int] | None = None) -> None:
        """Edge the entry in red."""
        self.entry.refuse()
        super().show_error(sentence, place)

    def clear_error(self) -> None:
        """No red edge any more."""
        super().clear_error()
        self.entry.forgive()

    def forget(self) -> None:
        """Drop what was typed and not taken."""
        super().forget()
        self.entry.accept(self.entry.good)

    @Slot(str)
    def _commit(self, text: str) -> None:
        raise NotImplementedError


class TextField(EntryField):
    """For kind "text". What is typed is tried after a short pause; the last good text stays in force."""

    def build(self) -> None:
        """The entry, and the pause."""
        super().build()
        self.pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self.pause.timeout.connect(self._try)
        self.entry.textEdited.connect(self._typed)
        self.entry.restored.connect(self._restore)

    def show_value(self, value: Any) -> None:
        """Show the text, unless another is just being typed."""
        typing = self.entry.hasFocus() and (self.pause.isActive() or self.entry.wrong)
        if typing and self.entry.text() != value:
            self.entry.good = value
        else:
            self.entry.show_good(value)

    def show_error(self, sentence: str, place: tuple[int, int] | None = None) -> None:
        """Underline the place, too."""
        self._underline(place)
        super().show_error(sentence, place)

    def clear_error(self) -> None:
        """The text is right."""
        super().clear_error()
        self._underline(None)

    def forget(self) -> None:
        """Drop what was typed and not taken."""
        self.pause.stop()
        super().forget()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._underline(None)
        self.pause.start()

    @Slot()
    def _try(self) -> None:
        self.choose(self.entry.text(), live=True)

    @Slot(str)
    def _commit(self, text: str) -> None:
        self.pause.stop()
        self.choose(text, live=True)
        self.finished.emit()

    @Slot()
    def _restore(self) -> None:
        self.pause.stop()
        self.clear_error()
        self.finished.emit()

    def _underline(self, place: tuple[int, int] | None) -> None:
        """A wavy line under a part of the text: Qt draws formats that an input method sends."""
        attributes = []
        if place is not None:
            wavy = QTextCharFormat()
            wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wavy.setUnderlineColor(QColor(self.look.warning))
            wavy.setForeground(QColor(self.look.warning))
            kind = QInputMethodEvent.AttributeType.TextFormat
            start, stop = place
            attributes.append(
                QInputMethodEvent.Attribute(kind, start - self.entry.cursorPosition(), stop - start, wavy)
            )
        QApplication.sendEvent(self.entry, QInputMethodEvent("", attributes))
