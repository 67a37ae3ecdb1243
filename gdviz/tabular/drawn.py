"""Tables drawn with characters, as they stand in papers, on web pages and in terminals; LaTeX's too."""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
from collections.abc import Sequence

_RULE = re.compile(r"[\s\-=+|:_─━═┄╌│┃║├┤┼┌┐└┘┬┴╞╡╪╤╧╒╕╘╛╔╗╚╝╠╣╦╩╬╭╮╰╯·…]+")
_LINE = re.compile(r"--|==|──|━━|═")
_BAR = re.compile(r"(?<!\\)[|│┃║┆]")
_FIRST = re.compile(r"\S+(?=\s)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_EMPHASIS = re.compile(r"^(\*\*|\*|__|`)(.*)\1$")  # of Markdown
_SPAN = re.compile(r"[=\-]+")
_COUNTED = re.compile(r"\(\d+ rows?\)|\d+ rows? in set.*|shape: \(.*\)")
_ASSIGNED = re.compile(r"[A-Za-z]\w*\s*=\s*")  # above a matrix, as MATLAB prints it
_WHOLE = re.compile(r'"(?:[^"]|"")*[,;\t](?:[^"]|"")*"')
_SINGLE = re.compile(r"'[^'\"]*'(?:[,;\t]'[^'\"]*')+")
_PAIR = re.compile(r"(?<![\w:.-])([^\W\d]\w*)\s?[=:：]\s?([+-]?\d[\d.]*(?:[eE][+-]?\d+)?%?)(?![\w:/-])")
_POINT = re.compile(r"[A-Z]?\w?\s{0,3}\(([^()|;]+)[|;]([^()|;]+)\)")
_TOGETHER = re.compile(r"(?:^| )[\d.]+ +[+-]?[\d.]+(?: |$)")
_REMARKS = ("#", "%", "//", "!", "; ", "> ", ">>>")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?")
_NAME = re.compile(r"^([^\W\d][^=:,;\t]*+)(?::\s|=)")  # before a series
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_INSERT = re.compile(r"^[ \t]*+insert\s++into\s", re.IGNORECASE | re.MULTILINE)
_VALUES = re.compile(r"\s*+,?\s*+\(((?:[^()']|'[^']*'|\([^()']*\))*+)\)")
_ATTRIBUTE = re.compile(r"^(?:\s*+[\w-]++ ?= ?(?:\"[^\"]*+\"|\w++))++\s*+\|")  # of a cell: style="…" |
_GAP = re.compile(r"\s{2,}|\t")
_COMMANDS = re.compile(
    r"(?<!\\)%.*|\\(?:hline|(?:top|mid|bottom)rule|centering|(?:cmidrule|cline)(?:\([^)]*\))?\{[^}]*\}"
    r"|begin\{tabular[*x]?\}(?:\{[^{}]*\})?(?:\{(?:[^{}]|\{[^{}]*\})*\})?|(?:begin|end|caption|label)\{[^{}]*\}(?:\[[^\]]*\])?)"
)
_WRAPPED = re.compile(r"\\(?:text\w*|math\w*|multicolumn\{\d+\}\{[^{}]*\}|num|SI|emph)\{([^{}]*)\}")

_SIGNS = {r"\times": "×", r"\cdot": "·", r"\pm": "±", r"\,": "\u2009", "~": " ", "$": ""}

LONGEST_LINE, LOOKED_AT, MOST_SERIES = 10_000, 200, 6


def undrawn(text: str) -> str | None:
    """The table as CSV, each row on the line where it stood; None where it is not drawn.

    >>> undrawn("| x | y |\\n|---|---|\\n| 1 | 2 |\\n")
    'x,y\\n\\n1,2\\n'
    >>> undrawn("a & $b$ \\\\\\\\ \\\\hline\\n1 & 2 \\\\\\\\\\n"), undrawn("x,y\\n1,2\\n")
    ('a,b\\n1,2\\n', None)
    """
    if rows := _of_inserts(text):
        return _written(rows)
    lines = _unwrapped([line if len(line) <= LONGEST_LINE else "" for line in text.splitlines()])
    drawn = (
        _of_octave,
        _of_wiki,
        _of_latex,
        _of_bars,
        _of_spans,
        _of_matrix,
        _of_quoted,
        _of_pairs,
        _of_gaps,
    )
    for read in drawn:
        rows = read(lines)
        if rows is not None:
            return _written(rows)
    return None


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines of a table that pandas printed in blocks of columns, side by side."""
    if not any(line.endswith("\\") and not line.endswith("\\\\") for line in lines[:3]):
        return lines
    parts = itertools.groupby(lines, key=lambda line: bool(line.strip()))
    blocks = [list(block) for there, block in parts if there]
    if len({len(block) for block in blocks}) != 1:
        return lines
    later = [
        [re.sub(r"\S", " ", line[:1]) + re.sub(r"^\S*", "", line[1:]) for line in block]
        for block in blocks[1:]
    ]
    columns = [[line.rstrip("\\") for line in block] for block in (blocks[0], *later)]
    widths = [max(map(len, block)) for block in columns]
    padded = [[line.ljust(width) for line in block] for block, width in zip(columns, widths, strict=True)]
    return ["".join(parts) for parts in zip(*padded, strict=True)]


def _of_pairs(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of a log with a name before each number (loss=0.5, Temp: 21.5), or of points as (1|2.5)."""
    held = [line for line in lines if line.strip()]
    points = [_POINT.findall(line) for line in held]
    if (
        sum(map(len, points)) + len(held) > 3
        and all(points)
        and all(not _POINT.sub("", line).strip(" ,;") for line in held)
    ):
        return [[x.strip(), y.strip()] for line in points for x, y in line]
    pairs = [_PAIR.findall(line) for line in lines]
    told = [[name for name, _ in line] for line in pairs if len(line) > 1]
    if len(told) < 2 or 2 * len(told) < len(held) or any(names != told[0] for names in told):
        return None
    rows = [[value for _, value in line] if len(line) > 1 else [] for line in pairs]
    return [told[0], *rows]


def in_columns(lines: Sequence[str]) -> str:
    """The table of a few series in rows, as CSV: Time (s); 0; 1; 2; 3 above Speed; 0.5; 1.5; 2.6; 3.

    Empty where they are none.

    >>> in_columns(["x,1,2,3", "y,2,4,7"]), in_columns(["x,y", "1,2"])
    ('x,y\\n1,2\\n2,4\\n3,7\\n', '')
    """
    held = [line.strip() for line in lines if line.strip()]
    for mark in ("\t", ";", ",", None) if 2 <= len(held) <= MOST_SERIES else ():
        rows = [
            [cell.strip() for cell in _NAME.sub(rf"\1{mark or ' '}", line, count=1).split(mark)]
            for line in held
        ]
        rows = rows if mark else [_named(row) for row in rows]
        if all(len(row) > 2 and row[1] and not _NUMBER.fullmatch(row[1]) for row in rows):
            rows = [[f"{name} ({unit})", *cells] for name, unit, *cells in rows]
        numbers = all(_NUMBER.fullmatch(cell) for row in rows for cell in row[1:])
        names = {row[0] for row in rows if row[0] and not _NUMBER.fullmatch(row[0])}
        alike = len({len(row) for row in rows}) == 1 and len(rows[0]) > len(rows) + 1
        if numbers and alike and (len(names) == len(rows) or (len(rows) == 2 and _rises(rows[0]))):
            return _written(list(zip(*rows, strict=True)))
    return ""


def _named(words: list[str]) -> list[str]:
    """The words before a number as one: t / s 0 1 2."""
    first = next((at for at, word in enumerate(words) if _NUMBER.fullmatch(word)), 0)
    return [" ".join(words[:first]), *words[first:]] if first else words


def _rises(cells: Sequence[str]) -> bool:
    """Whether cells are numbers each above the one before, as places where others were measured."""
    values = [float(cell.replace(",", ".")) if _PLAIN.fullmatch(cell) else math.nan for cell in cells]
    return all(a < b for a, b in itertools.pairwise(values))


def _of_inserts(text: str) -> list[list[str]] | None:
    """The rows that a database writes: INSERT INTO t (x, y) VALUES (1, 2.5), (2, 3.5); of the first table."""
    table, names = "", list[str]()
    rows: list[list[str]] = []
    for part in _INSERT.split(text)[1:]:
        head, behind = [*re.split(r"\bvalues\b", part, maxsplit=1, flags=re.IGNORECASE), ""][:2]
        called, _, listed = head.partition("(")
        table = table or called.strip()
        if called.strip() != table:
            continue
        names = re.findall(r"[^\W\d]\w*", listed) or names
        found, at = list[str](), 0
        behind = behind.replace("\\'", "''")  # as MySQL writes it
        while row := _VALUES.match(behind, at):  # no further: what follows are no values
            found.append(row[1])
            at = row.end()
        rows += csv.reader(found, quotechar="'", skipinitialspace=True)
    return [*([names] if names else []), *rows] or None


def _of_octave(lines: Sequence[str]) -> list[list[str]] | None:
    """The columns of Octave's text file, each below its name; None where it has but one matrix."""
    named = [place for place, line in enumerate(lines) if line.startswith("# name: ")]
    if len(named) < 2 or not lines[0].startswith("# Created by Octave"):
        return None
    columns = []
    for first, stop in itertools.pairwise([*named, len(lines)]):
        cells = [line.strip() for line in lines[first:stop] if line.strip() and line[0] != "#"]
        columns.append([lines[first][len("# name: ") :], *cells])
    return [list(row) for row in zip(*columns, strict=True)] if len(set(map(len, columns))) == 1 else None


def _of_wiki(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of a table of Wikipedia's pages, {| ! x !! y |- | 1 || 2 |}, or of Jira, ||x||y|| |1|2|."""
    lines = [line.strip() for line in lines]
    if lines[:1] and lines[0].startswith("||") and lines[0].endswith("||"):
        return [line.replace("||", "|").strip("|").split("|") for line in lines]
    if "|}" not in lines or not any(line.startswith("{|") for line in lines):
        return None
    rows: list[list[str]] = [[]]
    for line in lines[: lines.index("|}")]:
        if line.startswith("|-"):
            rows.append([])
        elif line[:1] in ("!", "|") and line[1:2] != "+":
            cells = re.split(r"\|\||!!", line[1:])
            rows[-1] += [_ATTRIBUTE.sub("", cell).strip() for cell in cells]
    return [row for row in rows if row]


def _of_latex(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of a LaTeX tabular: & between the cells, \\\\ behind a row."""
    if len(lines) == 1:  # a matrix
        lines = [part + "\\\\" for part in lines[0].split("\\\\")]
    if sum("&" in line and "\\\\" in line for line in lines[:LOOKED_AT]) < 2:
        return None
    return [_latex_cells(line) for line in lines]


def _latex_cells(line: str) -> list[str]:
    line = re.sub(r"\\(?:SI|qty)\{([^{}]*)\}\{", r"\\SI{\1 ", _COMMANDS.sub("", line))
    line = re.sub(r"\\\\(?:\[[^\]]*\])?", "", _WRAPPED.sub(r"\1", line)).strip()
    line = re.sub(r"\{([.,])\}", r"\1", line)  # the mark without a gap behind it
    for command, sign in _SIGNS.items():
        line = line.replace(command, sign)
    cells = [cell.strip().strip("{}$") for cell in re.split(r"(?<!\\)&", line)]
    return [re.sub(r"\\([%&#_$])", r"\1", cell) for cell in cells] if "&" in line else []


def _of_quoted(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of lines that are quoted as a whole, or whose cells have single quotation marks."""
    held = [line.strip() for line in lines if line.strip()]
    if len(held) < 2 or not (all(map(_WHOLE.fullmatch, held)) or all(map(_SINGLE.fullmatch, held))):
        return None
    double = held[0][0] == '"'
    inner = [line.strip()[1:-1].replace('""', '"') if double else line.replace("'", '"') for line in lines]
    mark = next((mark for mark in ";\t," if mark in inner[0]), ",")
    return [next(csv.reader([line], delimiter=mark), []) for line in inner]


def _without_commas(found: re.Match[str]) -> str:
    """A number at the same place without its commas."""
    return found[0].replace(",", "").rjust(len(found[0]))


def _of_bars(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows between bars, with rules above, below or between them."""
    if not any(_is_rule(line) and _BAR.search(line + "|") for line in lines[:50]):
        return None
    barred = [line for line in lines if not _is_rule(line) and _BAR.search(line)]
    outer = all(_BAR.match(line.strip()) for line in barred)
    if len(barred) < 2 or not any(_is_rule(line) and re.search(r"[|+│┃║├╞╠┼┌╭╔]", line) for line in lines):
        return None
    inside = [line.rstrip()[:-1] for line in barred if line.rstrip().endswith("|")]
    if len(inside) == len(barred) and all(
        line.count("|") == 1 for line in inside
    ):  # Stata's: blanks part cells
        plain = ["" if _is_rule(line) else line.replace("|", " ") for line in lines]
        return _of_gaps([_THOUSANDS.sub(_without_commas, line) for line in plain])
    found = []
    for line in lines:
        cells = [_EMPHASIS.sub(r"\2", cell.strip().replace("\\|", "|")) for cell in _BAR.split(line.strip())]
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


def _of_matrix(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of a matrix below its name, as MATLAB prints it: with a factor above, in blocks of columns.

    Several vectors are columns with their names.
    """
    named = [place for place, line in enumerate(lines) if _ASSIGNED.fullmatch(line.strip())]
    if not named or any(map(str.strip, lines[: named[0]])):
        return None
    if len(named) > 1:
        parts = [lines[a:b] for a, b in itertools.pairwise([*named, len(lines)])]
        columns = [[line.strip(" \t=") for line in part if line.strip()] for part in parts]
        one = len(set(map(len, columns))) == 1 and not any(" " in cell for each in columns for cell in each)
        return [list(row) for row in zip(*columns, strict=True)] if one else None
    power, blocks, rows = "", 0, list[list[str]]()
    for line in lines:
        cells = line.split()
        if len(cells) == 2 and cells[1] == "*":
            power = cells[0].lower().partition("e")[2]
        elif cells[:1] in (["Column"], ["Columns"]):
            blocks, place = blocks + 1, 0
        elif blocks > 1 and cells:
            rows[place] += cells
            place += 1
        elif cells and not _ASSIGNED.fullmatch(line.strip()):
            rows.append(cells)
    return [[_times(cell, power) for cell in row] for row in rows] if power else rows


def _times(cell: str, power: str) -> str:
    """A number times a power of ten."""
    return f"{cell}e{power}" if _NUMBER.fullmatch(cell) else cell


def _of_gaps(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of columns that stand below each other, where single blanks stand within the cells.

    Two blanks or more are between them, or a blank at the same place of every line.
    """
    lines = ["" if line.startswith(_REMARKS) else line for line in lines]
    held = [line.rstrip() for line in lines[:LOOKED_AT] if line.strip()]
    if len(held) < 3 or any(mark in line for line in held[:3] for mark in ',;\t|"'):
        return None
    if len({len(line.split()) for line in held}) == 1:
        return None  # a blank is enough
    split = [_GAP.split(line.strip()) for line in held]
    edges = _edges(held)
    if len({len(row) for row in split}) == 1 < len(split[0]) >= len(edges):
        return [_GAP.split(line.strip()) if line.strip() else [] for line in lines]
    rows = [[line[a:b].strip() for a, b in edges] for line in lines]
    told = [row for row in rows if any(row)]
    together = any(_TOGETHER.search(cell) for row in told for cell in row)
    numbers = any(all(_NUMBER.fullmatch(row[place]) for row in told[-2:]) for place in range(1, len(edges)))
    return [row if any(row) else [] for row in rows] if len(edges) > 1 and numbers and not together else None


def _edges(lines: Sequence[str]) -> list[tuple[int, int | None]]:
    """Where columns begin and end, between blanks that all lines have.

    What only the names fill belongs to the column that is nearest.
    """
    width = max(map(len, lines))
    filled = [any(line[place : place + 1].strip() for line in lines) for place in range(width)]
    data = [any(line[place : place + 1].strip() for line in lines[1:]) for place in range(width)]
    found: list[list[int]] = []
    for place, there in enumerate(filled):
        if there and place and filled[place - 1]:
            found[-1][1] = place + 1
        elif there:
            found.append([place, place + 1])
    for at in range(len(found) - 1, -1, -1):
        if any(data[slice(*found[at])]) or len(found) == 1:
            continue
        before = found[at][0] - found[at - 1][1] if at else width
        behind = found[at + 1][0] - found[at][1] if at + 1 < len(found) else width
        other = at - 1 if before < behind else at + 1
        found[other] = [min(found[at][0], found[other][0]), max(found[at][1], found[other][1])]
        del found[at]
    starts = [first for first, _ in found]
    return [(a, b) for a, b in itertools.zip_longest(starts, starts[1:])]


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
