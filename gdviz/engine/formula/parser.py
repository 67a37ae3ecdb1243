"""Text to tree: a small grammar of its own, so that nothing typed is ever run by Python.

whole      = [ heading "=" ] choice [ domain ]
choice     = "if" either "then" choice ("else" | "if" either "then") choice
         | sum [ "if" either "else" choice ] | either "?" choice ":" choice
either     = both { "or" both };  both = comparison { "and" comparison }
comparison = "not" comparison | sum { ("<" | "≤" | ">" | "≥" | "=" | "≠") sum }
sum        = product { ("+" | "-") product }
product    = signed { ("*" | "/" | "mod" | nothing) signed | "%" }
signed     = { "+" | "-" } power
power      = atom { "." function arguments } { "!" } [ superscripts ] [ ("^" | "**") signed ]
atom       = number | variable | constant | function argument | fraction | "Σ" ends product | cases
         | "(" either ")" | "{" rows "}" | "|" sum "|" | "⌊" sum "⌋" | "⌈" sum "⌉"
domain     = ("," | ";" | "for" | "where") range | "(" range ")", which is left out
rows       = either { separator either }, values and where they hold by turns
argument   = "(" choice { "," choice } ")" | signed { power }, up to a sign, a bracket or the next function
"""

from __future__ import annotations

import itertools
import math
from typing import NamedTuple

from gdviz.engine.formula import tree
from gdviz.engine.formula.branches import BETWEEN, COMPARISONS, Branches
from gdviz.engine.formula.calls import Calls
from gdviz.engine.formula.formula_error import MOST_CHARACTERS, FormulaError
from gdviz.engine.formula.sums import Sums
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import Node

MOST_VARIABLES = 8


class FormulaReading(NamedTuple):
    """What a text is read as: the tree, its variables in the parameters' order, and what is left out."""

    root: Node
    names: tuple[str, ...]
    left_out: tuple[str, ...]


