"""Formulas from and to text. What reads and writes them comes with the first: a start has none to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdviz.engine.formula.tree import Node

if TYPE_CHECKING:
    from gdviz.engine.formula.parser import FormulaReading


def reading_of(text: str) -> FormulaReading:
    """See `parser.reading_of`. Raises FormulaError."""
    from gdviz.engine.formula import parser

    return parser.reading_of(text)


def parse_formula(text: str, *, numbered: bool = False) -> tuple[Node, tuple[str, ...]]:
    """See `parser.parse_formula`. Raises FormulaError."""
    from gdviz.engine.formula import parser

    return parser.parse_formula(text, numbered=numbered)


def write(root: Node) -> str:
    """See `mathematics.write`."""
    from gdviz.engine.formula import mathematics

    return mathematics.write(root)
