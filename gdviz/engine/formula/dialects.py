"""What programs, documents and teachers put around a formula: rewritten or blanked, at the same length."""

from __future__ import annotations

import re

_BETWEEN = r"[-+−–－]?\s*[\d.πe]+\s*[<≤＜≦⩽]=?\s*\w+\s*[<≤＜≦⩽]=?\s*[-+−–－]?\s*[\d.πe]+"
_IN_A_SET = r"(?:∈|\bin\b|\\in(?![A-Za-z]))(?:[^,;\[(（［]|[\[(（［][^\[\]()（）［］]*[\])）］])*"
_DOMAIN = rf"(?:{_BETWEEN}|(?:其中|where|with|for|mit)?\s*\w+\s*(?:[<>≤≥≠][\s\d.−-]+|{_IN_A_SET}))"
_HEADING = r"\s*\\?\w+\s*(?:[(（][^()（）=]*[)）])?\s*=(?!=)"
# Each pattern with what it becomes: the text of a group, or other text; filled up with blanks.
_RULES = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        # Programs.
        (r"\b(?:np|numpy|jnp|[Mm]ath|torch|tf|keras)\.(?:(?:math|nn|functional)\.)*(?=[A-Za-z])", ""),
        (r"\blambda\s+([\w\s,]+):", r"\1↦"),
        (r"^\s*return\b", ""),
        (r"\.(?=[*^/])", ""),
        (r"\.pow\s*\(([^()]*)\)", r"^(\1)"),
        (r"\breduce_(?=sum|mean|prod)", ""),
        (r"^\s*@\s*(\([\w\s,]+\))", r"\1↦"),
        (r"^\s*def\s+(\w+\s*\([\w\s,]+\))\s*:\s*return\b", r"\1 ="),
        (r"^\s*function\s+(\w+\s*\([\w\s,]+\))\s*\{\s*return\b([^{}]*)\}", r"\1 = \2"),
        (r"(?i)\bleaky_(relu)", r"leaky\1"),
        (r"\blog1p(?=\s*\()", "lnop"),
        (r"^\s*function\s*(\([\w\s,]+\))", r"\1↦"),
        (r"(?i)\bsi(?=\s*\([^()]*;)", "if"),
        (r"(?i)(?:\bpi|π)\s*\(\s*\)", "π"),
        (r"\s#\s*[^\W\d].*$|\s//\s*[^\W\d]{2}.*$", ""),
        (r"&&", "∧"),
        (r"\|\|(?=[^|?]*[<>≤≥=≠][^|]*\?)|(?<=\s)\|\|(?=\s)", "∨"),
        (r"\|->", "↦"),
        (r"->|=>|→|⟶|⟼|\\(?:mapsto|to)(?![A-Za-z])", "↦"),
        # LaTeX documents.
        (r"\\(begin|end)\s*\{(?:d|r|num)cases\*?\}", r"\\\1{cases}"),
        (r"\\(begin|end)\s*\{[pbv]?matrix\}", r"\\\1{cases}"),
        (r"\\cases(?=\s*\{)|\\(?:no)?limits(?![A-Za-z])", ""),
        (r"\{\s*([^{}\\]*?)\s*\\over(?![A-Za-z])\s*([^{}\\]*?)\s*\}", r"((\1)/(\2))"),
        (r"\\begin\s*\{(?:array|aligned|gathered)\}\s*\{[lcr|@{}\s]*\}", r"\\begin{cases}"),
        (r"\\end\s*\{array\}", r"\\end{cases}"),
        (r"\\left\s*\\\{\s*(?=\\begin)|\\(?:left|right)\s*\.", ""),
        (r"\\(?:begin|end)\s*\{(?:equation|align|aligned|gather|gathered|split|math|displaymath)\*?\}", ""),
        (r"\\(?:tag|label)\s*\{[^{}]*\}|\\(?:rm|it|bf|notag|nonumber)(?![A-Za-z])", ""),
        (r"&\s*=", "="),
        (r"\\\\\s*$|[.。](?=\}?\s*\\end)", ""),
        (r"\\\|", "|"),
        (r"\\ell(?![A-Za-z])|ℓ", "l"),
        (r"(\d)\{,\}(\d)", r"\1.\2"),
        (r"(\d)\\,(\d{3})(?!\d)", r"\1\2"),
        (r"\\[lr]?Vert(?![A-Za-z])", "|"),
        (r"[‖∥]{2}([^|‖∥]*)[‖∥]{2}", r"|\1|"),
        (r"\|\|([^|]*)\|\|(?=(?:[^|]*\|\|[^|]*\|\|)*[^|]*$)", r"|\1|"),  # not between two values: |x||y|
        (r"(?<=[|‖∥])\s*_\s*(?:[12₁₂∞F]|\{\s*(?:[12F∞]|\\infty)\s*\})|(?<=[|‖∥])[₁₂]", ""),
        (r"\\(?:under|over)brace(?=\s*\{)", ""),
        (r"\}\s*[_^]\s*\{\s*\\text\s*\{[^{}]*\}\s*\}", "}"),
        (r"\\(?:equiv|triangleq|coloneqq|doteq)(?![A-Za-z])|[≡≜≝]", "="),
        (r"^(\s*\\?[A-Za-z]+)_(?:\{(?:\\[a-z]+\s*\{)?[A-Za-z\s]+\}{1,2}|[A-Za-z]+)(?=[^=]*=)", r"\1"),
        (r"(?:\\math(?:bb|bf|rm)\s*\{?1\}?|\\mathbb 1|𝟙|1)\s*_\s*\{([^{}]*[<>≤≥][^{}]*)\}", r"(\1)"),
        (r"(?<=[A-Za-z])\^\s*\{\(\s*(\d+)\s*\)\}", r"_\1"),
        (r"^([^T]*[A-Za-df-z])\s*\^\s*(?:T|\{T\})\s*(?=[A-Za-z])", r"\1"),  # transposed, if T is no variable
        (r"的?平方(?=$|[+\-−*·/)）\s])", "²"),
        (r"的?立方(?=$|[+\-−*·/)）\s])", "³"),
        (r"\^\s*\{?\s*(?:\\top|\\intercal|⊤)\s*\}?|ᵀ", ""),
        # What stands around it on a sheet.
        (r"^\s*([\"'`“”「『])(.*)[\"'`“”」』]\s*$", r" \2"),
        (r"^\s*(?:[(（]?(?:\d+|[a-h])[)）]|例\s*\d+|[①-⑳])\s*[.、:：]?\s*(?=[\w\\][^=<>≤≥?]*=)", ""),
        (r"^\s*(?:\d+|[a-h])[)）、]\s*", ""),
        (rf"^({_HEADING}.*[^\s+\-−*·×/÷^<>=≤≥,(])(?<![A-Za-z][A-Za-z])\s+[(（]\d+[)）]\s*$", r"\1"),
        (r"^\s*(?:求|最小化|最大化|使|计算)(?!导)", ""),
        (r"的(?:最小值|极小值|最小值点|极值|图像|最值)[。.]?\s*$", ""),
        # What is minimized, and the set it is minimized over.
        (r"^\s*\\?(?:arg)?\s*\\?min(?:imi[sz]e)?\s*_\s*(?:\{[^{}]*\}|\w[₀-₉\d]*)", ""),
        (r"^\s*(?:\\?arg\s*\\?min|[Mm]inimi[sz]e)\b", ""),
        (r"[,，;；。]\s*(?:求|试求|问|请|则(?:[^,，;；]*的|\s*[fgy]\s*(?:[(（]\w[)）])?\s*$))[^=]*$", ""),
        (rf"[,;，；]\s*{_DOMAIN}$|(?<=[\w)）²³⁴])(?:\s+[(（]|（)\s*{_DOMAIN}[)）]\s*$", ""),
        # The name of the loss.
        (r"^\s*=", ""),
        (r"\\colon(?![A-Za-z])", ":"),
        (r"^[^=:：]*[\u4e00-\u9fff]\s*[:：](?=[^=]*=)", ""),
        (r"^(\s*\w+\s*[:：])\s*[\wℝ^²]+\s*↦\s*[\wℝ]+\s*[,;，；]", r"\1"),
        (r"^(\s*\\?\w+\s*(?:[(（][^()（）]*[)）])?\s*)(?::=|：=|≔|[:：])(?![^?？]*[?？])", r"\1="),
    )
)  # fmt: skip


def in_one_notation(text: str) -> str:
    """The text as the grammar expects it, of the same length.

    >>> in_one_notation("np.sin(w)"), in_one_notation("lambda w: w**2"), in_one_notation("w.^2")
    ('   sin(w)', 'w↦        w**2', 'w ^2')
    """
    for pattern, becomes in _RULES:
        text = pattern.sub(lambda match, to=becomes: _filled(match, to), text)  # type: ignore[misc]
    return text


def _filled(match: re.Match[str], becomes: str) -> str:
    return match.expand(becomes).ljust(len(match[0]))


__all__ = ["in_one_notation"]
