"""LaTeX's commands: which stand for a sign, and which only set type."""

from __future__ import annotations

from gdviz.engine.formula.characters import words_of

SIGNS = {
    **dict.fromkeys(("cdot", "times", "ast", "star", "odot"), "*"),
    "div": "/",
    "pm": "±",
    "mp": "∓",
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    "lt": "<",
    "gt": ">",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    **dict.fromkeys(("ne", "neq"), "≠"),
    **dict.fromkeys(("ldots", "dots", "cdots"), ".."),
    **dict.fromkeys(("vert", "lvert", "rvert", "mid", "Vert", "lVert", "rVert", "|"), "|"),
    "lbrace": "(",
    "rbrace": ")",
    "lbrack": "(",
    "rbrack": ")",
    **dict.fromkeys(("land", "wedge"), "and"),
    **dict.fromkeys(("lor", "vee"), "or"),
    **dict.fromkeys(("lnot", "neg"), "not"),
    "cr": "\\\\",
    **dict.fromkeys(("equiv", "triangleq", "coloneqq", "doteq"), "="),
    **dict.fromkeys(("mapsto", "to", "rightarrow", "longmapsto"), "↦"),
    "colon": ":",
    "bmod": "mod",
    "in": "∈",
    "infty": "∞",
    "ell": "l",
    "over": "over",
    "partial": "∂",
    "prime": "'",
    **dict.fromkeys(("top", "intercal"), "⊤"),
    **{sign: sign for sign in "&%_#"},
}
FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
BLANK = frozenset(
    words_of(
        "displaystyle textstyle limits nolimits quad qquad cases middle big bigl bigr Big Bigl Bigr bigg "
        "Bigg notag nonumber rm it bf"
    )
)
FONTS = frozenset(  # which set what follows in a type, or under a brace
    words_of(
        "mathrm mathit mathcal mathbf mathbb mathsf mathop mathrel boldsymbol bm operatorname text textrm "
        "textbf textit mbox mathscr mathfrak mathtt mathnormal symbf "
        "textsf texttt textup underbrace overbrace boxed"
    )
)
ACCENTS = frozenset(words_of("hat bar tilde vec overline widehat widetilde dot"))
NOTES = frozenset(  # with their braces
    words_of("tag label hspace vspace phantom color textcolor colorbox underset mathopen mathclose")
)
CASES = frozenset(words_of("cases dcases rcases numcases matrix pmatrix bmatrix vmatrix array"))
