"""What documents and programs set around the parts of a formula, taken from its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gdviz.engine.formula.characters import words_of
from gdviz.engine.formula.commands import ACCENTS, CASES
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.vocabulary import KEYWORDS, WORDS

MODULES = frozenset(
    words_of(
        "np numpy jnp jax math cmath Math torch tf keras activations nn F K functional linalg special scipy "
        "sp sympy WorksheetFunction"
    )
)
DEPTHS = {"(": 1, ")": -1}
TEXTS = ("text", "textrm", "textbf", "textit", "mbox")
COMPARED = {"<", ">", "≤", "≥", "=", "==", "≠"}
BRACES = ("underbrace", "overbrace")


def closing_of(tokens: Sequence[Token], at: int) -> int:
    """The place of the token that closes the bracket opened at `at`, or of the last."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += DEPTHS.get(tokens[place].text, 0)
        if depth == 0:
            return place
    return len(tokens) - 1


def at_top(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that stand in no bracket of their own, up to what closes them."""
    depth = 0
    for token in tokens:
        depth += DEPTHS.get(token.text, 0)
        if depth < 0:
            return
        if depth == 0:
            yield token


def without_layout(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without type, notes, environments, modules, and marks that say nothing about the value."""
    result: list[Token] = []
    dropped: set[int] = set()
    accents: dict[int, tuple[int, int]] = {}  # the letters that have one, each with where it begins and stops
    below: set[int] = set()
    inside: list[bool] = []  # the environments that are open, each whether it is one of cases
    for at, token in enumerate(tokens):
        before = result[-1] if result else None
        follows = tokens[min(at + 1, len(tokens) - 1)]
        if at in dropped:
            continue
        if token.kind in ("font", "note"):
            if token.text in ACCENTS:
                accents[at + 1] = token.start, follows.stop
            if follows.suffix == "{":
                close = closing_of(tokens, at + 1)
                if tokens[close].text != ")":
                    raise FormulaError("close", follows.place, text="{")
                within = range(at + 2, close)
                if token.kind == "note":
                    dropped |= set(range(at + 1, close + 1))
                    if token.text == "underset" and tokens[close + 1].suffix == "{":
                        closing = closing_of(tokens, close + 1)
                        dropped |= {close + 1, closing}
                        below |= {place for place in range(close, closing) if tokens[place].kind == "letters"}
                elif token.text in TEXTS or all(
                    tokens[each].kind in ("letters", "number", "font") or tokens[each].suffix in ("{", "}")
                    for each in within
                ):
                    dropped |= {at + 1, close}
                if token.text in ACCENTS:
                    accents |= dict.fromkeys(within, (token.start, tokens[close].stop))
                if token.text in BRACES and tokens[close + 1].text in ("_", "^"):
                    dropped |= set(range(close + 1, closing_of(tokens, close + 2) + 1))
        elif token.suffix == "{" and follows.kind == "font" and _holds_words(tokens, at):
            dropped.add(closing_of(tokens, at))  # {\\text{if }}
        elif token.kind == "cases":
            if token.text == "begin":
                name = token.suffix.rstrip("*")
                in_brace = before is not None and before.suffix in ("{", "\\{")
                inside.append(name in CASES or in_brace)
            if inside[-1:] == [True]:
                result.append(token)
            if token.text == "end" and inside:
                inside.pop()
        elif token.text == "\\\\" and inside and not any(inside) and _goes_on(tokens, at):
            dropped |= {place for place in (at + 1, at + 2) if tokens[place].text == "&"}
        elif (token.text == "&" and not any(inside) and _aligns(before, follows)) or (
            token.text == "." and follows.text in ("end", ")", "\\\\")
        ):
            continue
        elif (
            token.text == follows.text == "|"
            and token.stop == follows.start
            and _parts_conditions(tokens, at)
        ):
            dropped.add(at + 1)
            result.append(Token("letters", "or", token.start, follows.stop))
        elif token.text in ("&", "|") and _joins_conditions(tokens, at):
            result.append(token._replace(kind="letters", text="and" if token.text == "&" else "or"))
        elif token.text == "^" and before and before.kind == "letters" and _is_star(tokens, at + 1):
            close = closing_of(tokens, at + 1)  # w^*, w^{*}
            dropped |= set(range(at + 1, close + 1))
            result[-1] = before._replace(stop=tokens[close].stop, accented=True)
        elif token.text == "base" and follows.text == "=" and before is not None and before.text == ",":
            dropped.add(at + 1)  # log(x, base=2)
        elif token.suffix in ("[", "{") and _is_list(tokens, at):
            dropped.add(closing_of(tokens, at))  # max([w, 0])
        elif token.text in MODULES and follows.text == "." and tokens[at + 2].kind == "letters":
            dropped.add(at + 1)
            called = tokens[at + 2]
            if called.text == "E":  # JavaScript's Math.E
                dropped.add(at + 2)
                result.append(called._replace(text="e"))
            elif not {called.text.lower(), called.text} & (WORDS | MODULES) or _is_other(tokens, at + 2):
                raise FormulaError("function", called.place, text=called.text)
        elif token.text == "." and follows.text == "(" and before is not None and before.kind == "letters":
            continue  # Julia's sin.(x)
        elif token.text.lower() == "si" and follows.text == "(" and _has_semicolon(tokens, at + 1):
            result.append(token._replace(text="if"))
        else:
            token = token._replace(text="argmin") if at in below else token  # \\underset{w}{\\min}
            start, stop = accents.get(at, token.place)
            accented = token.accented or at in accents
            result.append(token._replace(start=start, stop=stop, accented=accented))
    return _with_series(_without_transposes(_indexed(result)))


def _aligns(before: Token | None, follows: Token) -> bool:
    """Whether "&" stands where lines are aligned: beside "=", or at either end."""
    return before is None or before.text in ("=", "\\\\") or follows.text == "=" or follows.kind == "end"


def _holds_words(tokens: Sequence[Token], at: int) -> bool:
    """Whether braces hold words of the text alone."""
    inner = at + 2
    return tokens[at + 1].text in TEXTS and closing_of(tokens, at) == closing_of(tokens, inner) + 1


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the next line of an alignment begins with an operator: it is the same formula's."""
    follows = next((token.text for token in tokens[at + 1 : -1] if token.text != "&"), "")
    return follows in ("+", "-", "*", "/")


def _without_transposes(tokens: Sequence[Token]) -> list[Token]:
    """``w^T x``, ``wᵀx`` of numbers: w·x. T is a variable where it stands elsewhere, too."""
    result: list[Token] = []
    dropped: set[int] = set()
    holds_t = [at for at, token in enumerate(tokens) if token.kind == "letters" and "T" in token.text]
    transposes = {at for at in holds_t if _is_transposed(tokens, at)}
    for at, token in enumerate(tokens):
        if at in dropped:
            continue
        if token.text != "⊤" and not (at in transposes and len(transposes) == len(holds_t)):
            result.append(token)
            continue
        while result and result[-1].text in ("^", "("):
            if result.pop().text == "(" and tokens[at + 1].text == ")":
                dropped.add(at + 1)
        if len(token.text) > 1:  # T and what follows it
            result.append(token._replace(text=token.text[1:], start=token.start + 1))
    return result


def _is_transposed(tokens: Sequence[Token], at: int) -> bool:
    """Whether T stands raised between letters."""
    brackets = at > 0 and tokens[at - 1].text == "("
    raised = at - 1 - brackets
    if raised < 1 or tokens[raised].text != "^" or tokens[at].text[0] != "T" or tokens[at].suffix:
        return False
    base, behind = tokens[raised - 1], tokens[min(at + 1 + brackets, len(tokens) - 1)]
    alone = len(tokens[at].text) == 1
    follows = behind.kind == "letters" if alone else not brackets
    return base.kind == "letters" and base.text[-1] != "e" and follows


def _is_star(tokens: Sequence[Token], at: int) -> bool:
    texts = [token.text for token in tokens[at : at + 3]]
    return texts[:1] == ["*"] or texts == ["(", "*", ")"]


def _is_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether brackets hold all that a function is given."""
    close = closing_of(tokens, at)
    inside = at > 1 and tokens[at - 1].text == "(" and tokens[at - 2].kind == "letters"
    return inside and closing_of(tokens, at - 1) == close + 1


def _is_other(tokens: Sequence[Token], at: int) -> bool:
    """Whether a program's function is another one than that of the same name here."""
    return tokens[at].text == "leaky_relu" and bool({"tf", "keras"} & {token.text for token in tokens[:at]})


def _joins_conditions(tokens: Sequence[Token], at: int) -> bool:
    """Whether NumPy's "&" or "|" stands between two comparisons in brackets."""
    opening = next((place for place in range(at) if closing_of(tokens, place) == at - 1), at)
    sides = tokens[opening:at], tokens[at + 1 : closing_of(tokens, at + 1)]
    return all(side and side[0].text == "(" and COMPARED & {each.text for each in side} for side in sides)


def _parts_conditions(tokens: Sequence[Token], at: int) -> bool:
    """Whether "||" stands between two comparisons, and not around a norm."""
    if not 0 < at < len(tokens) - 3:
        return False
    if tokens[at - 1].stop < tokens[at].start and tokens[at + 1].stop < tokens[at + 2].start:
        return True
    parts = []
    for side in (reversed(tokens[:at]), iter(tokens[at + 2 :])):
        found, bars = False, 0
        for token in side:
            bars += token.text == "|"
            if token.text in ("(", ")", "?", ",", ";", "or", "and"):
                break
            found |= token.text in COMPARED and bars % 2 == 0
        parts.append(found)
    return all(parts)


def _has_semicolon(tokens: Sequence[Token], at: int) -> bool:
    return any(token.text == ";" for token in tokens[at : closing_of(tokens, at)])


def _indexed(tokens: Sequence[Token]) -> list[Token]:
    """``\\hat{y}_1``, ``\\mathcal{L}_{MSE}``, ``x^2_1``: an index behind a brace or a power."""
    result: list[Token] = []
    at = 0
    while at < len(tokens) - 1:
        token = tokens[at]
        below = at + 1
        if tokens[below].text == "^":
            below = closing_of(tokens, below + 1) + 1
        elif tokens[below].kind == "superscript":
            below += 1
        index, last = _index_at(tokens, below)
        lone = token.kind == "letters" and len(token.text) == 1 and not token.suffix
        if lone and index and token.text.isalpha() and token.text not in "ΣΠe":
            suffix = index if index.isdigit() else f"_{index}"
            result.append(token._replace(stop=tokens[last].stop, suffix=suffix))
            result += tokens[at + 1 : below]
            at = last + 1
        elif index and token.text in ("|", ")") and below > at + 1:  # \\|w\\|^2_2
            result += [token, *tokens[below : last + 1], *tokens[at + 1 : below]]
            at = last + 1
        else:
            result.append(token)
            at += 1
    return [*result, *tokens[at:]]


def _index_at(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The index that begins with "_" at a place, empty where there is none, and its last token's place."""
    if tokens[min(at, len(tokens) - 1)].text != "_":
        return "", at
    inside = at + 1 + (tokens[at + 1].text == "(")
    last = inside + (inside == at + 2)
    name = tokens[min(inside, len(tokens) - 1)]
    closed = last == inside or (last < len(tokens) and tokens[last].text == ")")
    return (name.text + name.suffix if closed and name.kind in ("number", "letters") else ""), last


def _with_series(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the signs of sums and products, and Python's ``for i in``, as such."""
    made = list(tokens)
    for at, token in enumerate(tokens):
        texts = [each.text for each in tokens[at : at + 4]]
        if texts[0] in ("∑", "∏") or (texts[0] in ("Σ", "Π", "sum", "prod") and _is_counted(tokens, at)):
            sign = "∏" if texts[0] in ("∏", "Π", "prod") else "∑"
            made[at] = Token("series", sign, token.start, token.stop)
        if texts[0] == "for" and texts[1:2] and texts[1].isalpha() and texts[2:4] == ["in", "range"]:
            made[at] = Token("word", "each", *token.place)
            made[at + 2] = Token("word", "in", *tokens[at + 2].place)
            made[at + 3] = tokens[at + 3]._replace(kind="word")
    return made


def divided_by_colons(tokens: Sequence[Token]) -> list[Token]:
    """``(x + 1) : 2`` of schools as a fraction, where a colon parts nothing else: no choice, no A1:A3."""
    texts = {KEYWORDS.get(token.text, token.text) for token in tokens}
    if texts & {"?", "if", "else", ",", ";", *COMPARED}:
        return list(tokens)
    cells = {at + 1 for at, token in enumerate(tokens) if token.suffix.isdigit()}
    return [
        token._replace(text="/") if token.text == ":" and at not in cells else token
        for at, token in enumerate(tokens)
    ]


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether below a sum's sign stands what counts its terms: ``_{i=1}``, ``(i=1``."""
    place = at + 1
    if tokens[place].text == "^":
        place = closing_of(tokens, place + 1) + 1
    texts = [each.text for each in tokens[place : place + 4]]
    if texts[:1] == ["_"]:
        texts = texts[1:]
    elif tokens[at].text not in ("Σ", "Π"):
        return False
    texts = texts[1:] if texts[:1] == ["("] else texts
    return len(texts) > 1 and texts[0].isalpha() and texts[1] == "="
