"""Tables as programs print them and people copy them: arrays, lists, JSON records."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from gdviz.tabular.drawn import undrawn
from gdviz.tabular.error import DataError

Printed = tuple[list[str], list[list[str]]]  # names and rows

# Possessive, and from where a word begins: else a long row of blanks or letters is gone over again and again.
_MATRIX = re.compile(r"\s*+(?:\w++\s*+=\s*+)?+(?:\w++\.)?+(?:(?:array|tensor|matrix)\s*+\()?+\s*+[\[(]")
_LIST_NAME = re.compile(r"\b(\w++)\s*+=\s*+(?:\w++\.)?+(?:(?:array|tensor)\s*+\()?+\s*+\[(?!\s*+\[)")
_AROUND = re.compile(r"array|tensor|matrix|dtype=[\w.]+|\b\w++(?:\s*+=|\.)|[\s,;\[\]()]")
_ROW = re.compile(r"[\[(]([^\[\](){}]+)[\])]")
_LITERAL = re.compile(r"\s*+(?:\w++\s*+=\s*+)?+([\[{(])")
_SHORTENED = re.compile(r"[\[\s,](?:\.\.\.|…)[\],\s]|^[ \t]*+\.\.(?:[ \t]++\.\.\.?)++[ \t]*+$", re.MULTILINE)
LONGEST = 10**6  # characters: nobody prints more, and each takes a microsecond or two


def printed(text: str) -> str | Printed | None:
    """A table that was printed or drawn, as text in rows or as names and rows; None where it is neither.

    Raises DataError where a part of it was not printed.
    """
    if len(text) > LONGEST:
        return None
    start = text[:200]
    array = _MATRIX.match(start)
    if array and (found := printed_array(text)):
        return found
    if _LITERAL.match(start) and (found := printed_records(text)):
        return found
    if (array or text[-200:].rstrip().endswith("columns]")) and _SHORTENED.search(text):
        raise DataError("shortened")
    return undrawn(text)


def printed_array(text: str) -> Printed | None:
    """Names and rows of an array as Python, NumPy, PyTorch or MATLAB prints it, or of lists with names.

    >>> printed_array("[[1, 2], [3, 4]]"), printed_array("x = [1, 2]; y = [3, 4]")
    (([], [['1', '2'], ['3', '4']]), (['x', 'y'], [['1', '3'], ['2', '4']]))
    """
    names = _LIST_NAME.findall(text)
    found = [part for group in _ROW.findall(text) for part in group.split(";") if part.strip()]
    rows = [re.split(r"\s*,\s*|\s+", part.strip().rstrip(",")) for part in found]
    outside = _AROUND.sub("", _ROW.sub("", text))
    alike = len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1
    numbers = all(_is_number(cell) for row in rows for cell in row)
    if not (alike and numbers) or outside:
        return None
    if len(names) == len(rows):
        return names, [list(row) for row in zip(*rows, strict=True)]
    return [], rows


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def printed_records(text: str) -> Printed | None:
    """Names and rows of records or columns in JSON or Python.

    >>> printed_records('[{"x": 1, "y": "a"}, {"x": 2}]'), printed_records("{'x': [1, 2], 'y': [3, 4]}")
    ((['x', 'y'], [['1', 'a'], ['2', '']]), (['x', 'y'], [['1', '3'], ['2', '4']]))
    """
    value = _literal(text)
    if isinstance(value, dict):
        lists = {name: each for name, each in value.items() if isinstance(each, list) and each}
        if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
            value = [value["columns"], *value["data"]]  # as pandas splits a table
        elif len(lists) == 1 and isinstance(next(iter(lists.values()))[0], dict):
            value = next(iter(lists.values()))  # records within something else
        else:
            columns = [list(each.values()) if isinstance(each, dict) else each for each in value.values()]
            if not columns or not all(isinstance(each, list | tuple) for each in columns):
                return None
            if len({len(each) for each in columns}) != 1:
                return None
            return _checked([str(name) for name in value], zip(*columns, strict=True))
    if not isinstance(value, list | tuple) or not value:
        return None
    if all(isinstance(each, dict) for each in value):
        names = list(dict.fromkeys(name for each in value for name in each))
        return _checked([str(name) for name in names], ([each.get(name) for name in names] for each in value))
    if all(isinstance(each, list | tuple) and len(each) == len(value[0]) > 1 for each in value):
        return _checked([], value)
    return None


def _literal(text: str) -> Any:
    """What stands there in JSON, with a record in each line, too, or in Python; None where it is neither."""
    text = text.strip()
    if text.startswith("{") and "}\n" in text:
        text = f"[{','.join(line for line in text.splitlines() if line.strip())}]"
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    body = text[len(text) - len(text.partition("=")[2]) :] if re.match(r"\w+\s*=\s*[\[{(]", text) else text
    try:
        return ast.literal_eval(body.strip().rstrip(";"))
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _checked(names: list[str], rows: Iterable[Sequence[Any]]) -> Printed | None:
    """The cells as text; None where one holds more than a value."""
    found = [list(row) for row in rows]
    if any(isinstance(cell, list | tuple | dict | set) for row in found for cell in row):
        return None
    return names, [["" if cell is None else str(cell) for cell in row] for row in found]


__all__ = ["LONGEST", "printed", "printed_array", "printed_records"]
