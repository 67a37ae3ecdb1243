"""What can mean two things: each is asked about, with both ways to write it, and never guessed."""

from __future__ import annotations

import re
from typing import NoReturn

from gdviz.engine.formula.cursor import Cursor
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.layout import COMPARED
from gdviz.engine.formula.letters import is_based
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.tree import CONSTANTS, FUNCTIONS, Node
from gdviz.engine.formula.vocabulary import FUNCTION_WORDS, WRITTEN_OUT


class Doubts(Cursor):
    """Each raises FormulaError where what it is named after can be read in two ways."""

    def two_ways(self, start: int, stop: int, one: str, other: str) -> NoReturn:
        """Raises FormulaError at a part of the text that can mean one thing or another."""
        ways = (shortened(text, 80) for text in (self.text[start:stop], one, other))
        raise FormulaError(
            "two_ways", (start, stop), **dict(zip(("text", "one", "other"), ways, strict=True))
        )

    @staticmethod
    def is_word(name: str) -> bool:
        """Whether a name is that of a constant or a function."""
        return name in CONSTANTS or name in FUNCTIONS or name in WRITTEN_OUT or is_based(name)

    def is_function(self, token: Token) -> bool:
        """Whether a name is a function's."""
        declared = self.heading.variables or ()
        return token.text not in declared and token.text not in CONSTANTS and self.is_word(token.text)

    def adjoins(self, token: Token) -> bool:
        """Whether a variable stands close behind what was read last."""
        return token.kind == "name" and token.start == self.before.stop and not self.is_function(token)

    def end_of(self, at: int) -> int:
        """The place of the last token of the factor that begins at a place."""
        if self.tokens[at].text == "|":
            bars = (place for place in range(at + 1, len(self.tokens)) if self.tokens[place].text == "|")
            return next(bars, at)
        called = self.tokens[at].kind == "name" and self.is_function(self.tokens[at])
        return self.closing_of(at + called)

    def check_root(self, token: Token, degree: int) -> None:
        """√2x and √x² without brackets; LaTeX's braces say how far its root reaches."""
        follows, begins = self.next, self.text[token.stop : self.before.stop].strip()
        adjacent = follows.start == self.before.stop
        factor = adjacent and follows.kind in ("name", "number") and not self.is_function(follows)
        raised = follows.kind == "superscript" or follows.text in ("^", "**")
        root = self.shown(token)
        if "\\" not in root and (factor or (raised and degree % 2 == 0)):
            stop = follows.stop if follows.kind != "sign" else self.tokens[self.at + 1].stop
            whole = self.text[token.stop : stop].strip()
            behind = whole[len(begins) :]
            other = f"({root}{begins}){behind}" if raised else f"{root}{begins}·{behind}"
            self.two_ways(token.start, stop, f"{root}({whole})", other)

    def check_argument(self, node: Node, token: Token, first: Token) -> None:
        """An argument without brackets that may reach further: sin 2(x + 1), sin x/2, cos 2·x."""
        close, rest = first.start == token.stop, self.text[first.stop : self.before.stop]
        if first.text in ("2", "3") and close and rest[:1] == " ":  # sin2 x, copied of sin² x
            called = self.shown(token)
            ways = f"{called}^{first.text}({rest.strip()})", f"{called}({first.text}·{rest.strip()})"
            self.two_ways(token.start, self.before.stop, *ways)
        raised = self.before
        if raised.kind == "superscript" and self.shown(raised).isalpha():  # sin x squared
            power, inner = raised.text, self.text[token.start : raised.start].strip()
            argument = self.text[first.start : raised.start].strip()
            ways = f"({inner}){power}", f"{self.shown(token)}({argument}{power})"
            self.two_ways(token.start, raised.stop, *ways)
        sign, at = self.next, self.at + (self.next.text in ("/", "*"))
        follows = self.tokens[at]
        if sign.text == "/":
            reaches = follows.text != first.text  # but sin x/x
        elif sign.text == "*":
            constant = not any(part.op == "variable" for part in inside_out((node,)))
            letter = follows.kind == "name" and follows.text not in CONSTANTS
            reaches = constant or (letter and not self.is_function(follows))
        else:
            reaches = sign.text in ("(", "|", "⌊") and self.begins_atom()
            reaches &= not self.separator_inside(at + 1)
        if reaches:
            called, inner = self.text[token.start : first.start].strip(), self.shown_from(first, self.at - 1)
            rest, dot = self.shown_from(follows, self.end_of(at)), "/" if sign.text == "/" else "·"
            base = called == "log" and inner.isdigit() and sign.text == "("
            one = f"log_{inner}{rest}" if base else f"{called}({inner}{dot}{rest})"
            self.two_ways(token.start, follows.start + len(rest), one, f"{called}({inner}){dot}{rest}")

    def check_inverse(self, name: str, token: Token) -> None:
        """``Asin(x)`` and ``asin x``, which may be a times the sine."""
        shown, function = self.shown(token), name[1:]
        product = shown[0] == "A" or (shown[0] == "a" and self.next.text != "(")
        if product and shown[1:] == function and function in FUNCTION_WORDS:
            inverse = f"ar{function}" if function[-1] == "h" else f"arc{function}"
            self.two_ways(*token.place, inverse, f"{shown[0]}·{function}")

    def check_delta(self, token: Token) -> None:
        """Δx, a variable of its own for most, or a product."""
        if token.text == "Δ" and self.heading.variables is None and self.adjoins(self.next):
            place = token.start, self.next.stop
            raise FormulaError("delta", place, text=self.text[slice(*place)], letter=self.next.text)

    def check_called(self, name: str, token: Token) -> None:
        """A letter before brackets that hold one thing alone, as a function: f(x); E[x], x(1)."""
        opening, inside, last = (self.tokens[min(self.at + k, len(self.tokens) - 1)] for k in range(3))
        adjacent = opening.text == "(" and set(self.text[token.stop : opening.start]) <= {"}"}
        adjacent &= self.tokens[self.at - 2].text != "_"  # log_b(x)
        lone = last.text == ")" and inside.kind in ("name", "number")
        if adjacent and (lone or name in ("O", "Γ", "Φ") or (name == "E" and opening.suffix == "[")):
            place = token.start, self.tokens[self.closing_of(self.at)].stop
            first = inside.text in ("0", "1")  # of a vector's numbers
            if lone and len(name) == 1 and (first if self.heading.variables else inside.text.isdigit()):
                self.two_ways(*place, f"{name}_{inside.text}", f"{name}·{inside.text}")
            if self.heading.variables is None:
                raise FormulaError("value", place, text=self.text[slice(*place)])

    def check_exponent(self, base: Node, first: Token) -> None:
        """e^xy, 2^2x: how far an exponent without brackets reaches."""
        follows = self.next
        constant = base.op in ("number", "constant")
        wide = self.before.kind == "name" or (self.before.kind == "number" and constant)
        if wide and self.adjoins(follows) and "\\" not in self.text:
            whole = self.text[first.start : follows.stop]
            exponent = whole.partition("^" if "^" in whole else "**")[2]
            other = f"{self.text[first.start : self.before.stop]}·{self.shown(follows)}"
            self.two_ways(first.start, follows.stop, f"{whole[: -len(exponent)]}({exponent})", other)

    def check_fraction_raised(self, at: int, first: Token) -> None:
        """x^1/2, e^-x/2: whether what is divided by is raised, too; `at` is the exponent's place."""
        raised, below = self.tokens[at], self.following
        doubtful = (raised.text == "1" and self.before is raised) or raised.text == "-"
        close = self.next.text == "/" and self.next.start == self.before.stop
        if doubtful and close and below.kind == "number" and "\\" not in self.text:
            stop = below.stop
            base, exponent = self.text[first.start : raised.start], self.text[raised.start : stop]
            power, divisor = self.text[first.start : self.before.stop], self.text[self.next.start : stop]
            self.two_ways(first.start, stop, f"{base}({exponent})", f"({power}){divisor}")

    def check_divisor_end(self, above: Node, below: Node, first: Token, at: int) -> None:
        """a/bc: whether what stands close behind a divisor is below, too; `at` is the divisor's place."""
        plain = {part.op for part in (above, below)} <= {"number", "constant"}  # 1/2x²
        plain &= first.text not in self.given and self.tokens[at].text not in self.given
        close = self.next.start == self.before.stop and self.tokens[at].text != "(" and not plain
        if close and self.tokens[at].kind != "frac" and self.begins_atom():
            divisor = self.shown_from(self.tokens[at], self.at - 1)
            rest = self.shown_from(self.next, self.end_of(self.at))
            over, stop = self.text[first.start : self.tokens[at].start], self.next.start + len(rest)
            self.two_ways(first.start, stop, f"{over}({divisor}·{rest})", f"({over}{divisor})·{rest}")

    def check_factor(self, first: Token) -> None:
        """What follows may be a factor, or a copied exponent, a bar's end, a number, another line."""
        token, whole = self.next, self.shown_from(self.next, self.closing_of(self.at))
        if "\n" in self.text[self.before.stop : token.start] and "\\" not in self.text:  # another formula
            raise FormulaError("operator", token.place, text=self.shown(token))
        if self.before.text == "e" and "e" not in (self.heading.variables or ()) and self.adjoins(token):
            letter = self.shown(token)
            self.two_ways(self.before.start, token.stop, f"e^{letter}", f"e·{letter}")
        bars = any(each.text == "|" for each in self.tokens[: self.at] if each.start >= first.start)
        signed = token.text == "|" and self.following.text in ("+", "-")
        if bars and signed and self.before.text != "|":
            raise FormulaError("bars", token.place)
        apart = self.heading.length and self.text[token.start] == "(" and self.is_domain()
        if token.text == "(" and apart and re.fullmatch(r"\s*(?!1\s*$)[\d.]+\s*", whole[1:-1]):
            raise FormulaError("numbered", (token.start, token.start + len(whole)), text=whole)

    def check_lost_powers(self) -> None:
        """x2 without x1, or beside x, which is what copying makes of x²."""
        for name, token in self.seen.items():
            letter, power = name[0], {"2": "²", "3": "³"}.get(name[1:], "")
            alone = letter.islower() and not {f"{letter}0", f"{letter}1"} & set(self.seen)
            plain = power and self.shown(token) == name and self.heading.variables is None
            every = [self.shown(other) for name, other in self.seen.items() if name[0] == letter]
            squares = len(every) > 1 and all(re.fullmatch(r"[a-z]\d2", other) for other in every)
            if squares and self.heading.variables is None:
                self.two_ways(*token.place, f"{name[:2]}²", f"{letter}_{name[1:]}")  # w12 + w22
            if plain and (alone or letter in self.seen) and f"{letter}1" not in self.seen:
                self.two_ways(*token.place, f"{letter}{power}", f"{letter}_{name[1:]}")

    def check_lost_exponent(self, sign: Token) -> None:
        """e-x, which is what copying makes of e^(−x)."""
        power, follows, behind = self.tokens[self.at - 2], self.next, self.following
        close = power.stop == sign.start and sign.stop == follows.start
        letter = self.adjoins(follows) or (follows.kind == "number" and behind.kind == "name")
        lost = sign.text == "-" and power.text == "e" and "e" not in (self.heading.variables or ())
        if lost and close and letter and "\\" not in self.text:
            stop = follows.stop if follows.kind == "name" else behind.stop
            shown = self.text[follows.start : stop]
            self.two_ways(power.start, stop, f"e^(-{shown})", f"e - {shown}")

    def check_power_of_ten(self, token: Token) -> None:
        """2e-3x, which copying makes of 2e^(−3x), too."""
        factor, sign, exponent = token.text.lower().partition("e")
        if sign and self.adjoins(self.next):
            letter = self.shown(self.next)
            ways = f"{factor}·10^({exponent})·{letter}", f"{factor}·e^({exponent}{letter})"
            self.two_ways(token.start, self.next.stop, *ways)

    def check_base(self, token: Token, args: tuple[Node, ...]) -> None:
        """log(10, x), whose base stands first in Julia; elsewhere behind."""
        inside = self.shown_from(token, self.at - 1).partition("(")[2][:-1].split(",")
        if args[0].op == "number" and args[0] is not args[1] and len(inside) == 2 and not self.in_sheet:
            first, second = (f"ln({each.strip()})" for each in inside)
            self.two_ways(token.start, self.before.stop, f"{second}/{first}", f"{first}/{second}")

    def check_capital_e(self, power: Node, first: Token) -> None:
        """E^(−x), which is Wolfram's e^(−x); a heading makes E a variable."""
        letter, exponent = power.args or (power, power)
        if letter.name == "E" and exponent.op != "number" and self.heading.variables is None:
            raise FormulaError("did_you_mean", (first.start, first.stop), text="E", near="e")

    def check_written_otherwise(self, number: Token) -> None:
        """0·5x, with the point of British schools; 3x10^-2, with an x for the cross."""
        sign, digits = self.next, self.following
        close = number.stop == sign.start and sign.stop == digits.start
        dotted = close and self.shown(sign) in tuple("·⋅•") and digits.text.isdigit()
        if number.text == "0" and dotted:
            self.two_ways(number.start, digits.stop, f"0.{digits.text}", f"0 · {digits.text}")
        if close and sign.text == "x10" and digits.text in ("^", "**"):
            shown = self.shown(number)
            self.two_ways(number.start, sign.stop, f"{shown}·10", f"{shown}·x_10")

    def check_floor(self, opening: Token) -> None:
        """[x], the whole part of x for some: around a letter alone brackets say nothing else."""
        letter, closing = self.next, self.following
        lone = opening.suffix == "[" and letter.kind == "name" and closing.suffix == "]"
        if lone and not self.is_word(letter.text) and self.tokens[self.at + 2].text != "_":
            shown = self.shown(letter)
            self.two_ways(opening.start, closing.stop, f"⌊{shown}⌋", f"({shown})")

    def check_set(self, opening: Token) -> None:
        """{x² x > 1}, {x² | x > 1}: a value and where it holds, which nothing parts, are no product."""
        whole = opening is self.tokens[0] and self.closing_of(0) > len(self.tokens) - 3
        compared = {token.text for token in self.at_top(self.at)} & COMPARED
        if whole and opening.suffix[-1:] == "{" and compared and not self.is_rows(self.at):
            raise FormulaError("cases", (opening.start, self.tokens[self.closing_of(0)].stop))

    def check_percent(self, number: Token) -> None:
        """50%x, 50 % x: half of x, or a remainder; 50% x and 50%·x are the half."""
        sign, follows = self.next, self.following
        apart = number.stop < sign.start, sign.stop < follows.start
        if (follows.kind in ("name", "number") or follows.text == "(") and apart != (False, True):
            divisor = self.shown_from(follows, self.end_of(self.at + 1))
            one, other = self.shown(number) + "%·" + divisor, f"mod({self.shown(number)}, {divisor})"
            self.two_ways(number.start, follows.start + len(divisor), one, other)

    def check_sign_in_sheet(self, first: Token, at: int) -> None:
        """−A1^2, which is (−A1)^2 in a spreadsheet."""
        tops = (token for token in self.at_top(at) if token.start < self.before.stop)
        power = next((token.start for token in tops if token.text == "^"), None)
        if self.in_sheet and power is not None:
            base, stop = self.tokens[at].start, self.before.stop
            sign, inner, raised = self.text[first.start : base], self.text[base:power], self.text[power:stop]
            self.two_ways(first.start, stop, f"({sign}{inner.strip()}){raised}", f"{sign}({inner}{raised})")

    def check_logarithm_in_sheet(self, name: str, token: Token) -> None:
        """LOG(A1), to base 10 in a spreadsheet."""
        if self.in_sheet and name == "ln" and self.shown(token).lower() == "log":
            self.two_ways(*token.place, "LN", "LOG10")
