"""What is wrong with a document, in the person's language: also what the engine's classes demand."""

from __future__ import annotations

import pickle
import re

import pytest

from gdviz.base.i18n import speaking
from gdviz.document.codec import loads
from gdviz.document.error_sentence import field_sentence, reason, sentence
from gdviz.document.errors import DocumentError
from gdviz.engine.declare import RuleError

RUNS = {
    "a rule": '{"schedule": {"kind": "piecewise_constant", "boundaries": [3, 2], "values": [1, 1, 1]}}',
    "a rule with values": '{"initial": [1, 2, 3]}',
    "a formula": '{"problem": {"kind": "formula", "text": "w +"}}',
    "a formula's rule": '{"problem": {"kind": "formula", "text": "w", "low": 2, "high": 1}}',
}


@pytest.mark.parametrize("run", RUNS.values(), ids=list(RUNS))
def test_a_class_s_refusal_is_said_in_the_language_that_is_spoken(run):
    with pytest.raises(DocumentError) as caught:
        loads(f'{{"gdviz": 1, "scene": {{"runs": [{run}]}}}}')
    error = caught.value
    assert error.code == "rule"
    english = sentence(error)
    assert english.startswith(f"{error.place}: ")
    assert field_sentence(error, "Title").endswith(".")
    with speaking("zh_CN"):
        chinese, short = sentence(error), field_sentence(error, "标题")
    for text in (chinese, short):
        assert re.search("[\u4e00-\u9fff]", text)
        assert text.endswith("。")
        assert not re.search(r"[a-z]{3,} [a-z]{3,}", text), text


def test_a_sentence_of_another_package_stands_as_it_is():
    with speaking("zh_CN"):
        assert reason(ValueError("the step must be even.")) == "the step must be even"


def test_a_rule_comes_whole_out_of_another_process():
    error = pickle.loads(pickle.dumps(RuleError("row {place} has {found} inputs", place=2, found=3)))
    assert (error.template, error.values) == ("row {place} has {found} inputs", {"place": 2, "found": 3})
    assert str(error) == "row 2 has 3 inputs"
