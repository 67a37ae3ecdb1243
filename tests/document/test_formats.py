"""Files of earlier versions open as they always did.

`data/format-1` was written by the last gdviz with that format: of each lesson a scene with all kinds of
options of views, as a file with every field (`NAME.gdviz`), as a hand may write it, with only what differs
from the defaults of that time (`NAME.short.gdviz`), as a picture of step 0, and as one of `lines.txt`.
`data/format-2` has scenes whose defaults were others then.
"""

import json
from pathlib import Path

import pytest

from gdviz.document import codec, formats, share
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import step_in
from gdviz.document.tiles import make_tile
from gdviz.document.validate import plain

FORMAT_1 = Path(__file__).parent / "data" / "format-1"
FULL = sorted(path for path in FORMAT_1.glob("*.gdviz") if not path.name.endswith(".short.gdviz"))
PICTURES = sorted(path for path in FORMAT_1.iterdir() if path.suffix in (".png", ".svg", ".pdf"))
OPTIONS = {"log", "by_epoch", "form", "of", "residuals", "parameters", "batch", "x_range", "y_range"}

LATER_OF_LEARNING = {"features": [], "degree": 1, "standardize_target": False}
LATER = {"speed": 0.0, "beats": []}  # what a scene had not yet, as it is by itself


def written(path):
    """What a file of format 1 says, field by field."""
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["gdviz"] == 1
    return document["scene"]


def known(said, scene):
    """`said` as the present says it: without the options of tiles that belong to other views, which format 1
    wrote into every tile."""
    tiles = [tile for row in scene["stage"] for tile in row["tiles"]]
    for tile, now in zip((tile for row in said["stage"] for tile in row["tiles"]), tiles, strict=True):
        for name in OPTIONS - set(now):
            del tile[name]
        # Options that came later are as they are by themselves.
        tile |= {name: value for name, value in plain(make_tile(tile["view"])).items() if name not in tile}
    for run in said["runs"]:
        run["stopping"] = {"kind": "never"}
        run["changes"] = []  # came later; without any, a run is what it was
        if run["problem"]["kind"] == "training":
            run["problem"] |= LATER_OF_LEARNING
            run["problem"]["model"]["activations"] = []
            if run["problem"]["data"]["kind"] == "rows":
                run["problem"]["data"]["target_name"] = ""
    return said | LATER


@pytest.mark.parametrize("path", FULL, ids=lambda path: path.stem)
def test_a_file_of_format_1_opens_to_the_scene_that_it_was_written_from(path):
    scene = codec.load(path)
    assert known(written(path), plain(scene)) == plain(scene)
    assert codec.load(path.with_suffix(".short.gdviz")) == scene  # with the defaults of format 1


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_of_format_1_brings_its_scene_back(path):
    assert codec.load(path) == codec.load(path.with_suffix(".gdviz"))
    assert step_in(path.read_bytes()) == 0


def test_a_line_of_format_1_brings_its_scene_back():
    lines = (FORMAT_1 / "lines.txt").read_text().splitlines()
    lessons = [path for path in FULL if path.name[:2].isdecimal()]
    for line, path in zip(lines, lessons, strict=True):
        assert share.from_line(line) == codec.load(path)


def test_a_formula_of_format_2_is_what_it_was():
    scene = codec.load(FORMAT_1.parent / "format-2" / "formulas.gdviz")
    texts = [getattr(run.problem, "text", "") for run in scene.runs]
    assert texts == ["w⁴ − 3w³ + 2", "w⁴ − 3w³ + 2", "(w + 1)^2", ""]
    assert codec.loads(codec.dumps(scene)) == scene


def test_a_scene_is_brought_up_one_version_at_a_time(monkeypatch):
    steps = tuple((lambda scene, place=place: scene.append(place)) for place in (1, 2, 3))
    monkeypatch.setattr(formats, "UPGRADES", steps)
    for version in (1, 2, 3, 4):
        passed = []
        formats.upgrade(passed, version)
        assert passed == list(range(version, 4))


def tile(version, **options):
    scene = {"stage": [{"tiles": [{"view": "table", **options}]}]}
    return json.dumps({"gdviz": version, "scene": scene})


def test_an_option_of_another_view_is_left_out_in_format_1_only():
    assert codec.loads(tile(1, log=True)) == codec.loads(tile(2))
    for text in (tile(2, log=True), tile(1, logg=True)):
        with pytest.raises(DocumentError, match="has no “log"):
            codec.loads(text)


@pytest.mark.parametrize(
    "scene", [None, [], {"stage": 5}, {"stage": [5, {"tiles": 5}, {"tiles": [5, {"view": []}]}]}]
)
def test_what_is_no_scene_is_left_to_be_refused(scene):
    with pytest.raises(DocumentError):
        codec.loads(json.dumps({"gdviz": 1, "scene": scene}))
