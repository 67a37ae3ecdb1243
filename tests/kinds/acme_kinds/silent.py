"""Kinds that say nothing of what they compute, one below each base: each is left out."""

from gdviz.engine.by_formula import CurveByFormula, SurfaceByFormula
from gdviz.engine.learning.activations import Activation
from gdviz.engine.learning.dataset_base import DrawnDataset
from gdviz.engine.learning.initializers import Initializer
from gdviz.engine.learning.losses import Loss
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.optimizer_base import Optimizer
from gdviz.engine.optimizers import Momentum
from gdviz.engine.problem import Objective, OneParameter, TwoParameters
from gdviz.engine.schedule_base import Schedule


class SilentSchedule(Schedule, frozen=True, tag="acme.silent_schedule"): ...


class SilentOptimizer(Optimizer, frozen=True, tag="acme.silent_optimizer"): ...


class NearMomentum(Momentum, frozen=True, tag="acme.near_momentum"):
    """What is said of Momentum, and its programs, would be said of this, too."""

    def update(self, params, gradient, state, learning_rate):
        params -= learning_rate * gradient / abs(gradient)


class SilentCurve(CurveByFormula, frozen=True, tag="acme.silent_curve"): ...


class SilentSurface(SurfaceByFormula, frozen=True, tag="acme.silent_surface"): ...


class SilentOneParameter(OneParameter, frozen=True, tag="acme.silent_one"): ...


class SilentTwoParameters(TwoParameters, frozen=True, tag="acme.silent_two"): ...


class WordlessCurve(OneParameter, frozen=True, tag="acme.wordless_curve"):
    """It computes, and says nothing that the form or the arithmetic could write."""

    start, bounds = (3.0,), ((-4.0, 4.0),)

    def loss(self, w):
        return w * w

    def slope(self, w):
        return 2 * w


class HomelessCurve(CurveByFormula, frozen=True, tag="acme.homeless_curve"):
    """It has a formula, and no start."""

    formula = "w**2"
    bounds = ((-4.0, 4.0),)


class SilentObjective(Objective, frozen=True, tag="acme.silent_objective"): ...


class SilentLoss(Loss, frozen=True, tag="acme.silent_loss"): ...


class HalfLoss(Loss, frozen=True, tag="acme.half_loss"):
    """It has a value, and no gradient."""

    def value(self, output, target):
        return abs(output - target).mean(axis=(-2, -1))


class SilentPenalty(Penalty, frozen=True, tag="acme.silent_penalty"): ...


class SilentActivation(Activation, frozen=True, tag="acme.silent_activation"): ...


class HalfActivation(Activation, frozen=True, tag="acme.half_activation"):
    """It has a formula, and no slope."""

    formula = "z"


class SilentDataset(DrawnDataset, frozen=True, tag="acme.silent_dataset"): ...


class SilentInitializer(Initializer, frozen=True, tag="acme.silent_initializer"): ...
