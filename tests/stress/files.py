"""Random files: whatever is opened, pasted or found in the profile is read, or refused in a sentence.

Scenes as JSON, in PNG, SVG, PDF and shared lines, kept work, tables of data and the settings: sound ones that
are mutated, byte by byte or value by value, and bytes that are made up. Only DocumentError and DataError may
come; in the stress run each file has a limit of time and of memory beyond its own size.
"""

import atexit
import base64
import contextlib
import copy
import functools
import gzip
import io
import json
import math
import random
import struct
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gdviz.app.recovery import kept
from gdviz.document import codec, lessons, share
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import (
    PICTURE,
    PNG,
    SCENE,
    chunk,
    document_in,
    into_png,
    step_in,
    svg_metadata,
)
from gdviz.tabular import ENCODINGS, SEPARATORS, DataError, parse_table, propose, to_dataset
from gdviz.tabular.encoding import encoded
from gdviz.tabular.other_formats import PACKED

SECONDS = 0.5  # for a file, of a few kB
SECONDS_A_MEGABYTE = 0.03
SECONDS_PACKED = 0.3  # for each megabyte of a packed table, which is read while the window lives
MEGABYTES = 100  # beyond its size
TIMES_ITS_SIZE = 2  # a document is held as bytes and as characters; of a table the file's size alone counts

BLANK = PNG + b"".join(
    [
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\0")),
        chunk(b"IEND", b""),
    ]
)
PIECES = [
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b'"',
        b"'",
        b"\\",
        b"\\u",
        b"\\ud800",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
    ),
    *(
        b"<svg ",
        b"<!--",
        b"-->",
        b"<?",
        b"<!",
        b">",
        b"<metadata",
        b"</metadata>",
        b"<entry",
        b"</entry>",
        b"&#",
    ),
    *(
        b"%PDF-",
        b"/EF << ",
        b"/F 1 0 R",
        b"\n1 0 obj\n",
        b"stream\n",
        b"endstream",
        b"%%EOF",
        b"/FlateDecode",
    ),
    *(
        PNG,
        b"IEND",
        b"iTXt",
        b"gdviz1:",
        b'{"gdviz": 1',
        b"1e999",
        b"-0",
        b"NaN",
        b"Infinity",
        b"9" * 500,
        b" ",
    ),
    *(
        b"\n",
        b"\r",
        b"\r\n",
        b"\t",
        b";",
        b"|",
        b"sep=;\n",
        b'""',
        b"1,5",
        b"1e400",
        b"nan",
        b"\xff\xfe",
        b"0x1",
    ),
    *(
        b"@ByteArray(",
        b"@Variant(\0\0\0",
        b"@Rect(1 2 3 4)",
        b"@Invalid()",
        b"%",
        b"[General]\n",
        b"\\x",
        b"recent=",
    ),
]
VALUES = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2**31,
        2**63,
        10**400,
        1e308,
        0.5,
        -1e-9,
        "",
        "x",
        "w^2",
        "\ud800",
        "\0",
        "ß",
    ),
    *(
        [],
        {},
        [[]],
        [{}],
        {"kind": "formula"},
        {"kind": []},
        {"": 0},
        [0] * 100,
        "lesson-3",
        "constant",
        "a" * 999,
    ),
]
TYPES = ["f8", "f4", "i4", "u1", "?", "U3", "S2", "M8[D]", "m8[s]", "c16", "S0", [("a", "f8"), ("b", "U2")]]
SETTINGS = b"""[General]
look=dark
language=zh_CN
speed=20.0
loop=true
notes_visible=false
recent=/tmp/a.gdviz, /tmp/b.gdviz
folder=/tmp

[window]
column=340.0
geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3)
"""


def check(chance: random.Random) -> None:
    """One file. Raises whatever should not have been raised."""
    sort, data = made(chance)
    read_as(sort, data, chance)


def made(chance: random.Random) -> tuple[str, bytes]:
    """What a file is read as, and its bytes."""
    make, reads = chance.choice(SORTS)
    data = make(chance)
    if chance.random() < 0.8:
        data = mutated(data, chance)
    return chance.choice(list(READERS)) if chance.random() < 0.05 else reads, data


def size(sort: str, data: bytes) -> int:
    """Bytes of a file, unpacked: 40 MB of a document at most, as `gdviz.document.bounds` has it."""
    if sort == "table":
        with contextlib.suppress(OSError, EOFError, zlib.error):
            return len(gzip.decompress(data))
        with contextlib.suppress(zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
            return sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(data)).infolist())
    with contextlib.suppress(DocumentError):
        return max(len(data), len(document_in(data)))
    return len(data)


