"""Choices: ``if w > 0 then w else 0``, ``w > 0 ? w : 0``, ``{w, w > 0; 0, w ≤ 0}``, LaTeX's cases."""

from __future__ import annotations

from collections.abc import Callable

from gdviz.engine.formula import tree
from gdviz.engine.formula.conditions import joined, opposite
from gdviz.engine.formula.cursor import Cursor
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import Node
from gdviz.engine.formula.vocabulary import WHERE

COMPARISONS = ("<", ">", "≤", "≥", "=", "==", "≠")
ROW = "\\\\"  # LaTeX's end of a row
BETWEEN = (",", ";", "&", ROW, ":", "if", "then")  # what may stand between values and where they hold


class Branches(Cursor):
    """The rules of choices and conditions."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.conditions: set[Node] = set()

    def choice(self) -> Node:
        """A value, or one of two by a condition: before the values, or between them."""
        first = self.next
        if self.comes("if") and not self.is_called_choice():
            self.take()
            if self.next.text == "(" and self.separator_inside(self.at + 1):
                place = first.start, self.tokens[self.closing_of(self.at)].stop
                raise FormulaError("unfinished", place, wanted="else")
            condition = self.condition_before_value()
            stop = self.before.stop
            value = self.deeper(self.choice)
            if self.next.kind == "end" and self.heading.variables and self.shown(first) == "当":
                self.left_out = [*self.left_out, (first.start, stop)]
                return value
            return self.otherwise(condition, value, first)
        asked = any(token.text == "?" for token in self.at_top(self.at))
        return self.with_condition(self.either() if asked else self.sum(), first)

    def condition_before_value(self) -> Node:
        """A condition and what parts it from the value: ``then``, a comma, a colon, or its brackets."""
        first = self.next
        in_brackets = first.text == "(" and self.value_follows(self.closing_of(self.at) + 1)
        condition = self.compared(self.atom(), first) if in_brackets else self.condition()
        parted = self.next.text in (",", ":")
        self.skip(",", ":")
        if self.comes("then") or not (in_brackets or parted):
            self.expect("then")
        self.skip(",")
        self.skip("then")  # 时，取 …
        return condition

    def value_follows(self, at: int) -> bool:
        """Whether behind a bracket the value begins, as in ``if (w > 0) −w else w``: nothing is compared."""
        behind = self.tokens[min(at, len(self.tokens) - 1)]
        if not (behind.kind in ("name", "number", "frac") or behind.text in ("-", "(", "|")):
            return False
        for token in self.at_top(at):
            if token.text in COMPARISONS or token.text == "then":
                return False
            if token.text in ("else", "elif", "if"):
                break
        return True

    def is_called_choice(self) -> bool:
        """Whether IF(…; …; …), or Piecewise(…) of pairs, comes next, which is a value as any function's."""
        if not self.comes("if") or self.following.text != "(":
            return False
        pairs = self.tokens[min(self.at + 2, len(self.tokens) - 1)].text == "("
        inside = self.separator_inside(self.at + 2, least=1 if pairs else 2)
        return bool(inside or (pairs and self.separator_inside(self.at + 3)))

    def called_choice(self) -> Node:
        """A choice as programs write it: if(w < 0, −w, w), Piecewise((−w, w < 0), (w, True))."""
        self.take()
        opening = self.next
        return self.chosen(self.items(), opening)

    def items(self) -> list[tuple[Node, Token]]:
        """What stands in brackets, in one list with what stands in brackets of its own."""
        separator = self.separator_inside(self.at + 1) or ","
        opening = self.take()
        kept = self.bars, self.commas_separate
        self.bars, self.commas_separate = 0, separator == ","
        items: list[tuple[Node, Token]] = []
        while not items or self.next.text == separator:
            self.skip(separator)
            if self.comes("else"):
                self.take()
            elif self.next.text == "(" and self.separator_inside(self.at + 1):
                items += self.items()
            else:
                first = self.next
                items.append((self.bracketed(), first))
        self.close(opening)
        self.bars, self.commas_separate = kept
        return items

    def with_condition(self, value: Node, first: Token) -> Node:
        """A value alone, the one before ``if … else …``, or a condition before ``? … : …``."""
        if self.next.text == "?":
            condition = self.compared(value, first)
            self.take()
            chosen = self.deeper(self.choice)
            self.expect(":")
            return self.made(tree.choose(condition, chosen, self.deeper(self.choice)), first)
        if not self.comes("if") or self.in_rows:
            return value
        at, seen = self.at, dict(self.seen)
        word = self.shown(self.take())
        condition = self.condition()
        if self.next.kind == "end" and word in WHERE:
            self.leave_out(at, seen, condition)
            return value
        return self.otherwise(condition, value, first)

    def otherwise(self, condition: Node, value: Node, first: Token) -> Node:
        """The choice between a value and the one behind ``else``, or behind another ``if``."""
        if self.following.text in ("else", "elif", "if"):
            self.skip(",", ";")
        if self.comes("elif") or self.comes("if"):
            other = self.deeper(self.another)
        else:
            self.expect("else")
            self.skip(",", ":")
            other = self.deeper(self.choice)
        return self.made(tree.choose(condition, value, other), first)

    def another(self) -> Node:
        """``if x ≤ 0 then …`` after another one: what is left where it is the last."""
        first = self.take()
        condition = self.condition_before_value()
        value = self.deeper(self.choice)
        goes_on = {"else", "elif", "if"} & {self.next.text, self.following.text}
        return self.otherwise(condition, value, first) if goes_on else value

    # -- rows ----------------------------------------------------------------------------------------------

    def is_rows(self, at: int) -> bool:
        """Whether what stands in the braces opened before token `at` are values and where they hold."""
        tokens = list(self.at_top(at))
        parted = any(token.text in BETWEEN or token.text == "else" for token in tokens)
        inside = self.tokens[at : self.closing_of(at - 1)]
        return parted and any(token.text in COMPARISONS for token in inside)

    def rows(self) -> Node:
        """Values, each with where it holds, to the end of the braces or of LaTeX's cases.

        The last one holds for all that is left.
        """
        kept, begins = (self.in_rows, self.bars, self.commas_separate), self.next
        marks = {token.text for token in self.at_top(self.at)}
        self.in_rows, self.bars, self.commas_separate = True, 0, not marks & {";", "&", ROW}
        items: list[tuple[Node, Token]] = []
        while True:
            while self.next.text in (*BETWEEN, "else") and self.next.kind in ("sign", "word"):
                self.take()
            if self.next.kind == "end" or self.next.text in (")", "end"):
                break
            first = self.next
            items.append((self.either(), first))
        self.in_rows, self.bars, self.commas_separate = kept
        return self.chosen(items, begins, values_only=True)

    def chosen(self, items: list[tuple[Node, Token]], begins: Token, values_only: bool = False) -> Node:
        """The choice between values that stand before or behind where they hold, by turns."""
        if items[:1] and items[0][0] in self.conditions:  # x > 0: x²
            rest = items[-1:] if len(items) % 2 else []
            items = [each for pair in zip(items[1::2], items[::2], strict=False) for each in pair] + rest
        if len(items) < 3:
            raise FormulaError("cases", begins.place)
        for node, first in items[1::2]:
            if node not in self.conditions:
                raise FormulaError("comparison", first.place, text=self.shown(first))
        values = [node for node, _ in items[::2]]
        if values_only and any(node in self.conditions for node in values):
            raise FormulaError("cases", begins.place)
        node = values[-1]
        for value, (condition, first) in reversed(list(zip(values[:-1], items[1::2], strict=False))):
            node = self.made(tree.choose(condition, value, node), first)
        return node

    def cases(self) -> Node:
        """LaTeX's rows ``value & condition``."""
        opening = self.take()
        node = self.rows()
        if self.next.text != "end":
            raise FormulaError("unfinished", opening.place, wanted=r"\end{cases}")
        self.take()
        return node

    # -- conditions ----------------------------------------------------------------------------------------

    def condition(self) -> Node:
        """Comparisons with "and" and "or" between them. Raises FormulaError where there is no comparison."""
        first = self.next
        return self.compared(self.either(), first)

    def compared(self, node: Node, first: Token) -> Node:
        """A node that began at a token. Raises FormulaError where it is no comparison."""
        if node not in self.conditions and node.op != "number":
            raise self.wrong("comparison", first)
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
        if self.comes("not"):
            self.take()
            node = self.compared(self.comparison(), first)
            return node if node.op == "number" else self.held(opposite(node))
        if self.next.text in ("and", "or") and self.following.text == "(":
            return self.called_condition()
        left, found = self.sum(), None
        while self.next.text in COMPARISONS and self.next.kind == "sign":
            sign = self.take().text
            right = self.sum()
            held = self.made(self.compare(left, sign, right, first), first)
            found = held if found is None else self.made(joined("min", found, held), first)
            left = right
        return left if found is None else self.held(found)

    def called_condition(self) -> Node:
        """A spreadsheet's ``AND(A1 > 0; A1 < 1)``."""
        op = "min" if self.take().text == "and" else "max"
        opening = self.take()
        separator = self.separator_inside(self.at) or ","
        node = self.condition()
        while self.next.text == separator:
            self.take()
            node = self.held(self.made(joined(op, node, self.condition()), opening))
        self.close(opening)
        return node

    def compare(self, left: Node, sign: str, right: Node, first: Token) -> Node:
        """One comparison of two sums."""
        if sign in ("=", "==", "≠"):
            op, each = ("max", "above") if sign == "≠" else ("min", "at_least")
            both = (tree.call(each, *pair) for pair in ((left, right), (right, left)))
            return joined(op, *(self.made(node, first) for node in both))
        a, b = (left, right) if sign in (">", "≥") else (right, left)
        return tree.call("above" if sign in ("<", ">") else "at_least", a, b)

    def held(self, node: Node) -> Node:
        """Remember that a node is a condition."""
        self.conditions.add(node)
        return node
