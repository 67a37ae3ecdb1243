"""A place in the tokens of a formula: what comes next, what was expected, and how much there may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gdviz.engine.formula import tree
from gdviz.engine.formula.conditions import is_range
from gdviz.engine.formula.folding import constant_value
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.formula_heading import heading_of
from gdviz.engine.formula.framing import check_operators, framed, mathematics_in
from gdviz.engine.formula.given_values import values_behind, values_of
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.layout import at_top, closing_of, divided_by_colons, without_layout
from gdviz.engine.formula.letters import Names
from gdviz.engine.formula.tokens import Token, tokens_of
from gdviz.engine.formula.tree import Node

MOST_LEVELS = 40
MOST_NODES = 800
CLOSING = {"(": ")", "|": "|", "⌊": "⌋", "⌈": "⌉"}


class Cursor:
    """Reads tokens one by one, counting levels and nodes. The grammar's rules stand below it."""

    # Rules that are written in one of the classes below and used in another.
    choice: Callable[[], Node]
    sum: Callable[[], Node]
    product: Callable[[], Node]
    signed: Callable[[], Node]
    power: Callable[[], Node]
    atom: Callable[[], Node]
    group: Callable[[], Node]
    bracketed: Callable[[], Node]
    listed: Callable[[], list[Node]]
    superscript: Callable[[Token], Node]
    called_series: Callable[[str, Token], Node]
    put_in: Callable[[Node, dict[Node, Node], Token], Node]
    is_compared: Callable[[int], bool]
    is_rows: Callable[[int], bool]
    begins_atom: Callable[[], bool]
    is_domain: Callable[[], bool]

    def __init__(self, text: str) -> None:
        self.text = text
        inside, around = mathematics_in(text)
        tokens, self.left_out = framed(text, without_layout(tokens_of(inside)), around)
        tokens, given = values_behind(text, tokens)
        heading = heading_of(text, tokens)
        tokens = divided_by_colons(tokens[heading.length :])
        self.heading = heading.of_vectors(tokens)
        check_operators(text, tokens, self.heading.variables or ())
        declared = self.heading.variables
        letters = [letter for letter, *_ in given.values()]
        names = Names(text, [*letters, *tokens], declared if declared is None else (*declared, *given))
        self.tokens = names.resolved(tokens)
        self.given = values_of(text, self.tokens, given, declared)
        unused = [
            (letter.start, value[-1].stop)
            for name, (letter, *value) in given.items()
            if name not in self.given
        ]
        self.left_out = [*self.left_out, *unused]
        self.counting = names.bound
        self.at = 0
        self.levels = 0
        self.nodes = 0
        self.bars = 0  # open | … | at this level of brackets
        self.commas_separate = (
            False  # within a function's brackets; elsewhere a comma can only be a decimal one
        )
        self.seen: dict[str, Token] = {}
        self.bound: dict[str, int] = {}  # the letters that count terms, with the number of this term
        self.in_sheet = text.lstrip()[:1] == "="  # of a spreadsheet, which has rules of its own
        self.in_rows = False  # where "x² (x > 0)" is a value and where it holds, no product

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

    def closing_of(self, at: int) -> int:
        """The place of the token that closes the bracket opened at `at`, or of the end."""
        return closing_of(self.tokens, at)

    def at_top(self, at: int) -> Iterator[Token]:
        """The tokens from `at` on that stand in no bracket of their own, up to what closes them."""
        return at_top(self.tokens[at:])

    def separator_inside(self, at: int, least: int = 1) -> str:
        """The ";" or "," that stands at least so often in the brackets opened before token `at`; else ""."""
        found = "".join(token.text for token in self.at_top(at) if token.text in (",", ";"))
        return next((sign for sign in ";," if found.count(sign) >= least), "")

    def shown(self, token: Token) -> str:
        """A token as it was typed."""
        return shortened(self.text[token.start : token.stop])

    def wrong(self, code: str, first: Token) -> FormulaError:
        """What is wrong with all that was read from a token on."""
        return FormulaError.at(self.text, first.start, self.before.stop, code)

    def shown_from(self, token: Token, last: int) -> str:
        """What was typed from a token to the one at `last`."""
        return self.text[token.start : self.tokens[last].stop]

    def made(self, node: Node, first: Token) -> Node:
        """Count a node; a part without variables becomes its number at once, which bounds it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise FormulaError("too_many", first.place, most=MOST_NODES)
        if node.op in ("number", "constant", "variable") or not all(arg.op == "number" for arg in node.args):
            return node
        try:
            value = constant_value(node.op, [arg.number for arg in node.args])
        except OverflowError:
            raise self.wrong("too_large", first) from None
        except (ValueError, ZeroDivisionError):
            raise self.wrong("undefined", first) from None
        return tree.number(value)

    def leave_out(self, first: int, seen: dict[str, Token], holds: Node) -> None:
        """What was read from a token on says where a variable lies, and is no part of the formula.

        Raises FormulaError where it is more than that: a constraint.
        """
        place = self.tokens[first].start, self.before.stop
        variables = {part.name for part in inside_out((holds,)) if part.op == "variable"}
        if not variables <= {*seen, *(self.heading.variables or ())} or not is_range(holds):
            raise self.wrong("constraint", self.tokens[first])
        self.left_out = [*self.left_out, place]
        self.seen = seen

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
