"""What stands around a formula on a sheet or in a program: its number, its heading, a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from gdviz.engine.formula.characters import plain
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.layout import COMPARED, DEPTHS, at_top, closing_of
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.vocabulary import ASKS, BEGINS, KEYWORDS, MAXIMIZES, MINIMIZES, QUESTIONS, WHERE

Tokens = list[Token]
TYPES = ("double", "float")  # of C's numbers
PROGRAMS = ("lambda", "@", "function", "def", *TYPES)  # with which programs begin a function
DERIVATIVE = re.compile(  # d/dx, df(x)/dx, \\frac{d}{dx}, d²y/dx²
    r"\\[dt]?frac\s*\{\s*d[\d²^]*\s*\w?\s*\}\s*\{\s*d\s*\w[\d²^]*\s*\}"
    r"|(?<![A-Za-z])d[²³]?\s?\w?(\([^()]*\))?\s*/\s*d\s?\w[²³]?(?![A-Za-z])"
)
# The first tokens with blanks between them: so many are left out, from the fourth on before a heading.
BEGINNINGS = tuple(
    (re.compile(pattern), length)
    for pattern, length in (
        (r"\*\* [^\W\d]+ (: \*\*|\*\* :) ", 4),  # **Loss:** of Markdown
        (rf"(=|{'|'.join(BEGINS)}) ", 1),
        (r"(\d\S*|[a-h]) \) ", 2),
        (r"\d+\. [^\W\d]", 1),
        (r"\( (\d+|[a-h]) \) [^\W\d]", 3),
        (r"([一-鿿]\S* :|\d\S* [.:,]) ", 2),
        (r"[A-Za-z]{3,} ([A-Za-z]{3,}|\d\S*) : ", 3),
    )
)


SENTENCES = re.compile(  # words before a heading: Soit f la fonction définie par f(x) =; a sentence behind
    r"\A\s*(?P<before>[^\W\d_](?:[^\W\d_]|[ ,:'’ℝ])+ [^\W\d_]+|[А-я]+) (?=[A-Za-z]_?\w? ?\([\w, ;]+\) ?:?=)"
    r"|[.!;] (?P<behind>[A-ZÀ-ÞА-Я](?:[^\W\d_]|[ ,'’])+[.?!]?)\s*\Z"
)
LETTERS = r"[^\W\d_](?:_?\d+)?(?:\s?,\s?[^\W\d_](?:_?\d+)?)*"
ONE_SET = (  # ℝ⁺, R\{0}, \mathbb{R}, ]0; ∞[, (−1, 1], {0, 1}
    r"(?:(?:\\(?:mathbb|mathbf|R\b|Bbb)\s*\{?[RQNZ]?\}?|[ℝℚℕℤRQNZ](?![A-Za-z]))[⁺⁻₀*+\-^_{}<>≥≤0 ]*"
    r"(?:\\?\s*(?:setminus|backslash)?\s*\\?\{[^{}=]*\})?"
    r"|(?:\\left)?\\?[\[\]({][^=\[\](){}]*[;,][^=\[\](){}]*\\?(?:\\right)?[\])\[}])"
)
SET = rf"{ONE_SET}(?:\s*(?:\*|\\times\b)\s*{ONE_SET})*"
FOR = "(?:(?:f[uü]r|for|pour|per|para|with|mit|where) )?"
REAL = "(?:r[ée]ell?e?[ns]?|reale?)"
LONGEST_DOMAIN = 150  # characters
DOMAIN = re.compile(  # behind a formula: D = ℝ; für alle x ∈ ℝ; x réel; 定义域为R
    r"[,;.(]?\s*(?:\\q?quad\s*)?(?P<domain>"
    r"(?:(?:D|𝔻|\\(?:mathbb|mathcal|mathrm)\s*\{?D\}?)(?:_?\{?[a-zA-Z]\}?|\([a-z]\))?|dom\(?\s?[a-zA-Z]\)?)"
    rf"\s?[=:∈]\s*{SET}"
    r"|(?:Definitions(?:bereich|menge)|[Dd]omaine?|[Ee]nsemble de définition|[Dd]ominio|其?定义域)(?!\s*\()"
    r"[^=]*"
    rf"|{FOR}(?:(?:alle?s?|all|every|any|each|jedes|tout|todo|ogni) |(?:∀|\\forall)\s*)(?:{REAL} )?{LETTERS}"
    rf"(?:\s*(?:∈|\\in\b|in|aus)\s*{SET}|\s*[<>≤≥]=?\s*-?[\d.]+| {REAL})?"
    rf"|{FOR}{LETTERS}(?: (?:is|ist|est|un|una?|ein|eine|a))* {REAL}(?: (?:number|Zahl|nombre|n[uú]mero))?"
    r"|(?:(?:auf|on|over|sur|im|su) (?:the |dem |l.)?|在)(?:closed |open )?(?:[Ii]nterv\w+|区间)?\s*"
    rf"{SET}上?(?:的[最极][大小]?值)?"
    rf"|{LETTERS}\s?[为是]\s?(?:任意)?实数"
    r")[\s.!)$]*\Z"
)
MARKED = re.compile(  # mathematics in a text: of TeX, of Markdown
    r"\$\$(.+?)\$\$|\$([^$]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]|```\w*\s(.+?)```|`([^`]+)`|\A\s*\*\*(.+)\*\*\W*\Z",
    re.DOTALL,
)


def mathematics_in(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with blanks in place of the sentences around its one formula, and the places of those.

    >>> mathematics_in("Minimize $w^2$.")
    ('          w^2  ', [(0, 8)])
    """
    if domain := DOMAIN.search(plain(text), max(0, len(text) - LONGEST_DOMAIN)):
        text = text[: domain.start()] + " " * (len(text) - domain.start())
    inside, around = _marked(text)
    return inside, [*around, domain.span("domain")] if domain else around


