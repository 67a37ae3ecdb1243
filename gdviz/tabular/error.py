"""What can be wrong with a file of data, in sentences: templates, so that each can be translated."""

from __future__ import annotations

import functools
from typing import Any

TEMPLATES = {
    # the file
    "missing": "The file does not exist.",
    "folder": "This is a folder, not a file.",
    "not_file": "This is not a file that can be read to its end.",
    "forbidden": "The file can't be read: permission is denied.",
    "unreadable": "The file can't be read: {reason}.",
    "too_large": "The file has {size} MB, but at most {limit} MB can be read.",
    "empty": "The file is empty.",
    "binary": "The file is not a table in text: it holds control characters.",
    "workbook": "This is a workbook: save its sheet as CSV in a spreadsheet program, and choose that file.",
    "no_workbook": "This is a compressed file, but not a workbook that can be read: save its sheet as CSV.",
    "unpacked": "Unpacked, the file has more than the {limit} MB that can be read.",
    "uncomputed": (
        "The workbook holds formulas without their values: open it in a spreadsheet program, save it there, "
        "and choose it again."
    ),
    "many_cells": (
        "The table has more cells than can be read in this form. Export it as CSV: from that, as many "
        "rows are drawn as can be used."
    ),
    "damaged": "The file is damaged: it ends too early, or was changed.",
    "no_table": "The file holds no table of numbers or texts, but {shape} ({dtype}).",
    "images": (
        "The array {name} ({shape}) seems to hold {count} images. Make them smaller, to at most {limit} "
        "numbers each, and save each as a row: images.reshape({count}, -1)."
    ),
    "arff": (
        "This is an attribute file of Weka (ARFF). Remove the lines up to @DATA, and write the names of the "
        "columns above the data instead."
    ),
    "libsvm": (
        "This is a sparse file of LibSVM, with place:value pairs. Write it out as a table with all columns."
    ),
    "web_page": "This is a web page without a table: download the file itself.",
    "program": "This is a file of {program}, not a table in text. Write it out as CSV there ({command}).",
    "other": "This is a file of the kind {kind}: there is no table in it that can be read.",
    "json": "This is JSON, but neither records nor columns of values. Write it out as CSV.",
    "bullets": (
        "Each line begins with a dash and a blank: it may be the mark of a list or a minus. Remove the "
        "dashes, or the blanks behind them."
    ),
    "shortened": (
        "A part of this array or table was not printed: “...” stands for it. Print the whole, or save it as "
        "a file."
    ),
    "objects": "The array holds objects of Python, neither numbers nor texts.",
    "encoding": "Line {line} does not fit {encoding}: the file is damaged, or in another encoding.",
    # its shape
    "open_quote": "Line {line}: a quotation mark is opened but never closed.",
    "long_cell": (
        "Line {line}: a cell has more than {limit} characters; probably a quotation mark is not closed."
    ),
    "only_header": "The file has a row of names, but no rows of data below it.",
    "one_column": (
        "There is only one column, but an input and a target are needed; perhaps another separator is right."
    ),
    "two_commas": (
        "The rows have more cells than there are names: commas stand between the cells and in the "
        "numbers, too. Save the table with semicolons between its cells."
    ),
    "only_column": "There is only one column, but an input and a target are needed.",
    "many_columns": "The file has more columns than the {limit} that can be read.",
    "long_row": "Line {line} has {count} cells, but there are only {width} columns.",
    # cells
    "not_number": "Line {line}, column {column}: “{cell}” is not a number.",
    "not_numbers": (
        "Line {line}, column {column}: “{cell}” is not a number; it is the first of {count} such cells there."
    ),
    "units": (
        "Line {line}, column {column}: “{cell}”, but not all numbers there have this unit: give all the "
        "same, or say what the units mean when you import the file."
    ),
    "infinite": "Line {line}, column {column}: “{cell}” is infinite, but only finite numbers can be used.",
    "infinites": (
        "Line {line}, column {column}: “{cell}” is infinite, but only finite numbers can be used; it is the "
        "first of {count} such cells there."
    ),
    # columns
    "text_input": (
        "Column {column} holds {count} different texts, such as “{cell}” in line {line}: at most {limit} "
        "can be told apart by inputs of 0 and 1."
    ),
    "text_target": (
        "Column {column} holds text, such as “{cell}” in line {line}: that can be a class, but not a number."
    ),
    "empty_column": "Column {column} has no values at all.",
    "no_column": "There is no column {column}.",
    "no_inputs": "Choose at least one column as an input.",
    "no_usable_input": (
        "Apart from the target, column {column}, no column holds numbers or just a few different texts."
    ),
    "only_dates": (
        "Apart from the target, column {column}, there are only dates or times of which day and month, or "
        "the unit, can’t be told: give the table a column that counts the days, or the years."
    ),
    "many_inputs": "{count} columns are chosen as inputs, but at most {limit} can be used.",
    "both": "Column {column} can't be an input and the target at once.",
    # classes and rows
    "one_class": "Column {column} has only one class, “{name}”: at least two are needed to tell apart.",
    "one_class_left": (
        "Column {column} has only the class “{name}” once rows with missing values are left out: at least "
        "two are needed to tell apart."
    ),
    "many_classes": "Column {column} has {count} different values, but there may be at most {limit} classes.",
    "none_left": "No row is left: a value is missing in each of them.",
}


class DataError(ValueError):
    """A file or a choice of columns that can't be used. ``str(error)`` is an English sentence.

    `code` names what is wrong; `template` is its English sentence with named gaps, to be translated, and
    `values` fills the gaps. `row` and `column` say which cell it is, counted from 0, where it is one.
    """

    def __init__(self, code: str, *, at: tuple[int, int] | None = None, **values: Any) -> None:
        self.code = code
        self.template = TEMPLATES[code]
        self.values = values
        self.row: int | None = None
        self.column: int | None = None
        if at is not None:
            self.row, self.column = at
        super().__init__(self.template.format(**values))

    def __reduce__(self) -> Any:
        """As it was made, from another process."""
        at = None if self.row is None or self.column is None else (self.row, self.column)
        return functools.partial(DataError, self.code, at=at, **self.values), ()
