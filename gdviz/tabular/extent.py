"""Where the table begins and ends in its rows: names, titles above, units below, totals at the end."""

from __future__ import annotations

import enum
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gdviz.tabular.cells import MISSING_NUMBER, Kind, read_cell, with_unit
from gdviz.tabular.guess import Rows, usual_width

MOST_BELOW, MOST_FOOTERS = 3, 20
SETTING = re.compile(r"\w ?=|\w: ")  # T=300K, Units: cm
BOUND = re.compile(r"[<>≤≥~≈] ?\d")  # of a number that could not be measured
MEAN = re.compile("mean|average|median|m[eé]dian[ae]|media|média|mittelwert|durchschnitt|moyenne|promedio")
FOOTER = re.compile(
    r"(?:(?:grand |sub)?total(?:s|e|en)?|sum|mean|average|median|max|min|std|stdev"
    r"|sd|std\.? dev\.?|standard deviation|variance|count|summe|mittelwert|gesamt|insgesamt"
    r"|durchschnitt|standardabweichung|moyenne|médiane|somme|[ée]cart[ -]type|promedio|media|mediana|suma"
    r"|desviación|média|soma|somma|среднее|итого|всего|сумма|[合总]计|合計|总和|总分|平均[分值数値]?|方差|标准差"
    r"|最[高低]分|합계|평균)"
    r"(?:\s*\d*|\s*[:：(=±].*)|\[\d+ rows x \d+ columns\]",
    re.IGNORECASE,
)


class CellForm(enum.IntEnum):
    """What a cell looks like, as far as it tells data from names."""

    VOID = 0
    NUMBER = 1
    MEASURED = 2  # a number with a unit
    TEXT = 3


def _cell(text: str, decimal: str) -> CellForm:
    text = text.strip()
    value = read_cell(text, decimal)
    if value is not Kind.TEXT:
        return CellForm.VOID if value is Kind.MISSING else CellForm.NUMBER
    if MISSING_NUMBER.fullmatch(text):
        return CellForm.VOID
    measured = with_unit(text, decimal)
    if BOUND.match(text) or (measured and not measured[1]):
        return CellForm.NUMBER
    return CellForm.MEASURED if measured else CellForm.TEXT


def find_body(rows: Rows, decimal: str) -> tuple[int, int]:
    """On which row the names stand, and on which the data begin; the same one where there are no names.

    Data are rows that have numbers where those at the end have them. Names are the texts directly above,
    with at most MOST_BELOW rows of units or kinds below them; what is further up is a title, remarks, or
    what a device was set to.

    >>> find_body([["Apples"], ["x", "y"], ["cm", "g"], ["1", "2"], ["3", "4"]], ".")
    (1, 3)
    """
    read = [[_cell(cell, decimal) for cell in row] for row in rows]
    last = max((place for place, row in enumerate(read) if CellForm.NUMBER in row), default=len(read) - 1)
    kinds = _kinds(read[: last + 1])
    if not kinds:
        return _texts_only(rows, usual_width(rows))
    told = [_told(row, kinds) for row in read]
    several = max(map(len, rows)) > 1
    fits = [
        bool(numbers) and not texts and len(row) > several
        for (numbers, texts), row in zip(told, rows, strict=True)
    ]
    begins = next((at for at in range(last + 1) if fits[at] and sum(fits[at : at + 4]) > 1), last)
    width = usual_width(rows[begins : last + 1])
    while (
        begins
        and len(rows[begins - 1]) == width
        and (
            _is_data(rows, told, begins - 1, 0 in kinds)
            or _begin_with_digits(rows[begins - 1], read[begins - 1], kinds)
        )
    ):
        begins -= 1
    if _numbers_columns(rows[begins:]) or _counts_years(rows[begins:], decimal):
        return begins, begins + 1
    top = begins
    for place in range(begins - 1, -1, -1):
        row, (numbers, texts) = rows[place], told[place]
        filled = [cell for cell in row if cell.strip()]
        names = abs(len(row) - width) < 2 and texts > numbers
        if names and top < begins and len(row) != width == len(rows[top]):
            break  # a title of as many words
        if top < begins and any(map(SETTING.search, row)):
            break
        alone = top == begins and _is_aside(row[0])  # below it nothing but data
        if names and (len(filled) > 1 or not row[0].strip() or width == 1):
            top = place
        elif numbers or not filled or (row[0].strip() and (filled != row[:1] or not alone)):
            break
    named = next((place for place in range(top, begins) if not told[place][0]), begins)
    return (named, begins) if begins - named <= 1 + MOST_BELOW else (begins - 1, begins)


