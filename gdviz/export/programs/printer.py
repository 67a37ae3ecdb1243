"""Trees of arithmetic as Python, in the functions of each framework."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from gdviz.engine.expressions import replaced
from gdviz.engine.formula import tree
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.tree import Node
from gdviz.export.programs.text import Lines, number

NUMPY = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "ln": "log",
    "min": "minimum",
    "max": "maximum",
}
TENSORFLOW = {
    "ln": "math.log",
    "erf": "math.erf",
    "sigmoid": "sigmoid",
    "relu": "nn.relu",
    "softplus": "nn.softplus",
    "min": "minimum",
    "max": "maximum",
}
TORCH = {"ln": "log", "softplus": "nn.functional.softplus", "min": "minimum", "max": "maximum"}
NAMES = {"np": NUMPY, "tf": TENSORFLOW, "torch": TORCH}  # what our functions are called there
SIGNS = {"at_least": ">=", "above": ">"}
COMPARED = {"tf": "tf.cast({0} {2} {1}, real)", "torch": "({0} {2} {1}).to(dtype=real)"}


class Written(Struct, frozen=True):
    """A function's body: what is computed first, and the results."""

    before: tuple[str, ...]
    results: tuple[str, ...]

    @property
    def value(self) -> Lines:
        """The body of a function that gives one number."""
        return [*self.before, f"return {self.results[0]}"]

    def ending(self, line: str) -> Lines:
        """The lines, with the result put into the gap of a last `line`."""
        return [*self.before, line.format(self.results[0])]

    def returning(self, value: str) -> Lines:
        """The body of a function that returns the result put into the gap of `value`."""
        return self.ending(f"return {value}")

    @property
    def vector(self) -> Lines:
        """The body of a function that gives an array of numbers."""
        return [*self.before, f"return np.array([{', '.join(self.results)}], real)"]


OUTPUTS = {"output": "y", "target": "y_"}  # what programs call them
LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}  # what binds more strongly has a higher level
ATOM = 5


def written(roots: tuple[Node, ...], module: str) -> Written:
    """Trees as Python; what occurs several times gets a name."""
    parts = inside_out(roots)
    uses: dict[Node, int] = dict.fromkeys(parts, 0)
    for part in parts:
        for arg in part.args:
            uses[arg] += 1
    texts: dict[Node, tuple[str, int]] = {}
    before: list[str] = []
    for part in parts:
        text, level = _piece(part, texts, module)
        if part.args and (uses[part] > 1 or len(text) > 60):
            before.append(f"t{len(before) + 1} = {text}")
            text, level = f"t{len(before)}", ATOM
        texts[part] = text, level
    return Written(tuple(before), tuple(texts[root][0] for root in roots))


def _piece(part: Node, texts: dict[Node, tuple[str, int]], module: str) -> tuple[str, int]:
    if part.op == "number":
        return number(part.number), (3 if part.number < 0 else ATOM)
    if part.op == "constant":
        return f"np.{part.name}", ATOM
    if part.op == "variable":
        return part.name, ATOM
    args = [texts[arg] for arg in part.args]
    if part.op == "neg":
        return f"-{_inside(args[0], 3)}", 3
    if part.op == "^":
        exponent = part.args[1]
        if exponent.op == "number" and exponent.number == 2 and part.args[0].op != "constant":
            return f"{module}.square({args[0][0]})", ATOM
        return f"{_inside(args[0], ATOM)} ** {_inside(args[1], ATOM)}", 4
    if part.op in LEVELS:
        level = LEVELS[part.op]
        closer = level + (part.op in "-/")
        return f"{_inside(args[0], level)} {part.op} {_inside(args[1], closer)}", level
    test = ""
    if part.op == "if" and part.args[0].op in SIGNS:
        test = f" {SIGNS[part.args[0].op]} ".join(_inside(texts[arg], 1) for arg in part.args[0].args)
    return _call(part, [text for text, _ in args], module, test), ATOM


def printed(root: Node, module: str) -> str:
    """A tree as one expression of Python; `module` is ``np``, ``tf`` or ``torch``."""
    texts: dict[Node, tuple[str, int]] = {}
    for part in inside_out((root,)):
        texts[part] = _piece(part, texts, module)
    return texts[root][0]


def _inside(piece: tuple[str, int], level: int) -> str:
    text, own = piece
    return text if own >= level else f"({text})"


def _call(part: Node, args: list[str], module: str, test: str) -> str:
    """A function of its arguments; a framework's functions want tensors, numbers alone must become some.

    `test` is a choice's condition in Python's own signs, where it has one.
    """
    op = part.op
    if module == "np":
        if op == "sigmoid":
            return f"(1 / (1 + np.exp(-({args[0]}))))"
        if op == "relu":
            return f"np.maximum({args[0]}, 0)"
        if op in SIGNS:
            return f"np.heaviside({args[0]} - ({args[1]}), real({int(op == 'at_least')}))"
        if op == "softplus":
            return f"np.logaddexp(0, {args[0]})"
        if op == "erf":
            return f"np.vectorize(math.erf, otypes=[real])({args[0]})"
        if op == "if":
            return f"real(np.where({test or args[0]}, {args[1]}, {args[2]}))"
    else:
        make = {"tf": "tf.constant({}, real)", "torch": "torch.tensor({}, dtype=real)"}[module]
        constant = [all(each.op != "variable" for each in inside_out((arg,))) for arg in part.args]
        args = [make.format(arg) if fixed else arg for arg, fixed in zip(args, constant, strict=True)]
    if module != "np" and op in SIGNS:
        return COMPARED[module].format(*args, SIGNS[op])
    if module != "np" and op == "if":
        # In TensorFlow 1's graphs != asks whether two tensors are one object.
        holds = test or (f"tf.not_equal({args[0]}, 0)" if module == "tf" else f"{args[0]} != 0")
        return f"{module}.where({holds}, {args[1]}, {args[2]})"
    if module == "tf" and op in ("log2", "log10"):
        return f"(tf.math.log({args[0]}) / np.log({op.removeprefix('log')}))"
    return f"{module}.{NAMES[module].get(op, op)}({', '.join(args)})"


def renamed(root: Node, names: Mapping[str, str]) -> Node:
    """A tree with its variables called otherwise."""
    return replaced(root, {name: tree.variable(other) for name, other in names.items()})