def reading_of(text: str, *, numbered: bool = False) -> FormulaReading:
    """A formula as it is read. Where variables are `numbered`, x2 is the second, and no x² that was copied.

    The order of its variables is the heading's, or that of `vocabulary.in_order`. Raises FormulaError with
    the place and the trouble. Time and memory are bounded by the limits above.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormulaError("too_long", length=len(text), most=MOST_CHARACTERS)
    parser = FormulaParser(text)
    node = parser.whole()
    left_out = tuple(text[slice(*place)].strip(" ,;，；。") for place in parser.left_out)
    names = parser.variables()
    if not numbered:
        parser.check_lost_powers()
    return FormulaReading(node, names, left_out)


def parse_formula(text: str, *, numbered: bool = False) -> tuple[Node, tuple[str, ...]]:
    """The tree of a formula and its variables; see `reading_of`."""
    return reading_of(text, numbered=numbered)[:2]


class FormulaParser(Calls, Branches, Sums):
    """Recursive descent over the tokens: the rules of arithmetic."""

    def whole(self) -> Node:
        """The whole text as one value."""
        if self.next.kind == "end":
            raise FormulaError("empty")
        node = self.rows() if self.is_cases() else self.choice()
        if self.next.kind != "end" and not self.domain():
            if self.next.text == "_":
                stop = self.tokens[self.closing_of(self.at + 1)].stop
                raise FormulaError.at(self.text, self.before.start, stop, "index")
            code = {")": "open", "..": "terms", "over": "said"}.get(self.next.text, "operator")
            raise FormulaError(code, self.next.place, text=self.shown(self.next))
        return node

    def is_cases(self) -> bool:
        """Whether values and where they hold stand by turns, without a brace: three of them or more."""
        tops = [token.text for token in self.at_top(0)]
        if self.comes("if") or {"?", "then", "&", "begin"} & set(tops) or not {",", ";"} & set(tops):
            return False
        parts = 1 + sum(a in BETWEEN and b not in BETWEEN for a, b in itertools.pairwise(tops))
        in_brackets = [
            at for at, token in enumerate(self.tokens) if token.text == "(" and self.is_compared(at)
        ]
        return parts + len(in_brackets) > 2 and self.is_rows(0)

    def domain(self) -> bool:
        """Pass over where the variable lies, behind the formula: ``, x > 0``, ``(x > 0)``."""
        first, seen = self.at, dict(self.seen)
        if self.next.text not in (",", ";", "("):
            return False
        opened = self.take().text == "("
        self.skip("if")
        try:
            holds = self.either()
        except FormulaError:
            holds = tree.ZERO
        if holds in self.conditions and (not opened or self.next.text == ")"):
            if opened:
                self.take()
            if self.next.kind == "end":
                self.leave_out(first, seen, holds)
                return True
        self.at, self.seen = first, seen
        return False

    def variables(self) -> tuple[str, ...]:
        """The variables of the heading, or those met."""
        names = self.heading.variables or self.heading.in_vectors(self.seen)
        for name in names if self.heading.vectors else ():
            if not {name, name[0]} & set(self.heading.vectors):
                self.refuse_name(name, self.seen[name])
        if not names:
            raise FormulaError("no_variable")
        if len(names) > MOST_VARIABLES:
            shown = ", ".join(names[: MOST_VARIABLES + 1]) + ("…" if len(names) > MOST_VARIABLES + 1 else "")
            raise FormulaError("too_many_variables", found=len(names), names=shown, most=MOST_VARIABLES)
        if self.heading.name in self.seen and self.heading.name not in (self.heading.variables or ()):
            raise FormulaError.at(self.text, *self.seen[self.heading.name].place, "named_twice")
        return names

    def sum(self) -> Node:
        """Products with + and − between them."""
        first, node = self.next, self.product()
        while self.next.text in ("+", "-"):
            operator = self.take()
            self.check_lost_exponent(operator)
            node = self.made(tree.node(operator.text, (node, self.product())), first)
        return node

    def product(self) -> Node:
        """Factors with ×, ÷ or nothing between them, from the left."""
        first, node = self.next, self.signed()
        while True:
            if self.next.text in ("*", "/", "//", "@"):
                operator = self.take().text.replace("@", "*")  # of numbers
            elif self.next.text == "%" or (self.next.text == "mod" and not self.called()):
                operator = self.take().text
            elif self.begins_atom():
                self.check_factor(first)
                operator = "*"
            else:
                return node
            at, factor = self.at, self.signed()
            if operator in ("/", "//"):
                self.check_divisor(factor, first)
                self.check_divisor_end(node, factor, first, at)
            if operator == "//":
                node = self.made(tree.call("floor", self.made(tree.node("/", (node, factor)), first)), first)
            elif operator in ("%", "mod"):
                node = self.defined("mod", (node, factor), first)
            else:
                node = self.made(tree.node(operator, (node, factor)), first)

    def check_divisor(self, divisor: Node, first: Token) -> None:
        """Raises FormulaError where it is zero."""
        if tree.is_number(divisor, 0.0):
            raise self.wrong("undefined", first)

    def begins_atom(self) -> bool:
        """Whether the next token begins a factor with no sign in front: implied multiplication."""
        token = self.next
        if token.kind in ("name", "frac", "series") or (token.kind == "cases" and token.text == "begin"):
            return True
        if self.is_called_choice():
            return True
        if token.text == "(" and (self.in_rows or self.is_domain()):
            return not self.is_compared(self.at)
        return token.text in ("(", "⌊", "⌈") or (token.text == "|" and self.bars == 0)

    def is_compared(self, at: int) -> bool:
        """Whether in the brackets at a place there is a condition, and no choice by it."""
        inside = {token.text for token in self.tokens[at : self.closing_of(at)]}
        return bool(inside & set(COMPARISONS)) and not inside & {"?", "if"}

    def is_domain(self) -> bool:
        """Whether brackets stand apart at the end, as in "x² (x > 0)"."""
        if self.next.suffix == "[":
            return False  # x² [x > 0] is a product
        apart = self.text[self.next.start] == "（" or self.before.stop < self.next.start
        apart = apart or (self.next.suffix == "{" and self.before.text != "1")  # Desmos: x²{x > 0}
        return apart and self.tokens[min(self.closing_of(self.at) + 1, len(self.tokens) - 1)].kind == "end"

    def called(self) -> bool:
        """Whether the next name has arguments in brackets: mod(a, b)."""
        return self.following.text == "(" and bool(self.separator_inside(self.at + 2))

    def signed(self) -> Node:
        """A power with its signs: −x² is −(x²)."""
        first = self.next
        negative = False
        while self.next.text in ("+", "-"):
            negative ^= self.take().text == "-"
        at, node = self.at, self.power()
        if negative:
            self.check_sign_in_sheet(first, at)
        return self.made(tree.negate(node), first) if negative else node

    def power(self) -> Node:
        """An atom with its exponents."""
        first = self.next
        self.enter()
        node = self.atom()
        while self.next.text == "." and self.following.kind == "name":
            self.take()
            node = self.method(node, self.take())
        node = self.powers_of(node, first)
        self.levels -= 1
        return node

    def powers_of(self, node: Node, first: Token) -> Node:
        """The exponents that follow `node`; ^ goes from the right: 2^3^2 is 2^9."""
        while self.next.text == "!":
            again = self.before.text == "!"  # n!! is not (n!)!
            self.take()
            if again or node.op != "number" or node.number not in range(171):
                raise FormulaError("factorial", (first.start, self.before.stop))
            node = tree.number(float(math.factorial(int(node.number))))
        if self.next.kind == "superscript":
            node = self.made(tree.node("^", (node, self.superscript(self.take()))), first)
        if self.next.text in ("^", "**"):
            self.take()
            base, bare, at = node, self.next.text != "(", self.at
            node = self.made(tree.node("^", (node, self.signed())), first)
            self.check_capital_e(node, first)
            if bare:
                self.check_exponent(base, first)
                self.check_fraction_raised(at, first)
        return node

    def atom(self) -> Node:
        """A number, a name, a fraction, or something in brackets or bars."""
        token = self.next
        if token.kind == "number":
            if token.text == "1" and self.following.text == "_" and self.is_compared(self.at + 2):
                self.at += 2
                holds = self.group()  # 1_{w > 0}, and 1_{w > 0}(w)
                lone = [each.kind for each in self.tokens[self.at : self.at + 3]] == ["sign", "name", "sign"]
                if lone and self.next.text == "(" and self.closing_of(self.at) == self.at + 2:
                    self.at += 3
                return holds
            return self.number(self.take())
        if token.kind == "name":
            return self.name(self.take())
        if token.kind == "frac":
            self.take()
            above = self.group()
            below = self.group()
            self.check_divisor(below, token)
            return self.made(tree.node("/", (above, below)), token)
        if token.kind == "series":
            return self.deeper(self.series)
        if self.is_called_choice():
            return self.deeper(self.called_choice)
        if token.kind == "cases" and token.text == "begin":
            return self.deeper(self.cases)
        if token.text in ("(", "|", "⌊", "⌈"):
            self.take()
            self.check_floor(token)
            self.check_set(token)
            return self.bracket(token)
        if token.text == "..":
            raise FormulaError("terms", token.place)
        if token.kind == "end" or self.at > 0:
            raise FormulaError("operand", self.before.place, text=self.shown(self.before))
        raise FormulaError("operand_first", token.place, text=self.shown(token))

    def group(self) -> Node:
        """What LaTeX takes as one argument: brackets, or a single number or name."""
        return self.deeper(self.atom)

    def bracket(self, opening: Token) -> Node:
        """What stands in brackets, or between bars."""
        if self.next.text == "begin" or (opening.suffix[-1:] == "{" and self.is_rows(self.at)):
            node = self.cases() if self.next.text == "begin" else self.rows()
            self.skip(")")  # on a blackboard the brace stays open
            return node
        kept = self.bars, self.commas_separate, self.in_rows
        self.bars, self.commas_separate, self.in_rows = (1 if opening.text == "|" else 0), False, False
        chosen = opening.text == "(" or self.comes("if")
        node = self.bracketed() if chosen else self.sum()
        if self.comes("over"):
            node = self.over(node, opening)
        self.close(opening)
        self.bars, self.commas_separate, self.in_rows = kept
        if opening.text == "⌈":
            return tree.negate(self.made(tree.call("floor", tree.negate(node)), opening))
        if self.next.text == "_":
            return self.marked(node, opening)
        op = {"|": "abs", "⌊": "floor"}.get(opening.text)
        return self.made(tree.node(op, (node,)), opening) if op and node.op != op else node

    def marked(self, node: Node, opening: Token) -> Node:
        """``‖w‖_2``, whose index says nothing of a number, and ``(w)_+``, the positive part."""
        self.take()
        stop = self.closing_of(self.at)
        inside = [token.text for token in self.tokens[self.at : stop + 1] if token.text not in ("(", ")")]
        if inside == ["+"] or (opening.text == "|" and inside in (["1"], ["2"], ["F"], ["∞"])):
            self.at = stop + 1
            op = "relu" if inside == ["+"] else "abs"
            return node if node.op == op == "abs" else self.made(tree.call(op, node), opening)
        raise FormulaError("operator", self.before.place, text=self.shown(self.before))

    def over(self, above: Node, opening: Token) -> Node:
        """TeX's ``{a \\over b}``."""
        self.take()
        below = self.sum()
        self.check_divisor(below, opening)
        return self.made(tree.node("/", (above, below)), opening)

    def bracketed(self) -> Node:
        """A value, a choice, or a condition, which counts 1 or 0."""
        first = self.next
        if self.comes("if") and not self.is_called_choice():
            return self.choice()
        return self.with_condition(self.either(), first)
