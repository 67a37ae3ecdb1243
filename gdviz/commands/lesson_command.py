"""``gdviz lesson``: what concerns the beats of a lesson, without a window."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from gdviz.document import lessons
from gdviz.document.scene import Scene
from gdviz.readings.lesson_check import check

Load = Callable[[str], tuple[str, Scene]]


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


def main(options: argparse.Namespace, load: Load) -> int:
    """Carry the command out. Returns its exit code."""
    found = [_check(*load(what)) for what in options.what or lessons.names()]
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


__all__ = ["add_arguments", "main"]
