"""`.gdviz` files: UTF-8 JSON with a version number, read strictly and written whole or not at all."""

from __future__ import annotations

import codecs
import collections
import copy
import functools
import json
import math
import os
import re
from collections.abc import Callable
from typing import Annotated, Any

import msgspec

from gdviz.base.resources import folder
from gdviz.document.atomic_file import open_regular, write_whole
from gdviz.document.beats.beat_scene import check_settings
from gdviz.document.bounds import check
from gdviz.document.dependent_fields import sharing_data
from gdviz.document.errors import DocumentError, shown
from gdviz.document.formats import VERSION, upgrade
from gdviz.document.in_pictures import document_in
from gdviz.document.in_sweeps import scene_in
from gdviz.document.long_lists import MOST_MEMORY, Lists, check_lists, without_long_lists
from gdviz.document.scene import Scene
from gdviz.document.validate import DuplicateKey, build, differing, refuse_key, refuse_twice
from gdviz.engine.declare import Declared

MAX_BYTES = 96 * 2**20  # twice what eight runs have with as many rows of two inputs as data may have
SUFFIX = ".gdviz"
WRITE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
LONGEST_NUMBER = 400  # digits: Python refuses thousands of them, and no number has hundreds
LONG_NUMBER = re.compile(rf"(?<!\d)\d{{{LONGEST_NUMBER}}}", re.ASCII)
MOST_BESIDE_A_LONG_NUMBER = 100_000  # values
LINE = 100  # a list that fits in so many characters stands on one line
# The last one, or one that ends with a row, or else with a number.
FULL_LINE = re.compile(rf" ?([^\]]{{1,{LINE}}}+\]?\Z|[^\]]{{1,{LINE - 2}}}+\],|[^\]]{{1,{LINE - 1}}},)")


class Document(Declared, frozen=True):
    """What a file holds: the version of the format, and the scene."""

    gdviz: Annotated[
        int,
        msgspec.Meta(
            title="Version",
            description="The version of the format. Files of earlier versions are read, too.",
            ge=VERSION,
            le=VERSION,
        ),
    ]
    scene: Scene


def load(path: str | os.PathLike[str]) -> Scene:
    """The scene of a file, or of a picture or a sweep that carries one.

    Raises DocumentError, and nothing else, for whatever is wrong with it.
    """
    return loads(document_in(read(path)))


