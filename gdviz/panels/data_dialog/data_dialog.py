"""Your own data from a file: a preview, how it is read, which columns are inputs and which is the target."""

from __future__ import annotations

import itertools
import os

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gdviz.engine.learning.datasets import UserData
from gdviz.look.appearance import Appearance, appear
from gdviz.look.fonts import line_height
from gdviz.look.layouts import pad
from gdviz.look.look import Look
from gdviz.look.widgets import apply_look, heading_font, look_around, scaled, set_role, within_screen
from gdviz.notation.names import shown
from gdviz.panels.data_dialog.data_columns import NOTHING, ColumnsPanel, WantedColumns, wanted_of
from gdviz.panels.data_dialog.data_preview import DataPreview, Roles
from gdviz.panels.data_dialog.data_reading import FileReading, ReadingOptions
from gdviz.panels.data_dialog.data_text import columns_text, rows_text, summary, target_text, trouble
from gdviz.panels.widgets.dialog_buttons import DialogButtons
from gdviz.session.background import Background
from gdviz.tabular import (
    ChosenColumns,
    DataError,
    EncodedFile,
    Pasted,
    Proposal,
    Table,
    choose,
    is_short,
    opened,
    parse_table,
    propose,
)
from gdviz.tabular.encoding import Source


class FileRead(Struct, frozen=True):
    """What is in a file, the table in it and what is proposed of that, or why there is none."""

    source: EncodedFile | None = None
    table: Table | None = None
    proposal: Proposal = NOTHING
    error: DataError | None = None


def read(source: Source, reading: FileReading) -> FileRead:
    """Read a file as is said."""
    found = None
    try:
        found = opened(source)
        table = parse_table(found, **asdict(reading))
        return FileRead(found, table, propose(table))
    except DataError as error:
        return FileRead(found, error=error)