def _marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The same of the signs that TeX and Markdown set, or of whole sentences."""
    found = list(MARKED.finditer(text))
    if not found:
        said = [each.span(str(each.lastgroup)) for each in SENTENCES.finditer(text)]
        for start, stop in said:
            text = text[:start] + " " * (stop - start) + text[stop:]
        return text, said
    if len(found) != 1:
        return text, []
    start, stop = found[0].span(found[0].lastindex or 0)
    sides = (0, len(text[: found[0].start()].rstrip())), (found[0].end(), len(text))
    if any(re.search(r"[=+*/^<>≤≥∈\\$]", text[slice(*side)]) for side in sides):
        return text, []
    words = [side for side in sides if re.search(r"\w", text[slice(*side)])]
    return " " * start + text[start:stop] + " " * (len(text) - stop), words


def framed(
    text: str, tokens: Sequence[Token], around: Sequence[tuple[int, int]]
) -> tuple[Tokens, list[tuple[int, int]]]:
    """The heading and the formula alone, an "end" token last; the places of what is left out around it.

    Raises FormulaError where it is to be as large as can be.
    """
    body, end = _sentence(list(tokens[:-1])), tokens[-1]
    if len(body) > 1 and body[0].text == body[-1].text and body[0].text in ('"', "'"):
        body = _sentence(body[1:-1])
    if body and body[0].suffix == "{" and closing_of(body, 0) == len(body) - 1 and _is_equation(body[1:-1]):
        body = _sentence(body[1:-1])  # {\\displaystyle f(x) = …}
    body = _without_beginning(body)
    if _texts(body, 1, 1) == ["="] and _texts(body, 2, 1) in (["arg"], ["argmin"]):  # w^* = \\arg\\min_w …
        body = _without_beginning(body[2:])
    goal, behind = body[:1], body[-2:]
    if [token.text for token in behind] == ["↦", "max"]:
        raise FormulaError.at(text, behind[0].start, behind[1].stop, "maximum")
    if goal and goal[0].text.lower() in MAXIMIZES and _texts(body, 1, 1) not in (["("], ["="], []):
        raise FormulaError.at(text, *goal[0].place, "maximum")
    if [token.text for token in behind] == ["↦", "min"]:
        body = body[:-2]
    for at, token in enumerate(body):
        if token.text == "subject" or _texts(body, at, 3) == ["s", ".", "t"]:
            raise FormulaError.at(text, token.start, body[-1].stop, "constraint")
    body, behind_it = _without_question(body)
    left_out = [*around, *behind_it]
    for place in left_out:
        found = re.findall("[最极][大小]|maxi|mini", text[slice(*place)].lower())
        if found and not {"最小", "极小", "mini"} & set(found):
            raise FormulaError.at(text, *place, "maximum")
    body = _as_heading(body)
    stop = body[-1].stop if body else 0
    return [*body, end._replace(start=stop, stop=stop)], left_out


def check_operators(text: str, tokens: Sequence[Token], declared: Sequence[str]) -> None:
    """Raises FormulaError at ±, and at a derivative, which is no part of a formula here."""
    for at, token in enumerate(tokens):
        if token.text in ("±", "∓"):
            raise FormulaError("two_ways", token.place, text=token.text, one="+", other="−")
        if token.text in ("∂", "'"):
            code = "derivative" if token.text == "∂" else "prime"
            begin = tokens[at - 1].start if code == "prime" and at else token.start
            raise FormulaError(code, (begin, token.stop), text=text[begin : token.stop])
    found = DERIVATIVE.search(plain(text), tokens[0].start)
    if found and "d" not in declared:
        raise FormulaError.at(text, *found.span(), "derivative")


def _sentence(tokens: Tokens) -> Tokens:
    """Without what ends the sentence."""
    while tokens and tokens[-1].text in (".", ",", ";", "\\\\"):
        tokens = tokens[:-1]
    return tokens


def _is_equation(tokens: Tokens) -> bool:
    """Whether "=" stands outside of all brackets, and no sign that parts values."""
    tops = {token.text for token in at_top(tokens)}
    return "=" in tops and not tops & {",", ";", "?", "<", ">", "≤", "≥"}


def _texts(tokens: Tokens, at: int, several: int) -> list[str]:
    return [token.text for token in tokens[at : at + several]]


def _without_beginning(tokens: Tokens) -> Tokens:
    """Without the number of an exercise, ``return``, 求, and ``min`` over the variables."""
    while True:
        begins = "".join(f"{each.suffix if each.text in ('(', ')') else each.text} " for each in tokens[:4])
        named = any(token.text == "=" for token in tokens[1:])
        found = (length for pattern, length in BEGINNINGS[: None if named else 3] if pattern.match(begins))
        length = next(found, 0) or _goal(tokens)
        if not length:
            return tokens
        tokens = tokens[length:]


def _goal(tokens: Tokens) -> int:
    """How many tokens say that what follows is to be least: ``minimize``, ``min_w``, ``arg min_w``."""
    first, follows = [*(token.text.lower() for token in tokens[:2]), "", ""][:2]
    called = first in ("min", "minimum") and follows in ("(", "=", "")
    if first not in MINIMIZES or called or (first == "arg" and follows != "min"):
        return 0
    return closing_of(tokens, 2) + 1 if follows == "_" else 1 + (follows in (":", ".", "of"))


def _without_question(tokens: Tokens) -> tuple[Tokens, list[tuple[int, int]]]:
    """Without 的最小值, ``, 求 …``, ``, x ∈ [0, 2]`` and ``in [0, 2]`` behind the formula."""
    depth = 0
    for at, token in enumerate(tokens):
        depth += DEPTHS.get(token.text, 0)
        after = tokens[at + 1 :]
        if at and token.kind == "letters" and token.text in ASKS:
            begin = at
            for place in range(at):  # 则f(x)的最小值
                if tokens[place].text in (",", ";", ".") and tokens[place + 1].text == "则":
                    begin = place
            return _cut(tokens, begin)
        if not at or not after:
            continue
        in_set = after[0].suffix == "[" or after[0].text in ("R", "ℝ")
        if token.text == "in" and depth == 0 and in_set:  # x² + x in [0, 2]
            return _cut(tokens, at)
        parted = token.text in (",", ";", ".") and depth == 0
        texts = [each.text for each in after]
        names = texts[1:2] and texts[1] in tuple("fgyz") and len(texts) < 6
        asks = texts[0] in QUESTIONS or (texts[0] == "则" and names)
        if parted and asks and "=" not in texts:
            return _cut(tokens, at)
        begins = texts[1:] if texts[0] in WHERE else texts
        while begins[1:2] == [","]:  # w, b ∈ ℝ
            begins = begins[2:]
        begin = parted or (token.text in WHERE and depth == 0) or (token.text == "(" and depth == 1)
        if begin and begins[1:2] in (["∈"], ["in"]):
            return _cut(tokens, at)
    return tokens, []


def _cut(tokens: Tokens, at: int) -> tuple[Tokens, list[tuple[int, int]]]:
    return tokens[:at], [(tokens[at].start, tokens[-1].stop)]


def _as_heading(tokens: Tokens) -> Tokens:
    """Programs' ways to name a function as ``(w) ↦`` and ``f(w) =``, and one heading for all cases."""
    for at, token in enumerate(tokens):
        if token.text == "@" and at and tokens[at - 1].text != "=":
            break
        if token.text in PROGRAMS and token.kind in ("letters", "sign"):
            return _of_program(tokens, at)
        if token.text in ("↦", "("):
            break
    return _with_equals(_one_heading(_with_when(tokens)))


