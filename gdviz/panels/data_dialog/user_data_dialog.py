"""Your own data as a table: see and change every row, name inputs and classes."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.error_sentence import reason
from gdviz.engine.learning.dataset_base import MOST_CLASSES, MOST_EXAMPLES, MOST_INPUTS
from gdviz.engine.learning.datasets import UserData
from gdviz.look.appearance import Appearance, appear
from gdviz.look.asked import asked_about
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import pad
from gdviz.look.look import Look
from gdviz.look.widgets import apply_look, look_around, scaled, set_role, within_screen
from gdviz.notation.names import shown
from gdviz.notation.numbers import number
from gdviz.panels.data_dialog.data_dialog import DataDialog
from gdviz.panels.data_dialog.data_text import rows_text
from gdviz.panels.data_dialog.user_data_model import UserDataModel
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.count_box import CountBox
from gdviz.panels.widgets.dialog_buttons import DialogButtons
from gdviz.panels.widgets.entry import Entry
from gdviz.panels.widgets.rows_view import RowsView
from gdviz.tabular import Pasted, is_short
from gdviz.tabular.guess import is_table

FEW_COLUMNS = 6  # that share the width of the table


class UserDataDialog(Appearance, QDialog):
    """Edits a copy of a dataset. After `exec()` it is in `dataset`, which is None if nothing is to change."""

    def __init__(self, data: UserData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = data
        self.dataset: UserData | None = None
        self.model = UserDataModel(data, self)
        self.inputs_title, self.target_title = FieldName(self), FieldName(self)
        self.inputs = CountBox(1, MOST_INPUTS, self)
        self.names, self.class_names = Entry(self), Entry(self)
        self.target = Choice(self)
        for kind in (True, False):
            self.target.addItem("", kind)
        self.view = RowsView(self.model, self, (self._add, self._remove, self._copy, self._paste))
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sentence = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = DialogButtons(self)
        self.use = self.buttons.use
        self.use.setAutoDefault(False)  # Enter commits what is typed into an entry or a cell
        self.buttons.cancel.setAutoDefault(False)
        self._lay_out()
        self._connect()
        appear(self, look_around(self))
        self.resize(self.sizeHint())
        self._show()
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.head, tools = QGridLayout(), QHBoxLayout()
        self.page = QVBoxLayout(self)
        self.page.addLayout(self.head)
        self.page.addWidget(self.view, 1)
        self.page.addLayout(tools)
        self.page.addWidget(self.buttons)
        self.head.addWidget(self.inputs_title, 0, 0)
        self.head.addWidget(self.inputs, 0, 1, Qt.AlignmentFlag.AlignLeft)
        self.head.addWidget(self.names, 0, 2)
        self.head.addWidget(self.target_title, 1, 0)
        self.head.addWidget(self.target, 1, 1)
        self.head.addWidget(self.class_names, 1, 2)
        self.head.setColumnStretch(2, 1)
        for button in self.view.buttons:
            tools.addWidget(button)
        tools.addWidget(self.sentence, 1)
        self.target_title.setBuddy(self.target)
        self.inputs_title.setBuddy(self.names)

    def _connect(self) -> None:
        self.inputs.asked.connect(self.model.set_inputs)
        self.names.committed.connect(self._rename)
        self.class_names.committed.connect(self._rename_classes)
        for entry in (self.names, self.class_names):
            entry.restored.connect(self._say)
        self.target.chosen.connect(self._choose_target)
        self.model.refused.connect(self._refuse)
        self.model.changed.connect(self._show)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # -- what is shown -------------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        model = self.model
        self.inputs.show_count(len(model.names))
        few = len(model.names) < FEW_COLUMNS
        modes = QHeaderView.ResizeMode
        self.view.horizontalHeader().setSectionResizeMode(modes.Stretch if few else modes.Interactive)
        self.names.show_good(", ".join(model.names))
        self.target.show_data(bool(model.class_names))
        self.class_names.setVisible(bool(model.class_names))
        self.class_names.show_good(", ".join(model.class_names))
        self._say()

    @Slot()
    def _say(self, trouble: str = "") -> None:
        """What is wrong; else how many rows there are."""
        self.sentence.setText(trouble or rows_text(len(self.model.rows)))
        set_role(self.sentence, "error" if trouble else "muted")

    @Slot(str)
    def _refuse(self, text: str) -> None:
        """What was typed into a cell can't stand there."""
        classes = ", ".join(self.model.class_names)
        template = (
            self.tr("“{text}” is neither a number nor one of the classes {classes}.")
            if classes
            else self.tr("“{text}” is not a number.")
        )
        asked = asked_about([text])
        self._say(asked or template.format(text=shown(text), classes=shown(classes)))

    # -- the hand ------------------------------------------------------------------------------------------

    @Slot(str)
    def _rename(self, text: str) -> None:
        names = _listed(text)
        if len(names) != len(self.model.names):
            self.names.refuse()
            template = self.tr("Type {count} names with commas between them.")
            self._say(template.format(count=len(self.model.names)))
        else:
            self.names.accept(", ".join(names))
            self.model.set_names(names)

    @Slot(str)
    def _rename_classes(self, text: str) -> None:
        names, fewest = _listed(text), self.model.fewest_classes()
        if not fewest <= len(names) <= MOST_CLASSES or len(set(names)) < len(names):
            self.class_names.refuse()
            template = self.tr("Type {fewest} to {most} different names with commas between them.")
            self._say(template.format(fewest=fewest, most=MOST_CLASSES))
        else:
            self.class_names.accept(", ".join(names))
            self.model.set_class_names(names)

    @Slot(object)
    def _choose_target(self, classes: bool) -> None:
        if classes == bool(self.model.class_names):
            return
        if not classes:
            self.model.make_numbers()
        elif not self.model.make_classes():
            self._show()
            template = self.tr("Classes need 2 to {most} different numbers in the column of the target.")
            self._say(template.format(most=MOST_CLASSES))

    def _select(self, first: int, count: int) -> None:
        """Select rows and bring them into sight."""
        selection = self.view.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        selection.clearSelection()
        for row in range(first, first + count):
            selection.select(self.model.index(row, 0), flags.Select | flags.Rows)
        selection.setCurrentIndex(self.model.index(first, 0), flags.NoUpdate)
        self.view.scrollTo(self.model.index(first, 0))

    def _insert(self, rows: list[list[float]]) -> None:
        """Put rows behind the selected one, or at the end."""
        chosen = self.view.chosen()
        place = chosen[-1] + 1 if chosen else len(self.model.rows)
        if self.model.insert(place, rows):
            self._select(place, min(len(rows), 1000))
        else:
            self._say(self.tr("There can be at most {most} rows.").format(most=number(MOST_EXAMPLES)))

    @Slot()
    def _add(self) -> None:
        """A row like the selected one, or like the last."""
        chosen = self.view.chosen()
        self._insert([list(self.model.rows[chosen[-1] if chosen else -1])])

    @Slot()
    def _remove(self) -> None:
        chosen = self.view.chosen()
        if not chosen:
            self._say(self.tr("Select the rows to remove."))
        elif not self.model.remove(chosen):
            self._say(self.tr("At least one row must stay."))

    @Slot()
    def _copy(self) -> None:
        columns = range(self.model.columnCount())
        self.view.copy(lambda row: [self.model.text(row, column) for column in columns])

    @Slot()
    def _paste(self) -> None:
        """Rows from a spreadsheet, a tab, a semicolon or a comma between the cells; names above are left out.

        What has other columns or classes, or is long, is imported as a table is elsewhere.
        """
        text = QGuiApplication.clipboard().text()
        if not is_short(Pasted("", text)) and is_table(text):
            self._import(text)
            return
        lines = [line for line in text.splitlines() if line.strip()]
        separator = next((each for each in "\t;," if lines and each in lines[-1]), None)
        rows = [self.model.read(line.split(separator)) for line in lines]
        wrong = [place for place, row in enumerate(rows) if row is None]
        if len(rows) > 1 and wrong == [0]:
            wrong, rows = [], rows[1:]
        if not wrong:
            if rows:
                self._insert([row for row in rows if row is not None])
        elif is_table(text) and len({line.count(separator or ",") for line in lines}) == 1:
            self._import(text)
        else:
            template = self.tr("Row {number} of what was copied does not fit {count} cells: “{text}”.")
            line, count = shown(lines[wrong[0]].strip(), 40), self.model.columnCount()
            self._say(template.format(number=wrong[0] + 1, count=count, text=line))

    def _import(self, text: str) -> None:
        """A table of its own takes the place of the data, once its columns are chosen."""
        dialog = DataDialog(Pasted(self.tr("pasted table"), text), self)
        dialog.exec()
        if dialog.dataset is not None:
            self.dataset = dialog.dataset
            super().accept()
        dialog.deleteLater()

    def accept(self) -> None:
        """Make the dataset and close; where it can't be, say why."""
        try:
            data = self.model.dataset()
        except ValueError as error:
            self._say(reason(error))
            return
        self.dataset = data if data != self.before else None
        super().accept()

    # -- look and language ---------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take colours, type and sizes."""
        self.look = look
        apply_look(self, look)
        pad(self.page, scaled(look, 16), scaled(look, 12))
        self.head.setHorizontalSpacing(scaled(look, 12))
        self.head.setVerticalSpacing(scaled(look, 8))
        self.view.set_look(look)
        self.view.horizontalHeader().setDefaultSectionSize(scaled(look, 110))

    def sizeHint(self) -> QSize:
        """Room for some columns and rows, within the screen."""
        return within_screen(self, self.look, 640, 560)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setWindowTitle(self.tr("Your own data"))
        self.inputs_title.setText(self.tr("Inputs"))
        self.inputs.set_texts(self.tr("Remove the last input"), self.tr("Add an input"))
        self.names.setAccessibleName(self.tr("Names of the inputs"))
        self.names.setToolTip(self.tr("The names of the inputs, with commas between them"))
        self.target_title.setText(self.tr("Target"))
        self.target.setItemText(0, self.tr("Classes"))
        self.target.setItemText(1, self.tr("A number"))
        self.target.setAccessibleName(self.tr("What is learned"))
        self.class_names.setAccessibleName(self.tr("Names of the classes"))
        self.class_names.setToolTip(self.tr("The names of the classes, with commas between them"))
        self.model.target_title = self.tr("Target")
        self.view.setAccessibleName(self.tr("Examples"))
        self.view.retranslate()
        self.use.setText(self.tr("&Use this data"))
        self.buttons.cancel.setText(self.tr("Cancel"))


def _listed(text: str) -> list[str]:
    """The names in a text with commas; Chinese commas are commas too."""
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]
