"""What the loss view says over the plot: runs that do not settle, and what is not drawn."""

from __future__ import annotations

from collections.abc import Sequence

from gdviz.base.i18n import translate
from gdviz.document.frame import Frame
from gdviz.readings.legend_values import TOLD
from gdviz.readings.outcome_sentence import outcome_text
from gdviz.readings.run_labels import frame_labels
from gdviz.views.common.notices import Notice
from gdviz.views.loss.loss_paths import Path


def outcomes_of(frame: Frame, paths: Sequence[Path]) -> list[Notice]:
    """What became of the runs that do not settle."""
    labels, found = frame_labels(frame), []
    for path in sorted(paths, key=lambda path: path.place):
        outcome = frame.told(path.place)
        if outcome is None or outcome.kind not in TOLD:
            continue
        text = outcome_text(outcome)
        if len(frame.scene.runs) > 1:
            text = translate("LossView", "{run}: {what}").format(run=labels[path.place], what=text)
        found.append(Notice(text, path.color, path.symbol))
    return found


def nothing_there(empty: bool) -> list[Notice]:
    """Whether there is no loss at all in the picture."""
    return [Notice(translate("LossView", "The loss has no value here."))] if empty else []


def left_out_words(elsewhere: int) -> str:
    """How many runs have another loss: said above the plot, where it covers no path; "" for none."""
    if elsewhere < 2:
        return translate("LossView", "not drawn: a run with another loss") if elsewhere else ""
    return translate("LossView", "not drawn: {count} runs with another loss").format(count=elsewhere)
