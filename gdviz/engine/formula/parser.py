"""Text to tree: a small grammar of its own, so that nothing typed is ever run by Python.

sum     = product { ("+" | "-") product }
product = signed { ("*" | "/" | nothing) signed }
signed  = { "+" | "-" } power
power   = atom [ superscripts ] [ ("^" | "**") signed ]
atom    = number | variable | constant | function "(" sum { "," sum } ")" | "(" sum ")" | "|" sum "|"
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np

from gdviz.engine import functions
from gdviz.engine.formula import tree
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.tree import ALIASES, CONSTANTS, FUNCTIONS, Node

MOST_CHARACTERS = 500
MOST_LEVELS = 40
MOST_NODES = 400

VARIABLES = ("w", "w1", "w2", "x", "y")
# Which variables make a formula together, in the order of the parameters.
VARIABLE_SETS = (("w",), ("x",), ("y",), ("w1",), ("w2",), ("x", "y"), ("w1", "w2"))

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SUBSCRIPTS = str.maketrans("₀₁₂", "012")
# One character for one character, so that places in the message are places in the text.
SAME = str.maketrans(
    {
        **{
            chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)
        },  # full-width forms of a Chinese keyboard
        **dict.fromkeys("−–—﹣", "-"),
        **dict.fromkeys("×·⋅∙∗•", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("[{【〔", "("),
        **dict.fromkeys("]}】〕", ")"),
        **dict.fromkeys("，、", ","),
        "ˆ": "^",
        "∣": "|",
        "\u3000": " ",
        "\u00a0": " ",
    }
)
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:[\u2009\u202f]\d{3})*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z]+(?:10|₁₀|[12₁₂])?(?!\d)|[A-Za-z]+|π|√)"
    r"|(?P<superscript>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|[-+*/^(),|]))"
)
SYMBOLS = (*VARIABLES, *CONSTANTS)
KNOWN = (*FUNCTIONS, *ALIASES, *SYMBOLS)
PIECE = re.compile("|".join(sorted(KNOWN, key=len, reverse=True)))


class Token(NamedTuple):
    """A piece of the text with its place; `kind` is "number", "name", "superscript", "sign" or "end"."""

    kind: str
    text: str
    start: int
    stop: int

    @property
    def place(self) -> tuple[int, int]:
        """Where the token stands: (start, stop)."""
        return self.start, self.stop


def parse_formula(text: str) -> tuple[Node, tuple[str, ...]]:
    """The tree of a formula and its variables, in the order of the parameters.

    Raises FormulaError with the place and the trouble. Time and memory are bounded by the limits above.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormulaError("too_long", length=len(text), most=MOST_CHARACTERS)
    parser = FormulaParser(text)
    node = parser.whole()
    return node, parser.variables()


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, an "end" token last. Raises FormulaError at a character that means nothing."""
    plain = text.translate(SAME)
    tokens: list[Token] = []
    at, length = 0, len(plain.rstrip())
    while at < length:
        match = TOKEN.match(plain, at)
        if match is None:
            at = len(plain) - len(plain[at:].lstrip())
            code = "equals" if plain[at] == "=" else "character"
            raise FormulaError(code, (at, at + 1), text=text[at])
        kind = str(match.lastgroup)
        tokens += (
            split_name(match[kind], match.start(kind), text)
            if kind == "name"
            else [Token(kind, match[kind], match.start(kind), match.end(kind))]
        )
        at = match.end()
    tokens.append(Token("end", "", length, length))
    return tokens


def split_name(name: str, start: int, text: str) -> list[Token]:
    """A run of letters as names: one where it is known, else known ones side by side (``xy``, ``xsin``)."""
    name = name.translate(SUBSCRIPTS).replace("π", "pi").replace("√", "sqrt")
    stop = start + (1 if text[start] in "π√" else len(name))
    for known in (name, name.lower()):
        if known in KNOWN:
            return [Token("name", known, start, stop)]
    tokens, at = [], 0
    while at < len(name):
        match = PIECE.match(name, at)
        # A function inside a word ("sine") is a misspelling; at its end it is one to be called ("xsin").
        if match is None or (match.end() < len(name) and match[0] not in SYMBOLS):
            raise unknown(name, (start, stop), text[start:stop])
        tokens.append(Token("name", match[0], start + at, start + match.end()))
        at = match.end()
    return tokens


def unknown(name: str, place: tuple[int, int], shown: str) -> FormulaError:
    """The error for a word that means nothing, with the nearest that does."""
    if len(name) == 2 and name[0] in VARIABLES and name[1].isdigit():
        return FormulaError("did_you_mean", place, text=shown, near=f"{name[0]}^{name[1]}")
    import difflib  # here, since a right formula needs none of it

    near = difflib.get_close_matches(name.lower(), KNOWN, 1, 0.7) if len(name) > 2 else []
    if near:
        return FormulaError("did_you_mean", place, text=shown, near=near[0])
    return FormulaError("unknown", place, text=shortened(shown))


class FormulaParser:
    """Recursive descent over the tokens, counting levels and nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.at = 0
        self.levels = 0
        self.nodes = 0
        self.bars = 0  # open | … | at this level of brackets
        self.seen: dict[str, Token] = {}

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """The next token, passed over."""
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self) -> Node:
        """The whole text as one sum."""
        if self.next.kind == "end":
            raise FormulaError("empty")
        node = self.sum()
        if self.next.kind != "end":
            code = "open" if self.next.text == ")" else "operator"
            raise FormulaError(code, self.next.place, text=self.shown(self.next))
        return node

    def variables(self) -> tuple[str, ...]:
        """The variables met, as a set that goes together."""
        if not self.seen:
            raise FormulaError("no_variable")
        for names in VARIABLE_SETS:
            if set(names) == set(self.seen):
                return names
        culprit = max(self.seen.values(), key=lambda token: token.start)
        raise FormulaError("variables", culprit.place, names=", ".join(self.seen))

    def shown(self, token: Token) -> str:
        """A token as it was typed."""
        return self.text[token.start : token.stop]

    def made(self, node: Node, first: Token) -> Node:
        """Count a node; a part without variables becomes its number at once, which bounds it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise FormulaError("too_many", first.place, most=MOST_NODES)
        if node.op in ("number", "constant", "variable") or not all(arg.op == "number" for arg in node.args):
            return node
        place = first.start, self.tokens[self.at - 1].stop
        try:
            value = constant_value(node.op, [arg.number for arg in node.args])
        except OverflowError:
            raise FormulaError("too_large", place, text=shortened(self.text[slice(*place)])) from None
        except (ValueError, ZeroDivisionError):
            raise FormulaError("undefined", place, text=shortened(self.text[slice(*place)])) from None
        return tree.number(value)

    def sum(self) -> Node:
        """Products with + and − between them."""
        first, node = self.next, self.product()
        while self.next.text in ("+", "-"):
            operator = self.take()
            node = self.made(tree.node(operator.text, (node, self.product())), first)
        return node

    def product(self) -> Node:
        """Factors with ×, ÷ or nothing between them, from the left."""
        first, node = self.next, self.signed()
        while True:
            if self.next.text in ("*", "/"):
                operator = self.take().text
            elif self.begins_atom():
                operator = "*"
            else:
                return node
            factor = self.signed()
            if operator == "/" and tree.is_number(factor, 0.0):
                place = first.start, self.tokens[self.at - 1].stop
                raise FormulaError("undefined", place, text=shortened(self.text[slice(*place)]))
            node = self.made(tree.node(operator, (node, factor)), first)

    def begins_atom(self) -> bool:
        """Whether the next token begins a factor with no sign in front: implied multiplication."""
        token = self.next
        return token.kind == "name" or token.text == "(" or (token.text == "|" and self.bars == 0)

    def signed(self) -> Node:
        """A power with its signs: −x² is −(x²)."""
        first = self.next
        negative = False
        while self.next.text in ("+", "-"):
            negative ^= self.take().text == "-"
        node = self.power()
        return self.made(tree.negate(node), first) if negative else node

    def power(self) -> Node:
        """An atom with its exponents; every level of nesting passes here."""
        first = self.next
        self.levels += 1
        if self.levels > MOST_LEVELS:
            raise FormulaError("too_deep", first.place, most=MOST_LEVELS)
        node = self.powers_of(self.atom(), first)
        self.levels -= 1
        return node

    def powers_of(self, node: Node, first: Token) -> Node:
        """The exponents that follow `node`; ^ goes from the right: 2^3^2 is 2^9."""
        if self.next.kind == "superscript":
            exponent = tree.number(float(self.take().text.translate(SUPERSCRIPTS)))
            node = self.made(tree.node("^", (node, exponent)), first)
        if self.next.text in ("^", "**"):
            self.take()
            node = self.made(tree.node("^", (node, self.signed())), first)
        return node

    def atom(self) -> Node:
        """A number, a name, or something in brackets or bars."""
        token = self.next
        if token.kind == "number":
            return self.number(self.take())
        if token.kind == "name":
            return self.name(self.take())
        if token.text in ("(", "|"):
            return self.bracket(self.take())
        if token.kind == "end" or self.at > 0:
            before = self.tokens[max(self.at - 1, 0)]
            raise FormulaError("operand", before.place, text=self.shown(before))
        raise FormulaError("operand_first", token.place, text=self.shown(token))

    def number(self, token: Token) -> Node:
        """A number, if it is one that can be used."""
        value = float(re.sub("[\u2009\u202f]", "", token.text))
        if not math.isfinite(value):
            raise FormulaError("too_large", token.place, text=shortened(token.text))
        follows = self.next
        if follows.kind == "number" and follows.start == token.stop:
            whole = (token.start, follows.stop)
            raise FormulaError("number", whole, text=shortened(self.text[slice(*whole)]))
        return self.made(tree.number(value), token)

    def name(self, token: Token) -> Node:
        """A variable, a constant, or a function with its arguments."""
        name = ALIASES.get(token.text, token.text)
        if name in VARIABLES:
            self.seen.setdefault(name, token)
            return self.made(tree.variable(name), token)
        if name in CONSTANTS:
            return self.made(tree.node("constant", name=name, number=CONSTANTS[name]), token)
        if self.shown(token) == "√" and self.next.kind in ("name", "number"):
            return self.made(tree.node("sqrt", (self.atom(),)), token)  # √x needs no brackets
        exponent = self.exponent_of_function()
        if self.next.text != "(":
            raise FormulaError("brackets_for_function", token.place, text=self.shown(token))
        args = self.arguments(self.take())
        if len(args) != FUNCTIONS[name]:
            place = token.start, self.tokens[self.at - 1].stop
            raise FormulaError("arguments", place, text=name, wanted=FUNCTIONS[name], found=len(args))
        node = self.made(tree.node(name, args), token)
        return node if exponent is None else self.made(tree.node("^", (node, exponent)), token)

    def exponent_of_function(self) -> Node | None:
        """The 2 of sin²(x) or sin^2(x), which stands before the argument."""
        if self.next.kind == "superscript":
            return tree.number(float(self.take().text.translate(SUPERSCRIPTS)))
        if self.next.text in ("^", "**") and self.tokens[self.at + 1].kind == "number":
            self.take()
            return self.number(self.take())
        return None

    def arguments(self, opening: Token) -> tuple[Node, ...]:
        """What stands in a function's brackets."""
        bars, self.bars = self.bars, 0
        args = [self.sum()]
        while self.next.text == ",":
            self.take()
            args.append(self.sum())
        self.close(opening, ")")
        self.bars = bars
        return tuple(args)

    def bracket(self, opening: Token) -> Node:
        """What stands in brackets, or between bars."""
        bars = self.bars
        self.bars = 1 if opening.text == "|" else 0
        node = self.sum()
        self.close(opening, "|" if opening.text == "|" else ")")
        self.bars = bars
        return self.made(tree.node("abs", (node,)), opening) if opening.text == "|" else node

    def close(self, opening: Token, wanted: str) -> None:
        """Pass over the closing bracket or bar."""
        if self.next.text == wanted:
            self.take()
        elif self.next.kind == "end":
            raise FormulaError("close", opening.place, text=self.shown(opening))
        else:
            raise FormulaError("operator", self.next.place, text=self.shown(self.next))


def constant_value(op: str, args: list[float]) -> float:
    """The value of an operation on numbers. Raises OverflowError, ValueError or ZeroDivisionError."""
    with np.errstate(all="ignore"):
        value = float(CONSTANT_OPERATIONS[op](*args))
    if math.isnan(value) or (math.isinf(value) and 0.0 in args):
        raise ValueError("not defined")
    if math.isinf(value):
        raise OverflowError
    return value


CONSTANT_OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": functions.power,
    "neg": lambda a: -a,
    **{name: getattr(functions, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: getattr(functions, name) for name in ("exp", "log2", "log10", "sigmoid")},
    "asin": functions.arcsin,
    "acos": functions.arccos,
    "atan": functions.arctan,
    "ln": functions.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "sign": lambda a: float((a > 0) - (a < 0)),
    "relu": lambda a: max(a, 0.0),
    "min": min,
    "max": max,
}


def shortened(text: str) -> str:
    """A long text with its middle left out."""
    return text if len(text) <= 40 else f"{text[:20]}…{text[-10:]}"
