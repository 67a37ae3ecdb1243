"""What can be wrong with a formula, each with the sentence for the person who typed it."""

from __future__ import annotations

# The sentences, by code; the window translates them before the values are put in.
MESSAGES = {
    "empty": "There is no formula yet. Write one of w, or of x and y, such as (w + 1)^2.",
    "too_long": "The formula has {length} characters; at most {most} can be used.",
    "character": "“{text}” means nothing in a formula.",
    "equals": "Write only the loss itself, without “=”.",
    "number": "“{text}” is not a number that can be used.",
    "too_large": "“{text}” is too large a number.",
    "undefined": "“{text}” has no value.",
    "unknown": "“{text}” is not known. A formula may use w, or x and y, or w1 and w2, "
    "and functions such as sin, exp, ln, sqrt.",
    "did_you_mean": "“{text}” is not known. Did you mean {near}?",
    "variables": "The variables {names} can't stand together: use w alone, x and y, or w1 and w2.",
    "no_variable": "The formula has no variable: use w, or x and y.",
    "brackets_for_function": "After {text} the argument must stand in brackets: {text}(…).",
    "arguments": "{text} takes {wanted} arguments in its brackets, but has {found}.",
    "operand": "Something is missing after “{text}”.",
    "operand_first": "The formula can't begin with “{text}”.",
    "operator": "“{text}” was not expected here.",
    "close": "The bracket “{text}” is never closed.",
    "open": "The bracket “{text}” was never opened.",
    "too_deep": "The brackets are nested too deeply here; at most {most} levels can be used.",
    "too_many": "The formula has too many parts; at most {most} can be used.",
}


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
