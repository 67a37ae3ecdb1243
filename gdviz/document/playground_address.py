"""The scene that an address of TensorFlow Playground describes, from a start of our own.

All settings of Playground stand behind the ``#`` of its address; those that are not there have their defaults
(its src/state.ts). What it computes is the same (its src/nn.ts): half the squared error, a tanh output that
says -1 or 1, weights from ±0.5 and biases at 0.1, batches in the order of the data. Its random numbers are
not ours, so data and start are others; its L1 penalty stops a weight for good that it has brought to zero,
ours does not.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from gdviz.document.errors import DocumentError, shown
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.document.validate import build
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.initializers import ConstantValue, RandomUniform
from gdviz.engine.learning.losses import HalfMeanSquaredError
from gdviz.engine.learning.model import MOST_LAYERS, Model
from gdviz.engine.learning.penalties import L1, L2, NoPenalty, Penalty
from gdviz.engine.learning.playground_data import (
    CircleInRing,
    PlaygroundDataset,
    Quarters,
    SixGaussians,
    SlopingPlane,
    TwoGaussians,
    TwoSpirals,
)
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import Constant

MOST_CHARACTERS = 10_000
EPOCHS, MOST_STEPS = 100, 20_000  # Playground has no end
SPEED = 100.0  # steps a second
REACH = (-6.0, 6.0)  # of both axes of its picture

CLASSES: dict[str, type[PlaygroundDataset]] = {
    "circle": CircleInRing,
    "xor": Quarters,
    "gauss": TwoGaussians,
    "spiral": TwoSpirals,
}
NUMBERS: dict[str, type[PlaygroundDataset]] = {"reg-plane": SlopingPlane, "reg-gauss": SixGaussians}
FEATURES = {  # in its order
    "x": "x1",
    "y": "x2",
    "xSquared": "x1²",
    "ySquared": "x2²",
    "xTimesY": "x1·x2",
    "sinX": "sin x1",
    "sinY": "sin x2",
    "cosX": "cos x1",
    "cosY": "cos x2",
}
DEFAULTS = {
    "activation": "tanh",
    "regularization": "none",
    "batchSize": "10",
    "dataset": "circle",
    "regDataset": "reg-plane",
    "learningRate": "0.03",
    "regularizationRate": "0",
    "noise": "0",
    "networkShape": "4,2",
    "showTestData": "false",
    "discretize": "false",
    "percTrainData": "50",
    "problem": "classification",
    "initZero": "false",
    **dict.fromkeys(FEATURES, "false"),
    "x": "true",
    "y": "true",
}
CHOICES = {
    "activation": ("relu", "tanh", "sigmoid", "linear"),
    "regularization": ("none", "L1", "L2"),
    "dataset": tuple(CLASSES),
    "regDataset": tuple(NUMBERS),
    "problem": ("classification", "regression"),
}
ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?playground\.tensorflow\.org[^\s<>()\[\]\"'“”‘’]*", re.IGNORECASE
)
SETTING = re.compile(r"(?<![A-Za-z_])([A-Za-z_]++)=([^&\s]*)")


def is_address(text: str) -> bool:
    """Whether a text is an address of TensorFlow Playground, or the part of one behind the ``#``.

    Without its ``#`` three of the settings must be known: other texts have an equals sign, too.

    >>> is_address("https://playground.tensorflow.org/#activation=relu&noise=5"), is_address("a=1&b=2")
    (True, False)
    """
    text = _plainly(text)
    if len(text) > MOST_CHARACTERS or not text or any(char.isspace() for char in text):
        return False
    behind = text.rpartition("#")[2]
    if ADDRESS.fullmatch(text):
        return True
    known = [name for name, _ in SETTING.findall(behind) if name in DEFAULTS]
    return len(known) >= (1 if text.startswith("#") else 3) and SETTING.match(behind) is not None


def _plainly(text: str) -> str:
    """The address alone, without what a message or a page has around it: brackets, marks, words."""
    text = text.strip()
    found = ADDRESS.search(text) if len(text) <= MOST_CHARACTERS and "\n" not in text else None
    return (found[0] if found else text).replace("%23", "#").replace("&amp;", "&")


def scene_at(text: str) -> Scene:
    """The scene of an address. Raises DocumentError where a setting can't be."""
    given = dict(SETTING.findall(unquote(_plainly(text).rpartition("#")[2])))
    settings = DEFAULTS | {name: value for name, value in given.items() if name in DEFAULTS and value}
    if given.get("networkShape") == "":
        settings["networkShape"] = ""
    for name, choices in CHOICES.items():
        if settings[name] not in choices:
            raise DocumentError(
                "choice", name, choices=", ".join(map(shown, choices)), found=shown(settings[name])
            )
    learns_classes = settings["problem"] == "classification"
    problem = Training(
        data=_data(settings, learns_classes),
        test_share=round(1.0 - _number(settings, "percTrainData", 10, 100) / 100, 6),
        features=_features(settings),
        model=_model(settings, learns_classes),
        loss=HalfMeanSquaredError(),
        penalty=_penalty(settings),
    )
    size = min(_whole(settings, "batchSize", 1, 100_000), problem.train_size)
    boundary = make_tile(
        "boundary",
        width=1.2,
        x_range=REACH,
        y_range=REACH,
        discrete=_on(settings["discretize"]),
        tested=_on(settings["showTestData"]),
    )
    run = Run(
        problem=problem,
        schedule=Constant(learning_rate=_number(settings, "learningRate", 0, 1000)),
        batches=Batches(batch_size=size),
        steps=min(MOST_STEPS, EPOCHS * -(-problem.train_size // size)),
    )
    stage = (
        Row(tiles=(make_tile("network", width=1.6), boundary), height=1.6),
        Row(tiles=(make_tile("progress"), make_tile("all_weights"))),
    )
    scene: Scene = build(Scene, Scene(title="TensorFlow Playground", runs=(run,), stage=stage, speed=SPEED))
    return scene


def _data(settings: dict[str, str], classes: bool) -> Dataset:
    kind = CLASSES[settings["dataset"]] if classes else NUMBERS[settings["regDataset"]]
    return kind(noise=_number(settings, "noise", 0, 50) / 100)


def _features(settings: dict[str, str]) -> tuple[str, ...]:
    """None where they are the inputs themselves."""
    chosen = tuple(text for name, text in FEATURES.items() if _on(settings[name]))
    if not chosen:
        raise DocumentError("short_list", "features", limit=1, count=0)
    return () if chosen == ("x1", "x2") else chosen


def _model(settings: dict[str, str], classes: bool) -> Model:
    shape = [part for part in settings["networkShape"].split(",") if part]
    if len(shape) > MOST_LAYERS:
        raise DocumentError("many_layers", "networkShape", limit=MOST_LAYERS, count=len(shape))
    zero = _on(settings["initZero"])
    return Model(
        hidden=tuple(_whole({"networkShape": part}, "networkShape", 1, 64) for part in shape),
        activation=settings["activation"],
        output="tanh" if classes else "linear",
        weights=ConstantValue(value=0.0) if zero else RandomUniform(reach=0.5),
        first_bias=0.0 if zero else 0.1,
    )


def _penalty(settings: dict[str, str]) -> Penalty:
    rate = _number(settings, "regularizationRate", 0, 1000)
    if settings["regularization"] == "none" or rate == 0:
        return NoPenalty()
    return L1(scale=rate) if settings["regularization"] == "L1" else L2(scale=rate)


def _on(text: str) -> bool:
    return text != "false"


def _number(settings: dict[str, str], name: str, low: float, high: float) -> float:
    text = settings[name]
    try:
        value = float(text)
    except ValueError:
        raise DocumentError("not_number", name, found=shown(text)) from None
    if not low <= value <= high:
        raise DocumentError("ge_le", name, low=shown(low), high=shown(high), found=shown(text))
    return value


def _whole(settings: dict[str, str], name: str, low: int, high: int) -> int:
    value = _number(settings, name, low, high)
    if value != int(value):
        raise DocumentError("not_integer", name, found=shown(settings[name]))
    return int(value)
