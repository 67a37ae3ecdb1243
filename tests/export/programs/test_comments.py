"""What generated programs say in comments and docstrings: in the language that is spoken."""

import io
import keyword
import re
import tokenize

import numpy as np
import pytest

from gdviz.base.i18n import speaking
from gdviz.engine.changes import Change
from gdviz.engine.experiment import Experiment
from gdviz.engine.missing import Missing
from gdviz.engine.optimizer_base import Optimizer
from gdviz.export.programs.code import FRAMEWORKS, program
from tests.export.programs.program_cases import GROUPS, all_cases
from tests.sampling import pairs, some

CHINESE = re.compile(r"[\u4e00-\u9fff：]")
WORDS = re.compile(r"[A-Za-z]\w+")


def untranslated(text):
    """The comments and docstrings without Chinese whose words are not all names of the program."""
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    names = {each.string for each in tokens if each.type == tokenize.NAME} - set(keyword.kwlist)
    said = [
        each.string
        for each in tokens
        if each.type == tokenize.COMMENT or (each.type == tokenize.STRING and each.string.startswith('"""'))
    ]
    return {each for each in said if not CHINESE.search(each) and set(WORDS.findall(each)) - names}


def test_comments_are_in_the_language_that_is_spoken():
    chosen = some(pairs(all_cases().values(), FRAMEWORKS), 90)
    chosen += pairs((case for _, case in GROUPS["changes"]()), FRAMEWORKS)  # in which most is said
    left = set()
    with speaking("zh_CN"):
        for case, framework in chosen:
            text = program(case, framework)
            compile(text.encode(), framework, "exec")
            left |= untranslated(text)
    assert not left


def test_what_is_not_translated_is_found():
    assert untranslated(program(Experiment(), "torch")) >= {"# the learning rate", "# the precision"}


def test_a_run_without_a_program_says_so_in_chinese():
    case = Experiment(problem=Missing(text='{"problem": {"kind": "a_package.Thing"}}'))
    with speaking("zh_CN"):
        text = program(case)
    assert CHINESE.search(text)
    assert "a_package" in text


class Walking(Optimizer, frozen=True, tag="tests.walking"):
    """As a plug-in may be: without a formula."""

    def update(self, params, gradient, state, learning_rate):
        params -= learning_rate * np.sign(gradient)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_has_no_formula_has_no_program(framework):
    """There was one that left the update out, and printed the start in every row."""
    change = Change(step=3, set={"schedule.learning_rate": 0.1})
    text = program(Experiment(optimizer=Walking(), changes=(change,)), framework)
    assert text == "# There is no program: it is written from formulas, and tests.walking has none.\n"


def test_english_is_the_same_after_chinese():
    for (name, case), framework in pairs(some(GROUPS["changes"](), 6), FRAMEWORKS):
        before = program(case, framework, name)
        with speaking("zh_CN"):
            chinese = program(case, framework, name)
        assert before != chinese
        assert program(case, framework, name) == before
        assert _code(chinese) == _code(before)


def _code(text):
    """A program without its comments and docstrings."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        each.string for each in tokens if each.type != tokenize.COMMENT and not each.string.startswith('"""')
    ]
