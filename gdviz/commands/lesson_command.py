"""``gdviz lesson``: what concerns the beats of a lesson, without a window."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from pathlib import Path
from typing import Any

from gdviz.base.i18n import LANGUAGES
from gdviz.commands.command_error import CommandError
from gdviz.commands.no_display import prepare
from gdviz.commands.scenes import scene_named
from gdviz.document import lessons
from gdviz.document.atomic_file import make_folder, whole_file
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.look.look import LOOKS
from gdviz.readings.lesson_check import check

DESCRIPTION = "Check or print a lesson."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The commands below ``gdviz lesson`` and their options."""
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    checked = commands.add_parser(
        "check",
        help="compute anew whether everything that a lesson says and asks holds",
        description="Compute every run of every beat anew, and name each claim, place, solution or answer "
        "that does not hold, with its beat. The exit code is 1 if there is one.",
        allow_abbrev=False,
    )
    checked.add_argument(
        "what",
        metavar="LESSON-OR-FILE",
        nargs="*",
        help="a lesson's number or name, or a .gdviz file; without any, all lessons",
    )
    printed = commands.add_parser(
        "handout",
        help="write a lesson as a PDF to hand out",
        description="Write a lesson as a PDF: each beat's picture, words and question, and the answers on "
        "the last page.",
        allow_abbrev=False,
    )
    _add_lesson(printed)
    printed.add_argument("-o", "--output", metavar="FILE", required=True, help="the PDF to write")
    printed.add_argument("--teacher", action="store_true", help="with the teacher's notes")
    _add_pictures(commands)


def _add_lesson(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", metavar="LESSON-OR-FILE", help="a lesson's number or name, or a .gdviz file with beats"
    )
    parser.add_argument("--language", choices=list(LANGUAGES), default="en", help="(default: en)")


def _add_pictures(commands: Any) -> None:
    pictures = commands.add_parser(
        "pictures",
        help="write a picture of each beat, for slides",
        description="Write a picture (PNG) of each beat of a lesson into a folder, its stage with what is "
        "said and asked, and another one with the answer.",
        allow_abbrev=False,
    )
    _add_lesson(pictures)
    pictures.add_argument("-o", "--output", metavar="FOLDER", required=True, help="made if need be")
    pictures.add_argument("--size", metavar="WxH", default="1920x1080", help="(default: 1920x1080)")
    pictures.add_argument("--look", choices=list(LOOKS), default="projector", help="(default: projector)")


def main(options: argparse.Namespace) -> int:
    """Carry the command out. Returns its exit code."""
    if options.command == "pictures":
        return _pictures(options)
    if options.command == "handout":
        return _handout(options)
    found = [_check(*scene_named(what)) for what in options.what or lessons.names()]
    return 0 if all(found) else 1


def _check(title: str, scene: Scene) -> bool:
    """Whether everything in the beats of a scene holds; says what does not."""
    beats = lessons.beats(scene)
    if not beats:
        print(f"{title}: has no beats.", flush=True)
        return True
    faults = list(check(lessons.base(scene), beats))
    for fault in faults:
        print(f"{title}, beat {fault.beat}: {fault.text}.")
    if not faults:
        print(f"{title}: {len(beats)} beats, all holds.", flush=True)
    return not faults


def _handout(options: argparse.Namespace) -> int:
    _, scene = scene_named(options.what)
    beats = lessons.beats(scene)
    if not beats:
        raise CommandError(f"{options.what}: it has no beats, so there is nothing to hand out.")
    prepare()
    from gdviz.export.handout import handout  # here, since it needs Qt

    try:
        with whole_file(options.output) as file:
            title = lessons.texts(scene, options.language)[0] or options.what
            base = lessons.base(scene)
            file.write(handout(title, base, beats, options.language, teacher=options.teacher))
    except DocumentError as error:
        raise CommandError(f"-o {options.output}: {error}", usage=False) from None
    print(options.output, file=sys.stdout, flush=True)
    return 0


def _pictures(options: argparse.Namespace) -> int:
    _, scene = scene_named(options.what)
    if not lessons.beats(scene):
        raise CommandError(f"{options.what}: it has no beats, so there are no pictures of them.")
    size = re.fullmatch(r"(\d{3,4})x(\d{3,4})", options.size.strip().lower(), re.ASCII)
    if size is None:
        raise CommandError(f"--size {options.size}: it should be pixels, such as 1920x1080.")
    folder = Path(options.output)
    made = not folder.exists()
    try:
        make_folder(folder)  # now, since the pictures take their time
    except DocumentError as error:
        raise CommandError(f"-o {options.output}: {error}", usage=False) from None
    if made:
        folder.rmdir()
    prepare()
    from gdviz.app.beat_slides import write_slides  # here, since it needs Qt

    try:
        pixels = int(size[1]), int(size[2])
        for path in write_slides(scene, folder, pixels, options.look, options.language):
            print(path, flush=True)
    except (DocumentError, TimeoutError) as error:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # unless there are pictures
        raise CommandError(f"-o {options.output}: {error}", usage=False) from None
    return 0
