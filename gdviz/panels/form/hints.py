"""What the form says about a run that learns from data: its size, and what had better be otherwise."""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtCore import QCoreApplication

from gdviz.document.scene import Run
from gdviz.document.use_data import APART, WIDE
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import number, to_digits

translate = QCoreApplication.translate


def hints(run: Run) -> dict[str, str]:
    """A sentence or two by section; none for a run without data."""
    problem = run.training
    if problem is None:
        return {}
    return {"data": _data(problem), "model": _model(problem), "loss": _loss(problem)}


def _data(problem: Training) -> str:
    held_back = problem.data.size - problem.train_size
    sentences = []
    if held_back:
        template = translate("Hints", "{train} to learn from, {test} to test on.")
        sentences.append(template.format(train=problem.train_size, test=held_back))
    if isinstance(problem.data, UserData) and not problem.standardize:
        low, high, ratio = _reach(problem.data)
        if max(-low, high) > WIDE or ratio > APART:
            template = translate(
                "Hints", "The inputs range from {low} to {high}: standardized, they are easier to learn from."
            )
            sentences.append(template.format(low=to_digits(low, 3), high=to_digits(high, 3)))
    if not (problem.data.classes or problem.standardize_target):
        low, high = _target_reach(problem.data)
        if max(-low, high) > WIDE:
            template = translate(
                "Hints", "The target ranges from {low} to {high}: standardized, it is easier to learn."
            )
            sentences.append(template.format(low=to_digits(low, 3), high=to_digits(high, 3)))
    return " ".join(sentences)


def _model(problem: Training) -> str:
    layers = problem.layers
    shape = "–".join(str(width) for width in (layers[0].inputs, *(layer.units for layer in layers)))
    template = (
        translate("Hints", "{shape}: 1 layer, {parameters} parameters")
        if len(layers) == 1
        else translate("Hints", "{shape}: {layers} layers, {parameters} parameters")
    )
    text = template.format(shape=shape, layers=len(layers), parameters=number(layers[-1].stop))
    if "step" in problem.model.of_hidden:
        said = translate("Hints", "The unit step has gradient 0: the weights before it do not learn.")
        return f"{text}\n{said}"
    return text


def _loss(problem: Training) -> str:
    wanted, output = problem.loss.outputs, problem.model.output
    if wanted == "logits" and output != "linear":
        return translate("Hints", "This loss applies a sigmoid or softmax itself: a linear output suits it.")
    if wanted == "probabilities" and output == "linear":
        return translate("Hints", "This loss takes probabilities: a softmax or sigmoid output suits it.")
    return ""


@functools.lru_cache(maxsize=8)
def _target_reach(data: Dataset) -> tuple[float, float]:
    """The least and greatest target."""
    _, targets = data.draw()
    return float(targets.min()), float(targets.max())


@functools.lru_cache(maxsize=8)
def _reach(data: UserData) -> tuple[float, float, float]:
    """The least and greatest input, and how many times wider the widest input is than the narrowest."""
    inputs, _ = data.draw()
    spreads = np.ptp(inputs, axis=0)
    spreads = spreads[spreads > 0]
    ratio = float(spreads.max() / spreads.min()) if spreads.size else 1.0
    return float(inputs.min()), float(inputs.max()), ratio
