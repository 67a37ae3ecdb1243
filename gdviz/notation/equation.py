"""One equation of a step, as data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from gdviz.notation.formulas import to_plain

Role = Literal[
    "rate",
    "standardized",
    "standardized_target",
    "own",
    "forward",
    "data",
    "penalty",
    "gradient",
    "state",
    "params",
    "decay",
    "shadow",
    "loss",
    "value",
]


class Equation(Struct, frozen=True):
    """``left = part = part``, or with ``←`` where `left` takes a new value.

    The parts are what `formulas.to_html` reads: first the formula, then its numbers, last the result.
    One that begins with ``+`` or ``−`` goes on with the sum of the line above it.
    `condition` says when it holds, e.g. ``10 < 13 ≤ 20``. Equations of one `group` belong together: those of
    one parameter, where there are two.
    """

    left: str
    parts: tuple[str, ...]
    role: Role
    relation: Literal["=", "←", "≈", "+", "−"] = "="
    condition: str = ""
    group: str = ""

    @property
    def text(self) -> str:
        """The equation as plain text, in one line."""
        condition = f"   ({self.condition})" if self.condition else ""
        return to_plain(f"{self.left} {self.relation} {' = '.join(self.parts)}{condition}")


def index(symbol: str, name: str, names: tuple[str, ...]) -> str:
    """The symbol for one parameter: with the parameter's name as its index where there are several."""
    return symbol if len(names) == 1 else f"{symbol}_({name})"
