"""Qt for a command that draws: it needs no display."""

from __future__ import annotations

from gdviz.base import preflight
from gdviz.commands.command_error import CommandError


def prepare() -> None:
    """Make the application. Raises CommandError where Qt can't be read in."""
    from gdviz.export.picture import offscreen

    try:
        offscreen.prepare()
    except ImportError as error:
        raise CommandError(str(preflight.import_problem(error)), usage=False) from None
