"""What a command raises where it can't be carried out, and an argument parser that does."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from gdviz.document.errors import shortened


class CommandError(Exception):
    """The text is one clear line. `usage`: it was asked for wrongly; else it is the work that failed."""

    def __init__(self, text: str, *, usage: bool = True) -> None:
        super().__init__(text)
        self.usage = usage


class CommandParser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, and whose help is as much an output as any other."""

    def print_help(self, file: Any = None) -> None:
        """Print it. Raises OSError where that can't be done, which argparse itself passes by."""
        print(self.format_help(), end="", file=file, flush=True)

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise CommandError(f"{message} (see {self.prog} --help)")


def whole_from_one(text: str) -> int:
    """A whole number of the command line, from 1 on. Raises argparse.ArgumentTypeError."""
    if not text.isdecimal() or not 0 < int(text) < 10**9:
        raise argparse.ArgumentTypeError(f"should be a whole number from 1 on, but is {shortened(text)}")
    return int(text)
