"""The rows of a table below its names, as columns; of more than can be used a part."""

from __future__ import annotations

import itertools
from array import array
from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np

from gdviz.base.arrays import Array
from gdviz.tabular.cells import Units
from gdviz.tabular.content import MOST_USED, most_rows, one_of_each
from gdviz.tabular.extent import MOST_FOOTERS
from gdviz.tabular.table_column import ColumnReader, TableColumn

CHUNK = 50_000  # cells that are held as text at a time
A_TEXT = 4  # there are so many times as few texts that stand in no other cell of their column


class Body:
    """The rows below the header, being read: of more than can be used those that a seed draws, or the first.

    Each `stride` rows are one's place; when twice as many are held as can be used, one of each two stays. Of
    wide tables and of those with many different texts fewer rows can be used: what is held has a bound.
    """

    def __init__(self, width: int, decimal: str, seed: int | None, codes: bool, units: Units | None) -> None:
        self.width = width
        self.lines: list[int] = []
        self.long_rows: list[tuple[int, int]] = []
        self.last: deque[list[str]] = deque(maxlen=MOST_FOOTERS)
        self.total = 0
        self._readers = [ColumnReader(decimal, codes, units) for _ in range(width)]
        self._part: list[Sequence[str]] = []
        self._most = most_rows(width)
        self._chance = None if seed is None else np.random.default_rng(seed)
        self._stride = 1
        self._picks: list[int] = []  # of the rows of each place the one that is taken
        self._pick = -1

    def take(self, rows: Iterator[tuple[int, list[str]]]) -> None:
        """Read the rows but those without any value at the end, as spreadsheet programs leave them behind."""
        void = array("L")  # lines without a value
        for line, row in rows:
            if not row[0].strip() and not any(map(str.strip, row)):
                void.append(line)
                continue
            if void:
                for each in void:
                    self._add(each, [""])
                del void[:]
            self._add(line, row)

    def end(self, footer: int) -> int:
        """Leave out so many rows at the end, and what is more than can be used; how many there are in all."""
        self._flush()
        total = self.total - footer
        held = len(self.lines) - (footer // self._stride if self._stride > 1 else 0)
        held = max(0, min(total, held))
        self._keep(one_of_each(held, min(held, self._most), self._chance))
        return max(total, 0)

    def _add(self, line: int, row: list[str]) -> None:
        self.total += 1
        self.last.append(row)
        if self._chance is None:
            if len(self.lines) >= self._most:
                return
        elif self._stride > 1 and not self._is_picked():
            return
        if len(row) != self.width:
            if any(map(str.strip, row[self.width :])):
                self.long_rows.append((len(self.lines), len(row)))
            row = row[: self.width] + [""] * (self.width - len(row))
        self.lines.append(line)
        self._part.append(row)
        if len(self._part) * self.width >= CHUNK or len(self.lines) == 2 * self._most:
            self._flush()
        if len(self.lines) >= 2 * self._most:
            self._keep(one_of_each(len(self.lines), self._most, self._chance))
            self._stride *= 2

    def _is_picked(self) -> bool:
        place = (self.total - 1) % self._stride
        if place == 0:
            if not self._picks:
                assert self._chance is not None
                self._picks = self._chance.integers(0, self._stride, 4096).tolist()
            self._pick = self._picks.pop()
        return place == self._pick

    def _keep(self, rows: Array) -> None:
        """Only these of the rows that are held."""
        if len(rows) == len(self.lines):
            return
        self.lines = np.asarray(self.lines)[rows].tolist()
        places = {int(row): place for place, row in enumerate(rows)} if self.long_rows else {}
        self.long_rows = [(places[row], cells) for row, cells in self.long_rows if row in places]
        for reader in self._readers:
            reader.keep(rows)

    def _flush(self) -> None:
        for reader, cells in zip(self._readers, zip(*self._part, strict=True), strict=False):
            reader.add(cells)
        self._part.clear()
        rows, texts = len(self.lines), sum(reader.texts for reader in self._readers)
        if max(rows * self.width, A_TEXT * texts) > 2 * MOST_USED:
            self._most = max(1, min(self._most, rows // 2))

    def columns(self, names: Sequence[str]) -> tuple[TableColumn, ...]:
        """The columns, without those at the end that have neither a name nor a value."""
        named = itertools.chain(unique(names), itertools.repeat(""))
        found = [
            reader.column(name, place)
            for place, (reader, name) in enumerate(zip(self._readers, named, strict=False))
        ]
        while len(found) > 1 and not found[-1].name and not any(t.strip() for t in found[-1].texts):
            if (found[-1].codes < 0).any():
                break
            found.pop()
        return tuple(found)


def unique(names: Sequence[str]) -> list[str]:
    """Names made different where they are the same.

    >>> unique(["x", "x", "", ""])
    ['x', 'x (2)', '', '']
    """
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if not name or seen[name] == 1 else f"{name} ({seen[name]})")
    return found
