"""``gdviz code``: a run as a program in NumPy, TensorFlow or PyTorch."""

from __future__ import annotations

import argparse

from gdviz.base.i18n import LANGUAGES, speaking
from gdviz.commands.command_error import CommandError, whole_from_one
from gdviz.commands.scenes import add_scene, scene_with
from gdviz.commands.terminal import print_utf8
from gdviz.export.programs.code import FRAMEWORKS, program
from gdviz.readings.run_labels import run_label

DESCRIPTION = "Print the program that makes a run, and prints what the course prints."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    add_scene(parser)
    parser.add_argument("--framework", choices=list(FRAMEWORKS), default="numpy", help="(default: numpy)")
    parser.add_argument("--run", metavar="N", type=whole_from_one, default=1, help="which run (default: 1)")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en", help="of comments (default: en)")


def main(options: argparse.Namespace) -> int:
    """Print the program. Raises CommandError."""
    scene = scene_with(options.what, options.set)
    if options.run > len(scene.runs):
        raise CommandError(f"--run {options.run}: there are {len(scene.runs)} runs.")
    with speaking(options.language):
        place = options.run - 1
        print_utf8(program(scene.runs[place].experiment, options.framework, run_label(scene, place)))
    return 0