def read(path: str | os.PathLike[str], *, however_large: bool = False) -> bytes:
    """The bytes of a file of any size that a document may have; of a sweep those of its scene.

    Raises DocumentError where it can't be read, or is larger, unless it may be.
    """
    if (carried := scene_in(path)) is not None:
        return carried
    try:
        with open_regular(path) as file:
            data = file.read(-1 if however_large else MAX_BYTES + 1) or b""  # None: one that has nothing yet
    except (FileNotFoundError, NotADirectoryError):
        raise DocumentError("missing") from None
    except IsADirectoryError:
        raise DocumentError("folder") from None
    except DocumentError:
        raise  # a pipe
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        if os.path.isdir(path):  # Windows calls it a lack of permission
            raise DocumentError("folder") from None
        raise DocumentError("unreadable", reason=getattr(error, "strerror", None) or str(error)) from error
    if len(data) > MAX_BYTES and not however_large:
        raise DocumentError("too_large", limit=MAX_BYTES // 2**20)
    return data


def loads(data: bytes | bytearray | str, most: float = MOST_MEMORY) -> Scene:
    """The scene in the text of a file, whose data take `most` bytes of memory.

    >>> loads('{"gdviz": 1, "scene": {"runs": [{"steps": 0}]}}')
    Traceback (most recent call last):
    gdviz.document.errors.DocumentError: runs[0].steps must be between 1 and 100000000, but is 0.
    """
    try:
        return _scene(parse_json(data, most))
    except RecursionError:
        raise DocumentError("too_deep") from None


def _scene(document: Any) -> Scene:
    if not isinstance(document, dict) or "gdviz" not in document:
        raise DocumentError("not_document")
    version = document["gdviz"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DocumentError("version", version=VERSION, found=shown(version))
    if version > VERSION:
        raise DocumentError("newer", version=VERSION, found=shown(version))
    if isinstance(document, DuplicateKey):
        raise refuse_twice(document, "document")
    for key in document:
        if key not in Document.__struct_fields__:
            raise refuse_key(Document, key, "document")
    if "scene" not in document:
        raise DocumentError("missing_key", "document", key="scene")
    upgrade(document["scene"], version)
    scene = sharing_data(build(Scene, document["scene"]))
    check_settings(scene, scene.beats)
    return scene


def parse_json(data: bytes | bytearray | str, most: float = MOST_MEMORY) -> Any:
    """Strict JSON: raises DocumentError for broken text; `strict.build` refuses NaN and repeated keys.

    >>> parse_json('{"steps": 4')  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    gdviz.document.errors.DocumentError: The file ends too early, at line 1, column 12: it seems ...
    """
    halves = "surrogatepass" if isinstance(data, str) else "strict"  # refused later, by their place
    if isinstance(data, str):
        data = data.encode("utf-8", halves)
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as PowerShell writes a command's text
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError as error:
            raise DocumentError("binary", position=error.start) from None
    short, lists = without_long_lists(data, most)
    try:
        text = short.decode("utf-8-sig", halves)  # Windows editors put a mark in front
    except UnicodeDecodeError as error:
        raise DocumentError("binary", position=error.start) from None
    if not text or text.isspace():
        raise DocumentError("empty")
    if "\0" in text:
        raise DocumentError("binary", position=text.index("\0"))
    check(text)
    read = functools.partial(_object, lists)
    try:
        return json.loads(text, object_pairs_hook=read, parse_int=_reader_of_integers(text))
    except json.JSONDecodeError as error:
        raise _broken(error) from None
    except RecursionError:
        raise DocumentError("too_deep") from None


def _object(lists: Lists, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if lists:
        pairs = [(key, lists.get(value, value) if type(value) is str else value) for key, value in pairs]
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    twice = DuplicateKey(result)
    twice.key = collections.Counter(key for key, _ in pairs).most_common(1)[0][0]
    return twice


def _reader_of_integers(text: str) -> Callable[[str], float] | None:
    """What reads whole numbers of any length; None where Python's own will do, ten times as fast.

    Raises DocumentError where one of so many numbers is too long for any.
    """
    if LONG_NUMBER.search(text) is None:
        return None
    if text.count(",") > MOST_BESIDE_A_LONG_NUMBER:
        raise DocumentError("too_much")
    return _integer


def _integer(digits: str) -> float:
    return int(digits) if len(digits) < LONGEST_NUMBER else float(digits)


JSON_TROUBLES = (
    ("Expecting value", "json_value"),
    ("Expecting ','", "json_comma"),
    ("Expecting ':'", "json_colon"),
    ("Expecting property name", "json_key"),
    ("Illegal trailing comma", "json_key"),
    ("Extra data", "json_extra"),
    ("Invalid control character", "json_control"),
    ("Invalid \\", "json_escape"),
)


def _broken(error: json.JSONDecodeError) -> DocumentError:
    text = error.doc.rstrip()
    if error.pos >= len(text) or error.msg.startswith("Unterminated string"):
        last = text.rfind("\n")
        return DocumentError("json_end", line=text.count("\n") + 1, column=len(text) - last)
    code = next((code for start, code in JSON_TROUBLES if error.msg.startswith(start)), "json_other")
    return DocumentError(code, line=error.lineno, column=error.colno)


def dumps(scene: Scene, most: int = MAX_BYTES) -> str:
    """The text of a file: of each object its kind, and what differs from the defaults of this version.

    Raises DocumentError where the scene holds what a file may not hold, or more than `most` bytes or what is
    read in again, so that what is saved can be opened.
    """
    lists: dict[tuple[int, int], str] = {}
    document = document_of(scene)
    pieces = _pretty(document, 0, lists).split("\0")
    for place in range(1, len(pieces), 2):
        list_id, depth = pieces[place].split()
        pieces[place] = lists[int(list_id), int(depth)]
    text = "".join([*pieces, "\n"])
    if len(text) * 4 > most and (size := len(text.encode())) > most:
        raise DocumentError("too_long", size=math.ceil(size / 2**20), limit=most // 2**20)
    return text


def document_of(scene: Scene) -> dict[str, Any]:
    """What a file holds, as plain data. Raises DocumentError where a file may not hold it.

    Equal data are one object: else they would be compared and written anew for each run.
    """
    document = {"gdviz": VERSION, "scene": differing(sharing_data(build(Scene, scene)))}
    check_lists(document)
    return document


def packed(scene: Scene) -> bytes:
    """The same on one line, unchecked: fast enough (30 ms for 100,000 rows) to keep a copy of each edit.

    Run by run: while one is written no other thread goes on. Raises DocumentError where that can't be.

    >>> loads(packed(Scene(title="A bowl"))).title
    'A bowl'
    """
    try:
        written = copy.copy(scene)
        runs = tuple(msgspec.Raw(msgspec.json.encode(run)) for run in scene.runs)
        msgspec.structs.force_setattr(written, "runs", runs)
        return msgspec.json.encode(Document(gdviz=VERSION, scene=written))
    except UnicodeEncodeError:
        raise DocumentError("half_character") from None


def _pretty(value: Any, depth: int, lists: dict[tuple[int, int], str]) -> str:
    """Indented JSON, as many numbers of a list on a line as fit. What is longer goes into `lists`, by its id
    and depth, which stand between two NULs in its place: the text of data is copied once.
    """
    margin, brackets = "\n" + "  " * depth, "[]"
    if isinstance(value, dict) and value:
        parts = [f"{WRITE(key)}: {_pretty(own, depth + 1, lists)}" for key, own in value.items()]
        brackets = "{}"
    elif isinstance(value, tuple):
        if (id(value), depth) not in lists:
            line = msgspec.json.encode(value).decode().replace(",", ", ")  # much faster than `json`
            if len(line) <= LINE - 2 * depth:
                return line
            lists[id(value), depth] = f"[{_filled(line[1:-1], margin + '  ')}{margin}]"
        return f"\0{id(value)} {depth}\0"
    elif isinstance(value, list) and value:
        parts = [_pretty(each, depth + 1, lists) for each in value]
        if sum(len(part) + 2 for part in parts) <= LINE - 2 * depth:
            line = f"[{', '.join(parts)}]"
            if "{" not in line and "\0" not in line:
                return line
    else:
        return WRITE(value)
    return brackets[0] + ",".join(f"{margin}  {part}" for part in parts) + margin + brackets[1]


def _filled(numbers: str, margin: str) -> str:
    """Numbers on lines of at most LINE characters, of rows of them each row on its own.

    >>> print(_filled(", ".join(["0.25"] * 18), "\\n"))
    <BLANKLINE>
    0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25,
    0.25, 0.25
    """
    return margin.join(["", *FULL_LINE.findall(numbers)])


def save(scene: Scene, path: str | os.PathLike[str]) -> None:
    """Write a scene. Where it fails, the old file stays as it was, and a DocumentError says why."""
    write_whole(path, encoded(scene))


def encoded(scene: Scene) -> bytes:
    """What `save` writes. Raises DocumentError where a file may not hold it."""
    return dumps(scene, MAX_BYTES).encode()


def schema() -> dict[str, Any]:
    """The JSON schema of a file; a packaged app, which has no docstrings to tell of, brings it written."""
    written = folder() / "schema.json"
    if written.is_file():
        found: dict[str, Any] = msgspec.json.decode(written.read_bytes())
        return found
    found = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "gdviz document", **found}


__all__ = [
    "MAX_BYTES",
    "SUFFIX",
    "VERSION",
    "DocumentError",
    "dumps",
    "encoded",
    "load",
    "loads",
    "packed",
    "parse_json",
    "read",
    "save",
    "schema",
]
