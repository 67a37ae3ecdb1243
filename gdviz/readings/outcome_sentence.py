"""How a run ended and why, as a sentence for people."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.engine.kinds import takes_plug_ins
from gdviz.engine.outcome import Outcome
from gdviz.notation.numbers import number

SAME = 1e-6  # the relative difference up to which a rate counts as the limit itself


def outcome_text(outcome: Outcome) -> str:
    """The sentence, translated, e.g. ``diverged at step 212: the learning rate 1.2 is above 2/L = 1``."""
    said = _reason(outcome) or _plain(outcome)
    rate = "" if outcome.learning_rate is None else number(outcome.learning_rate)
    limit = "" if outcome.limit is None else number(outcome.limit)
    return said.format(step=outcome.step, rate=rate, limit=limit, packages=outcome.packages)


def _plain(outcome: Outcome) -> str:
    """The sentence without a reason, with a place for {step}."""
    if outcome.kind in ("diverged", "undefined") and outcome.step == 0:
        return translate("outcome", "could not begin: the loss has no finite value at the start")
    return {
        "done": translate("outcome", "finished at step {step}"),
        "diverged": translate("outcome", "diverged at step {step}"),
        "undefined": translate("outcome", "ended at step {step}: the loss has no value there"),
        "diverging": translate("outcome", "moves away ever faster, up to step {step}"),
        "oscillating": translate("outcome", "swings to and fro without settling, up to step {step}"),
        "converged": translate("outcome", "converged by step {step}"),
        "slow": translate("outcome", "hardly moved in {step} steps"),
        "stopped": translate("outcome", "stopped at step {step}"),
        "missing": _missing(),
    }[outcome.kind]


def _missing() -> str:
    """The sentence with a place for {packages}."""
    if takes_plug_ins():
        return translate("outcome", "not computed: it needs {packages}, which is not installed")
    return translate("outcome", "not computed: it needs {packages}, but the packaged app takes no plug-ins")


def _reason(outcome: Outcome) -> str:
    """The sentence with its reason, with places for {step}, {rate} and {limit}; empty where none is known."""
    rate, limit = outcome.learning_rate, outcome.limit
    if rate is None or limit is None:
        return ""
    if outcome.kind == "diverged":
        return translate(
            "outcome", "diverged at step {step}: the learning rate {rate} is above 2/L = {limit}"
        )
    if outcome.kind == "diverging":
        return translate("outcome", "moves away ever faster: the learning rate {rate} is above 2/L = {limit}")
    if outcome.kind == "slow":
        return translate(
            "outcome", "hardly moved in {step} steps: the learning rate {rate} is far below 2/L = {limit}"
        )
    if outcome.kind == "oscillating" and abs(rate - limit) <= SAME * limit:
        return translate("outcome", "swings to and fro: the learning rate {rate} is exactly 2/L")
    if outcome.kind == "oscillating" and rate > limit:
        return translate("outcome", "swings to and fro: the learning rate {rate} is above 2/L = {limit}")
    if outcome.kind == "oscillating":
        return translate("outcome", "swings to and fro: the learning rate {rate} is just below 2/L = {limit}")
    return ""
