"""A layout is put into another before it is filled.

PySide makes an object of each item that it finds in there otherwise, and knows it at its address as long as
the outer layout lives. Once Qt has deleted the item, whatever comes to lie there is taken for it: lines of
pyqtgraph were not painted, and an icon that was replaced ended the process with a segmentation fault.
"""

import ast
import re
from pathlib import Path

import gdviz

FILLS = {"addWidget", "insertWidget", "addStretch", "addSpacing", "addLayout", "insertLayout", "addRow"}
TAKES = {"addLayout", "insertLayout", "addRow"}
TOLD = re.compile(rf"\.({'|'.join(TAKES)})\(")
SOURCES = Path(gdviz.__file__).parent


def filled_before(source):
    """The lines where a layout is put into another after it was filled in the same function."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
        calls = [each for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr in FILLS]
        filled = {}
        for call in sorted(calls, key=lambda each: each.lineno):
            if call.func.attr in TAKES:
                yield from (call.lineno for each in call.args if ast.unparse(each) in filled)
            filled[ast.unparse(call.func.value)] = call.lineno


def test_it_is_found():
    late = "def f(self):\n    row.addWidget(a)\n    column.addLayout(row)\n"
    early = "def f(self):\n    column.addLayout(row)\n    row.addWidget(a)\n"
    assert (list(filled_before(late)), list(filled_before(early))) == ([3], [])


def test_no_layout_is_filled_before_it_has_its_place():
    sources = {path: path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")}
    found = {path: list(filled_before(text)) for path, text in sources.items() if TOLD.search(text)}
    assert {str(path.relative_to(SOURCES)): lines for path, lines in found.items() if lines} == {}
