"""What stands above the panels of a view of examples: each run with how good it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gdviz.base.i18n import translate
from gdviz.document.frame import Frame
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import four_digits, percent
from gdviz.readings.instant import Said, reading_found
from gdviz.readings.run_labels import frame_labels
from gdviz.views.data.heat_map import Score
from gdviz.views.data.learners import Learner
from gdviz.views.plot.edged_line import DASHED
from gdviz.views.plot.panel_title import PanelHeading

Scores = Mapping[int, tuple[Score | None, Score | None]]  # of weights and shadow, by the run's place


def headings_of(
    frame: Frame, learners: Sequence[Learner], scores: Scores, of: str, alone: bool
) -> tuple[tuple[PanelHeading, ...], tuple[Said, ...]]:
    """A heading for each learner's panel, and the quantities in them.

    `of` is what is drawn: "weights", "shadow" or "both"; `alone` where no legend of a stage says the rest.
    """
    labels, several = frame_labels(frame), len(frame.scene.runs) > 1
    weights = {place: own for place, (own, _) in scores.items()}
    headings: list[PanelHeading] = []
    said: list[Said] = []
    for learner in learners:
        lines: list[tuple[tuple[float, ...] | None, str]] = []
        shadow = learner.averaged and of != "weights"
        if (shadow and of != "shadow") or (not shadow and alone):
            # On a stage its legend has the score.
            text = _score(frame, learner, weights, said) if alone else translate("DataView", "weights")
            lines.append((() if shadow else None, text))
        if shadow:
            _, score = scores.get(learner.place, (None, None))
            lines.append((DASHED, _shadow(learner, score, alone)))
        name = labels[learner.place] if several else ""
        selected = several and learner.place == frame.selected
        symbol = learner.symbol if several else None
        headings.append(PanelHeading(name, learner.color, symbol, tuple(lines), selected))
    return tuple(headings), tuple(said)


def _score(frame: Frame, learner: Learner, scores: Mapping[int, Score | None], said: list[Said]) -> str:
    """How good a run's weights are on the examples; what is said of it is added to `said`."""
    if scores.get(learner.place) is None:
        return "…"
    reads = {}
    for part in ("train", "test"):
        quantity = f"{part}_accuracy" if learner.problem.data.classes else f"{part}_data_loss"
        values = {place: getattr(score, part) for place, score in scores.items() if score is not None}
        found = {place: value for place, value in values.items() if value is not None}
        reads[part] = reading_found(frame, learner.place, quantity, found)
    pattern = _pattern(learner.problem, tested=reads["test"] is not None, alone=True)
    written = {part: read for part, read in reads.items() if read and f"{{{part}}}" in pattern}
    said += [Said.short(read) for read in written.values()]
    return pattern.format_map({part: read.short for part, read in written.items()})


def _shadow(learner: Learner, score: Score | None, alone: bool) -> str:
    """How good a run's shadow is."""
    text = "…"
    if score is not None:
        write = percent if learner.problem.data.classes else four_digits
        train, test = ("" if value is None else write(value) for value in (score.train, score.test))
        text = _pattern(learner.problem, tested=bool(test), alone=alone).format(train=train, test=test)
    return translate("DataView", "shadow: {score}").format(score=text)


def _pattern(problem: Training, *, tested: bool, alone: bool) -> str:
    if tested and not alone:  # the legend of the stage has the rest
        return translate("DataView", "test {test}")
    if problem.data.classes:
        both, one = (
            translate("DataView", "train {train} · test {test}"),
            translate("DataView", "train {train}"),
        )
    elif problem.penalty.charges:
        both = translate("DataView", "data loss: train {train} · test {test}")
        one = translate("DataView", "data loss {train}")
    else:
        both = translate("DataView", "loss: train {train} · test {test}")
        one = translate("DataView", "train loss {train}")
    return both if tested else one
