"""What is declared reads back, and every declaration there is says what a person needs."""

import re
from typing import Annotated, ClassVar, Literal

import msgspec
import pytest

from gdviz.engine.averaging import Average, MovingAverage
from gdviz.engine.changes import Change
from gdviz.engine.declare import Declared, described, fields_of, kind_of, ranged, title_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import OneOf, kinds_of
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Problem
from gdviz.engine.schedules import Exponential, Schedule

UNIONS = {"problem": Problem, "optimizer": Optimizer, "schedule": Schedule, "average": Average}


def reachable(declared):
    """The class and all that its fields may hold."""
    found = {declared: None}
    for field in fields_of(declared):
        for variant in field.variants:
            found |= reachable(variant)
    return found


CLASSES = list(reachable(Experiment))
every_class = pytest.mark.parametrize("declared", CLASSES, ids=lambda declared: declared.__name__)


class Part(Declared, frozen=True, tag_field="kind"):
    shared: Annotated[int, ranged("Shared", "Inherited by both.", ge=0, le=9)] = 1


class Left(Part, frozen=True, tag="left"):
    title: ClassVar[str] = "The left one"

    own: Annotated[
        float, ranged("Own", "Its own.", gt=0.0, lt=2.0, slider=(0.1, 1.0), log=True, unit="m")
    ] = 0.5


class Bare(Part, frozen=True, tag="bare"):
    """Has no field of its own."""


class Everything(Declared, frozen=True):
    choice: Annotated[Literal["a", "b"], described("Choice", "One of two.")] = "a"
    switch: Annotated[bool, described("Switch", "On or off.")] = False
    text: Annotated[str, described("Text", "Some words.", max_length=3)] = ""
    numbers: Annotated[tuple[float, ...], described("Numbers", "A row.")] = ()
    pairs: Annotated[tuple[tuple[int, float], ...], described("Pairs", "A list.")] = ()
    counts: Annotated[
        tuple[Annotated[int, ranged("Count", "One.", ge=1, le=9)], ...],
        described("Counts", "A row.", min_length=1, max_length=4),
    ] = (1,)
    words: tuple[str, ...] = ()
    named: Annotated[Literal["a_b", "c"], described("Named", "Two.", words={"a_b": "A or B"})] = "c"
    part: Annotated[Left | Bare, described("Part", "Left or bare.")] = Left()
    plain: Left = Left()
    maybe: tuple[float, float] | None = None


def test_each_kind_of_field_is_known():
    kinds = {field.name: field.kind for field in fields_of(Everything)}
    assert kinds == {
        "choice": "choice",
        "switch": "bool",
        "text": "text",
        "numbers": "floats",
        "pairs": "list",
        "counts": "ints",
        "words": "texts",
        "named": "choice",
        "part": "declared",
        "plain": "declared",
        "maybe": "other",
    }
    fields = {field.name: field for field in fields_of(Everything)}
    assert fields["choice"].choices == ("a", "b")
    assert fields["part"].variants == (Left, Bare)
    assert fields["part"].default == Left()
    assert fields["plain"].variants == (Left,)
    assert fields["plain"].title == ""
    assert (fields["counts"].fewest, fields["counts"].most, fields["counts"].item.le) == (1, 4, 9)
    assert (fields["numbers"].item.kind, fields["words"].item.kind) == ("float", "text")
    assert [fields["named"].word(choice) for choice in ("a_b", "c")] == ["A or B", "c"]
    assert fields["choice"].word("b") == "b"


def test_a_number_keeps_all_that_was_declared():
    own, shared = fields_of(Left)
    assert (own.name, own.kind, own.default, own.title, own.help) == ("own", "float", 0.5, "Own", "Its own.")
    assert (own.gt, own.lt, own.ge, own.le) == (0.0, 2.0, None, None)
    assert (own.slider, own.log, own.unit) == ((0.1, 1.0), True, "m")
    assert (shared.name, shared.kind, shared.ge, shared.le) == ("shared", "int", 0, 9)


def test_own_fields_come_before_inherited_ones():
    assert [field.name for field in fields_of(Exponential)][-1] == "warmup_steps"
    assert [field.name for field in fields_of(Bare)] == ["shared"]


def test_kind_and_title():
    assert kind_of(Left) == kind_of(Left()) == "left"
    assert title_of(Left) == title_of(Left()) == "The left one"
    assert title_of(Bare) == "bare"


def test_declared_things_are_frozen_and_compared_by_value():
    assert Exponential() == Exponential()
    assert hash(Exponential()) == hash(Exponential())
    with pytest.raises(AttributeError):
        Exponential().decay_rate = 0.5


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"kind": "exponential", "decay": 1.5}, r"<= 1.0 - at `\$.decay`"),
        ({"kind": "exponential", "decoy": 0.5}, "decoy"),
        ({"kind": "exponential", "num_updates": 1}, r"\$.num_updates"),
        ({"kind": "other"}, r"\$.kind"),
    ],
)
def test_decoding_is_strict(document, words):
    with pytest.raises(msgspec.ValidationError, match=words):
        msgspec.convert(document, OneOf[Average])


def test_the_unions_are_found():
    variants = {field.name: field.variants for field in fields_of(Experiment)}
    for name, union in UNIONS.items():
        assert kinds_of(union) == variants[name]
    assert MovingAverage in CLASSES
    assert len(CLASSES) > 20


@every_class
def test_a_class_says_what_it_is(declared):
    assert declared.__doc__
    if declared.__struct_config__.tag:
        assert declared.title.strip() == declared.title != ""


@pytest.mark.parametrize("union", UNIONS.values(), ids=UNIONS)
def test_titles_and_kinds_within_a_union_differ(union):
    variants = kinds_of(union)
    assert len({title_of(variant) for variant in variants}) == len(variants)
    assert len({kind_of(variant) for variant in variants}) == len(variants)


@pytest.mark.parametrize("declared", [each for each in CLASSES if each is not Change])  # which has none
def test_the_defaults_pass_their_own_validation(declared):
    assert msgspec.convert(msgspec.to_builtins(declared()), declared) == declared()
    assert msgspec.json.decode(msgspec.json.encode(declared()), type=declared) == declared()


@every_class
def test_a_field_has_title_and_help(declared):
    for field in fields_of(declared):
        assert field.title
        assert field.title[0].isupper()
        assert field.help
        assert field.help[0].isupper() or field.help.startswith("float32")
        assert field.help.endswith(".")
        assert "  " not in field.help


@pytest.mark.parametrize(
    "declared",
    [variant for union in (Optimizer, Schedule, Average) for variant in kinds_of(union)],
)
def test_a_number_says_what_larger_or_smaller_does(declared):
    for field in fields_of(declared):
        if field.kind in ("float", "int"):
            assert re.search("larger|smaller|nearer", field.help, re.IGNORECASE), field


@every_class
def test_a_number_has_a_range_with_its_default_and_its_slider_inside(declared):
    for field in fields_of(declared):
        if field.kind not in ("float", "int"):
            continue
        low = field.ge if field.ge is not None else field.gt
        high = field.le if field.le is not None else field.lt
        assert low is not None
        assert high is not None
        assert field.slider is not None
        bottom, top = field.slider
        assert low <= bottom < top <= high
        assert bottom != field.gt
        assert top != field.lt
        assert not field.log or bottom > 0
        assert field.default is msgspec.NODEFAULT or low <= field.default <= high


@every_class
def test_a_choice_has_its_default_among_its_choices(declared):
    for field in fields_of(declared):
        if field.kind == "choice":
            assert field.default in field.choices
            assert len(set(field.choices)) == len(field.choices) > 1