def _is_aside(cell: str) -> bool:
    """Whether a cell alone is the name of the rows' names, as pandas prints it, or a rule."""
    return cell.strip().isidentifier() or not any(map(str.isalnum, cell))


def _kinds(read: Sequence[Sequence[CellForm]]) -> dict[int, CellForm]:
    """Which columns hold numbers, or numbers with units, in the stretch at the end where they are most."""
    best: tuple[int, dict[int, CellForm]] = (0, {})
    counts = [Counter[CellForm]() for _ in range(max(map(len, read)))]
    for row in reversed(read):
        for count, cell in zip(counts, row, strict=False):
            count[cell] += 1
        kinds = {}
        for place, count in enumerate(counts):
            numbers = count[CellForm.NUMBER] + count[CellForm.MEASURED]
            if numbers and numbers >= 2 * count[CellForm.TEXT]:
                kinds[place] = (
                    CellForm.MEASURED
                    if count[CellForm.MEASURED] > count[CellForm.NUMBER]
                    else CellForm.NUMBER
                )
        score = sum(counts[place][kind] - 2 * counts[place][CellForm.TEXT] for place, kind in kinds.items())
        best = max(best, (score, kinds), key=lambda each: each[0])
    return best[1]


def _told(row: Sequence[CellForm], kinds: dict[int, CellForm]) -> tuple[int, int]:
    """How many numbers and how many texts a row has in the columns of numbers."""
    cells = [(row[place], kind) for place, kind in kinds.items() if place < len(row)]
    numbers = sum(cell in (CellForm.NUMBER, kind) for cell, kind in cells)
    return numbers, sum(cell not in (CellForm.NUMBER, CellForm.VOID, kind) for cell, kind in cells)


def _begin_with_digits(row: Sequence[str], read: Sequence[CellForm], kinds: dict[int, CellForm]) -> bool:
    """Whether what stands where numbers are expected begins as one: 1+ and 2- are grades, no units."""
    texts = [row[at].strip() for at in kinds if at < len(row) and read[at] is CellForm.TEXT]
    return bool(texts) and all(text[0].isdigit() for text in texts)


def _is_data(rows: Rows, told: Sequence[tuple[int, int]], at: int, first: bool) -> bool:
    """Whether a row above data is one of them: numbers are missing, or one is a text by mistake.

    `first` says whether the first column holds numbers: a text there may be what a device was set to, but not
    right below names.
    """
    numbers, texts = told[at]
    named = at > 0 and len(rows[at - 1]) == len(rows[at]) and told[at - 1][1] > 0 == told[at - 1][0]
    if not numbers and not texts:
        filled = sum(map(bool, map(str.strip, rows[at])))
        return filled > 1 or (named and all(bool(row[0].strip()) for row in rows[at - 1 : at + 1]))
    return numbers >= texts == 1 and (named or not first or read_cell(rows[at][0]) is not Kind.TEXT)


def _texts_only(rows: Rows, width: int) -> tuple[int, int]:
    """The same as `find_body` where no column holds numbers: names do not come again."""
    top = next(
        (place for place, row in enumerate(rows) if width == 1 or sum(map(bool, map(str.strip, row))) > 1), 0
    )
    below = [{row[place] for row in rows[top + 1 :] if place < len(row)} for place in range(len(rows[top]))]
    again = any(cell in seen for cell, seen in zip(rows[top], below, strict=True))
    empty = all(read_cell(cell) is Kind.MISSING for cell in rows[top])
    return top, top + (not again and not empty)


def lacks_first_name(rows: Rows, names: int) -> bool:
    """Whether rows below `names` names have a cell more: R and pandas print no name above the rows' own.

    >>> lacks_first_name([["1", "2.5", "a"], ["2", "3.5", "b"]], 2)
    True
    """
    rows = rows[: len(rows) - guess_footer(rows[-MOST_FOOTERS:])]
    labels = [row[0] for row in rows if row]
    return all(len(row) == names + 1 and row[-1] for row in rows) and len(set(labels)) == len(rows) > 0


