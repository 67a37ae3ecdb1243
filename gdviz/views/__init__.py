"""The views, in the order of `ViewName`. To add one: write its module, and name its class here."""

from collections.abc import Iterator, Mapping
from typing import get_args

from gdviz.document.scene import ViewName
from gdviz.views.common.view import View
from gdviz.views.plot.lazy_qt import read_pyqtgraph

read_pyqtgraph()  # before a view does


class Views(Mapping[ViewName, type[View]]):
    """The class of each view by its name; its module is read when it is asked for: a start needs few."""

    def __getitem__(self, name: ViewName) -> type[View]:
        match name:
            case "loss":
                from gdviz.views.loss.view import LossView

                return LossView
            case "weights":
                from gdviz.views.time.weights import WeightsView

                return WeightsView
            case "learning_rate":
                from gdviz.views.time.learning_rate import LearningRateView

                return LearningRateView
            case "average":
                from gdviz.views.time.average import AverageView

                return AverageView
            case "loss_history":
                from gdviz.views.time.loss_history import LossHistoryView

                return LossHistoryView
            case "this_step":
                from gdviz.views.step.view import ThisStepView

                return ThisStepView
            case "table":
                from gdviz.views.table.view import TableView

                return TableView
            case "boundary":
                from gdviz.views.boundary.view import BoundaryView

                return BoundaryView
            case "fit":
                from gdviz.views.fit.view import FitView

                return FitView
            case "network":
                from gdviz.views.network.view import NetworkView

                return NetworkView
            case "progress":
                from gdviz.views.progress.view import ProgressView

                return ProgressView
            case "all_weights":
                from gdviz.views.weights.view import AllWeightsView

                return AllWeightsView
        raise KeyError(name)

    def __iter__(self) -> Iterator[ViewName]:
        return iter(get_args(ViewName))

    def __len__(self) -> int:
        return len(get_args(ViewName))


ALL = Views()
