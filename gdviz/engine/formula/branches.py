"""Choices in a formula: ``if w > 0 then w else 0``, ``w if w > 0 else 0``, and LaTeX's cases."""

from __future__ import annotations

from collections.abc import Callable

from gdviz.engine.formula import tree
from gdviz.engine.formula.conditions import joined
from gdviz.engine.formula.cursor import Cursor
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import Node

COMPARISONS = ("<", ">", "≤", "≥")
ROW = "\\\\"  # LaTeX's end of a row


class Branches(Cursor):
    """The rules of choices and conditions."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.conditions: set[Node] = set()

    def choice(self) -> Node:
        """A value, or one of two by a condition: before the values, or between them as in Python."""
        first = self.next
        if first.kind == "cases" and first.text == "begin":
            return self.deeper(self.cases)
        if self.comes("if"):
            self.take()
            if self.next.text == "(" and self.separator_inside(self.at + 1, least=2):
                return self.deeper(self.called_choice)
            condition = self.condition()
            self.skip(",")
            self.expect("then")
            self.skip(",")
            value = self.deeper(self.choice)
            return self.otherwise(condition, value, first)
        return self.with_condition(self.sum(), first)

    def called_choice(self) -> Node:
        """A choice as spreadsheets and NumPy write it: if(w < 0, −w, w), where(w < 0; −w; w)."""
        separator = self.separator_inside(self.at + 1, least=2)
        opening = self.take()
        kept = self.bars, self.commas_separate
        self.bars, self.commas_separate = 0, separator == ","
        condition = self.condition()
        self.expect(separator)
        value = self.choice()
        self.expect(separator)
        node = self.made(tree.choose(condition, value, self.choice()), opening)
        self.close(opening)
        self.bars, self.commas_separate = kept
        return node

    def with_condition(self, value: Node, first: Token) -> Node:
        """A value alone, or the one before ``if … else …``."""
        if not self.comes("if"):
            return value
        self.take()
        return self.otherwise(self.condition(), value, first)

    def otherwise(self, condition: Node, value: Node, first: Token) -> Node:
        """The choice between a value and the one behind ``else``."""
        if self.following.text == "else":
            self.skip(",", ";")
        self.expect("else")
        return self.made(tree.choose(condition, value, self.deeper(self.choice)), first)

    def cases(self) -> Node:
        """LaTeX's rows ``value & condition``; the last one holds for all that is left."""
        first = self.take()
        value = self.sum()
        self.skip(",")
        self.skip("&")
        self.skip("if")
        if self.next.text in ("else", "end", ROW):
            self.skip("else")
            self.skip(ROW)
            self.expect("end")
            return value
        condition = self.condition()
        self.skip(",")
        last = self.next.text == "end" or (self.next.text == ROW and self.following.text == "end")
        if last:  # the last row's condition is what the others leave
            self.skip(ROW)
            self.expect("end")
            return value
        if self.next.text != ROW:
            self.expect(ROW)
        return self.made(tree.choose(condition, value, self.deeper(self.cases)), first)

    def condition(self) -> Node:
        """Comparisons with "and" and "or" between them. Raises FormulaError where there is no comparison."""
        first = self.next
        return self.compared(self.either(), first)

    def compared(self, node: Node, first: Token) -> Node:
        """A node that began at a token. Raises FormulaError where it is no comparison."""
        if node not in self.conditions and node.op != "number":
            place = first.start, self.before.stop
            raise FormulaError("comparison", place, text=shortened(self.text[slice(*place)]))
        return node

    def either(self) -> Node:
        """A condition, or a sum where there is no comparison."""
        return self.several("or", "max", self.both)

    def both(self) -> Node:
        """Comparisons with "and" between them."""
        return self.several("and", "min", self.comparison)

    def several(self, word: str, op: str, part: Callable[[], Node]) -> Node:
        """Parts with a word between them, each of which is a comparison where there are several."""
        first, node = self.next, part()
        while self.comes(word):
            node = self.compared(node, first)
            self.take()
            begins = self.next
            node = self.held(self.made(joined(op, node, self.compared(part(), begins)), first))
        return node

    def comparison(self) -> Node:
        """Sums compared, each with the next: −1 < w < 1."""
        first = self.next
        left, found = self.sum(), None
        while self.next.text in COMPARISONS:
            sign = self.take().text
            right = self.sum()
            a, b = (left, right) if sign in (">", "≥") else (right, left)
            held = self.made(tree.call("above" if sign in ("<", ">") else "at_least", a, b), first)
            found = held if found is None else self.made(tree.call("min", found, held), first)
            left = right
        return left if found is None else self.held(found)

    def held(self, node: Node) -> Node:
        """Remember that a node is a condition."""
        self.conditions.add(node)
        return node


__all__ = ["Branches"]
