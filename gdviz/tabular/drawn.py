"""Tables drawn with characters, as they stand in papers, on web pages and in terminals; LaTeX's too."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Sequence

_RULE = re.compile(r"[\s\-=+|:_─━═┄╌│┃║├┤┼┌┐└┘┬┴╞╡╪╤╧╒╕╘╛╔╗╚╝╠╣╦╩╬╭╮╰╯·…]+")
_LINE = re.compile(r"--|==|──|━━|═")
_BAR = re.compile(r"(?<!\\)[|│┃║┆]")
_SPAN = re.compile(r"[=\-]+")
_COUNTED = re.compile(r"\(\d+ rows?\)|\d+ rows? in set.*|shape: \(.*\)")
_ASSIGNED = re.compile(r"[A-Za-z]\w*\s*=\s*")  # above a matrix, as MATLAB prints it
_GAP = re.compile(r"\s{2,}|\t")
_COMMANDS = re.compile(
    r"(?<!\\)%.*|\\(?:hline|(?:top|mid|bottom)rule|centering|(?:cmidrule|cline)(?:\([^)]*\))?\{[^}]*\}"
    r"|begin\{tabular[*x]?\}(?:\{[^{}]*\})?(?:\{(?:[^{}]|\{[^{}]*\})*\})?|(?:begin|end|caption|label)\{[^{}]*\}(?:\[[^\]]*\])?)"
)
_WRAPPED = re.compile(r"\\(?:text\w*|math\w*|multicolumn\{\d+\}\{[^{}]*\}|num|SI|emph)\{([^{}]*)\}")

LONGEST_LINE, LOOKED_AT = 10_000, 200


def undrawn(text: str) -> str | None:
    """The table as CSV, each row on the line where it stood; None where it is not drawn.

    >>> undrawn("| x | y |\\n|---|---|\\n| 1 | 2 |\\n")
    'x,y\\n\\n1,2\\n'
    >>> undrawn("a & $b$ \\\\\\\\ \\\\hline\\n1 & 2 \\\\\\\\\\n"), undrawn("x,y\\n1,2\\n")
    ('a,b\\n1,2\\n', None)
    """
    lines = [line if len(line) <= LONGEST_LINE else "" for line in text.splitlines()]
    for read in (_of_latex, _of_bars, _of_spans, _of_gaps):
        rows = read(lines)
        if rows is not None:
            return _written(rows)
    return None


def _of_latex(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of a LaTeX tabular: & between the cells, \\\\ behind a row."""
    if sum("&" in line and "\\\\" in line for line in lines[:LOOKED_AT]) < 2:
        return None
    return [_latex_cells(line) for line in lines]


def _latex_cells(line: str) -> list[str]:
    line = _COMMANDS.sub("", line)
    line = re.sub(r"\\\\(?:\[[^\]]*\])?", "", _WRAPPED.sub(r"\1", line)).strip()
    line = re.sub(r"\{([.,])\}", r"\1", line)  # the mark without a gap behind it
    cells = [cell.strip().strip("$") for cell in re.split(r"(?<!\\)&", line)]
    return [re.sub(r"\\([%&#_$])", r"\1", cell) for cell in cells] if "&" in line else []


def _of_bars(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows between bars, with rules above, below or between them."""
    if not any(_is_rule(line) and _BAR.search(line + "|") for line in lines[:50]):
        return None
    barred = [line for line in lines if not _is_rule(line) and _BAR.search(line)]
    outer = all(_BAR.match(line.strip()) for line in barred)
    if len(barred) < 2 or not any(_is_rule(line) and re.search(r"[|+│┃║├╞╠┼┌╭╔]", line) for line in lines):
        return None
    found = []
    for line in lines:
        cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip())]
        if _is_rule(line) or len(cells) < 2:
            cells = []
        elif outer:
            cells = cells[1:-1] if not cells[-1] else cells[1:]
        found.append([] if cells and all(re.fullmatch(r"-*", cell) for cell in cells) else cells)
    return found


def _of_spans(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows below rules that say how wide each column is: ===== =====."""
    rules = [line for line in lines[:50] if _is_rule(line) and len(_SPAN.findall(line)) > 1]
    if not rules or any(not re.fullmatch(r"[=\-\s]+", line) for line in rules):
        return None
    starts = [match.start() for match in _SPAN.finditer(rules[0])]
    edges = list(itertools.pairwise([0, *starts[1:], None]))
    return [[] if _is_rule(line) else [line[a:b].strip() for a, b in edges] for line in lines]


def _of_gaps(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of columns with two blanks between them, where single blanks stand within the cells."""
    named = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if lines and _ASSIGNED.fullmatch(lines[named].strip()):
        return [line.split() for line in [*[""] * (named + 1), *lines[named + 1 :]]]
    held = [line.strip() for line in lines[:LOOKED_AT] if line.strip()]
    if len(held) < 3 or any(mark in held[0] for mark in ',;\t|"'):
        return None
    split = [_GAP.split(line) for line in held]
    if len({len(row) for row in split}) != 1 or len(split[0]) < 2:
        return None
    if len({len(line.split()) for line in held}) == 1 or not any(
        " " in cell for row in split for cell in row
    ):
        return None
    return [_GAP.split(line.strip()) if line.strip() else [] for line in lines]


def _is_rule(line: str) -> bool:
    return bool(_LINE.search(line)) and _RULE.fullmatch(line) is not None


def _written(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        if len(row) > 1 and any(row) and not _COUNTED.fullmatch(row[0]):
            writer.writerow(row)
        else:
            out.write("\n")
    return out.getvalue()


__all__ = ["undrawn"]
