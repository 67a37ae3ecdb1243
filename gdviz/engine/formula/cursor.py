"""A place in the tokens of a formula: what comes next, what was expected, and how much there may be."""

from __future__ import annotations

from collections.abc import Callable

from gdviz.engine.formula import tree
from gdviz.engine.formula.folding import constant_value
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.formula_heading import heading_of
from gdviz.engine.formula.names import Names
from gdviz.engine.formula.tokens import Token, tokens_of
from gdviz.engine.formula.tree import Node

MOST_LEVELS = 40
MOST_NODES = 400
CLOSING = {"(": ")", "|": "|", "⌊": "⌋", "⌈": "⌉"}


class Cursor:
    """Reads tokens one by one, counting levels and nodes. The grammar's rules stand below it."""

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = tokens_of(text)
        self.heading = heading_of(text, tokens)
        tokens = tokens[self.heading.length :]
        self.tokens = Names(text, tokens, self.heading.variables).resolved(tokens)
        self.at = 0
        self.levels = 0
        self.nodes = 0
        self.bars = 0  # open | … | at this level of brackets
        self.commas_separate = (
            False  # within a function's brackets; elsewhere a comma can only be a decimal one
        )
        self.seen: dict[str, Token] = {}

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    @property
    def before(self) -> Token:
        """The token passed over last."""
        return self.tokens[max(self.at - 1, 0)]

    @property
    def following(self) -> Token:
        """The token after the next one."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def comes(self, word: str) -> bool:
        """Whether a word of the grammar comes next."""
        return self.next.kind == "word" and self.next.text == word

    def skip(self, *texts: str) -> None:
        """Pass over the next token if it is one of these."""
        if self.next.text in texts:
            self.take()

    def take(self) -> Token:
        """The next token, passed over."""
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, wanted: str) -> Token:
        """The next token, which has to be this one. Raises FormulaError."""
        if self.next.text == wanted and self.next.kind != "letters":
            return self.take()
        if self.next.kind == "end":
            raise FormulaError("unfinished", self.before.place, wanted=wanted)
        raise FormulaError("expected", self.next.place, text=self.shown(self.next), wanted=wanted)

    def separator_inside(self, at: int, least: int = 1) -> str:
        """The ";" or "," that stands at least so often in the brackets opened before token `at`; else ""."""
        depth, found = 0, ""
        for token in self.tokens[at:]:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if depth < 0:
                break
            found += token.text if depth == 0 and token.text in (",", ";") else ""
        return next((sign for sign in ";," if found.count(sign) >= least), "")

    def shown(self, token: Token) -> str:
        """A token as it was typed."""
        return shortened(self.text[token.start : token.stop])

    def made(self, node: Node, first: Token) -> Node:
        """Count a node; a part without variables becomes its number at once, which bounds it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise FormulaError("too_many", first.place, most=MOST_NODES)
        if node.op in ("number", "constant", "variable") or not all(arg.op == "number" for arg in node.args):
            return node
        place = first.start, self.before.stop
        try:
            value = constant_value(node.op, [arg.number for arg in node.args])
        except OverflowError:
            raise FormulaError("too_large", place, text=shortened(self.text[slice(*place)])) from None
        except (ValueError, ZeroDivisionError):
            raise FormulaError("undefined", place, text=shortened(self.text[slice(*place)])) from None
        return tree.number(value)

    def enter(self) -> None:
        """Count a level of nesting."""
        self.levels += 1
        if self.levels > MOST_LEVELS:
            raise FormulaError("too_deep", self.next.place, most=MOST_LEVELS)

    def deeper(self, part: Callable[[], Node]) -> Node:
        """A part one level further in."""
        self.enter()
        node = part()
        self.levels -= 1
        return node

    def close(self, opening: Token) -> None:
        """Pass over the closing bracket or bar."""
        wanted = CLOSING[opening.text]
        if self.next.text == wanted:
            self.take()
        elif self.next.kind == "end":
            raise FormulaError("close", opening.place, text=self.shown(opening))
        elif self.next.text in CLOSING.values():
            raise FormulaError("expected", self.next.place, text=self.shown(self.next), wanted=wanted)
        else:
            raise FormulaError("operator", self.next.place, text=self.shown(self.next))

    # -- rules that others use -----------------------------------------------------------------------------

    def choice(self) -> Node:
        """A value, or one of two by a condition."""
        raise NotImplementedError

    def sum(self) -> Node:
        """Products with + and − between them."""
        raise NotImplementedError

    def signed(self) -> Node:
        """A power with its signs."""
        raise NotImplementedError

    def power(self) -> Node:
        """An atom with its exponents."""
        raise NotImplementedError

    def group(self) -> Node:
        """What LaTeX takes as one argument."""
        raise NotImplementedError

    def atom(self) -> Node:
        """A part that stands by itself."""
        raise NotImplementedError


__all__ = ["CLOSING", "MOST_LEVELS", "MOST_NODES", "Cursor"]
