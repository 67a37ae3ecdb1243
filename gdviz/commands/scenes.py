"""The scene that a command is about: of a lesson, a file or a table of data; and what is set in it."""

from __future__ import annotations

import argparse
import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

from gdviz.commands.command_error import CommandError
from gdviz.document import codec, edits, lessons, playground_address
from gdviz.document.atomic_file import holds_data
from gdviz.document.errors import DocumentError, shortened
from gdviz.document.scene import Scene
from gdviz.document.validate import nearest

SET_HELP = (
    "set a field of the document before it runs, such as runs.0.schedule.decay_rate=0.9 or "
    "runs.0.schedule.kind=cosine; the value is JSON or plain text; several are applied in their order"
)
# With the .5 and +1 that JSON lacks.
NUMBER = re.compile(r"[+-]?(\d++\.?\d*+|\.\d++)([eE][+-]?\d++)?", re.ASCII)


def add_scene(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """Let a command be told its scene, and what to set in it."""
    parser.add_argument(
        "what",
        metavar="LESSON-OR-FILE",
        nargs="?" if optional else None,
        help="a lesson, a .gdviz file, a file of data, or an address of TensorFlow Playground",
    )
    parser.add_argument("--set", metavar="PATH=VALUE", action="append", default=[], help=SET_HELP)


def scene_with(what: str, settings: Sequence[str]) -> Scene:
    """The scene of a lesson or a file with the ``path=value`` of each `--set`. Raises CommandError."""
    return titled_scene_with(what, settings)[1]


def titled_scene_with(what: str, settings: Sequence[str]) -> tuple[str, Scene]:
    """The same, with its title."""
    title, scene = scene_named(what)
    for setting in sorted(settings, key=lambda setting: edits.after_kinds(setting.partition("=")[0])):
        scene = with_setting(scene, setting)
    return title, scene


def scene_named(what: str) -> tuple[str, Scene]:
    """The title and the scene of a lesson or a file. Raises CommandError."""
    try:
        if found := lessons.find_scene(what):
            lesson, scene = found
            return f"Lesson {lesson.number}: {lesson.title.en}", scene
        if playground_address.is_address(what):
            scene = playground_address.scene_at(what)
            return scene.title, scene
        if holds_data(what) and Path(what).is_file():
            return Path(what).name, _of_data(what)
        scene = codec.load(what)
    except DocumentError as error:
        if error.code != "missing":
            raise CommandError(f"{what}: {error}") from None
        near = nearest(what, lessons.names())
        hint = f"Did you mean {near}?" if near else "“gdviz lessons” lists the lessons."
        raise CommandError(f"there is neither a lesson nor a file “{what}”. {hint}") from None
    return lessons.texts(scene, "en")[0] or Path(what).name, scene


def _of_data(file: str) -> Scene:
    """A scene that learns from a file of data as it is proposed."""
    from gdviz.document.from_table import scene_of  # here, since it is seldom needed
    from gdviz.tabular import DataError, read_table

    try:
        return scene_of(read_table(file))
    except DataError as error:
        raise CommandError(f"{file}: {error}") from None


def with_setting(scene: Scene, setting: str) -> Scene:
    """The scene with one ``path=value`` of the command line. Raises CommandError."""
    path, equals, text = setting.partition("=")
    if not equals:
        raise CommandError(f"--set {shortened(setting)}: it should be PATH=VALUE, such as runs.0.steps=20.")
    value = _value(text)
    try:
        try:
            return edits.change(scene, path, value)
        except DocumentError:
            if isinstance(value, str):
                raise
            with contextlib.suppress(DocumentError):
                return edits.change(scene, path, text)  # a name such as 2 or true
            raise
    except DocumentError as error:
        raise CommandError(f"--set {shortened(setting)}: {error}") from None
    except RecursionError:
        raise CommandError(f"--set {shortened(setting)}: the value is nested too deeply.") from None


def _value(text: str) -> object:
    """JSON where it is JSON, else a number where it is one, else the text itself.

    >>> _value("1e-3"), _value(".5"), _value("[1, 2]"), _value("cosine")
    (0.001, 0.5, [1, 2], 'cosine')
    """
    try:
        return codec.parse_json(text)
    except DocumentError:
        return float(text) if NUMBER.fullmatch(text.strip()) else text
