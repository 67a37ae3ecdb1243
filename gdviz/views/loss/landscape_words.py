"""What the axes of a landscape are called, and what is said of a plane through many parameters. No Qt."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.engine.problem import Objective
from gdviz.engine.slice import Slice
from gdviz.notation.names import indexed
from gdviz.notation.numbers import percent, to_digits
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.model_paths import ModelPath


def axis_titles(landscape: Objective | Chart) -> tuple[str, str]:
    """What is along the bottom, and along the left."""
    names = tuple(map(indexed, landscape.parameter_names))
    if isinstance(landscape, Chart) and landscape.kind == "principal":
        return (
            translate("LossView", "first principal direction"),
            translate("LossView", "second principal direction"),
        )
    return (names[0], names[1]) if len(names) > 1 else (names[0], translate("LossView", "loss"))


def plane_words(landscape: Objective | Chart, selected: ModelPath | None) -> str:
    """Which plane it is, and how far the `selected` run is from it where it can be; "" for no plane."""
    if isinstance(landscape, Slice):
        names = landscape.parameter_names
        kept = ", ".join(indexed(name) for name in landscape.whole.parameter_names if name not in names)
        return translate("LossView", "a plane: {names} held as at the playhead").format(names=kept)
    if not isinstance(landscape, Chart):
        return ""
    if landscape.kind == "pair":
        others = len(landscape.plane.origin) - 2
        text = translate("LossView", "the other {count} parameters stay as they are at the playhead")
        return text.format(count=others)
    if landscape.kind != "principal":
        return ""
    share = percent(landscape.plane.share, 0).removesuffix("%")
    text = translate("LossView", "two principal directions of the run: {share}% of its movement")
    if selected is None:
        return text.format(share=share)
    beside = to_digits(landscape.plane.distance(selected.params_here.astype(float)), 2)
    text = translate(
        "LossView",
        "two principal directions of the run: {share}% of its movement, now {distance} beside them",
    )
    return text.format(share=share, distance=beside)
