"""The words that a formula may use, and the names of its variables."""

from __future__ import annotations

from gdviz.engine.formula.tree import CONSTANTS, FUNCTIONS

ALIASES = {
    "log": "ln",
    "lg": "log10",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "tg": "tan",
    "ctg": "cot",
    "cotan": "cot",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "sgn": "sign",
    "arctg": "atan",
    "maximum": "max",
    "minimum": "min",
    "fabs": "abs",
    "power": "pow",
    "logistic": "sigmoid",
    "√": "sqrt",
    "∛": "cbrt",
}
# Functions of one argument that are written in the others: see `FormulaParser.call`.
WRITTEN_OUT = ("step", "cot", "sec", "csc", "cbrt", "ceil", "square", "pow")
FUNCTION_WORDS = frozenset({*FUNCTIONS, *ALIASES, *WRITTEN_OUT} - {"√", "∛"})
LOGARITHMS = ("log",)  # that may have their base behind them
KEYWORDS = {
    "if": "if",
    "then": "then",
    "else": "else",
    "otherwise": "else",
    "where": "if",
    "wenn": "if",
    "falls": "if",
    "dann": "then",
    "sonst": "else",
    "und": "and",
    "oder": "or",
    "and": "and",
    "or": "or",
    "如果": "if",
    "若": "if",
    "当": "if",
    "则": "then",
    "那么": "then",
    "时": "then",
    "时为": "then",
    "时取": "then",
    "则为": "then",
    "否则": "else",
    "否则为": "else",
    "其它": "else",
    "其他": "else",
    "且": "and",
    "并且": "and",
    "或": "or",
    "或者": "or",
}
WORDS = frozenset({*FUNCTION_WORDS, *KEYWORDS, *CONSTANTS})
ANYWAY = frozenset("wxybze")  # letters that stand side by side as a product, whatever the rest of the formula


def in_order(names: set[str]) -> tuple[str, ...]:
    """Variables in the order of the parameters: by the alphabet and their index, b after w where both are.

    >>> in_order({"y", "x"}), in_order({"b", "w"}), in_order({"w10", "w2"}), in_order({"b", "a"})
    (('x', 'y'), ('w', 'b'), ('w2', 'w10'), ('a', 'b'))
    """
    biased = any(name[0] == "w" for name in names)

    def key(name: str) -> tuple[str, int]:
        letter, index = name[0], name[1:]
        return "wb" if biased and letter == "b" else letter, int(index or -1)

    return tuple(sorted(names, key=key))


__all__ = [
    "ALIASES",
    "ANYWAY",
    "FUNCTION_WORDS",
    "KEYWORDS",
    "LOGARITHMS",
    "WORDS",
    "WRITTEN_OUT",
    "in_order",
]
