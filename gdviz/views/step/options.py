"""What can be chosen of the arithmetic of a step: the parameter that is written out. No Qt."""

from __future__ import annotations

from typing import ClassVar

from gdviz.document.tiles import ParametersShown, Tile


class ThisStepTile(Tile, frozen=True, tag="this_step"):
    """The arithmetic of the step at the playhead."""

    title: ClassVar[str] = "This step"
    shown_by: ClassVar[str] = "gdviz.views.step.view:ThisStepView"
    smallest: ClassVar = (290.0, 200.0)
    of_selected: ClassVar[bool] = True
    named_parts: ClassVar = ("view", "gradient", "learning_rate", "update", "decay", "shadow")

    parameters: ParametersShown = ()