def guess_footer(rows: Iterable[Sequence[str]]) -> int:
    """How many of the last rows are no data, but totals and means, or what a program prints below a table.

    >>> guess_footer([["3", "6"], ["Total", "12"]]), guess_footer([["3", "6"], ["4", "8"]])
    (1, 0)
    >>> guess_footer([["3", "max"], ["4", "min"], ["5", "max"]])  # these are classes
    0
    """
    held = list(rows)
    words = Counter(word for row in held for word in {cell.strip().casefold() for cell in row})
    beside = any(sum(map(bool, map(str.strip, row))) > 1 for row in held)
    width = usual_width(held or [[]])
    numbers = sum(isinstance(read_cell(row[0]), float) for row in held if row) * 2 > len(held)

    def is_total(row: Sequence[str]) -> bool:
        texts = [cell.strip() for cell in row]
        return any(FOOTER.fullmatch(text) and words[text.casefold()] == 1 for text in texts)

    said = [
        (is_total(row) and not _is_somebody(row, held)) or (beside and _is_note(row, width, numbers))
        for row in held
    ]
    found = len(list(itertools.takewhile(bool, reversed(said))))
    if found == 1 and held[-1][0].strip() == "SD":
        return 0  # without a mean it is South Dakota, or a card
    return found if found < len(held) else 0


def _is_somebody(row: Sequence[str], held: Rows) -> bool:
    """Whether a row of Max or Min in a short table has numbers that no other has: it is a name.

    So is one of Media, or another mean, with a number beyond all others.
    """
    label, held = row[0].strip().casefold(), [each for each in held if each is not row]
    if not (label in ("max", "min") or MEAN.fullmatch(label)) or len(held) + 1 == MOST_FOOTERS:
        return False
    for own, others in zip(
        map(_number, row), zip(*(map(_number, each) for each in held), strict=False), strict=False
    ):
        known = [other for other in others if other is not None]
        beyond = own is not None and known and not min(known) <= own <= max(known)
        if own not in others if label in ("max", "min") else beyond:
            return True
    return False


def _number(cell: str) -> float | None:
    found = read_cell(cell), read_cell(cell, ",")
    return next((value for value in found if isinstance(value, float)), None)


def _is_note(row: Sequence[str], width: int, numbers: bool) -> bool:
    """Whether a row says where the numbers come from: a text, perhaps with commas, and no number.

    `numbers` says whether the first column holds numbers: then there may be one, too.
    """
    behind = [cell.strip() for cell in row[1:] if cell.strip()]
    words = len(" ".join(row).split())
    if read_cell(row[0]) is not Kind.TEXT:
        return False
    if numbers and words > 3:
        return True
    if any(read_cell(cell) is not Kind.TEXT for cell in behind):
        return False
    return not behind or (len(row) != width and words > 2)


def joined_names(names: Sequence[str], below: Sequence[str]) -> list[str]:
    """Names of two rows as one where the upper ones stand above several columns, as merged cells do.

    >>> joined_names(["day", "soil", ""], ["", "depth", "width"]), joined_names(["x", "y"], ["cm", "cm"])
    (['day', 'soil depth', 'soil width'], ['x', 'y'])
    """
    under = [*map(str.strip, below[: len(names)]), *[""] * (len(names) - len(below))]
    told = [
        cell for name, cell in zip(names, under, strict=True) if not name.strip() or names.count(name) > 1
    ]
    over, found = "", []
    for name, cell in zip(names, under, strict=True):
        over = name.strip() or over
        found.append(over if cell == over else f"{over} {cell}".strip())
    return found if any(told) and len(set(found)) == len(found) else list(names)


def _numbers_columns(rows: Rows) -> bool:
    """Whether the first row only counts the columns, as pandas writes them: ,0,1 above 0,… or 0,1,2."""
    names = [cell.strip() for cell in rows[0]]
    counted = [[str(place + start) for place in range(len(names))] for start in (0, 1)]
    if len(names) > 2 and names == counted[0]:
        first = [read_cell(row[0]) for row in rows[1:]]
        steps = [
            b < a for a, b in itertools.pairwise(first) if not isinstance(a, Kind) and not isinstance(b, Kind)
        ]
        return any(steps) and any("." in cell for row in rows[1:] for cell in row)
    if len(names) < 2 or names[0] or names[1:] not in [each[:-1] for each in counted]:
        return False
    return [row[0].strip() for row in rows[1:3]] in (["0", "1"], ["1", "2"])


def _counts_years(rows: Rows, decimal: str) -> bool:
    """Whether the first row holds texts and then years that rise, and no years stand below."""
    first = [read_cell(cell.strip().removesuffix("年"), decimal) for cell in rows[0]]
    years = [value for value in first if isinstance(value, float)]
    below = [read_cell(cell, decimal) for row in rows[1:3] for cell in row[-len(years) :]]
    return (
        len(years) > 1
        and all(year < later for year, later in itertools.pairwise(years))
        and first[0] is Kind.TEXT
        and all(1500 <= year <= 2200 for year in years)
        and not all(isinstance(value, float) and 1500 <= value <= 2200 for value in below)
    )