def _of_program(tokens: Tokens, at: int) -> Tokens:
    word, rest = tokens[at].text, tokens[at + 1 :]
    start = tokens[at].start
    arrow = Token("sign", "↦", start, tokens[at].stop)
    before = tokens[:at]
    if [token.text for token in before[-2:]] == ["<", "-"]:  # R
        before = [*before[:-2], Token("sign", "=", *before[-1].place)]
    if word == "lambda":
        colon = next((place for place, token in enumerate(rest) if token.text == ":"), None)
        if colon is None:
            return tokens
        opening, closing = Token("sign", "(", start, start, "("), Token("sign", ")", start, start, ")")
        return [*before, opening, *rest[:colon], closing, arrow, *rest[colon + 1 :]]
    named = rest[:1] and rest[0].kind == "letters"
    opens = 1 if named else 0
    if _texts(rest, opens, 1) != ["("]:
        return tokens
    close = closing_of(rest, opens)
    body = rest[close + 1 :]
    listed = _untyped(rest[opens + 1 : close])
    if body[:1] and body[0].text == "↦":  # -> float:
        body = body[next((place for place, each in enumerate(body) if each.text == ":"), 0) :]
    if body[-1:] and body[-1].text == "end":
        body = body[:-1]  # Julia
    if word == "@":
        body = _numbered(body, [each.text for each in listed])
    while (body and body[0].text in (":", "return")) or (
        body and body[0].suffix == "{" and _texts(body, 1, 1) == ["return"]
    ):
        body = _sentence(body[1:-1]) if body[0].suffix == "{" and body[-1].text == ")" else body[1:]
    sign = arrow._replace(text="=") if named else arrow
    return [*before, *rest[: opens + 1], *listed, rest[close], sign, *body]


