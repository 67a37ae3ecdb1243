"""Text to tree: a small grammar of its own, so that nothing typed is ever run by Python.

whole      = [ heading "=" ] choice
choice     = "if" either "then" choice ("else" | "if" either "then") choice
         | sum [ "if" either "else" choice ] | either "?" choice ":" choice
either     = both { "or" both };  both = comparison { "and" comparison }
comparison = "not" comparison | sum { ("<" | "≤" | ">" | "≥" | "=" | "≠") sum }
sum        = product { ("+" | "-") product }
product    = signed { ("*" | "/" | "mod" | nothing) signed | "%" }
signed     = { "+" | "-" } power
power      = atom { "!" } [ superscripts ] [ ("^" | "**") signed ]
atom       = number | variable | constant | function argument | fraction | "Σ" ends product | cases
         | "(" either ")" | "{" rows "}" | "|" sum "|" | "⌊" sum "⌋" | "⌈" sum "⌉"
rows       = either { separator either }, values and where they hold by turns
argument   = "(" choice { "," choice } ")" | signed { power }, up to a sign, a bracket or the next function
"""

from __future__ import annotations

import math

from gdviz.engine.formula import tree
from gdviz.engine.formula.branches import COMPARISONS, Branches
from gdviz.engine.formula.calls import Calls
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.sums import Sums
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import Node
from gdviz.engine.formula.vocabulary import in_order

MOST_CHARACTERS = 500
MOST_VARIABLES = 8


def parse_formula(text: str) -> tuple[Node, tuple[str, ...]]:
    """The tree of a formula and its variables, in the order of the parameters.

    That is the heading's order, or that of `words.in_order`. Raises FormulaError with the place and the
    trouble. Time and memory are bounded by the limits above.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormulaError("too_long", length=len(text), most=MOST_CHARACTERS)
    parser = FormulaParser(text)
    node = parser.whole()
    return node, parser.variables()


class FormulaParser(Calls, Branches, Sums):
    """Recursive descent over the tokens: the rules of arithmetic."""

    def whole(self) -> Node:
        """The whole text as one value."""
        if self.next.kind == "end":
            raise FormulaError("empty")
        tops = {token.text for token in self.at_top(0)}
        parted = tops & {",", ";"} and not tops & {"?", "then", "&", "begin"} and not self.comes("if")
        node = self.rows() if parted and self.is_rows(0) else self.choice()
        if self.next.kind != "end":
            code = {")": "open", "..": "terms"}.get(self.next.text, "operator")
            raise FormulaError(code, self.next.place, text=self.shown(self.next))
        return node

    def variables(self) -> tuple[str, ...]:
        """The variables of the heading, or those met."""
        names = self.heading.variables or in_order(set(self.seen))
        if not names:
            raise FormulaError("no_variable")
        if len(names) > MOST_VARIABLES:
            shown = ", ".join(names[: MOST_VARIABLES + 1]) + ("…" if len(names) > MOST_VARIABLES + 1 else "")
            raise FormulaError("too_many_variables", found=len(names), names=shown, most=MOST_VARIABLES)
        if self.heading.name in self.seen and self.heading.name not in (self.heading.variables or ()):
            place = self.seen[self.heading.name].place
            raise FormulaError("named_twice", place, text=self.text[slice(*place)])
        return names

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
            elif self.next.text == "%" and node.op == "number":
                self.take()
                node = tree.number(node.number / 100)
                continue
            elif self.next.text == "%" or (self.next.text == "mod" and not self.called()):
                operator = self.take().text
            elif self.begins_atom():
                operator = "*"
            else:
                return node
            factor = self.signed()
            if operator == "/":
                self.check_divisor(factor, first)
            if operator in ("%", "mod"):
                node = self.defined("mod", (node, factor), first)
            else:
                node = self.made(tree.node(operator, (node, factor)), first)

    def check_divisor(self, divisor: Node, first: Token) -> None:
        """Raises FormulaError where it is zero."""
        if tree.is_number(divisor, 0.0):
            place = first.start, self.before.stop
            raise FormulaError("undefined", place, text=shortened(self.text[slice(*place)]))

    def begins_atom(self) -> bool:
        """Whether the next token begins a factor with no sign in front: implied multiplication."""
        token = self.next
        if token.kind in ("name", "frac", "series") or (token.kind == "cases" and token.text == "begin"):
            return True
        if token.text == "(" and self.in_rows:
            inside = self.tokens[self.at : self.closing_of(self.at)]
            return not any(each.text in COMPARISONS for each in inside)
        return token.text in ("(", "⌊", "⌈") or (token.text == "|" and self.bars == 0)

    def called(self) -> bool:
        """Whether the next name has arguments in brackets: mod(a, b)."""
        return self.following.text == "(" and bool(self.separator_inside(self.at + 2))

    def signed(self) -> Node:
        """A power with its signs: −x² is −(x²)."""
        first = self.next
        negative = False
        while self.next.text in ("+", "-"):
            negative ^= self.take().text == "-"
        node = self.power()
        return self.made(tree.negate(node), first) if negative else node

    def power(self) -> Node:
        """An atom with its exponents."""
        first = self.next
        self.enter()
        node = self.powers_of(self.atom(), first)
        self.levels -= 1
        return node

    def powers_of(self, node: Node, first: Token) -> Node:
        """The exponents that follow `node`; ^ goes from the right: 2^3^2 is 2^9."""
        while self.next.text == "!":
            self.take()
            if node.op != "number" or node.number not in range(171):
                raise FormulaError("factorial", (first.start, self.before.stop))
            node = tree.number(float(math.factorial(int(node.number))))
        if self.next.kind == "superscript":
            node = self.made(tree.node("^", (node, self.superscript(self.take()))), first)
        if self.next.text in ("^", "**"):
            self.take()
            node = self.made(tree.node("^", (node, self.signed())), first)
        return node

    def atom(self) -> Node:
        """A number, a name, a fraction, or something in brackets or bars."""
        token = self.next
        if token.kind == "number":
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
        if token.kind == "cases" and token.text == "begin":
            return self.deeper(self.cases)
        if token.text in ("(", "|", "⌊", "⌈"):
            return self.bracket(self.take())
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
        if self.text[opening.start] in "{｛" and self.is_rows(self.at):
            node = self.rows()
            self.skip(")")  # on a blackboard the brace stays open
            return node
        kept = self.bars, self.commas_separate, self.in_rows
        self.bars, self.commas_separate, self.in_rows = (1 if opening.text == "|" else 0), False, False
        chosen = opening.text == "(" or self.comes("if")
        node = self.bracketed() if chosen else self.sum()
        self.close(opening)
        self.bars, self.commas_separate, self.in_rows = kept
        if opening.text == "⌈":
            return tree.negate(self.made(tree.call("floor", tree.negate(node)), opening))
        op = {"|": "abs", "⌊": "floor"}.get(opening.text)
        return self.made(tree.node(op, (node,)), opening) if op else node

    def bracketed(self) -> Node:
        """A value, a choice, or a condition, which counts 1 or 0."""
        first = self.next
        if self.comes("if"):
            return self.choice()
        return self.with_condition(self.either(), first)


__all__ = ["MOST_CHARACTERS", "FormulaParser", "parse_formula"]
