"""The glossary: each term has one word in each language, and the interface and the lessons keep to it."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import gdviz
from gdviz.base.resources import folder

ROOT = Path(gdviz.__file__).parents[1]
# What is no word of a text: places, quotations, code and signs.
NO_WORDS = re.compile(r"\{[^{}]*\}|“[^”]*”|[\w*]+(?:[._][\w*]+)+|∇\w+|∂\w+|\w+\(|--\w+")


def rows():
    """The table: term, English forms, Chinese words, those that are not used, where it is defined."""
    lines = (folder() / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [
        (term, english.split(", "), chinese.split(" / "), avoided, where)
        for term, english, chinese, avoided, where in cells[1:]
    ]


ROWS = rows()
PASSED_OVER = 10  # one of so many texts may leave a term out, where Chinese does not need it
IDS = [row[0] for row in ROWS]


def interface():
    tree = ElementTree.parse(folder() / "translations" / "gdviz_zh_CN.ts")
    for message in tree.iter("message"):
        yield message.findtext("source"), "".join(message.find("translation").itertext())


def lessons():
    def texts(node):
        if isinstance(node, dict):
            if isinstance(node.get("en"), str) and "zh" in node:
                yield node["en"], node["zh"]
            for value in node.values():
                yield from texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(value)

    for path in sorted((folder() / "lessons").glob("*.json")):
        yield from texts(json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def texts():
    found = [(NO_WORDS.sub(" ", english), chinese) for english, chinese in interface()]
    assert len(found) > 500
    return found


def test_the_terms_stand_in_order_once_each():
    assert sorted(set(IDS)) == IDS
    assert len({form for row in ROWS for form in row[1]}) == sum(len(row[1]) for row in ROWS)


@pytest.mark.parametrize(("term", "english", "chinese", "avoided", "where"), ROWS, ids=IDS)
def test_a_term_has_its_word_in_chinese_and_a_place_where_it_is_defined(
    term, english, chinese, avoided, where, texts
):
    assert (ROOT / where).is_file()
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, english))})\b", re.IGNORECASE)
    used = [(one, other) for one, other in texts if pattern.search(one)]
    assert used
    without = [pair for pair in used if not any(word in pair[1] for word in chinese)]
    assert without[len(used) // PASSED_OVER :] == []


def test_no_other_word_stands_for_a_term():
    avoided = [row[3] for row in ROWS if row[3]]
    assert avoided
    everywhere = [*interface(), *lessons()]
    assert [(word, chinese) for word in avoided for _, chinese in everywhere if word in chinese] == []
