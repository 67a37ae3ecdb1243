"""Sums and products of terms: ``Σ_{i=1}^{3} (w − i)²``, ``sum(i=1..3, …)``, ``sum(… for i in range(3))``."""

from __future__ import annotations

from collections.abc import Callable

from gdviz.engine.formula import tree
from gdviz.engine.formula.cursor import MOST_NODES, Cursor
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import Node

Ends = tuple[str, int, int]  # the letter that counts, and the first and the last number


class Sums(Cursor):
    """The rules of sums: each term is read anew with its number in place of the letter."""

    def series(self) -> Node:
        """A sum sign with its ends below and above, and the product behind it."""
        sign = self.take()
        letter, low, high = "", None, None
        while self.next.text in ("_", "^") or self.next.kind == "superscript" or self.begins_range(1):
            if self.next.kind == "superscript":
                high = self.end(self.superscript(self.take()), sign)
            elif self.next.text == "^":
                self.take()
                high = self.end(self.group(), sign)
            else:
                self.skip("_")
                opening = self.take() if self.next.text == "(" else None
                letter, low, last = self.ends(sign)
                high = high if last is None else last
                if opening:
                    self.close(opening)
        if low is None or high is None:
            raise FormulaError("ends", sign.place)
        return self.terms((letter, low, high), self.product, sign)

    def called_series(self, name: str, token: Token) -> Node:
        """``sum(…)`` of terms that are counted, or of what stands between the commas."""
        opening = self.take()
        kept = self.bars, self.commas_separate
        separator = self.separator_inside(self.at) or ","
        self.bars, self.commas_separate = 0, separator == ","
        begin = self.at
        counted = next(
            (at for at in range(begin, self.closing_of(begin - 1)) if self.begins_range(0, at)), None
        )
        if counted is None:
            nodes = self.listed()
            while self.next.text == separator:
                self.take()
                nodes += self.listed()
            nodes = self.counted_by_commas(nodes, token)
            node, count = self.joined_terms(nodes, name, token), len(nodes)
        else:
            self.at = counted
            letter, low, high = self.ends(token)
            if high is None:
                raise FormulaError("ends", token.place)
            behind = self.at
            if counted == begin:
                self.expect(separator)
            else:
                self.at = begin
            node, count = self.terms((letter, low, high), self.choice, token, name), high - low + 1
            if counted != begin:
                self.skip(separator)
                if self.at != counted:
                    raise FormulaError("operator", self.next.place, text=self.shown(self.next))
                self.at = behind
        self.close(opening)
        self.bars, self.commas_separate = kept
        return self.made(tree.divide(node, tree.number(count)), token) if name == "mean" else node

    def counted_by_commas(self, nodes: list[Node], sign: Token) -> list[Node]:
        """The terms of ``sum((w − i)², i, 1, 3)``, of ``sum(i, 1, 3, (w − i)²)``; others as they are."""
        kinds = "".join({"variable": "v", "number": "n"}.get(node.op, "-") for node in nodes)
        if len(nodes) != 4 or not (kinds.endswith("vnn") or kinds.startswith("vnn")):
            return nodes
        letter, low, high = nodes[1:] if kinds.endswith("vnn") else nodes[:3]
        root = nodes[0] if kinds.endswith("vnn") else nodes[3]
        numbers = self.numbers(self.end(low, sign), self.end(high, sign), sign)
        self.seen.pop(letter.name)
        return [self.put_in(root, {letter: tree.number(each)}, sign) for each in numbers]

    @staticmethod
    def numbers(low: int, high: int, sign: Token) -> range:
        """From the first to the last. Raises FormulaError."""
        if low > high:
            raise FormulaError("ends", sign.place)
        if high - low >= MOST_NODES:
            raise FormulaError("too_many", sign.place, most=MOST_NODES)
        return range(low, high + 1)

    def begins_range(self, brackets: int, at: int | None = None) -> bool:
        """Whether ``i =``, or ``for i in``, begins here, within so many brackets."""
        at = self.at if at is None else at
        texts = [token.text for token in self.tokens[at : at + 3]]
        if texts[:1] == ["each"]:
            return brackets == 0
        texts = texts[brackets:] if texts[:brackets] == ["("] * brackets else []
        return len(texts) > 1 and texts[0] in self.counting and texts[1] == "="

    def ends(self, sign: Token) -> tuple[str, int, int | None]:
        """``i = 1..3``, ``for i in range(1, 4)``: the letter, its first and its last number."""
        if self.next.text == "each":
            self.take()
            letter = self.take().text
            self.expect("in")
            if self.next.text != "range":
                raise FormulaError("ends", sign.place)
            self.take()
            opening = self.expect("(")
            ends = [self.end(self.sum(), sign)]
            if self.next.text == ",":
                self.take()
                ends.append(self.end(self.sum(), sign))
            self.close(opening)
            return letter, ends[0] if len(ends) > 1 else 0, ends[-1] - 1
        letter = self.take().text
        if letter not in self.counting:
            raise FormulaError("ends", sign.place)
        self.expect("=")
        low = self.end(self.sum(), sign)
        if self.next.text not in ("..", ":"):
            return letter, low, None
        self.take()
        return letter, low, self.end(self.sum(), sign)

    @staticmethod
    def end(node: Node, sign: Token) -> int:
        """A whole number. Raises FormulaError."""
        if node.op != "number" or node.number != int(node.number):
            raise FormulaError("ends", sign.place)
        return int(node.number)

    def terms(self, ends: Ends, term: Callable[[], Node], sign: Token, name: str = "") -> Node:
        """The terms from the first number to the last, each read from here on."""
        letter, low, high = ends
        begin, kept, nodes = self.at, self.bound.get(letter), []
        for number in self.numbers(low, high, sign):
            self.at, self.bound[letter] = begin, number
            nodes.append(self.deeper(term))
        self.bound.pop(letter)
        if kept is not None:
            self.bound[letter] = kept
        return self.joined_terms(nodes, name or {"∏": "prod"}.get(sign.text, "sum"), sign)

    def joined_terms(self, nodes: list[Node], name: str, sign: Token) -> Node:
        """The terms with + between them, or · in a product."""
        node = nodes[0]
        for other in nodes[1:]:
            node = self.made(tree.node("*" if name == "prod" else "+", (node, other)), sign)
        return node
