"""A package of somebody's that adds a kind of each sort to gdviz, as entry points of `entry_points.txt`."""

from typing import Annotated, ClassVar

import numpy as np

from gdviz.engine.by_formula import CurveByFormula, SurfaceByFormula
from gdviz.engine.declare import ranged
from gdviz.engine.learning.activations import Activation
from gdviz.engine.learning.dataset_base import DrawnDataset
from gdviz.engine.learning.initializers import Initializer
from gdviz.engine.learning.losses import Loss
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.optimizer_base import Momentum01, Optimizer
from gdviz.engine.schedule_base import DecaySteps, LearningRate, Schedule


class Triangular(Schedule, frozen=True, tag="acme.triangular"):
    """A rate that rises and falls in straight lines (Smith 2017)."""

    title: ClassVar[str] = "Triangular"
    formula: ClassVar[str] = """
        cycle = floor(1 + step / (2 * half_period))
        lowest + (learning_rate - lowest) * max(0, 1 - abs(step / half_period - 2 * cycle + 1))
    """

    learning_rate: LearningRate = 0.1
    lowest: Annotated[
        float, ranged("Lowest rate", "Where the rate begins. Larger never rests.", ge=0.0, le=1e6)
    ] = 0.01
    half_period: DecaySteps = 10


class SignMomentum(Optimizer, frozen=True, tag="acme.sign_momentum"):
    """Steps of one length along the sign of the gathered gradient (Bernstein 2018)."""

    title: ClassVar[str] = "Sign of momentum"
    formula: ClassVar[str] = """
        gathered = momentum * gathered + (1 - momentum) * gradient
        params = params - learning_rate * sign(gathered)
    """
    symbols: ClassVar[dict[str, str]] = {"gathered": "a"}

    momentum: Momentum01 = 0.9


class Booth(SurfaceByFormula, frozen=True, tag="acme.booth"):
    """Booth's function."""

    title: ClassVar[str] = "Booth"
    formula: ClassVar[str] = "(x + 2*y - 7)**2 + (2*x + y - 5)**2"

    start = (-4.0, 4.0)
    bounds = ((-6.0, 6.0), (-6.0, 6.0))
    minima = ((1.0, 3.0),)


class Bump(CurveByFormula, frozen=True, tag="acme.bump"):
    """A smooth hole in a plane."""

    title: ClassVar[str] = "Bump"
    formula: ClassVar[str] = """
        shift = w - middle
        1 - exp(-shift**2 / 2)
    """

    middle: Annotated[float, ranged("Middle", "Where it is deepest. Larger is right.", ge=-9.0, le=9.0)] = 1.0

    start = (2.5,)
    bounds = ((-4.0, 6.0),)


class LogCosh(Loss, frozen=True, tag="acme.log_cosh"):
    """Squared near the target, straight far from it."""

    title: ClassVar[str] = "Log-cosh"
    formula: ClassVar[str] = """
        error = abs(output - target)
        error + ln(1 + exp(-2 * error)) - ln(2)
    """


class Saturating(Penalty, frozen=True, tag="acme.saturating"):
    """Charges large weights no more than it must (Weigend 1991)."""

    title: ClassVar[str] = "Saturating"
    formula: ClassVar[str] = "scale * w**2 / (1 + w**2)"

    scale: Annotated[float, ranged("Scale", "How much it costs. Larger prunes more.", ge=0.0, le=1e3)] = 0.05


class Softsign(Activation, frozen=True, tag="acme.softsign"):
    """``z / (1 + |z|)`` (Bergstra 2009)."""

    title: ClassVar[str] = "Softsign"
    formula: ClassVar[str] = "z / (1 + abs(z))"
    slope: ClassVar[str] = "(1 - abs(h))**2"


class Stripes(DrawnDataset, frozen=True, tag="acme.stripes"):
    """Two classes in stripes."""

    title: ClassVar[str] = "Stripes"

    def draw(self):
        x = np.random.RandomState(self.seed).uniform(-1.0, 1.0, (self.examples, 2))
        return x, (np.floor(2 * x[:, 0] + x[:, 1]) % 2).astype(np.int64)


class Alternating(Initializer, frozen=True, tag="acme.alternating"):
    """Weights of one size and either sign."""

    title: ClassVar[str] = "Alternating"

    def draw(self, inputs, units, random):
        return 0.3 * random.choice([-1.0, 1.0], (inputs, units))


class Misspelled(Schedule, frozen=True, tag="acme.misspelled"):
    """Left out: its formula reads what is not there."""

    title: ClassVar[str] = "Misspelled"
    formula: ClassVar[str] = "learning_rate / (1 + stepp)"

    learning_rate: LearningRate = 0.1


class Spoiled(Schedule, frozen=True, tag="spoiled"):
    """Left out: its tag does not name the package."""

    title: ClassVar[str] = "Spoiled"
    formula: ClassVar[str] = "1"