def _untyped(tokens: Tokens) -> Tokens:
    """The arguments of a function without their types: ``w: float, b: float``, ``double w, double b``."""
    result: Tokens = []
    typed = False
    for token in tokens:
        typed = token.text == ":" or (typed and token.text != ",")
        if not typed and token.text not in TYPES:
            result.append(token)
    return result


def _numbered(tokens: Tokens, names: list[str]) -> Tokens:
    """Matlab's ``x(1)``, the first number of x, as x1."""
    result: Tokens = []
    at = 0
    while at < len(tokens):
        number = (
            tokens[at + 2]
            if _texts(tokens, at + 1, 1) == ["("] and _texts(tokens, at + 3, 1) == [")"]
            else None
        )
        if tokens[at].text in names and number is not None and number.text.isdigit():
            result.append(tokens[at]._replace(stop=tokens[at + 3].stop, suffix=number.text))
            at += 4
        else:
            result.append(tokens[at])
            at += 1
    return result


def _with_equals(tokens: Tokens) -> Tokens:
    """``f(w) : w²`` with "=", ``x => 0`` in a condition with ≥, a program's body without its braces."""
    made = list(tokens)
    for at, token in enumerate(tokens):
        if token.text == "=>":
            begin = max((place for place in range(at) if tokens[place].text == "="), default=-1) + 1
            names = tokens[begin:at]
            in_brackets = names[:1] and names[0].text == "(" and names[-1].text == ")"
            listed = all(each.kind == "letters" or each.text in ("(", ",", ")") for each in names)
            is_arrow = listed and (in_brackets or len(names) == 1)
            made[at] = token._replace(text="↦" if is_arrow else "≥")
    at = 1 if made and made[0].kind == "letters" and made[0].text.lower() not in KEYWORDS else 0
    if at and len(made[0].text) > 2 and _texts(made, 1, 2) == ["<", "-"] and made[1].stop == made[2].start:
        made[1:3] = [Token("sign", "=", made[1].start, made[2].stop)]  # R's loss <- w^2
    if at and at < len(made) and made[at].text == "(":
        at = closing_of(made, at) + 1
    arrows = [place for place, each in enumerate(made) if each.text == "↦"]
    if at == 1 and len(made[0].text) == 1 and not arrows and not _is_lead(made):
        at = 0  # x : y
    if at and at < len(made) and made[at].text == ":" and not any(each.text == "?" for each in made):
        made[at] = made[at]._replace(text="=")
        commas = [
            place for place in range(arrows[0] if arrows else 0, len(made)) if made[place].text in (",", ";")
        ]
        if len(arrows) > 1:  # f: ℝ → ℝ, x ↦ x²
            made[at + 1 : commas[0] + 1 if commas and commas[0] < arrows[1] else arrows[0] + 1] = []
        elif arrows and commas and _texts(made, commas[0] + 1, 1) in ([made[0].text], ["y"]):
            made = made[commas[0] + 1 :]  # f: ℝ → ℝ, f(x) = x²
    arrow = next((place for place, each in enumerate(made) if each.text == "↦"), len(made))
    if _texts(made, arrow + 1, 2) == ["(", "return"] and made[arrow + 1].suffix == "{":
        made = [*made[: arrow + 1], *_sentence(made[arrow + 3 : -1])]
    return made


