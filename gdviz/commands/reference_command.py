"""``gdviz reference``: every parameter with its range, default and meaning."""

from __future__ import annotations

import argparse

from gdviz.base.i18n import LANGUAGES, speaking
from gdviz.commands.terminal import print_utf8
from gdviz.document.reference import reference

DESCRIPTION = "Print every parameter with its range, default and meaning, as Markdown."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--language", choices=list(LANGUAGES), default="en", help="(default: en)")


def main(options: argparse.Namespace) -> int:
    """Print it."""
    with speaking(options.language):
        print_utf8(reference())
    return 0
