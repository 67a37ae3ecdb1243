"""A scene that learns from a file of data as it is proposed: for the command line, where nobody is asked."""

from __future__ import annotations

from gdviz.document.scene import Run, Scene
from gdviz.document.use_data import learning_from
from gdviz.tabular import Table, choose_proposed


def scene_of(table: Table) -> Scene:
    """A scene with one run that learns the proposed target from the proposed inputs.

    Raises DataError.
    """
    data = choose_proposed(table)[1].dataset()
    return learning_from(Scene(runs=(Run(),)), 0, data)