def held(sort: str, data: bytes, unpacked: int) -> int:
    """Bytes that it may take beside MEGABYTES."""
    return len(data) if sort == "table" else TIMES_ITS_SIZE * unpacked


def seconds(data: bytes, unpacked: int) -> float:
    """How long it may take to read a file."""
    packed = data.startswith(PACKED)
    return SECONDS + (SECONDS_PACKED if packed else SECONDS_A_MEGABYTE) * unpacked / 2**20


def read_as(sort: str, data: bytes, chance: random.Random) -> None:
    """Read bytes as one sort of file."""
    with contextlib.suppress(DocumentError, DataError):
        READERS[sort](data, chance)


# -- reading -------------------------------------------------------------------------------------------------


def read_document(data: bytes, chance: random.Random) -> None:
    """As a file that is opened; what opens can be written, and comes back."""
    step = step_in(data)
    assert step is None or step >= 0
    scene = codec.loads(document_in(data))
    assert codec.loads(codec.dumps(scene)) == scene


def read_line(data: bytes, chance: random.Random) -> None:
    """As text that is pasted."""
    text = data.decode("utf-8", chance.choice(["replace", "surrogateescape", "ignore"]))
    share.is_line(text)
    share.from_line(text)


def read_kept(data: bytes, chance: random.Random) -> None:
    """As work that a crash has left."""
    path = Path(folder(), "file")
    path.write_bytes(data)
    with contextlib.suppress(DocumentError):
        kept.read_info(path)
    kept.read_scene(path)


def read_table(data: bytes, chance: random.Random) -> None:
    """As data to learn from."""
    how = {}
    if chance.random() < 0.2:
        how = {
            "separator": chance.choice([None, *SEPARATORS]),
            "decimal": chance.choice([None, ".", ","]),
            "encoding": chance.choice([None, *ENCODINGS]),
            "header": chance.choice([None, True, False]),
        }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of old names of types in the heads of arrays
        source = encoded("data.csv", data)
    table = parse_table(source, **how)
    found = propose(table)
    dataset = to_dataset(table, found.inputs, found.target, found.kind, chance.choice(["drop", "mean"]))
    assert all(math.isfinite(value) for row in dataset.rows for value in row)


def read_settings(data: bytes, chance: random.Random) -> None:
    """As the settings of the last time: what makes no sense is the default."""
    from PySide6.QtCore import QByteArray, QSettings

    from gdviz.app.settings import Settings

    (Path(folder(), "gdviz") / "gdviz.ini").write_bytes(data)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder())
    found = Settings()
    for name, value in vars(Settings).items():
        if isinstance(value, property):
            assert getattr(found, name) is not None, name
    assert isinstance(found.state("geometry"), QByteArray)
    assert all(path.is_file() for path in found.recent)


@functools.cache
def folder() -> str:
    """One of this process, until it ends."""
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    Path(made.name, "gdviz").mkdir()
    return made.name


READERS: dict[str, Callable[[bytes, random.Random], None]] = {
    "document": read_document,
    "line": read_line,
    "kept": read_kept,
    "table": read_table,
    "settings": read_settings,
}

# -- making --------------------------------------------------------------------------------------------------


def json_document(chance: random.Random) -> bytes:
    """A lesson's file, some of its values others."""
    document = json.loads(codec.dumps(lessons.load(chance.choice(lessons.names()))))
    for _ in range(chance.choice([0, 1, 1, 2, 5])):
        change_value(document, chance)
    return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def change_value(value, chance: random.Random) -> None:
    """Put something else, in place, somewhere into lists and objects."""
    while isinstance(value, (dict, list)) and value:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        if chance.random() < 0.3:
            if chance.random() < 0.3:
                del value[key]
            elif isinstance(value, dict) and chance.random() < 0.3:
                name = chance.choice(["", "kind", "runs", "text", "steps", "x" * 300])
                value[name] = copy.deepcopy(chance.choice(VALUES))
            else:
                value[key] = copy.deepcopy(chance.choice([*VALUES, value]))  # itself as well
            return
        value = value[key]


def packed_text(chance: random.Random) -> bytes:
    """What is unpacked from a picture or a line: a document, or far more of it than there may be."""
    if chance.random() < 0.9:
        return json_document(chance)
    piece = chance.choice([b"{},", b"[[", b'{"a":', b" ", b"1,", b'"', b"[],", b"\xff", b'"x",'])
    return chance.choice([b"", b"[", b'{"gdviz": 2, "scene": [']) + piece * chance.choice(
        [10**4] * 20 + [10**6] * 4 + [10**7]
    )


