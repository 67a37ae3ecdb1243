"""Long lists of numbers in the text of a document, read as tuples at once, before all else. No Qt.

Data are nearly all that a large document has. Python's reader makes lists of lists of them, many times the
size of their text, for each run anew; here they are bounded before anything is made of them, and those that
several runs have are read once.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from gdviz.document.errors import DocumentError

LONG = 50_000  # bytes of a list that is read so
MOST_MEMORY = 65 * 10**6  # bytes of them as objects, half as many again when checked: twice an import's data
A_NUMBER, A_ROW = 32, 72  # bytes of an object
FEW = LONG // 26  # numbers that no text makes a long list
# Looked for from the beginning of such characters only, so that no place is tried twice.
_NUMBERS = re.compile(rb"(?<![\[\]\s\d,.eE+-])[\[\]\s\d,.eE+-]{%d,}+" % LONG)
_BEFORE = re.compile(rb'[^\\]":\s*+\Z')  # a value of an object that stands in no text
_ROWS = re.compile(rb"\[\s*+\[")

Lists = dict[str, tuple[Any, ...]]  # by the name in their place, which no document holds


def without_long_lists(data: bytes | bytearray, most: float = MOST_MEMORY) -> tuple[bytes, Lists]:
    """The text with a name in place of each long list of numbers, or of rows, on as many lines; and these.

    What looks like one and is none stays. Raises DocumentError where they take more memory than `most`.

    >>> text, lists = without_long_lists(b'{"steps": [' + b"1," * 50_000 + b"2]}")
    >>> text, [len(found) for found in lists.values()]
    (b'{"steps": "\\\\u00000"}', [50001])
    """
    lists: Lists = {}
    names: dict[bytes, str] = {}
    pieces, end, memory = [], 0, 0
    for run in _NUMBERS.finditer(data):
        start, stop = data.find(b"[", *run.span()), data.rfind(b"]", *run.span()) + 1
        if start < 0 or not stop or not _BEFORE.search(data, max(0, start - 100), start):
            continue
        with memoryview(data)[start:stop] as text:
            key = _digest(text)
            if key not in names:
                memory += A_NUMBER * data.count(b",", start, stop) + A_ROW * data.count(b"[", start, stop)
                if memory > most:
                    raise DocumentError("too_much")
                rows = _ROWS.match(data, start) is not None
                with contextlib.suppress(msgspec.MsgspecError):
                    found = msgspec.json.decode(
                        text, type=tuple[tuple[float, ...], ...] if rows else tuple[float, ...]
                    )
                    names[key] = f"\0{len(names)}"
                    lists[names[key]] = found
        if key in names:
            lines = b"\n" * data.count(b"\n", start, stop)
            pieces += [data[end:start], b'"\\u0000%d"' % int(names[key][1:]), lines]
            end = stop
    return b"".join([*pieces, data[end:]]), lists


def _digest(text: memoryview) -> bytes:
    from hashlib import blake2b  # reads in OpenSSL, which the first picture can do without

    return blake2b(text).digest()


def check_lists(document: Any) -> None:
    """Raise DocumentError where plain data have more in long tuples than could be read in again."""
    memory = 0
    for each in set(_tuples(document)):
        rows = len(each) if each and isinstance(each[0], (list, tuple)) else 0
        numbers = sum(map(len, each)) if rows else len(each)
        if numbers > FEW:
            memory += A_NUMBER * numbers + A_ROW * (rows + 1)
    if memory > MOST_MEMORY:
        raise DocumentError("too_many_data")


def _tuples(value: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, tuple):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _tuples(each)
