import contextlib
import copy
import io
import json
import math
import os
import string

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.document import codec
from gdviz.document.atomic_file import holds_data
from gdviz.document.codec import DocumentError
from gdviz.document.errors import TEMPLATES
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.document.validate import build, plain
from gdviz.engine.adam import Adam
from gdviz.engine.curves import Parabola
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.losses import MeanSquaredError
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import Exponential
from tests.sampling import examples
from tests.strategies import json_values, scenes


def scene_text(scene: str) -> str:
    return f'{{"gdviz": 1, "scene": {scene}}}'


def run_text(run: str) -> str:
    return scene_text(f'{{"runs": [{run}]}}')


def refused(data) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        codec.loads(data)
    return caught.value


@given(scenes)
@settings(max_examples=examples(50), deadline=None)
def test_what_is_written_reads_back_the_same(scene):
    text = codec.dumps(scene)
    assert codec.loads(text) == scene
    assert codec.loads(text.encode()) == scene
    assert codec.dumps(codec.loads(text)) == text
    assert codec.loads(codec.packed(scene)) == scene


def test_half_a_character_can_not_be_packed():
    with pytest.raises(DocumentError, match="half a character"):
        codec.packed(Scene(title="\ud800"))


@given(scenes, st.randoms(use_true_random=False))
@settings(max_examples=examples(50), deadline=None)
def test_only_what_differs_from_the_defaults_is_written(scene, chance):
    """What a file holds can't be left out: without any one of its keys it is another scene, or none."""
    document = json.loads(codec.dumps(scene))
    keys = list(keys_of(document["scene"]))
    for holder, key in chance.sample(keys, min(len(keys), 8)):
        value = holder.pop(key)
        with contextlib.suppress(DocumentError):
            assert codec.loads(json.dumps(document)) != scene or "-0.0" in repr(value), key
        holder[key] = value


def keys_of(node):
    """The places of all keys of a plain object."""
    if isinstance(node, dict):
        yield from ((node, key) for key in list(node))
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from keys_of(each)


def test_an_object_is_written_with_its_kind():
    run = Run(schedule=Exponential(decay_rate=0.5), optimizer=Adam())
    assert json.loads(codec.dumps(Scene(runs=(run,)))) == {
        "gdviz": codec.VERSION,
        "scene": {
            "runs": [{"schedule": {"kind": "exponential", "decay_rate": 0.5}, "optimizer": {"kind": "adam"}}]
        },
    }
    assert json.loads(codec.dumps(Scene())) == {"gdviz": codec.VERSION, "scene": {}}


def test_negative_zero_is_no_default():
    scene = Scene(runs=(Run(problem=Parabola(minimum_w=-0.0)),))
    minimum = codec.loads(codec.dumps(scene)).runs[0].problem.minimum_w
    assert math.copysign(1.0, minimum) == -1.0


def test_a_file_is_indented_with_short_lists_on_one_line():
    lines = codec.dumps(Scene(runs=(Run(initial=(4.0,)),), title="损失")).splitlines()
    assert '        "initial": [4.0]' in lines
    assert '    "title": "损失",' in lines


def test_only_a_text_with_a_long_number_has_its_numbers_read_one_by_one(monkeypatch):
    """By a function in Python, which would take seconds for the millions that a document may have."""
    read = []
    monkeypatch.setattr(codec, "_integer", lambda digits: read.append(digits) or float(digits))
    assert codec.parse_json("[1, -23, 4.5]") == [1, -23, 4.5]
    assert not read
    assert codec.parse_json(f"[1, {'7' * 5000}]") == [1, math.inf]
    assert len(read) == 2
    with pytest.raises(DocumentError, match="more than a scene can hold"):
        codec.parse_json(f"[{'7' * 5000}{',1' * 200_000}]")


def test_missing_fields_take_their_defaults():
    assert codec.loads(scene_text("{}")) == Scene()
    assert codec.loads(b"\xef\xbb\xbf" + scene_text("{}").encode()) == Scene()