def png(chance: random.Random) -> bytes:
    """A picture that carries a text, its parts sound."""
    text = packed_text(chance)
    packed = zlib.compress(text, 1)
    if chance.random() < 0.3:
        packed = mutated(packed, chance)
    name = chance.choice([SCENE, SCENE, PICTURE])
    part = chunk(b"iTXt", name.encode() + b"\0\1\0\0\0" + packed)
    sound = into_png(BLANK, {PICTURE: json.dumps({"step": chance.choice(VALUES)}, ensure_ascii=True)})
    return sound[:-12] + part + sound[-12:]


def svg(chance: random.Random) -> bytes:
    """A vector picture that carries a document, behind any head."""
    text = json_document(chance).decode("utf-8", "replace")
    head = b"".join(
        chance.choice([b"<!-- a line -->\n", b"<?xml?>", b"<!DOCTYPE svg>", b"\n"])
        for _ in range(chance.choice([0, 1, 40, 3000]))
    )
    return head + f"<svg>{svg_metadata({PICTURE: '{}', SCENE: text})}</svg>".encode()


def pdf(chance: random.Random) -> bytes:
    """A PDF with attachments, some of them many times, or nowhere."""
    text = packed_text(chance)
    packed = chance.random() < 0.7
    body = zlib.compress(text, 1) if packed else text
    named = b"/EF <</F %d 0 R>>\n" % chance.choice([1, 1, 1, 7, 10**12])
    head = b"%PDF-1.4\n" + named * chance.choice([1, 1, 2, 3000]) + b"/EF << " * chance.choice([0, 0, 10_000])
    return (
        head
        + b"\n1 0 obj\n<<"
        + (b"/Filter /FlateDecode" if packed else b"")
        + b">>\nstream\n"
        + body
        + b"\nendstream\nendobj\n%%EOF\n"
    )


def line(chance: random.Random) -> bytes:
    """A shared scene, its sum right."""
    packed = zlib.compress(packed_text(chance), 9)
    text = base64.urlsafe_b64encode(packed).rstrip(b"=")
    return b"gdviz1:%08x:%s" % (zlib.crc32(packed), text)


def kept_work(chance: random.Random) -> bytes:
    """A line about the work, and the work."""
    about = {"name": "a", "path": "/a", "modified": True, "time": 1e9, "lesson": "lesson-3"}
    for _ in range(chance.choice([0, 1])):
        change_value(about, chance)
    return json.dumps(about).encode() + b"\n" + json_document(chance)


def table(chance: random.Random) -> bytes:
    """Rows of numbers and words in any dialect."""
    separator, end = chance.choice(",;\t| "), chance.choice(["\n", "\r\n", "\r"])
    width = chance.choice([1, 2, 3, 5, 200])
    words = [
        "cat",
        "dog",
        "1",
        "2",
        "0.5",
        "1,5",
        "",
        "nan",
        "inf",
        "1e999",
        "猫",
        '"a""b"',
        "3.2 mm",
        "45%",
        "-",
    ]
    cells = [chance.choice(words) for _ in range(chance.randint(1, 6))]

    def cell() -> str:
        return f"{chance.gauss(0, 10):.3g}" if chance.random() < 0.7 else chance.choice(cells)

    rows = [[f"c{n}" for n in range(width)]] if chance.random() < 0.7 else []
    rows += [[cell() for _ in range(width)] for _ in range(chance.choice([0, 1, 2, 10, 50]))]
    text = end.join(separator.join(row) for row in rows)
    return text.encode(chance.choice(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))


def arrays(chance: random.Random) -> bytes:
    """One array of NumPy, or several in an archive, their heads perhaps made up."""
    made = {}
    for name in chance.sample(["x", "y", "label", "scene", "a"], chance.choice([1, 2, 2, 5])):
        array = np.zeros((chance.choice([0, 1, 3, 30]), chance.choice([1, 2, 9])), chance.choice(TYPES))
        file = io.BytesIO()
        np.save(file, array if chance.random() < 0.7 else array.ravel(), allow_pickle=False)
        head = file.getvalue()
        if chance.random() < 0.3:
            head = head.replace(b"(", chance.choice([b"(9" * 30, b"(-", b"((", b"(99999999999, "]), 1)
        made[f"{name}.npy"] = head if chance.random() < 0.8 else mutated(head, chance)
    return archive(made, chance) if len(made) > 1 else next(iter(made.values()))


