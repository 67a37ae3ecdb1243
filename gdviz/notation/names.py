"""Parameters' names as a textbook writes them, while files and programs call them by their plain names; and
what others have called something, such as in a table.
"""

from __future__ import annotations

import re

LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = {low: high for high, low in LOWERED.items()}
_OF_LAYER = re.compile(r"(?<![A-Za-z0-9])([bw])(\d+)_(\d+)(?:_(\d+))?(?![A-Za-z0-9_])")


def indexed(text: str) -> str:
    """A text in which a network's parameters have their layer lowered, and their units in brackets.

    >>> indexed("w2_1_13"), indexed("shadow_b1_4"), indexed("w1")
    ('w₂[1,13]', 'shadow_b₁[4]', 'w1')
    """

    def written(found: re.Match[str]) -> str:
        letter, layer, *units = found.groups()
        return f"{letter}{layer.translate(LOWERED)}[{','.join(filter(None, units))}]"

    return _OF_LAYER.sub(written, text)


def plain(text: str) -> str:
    """The same as files call them, also of the beginning of a name, and where a keyboard lowers nothing.

    >>> plain("w₂[1,13]"), plain("w2[1"), plain("b₁")
    ('w2_1_13', 'w2_1', 'b1')
    """
    raised = text.strip().translate(_RAISED)
    return re.sub(r"[\[,]\s*", "_", raised).removesuffix("]")


def shown(text: str, limit: int = 40) -> str:
    """A name, or a cell's text, on one line and shortened.

    >>> shown(" a\\nb "), len(shown("x" * 100))
    ('a b', 40)
    """
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
