"""How a run ended and why, as a sentence for people: the one place for window, pictures and command line."""

from __future__ import annotations

import math

from gdviz.base.i18n import translate
from gdviz.engine.kinds import takes_plug_ins
from gdviz.engine.outcome import Outcome
from gdviz.notation.numbers import number

SAME = 1e-6  # the relative difference up to which a rate counts as the limit itself


def outcome_text(outcome: Outcome) -> str:
    """The sentence, translated.

    >>> outcome_text(Outcome("diverged", 212).because(1.2, 2.0))
    'diverged at step 212: the learning rate 1.2 is above 2/L = 1 (L: the curvature)'
    >>> outcome_text(Outcome("risen", 40, loss=math.inf, start_loss=2.5))
    'finished at step 40, the loss too large for a number; the first was 2.5'
    >>> outcome_text(Outcome("diverged", 0, feature="F/2/L"))
    'could not begin: F/2/L is too large, or has no value, for some examples'
    """
    pattern = _reason(outcome) or _plain(outcome)
    said = _filled(pattern, outcome)
    if "2/L" not in pattern:  # nor in the name of a feature
        return said
    # Lessons tell of L after they have shown what it does.
    return translate("outcome", "{sentence} (L: the curvature)").format(sentence=said)


def short_outcome_text(outcome: Outcome) -> str:
    """What became of the run, without why.

    >>> short_outcome_text(Outcome("diverged", 212).because(1.2, 2.0))
    'diverged at step 212'
    """
    if outcome.kind == "oscillating":
        return translate("outcome", "oscillates")
    return _filled(_plain(outcome), outcome)


def _filled(said: str, outcome: Outcome) -> str:
    """The sentence with its numbers."""
    numbers = {
        "rate": outcome.learning_rate,
        "scale": outcome.curvature,
        "limit": outcome.limit,
        "loss": outcome.loss,
        "first": outcome.start_loss,
        # Of a gradient its size is of interest, not its digits.
        "gradient": None if outcome.gradient is None else float(f"{outcome.gradient:.1e}"),
    }
    texts = {name: "" if value is None else number(value) for name, value in numbers.items()}
    return said.format(
        step=outcome.step, row=outcome.row, packages=outcome.packages, feature=outcome.feature, **texts
    )


def _plain(outcome: Outcome) -> str:
    """The sentence without a reason, with places for numbers."""
    if outcome.feature:
        return translate(
            "outcome", "could not begin: {feature} is too large, or has no value, for some examples"
        )
    if outcome.kind in ("diverged", "undefined") and outcome.step == 0:
        return translate(
            "outcome", "could not begin: the loss or its gradient has no finite value at the start"
        )
    if outcome.kind == "risen" and outcome.loss == math.inf:  # of all data: that of each batch is finite
        return translate(
            "outcome", "finished at step {step}, the loss too large for a number; the first was {first}"
        )
    return {
        "done": translate("outcome", "finished at step {step}"),
        "diverged": translate("outcome", "diverged at step {step}"),
        "undefined": translate(
            "outcome", "ended at step {step}: the loss or its gradient has no value there"
        ),
        "unrated": translate("outcome", "ended at step {step}: the schedule gives no learning rate for it"),
        "diverging": translate("outcome", "diverging at step {step}"),
        "risen": translate("outcome", "finished at step {step} with loss {loss}, above the first, {first}"),
        "oscillating": translate("outcome", "oscillates, up to step {step}"),
        "converged": translate("outcome", "converged by step {step}"),
        "still": translate(
            "outcome", "hardly moves any more at step {step}: gradient {gradient}, loss {loss}"
        ),
        "slow": translate("outcome", "hardly moved in {step} steps: gradient {gradient}, loss {loss}"),
        "stopped": translate("outcome", "stopped at step {step}"),
        "tolerance": translate(
            "outcome", "ended at step {step}: the gradient, {gradient}, is within the tolerance"
        ),
        "early": translate(
            "outcome",
            "ended at step {step}: the test loss, with any penalty, has not fallen below that of step {row}",
        ),
        "missing": _missing(),
    }[outcome.kind]


def _missing() -> str:
    """The sentence with a place for {packages}."""
    if takes_plug_ins():
        return translate("outcome", "not computed: it needs {packages}, which is not installed")
    return translate("outcome", "not computed: it needs {packages}, but the packaged app takes no plug-ins")


def _reason(outcome: Outcome) -> str:
    """The sentence with its reason, with places for numbers; empty where none is known."""
    rate, limit = outcome.learning_rate, outcome.limit
    if rate is None or limit is None:
        return ""
    if outcome.decisive == "penalty":
        return translate(
            "outcome", "diverged at step {step}: learning rate {rate} × L2 scale {scale} is above 2"
        )
    if outcome.decisive == "row":
        return translate(
            "outcome",
            "diverged at step {step}: the learning rate {rate} is above 2/L, which is {limit} at step {row}",
        )
    if outcome.decisive == "minimum":
        return translate(
            "outcome",
            "oscillates: the learning rate {rate} is above 2/L, which is {limit} at the minimum between",
        )
    if outcome.kind == "diverged":
        return translate(
            "outcome", "diverged at step {step}: the learning rate {rate} is above 2/L = {limit}"
        )
    if outcome.kind == "diverging":
        return translate(
            "outcome", "diverging at step {step}: the learning rate {rate} is above 2/L = {limit}"
        )
    if outcome.kind == "slow":
        return translate(
            "outcome", "hardly moved in {step} steps: the learning rate {rate} is far below 2/L = {limit}"
        )
    if abs(rate - limit) <= SAME * limit:
        return translate("outcome", "oscillates: the learning rate {rate} is exactly 2/L")
    if rate > limit:
        return translate("outcome", "oscillates: the learning rate {rate} is above 2/L = {limit}")
    return translate("outcome", "oscillates: the learning rate {rate} is just below 2/L = {limit}")
