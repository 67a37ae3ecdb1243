"""How a run ended, in the person's language: for the status bar, and wherever else it is said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gdviz.engine.outcome import Outcome


def outcome_text(outcome: Outcome) -> str:
    """One or two sentences: what happened, and why where the learning rate is the cause.

    >>> outcome_text(Outcome("diverged", 212, learning_rate=1.2, curvature=2.0, limit=1.0))
    'Diverged at step 212. The learning rate 1.2 is above 2/L = 1: every step overshoots further.'
    """
    what = _what(outcome)
    why = _why(outcome)
    if not why:
        return what
    return QCoreApplication.translate("Outcome", "{what} {why}").format(what=what, why=why)


def _what(outcome: Outcome) -> str:
    if outcome.kind in ("diverged", "undefined") and outcome.step == 0:
        return QCoreApplication.translate("Outcome", "The loss has no finite value at the start.")
    text = {
        "done": QCoreApplication.translate("Outcome", "Finished at step {step}."),
        "diverged": QCoreApplication.translate("Outcome", "Diverged at step {step}."),
        "undefined": QCoreApplication.translate(
            "Outcome", "Ended at step {step}: the loss has no value there."
        ),
        "diverging": QCoreApplication.translate("Outcome", "Diverging, up to step {step}."),
        "oscillating": QCoreApplication.translate(
            "Outcome", "Swings to and fro without settling, up to step {step}."
        ),
        "converged": QCoreApplication.translate("Outcome", "Converged by step {step}."),
        "slow": QCoreApplication.translate("Outcome", "Hardly moved in {step} steps."),
        "stopped": QCoreApplication.translate("Outcome", "Stopped at step {step}; the steps so far stay."),
    }[outcome.kind]
    return text.format(step=outcome.step)


def _why(outcome: Outcome) -> str:
    rate, limit = outcome.learning_rate, outcome.limit
    if rate is None or limit is None:
        return ""
    if abs(rate - limit) <= 1e-6 * limit:
        text = QCoreApplication.translate(
            "Outcome",
            "The learning rate {rate} equals 2/L = {limit}: every step lands as far on the other side.",
        )
    elif rate > limit:
        text = QCoreApplication.translate(
            "Outcome", "The learning rate {rate} is above 2/L = {limit}: every step overshoots further."
        )
    elif outcome.kind == "slow":
        text = QCoreApplication.translate("Outcome", "The learning rate {rate} is far below 2/L = {limit}.")
    else:
        text = QCoreApplication.translate("Outcome", "The learning rate {rate} is just below 2/L = {limit}.")
    return text.format(rate=f"{rate:.6g}", limit=f"{limit:.6g}")


__all__ = ["outcome_text"]
