"""A text in the author's language, and where both are wanted in the other one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gdviz.document.beats.beat_words import Words
from gdviz.look.layouts import bare

LINES = 2.6  # of a field for longer texts


class WordsField(QWidget):
    """One line, or a few, for each language; `edited` comes when the hand goes elsewhere."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget, *, long: bool = False) -> None:
        super().__init__(parent)
        self.language = "en"
        self._spoken = ("", False)
        self.fields: dict[str, QLineEdit | _Text] = {}
        column = bare(QVBoxLayout(self), 3)
        for short in ("en", "zh"):
            field = _Text(self) if long else QLineEdit(self)
            field.setAccessibleName(name)
            field.editingFinished.connect(self._tell)
            self.fields[short] = field
            column.addWidget(field)
        self._told: Words | None = None
        self.speak("en", both=False)

    def speak(self, language: str, *, both: bool) -> None:
        """Which languages are written; the author's comes first."""
        if (language, both) == self._spoken:
            return
        self._spoken = language, both
        self.language = language.split("_")[0]
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.fields[self.language])
        for short, field in self.fields.items():
            field.setVisible(both or short == self.language)
            other = "中文" if short == "zh" else "English"
            field.setPlaceholderText(other if both else "")

    @property
    def words(self) -> Words | None:
        """What is written; None where nothing is."""
        texts = {short: field.text().strip() for short, field in self.fields.items()}
        return Words(**texts) if any(texts.values()) else None

    def show_words(self, words: Words | None) -> None:
        """Show a text."""
        self._told = words
        for short, field in self.fields.items():
            text = "" if words is None else str(getattr(words, short))
            if field.text() != text:
                field.setText(text)

    @Slot()
    def _tell(self) -> None:
        try:
            words = self.words
        except ValueError:  # braces that are no place: the form says so
            words = None
        if words != self._told or words is None:
            self._told = words
            self.edited.emit()


class _Text(QPlainTextEdit):
    """A field of some lines that is used as one of one line is."""

    editingFinished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMaximumHeight(round(LINES * self.fontMetrics().lineSpacing()) + 8)

    def text(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n")  # which keeps no-break spaces

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.editingFinished.emit()
