"""What a map says in words: its settings, what became of a run, and what is seen of all of them. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from gdviz.base.arrays import Array
from gdviz.base.i18n import declared, translate
from gdviz.document.scene import Run
from gdviz.document.sweep_axes import SweptSetting
from gdviz.engine.experiment import Experiment
from gdviz.engine.problem import Bounds
from gdviz.engine.stopping import AllSteps
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, RISEN, SWINGS, UNDERWAY
from gdviz.notation.numbers import apart, exact, number
from gdviz.views.map.map_axes import has_gaps, has_minima, offered
from gdviz.views.map.map_work import MapPicture


def setting_name(setting: SweptSetting, among: Sequence[SweptSetting]) -> str:
    """What a setting is called, with what it belongs to where others have the same name."""
    if setting.parts[0] == "initial":
        return translate("Map", "Start {name}").format(name=setting.name)
    title = declared(setting.field.title)
    if isinstance(setting.parts[-1], int):
        title = translate("Map", "{title}, no. {place}").format(title=title, place=setting.parts[-1] + 1)
    same = [
        each
        for each in among
        if each.field.title == setting.field.title and each.parts[:-1] != setting.parts[:-1]
    ]
    if same and setting.owner:
        return translate("Map", "{owner}: {title}").format(owner=declared(setting.owner), title=title)
    return title


def names_for(run: Run) -> dict[str, str]:
    """The name of each setting that a map may show of a run, by its path."""
    settings = offered(run)
    return {each.path: setting_name(each, settings) for each in settings}


def run_words(picture: MapPicture, where: tuple[int, int], names: Mapping[str, str], minima: Array) -> str:
    """A run of a map: its two settings, which have the digits that tell it from its neighbors, and what
    became of it."""
    row, column = where
    wanted, known = picture.wanted, {}
    for axis, value in (
        (wanted.across, picture.columns.axis.values[column]),
        (wanted.up, picture.rows.axis.values[row]),
    ):
        known[axis.setting.path] = value
    text = translate("Map", "{x} {x_value}, {y} {y_value}: {outcome}")
    (x, x_value), (y, y_value) = known.items()
    return text.format(
        x=names.get(x, x),
        x_value=exact(x_value),
        y=names.get(y, y),
        y_value=exact(y_value),
        outcome=outcome_words(
            picture,
            where,
            int(known.get("steps", wanted.experiment.steps)),
            minima,
            aimed=has_minima(wanted.experiment),
        ),
    )


def outcome_words(
    picture: MapPicture, where: tuple[int, int], steps: int, minima: Array, *, aimed: bool
) -> str:
    """What became of one run, in a few words: whether it has arrived where it is `aimed` at a minimum."""
    kept, (low, high) = picture.kept, picture.summary.losses or (0.0, 0.0)
    experiment = picture.wanted.experiment
    outcome, loss = int(kept["outcome"][where]), apart(kept["final_loss"][where], 4, high - low)
    if outcome == DIVERGED:
        broken = int(kept["broken"][where])
        text = translate("Map", "diverges at step {step}")
        if broken == 0 or has_gaps(experiment):
            text = translate("Map", "no finite value from step {step} on")
        return text.format(step=number(broken))
    if outcome == RISEN:
        return translate("Map", "ends higher than it began, loss {loss}").format(loss=loss)
    if outcome == SWINGS:
        return translate("Map", "oscillates, loss {loss}").format(loss=loss)
    if not aimed or outcome == UNDERWAY:
        early = not isinstance(experiment.stopping, AllSteps)  # where each ends is not kept
        if not aimed:
            text = translate("Map", "loss {loss} after {steps} steps")
            text = translate("Map", "loss {loss} at its end") if early else text
        else:
            text = translate("Map", "has not arrived after {steps} steps, loss {loss}")
            text = translate("Map", "has not arrived at its end, loss {loss}") if early else text
        return text.format(steps=number(steps), loss=loss)
    step, basin = number(int(kept["arrived"][where])), int(kept["basin"][where])
    objective = experiment.objective
    if objective is not None and basin >= 0 and len(minima) > 1:
        text = translate("Map", "arrives at {minimum} at step {step}, loss {loss}")
        return text.format(minimum=point_words(minima[basin], objective.bounds), step=step, loss=loss)
    return translate("Map", "arrives at step {step}, loss {loss}").format(step=step, loss=loss)


def ends(losses: tuple[float, float], digits: int) -> tuple[str, str]:
    """The least and the largest loss, told from each other."""
    low, high = losses
    return apart(low, digits, high - low), apart(high, digits, high - low)


def point_words(point: Iterable[float], bounds: Bounds) -> str:
    """A minimum: its number, or its numbers in brackets, told from others in a picture with these bounds.

    >>> point_words([3e-5], ((-1e-3, 1e-3),)), point_words([1e-12], ((-8.0, 6.0),))
    ('0.00003', '0')
    """
    texts = []
    for value, (low, high) in zip(point, bounds, strict=True):
        decimals = max(4, 4 - math.floor(math.log10(high - low)))
        texts.append(apart(round(float(value), decimals), 5, high - low))
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def kind_words(outcome: int, experiment: Experiment) -> str:
    """What a color tells of an outcome of these runs, in the legend."""
    if outcome == ARRIVED and experiment.training is not None:
        return translate("Map", "loss below a tenth of the first, from step")
    if outcome == DIVERGED and has_gaps(experiment):
        return translate("Map", "no finite value")
    return {
        DIVERGED: translate("Map", "diverges"),
        RISEN: translate("Map", "ends higher"),
        SWINGS: translate("Map", "oscillates"),
        UNDERWAY: translate("Map", "not yet"),
        ARRIVED: translate("Map", "arrives at step"),
    }[outcome]


def described(picture: MapPicture, across: str, up: str) -> str:
    """The whole map in words, for those who don't see it."""
    columns, rows = picture.columns.axis.values, picture.rows.axis.values
    text = translate("Map", "{across} from {left} to {right} across, {up} from {low} to {high} up.")
    begun = text.format(
        across=across,
        left=exact(columns[0]),
        right=exact(columns[-1]),
        up=up,
        low=exact(rows[0]),
        high=exact(rows[-1]),
    )
    summary, pieces = picture.summary, [begun]
    whole = sum(summary.outcomes)
    sentences = {
        ARRIVED: translate("Map", "{share}% of the runs arrive, half of them by step {step}."),
        UNDERWAY: translate("Map", "{share}% have not arrived."),
        SWINGS: translate("Map", "{share}% oscillate."),
        RISEN: translate("Map", "{share}% end higher than they began."),
        DIVERGED: translate("Map", "{share}% diverge."),
    }
    if has_gaps(picture.wanted.experiment):
        sentences[DIVERGED] = translate("Map", "{share}% come to where there is no finite value.")
    if not has_minima(picture.wanted.experiment):
        del sentences[ARRIVED], sentences[UNDERWAY]
        if summary.losses is not None:
            low, high = ends(summary.losses, 3)
            pieces.append(translate("Map", "The final loss is {low} to {high}.").format(low=low, high=high))
    for code, sentence in sentences.items():
        if summary.outcomes[code]:
            share = round(100 * summary.outcomes[code] / whole)
            told = ">99" if share == 100 and summary.outcomes[code] < whole else share or "<1"
            pieces.append(sentence.format(share=told, step=number(summary.middle_step)))
    return " ".join(pieces)
