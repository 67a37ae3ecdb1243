"""Numbers and names in a formula: variables, constants, and functions with their arguments."""

from __future__ import annotations

import math
from typing import NoReturn

from gdviz.engine.formula import tree
from gdviz.engine.formula.characters import FRACTIONS, SUPERSCRIPTS
from gdviz.engine.formula.cursor import MOST_NODES, Cursor
from gdviz.engine.formula.doubts import Doubts
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.letters import is_based, is_variable
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import CONSTANTS, Node
from gdviz.engine.formula.vocabulary import DEFINED, SERIES
from gdviz.notation.commas import meanings

INVERTED = ("sin", "cos", "tan", "sinh", "cosh", "tanh")  # whose power −1 is the inverse function
SEVERAL = ("min", "max")  # functions of two and more arguments


_definitions: dict[str, tuple[Node, tuple[str, ...]]] = {}


def definition(parser: type[Cursor], name: str) -> tuple[Node, tuple[str, ...]]:
    """What a function is written out as, and its arguments."""
    if name not in _definitions:
        reader = parser(DEFINED[name])
        _definitions[name] = reader.bracketed(), tuple(sorted(reader.seen))
    return _definitions[name]


class Calls(Doubts):
    """The rules of numbers and names."""

    def number(self, token: Token) -> Node:
        """A number, if it is one that can be used."""
        text, stop = token.text, token.stop
        if text[-1] in FRACTIONS:
            return self.made(tree.number(float(text[:-1] or 0) + FRACTIONS[text[-1]]), token)
        if self.next.text == ",":
            text, stop = self.with_commas(text, token)
        value = float(text)
        if not math.isfinite(value):
            raise FormulaError("too_large", token.place, text=shortened(token.text))
        follows = self.next
        if follows.kind == "number" and follows.start == stop and not follows.suffix:
            raise FormulaError.at(self.text, token.start, follows.stop, "number")
        if follows.text == "%":
            self.check_percent(token)
            self.take()
            value /= 100
        self.check_power_of_ten(token)
        self.check_written_otherwise(token)
        return self.made(tree.number(value), token)

    def superscript(self, token: Token) -> Node:
        """A raised number, if it is one that can be used."""
        value = float(token.text.translate(SUPERSCRIPTS))
        if not math.isfinite(value):
            raise FormulaError("too_large", token.place, text=shortened(token.text))
        return tree.number(value)

    def with_commas(self, whole: str, token: Token) -> tuple[str, int]:
        """The digits of a number, with those behind commas that can only be part of it, and where it stops.

        Raises FormulaError where a comma could as well group digits.
        """
        text, stop, at = whole, token.stop, self.at
        while not self.commas_separate and self.tokens[at].text == "," and self.tokens[at].start == stop:
            digits = self.tokens[at + 1]
            if digits.kind != "number" or digits.start != stop + 1:
                break
            if digits.text[-1] in FRACTIONS:
                raise FormulaError.at(self.text, token.start, digits.stop, "number")
            text, stop, at = f"{text},{digits.text}", digits.stop, at + 2
        ways = meanings(text)
        if len(ways) > 1:
            place = token.start, stop
            raise FormulaError(
                "comma", place, text=self.text[slice(*place)], decimal=ways[0], grouped=ways[1]
            )
        if not ways:
            return whole, token.stop
        self.at = at
        return ways[0], stop

    def name(self, token: Token) -> Node:
        """A variable, a constant, or a function with its arguments."""
        name, declared = token.text, self.heading.variables
        if name in self.bound:
            return tree.number(self.bound[name])
        if name in self.given:
            return self.given_value(name)
        letter, _, index = name.partition("_")
        if index:  # x_i in a sum
            name = f"{letter}{self.bound[index]}" if index in self.bound else name
        if name in (declared or ()) or not self.is_word(name):
            return self.variable(name, token)
        if name in CONSTANTS:
            if self.next.text == "(" and self.following.text == ")":
                self.at += 2  # PI() of a spreadsheet
            return self.made(tree.node("constant", name=name, number=CONSTANTS[name]), token)
        word = self.shown(token).isascii() and self.shown(token).isalpha()
        if name in ("sqrt", "cbrt") and not (word and self.next.text == "("):
            return self.root(token, name)
        self.check_inverse(name, token)
        if name in SERIES:
            if self.next.text != "(":
                shown = self.shown(token)
                raise FormulaError("argument", token.place, text=shown, example=f"{shown}(w, 1)")
            return self.deeper(lambda: self.called_series(name, token))
        base = None
        if name == "ln" and self.next.text == "_" and "log" in self.shown(token).lower():  # log_a x
            self.take()
            base = self.group()
        exponent = self.exponent_of_function()
        square = self.next.suffix == "["
        args = self.arguments(self.take()) if self.next.text == "(" else (self.bare_argument(token, name),)
        if name == "ln" and len(args) == 2:
            if square:
                args = args[::-1]  # Wolfram's Log[base, x]
            else:
                self.check_base(token, args)
        args = args if base is None else (*args, base)
        if exponent is not None and tree.is_number(exponent, -1.0) and name in INVERTED:
            return self.call(f"a{name}", args, token)
        node = self.call(name, args, token)
        return node if exponent is None else self.made(tree.node("^", (node, exponent)), token)

    def method(self, node: Node, token: Token) -> Node:
        """``w.pow(2)``: a function whose first argument stands in front."""
        if not self.is_function(token) or self.next.text != "(":
            raise FormulaError("operator", token.place, text=self.shown(token))
        opening = self.take()
        rest: tuple[Node, ...] = ()
        if self.next.text == ")":
            self.take()
        else:
            rest = self.arguments(opening)
        return node if token.text in SERIES else self.call(token.text, (node, *rest), token)

    def listed(self) -> list[Node]:
        """One argument, or the several of a spreadsheet's A1:A3."""
        first, node = self.next, self.choice()
        if self.next.text != ":" or node.op != "variable":
            return [node]
        colon = self.take()
        last = self.choice()
        ends = node.name[1:], last.name[1:]
        if node.name[0] != last.name[:1] or not all(map(str.isdigit, ends)) or int(ends[0]) > int(ends[1]):
            raise FormulaError("operator", colon.place, text=":")
        numbers = range(int(ends[0]), min(int(ends[1]), int(ends[0]) + MOST_NODES) + 1)
        return [self.variable(f"{node.name[0]}{number}", first) for number in numbers]

    def variable(self, name: str, token: Token) -> Node:
        """A variable, which the heading has to name where it names any."""
        declared = self.heading.variables
        if declared is None and name in ("Σ", "Π"):
            raise FormulaError("ends", token.place)
        close = set(self.text[token.stop : self.next.start]) <= {"}"}
        if declared is None and name == "I" and close and self.is_compared(self.at):
            return self.group()  # the indicator I(w > 0)
        self.check_called(name, token)
        self.check_delta(token)
        if not is_variable(name) and name not in (declared or ()):
            raise FormulaError("index", token.place, text=self.shown(token))
        if declared is not None and name not in declared:
            self.refuse_name(name, token)
        if self.seen.setdefault(name, token).accented != token.accented:
            marked = token if token.accented else self.seen[name]
            raise FormulaError("accent", marked.place, text=self.shown(marked), letter=name)
        return self.made(tree.variable(name), token)

    def refuse_name(self, name: str, token: Token) -> NoReturn:
        """Raises FormulaError at a variable that the heading does not name."""
        names = ", ".join(self.heading.variables or self.heading.vectors)
        raise FormulaError("not_in_heading", token.place, text=name, names=names)

    def root(self, token: Token, name: str) -> Node:
        """√x, ⁴√x and \\sqrt[3]{x}: what follows needs no brackets."""
        degree = tree.number(float(token.suffix or (3 if name == "cbrt" else 2)))
        if self.next.suffix == "[" and "\\" in self.shown(token):
            self.take()
            degree = self.sum()
            self.expect(")")
        if self.next.kind not in ("name", "number", "frac") and self.next.text not in ("(", "|"):
            raise FormulaError("argument", token.place, text=self.shown(token), example="√w")
        bare = self.next.kind in ("name", "number")
        inside = self.group()
        if bare:
            self.check_root(token, int(degree.number))
        if tree.is_number(degree, 2.0):
            return self.made(tree.node("sqrt", (inside,)), token)
        return self.nth_root(inside, degree, token)

    def nth_root(self, inside: Node, degree: Node, token: Token) -> Node:
        """The real root, of negative numbers too where the degree is odd."""
        exponent = self.made(tree.divide(tree.ONE, degree), token)
        if degree.op != "number" or degree.number % 2 != 1:
            return self.made(tree.power(inside, exponent), token)
        size = tree.power(tree.call("abs", inside), exponent)
        return self.made(tree.multiply(tree.call("sign", inside), size), token)

    def call(self, name: str, args: tuple[Node, ...], token: Token) -> Node:
        """A function of its arguments. Raises FormulaError where there are too few or too many."""
        based = name == "ln" and len(args) == 2 and "log" in self.shown(token).lower()
        wanted = 2 if based else self.wants(name)
        least = 2 if name in SEVERAL else wanted
        if len(args) < least or (name not in SEVERAL and len(args) > wanted):
            place = token.start, self.before.stop
            raise FormulaError("arguments", place, text=self.shown(token), wanted=least, found=len(args))
        node = args[0]
        if name in SEVERAL:
            for other in args[1:]:
                node = self.made(tree.call(name, node, other), token)
            return node
        if name in DEFINED:
            return self.defined(name, args, token)
        if name == "cbrt":
            return self.nth_root(node, tree.number(3.0), token)
        if name == "root":
            return self.nth_root(node, args[1], token)
        if not based:
            self.check_logarithm_in_sheet(name, token)
        if based or is_based(name):
            base = args[1] if based else tree.number(float(name[3:]))
            return self.logarithm(node, base, token)
        return self.made(tree.node(name, args), token)

    def wants(self, name: str) -> int:
        """How many arguments a function has, `SEVERAL` at the least."""
        return len(definition(type(self), name)[1]) if name in DEFINED else 2 if name == "root" else 1

    def logarithm(self, node: Node, base: Node, token: Token) -> Node:
        """A logarithm to any base."""
        for number in (2, 10):
            if tree.is_number(base, number):
                return self.made(tree.call(f"log{number}", node), token)
        over, under = tree.call("ln", node), tree.call("ln", base)
        self.made(under, token)  # a number has to have a logarithm, but stays ln(3)
        return self.made(tree.node("/", (self.made(over, token), under)), token)

    def defined(self, name: str, args: tuple[Node, ...], token: Token) -> Node:
        """A function that is written in the others."""
        root, names = definition(type(self), name)
        return self.put_in(root, dict(zip(map(tree.variable, names), args, strict=True)), token)

    def given_value(self, name: str) -> Node:
        """The value of a letter, which stands behind the formula."""
        kept = self.tokens, self.at, self.commas_separate
        self.tokens, self.at, self.commas_separate = self.given[name], 0, False
        value = self.sum()
        if self.next.kind != "end":
            raise FormulaError("operator", self.next.place, text=self.shown(self.next))
        self.tokens, self.at, self.commas_separate = kept
        return value

    def put_in(self, root: Node, values: dict[Node, Node], token: Token) -> Node:
        """The tree with values in place of variables."""
        done = dict(values)
        for part in inside_out((root,)):
            if part not in done:
                inner = tuple(done[arg] for arg in part.args)
                filled = tree.node(part.op, inner, part.name, part.number)
                if part.op in ("if", "neg"):
                    filled = tree.choose(*inner) if part.op == "if" else tree.negate(*inner)
                done[part] = self.made(filled, token)
        return done[root]

    def exponent_of_function(self) -> Node | None:
        """The 2 of sin²(x), sin^2(x) or sin^{2} x, which stands before the argument."""
        if self.next.kind == "superscript":
            return self.superscript(self.take())
        if self.next.text not in ("^", "**"):
            return None
        after = [token.text for token in self.tokens[self.at + 1 : self.at + 5]]
        bracketed = after[:1] == ["("]
        inside = after[bracketed:]
        negative = inside[:1] == ["-"]
        length = 1 + 2 * bracketed + negative
        number = self.tokens[min(self.at + 1 + bracketed + negative, len(self.tokens) - 1)]
        if number.kind != "number" or (bracketed and after[length - 1 : length] != [")"]):
            return None
        self.at += 1 + length - bracketed
        exponent = self.number(number)
        self.at += bracketed
        return self.made(tree.number(-exponent.number), number) if negative else exponent

    def bare_argument(self, token: Token, name: str) -> Node:
        """The argument of a function without brackets: sin 2x, ln w, x sin x cos x."""
        first = self.next
        begins = first.kind in ("name", "number", "frac", "series") or first.text in ("-", "+", "|", "⌊", "⌈")
        several = name in SEVERAL or self.wants(name) > 1
        if not begins or several:
            shown = self.shown(token).strip("\\")
            example = f"{shown}(w, 1)" if several else f"{shown}(w)"
            raise FormulaError("argument", token.place, text=shown, example=example)
        node = self.signed()
        if node.op == "number" and name in ("sin", "cos", "tan") and self.next.text == "/":
            self.take()  # sin 1/x
            return self.made(tree.node("/", (node, self.signed())), first)
        while self.next.kind in ("name", "frac") and not self.is_function(self.next):
            node = self.made(tree.node("*", (node, self.power())), first)
        self.check_argument(node, token, first)
        return node

    def arguments(self, opening: Token) -> tuple[Node, ...]:
        """What stands in a function's brackets, with commas or semicolons between."""
        kept = self.bars, self.commas_separate
        self.bars, separator = 0, self.separator_inside(self.at) or ","
        self.commas_separate = separator == ","
        args = self.listed()
        while self.next.text == separator:
            self.take()
            args += self.listed()
        self.close(opening)
        self.bars, self.commas_separate = kept
        return tuple(args)
