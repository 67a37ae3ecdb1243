"""Runs of letters as names: ``xy`` is a product, ``xsin`` and ``sinx`` hold a function, ``θ0`` a variable."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from gdviz.engine.formula.characters import GREEK, GREEK_NAMES
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.vocabulary import (
    ALIASES,
    ANYWAY,
    FUNCTION_WORDS,
    KEYWORDS,
    REFUSED,
    SPOKEN,
    TAKEN,
    WORDS,
)

COUNTING = frozenset("ijklmn")  # as an index they count the terms of a sum
MOST_LETTERS = 16  # of a word for a variable
_PIECE = re.compile("|".join([*sorted(FUNCTION_WORDS, key=len, reverse=True), "pi", "."]))


class Names:
    """Reads runs of letters; with a heading that names the variables, no others are known."""

    def __init__(self, text: str, tokens: Sequence[Token], declared: Sequence[str] | None) -> None:
        self.text = text
        self.declared = declared
        runs = [token.text + token.suffix for token in tokens if token.kind == "letters"]
        self.alone = {run for run in runs if len(run) == 1} | {run[0] for run in runs if run[1:].isdigit()}
        self.bound = bound_letters(tokens)

    def resolved(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with "letters" made "name" (of a variable, constant or function) or "word".

        Raises FormulaError where a run means nothing.
        """
        result: list[Token] = []
        sigmoid = "" if "σ" in (self.declared or ()) else "σ"  # before brackets
        for token, follows in itertools.pairwise(tokens):
            if GREEK_NAMES.get(token.text, token.text) + token.suffix == sigmoid and follows.text == "(":
                result.append(Token("name", "sigmoid", *token.place))
            else:
                result += self._split(token) if token.kind == "letters" else [token]
        result.append(tokens[-1])
        return result

    def _split(self, token: Token) -> list[Token]:
        whole = self._whole(token)
        if whole is not None:
            return [whole]
        run, at, result = token.text, token.start, []
        if run.lower() in SPOKEN:
            raise self._spoken(token)
        pieces = _PIECE.findall(run)
        if len(run) == 1 or not self._is_product(run, pieces):
            raise self._unknown(token)
        for place, piece in enumerate(pieces):
            last = place == len(pieces) - 1
            name = piece + token.suffix if last else piece
            stop = token.stop if last else at + len(piece)
            if not self._is_known(name):
                raise self._unknown(token)
            result.append(Token("name", _called(name), at, stop, "", token.accented and last))
            at += len(piece)
        return result

    def factors(self, run: str) -> bool:
        """Whether a run of letters is read as a product of all of them."""
        token = Token("letters", run, 0, len(run))
        pieces = _PIECE.findall(run)
        return self._whole(token) is None and len(pieces) == len(run) and self._is_product(run, pieces)

    def _whole(self, token: Token) -> Token | None:
        """A run that is one name, in its own letters or in small ones."""
        run = token.text
        if run == "√":
            return Token("name", "sqrt", token.start, token.stop, token.suffix)
        if self.declared is not None and run + token.suffix in self.declared:
            return Token("name", run + token.suffix, *token.place, "", token.accented)
        if run.lower() in KEYWORDS and not token.suffix and (run != "et" or self._is_apart(token)):
            return Token("word", KEYWORDS[run.lower()], token.start, token.stop)
        ways = (run, run.lower(), GREEK_NAMES.get(run, run)) if len(run) > 1 else (run,)
        for name in ways:
            if self._is_known(name + token.suffix):
                return Token("name", _called(name + token.suffix), *token.place, "", token.accented)
        return None

    def _is_apart(self, token: Token) -> bool:
        """Whether a word stands between blanks: and, in French; else it may be e·t."""
        return (
            self.text[: token.start].endswith(" ") and re.match(r" +\S", self.text[token.stop :]) is not None
        )

    def _is_known(self, name: str) -> bool:
        if name in WORDS or name in ALIASES or name in ("log2", "log10", "π"):
            return name not in KEYWORDS
        if is_based(name) or name in self.bound or name.partition("_")[2] in self.bound:
            return True
        if self.declared is not None:
            return name in self.declared
        return is_variable(name)

    def _is_product(self, run: str, pieces: list[str]) -> bool:
        """Whether letters side by side are meant as factors, and are no misspelled word."""
        if run.lower() in REFUSED:
            return False
        if self.declared is not None:
            return True
        functions = [place for place, piece in enumerate(pieces) if piece in FUNCTION_WORDS]
        letters = [piece for piece in pieces if piece not in FUNCTION_WORDS and piece != "pi"]
        plainly = all(letter in ANYWAY or letter in self.alone | self.bound for letter in letters)
        if functions and functions[0] < len(pieces) - 1:
            return plainly and pieces[-1] != "e"  # sinx; but "sine" is misspelled
        few = len(letters) <= (1 if "pi" in pieces else 2)  # 2πx, but no spin
        alphabet = letters == [chr(ord(letters[0]) + k) for k in range(len(letters))]
        return plainly or (not functions and (few or alphabet))  # xsin, but no dnorm

    def _spoken(self, token: Token) -> FormulaError:
        """The error for words that say a formula, with those that follow."""
        stop = token.stop
        while (follows := re.compile(r"\s*([^\W\d_]+)").match(self.text, stop)) and follows[
            1
        ].lower() in SPOKEN:
            stop = follows.end()
        return FormulaError.at(self.text, token.start, stop, "said")

    def _unknown(self, token: Token) -> FormulaError:
        """The error for a word that means nothing, with the nearest that does."""
        run, shown = token.text, self.text[token.start : token.stop]
        if token.suffix.startswith("_") and len(run) == 1:
            return FormulaError.at(self.text, *token.place, "index")
        if run in ("e", "pi", "π"):
            return FormulaError("did_you_mean", token.place, text=shown, near=f"{run}^{token.suffix}")
        is_called = self.text[token.stop :].lstrip()[:1] in ("(", "（")
        if near := _nearest(run.lower() + token.suffix, FUNCTION_WORDS if is_called else WORDS):
            return FormulaError.at(self.text, *token.place, "did_you_mean", near=near)
        if is_called and len(run) > 2:
            return FormulaError.at(self.text, *token.place, "function")
        if self.declared is not None:
            names = ", ".join(self.declared)
            return FormulaError.at(self.text, *token.place, "not_in_heading", names=names)
        return FormulaError.at(self.text, *token.place, "unknown")


