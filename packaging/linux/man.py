"""The manual page gdviz(1), made from what `gdviz --help` and the help of its commands say."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from datetime import datetime

from names import NAME, SUFFIX, SUMMARY, VERSION

from gdviz.commands import cli

COMMANDS = ("run", "render", "reference")  # those with options of their own
# What an entry is about, and the beginning of its explanation.
TERM = re.compile(r" {2,}(\S.*?)(?:(?: {2,}|(?<=\.\.\.) )(\S.*))?")


def page(day: datetime) -> str:
    """The page in the macros of man(7)."""
    lines = [
        f'.TH {NAME.upper()} 1 "{day:%Y-%m-%d}" "{NAME} {VERSION}" "User Commands"',
        ".SH NAME",
        rf"{NAME} \- {SUMMARY[:1].lower()}{SUMMARY[1:]}",
        ".SH SYNOPSIS",
    ]
    usage = list(_entries(said("--help").partition("\n")[2]))
    for number, (term, _) in enumerate(usage):
        lines += [*([".br"] if number else []), f".B {escaped(term)}"]
    lines += [".SH DESCRIPTION", "gdviz shows gradient descent in a window, or prints or draws it without."]
    lines += _listed(usage)
    for command in COMMANDS:
        text = said(command, "--help").partition("\n\n")[2]  # without the usage
        about, _, rest = text.partition("\n\n")
        lines += [f'.SH "{NAME.upper()} {command.upper()}"', escaped(" ".join(about.split()))]
        lines += _listed(_entries(rest))
    lines += [
        ".SH FILES",
        ".TP",
        rf".I *\{SUFFIX}",
        "a scene: JSON in UTF-8, as",
        ".B gdviz schema",
        "describes it. A PNG, SVG or PDF that gdviz made carries its scene and can be opened like one.",
        ".SH EXIT STATUS",
        "0, or 1 where the work itself failed, or 2 where the command can't be carried out as it was typed.",
    ]
    return "\n".join(lines) + "\n"


def said(*arguments: str) -> str:
    """What the command prints, in lines of 80 characters."""
    output = io.StringIO()
    columns = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with contextlib.redirect_stdout(output), contextlib.suppress(SystemExit):
            cli.main(arguments)
    finally:
        os.environ.pop("COLUMNS")
        if columns is not None:
            os.environ["COLUMNS"] = columns
    return output.getvalue()


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The terms of a help text with their explanations; what stands further right goes on explaining.

    >>> list(_entries('''  -o OUT      the file
    ...               to write
    ...   --type {a,b}
    ...               which one'''))
    [('-o OUT', 'the file to write'), ('--type {a,b}', 'which one')]
    """
    term, parts = "", []
    for line in text.splitlines():
        match = TERM.fullmatch(line)
        if match is None:
            continue
        if line.startswith(" " * 10):
            parts.append(line.strip())
            continue
        if term:
            yield term, " ".join(parts)
        term, parts = match[1], [match[2]] if match[2] else []
    if term:
        yield term, " ".join(parts)


def _listed(entries: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Iterator[str]:
    for term, explanation in entries:
        yield from (".TP", f".B {escaped(term)}", escaped(explanation) or r"\&")


def escaped(text: str) -> str:
    r"""Text of which roff takes nothing for its own.

    >>> print(escaped("--csv C:\\x"), escaped(".gdviz"), escaped("“"))
    \-\-csv C:\ex \&.gdviz \[u201C]
    """
    text = text.replace("\\", r"\e").replace("-", r"\-")
    text = "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in text)
    return rf"\&{text}" if text.startswith((".", "'")) else text
