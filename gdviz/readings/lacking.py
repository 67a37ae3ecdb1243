"""Why a view has nothing to show, in words."""

from __future__ import annotations

from collections.abc import Sequence

from gdviz.base.i18n import translate
from gdviz.document.frame import Frame
from gdviz.engine.missing import Missing


def lacking(frame: Frame, column: str, places: Sequence[int]) -> str:
    """Why none of the runs at `places` can be shown by a view that needs `column`; "" where one can.

    `column` is a column of recordings, or "" for a view that needs none in particular.
    """
    if not places:
        return translate("lacking", "Every run is hidden. Click the eye of a run to show it here.")
    if not column or any(frame.recordings[place].has(column) for place in places):
        return ""
    if all(isinstance(frame.scene.runs[place].problem, Missing) for place in places):
        return translate("lacking", "This run is not computed: it uses a kind that is not installed.")
    if column == "loss":
        return translate("lacking", "Values that are set by hand have no loss.")
    if column == "learning_rate":
        return translate("lacking", "Values that are set by hand have no learning rate.")
    if column == "effective_decay":
        return translate(
            "lacking", "No run has a moving average. Turn one on in the parameters, under Moving average."
        )
    if column == "train_total_loss":
        return translate("lacking", "This run works on a formula: it has no data. Choose data to learn from.")
    return translate("lacking", "No run has the column “{column}”, which is drawn here.").format(
        column=column
    )
