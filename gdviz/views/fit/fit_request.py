"""What fits are asked for, and of which runs."""

from __future__ import annotations

from gdviz.views.data.learners import LearnersRequest
from gdviz.views.fit.fit_work import Form
from gdviz.views.plot.axis import Range


class FitRequest(LearnersRequest, frozen=True):
    """All that fits depend on."""

    form: Form
    x: Range