def _is_lead(tokens: Tokens) -> bool:
    """Whether the first two are written as what leads to the rest: ``J: w²``, ``f:x²``."""
    places = [place for token in tokens[:3] for place in token.place]
    apart = len(places) == 6 and (places[3] < places[4] or tokens[0].text in tuple("fgh"))
    return apart and places[1] == places[2]


def _with_when(tokens: Tokens) -> Tokens:
    """``x > 0 时取 x，否则取 0`` with the 当 that is left out, and ``x²，x > 0 时；…`` without 时."""
    made: Tokens = []
    begin = 0  # of the clause
    for at, token in enumerate(tokens):
        if token.kind == "letters" and token.text[0] == "时":
            if _texts(tokens, at + 1, 1) in ([], [";"]):
                continue
            if begin < len(made) and KEYWORDS.get(made[begin].text) != "if":
                made.insert(begin, Token("letters", "当", token.start, token.start))
        goes_on = takewhile(lambda each: each.text not in (",", ";"), tokens[at + 1 :])
        later = [KEYWORDS.get(each.text) or each.text for each in goes_on]
        if (
            "if" in later
            and KEYWORDS.get(token.text) == "and"
            and not COMPARED & set(later[: later.index("if")])
        ):
            token = Token("sign", ",", *token.place)  # x² for x < 0 and 2x for x ≥ 0
        made.append(token)
        if token.text in (",", ";", ":") or (token.text == "=" and at and tokens[at - 1].text == ")"):
            begin = len(made)
    return made


def _one_heading(tokens: Tokens) -> Tokens:
    """``当 x ≥ 0 时，f(x) = …; 当 x < 0 时，f(x) = …`` with the heading once, in front."""
    found: list[range] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        parts = before is None or before.text in (",", ";", ":")
        begins = parts or KEYWORDS.get(tokens[at - 1].text) in ("then", "else")
        if begins and token.kind == "letters" and _texts(tokens, at + 1, 1) == ["("]:
            close = closing_of(tokens, at + 1)
            if _texts(tokens, close + 1, 1) == ["="] and all(
                each.kind == "letters" or each.text == "," for each in tokens[at + 2 : close]
            ):
                found.append(range(at, close + 2))
    headings = [[tokens[place] for place in each] for each in found]
    texts = {tuple(token.text for token in heading) for heading in headings}
    if (
        len(texts) != 1
        or (found[0].start == 0 and len(found) == 1)
        or (found[0].start and KEYWORDS.get(tokens[0].text) != "if")
    ):
        return tokens
    inside = {place for each in found for place in each}
    return [*headings[0], *(token for place, token in enumerate(tokens) if place not in inside)]
