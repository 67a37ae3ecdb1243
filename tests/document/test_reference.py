"""The reference of all parameters, from their declarations."""

from __future__ import annotations

import re

import pytest
from msgspec import NODEFAULT
from msgspec.structs import replace

from gdviz.base.i18n import LANGUAGES, declared, speaking
from gdviz.document import edits
from gdviz.document.reference import reference, sections
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.changes import Change
from gdviz.engine.declare import fields_of, kind_of, title_of
from gdviz.notation.numbers import entry

ITEM = re.compile(r"- \*\*(?P<title>.+?)\*\* `(?P<name>\w+)`[:：] ?(?P<text>.*)")
PATH = re.compile(r"Path: `(?P<path>[\w.]+)`")
KIND = re.compile(r"`(?:kind|view)=(?P<kind>[\w.]+)`")

WHOLE_BEAT = {
    "id": "a",
    "title": {"en": "A"},
    "say": {"en": "Look."},
    "axes": [{"view": "loss"}],
    "mark": [{"view": "loss", "part": "ball"}],
    "expect": [{"column": "w", "is": 5}],
}


def all_classes(cls=Scene):
    """A class and those of its parts, each as often as it can be reached."""
    yield cls
    for field in fields_of(cls):
        for variant in field.variants:
            yield from all_classes(variant)


def plain(text):
    return text.replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_is_in_it_with_its_meaning_range_and_default(language):
    with speaking(language):
        items = {
            (found["title"], found["name"], plain(found["text"])) for found in ITEM.finditer(reference())
        }
        for cls in all_classes():
            for field in fields_of(cls):
                said = [
                    text
                    for title, name, text in items
                    if (plain(title), name) == (declared(field.title) or field.name, field.name)
                    and text.startswith(declared(field.help))
                ]
                assert any(told(field, text.removeprefix(declared(field.help))) for text in said), field


def told(field, text):
    """Whether what follows the meaning says what is allowed, and what stands there by itself."""
    ends = [end for end in (field.ge, field.gt, field.le, field.lt) if end is not None]
    named = (
        [kind_of(each) for each in field.variants] if field.kind == "declared" and field.variants[1:] else []
    )
    given = field.kind in ("int", "float") and field.default is not NODEFAULT
    default = [entry(field.default)] if given else []
    return all(word in text for word in [*map(entry, ends), *field.choices, *named, *default])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_whole(language):
    with speaking(language):
        text = reference()
        for cls in all_classes():
            assert cls.__struct_config__.tag is None or declared(title_of(cls)) in plain(text)
    assert ("Allowed" in text) == (language == "en")
    mixed = re.findall(r"[。，：] |[一-鿿`] ?[,(]", text)  # the punctuation is of one language, too
    assert (mixed == []) == (language == "zh_CN")


def with_kind(scene, path, kind):
    """A view's tile is put on the stage, any other part becomes one of that kind."""
    if path == "stage.0.tiles.0.":
        return replace(scene, stage=(Row(tiles=(make_tile(kind),)),))
    return edits.change(scene, f"{path}kind", kind)


def test_what_it_calls_paths_can_be_set():
    """Every key under every path is one that `--set` takes, once the path's kind is chosen."""
    for section in sections():
        found = PATH.search(section.markdown)
        change = Change(step=3, set={"schedule.learning_rate": 0.2})
        scene, path = Scene(runs=(Run(changes=(change,)),)), f"{found['path']}." if found else ""
        if path.startswith("beats."):
            scene = edits.change(scene, "beats", [WHOLE_BEAT])
        if path.startswith(("runs.0.problem.", "runs.0.stopping.")):
            scene = edits.change(scene, "runs.0.problem.kind", "training")
            scene = edits.change(scene, "runs.0.problem.test_share", 0.2)
        for line in section.markdown.split("\n"):
            if kind := KIND.match(line):
                scene = with_kind(scene, path, kind["kind"])
            elif item := ITEM.match(line):
                edits.get(scene, path + item["name"])
