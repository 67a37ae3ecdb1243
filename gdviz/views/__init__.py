"""The views, in the order of menus. To add one: write its module, and name its class here."""

from gdviz.scene import ViewName
from gdviz.views.all_weights import AllWeightsView
from gdviz.views.average import AverageView
from gdviz.views.boundary import BoundaryView
from gdviz.views.fit import FitView
from gdviz.views.learning_rate import LearningRateView
from gdviz.views.loss import LossView
from gdviz.views.loss_history import LossHistoryView
from gdviz.views.network import NetworkView
from gdviz.views.progress import ProgressView
from gdviz.views.table import TableView
from gdviz.views.this_step import ThisStepView
from gdviz.views.view import View
from gdviz.views.weights import WeightsView

ALL: dict[ViewName, type[View]] = {
    view.name: view
    for view in (
        LossView,
        WeightsView,
        LearningRateView,
        AverageView,
        LossHistoryView,
        ThisStepView,
        TableView,
        BoundaryView,
        FitView,
        NetworkView,
        ProgressView,
        AllWeightsView,
    )
}
