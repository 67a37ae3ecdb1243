"""Characters of a formula as people have them: full-width and Chinese ones, LaTeX, Greek letters.

Every translation keeps the length of the text, so that places in a message are places in what was typed.
"""

from __future__ import annotations

import unicodedata


def words_of(text: str) -> tuple[str, ...]:
    """The words between blanks, for tables of many."""
    return tuple(text.split())


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵃᵇᵏⁿˣʸᶻʷᵗᵖ⁽⁾", "0123456789-+abknxyzwtp()")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙ₌", "0123456789ijkn=")
FRACTIONS = {sign: unicodedata.numeric(sign) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
GREEK = "αβγδεζηθικλμνξορστυφχψωΓΔΘΛΞΠΣΦΨΩπ"
_NAMED = words_of(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ rho ρ varrho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω pi π "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
GREEK_NAMES = dict(zip(_NAMED[::2], _NAMED[1::2], strict=True))
_SAME = str.maketrans(
    {
        **{
            chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)
        },  # full-width forms of a Chinese keyboard
        **dict.fromkeys("−–—﹣‐‑˗➖", "-"),
        **dict.fromkeys("➕﹢", "+"),
        **dict.fromkeys("×·⋅∙∗•✖✕⨯･‧⊙", "*"),
        **dict.fromkeys("÷∕⁄➗", "/"),
        **dict.fromkeys("【〔〖", "["),
        **dict.fromkeys("】〕〗", "]"),
        **dict.fromkeys("，、", ","),
        **dict.fromkeys("≤≦⩽", "≤"),
        **dict.fromkeys("≥≧⩾", "≥"),
        **{  # letters of Word's and LaTeX's mathematics: 𝑥, ℒ
            chr(code): plainly
            for code in (*range(0x1D400, 0x1D800), *range(0x210A, 0x2139))
            if len(plainly := unicodedata.normalize("NFKC", chr(code))) == 1 and plainly.isalnum()
        },
        **{letter: unicodedata.normalize("NFD", letter)[0] for letter in "âêîôûŵŷẑāēīōūȳĉĝĥĵŝẋẏḃẇẅãñõũỹṽẽ"},
        **dict.fromkeys([*map(chr, range(0x300, 0x370)), "\u20d7", "▒"], " "),  # hats and arrows; Word's
        # what can't be seen: soft hyphens, Word's marks of functions and products, zero width, directions
        **dict.fromkeys("\u00ad\u2061\u2062\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c", " "),
        **dict.fromkeys(map(chr, range(0x2460, 0x2474)), " "),  # ①, the number of an exercise or an equation
        **dict.fromkeys("‖∥│", "|"),
        **dict.fromkeys("≡≜≝≔", "="),
        **dict.fromkeys("→⟶⟼", "↦"),
        **dict.fromkeys("“”「」『』", '"'),
        **dict.fromkeys("′‘’`´", "'"),
        **dict.fromkeys("ᵀ⊺", "⊤"),
        "ü": "u",
        "ℓ": "l",
        "ƒ": "f",
        "⎧": "{",
        **dict.fromkeys("⎨⎪⎩", "\n"),
        "𝟙": "1",
        "ϕ": "φ",
        "ϵ": "ε",
        "ϑ": "θ",
        "ϱ": "ρ",
        "µ": "μ",
        "𝜋": "π",
        "。": ".",
        "ˆ": "^",
        "∣": "|",
        "\u3000": " ",
        "\u00a0": " ",
    }
)


def plain(text: str) -> str:
    """`text` in the characters that the grammar knows, of the same length.

    >>> plain("（ｗ＋１）２。")
    '(w+1)2.'
    """
    return text.translate(_SAME)


def is_accented(text: str) -> bool:
    """Whether a letter carries a hat, a bar or a dot."""
    return any(map(unicodedata.combining, unicodedata.normalize("NFD", text)))
