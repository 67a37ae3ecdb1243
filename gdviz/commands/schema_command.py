"""``gdviz schema``: the JSON schema of .gdviz files."""

from __future__ import annotations

import argparse
import json

from gdviz.document import codec

DESCRIPTION = "Print the JSON schema of .gdviz files."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none of its own."""


def main(options: argparse.Namespace) -> int:
    """Print it."""
    print(json.dumps(codec.schema(), indent=2))
    return 0
