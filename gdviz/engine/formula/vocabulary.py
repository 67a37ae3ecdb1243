"""The words that a formula may use, and the names of its variables."""

from __future__ import annotations

from gdviz.engine.formula.characters import words_of
from gdviz.engine.formula.tree import CONSTANTS, FUNCTIONS

ALIASES = {
    other: name
    for name, others in {
        "sqrt": "√ 根号 根号下 wurzel racine raiz",
        "cbrt": "∛ 三次根号",
        "ln": "log ㏑ ㏒",
        "log10": "lg",
        "log2": "lb ld",
        "sin": "sen",
        "tan": "tg",
        "cot": "ctg cotg cotan",
        "csc": "cosec cossec",
        "sinh": "sh",
        "cosh": "ch",
        "tanh": "th",
        "coth": "cth",
        "asin": "arcsin arcsen",
        "acos": "arccos",
        "atan": "arctan arctg",
        "acot": "arccot arcctg",
        "asec": "arcsec",
        "acsc": "arccsc",
        "asinh": "arsinh arcsinh",
        "acosh": "arcosh arccosh",
        "atanh": "artanh arctanh",
        "abs": "fabs absolute betrag norm 绝对值",
        "sign": "sgn",
        "pow": "power potenz",
        "root": "nthroot nroot",
        "max": "maximum fmax pmax amax reduce_max",
        "min": "minimum fmin pmin amin reduce_min",
        "sum": "summe reduce_sum",
        "mean": "mittelwert average reduce_mean",
        "prod": "produkt product reduce_prod",
        "step": "heaviside unitstep heavisidetheta",
        "radians": "deg2rad",
        "degrees": "rad2deg",
        "clip": "clamp",
        "sigmoid": "logistic expit logisticsigmoid plogis",
        "silu": "swish",
        "leakyrelu": "leaky_relu",
        "logcosh": "log_cosh",
    }.items()
    for other in others.split()
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
    "log1p": "ln(1 + a)",
    "expm1": "exp(a) − 1",
    "exp2": "2^a",
    "dot": "a·b",
    "radians": "a·π/180",
    "degrees": "a·180/π",
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
SPOKEN = frozenset(  # words that say a formula, which is expected in signs
    words_of(
        "the of find one two three four five half third quarter fourth twice double root square cube power "
        "raised divided multiplied value natural logarithm exponential difference quotient "
        "的 根 的平方根 的立方根 的次方 次方 次幂 分之 分之一 二分之一 倍"
    )
)
SERIES = ("sum", "prod", "mean")  # of what is in the brackets, or of an index's terms
WRITTEN_OUT = (*DEFINED, "cbrt", "root", *SERIES)
FUNCTION_WORDS = frozenset({*FUNCTIONS, *ALIASES, *WRITTEN_OUT} - {"√", "∛"})
# What is said in words: signs; what a question begins with; where a question begins; what holds of x.
SAID_SIGNS = {
    word: sign
    for sign, words in {
        "+": "plus 加 加上",
        "-": "minus 减 减去",
        "*": "times 乘 乘以",
        "/": "除以",
        ">": "大于",
        "<": "小于",
        "≥": "大于等于 大于或等于 不小于",
        "≤": "小于等于 小于或等于 不大于",
        "²": "squared 的平方 平方",
        "³": "cubed 的立方 立方 的三次方",
    }.items()
    for word in words.split()
}
BEGINS = ("return", "求", "设", "令", "使", "计算", "证明", "let", "Let")
ASKS = tuple(
    f"的{what}" for what in words_of("最小值 极小值 最小值点 极值 图像 最值 极值点 图象 最大值 极大值")
)
QUESTIONS = ("求", "试求", "问", "试问", "请")
MAXIMIZES = ("max", "argmax", "maximize", "maximise", "maximum", "最大化")
MINIMIZES = ("min", "arg", "argmin", "minimize", "minimise", "minimum", "最小化")
WHERE = ("其中", "where", "with", "for", "pour", "per", "para", "mit", "fur", "für", "wobei")
ODD_NAMES = frozenset(
    {*(name for name in FUNCTION_WORDS if "_" in name or not name.isalpha()), "atan2", "arctan2"}
)
LOGARITHMS = ("log",)  # that may have their base behind them
KEYWORDS = {
    word: meaning
    for meaning, words in {
        "if": "if when wenn falls si se piecewise ifelse ifs 如果 若 当 当且仅当 " + " ".join(WHERE),
        "then": "then dann 则 那么 时 时为 时取 则为 取 则取 为 则等于",
        "elif": "elif",
        "else": "else true otherwise sonst sinon altrimenti sino 否则 否则为 否则取 否则等于 其余 其它 其他",
        "and": "and und et 且 并且",
        "or": "or oder 或 或者",
        "not": "not 非",
        "over": "over",
    }.items()
    for word in words.split()
}
WORDS = frozenset({*FUNCTION_WORDS, *KEYWORDS, *CONSTANTS})
CHINESE = frozenset(
    word
    for word in (*WORDS, *SAID_SIGNS, *BEGINS, *ASKS, *QUESTIONS, *MAXIMIZES, *MINIMIZES)
    if word[0] >= "\u4e00"
)
# What a run's other numbers are called: no word for a variable.
TAKEN = frozenset(
    words_of(
        "loss gradient shadow learning_rate decay_rate effective_decay epoch examples global_step "
        "num_updates step_length sharpness accuracy params published"
    )
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
