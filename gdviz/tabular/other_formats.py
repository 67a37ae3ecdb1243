"""Files that are not tables in text: what holds a table is read, what is something else named."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import shutil
import zipfile
from array import array

import numpy as np
from msgspec.structs import replace

from gdviz.notation.numbers import fixed, number
from gdviz.tabular.cells import WORD
from gdviz.tabular.content import DAMAGED, Content, drawn, part_of, written
from gdviz.tabular.error import DataError
from gdviz.tabular.numpy_files import of_array, of_arrays
from gdviz.tabular.printed import LONGEST, printed
from gdviz.tabular.web_page import table_of
from gdviz.tabular.workbook import of_workbook

ZIP, OLE, NPY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x93NUMPY"
LARGEST_UNPACKED = 100 * 10**6  # bytes, as of what is not packed
LONGEST_JSON, MOST_VALUES = 20 * 10**6, 1_000_000  # bytes, and values, of which a list takes two more
FEW_UNPACKED, MOST_TIMES = 20 * 10**6, 20  # bytes that anything may unpack to, and so many times the file
MOST_MORE = 40 * 10**6  # bytes that it may have more than the file where it is held, as in no workbook
LONGEST_PAGE = 5 * 10**6  # bytes of a web page that are looked at: half a second each million
_ARFF = re.compile(rb"\s*(?:%[^\n]*\n\s*)*@relation\b", re.IGNORECASE)
_A_ROW = re.compile(rb"<tr\b", re.IGNORECASE)
_WEB_PAGE = re.compile(
    rb"(?:\s++|<!--[^>]*+>|<\?xml[^>]*+>)*+<(?:!doctype html|html|head|table)\b", re.IGNORECASE
)
_MARKED = re.compile(rb"\s*+<(?:\?xml\b|[A-Za-z][\w:.-]*+(?:\s[^<>]*+)?>(?:[ \t]*+\r?\n\s*+)?<)")
_ROWS = re.compile(rb"\s*+<(?:tr|thead|tbody|div|span|meta|style|body)\b[^<>]*+>[^\0]*?<td\b", re.IGNORECASE)
_YAML = re.compile(rb"(?:#[^\n]*+\n|\s|---)*+(?:\w++:\s*+\n\s*+)?+- \w++:[^\n]*+\n +\w++:")
_JSON = re.compile(rb"\s*(?:\{\s*\"|\[\s*[\[{])")
_RECORD, _ROW = re.compile(rb"\{[^{}]*+\}"), re.compile(rb"\[[^\[\]]*+\]")
_LIBSVM = re.compile(rb"\s*[-+]?[\d.]+(?: +\d+:[-+.\deE]+)+ *(?:#[^\n]*)?\r?\n")
# What other programs write: the first bytes, the program, and what writes a table there.
_PROGRAMS = (
    (b"MATLAB 5", "MATLAB", "writetable"),
    (b"\x89HDF", "HDF5 / MATLAB 7.3", "writetable, DataFrame.to_csv"),
    (b"PAR1", "Parquet", "DataFrame.to_csv"),
    (b"ARROW1", "Arrow", "DataFrame.to_csv"),
    (b"\x80", "pickle", "DataFrame.to_csv"),
    (b"RDX", "R", "write.csv"),
    (b"X\n\0\0", "R", "write.csv"),
    (b"$FL2", "SPSS", "SAVE TRANSLATE"),
    *((start, "Stata", "export delimited") for start in (b"<stata_dta>", b"r\2\1", b"s\2\1")),
    *((start, "SAS", "proc export") for start in (b"HEADER RECORD*", bytes(12) + b"\xc2\xea\x81\x60")),
    (b"SQLite format", "SQLite", ".mode csv"),
)
_OTHER = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"version https://git-lfs", "Git LFS"),
    (b"From: <Saved by", "MHTML"),
    (b"ID;P", "SYLK"),
    *((start, "DIF") for start in (b"TABLE\n0,1", b"TABLE\r\n0,1")),
)
_GZIP = b"\x1f\x8b"
PACKED = (ZIP, OLE, NPY, _GZIP)  # what a file begins with that may unpack to many times its size
_TABLES = tuple(WORD.findall(".csv .tsv .txt .tab .dat .data .json .jsonl .xlsx .xls .ods .npy"))
_NO_DATA = "test", "submission", "readme", "read_me", "license", "licence", "description"  # what comes last
_DOCUMENTS = (("word/", "Word"), ("ppt/", "PowerPoint"), ("", "ZIP"))  # what an archive of these names is
_NAMED = (("arff", _ARFF), ("libsvm", _LIBSVM), ("web_page", _WEB_PAGE), ("json", _JSON))


def content(data: bytes, part: str | None = None, most: int = 0, seed: int | None = 0) -> Content | None:
    """The table of a workbook, of arrays, of an archive or of what is printed; None where it is text in rows.

    Of several tables that is taken which `part` names, of too many rows those that `seed` draws. What is
    packed in something else has `most` bytes, by the size of that. Raises DataError where it is something
    that can't be read, by its name.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    most = most or min(LARGEST_UNPACKED, FEW_UNPACKED + MOST_TIMES * len(data))
    held = min(most, MOST_MORE + len(data))
    for start, program, command in _PROGRAMS:
        if data.startswith(start):
            raise DataError("program", program=program, command=command)
    page = _WEB_PAGE.match(data[:65536]) or _ROWS.match(data[:65536])
    for start, kind in _OTHER:
        if data.lstrip()[: len(start)] == start and not page:
            raise DataError("other", kind=kind)
    for pattern, kind in ((_MARKED, "XML"), (_YAML, "YAML")):
        if pattern.match(data[:65536]) and not page:
            raise DataError("other", kind=kind)
    if data.startswith(_GZIP):
        inside = _unpacked(data, held)
        return content(inside, part, held, seed) or Content(inside, "archive")
    if data.startswith(NPY):
        return of_array(data, seed)
    if data.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
                unpacked = sum(each.file_size for each in archive.infolist())
        except DAMAGED:
            raise DataError("damaged") from None
        is_workbook = any(name.startswith(("xl/", "content.xml", "mimetype")) for name in names)
        if unpacked > (limit := most if is_workbook else held):
            raise DataError("unpacked", limit=number(limit // 10**6))
        if names and all(name.endswith(".npy") for name in names):
            return of_arrays(data, part, seed)
        if is_workbook:
            return of_workbook(data, part, unpacked, seed)
        return _of_archive(data, part, held, seed)
    if data.startswith(OLE):
        return of_workbook(data, part, len(data), seed)
    if page and (rows := table_of(data[:LONGEST_PAGE])):
        if _A_ROW.search(data, LONGEST_PAGE):
            raise DataError("too_large", size=fixed(len(data) / 10**6, 1), limit=LONGEST_PAGE // 10**6)
        return Content(written([], rows), "page")
    _refuse(data, _NAMED[:2])
    found = _of_text(data, seed)
    if found is None:
        _refuse(data, _NAMED[2:])
    return found


def _refuse(data: bytes, named: tuple[tuple[str, re.Pattern[bytes]], ...]) -> None:
    for code, pattern in named:
        if pattern.match(data[:65536]):
            raise DataError(code)


def _of_text(data: bytes, seed: int | None) -> Content | None:
    """What is printed or drawn in UTF-8; None where it is neither."""
    if _JSON.match(data[:200]):
        if data.count(b",") + 2 * (data.count(b"[") + data.count(b"{")) > MOST_VALUES:
            return _some_records(data, seed)
        if len(data) > LONGEST_JSON:
            raise DataError("too_large", size=fixed(len(data) / 10**6, 1), limit=LONGEST_JSON // 10**6)
    elif len(data) > 4 * LONGEST:  # so many characters, in any encoding
        return None
    try:
        found = printed(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    if found is None:
        return None
    return Content(found.encode() if isinstance(found, str) else written(*found), "printed")


def _some_records(data: bytes, seed: int | None) -> Content:
    """A part of many records, or rows, that hold none themselves. Raises DataError where there are others."""
    places = array("Q")
    for found in (_RECORD if data.count(b"{") else _ROW).finditer(data):
        places.extend(found.span())
    ends = np.frombuffer(places, np.uint64).reshape(-1, 2)
    inside = {data.count(mark) for mark in (b"{", b"}")} if data.count(b"{") else {data.count(b"[") - 1}
    if inside != {len(ends)}:
        raise DataError("many_cells")
    first = data[slice(*ends[0].tolist())]
    taken = drawn(len(ends), first.count(b",") + 1, seed)
    text = b"[" + b",".join(data[slice(*ends[place].tolist())] for place in taken) + b"]"
    table = printed(text.decode("utf-8", "replace"))
    if not isinstance(table, tuple):
        raise DataError("many_cells")
    return part_of(Content(written(*table), "printed"), len(ends), taken, bool(table[0]), seed)


# -- packed files --------------------------------------------------------------------------------------------


def _unpacked(data: bytes, most: int) -> bytes:
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except DAMAGED:
        raise DataError("damaged") from None
    if len(found) > most:
        raise DataError("unpacked", limit=number(most // 10**6))
    return found


def _of_archive(data: bytes, part: str | None, most: int, seed: int | None) -> Content:
    """A table of an archive, as platforms hand them out: the first, but none for tests."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [name for name in archive.namelist() if not name.endswith("/")]
        tables = [
            name
            for name in files
            if (name.casefold().endswith(_TABLES) or (name and "." not in name))
            and not name.startswith("__MACOSX")
        ]
        if not tables:
            kind = next(
                kind for start, kind in _DOCUMENTS if any(each.startswith(start) for each in ("", *files))
            )
            raise DataError("other", kind=kind)
        tables.sort(key=lambda name: any(word in name.casefold() for word in _NO_DATA))
        taken = part if part in tables else tables[0]
        file = io.BytesIO()
        try:
            shutil.copyfileobj(archive.open(taken), file)  # `read` holds it twice
        except DAMAGED:
            raise DataError("damaged") from None
    inside = file.getvalue()
    found, used = content(inside, most=most, seed=seed), set(tables)
    left = tuple(name for name in files if name not in used)
    told = Content(inside, "archive", taken, tuple(tables), left)
    return replace(told, data=found.data, left=found.left, lines=found.lines, seed=seed) if found else told