def _nearest(run: str, words: frozenset[str]) -> str:
    """The word that may be meant: one that the run goes on with, as cos of cosine, or much like it."""
    import difflib  # here, since a right formula needs none of it

    begun = [word for word in words if len(word) > 2 and run.startswith(word) and len(run) - len(word) < 5]
    alike = difflib.get_close_matches(run, sorted(words), 1, 0.75 if len(run) > 3 else 0.65)
    alike = [word for word in alike if word[0] == run[0] or (len(run) > 3 and word[-1] == run[-1])]
    near = max(begun, key=len, default="") or next(iter(alike), "")
    return near if len(run) > 2 else ""


def is_variable(name: str) -> bool:
    """Whether a text is a letter, with an index or without.

    >>> is_variable("w"), is_variable("θ0"), is_variable("w_max"), is_variable("xy"), is_variable("x_i")
    (True, True, True, False, False)
    """
    letter, index = name[:1], name[1:]
    counts = index[1:] in COUNTING or set(index[1:]) <= set("ijk")  # w_ij
    named = index[:1] == "_" and index[1:].isalpha() and not counts
    return (letter in GREEK or (letter.isascii() and letter.isalpha())) and (
        not index or index.isdigit() or named
    )


def is_word_for_variable(name: str) -> bool:
    """Whether a heading may name a variable so: ``price``, ``loss_rate``.

    >>> is_word_for_variable("price"), is_word_for_variable("ab"), is_word_for_variable("cos")
    (True, False, False)
    """
    word = name.replace("_", "")
    plain = word.isascii() and word.isalpha() and len(word) > 2 and len(name) <= MOST_LETTERS
    return plain and name.lower() not in WORDS | TAKEN | set(GREEK_NAMES)


def is_based(name: str) -> bool:
    """Whether a text is a logarithm with a number as its base: ``log3``."""
    return name.startswith("log") and name[3:].isdigit()


def bound_letters(tokens: Sequence[Token]) -> set[str]:
    """The letters that count the terms of a sum: ``i`` of ``_(i=1)``, ``(i = 1..3)`` and ``for i in``."""
    found: set[str] = set()
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        counts = before.text in ("(", ",", ";", "_") and after.text == "="
        if len(token.text) != 1 or not token.text.isalpha():
            continue
        if counts or (before.kind == "word" and before.text == "each"):
            found.add(token.text)
    return found


def _called(name: str) -> str:
    """A function or a constant by its own name; a variable as it is."""
    name = {"π": "pi"}.get(name, name)
    return ALIASES.get(name, name)
