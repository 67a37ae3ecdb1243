"""The file in which a stage is kept: a line about the document, then the document itself."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import msgspec

from gdviz.document import codec, lessons
from gdviz.document.atomic_file import make_folder, open_regular, write_whole
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene


class WorkInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What the window knew about its document. `time` is in seconds since 1970, `path` absolute or empty."""

    name: str
    path: str = ""
    modified: bool = False
    time: Annotated[float, msgspec.Meta(ge=0, le=1e11)]
    built_in: bool = False  # it is a lesson as it comes, or an empty scene: nobody's work
    lesson: str = ""
    reopened: bool = False  # by gdviz itself, after an end that was not proper, and not touched since
    by_system: bool = False  # the system ended gdviz, as when the person logs out


def is_built_in(scene: Scene) -> bool:
    """Whether nobody has put work into a scene: it is a lesson as it comes, or empty."""
    if scene.lesson in lessons.names():
        return scene == lessons.load(scene.lesson)
    return scene == Scene()


def write(path: Path, about: WorkInfo, scene: Scene) -> None:
    """Keep a scene. Raises DocumentError where it can't be written; what was kept before stays then."""
    data = msgspec.json.encode(about) + b"\n" + codec.packed(scene)
    make_folder(path.parent)  # it may have been cleared away meanwhile
    write_whole(path, data)


def refusal(folder: Path) -> DocumentError:
    """Why nothing can be kept in a folder: what a file that is tried there meets."""
    trial = folder / "trial"
    try:
        make_folder(folder)
        write_whole(trial, bytes(4096))
        trial.unlink(missing_ok=True)
    except DocumentError as error:
        return error
    except OSError as error:
        return DocumentError("unwritable", reason=error.strerror or str(error))
    return DocumentError("read_only")


def read_info(path: Path) -> WorkInfo:
    """What is kept there, without the document. Raises DocumentError where it is damaged."""
    try:
        with open_regular(path) as file:
            return msgspec.json.decode(file.readline(100_000), type=WorkInfo)
    except OSError as error:
        raise DocumentError("unreadable", reason=error.strerror or str(error)) from error
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise DocumentError("kept_damaged") from error


def read_scene(path: Path) -> Scene:
    """The document that is kept there. Raises DocumentError where it is damaged."""
    _, _, document = codec.read(path, however_large=True).partition(b"\n")
    try:
        return codec.loads(document, most=math.inf)  # whatever there was
    except DocumentError as error:
        if error.code == "newer":
            raise
        raise DocumentError("kept_damaged") from error  # the line and column say nothing to anybody
