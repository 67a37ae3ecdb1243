"""The words of the data dialog: what will be used, what is wrong, what a column holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gdviz.base.i18n import declared
from gdviz.notation.names import shown
from gdviz.notation.numbers import number
from gdviz.tabular import ChosenColumns, DataError, Kind, Table, TableColumn
from gdviz.tabular.cells import read_cell
from gdviz.tabular.propose import REASONS, has_values, holds_numbers

translate = QCoreApplication.translate


def trouble(error: DataError) -> str:
    """What is wrong, in the person's language."""
    return declared(error.template).format(**error.values)


def summary(table: Table, chosen: ChosenColumns) -> str:
    """What will be used, and what not."""
    examples, inputs = chosen.inputs.shape
    if chosen.class_names:
        names = ", ".join(shown(name, 16) for name in chosen.class_names)
        template = translate("DataText", "{rows}, {inputs}, {count} classes ({names}).")
        sentences = [
            template.format(
                rows=rows_text(examples),
                inputs=inputs_text(inputs),
                count=len(chosen.class_names),
                names=names,
            )
        ]
    else:
        template = translate("DataText", "{rows}, {inputs}, a number as the target.")
        sentences = [template.format(rows=rows_text(examples), inputs=inputs_text(inputs))]
    if chosen.left_out:
        sentences.append(left_out_text(chosen))
    if chosen.filled == 1:
        sentences.append(translate("DataText", "1 missing value becomes the mean of its column."))
    elif chosen.filled:
        template = translate("DataText", "{count} missing values become the means of their columns.")
        sentences.append(template.format(count=number(chosen.filled)))
    if table.content is not None and table.content.passed_over:
        template = translate("DataText", "There is no table in {names}.")
        names = ", ".join(f"“{shown(name, 24)}”" for name in table.content.passed_over)
        sentences.append(template.format(names=shown(names, 120)))
    if table.comment:
        template = translate("DataText", "Lines that begin with “{mark}” are left out.")
        sentences.append(template.format(mark=table.comment))
    if table.doubt:
        sentences.append(doubt_text(table))
    sentences += [code_text(column) for column in table.columns if column.code]
    sentences += [units_text(column) for column in table.columns if column.unclear]
    if table.footer == 1:
        template = translate("DataText", "The last row, “{row}”, is left out as a total or a remark.")
        sentences.append(template.format(row=shown(table.ended)))
    elif table.footer:
        template = translate(
            "DataText", "The last {count} rows, from “{row}” on, are left out as totals or remarks."
        )
        sentences.append(template.format(count=table.footer, row=shown(table.ended)))
    if table.turned:
        sentences.append(translate("DataText", "Its rows are taken as columns."))
    if table.total_rows > chosen.rows:
        template = translate("DataText", "Only the first {used} of {total} rows are looked at.")
        if table.seed is not None:
            template = translate("DataText", "{used} rows are drawn evenly from all {total} by seed {seed}.")
        values = {"used": number(chosen.rows), "total": number(table.total_rows), "seed": table.seed}
        sentences.append(template.format(**values))
    return " ".join(sentences)


def code_text(column: TableColumn) -> str:
    """Which number stands for a missing one."""
    template = translate("DataText", "{code} in “{column}” is taken as a missing value.")
    return template.format(code=column.code.replace("-", "−"), column=shown(column_name(column), 24))


def units_text(column: TableColumn) -> str:
    """That numbers are not used until it is said what their units mean."""
    template = translate(
        "DataText", "“{column}” has different units, or numbers without: say above how these are meant."
    )
    return template.format(column=shown(column_name(column), 24))


def doubt_text(table: Table) -> str:
    """That a number may be meant otherwise than it was read."""
    template = translate(
        "DataText", "“{cell}” is read as {value}; if it is {other}, choose the other decimal mark."
    )
    value, other = (
        read_cell(table.doubt, mark) for mark in (table.decimal, "," if table.decimal == "." else ".")
    )
    return template.format(cell=table.doubt, value=number(value), other=number(other))


def left_out_text(chosen: ChosenColumns) -> str:
    """Which rows are not used."""
    count = number(chosen.left_out)
    if chosen.left_out == chosen.without_target:
        if chosen.left_out == 1:
            return translate("DataText", "1 row without a target is left out.")
        return translate("DataText", "{count} rows without a target are left out.").format(count=count)
    if chosen.left_out == 1:
        return translate("DataText", "1 row with a missing value is left out.")
    return translate("DataText", "{count} rows with missing values are left out.").format(count=count)


def rows_text(count: int) -> str:
    """So many rows."""
    if count == 1:
        return translate("DataText", "1 row")
    return translate("DataText", "{count} rows").format(count=number(count))


def inputs_text(count: int) -> str:
    """So many inputs."""
    if count == 1:
        return translate("DataText", "1 input")
    return translate("DataText", "{count} inputs").format(count=count)


def columns_text(count: int) -> str:
    """So many columns."""
    if count == 1:
        return translate("DataText", "1 column")
    return translate("DataText", "{count} columns").format(count=count)


def missing_text(count: int) -> str:
    """So many missing values."""
    return translate("DataText", "{count} missing").format(count=number(count))


def column_name(column: TableColumn) -> str:
    """What a column is called on screen."""
    return column.name or translate("DataText", "Column {number}").format(number=column.place + 1)


def target_text(column: TableColumn, reason: str) -> str:
    """Why a column is proposed as the target."""
    template = translate("DataText", "Proposed as the target: “{column}”, since {reason}.")
    return template.format(column=shown(column_name(column)), reason=reason_text(reason))


def reason_text(reason: str) -> str:
    """Why a column is what it is proposed to be."""
    return declared(REASONS[reason])


def column_hint(column: TableColumn, missing: int, reason: str = "") -> str:
    """What a column holds, in a few words, or why it is not proposed."""
    why = {
        "counter": translate("DataText", "row numbers"),
        "constant": translate("DataText", "always the same"),
        "gaps": translate("DataText", "mostly missing"),
        "beyond": translate("DataText", "too many inputs"),
        "dates": translate("DataText", "dates"),
        "mixed": translate("DataText", "numbers and texts"),
        "units": translate("DataText", "which unit?"),
    }
    if reason in why:
        return why[reason]
    if not has_values(column):
        return translate("DataText", "empty")
    if not holds_numbers(column):
        return translate("DataText", "text")
    if column.unit and column.unit not in column.name:
        return column.unit
    return missing_text(missing) if missing else ""


def cell_trouble(column: TableColumn, row: int) -> str:
    """Why a cell is marked."""
    if column.kind(row) is Kind.MISSING:
        return translate("DataText", "This value is missing.")
    if column.kind(row) is Kind.INFINITE:
        return translate("DataText", "This number is infinite and can’t be used.")
    return translate("DataText", "This is not a number.")
