"""Your own data: what they are in a few words, with buttons to read them from a file and to edit them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from gdviz.document.scene import Run
from gdviz.engine.learning.datasets import UserData
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import Look
from gdviz.look.widgets import scaled
from gdviz.notation.names import shown
from gdviz.panels.data_dialog.data_text import inputs_text, rows_text
from gdviz.panels.form.field import FieldEditor

LARGE = 1.3  # type from which the buttons do not fit side by side
PARTS = ("rows", "targets", "names", "class_names", "target_name")


class UserDataField(FieldEditor):
    """For the rows of `UserData` with their targets and names, which change together.

    Its value is the whole dataset, which may be large: it is compared by its parts only where it is another
    object. There is nothing to reset: the rows that a dataset begins with are nobody's.
    """

    beside = True

    def build(self) -> None:
        """A sentence and two buttons."""
        self.sentence = QLabel(self, wordWrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.read, self.edit = QToolButton(self), QToolButton(self)
        self.buttons, self.column = QHBoxLayout(), QVBoxLayout()
        self.rows.insertLayout(1, self.column)
        self.column.addWidget(self.sentence)
        self.column.addLayout(self.buttons)
        for button in (self.read, self.edit):
            button.setProperty("role", "button")
            keep_keys(button, BUTTON)
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.title.hide()
        self.title.setBuddy(self.edit)
        self.read.clicked.connect(self.import_wished)
        self.edit.clicked.connect(self._edit)

    @property
    def paths(self) -> frozenset[str]:
        """The parts of the dataset."""
        return frozenset(f"{self.path}.{part}" for part in PARTS)

    def differs(self, own: Any, other: Any) -> bool:
        """Whether another run has other rows of its own."""
        return own is not other and type(own) is type(other) and bool(own != other)

    def set_value(self, value: Any, run: Run) -> None:
        """Show them, where they are others."""
        if value is self.value and self.sentence.text():
            return
        super().set_value(value, run)
        self.reset.hide()
        self.reset_action.setEnabled(False)

    def show_value(self, value: UserData) -> None:
        """Say what they are."""
        self.sentence.setText(self.text_of(value))
        names = ", ".join(shown(name, 24) for name in value.input_names)
        tip = self.tr("Inputs: {names}.").format(names=names)
        if value.class_names:
            classes = ", ".join(shown(name, 24) for name in value.class_names)
            tip += "\n" + self.tr("Classes: {names}.").format(names=classes)
        self.sentence.setToolTip(tip)

    def text_of(self, value: Any) -> str:
        """How many rows, inputs and classes."""
        return sentence_of(value)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.buttons.setSpacing(scaled(look, 8))
        across, down = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        self.buttons.setDirection(down if look.font_scale > LARGE else across)
        self.column.setSpacing(scaled(look, 6))

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.read.setText(self.tr("Import a file…"))
        self.read.setToolTip(self.tr("Take the data from a file (Ctrl+I)"))
        self.edit.setText(self.tr("Edit…"))
        self.edit.setToolTip(self.tr("See and change every row"))
        self.show_value(self.value)

    @Slot()
    def _edit(self) -> None:
        from gdviz.panels.data_dialog.user_data_dialog import UserDataDialog  # here: it is seldom needed

        dialog = UserDataDialog(self.value, self)
        dialog.exec()
        if dialog.dataset is not None:
            self.choose(dialog.dataset)
        dialog.deleteLater()


def sentence_of(data: UserData) -> str:
    """E.g. "200 rows, 2 inputs, 2 classes"."""
    values = {"rows": rows_text(data.size), "inputs": inputs_text(data.inputs), "count": data.classes}
    if not data.classes:
        return QCoreApplication.translate("UserDataField", "{rows}, {inputs}, a number as the target").format(
            **values
        )
    return QCoreApplication.translate("UserDataField", "{rows}, {inputs}, {count} classes").format(**values)
