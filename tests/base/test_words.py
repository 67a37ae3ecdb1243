"""The interface's words: one for each thing, in both languages."""

import re
from xml.etree import ElementTree

import pytest

from gdviz.base.resources import folder

NOT_ENGLISH = r"colour|minimis|\bLesson before|\bPart before|to and fro|[Ss]teps a second|\d %|\} %|rightly"
NOT_CHINESE = {
    r"运行(?!中)(?<!重新运行)": "实验, but for the verb",
    "正确率": "准确率",
    "反时限": "逆时间衰减",
    "隐藏单元": "隐藏神经元",
    "舞台": "画面",
    "课程说明": "课程讲解",
    "[\u4e00-\u9fff）”}][:;,?!](?! )(?<!位置:)": "full-width marks",  # but where a file has “:”
}


@pytest.fixture(scope="module")
def texts():
    tree = ElementTree.parse(folder() / "translations" / "gdviz_zh_CN.ts")
    found = [(m.findtext("source"), "".join(m.find("translation").itertext())) for m in tree.iter("message")]
    assert found
    return found


def test_english_texts_use_the_usual_words(texts):
    assert [english for english, _ in texts if re.search(NOT_ENGLISH, english)] == []


@pytest.mark.parametrize("pattern", NOT_CHINESE, ids=NOT_CHINESE.values())
def test_chinese_texts_have_one_word_for_each_thing(texts, pattern):
    assert [chinese for _, chinese in texts if re.search(pattern, chinese)] == []
