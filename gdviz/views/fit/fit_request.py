"""What fits are asked for, and of which runs."""

from __future__ import annotations

from msgspec import Struct

from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.look.look import Look
from gdviz.views.fit.fit_work import Form
from gdviz.views.plot.axis import Range


class FitRequest(Struct, frozen=True):
    """All that fits depend on."""

    recordings: tuple[TrainingRecording, ...]
    places: tuple[int, ...]
    rows: tuple[int, ...]
    form: Form
    of: str
    look: Look
    x: Range
    fine: bool
