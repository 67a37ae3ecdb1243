"""Tables as programs print them and people copy them: arrays, lists, records, data frames."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from gdviz.engine.learning.dataset_base import MOST_EXAMPLES
from gdviz.tabular.cells import NARROW
from gdviz.tabular.content import MOST_CELLS
from gdviz.tabular.drawn import undrawn
from gdviz.tabular.error import DataError

Printed = tuple[list[str], list[Any]]  # names and rows

# Possessive: else a long row of blanks or letters is gone over again and again.
_BEGINS = re.compile(
    r"\s*+(?:(?:import\s|from\s|\#|%|//)[^\n]*+\s*+)*+"
    r"(?:(?:const|let|var)\s++)?+(?:[\w.]++\s*+(?:=|<-|:)\s*+)?+(?:(?:new\s++)?+[\w.]++\s*+)?+[\[({]"
)
_TOKEN = re.compile(
    r"""(?P<skip>\s++|(?:\#|//|%|import\s|from\s)[^\n]*+)
    |(?P<number>[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?+)L?(?![\w.])
    |(?P<text>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')
    |(?P<word>[^\W\d][\w.]*+)
    |(?P<mark><-|[=:,;()\[\]{}])""",
    re.VERBOSE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_SHORTENED = re.compile(r"[\[\s,](?:\.\.\.|…)[\],\s]|^[ \t]*+\.\.(?:[ \t]++\.\.\.?)++[ \t]*+$", re.MULTILINE)
_POINTS = re.compile(r"\A\s*+[^\W\d]\w*+ ?[:：]\s*+(?=\([^()]*+\)[,;\s]*+\()")  # Points: (1, 2), (2, 3.5)
_WIDE = re.compile(r"\s*+(?:[^\W\d]\w*+ ?[:：]\s*+)?（")
_MARKED = re.compile(
    r"(?:[ \t]*+(?:[-*•–>]|\d{1,3}\))[ \t]++)++(?=[^\s\-|=])"
)  # lists; a letter that is quoted
_SERIAL = re.compile(r"^(\d\d:\d\d:\d\d\.\d{3}) -> ", re.MULTILINE)  # of Arduino's monitor
_DASHED = re.compile(r"\s*+[-–] +[\d.,]")
_DECLARED = re.compile(  # int[] x = {1, 2}; of Java, double y[] = {1, 2}; of C
    r"\b(?:const\s++)?(?:double|float|int|long)(?:\[\])?\s++(\w++)(?:\[\d*+\])?\s*+=\s*+\{([^{}]*+)\}\s*+;"
)
_POINT_NAME = re.compile(r"[A-Z]_?\d*")
_SPACED = re.compile(r"(?:^|(?<=[ \t]))([-−–]) (?=[\d.])", re.MULTILINE)
MOST_RECORDS = 3 * MOST_EXAMPLES  # and lists: each takes some hundred bytes
LONGEST = 10**6  # characters, but of JSON: nobody prints more, and each takes a microsecond or two


def printed(text: str) -> str | Printed | None:
    """A table that was printed or drawn, as text in rows or as names and rows; None where it is neither.

    Raises DataError where a part of it was not printed.
    """
    if _WIDE.match(text[:200]):
        text = text.translate(NARROW)
    if _SERIAL.match(text):
        return _SERIAL.sub(r"\1,", text)
    if len(text) <= 4 * LONGEST and _SPACED.search(text) and (joined := _with_signs(text)):
        return printed(joined) or joined
    lines = text.splitlines() if _MARKED.match(text) else []
    if lines and all(map(_DASHED.match, filter(str.strip, lines))):
        raise DataError("bullets")
    if len(lines) > 1 and all(_MARKED.match(line) for line in lines if line.strip()):
        plain = "\n".join(_MARKED.sub("", line, count=1) for line in lines)
        return printed(plain) or plain
    if _DECLARED.match(text.lstrip()):
        text = _DECLARED.sub(r"\1 = [\2];", text)
    if points := _POINTS.match(text[:200]):
        text = text[points.end() :]
    begins = _BEGINS.match(text[:200])
    if begins and (found := printed_values(text)):
        return found
    if len(text) > LONGEST:
        return None
    if (begins or text[-200:].rstrip().endswith("columns]")) and _SHORTENED.search(text):
        raise DataError("shortened")
    return undrawn(text)


def _with_signs(text: str) -> str:
    """The text with each minus at its number, - 1 2 below 3 4, where all rows have as many numbers then."""
    joined = _SPACED.sub(r"\1", text)
    before, after = (
        {len(line.split()) for line in each.splitlines() if line.strip()} for each in (text, joined)
    )
    return joined if len(after) == 1 < len(before) else ""


def printed_values(text: str) -> Printed | None:
    """Names and rows of arrays, lists, records or a data frame, as JSON, Python, R, MATLAB … write them.

    >>> printed_values("[[1, 2], [3, 4]]"), printed_values("x = [1, 2]; y <- c(3, 4)")
    (([], [[1, 2], [3, 4]]), (['x', 'y'], [('1', '3'), ('2', '4')]))
    >>> printed_values('[{"x": 1, "y": "a"}, {"x": 2}]'), printed_values("A = [1 -2; 3 4];")
    ((['x', 'y'], [[1, 'a'], [2, '']]), ([], [['1', '-2'], ['3', '4']]))
    """
    try:
        values = _values(text)
        if isinstance(values, list) and len(values) == 1:
            values = values[0]
        alone = next(iter(values.values())) if isinstance(values, dict) and len(values) == 1 else None
        found = _table(alone) or _table(values)
    except (ValueError, RecursionError):
        return None
    if found is None or not found[1] or any(_is_nested(cell) for row in found[1] for cell in row):
        return None
    return found


def _values(text: str) -> Any:
    """What stands there in JSON, with a record in each line, too, or as other languages write it."""
    if text.count("[") + text.count("{") > MOST_RECORDS:
        raise ValueError
    for lines in (r"(?s:.*)", ".+") if text.lstrip()[:1] in "[{" else ():
        try:
            found = [_of_json(line[0]) for line in re.finditer(lines, text) if line[0].strip()]
        except ValueError:
            continue
        return found
    if len(text) > LONGEST:
        raise ValueError
    return _Reader(text).group("")


def _of_json(text: str) -> Any:
    """As `json.loads`, in a third of the time: no other thread goes on meanwhile."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeError):  # NaN, 1e400, half a character, or none of it
        return json.loads(text)


class _Reader:
    """Reads what is written with brackets: lists, dicts, and values as texts; else raises ValueError."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        place = end = 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None or match.lastgroup is None:
                raise ValueError
            kind, place = match.lastgroup, match.end()
            if kind == "skip":
                continue
            if kind != "mark" and end == match.start() and self._tokens and self._tokens[-1][0] != "mark":
                raise ValueError  # 2024-01-02 is no row of numbers
            self._tokens.append((kind, match[kind]))
            end = place
        self._at = 0

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def group(self, closing: str) -> Any:
        """What stands up to a closing bracket: a dict, a list, or rows with semicolons between them."""
        items: list[Any] = []
        named: dict[str, Any] = {}
        rows: list[list[Any]] = []
        between: set[str] = set()
        last = ""
        while (token := self._next())[1] != closing:
            if token[0] == "end":
                raise ValueError
            if token[1] in (",", ";"):
                self._at += 1
                last = token[1]
                between.add(last)
                if closing == ")" and len(between) > 1:
                    raise ValueError  # (1; 0,5)
                if token[1] == ";" and closing == "]":
                    rows.append(items)
                    items = []
                continue
            if not last and "," in between and closing == "]":
                rows.append(items)  # on the next line, as in MATLAB
                items = []
            last = ""
            value = self._value()
            if self._next()[1] in ("=", ":", "<-") and isinstance(value, str):
                self._at += 1
                named[value] = self._value()
            elif value not in ("const", "let", "var", "new"):
                if not (closing or _is_nested(value)):
                    raise ValueError  # words or numbers between brackets
                items.append(value)
        self._at += 1
        if rows:
            return [row for row in [*rows, items] if row]
        if named and items and closing == ")" and isinstance(items[0], list | dict):
            return items[0]  # with options of the function behind it
        if named and items:
            raise ValueError
        return named or items

    def _value(self) -> Any:
        kind, text = self._next()
        self._at += 1
        if kind == "number":
            return text
        if kind == "text":
            return json.loads(text) if text[0] == '"' else text[1:-1].replace("\\'", "'")
        if kind == "word":
            if self._next()[1] not in _CLOSING:
                return "" if text in ("null", "None", "NULL", "undefined") else text
            called = self._value()
            one = isinstance(called, list) and len(called) == 1 and isinstance(called[0], list | dict)
            return called[0] if one else called
        if text in _CLOSING:
            return self.group(_CLOSING[text])
        raise ValueError


def _table(value: Any) -> Printed | None:
    """Names and rows of values that are read; None where they are no table."""
    if isinstance(value, dict):
        if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
            return value["columns"], value["data"]  # as pandas splits a table
        if value and all(
            isinstance(each, dict) and not any(map(_is_nested, each.values())) for each in value.values()
        ):
            inner = list(next(iter(value.values())))
            if all(map(str.isdecimal, value)) and not all(map(str.isdecimal, inner)):
                return _table(list(value.values()))
            value = {name: list(each.values()) for name, each in value.items()}
        if len(value) > 2 and all(
            isinstance(each, list) and len(each) == 2 and _POINT_NAME.fullmatch(name)
            for name, each in value.items()
        ):
            return _table(list(value.values()))
        lists = {name: each for name, each in value.items() if isinstance(each, list) and each}
        records = [each for each in lists.values() if isinstance(each[0], dict)]
        if len(records) == 1:
            return _table(records[0])  # within something else
        columns = [part for name, each in lists.items() for part in _columns(name, each)]
        if not columns or len({len(cells) for _, cells in columns}) != 1 or len(columns) < 2 <= len(lists):
            return None
        return [name for name, _ in columns], list(zip(*(cells for _, cells in columns), strict=True))
    if not isinstance(value, list) or not value:
        return None
    if all(isinstance(each, dict) for each in value):
        for place, each in enumerate(value if len(value) > 1 else ()):
            if any(map(_is_nested, each.values())):
                value[place] = _flat(each)
        names = list(dict.fromkeys(name for each in value for name in each))
        if len(names) * len(value) > MOST_CELLS:  # of names that stand in one record each
            raise ValueError
        for place, each in enumerate(value):  # one at a time: all of both take too much
            value[place] = [each.get(name, "") for name in names]
        return names, value
    if isinstance(value[-1], list) and isinstance(value[0], dict):
        return _table(value[-1])  # what a server says of it comes first
    if not all(isinstance(each, list) for each in value):
        return None
    rows = [[cell for part in row for cell in (part if isinstance(part, list) else [part])] for row in value]
    return ([], rows) if len(rows[0]) > 1 and len({len(row) for row in rows}) == 1 else None


def _is_nested(value: Any) -> bool:
    return isinstance(value, list | dict)


def _columns(name: str, values: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """A list as a column; one of rows as several."""
    if not isinstance(values[0], list):
        return [(name, list(values))]
    if len({len(row) if isinstance(row, list) else 0 for row in values}) != 1:
        return []
    stem = "x" if name.casefold() in ("x", "data", "features") else name
    columns = [list(column) for column in zip(*values, strict=True)]
    return [(f"{stem}{n}" if len(columns) > 1 else name, column) for n, column in enumerate(columns, 1)]


def _flat(record: dict[Any, Any]) -> dict[str, Any]:
    """A record without records or lists in it: country.id, or place.1, for what stands there."""
    found = {}
    for name, value in record.items():
        inner = dict(enumerate(value, 1)) if isinstance(value, list) else value
        if isinstance(inner, dict):
            found.update({f"{name}.{key}": each for key, each in _flat(inner).items()})
        else:
            found[name] = value
    return found
