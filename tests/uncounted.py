"""Processes whose lines are not counted: what counts them reads in modules of its own."""

import os


def uncounted() -> dict[str, str]:
    """The environment of such a process."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
