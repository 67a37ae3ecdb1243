"""Every number that a person reads is written by `notation`: nothing else in gdviz rounds one into a text."""

import ast
import re
from pathlib import Path

import gdviz

ROUNDS = re.compile(r"[,%]|\.\d+[efgEFG]?$|[efgEFG]$")
SPEC = re.compile(r":[^:\n]*[,%\defgEFG]\}")  # at the end of a place in an f-string
# What machines read: SVG, the arguments of an encoder, CSS. And what is rounded to be a number again.
MACHINES = {
    *("export/picture/svg.py", "export/picture/pictures.py", "export/animation/encoder.py"),
    "views/step/equations.py",
}
AGAIN = {"float", "int"}


def rounded_texts(tree):
    """The lines of f-strings that round a number, but for those that `float` and `int` read at once."""
    read_again = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AGAIN
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FormattedValue)
            and node.format_spec is not None
            and id(node) not in read_again
        ):
            spec = "".join(
                str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant)
            )
            if ROUNDS.search(spec):
                yield node.lineno


def test_no_text_rounds_a_number_by_itself():
    root = Path(gdviz.__file__).parent
    found = {}
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name not in MACHINES and not name.startswith("notation/"):
            text = path.read_text("utf-8")
            lines = list(rounded_texts(ast.parse(text))) if SPEC.search(text) else []
            found |= {name: lines} if lines else {}
    assert found == {}
