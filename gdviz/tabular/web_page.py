"""The largest table of a web page: what many programs call a workbook is one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MOST_SPANNED, MOST_COLUMNS = 100, 1000  # columns or rows of one cell, and columns that reach down
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_TEN, _EXPONENT = re.compile(r"(?<!\d)10\s*$"), re.compile(r"\s*[+−-]?\d+\s*")  # no footnote's mark
_AFTERTHOUGHTS = ("sup", "style", "script")  # footnotes' marks, and what is not shown


def table_of(data: bytes) -> list[list[str]]:
    """The rows of the table with the most cells; none where no table has several rows and columns.

    >>> table_of(b"<table><tr><th>x<th>y<tr><td>1<td>2</table>")
    [['x', 'y'], ['1', '2']]
    """
    told = _CHARSET.search(data[:4096])
    codec = told[1].decode("ascii").lower() if told else "utf-8"
    reader = _Tables()
    try:
        text = data.decode("gb18030" if codec in ("gb2312", "gbk") else codec, "replace")
    except (LookupError, UnicodeError):  # no encoding, or one of names
        text = data.decode("utf-8", "replace")
    reader.feed(text)
    best = max(reader.tables, key=lambda rows: sum(map(len, rows)), default=[])
    texts = [[" ".join(" ".join(cell).split()) for cell in row] for row in best]
    return texts if len(best) > 1 and max(map(len, best)) > 1 else []


class _Tables(HTMLParser):
    """Collects the cells of each table; one within another is a table of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[list[str]]]] = []  # rows of cells, each the pieces of its text
        self._open: list[list[list[list[str]]]] = []
        self._in_cell = False
        self._cell: list[str] = []  # the pieces of the text of the open one
        self._spans: list[dict[int, tuple[list[str], int]]] = []  # of open tables: cells that reach down
        self._passed = 0

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """What is none is a comment, as it is to a browser; Python's own reading raises AssertionError."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self._open.append([])
            self._spans.append({})
            self.tables.append(self._open[-1])
        elif tag in _AFTERTHOUGHTS:
            self._passed += 1
        elif tag == "tr":
            if not self._open:  # only its rows were copied
                self.handle_starttag("table", [])
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            if not self._open[-1]:
                self._open[-1].append([])
            row = self._open[-1][-1]
            self._take_from_above(row)
            wide, high = (_spanned(dict(attrs).get(name)) for name in ("colspan", "rowspan"))
            row += [[] for _ in range(wide)]
            self._cell = row[-wide]
            if high > 1 and len(row) <= MOST_COLUMNS:
                self._spans[-1].update({len(row) - n: (row[-n], high - 1) for n in range(1, wide + 1)})
        self._in_cell = tag in ("td", "th") or (self._in_cell and tag not in ("table", "tr"))

    def handle_endtag(self, tag: str) -> None:
        """A table or a cell ends."""
        if tag == "tr" and self._open and self._open[-1]:
            self._take_from_above(self._open[-1][-1])
        if tag == "table" and self._open:
            self._open.pop()
            self._spans.pop()
        elif tag in _AFTERTHOUGHTS:
            self._passed = max(0, self._passed - 1)
        self._in_cell = self._in_cell and tag not in ("td", "th", "tr", "table")

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if not (self._in_cell and self._open):
            return
        if not self._passed:
            self._cell.append(data)
        elif self._cell and _TEN.search(self._cell[-1][-9:]) and _EXPONENT.fullmatch(data):
            self._cell[-1] += f"^{data.strip()}"

    def _take_from_above(self, row: list[list[str]]) -> None:
        """Cells of rows above that reach down into this one stand here again."""
        spans = self._spans[-1]
        while told := spans.pop(len(row), None):
            if told[1] > 1:
                spans[len(row)] = told[0], told[1] - 1
            row.append(told[0])


def _spanned(told: str | None) -> int:
    """How many columns or rows a cell spans."""
    return max(1, min(int(told), MOST_SPANNED)) if told and told.isdecimal() else 1
