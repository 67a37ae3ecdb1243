"""Tests use what is public: clocks, executors, writers are handed in. What is left may only become less."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
WORD = re.compile(r"\b_[A-Za-z]")  # which most files have not: they need not be parsed
OWN = {"self", "cls", "os", "sys"}  # `os._exit`, `sys._MEIPASS`
LEFT = {
    "app/crash/test_handler.py": 1,
    "app/presenter/test_presenter.py": 2,
    "app/recovery/test_recovery.py": 2,
    "app/test_beats.py": 2,
    "app/test_lesson_editor.py": 1,
    "app/test_my_progress.py": 1,
    "base/test_patterns.py": 2,  # of Python, which has no public reader of patterns
    "base/test_resources.py": 1,
    "benchmarks/test_window_stall.py": 1,
    "commands/test_cli.py": 1,
    "commands/test_sweep_command.py": 1,
    "conftest.py": 1,
    "document/test_codec.py": 1,
    "engine/learning/test_training.py": 4,
    "machines.py": 1,
    "session/test_engines.py": 10,
    "session/test_picture_process.py": 2,
    "session/test_session.py": 2,
    "views/loss/test_curvature_marks.py": 2,
    "views/loss/test_loss.py": 1,
    "views/loss/test_loss_models.py": 1,
    "views/loss/test_model_chart.py": 1,
    "views/loss/test_substeps.py": 2,
    "views/map/test_map.py": 2,
    "views/network/test_network_view.py": 3,
    "views/plot/test_many_parameters.py": 2,
    "views/time/test_weights.py": 2,
}


def private(name):
    return name.startswith("_") and not name.endswith("_")


def reached_into(tree):
    """The private names of something else that a module reads, or puts something in the place of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not (
            isinstance(node.value, ast.Name) and node.value.id in OWN
        ):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "setattr"
        ):
            texts = (each.value for each in node.args[:2] if isinstance(each, ast.Constant))
            yield from (str(text).rpartition(".")[2] for text in texts)


def test_no_test_reaches_into_what_is_private():
    found = {}
    for path in sorted(TESTS.rglob("*.py")):
        text = path.read_text("utf-8")
        count = sum(map(private, reached_into(ast.parse(text)))) if WORD.search(text) else 0
        if count:
            found[path.relative_to(TESTS).as_posix()] = count
    assert found == LEFT