class DataDialog(Appearance, QDialog):
    """Makes a dataset of a file, or of a table that was pasted.

    After `exec()` it is in `dataset`, which is None where there is none. `reader` reads what takes a while;
    it may go on when the dialog was closed.
    """

    def __init__(self, path: Source, parent: QWidget | None = None, reader: Background | None = None) -> None:
        super().__init__(parent)
        self.reader = reader or Background(self, "gdviz data")
        self.reader.done.connect(self._show_read)
        self.reader.failed.connect(self._fail)
        self._asked: object = None  # what is being read
        self.dataset: UserData | None = None
        self.source: EncodedFile | None = None
        self.table: Table | None = None
        self.proposal = NOTHING
        self.wanted = wanted_of(NOTHING)
        self.chosen: ChosenColumns | None = None
        self.error: DataError | None = None
        self.name = path.name if isinstance(path, EncodedFile | Pasted) else os.path.basename(path)
        self.look = look_around(self)

        self.title, self.shape = QLabel(self), QLabel(self)
        for label in (self.title, self.shape):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.shape.setProperty("role", "muted")
        self.options = ReadingOptions(self)
        self.preview = DataPreview(self)
        self.columns = ColumnsPanel(self)
        self.sentence = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.buttons = DialogButtons(self)
        self.use = self.buttons.use
        self._lay_out()
        self.options.changed.connect(self._read_otherwise)
        self.columns.changed.connect(self._want)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

        self._file = path
        self._read()
        appear(self, self.look)
        self.resize(self.sizeHint())  # more than the two thirds of the screen that Qt would take
        self.preview.setFocus()

    def _lay_out(self) -> None:
        self.head, self.middle, self.foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.page = QVBoxLayout(self)
        self.page.addLayout(self.head)
        self.page.addWidget(self.options)
        self.page.addLayout(self.middle, 1)
        self.page.addLayout(self.foot)
        self.head.addWidget(self.title)
        self.head.addWidget(self.shape, 1)
        self.middle.addWidget(self.preview, 1)
        self.middle.addWidget(self.columns)
        self.foot.addWidget(self.sentence, 1)
        self.foot.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignBottom)
        order = [*self.options.focus_order(), self.preview, *self.columns.focus_order(), self.use]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    # -- the file ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read the file as is said: what may be large in the background."""
        source, reading = self.source or self._file, self.options.reading
        if is_short(source):
            self._take(read(source, reading))
            return
        self._asked = object()
        self.reader.submit(self._asked, read, source, reading)
        self.options.setEnabled(self.source is not None)
        self.columns.setEnabled(False)
        self._say()

    @Slot(object, object)
    def _show_read(self, key: object, found: FileRead) -> None:
        if key is self._asked:
            self._asked = None
            self.columns.setEnabled(True)
            self._take(found)

    @Slot(object, object)
    def _fail(self, key: object, error: Exception) -> None:
        if key is self._asked:
            self._show_read(key, FileRead(self.source))
            raise error

    def _take(self, found: FileRead) -> None:
        """Show what was read, and propose what to use of it."""
        same = len(self.proposal.reasons) == len(found.proposal.reasons) > 0
        if not (same and self.wanted != wanted_of(self.proposal)):  # what a person has chosen stays
            self.wanted = wanted_of(found.proposal)
        self.source, self.table = found.source, found.table
        self.proposal, self.error = found.proposal, found.error
        self.options.show_table(self.table)
        self.options.setEnabled(self.source is not None)
        self._choose()

    def _choose(self) -> None:
        """Find out what the choice leads to, and show it."""
        self.chosen = None
        if self.table is not None:
            wanted = self.wanted
            try:
                self.chosen = choose(
                    self.table, sorted(wanted.inputs), max(wanted.target, 0), wanted.kind, wanted.missing
                )
                self.error = None
            except DataError as error:
                self.error = error
            self.options.offer_rows((self.chosen or self.table).rows < self.table.total_rows)
        self.columns.show_table(self.table, self.proposal, self.wanted)
        self.preview.show_table(self.table, Roles(self.wanted.inputs, self.wanted.target, self.wanted.kind))
        if self.error is not None and self.error.row is not None and self.error.column is not None:
            self.preview.show_cell(self.error.row, self.error.column)
        self._say()

    def _say(self) -> None:
        """What will be used, or what is wrong."""
        if self._asked is not None:
            text = self.tr("Reading…")
        elif self.table is not None and self.chosen is not None:
            text = summary(self.table, self.chosen)
            place = self.proposal.target
            if self.wanted.target == place:
                text += " " + target_text(self.table.columns[place], self.proposal.reasons[place])
        else:
            text = trouble(self.error) if self.error is not None else ""
        self.sentence.setText(text)
        well = self.chosen is not None or self._asked is not None
        set_role(self.sentence, "" if well else "error")
        self.use.setEnabled(self.chosen is not None and self._asked is None)
        shape = ""
        if self.table is not None:
            shape = f"{rows_text(self.table.total_rows)} · {columns_text(len(self.table.columns))}"
        self.shape.setText(shape)

    @Slot(object)
    def _read_otherwise(self, _reading: FileReading) -> None:
        self._read()

    @Slot(object)
    def _want(self, wanted: WantedColumns) -> None:
        self.wanted = wanted
        self._choose()

    def accept(self) -> None:
        """Make the dataset and close."""
        if self.use.isEnabled() and self.chosen is not None:
            self.dataset = self.chosen.dataset()
            super().accept()

    def done(self, result: int) -> None:
        """Close; nobody waits for what is being read."""
        if self._asked is not None:
            self._asked = None
            self.reader.cancel()
        super().done(result)

    # -- look and language ---------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take colours, type and sizes."""
        self.look = look
        apply_look(self, look)
        self.title.setFont(heading_font(look, 1.2))
        pad(self.page, scaled(look, 16), scaled(look, 12))
        for row in (self.head, self.middle, self.foot):
            row.setSpacing(scaled(look, 16))
        self.sentence.setMinimumHeight(2 * line_height(self.sentence.fontMetrics(), "字"))

    def sizeHint(self) -> QSize:
        """Large, but within the screen."""
        return within_screen(self, self.look, 1020, 640, 0.96)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setWindowTitle(self.tr("Import data"))
        self.title.setText(shown(self.name))
        self.title.setToolTip(self.name)
        self.use.setText(self.tr("&Use this data"))
        self.use.setToolTip(self.tr("Learn from this data (Enter)"))
        cancel = self.buttons.cancel
        cancel.setText(self.tr("Cancel"))
        cancel.setToolTip(self.tr("Change nothing (Esc)"))
        self._say()