def archive(files: dict[str, bytes], chance: random.Random) -> bytes:
    """Files in one, deflated or not."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return file.getvalue()


def packed_table(chance: random.Random) -> bytes:
    """A table in an archive, or far more of it than may be."""
    text = table(chance)
    if chance.random() < 0.1:
        text = text[:50] * 10**4 if chance.random() < 0.5 else b"1,2\n" * 6_000_000
        return gzip.compress(text, 1)
    if chance.random() < 0.5:
        return archive({chance.choice(["a.csv", "test.TXT", "readme", "a/"]): text, "b.csv": b"1,2"}, chance)
    return gzip.compress(text if chance.random() < 0.9 else gzip.compress(text), 1)


def printed_table(chance: random.Random) -> bytes:
    """A table as programs print and draw it: a web page, Markdown, LaTeX, JSON, Python."""
    width = chance.choice([1, 2, 5])
    words = ["1", "2.5", "-3e4", "cat", "", "1,5", "&nbsp;", "**b**", "<b>1</b>", "NaN", "null", "[", "'"]
    rows = [[chance.choice(words) for _ in range(width)] for _ in range(chance.choice([1, 3, 30]))]
    many = chance.choice([1, 1, 1, 300])
    kind = chance.randrange(6)
    if kind == 0:
        span = chance.choice(["", ' colspan="3"', ' rowspan="999999999"', " colspan=-1"])
        cells = ("<tr>" + "".join(f"<td{span}>{cell}" for cell in row) for row in rows)
        return (chance.choice(["<html>", "<table>"]) + "<table>" * many + "".join(cells)).encode()
    if kind == 1:
        return "\n".join(
            "|" + "|".join(row) + "|" for row in [rows[0], ["---"] * width, *rows] * many
        ).encode()
    if kind == 2:
        return "\n".join(" & ".join(row) + r" \\ \hline" for row in rows * many).encode()
    if kind == 3:
        return json.dumps([dict(zip("abcde", row, strict=False)) for row in rows * many]).encode()
    if kind == 4:
        opened = chance.choice(["[[", "np.array([[", "x = [", "(" * many, "{'a': [" * many])
        return (opened + "], [".join(", ".join(row) for row in rows * many) + "]]").encode()
    return "\n".join("  ".join(row) for row in rows * many).encode()


def settings(chance: random.Random) -> bytes:
    """The settings, one or two of them made up."""
    lines = SETTINGS.split(b"\n")
    for _ in range(chance.randint(0, 2)):
        place = chance.randrange(len(lines))
        key = lines[place].partition(b"=")[0]
        lines[place] = (
            key + b"=" + chance.choice([*PIECES, b"nan", b"1e999", b"a, b", b"\\0", b"-5", b"@DateTime(x)"])
        )
    return b"\n".join(lines)


def any_bytes(chance: random.Random) -> bytes:
    """Pieces of all sorts of files, and of none."""
    if chance.random() < 0.2:
        return chance.randbytes(chance.choice([1, 10, 1000, 10**5]))
    if chance.random() < 0.2:
        return chance.choice(PIECES) * chance.choice([10, 1000, 30_000])
    return b"".join(chance.choices(PIECES, k=chance.choice([1, 5, 50, 500])))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same with some bytes changed, lost, doubled, moved or put in, or cut off."""
    result = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        place, size = chance.randrange(len(result) + 1), chance.choice([1, 1, 2, 8, 100])
        kind = chance.randrange(6)
        if kind == 0 and place < len(result):
            result[place] = chance.randrange(256)
        elif kind == 1:
            del result[place : place + size]
        elif kind == 2:
            result[place:place] = result[place : place + size] * chance.choice([1, 2, 50])
        elif kind == 3:
            result[place:place] = chance.choice(PIECES)
        elif kind == 4:
            other = chance.randrange(len(result) + 1)
            result[place : place + size] = result[other : other + size]
        elif chance.random() < 0.2:
            del result[place:]
    return bytes(result)


SORTS: list[tuple[Callable[[random.Random], bytes], str]] = [
    (json_document, "document"),
    (png, "document"),
    (svg, "document"),
    (pdf, "document"),
    (line, "line"),
    (kept_work, "kept"),
    (table, "table"),
    (arrays, "table"),
    (packed_table, "table"),
    (printed_table, "table"),
    (settings, "settings"),
    *((any_bytes, sort) for sort in READERS),
]
