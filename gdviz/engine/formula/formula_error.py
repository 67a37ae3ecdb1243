"""What can be wrong with a formula, each with the sentence for the person who typed it."""

from __future__ import annotations

MOST_CHARACTERS = 1000  # of a formula

# The sentences, by code; the window translates them before the values are put in.
MESSAGES = {
    "empty": "There is no formula yet. Write one, such as (w + 1)^2 or f(x, y) = x² + y².",
    "too_long": "The formula has {length} characters; at most {most} can be used.",
    "character": "“{text}” means nothing in a formula: numbers, letters, functions such as sin, brackets and "
    "+ − · / ^ were expected.",
    "command": "The LaTeX command “{text}” is not known: write the formula without it.",
    "ends": "A sum needs its ends as numbers, such as Σ_(i=1)^3 (w − i)².",
    "terms": "The terms between are not read: write a sum such as Σ_(i=1)^3 (w − i)².",
    "factorial": "“!” can stand behind a whole number only, such as 3!.",
    "index": "“{text}”: an index is a number, such as x1, or the letter that counts the terms of a sum.",
    "cases": "Say where this value holds, or write “otherwise”: {{w², w > 0; −w, otherwise}}.",
    "equals": "Only one “=” can stand in a formula, after the name of the loss: f(w) = …",
    "heading": "Before “=” only the name of the loss was expected, such as loss, or f(w), not “{text}”.",
    "not_in_heading": "“{text}” is not known. The heading names {names} only: put a number in its place, say "
    "behind which it is (…, a = 2), or name it there, too.",
    "named_twice": "“{text}” is already the name of the loss or of a variable.",
    "number": "“{text}” is not a number that can be used.",
    "comma": "“{text}” can mean {decimal} or {grouped}: write one of them, without a comma.",
    "too_large": "“{text}” is too large a number.",
    "derivative": "“{text}” is a derivative: write the formula itself, its gradient is found. If d is a "
    "variable, say so: f(d, x) = …",
    "prime": "“{text}” can be a derivative, a transpose or another variable: use an index instead, "
    "such as w1.",
    "accent": "“{text}” and “{letter}” are both here: give one of them another letter.",
    "constraint": "“{text}” is a constraint: a run descends the loss alone, so leave it out.",
    "setting": "“{text}” is no part of the formula: leave it out. Where a run starts, and its learning rate, "
    "are set beside it.",
    "maximum": "“{text}” asks for a maximum, but a run descends: put − before the formula.",
    "two_ways": "“{text}” can mean {one} or {other}: write one of them.",
    "delta": "“{text}” can be a variable of its own or Δ·{letter}: write one letter, such as d, or ·.",
    "value": "“{text}” can be a product or the value of an unknown function: write “·” between factors.",
    "bars": "These bars can be read in two ways: write abs(…) instead.",
    "numbered": "“{text}” can be a factor or the number of the equation: write · before it, or leave it out.",
    "undefined": "“{text}” has no value.",
    "unknown": "“{text}” is not known. Variables are single letters, such as w, θ or x1; write a product of "
    "letters with · between them, and name words first: f(price) = …",
    "said": "“{text}” is in words where signs were expected: write √x, x/2, ½x, 2x, x², |x| or sin(x).",
    "function": "“{text}” is not known as a function: write out what it stands for.",
    "did_you_mean": "“{text}” is not known. Did you mean {near}?",
    "too_many_variables": "The formula has {found} variables: {names}; at most {most} can be used.",
    "no_variable": "The formula has no variable: use w, or x and y, or any other letter.",
    "argument": "After {text} its argument was expected, such as {example}.",
    "arguments": "{text} takes {wanted} in its brackets, but has {found}.",
    "operand": "Something is missing after “{text}”.",
    "operand_first": "The formula can't begin with “{text}”.",
    "operator": "“{text}” was not expected here: an operator such as + or ·, or the end, was.",
    "expected": "“{text}” was not expected here: “{wanted}” was.",
    "unfinished": "The formula ends too early: “{wanted}” was expected.",
    "comparison": "“{text}” is not a condition: a comparison was expected, such as w > 0.",
    "close": "The bracket “{text}” is never closed.",
    "open": "The bracket “{text}” was never opened.",
    "too_deep": "The brackets are nested too deeply here; at most {most} levels can be used.",
    "too_many": "The formula has too many parts; at most {most} can be used.",
}


def shortened(text: str, most: int = 40) -> str:
    """A text of more characters than `most` with its middle left out."""
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 4 :]}"


class FormulaError(ValueError):
    """A formula that can't be used.

    `code` is a key of `MESSAGES`, `values` what is put in, `place` the (start, stop) of the trouble.
    """

    def __init__(self, code: str, place: tuple[int, int] = (0, 0), **values: object) -> None:
        self.code = code
        self.place = place
        self.values = values
        sentence = MESSAGES[code].format(**values)
        super().__init__(f"character {place[0] + 1}: {sentence}" if place[1] > 0 else sentence)

    @classmethod
    def at(cls, text: str, start: int, stop: int, code: str, **values: object) -> FormulaError:
        """What is wrong with a part of a text, which the sentence quotes."""
        return cls(code, (start, stop), text=shortened(text[start:stop]), **values)
