import typing

import pytest

from gdviz.document.scene import STAGE, Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.document.validate import hints_of
from gdviz.engine.declare import Declared, fields_of
from gdviz.engine.experiment import Experiment


def test_a_scene_is_a_value():
    assert Scene() == Scene()
    assert hash(Scene()) == hash(Scene(runs=(Run(),)))
    with pytest.raises(AttributeError):
        Scene().title = "other"


def test_name_colour_and_eye_are_no_part_of_the_experiment():
    run = Run(name="a", color=3, visible=False, steps=7)
    assert run.experiment == Experiment(steps=7)
    assert type(run.experiment) is Experiment


def test_a_view_stands_on_the_stage_once():
    with pytest.raises(ValueError, match="only once"):
        Scene(stage=(*STAGE, Row(tiles=(make_tile("loss"),))))


@pytest.mark.parametrize("ends", [(1.0, 1.0), (2.0, 1.0), (0.0, 1e16), (float("nan"), 1.0)])
def test_axes_rise(ends):
    for name in ("x_range", "y_range"):
        with pytest.raises(ValueError, match=f"{name} must increase"):
            make_tile("loss", **{name: ends})


def classes_in(hint) -> set[type[Declared]]:
    """The declared classes anywhere in a type."""
    if isinstance(hint, type) and issubclass(hint, Declared):
        return {hint}.union(*map(classes_in, hints_of(hint).values()))
    return set().union(*map(classes_in, typing.get_args(hint)))


CLASSES = sorted(classes_in(Scene), key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", CLASSES)
def test_every_class_of_the_document_is_frozen_and_strict(cls):
    config = cls.__struct_config__
    assert config.frozen
    assert config.forbid_unknown_fields
    for field in fields_of(cls):
        if field.kind == "declared" and len(field.variants) == 1:
            continue  # a part that stands for itself, such as the batches
        assert field.title, f"{cls.__name__}.{field.name} has no title"
        assert field.help, f"{cls.__name__}.{field.name} has no help"


def test_the_classes_of_the_document_are_found():
    names = {cls.__name__ for cls in CLASSES}
    assert {"Run", "Row", "LossTile", "Batches", "Exponential", "Scripted", "MovingAverage"} <= names
