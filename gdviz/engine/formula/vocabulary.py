"""The words that a formula may use, and the names of its variables."""

from __future__ import annotations

from gdviz.engine.formula.tree import CONSTANTS, FUNCTIONS

ALIASES = {
    "log": "ln",
    "lg": "log10",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "tg": "tan",
    "ctg": "cot",
    "cotan": "cot",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "sgn": "sign",
    "arctg": "atan",
    "maximum": "max",
    "minimum": "min",
    "fabs": "abs",
    "power": "pow",
    "logistic": "sigmoid",
    "wurzel": "sqrt",
    "summe": "sum",
    "mittelwert": "mean",
    "produkt": "prod",
    "potenz": "pow",
    "cosec": "csc",
    **dict.fromkeys(("lb", "ld"), "log2"),
    **dict.fromkeys("㏑㏒", "ln"),
    "cth": "coth",
    **{f"arc{name}": f"a{name}" for name in ("cot", "sec", "csc")},
    **{prefix + name: f"a{name}" for name in ("sinh", "cosh", "tanh") for prefix in ("ar", "arc")},
    "heaviside": "step",
    "clamp": "clip",
    "swish": "silu",
    "nthroot": "root",
    "norm": "abs",
    "product": "prod",
    "average": "mean",
    **dict.fromkeys(("√", "根号"), "sqrt"),
    "三次根号": "cbrt",
    "绝对值": "abs",
    "∛": "cbrt",
    "log1p": "lnop",
    "expm1": "emo",
    "exp2": "etwo",
    **{f"{prefix}{name}": name for name in ("max", "min") for prefix in "fpa"},  # of C, R, NumPy
    "leaky_relu": "leakyrelu",
    "log_cosh": "logcosh",
    **{f"reduce_{name}": name for name in ("sum", "mean", "prod", "max", "min")},
}
# Functions that are written in the others, each with its arguments.
DEFINED = {
    "step": "a ≥ 0",
    "ceil": "-⌊-a⌋",
    "cot": "cos(a)/sin(a)",
    "sec": "1/cos(a)",
    "csc": "1/sin(a)",
    "square": "a²",
    "pow": "a^b",
    "asinh": "ln(a + √(a² + 1))",
    "acosh": "ln(a + √(a² − 1))",
    "atanh": "ln((1 + a)/(1 − a))/2",
    "erfc": "1 − erf(a)",
    "gelu": "a(1 + erf(a/√2))/2",
    "acot": "π/2 − atan(a)",
    "asec": "acos(1/a)",
    "acsc": "asin(1/a)",
    "coth": "cosh(a)/sinh(a)",
    "sech": "1/cosh(a)",
    "csch": "1/sinh(a)",
    "lnop": "ln(1 + a)",  # log1p
    "emo": "exp(a) − 1",  # expm1
    "etwo": "2^a",  # exp2
    "dot": "a·b",
    "logit": "ln(a/(1 − a))",
    "hypot": "√(a² + b²)",
    "mod": "a − b⌊a/b⌋",
    "round": "⌊a + ½⌋",
    "trunc": "sign(a)⌊|a|⌋",
    "clip": "min(max(a, b), c)",
    "elu": "if a > 0 then a else exp(a) − 1",
    "leakyrelu": "if a > 0 then a else a/100",
    "silu": "a·sigmoid(a)",
    "mish": "a·tanh(softplus(a))",
    "hinge": "relu(1 − a)",
    "huber": "if |a| ≤ 1 then a²/2 else |a| − ½",
    "logcosh": "ln(cosh(a))",
}
REFUSED = frozenset({"atan2", "arctan2", "selu", "celu", "softmax"})  # functions that are no products, either
SERIES = ("sum", "prod", "mean")  # of what is in the brackets, or of an index's terms
WRITTEN_OUT = (*DEFINED, "cbrt", "root", *SERIES)
FUNCTION_WORDS = frozenset({*FUNCTIONS, *ALIASES, *WRITTEN_OUT} - {"√", "∛"})
# What is said in Chinese: signs; what a question begins with; where a question begins; what holds of x.
CHINESE_SIGNS = {
    **dict.fromkeys(("加", "加上"), "+"),
    **dict.fromkeys(("减", "减去"), "-"),
    **dict.fromkeys(("乘", "乘以"), "*"),
    "除以": "/",
    "大于": ">",
    "小于": "<",
    **dict.fromkeys(("大于等于", "大于或等于", "不小于"), "≥"),
    **dict.fromkeys(("小于等于", "小于或等于", "不大于"), "≤"),
    **dict.fromkeys(("的平方", "平方"), "²"),
    **dict.fromkeys(("的立方", "立方", "的三次方"), "³"),
}
BEGINS = ("return", "求", "设", "令", "最小化", "最大化", "使", "计算", "证明", "let", "Let")
ASKS = tuple(
    f"的{what}"
    for what in ("最小值", "极小值", "最小值点", "极值", "图像", "最值", "极值点", "图象", "最大值", "极大值")
)
QUESTIONS = ("求", "试求", "问", "试问", "请")
MINIMIZES = ("min", "arg", "argmin", "minimize", "minimise")
WHERE = ("其中", "where", "with", "for", "mit", "fur", "für", "wobei")
ODD_NAMES = frozenset(
    {*(name for name in FUNCTION_WORDS if "_" in name or not name.isalpha()), "atan2", "arctan2"}
)
LOGARITHMS = ("log",)  # that may have their base behind them
KEYWORDS = {
    "if": "if",
    "then": "then",
    "else": "else",
    "otherwise": "else",
    "where": "if",
    **dict.fromkeys(("其中", "with", "mit", "fur", "wobei"), "if"),
    "over": "over",
    "when": "if",
    "for": "if",
    "elif": "elif",
    **dict.fromkeys(("piecewise", "ifelse"), "if"),
    "ifs": "if",
    "not": "not",
    "wenn": "if",
    "falls": "if",
    "dann": "then",
    "sonst": "else",
    "und": "and",
    "oder": "or",
    "and": "and",
    "or": "or",
    "如果": "if",
    "若": "if",
    "当": "if",
    "则": "then",
    "那么": "then",
    "时": "then",
    "时为": "then",
    "时取": "then",
    "则为": "then",
    **dict.fromkeys(("取", "则取", "为", "则等于"), "then"),
    **dict.fromkeys(("否则取", "否则等于"), "else"),
    "否则": "else",
    "否则为": "else",
    "当且仅当": "if",
    "其余": "else",
    "非": "not",
    "其它": "else",
    "其他": "else",
    "且": "and",
    "并且": "and",
    "或": "or",
    "或者": "or",
}
WORDS = frozenset({*FUNCTION_WORDS, *KEYWORDS, *CONSTANTS})
CHINESE = frozenset(
    word for word in (*WORDS, *CHINESE_SIGNS, *BEGINS, *ASKS, *QUESTIONS) if word[0] >= "\u4e00"
)
# What a run's other numbers are called: no word for a variable.
TAKEN = frozenset(
    {
        *(
            "loss",
            "gradient",
            "shadow",
            "learning_rate",
            "decay_rate",
            "effective_decay",
            "epoch",
            "examples",
        ),
        *("global_step", "num_updates", "step_length", "sharpness", "accuracy", "params", "published"),
    }
)
ANYWAY = frozenset("wxybze")  # letters that stand side by side as a product, whatever the rest of the formula


def in_order(names: set[str]) -> tuple[str, ...]:
    """Variables in the order of the parameters: by the alphabet and their index, b after w where both are.

    >>> in_order({"y", "x"}), in_order({"b", "w"}), in_order({"w10", "w2"}), in_order({"b", "a"})
    (('x', 'y'), ('w', 'b'), ('w2', 'w10'), ('a', 'b'))
    """
    biased = any(name[0] == "w" for name in names)

    def key(name: str) -> tuple[str, int, str]:
        letter, index = name[0], name[1:]
        number = int(index) if index.isdigit() else -1
        return "wb" if biased and letter == "b" else letter, number, index

    return tuple(sorted(names, key=key))


__all__ = [
    "ALIASES",
    "ANYWAY",
    "ASKS",
    "BEGINS",
    "CHINESE",
    "CHINESE_SIGNS",
    "DEFINED",
    "FUNCTION_WORDS",
    "KEYWORDS",
    "LOGARITHMS",
    "MINIMIZES",
    "ODD_NAMES",
    "QUESTIONS",
    "REFUSED",
    "SERIES",
    "TAKEN",
    "WHERE",
    "WORDS",
    "WRITTEN_OUT",
    "in_order",
]
