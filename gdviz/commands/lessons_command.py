"""``gdviz lessons``: the built-in lessons."""

from __future__ import annotations

import argparse

from gdviz.document import lessons

DESCRIPTION = "List the built-in lessons."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none of its own."""


def main(options: argparse.Namespace) -> int:
    """Print number, name and title of each."""
    width = max(map(len, lessons.names()))
    for lesson in lessons.all():
        print(f"{lesson.number:>2}  {lesson.name:<{width}}  {lesson.title.en}")
    return 0