def test_utf_16_is_read_too_and_is_no_table(tmp_path):
    """PowerShell's ``>`` writes it."""
    scene = Scene(title="学习")
    for encoding in ("utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.json"
        path.write_text(codec.dumps(scene), encoding=encoding)
        assert codec.load(path) == scene
        assert not holds_data(path)
    with pytest.raises(DocumentError, match="not text"):
        codec.loads(codec.dumps(scene).encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (run_text('{"schedule": {"kind": "inverse_time", "decay_rate": 2000}}'),
         "runs[0].schedule.decay_rate must be between 0 and 1000, but is 2000."),
        (run_text('{"schedule": {"kind": "exponential", "decay_rate": 0}}'),
         "runs[0].schedule.decay_rate must be greater than 0 and at most 10, but is 0."),
        (run_text('{"optimizer": {"kind": "momentum", "momentum": 1}}'),
         "runs[0].optimizer.momentum must be at least 0 and less than 1, but is 1."),
        (run_text('{"schedule": {"kind": "exponential", "decay_rat": 1}}'),
         "runs[0].schedule has no “decay_rat”. Did you mean “decay_rate”?"),
        (run_text('{"schedule": {"kind": "constant", "decay_steps": 1}}'),
         "runs[0].schedule has no “decay_steps” while its kind is “constant”."),
        (run_text('{"batches": {"zebra": 1}}'),
         "runs[0].batches has no “zebra”. It has: examples, batch_size, order."),
        (run_text('{"schedule": {"kind": "expo"}}'), "but is \"expo\". Did you mean “exponential”?"),
        (run_text('{"schedule": {"kind": "zebra"}}'),
         "runs[0].schedule.kind must be one of constant, exponential, "),
        (run_text('{"schedule": {"kind": 3}}'), "runs[0].schedule.kind must be one of constant, "),
        (run_text('{"schedule": {}}'), "runs[0].schedule lacks the key “kind”, which is one of constant, "),
        (run_text('{"schedule": 5}'), "runs[0].schedule must be an object with keys, but is 5."),
        (run_text('{"steps": 1.5}'), "runs[0].steps must be a whole number, but is 1.5."),
        (run_text('{"steps": true}'), "runs[0].steps must be a whole number, but is true."),
        (run_text('{"steps": 0}'), "runs[0].steps must be between 1 and 100000000, but is 0."),
        (run_text(f'{{"steps": {"9" * 30}}}'), "runs[0].steps must be between 1 and 100000000, but is 99999"),
        (run_text(f'{{"steps": {"9" * 9000}}}'), "runs[0].steps must be a finite number, but is Infinity."),
        (run_text('{"visible": 1}'), "runs[0].visible must be true or false, but is 1."),
        (run_text('{"name": null}'), "runs[0].name must be a text, but is null."),
        (run_text('{"precision": "flot32"}'), "Did you mean “float32”?"),
        (run_text('{"initial": ["5"]}'), "runs[0].initial[0] must be a number, but is \"5\"."),
        (run_text('{"initial": {"w": 5}}'), "runs[0].initial must be a list, but is {\"w\": 5}."),
        (run_text('{"initial": [1, 2, 3]}'), "initial needs one number, for w, but has 3"),
        (run_text('{"initial": [1, 2]}'), "runs[0]: initial needs "),
        (run_text('{"initial": [NaN]}'), "runs[0].initial[0] must be a finite number, but is NaN."),
        (run_text('{"initial": [-Infinity]}'),
         "runs[0].initial[0] must be a finite number, but is -Infinity."),
        (run_text('{"initial": [1e999]}'), "runs[0].initial[0] must be a finite number, but is Infinity."),
        (run_text('{"name": "a", "name": "b"}'), "runs[0] has the key “name” twice."),
        (run_text('{"name": "\\ud83d"}'), "runs[0].name holds half a character"),
        (run_text('{"schedule": {"kind": "piecewise_constant", "values": [1]}}'),
         "runs[0].schedule: needs one value"),
        (scene_text('{"runs": []}'), "The length of runs must be at least 1, but is 0."),
        (scene_text('{"runs": [{},{},{},{},{},{},{},{},{}]}'),
         "The length of runs must be at most 8, but is 9."),
        (scene_text('{"stage": [{}]}'), "stage[0] lacks the key “tiles”."),
        (scene_text('{"stage": [{"tiles": [{"view": "loss", "x_range": [1]}]}]}'),
         "The length of stage[0].tiles[0].x_range must be 2, but is 1."),
        (scene_text('{"stage": [{"tiles": [{"view": "loss", "x_range": [2, 1]}]}]}'),
         "stage[0].tiles[0]: x_range must increase"),
        (scene_text('{"stage": [{"tiles": [{"view": "table"}, {"view": "table"}]}]}'),
         "scene: a view can stand"),
        (scene_text(f'{{"title": "{"x" * 201}"}}'), "title may be at most 200 characters long, but has 201."),
        (scene_text("5"), "scene must be an object with keys, but is 5."),
        (scene_text('{"tittle": ""}'), "scene has no “tittle”. Did you mean “title”?"),
        ('{"gdviz": 1}', "document lacks the key “scene”."),
        ('{"gdviz": 1, "scene": {}, "scenes": 1}', "document has no “scenes”. Did you mean “scene”?"),
        ('{"gdviz": 1, "gdviz": 1, "scene": {}}', "document has the key “gdviz” twice."),
        ('{"gdviz": 4, "scene": 7}',
         "The file needs a newer gdviz: its format is 4, but this one reads up to 3."),
        ('{"gdviz": "1", "scene": {}}',
         "“gdviz” must be the version of the format, such as 3, but is \"1\"."),
        ('{"gdviz": 0, "scene": {}}', "“gdviz” must be the version of the format"),
        ('{"gdviz": true, "scene": {}}', "“gdviz” must be the version of the format"),
        ("[1, 2]", "This is not a gdviz document"),
        ("{}", "This is not a gdviz document"),
        ("", "The file is empty."),
        (" \n ", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\0", "The file is not text (UTF-8) at byte 0"),
        (b"{\0}", "The file is not text (UTF-8) at byte 1"),
        ("[" * 100_000, "The file is nested too deeply"),
        ('{"a":' * 100_000, "The file is nested too deeply"),
        ('{"gdviz": 1,\n "scene": ', "The file ends too early, at line 2, column 10"),
        ('{"gdviz": 1,\n "scene": {"title": "los', "The file ends too early, at line 2, column 25"),
        ('{"gdviz": 1,\n "scene": nope}', "Line 2, column 11: a value should stand here"),
        ('{"gdviz": 1\n "scene": {}}', "Line 2, column 2: a comma or a closing bracket should stand here."),
        ('{"gdviz" 1}', "Line 1, column 10: a colon should stand here."),
        ("{gdviz: 1}", "Line 1, column 2: a key in double quotes should stand here."),
        ('{"gdviz": 1} {}', "Line 1, column 14: the document is over, but more follows."),
        ('{"gdviz": "a\nb"}', "Line 1, column 13: a text may not hold a line break."),
        ('{"gdviz": "\\q"}', "Line 1, column 12: this backslash sequence is not known to JSON."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(text, message):
    error = refused(text)
    assert message in str(error)
    assert error.template.format(**error.values) == str(error)
    assert "\n" not in str(error)


def test_an_error_carries_its_parts():
    error = refused(run_text('{"steps": 0}'))
    assert (error.code, error.place) == ("ge_le", "runs[0].steps")
    assert error.values == {"place": "runs[0].steps", "low": "1", "high": "100000000", "found": "0"}


def test_a_rule_of_a_class_carries_the_class_s_own_error():
    error = refused(run_text('{"problem": {"kind": "formula", "text": "w +"}}'))
    assert error.place == "runs[0].problem"
    assert isinstance(error.__cause__, ValueError)
    assert str(error.__cause__).rstrip(".") in str(error)


def test_hostile_keys_and_values_stay_on_one_short_line():
    for text in (run_text(f'{{"{"k" * 100_000}": 1}}'), run_text(f'{{"steps": "{"v" * 100_000}"}}')):
        assert len(str(refused(text))) < 400
    assert "\n" not in str(refused(run_text('{"a\\nb\\u001b[31m": 1}')))
    assert "\x1b" not in str(refused(run_text('{"a\\nb\\u001b[31m": 1}')))


def test_each_prefix_of_a_file_is_refused():
    text = codec.dumps(Scene())
    for end in range(len(text) - 2):
        refused(text[:end])


@given(st.binary(max_size=200))
@settings(max_examples=examples(60), deadline=None)
def test_random_bytes_are_refused(data):
    refused(data)


@given(scenes, st.data())
@settings(max_examples=examples(40), deadline=None)
def test_a_changed_file_is_read_or_refused_with_a_reason(scene, data):
    document = json.loads(codec.dumps(scene))
    change_something(document, data)
    try:
        codec.loads(json.dumps(document))
    except DocumentError as error:
        # Never msgspec's own words: whatever it refuses, the place and the reason were found.
        assert not isinstance(error.__cause__, msgspec.ValidationError), error


def change_something(document, data):
    """Replace, delete or add something at a random place."""
    node = document["scene"]
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys)) if keys else None
        if key is not None and isinstance(node[key], (dict, list)) and data.draw(st.integers(0, 4)):
            node = node[key]
            continue
        how = data.draw(st.sampled_from(["replace", "delete", "add", "copy"]))
        if how == "add" or key is None:
            new = data.draw(json_values)
            if isinstance(node, dict):
                node[data.draw(st.text(max_size=8))] = new
            else:
                node.append(new)
        elif how == "replace":
            node[key] = data.draw(json_values)
        elif how == "delete":
            del node[key]
        elif isinstance(node, list):
            node.append(copy.deepcopy(node[key]))
        return


@given(json_values)
@settings(max_examples=examples(60), deadline=None)
def test_any_json_is_read_or_refused(value):
    refused(json.dumps(value))
    refused(json.dumps({"gdviz": value, "scene": {"title": 5}}))


def test_templates_have_named_gaps_only():
    for code, template in TEMPLATES.items():
        gaps = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
        assert all(name.isidentifier() for name in gaps), code
        assert template.endswith((".", "?")), code


def test_what_could_not_be_read_is_not_written():
    no_steps = msgspec.structs.replace(Run(), steps=0)
    for scene in (
        Scene(runs=(no_steps,)),
        Scene(title="\ud800"),
        Scene(stage=(Row(tiles=(make_tile("loss", width=float("nan")),)),)),
    ):
        with pytest.raises(DocumentError):
            codec.dumps(scene)


def test_build_checks_declared_objects_too():
    with pytest.raises(DocumentError, match=r"batches\.examples must be between 1"):
        build(Run, {"batches": Batches(examples=0)})
    assert build(Run, {"batches": Batches(examples=2)}).batches.examples == 2


def test_plain_refuses_what_json_lacks():
    assert plain({"a": (1, 2.5)}) == {"a": [1, 2.5]}
    with pytest.raises(DocumentError, match="x must be a finite number"):
        plain(10**400, "x")


def test_the_schema_names_every_key_of_a_file():
    schema = codec.schema()
    definitions = schema["$defs"]
    assert definitions["Document"]["required"] == ["gdviz", "scene"]
    run = definitions["Run"]["properties"]
    assert set(run) == set(Run.__struct_fields__)
    kinds = {reference["$ref"].rsplit("/", 1)[1] for reference in run["schedule"]["anyOf"]}
    assert {"Constant", "Exponential", "CosineRestarts"} <= kinds
    exponential = definitions["Exponential"]
    assert exponential["additionalProperties"] is False
    assert exponential["properties"]["decay_rate"]["exclusiveMinimum"] == 0
    assert exponential["properties"]["kind"] == {"enum": ["exponential"]}
    assert json.dumps(schema)


# -- files --------------------------------------------------------------------------------------------------


def test_a_scene_comes_back_from_its_file(tmp_path):
    path = tmp_path / "损失 1.gdviz"
    scene = Scene(title="步数", runs=(Run(), Run(color=1, steps=7)))
    codec.save(scene, path)
    assert codec.load(path) == scene
    assert path.read_bytes() == codec.dumps(scene).encode()


def test_a_file_that_is_none_is_refused(tmp_path, monkeypatch):
    for path, code in ((tmp_path / "none.gdviz", "missing"), (tmp_path, "folder"), ("a\0b", "unreadable")):
        with pytest.raises(DocumentError) as caught:
            codec.load(path)
        assert caught.value.code == code
    large = tmp_path / "large.gdviz"
    large.write_text(codec.dumps(Scene()))
    monkeypatch.setattr(codec, "MAX_BYTES", 10)
    with pytest.raises(DocumentError) as caught:
        codec.load(large)
    assert caught.value.code == "too_large"


def own(n: int) -> UserData:
    rows = tuple((float(place), place / 7) for place in range(n))
    return UserData(rows=rows, targets=tuple(float(place % 2) for place in range(n)))


def test_equal_data_of_several_runs_are_one_object_again(tmp_path):
    scene = Scene(runs=tuple(Run(problem=Training(data=own(50)), seed=seed) for seed in range(3)))
    path = tmp_path / "own.gdviz"
    codec.save(scene, path)
    loaded = codec.load(path)
    assert loaded == scene
    assert len({id(run.problem.data) for run in loaded.runs}) == 1
    assert "  [1.0, 0.14285714285714285],\n" in path.read_text()


def test_what_could_not_be_opened_again_is_not_saved(tmp_path, monkeypatch):
    path = tmp_path / "own.gdviz"
    codec.save(Scene(), path)
    monkeypatch.setattr(codec, "MAX_BYTES", 2**20)
    with pytest.raises(DocumentError, match="more than the 1 MB that can be opened again"):
        codec.save(Scene(runs=(Run(problem=Training(data=own(40_000))),)), path)
    assert codec.load(path) == Scene()


@pytest.mark.parametrize("row", [[1.0, math.nan], [1.0, math.inf], [1, 10**400], [1.0, "2"], [1.0, None]])
def test_a_row_of_data_holds_finite_numbers(row):
    with pytest.raises(DocumentError, match=r"data.rows\[1\]\[1\] must be a"):
        build(Training, {"kind": "training", "data": {"kind": "rows", "rows": [[0.0, 0.0], row]}}, "problem")


def test_the_data_of_a_large_file_are_read_once_and_bounded_before_anything_is_made_of_them():
    rows = tuple((float(row), row / 7) for row in range(20_000))
    data = UserData(rows, tuple(float(row % 2) for row in range(20_000)))
    runs = tuple(Run(problem=Training(data=data), name=name) for name in ("a", "b"))
    text = codec.dumps(Scene(runs=runs))
    found = codec.loads(text)
    assert found == Scene(runs=runs)
    assert found.runs[0].problem.data is found.runs[1].problem.data
    assert codec.loads(codec.packed(found)) == found
    with pytest.raises(DocumentError, match="more than a scene can hold"):
        codec.loads('{"gdviz": 1, "scene": {"title": [' + "1.5," * 2_500_000 + "1]}}")
    with pytest.raises(DocumentError, match=r"scene.runs|runs\[0\]"):
        codec.loads(text.replace("[0.0, 0.0]", '[0.0, "x"]', 1))
    with pytest.raises(DocumentError, match=f"Line {text.rstrip().count(chr(10)) + 1}, column 1:"):
        codec.loads(text.rstrip()[:-1] + "]")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_a_pipe_is_named_as_one(tmp_path):
    os.mkfifo(tmp_path / "pipe.gdviz")
    with pytest.raises(DocumentError) as caught:
        codec.load(tmp_path / "pipe.gdviz")
    assert caught.value.code == "not_regular"


def test_a_file_that_has_nothing_yet_is_empty(monkeypatch, tmp_path):
    """Of such a file, as the kernel's log is, a reader that does not wait gives None."""

    class Nothing(io.BytesIO):
        def read(self, *_):
            return None

    monkeypatch.setattr(codec, "open_regular", lambda _: Nothing())
    with pytest.raises(DocumentError, match="empty"):
        codec.load(tmp_path / "log.gdviz")


def test_equal_data_of_another_document_are_the_same_object():
    """A document that was opened again was compared row by row with what caches held: 0.5 s for 49 MB."""

    def data_of(target):
        data = UserData(((1.0,), (2.0,)), (target, 1.0), class_names=())
        scene = Scene(runs=(Run(problem=Training(data=data, loss=MeanSquaredError())),))
        return codec.loads(codec.dumps(scene)).runs[0].problem.data

    first, zero, minus = data_of(0.5), data_of(0.0), data_of(-0.0)
    assert data_of(0.5) is first
    assert (repr(zero.targets[0]), repr(minus.targets[0])) == ("0.0", "-0.0")  # equal, and not the same
