"""Losses of one parameter."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import ranged
from gdviz.engine.functions import cos, sin, tanh
from gdviz.engine.problem import Bounds, OneParameter, Point
from gdviz.notation.numbers import exact
from gdviz.notation.terms import shifted, total

TURN = 2 * math.pi
Ripples = Annotated[
    float,
    ranged(
        "Ripple height",
        "How high the ripples on the bowl are. Larger makes more and deeper traps; 0 leaves a smooth bowl.",
        ge=0.0,
        le=1000.0,
        slider=(0.0, 20.0),
    ),
]


class CourseSquare(OneParameter, frozen=True, tag="course"):
    """The course's loss ``(w + 1)²``; its gradient is ``2w + 2`` and its curvature 2."""

    title: ClassVar[str] = "(w + 1)²"

    start = (5.0,)
    bounds = ((-8.0, 6.0),)
    minima = ((-1.0,),)
    expression = "(w + 1)²"
    gradient_expressions = ("2w + 2",)

    def loss(self, w: Array) -> Array:
        """``(w + 1)²``."""
        shift = w + 1
        return shift * shift

    def slope(self, w: Array) -> Array:
        """``2 (w + 1)``, in this order as automatic differentiation has it."""
        return 2 * (w + 1)

    def curvature(self, point: Point) -> float | None:
        """2 everywhere."""
        return 2.0


class Parabola(OneParameter, frozen=True, tag="parabola"):
    """A parabola, ``curvature / 2 · (w - minimum)²``. Descent settles below a rate of 2 / curvature."""

    title: ClassVar[str] = "Parabola"

    curvature_w: Annotated[
        float,
        ranged(
            "Curvature",
            "How strongly the parabola bends: its second derivative L. Larger is steeper and tolerates only "
            "smaller learning rates (2/L is the limit).",
            gt=0.0,
            le=1e6,
            slider=(0.01, 100.0),
            log=True,
        ),
    ] = 1.0
    minimum_w: Annotated[
        float,
        ranged(
            "Minimum",
            "Where the lowest point is. Larger moves it to the right, smaller to the left.",
            ge=-1e6,
            le=1e6,
            slider=(-10.0, 10.0),
        ),
    ] = 0.0

    start = (5.0,)

    @property
    def bounds(self) -> Bounds:
        """From the start to as far on the other side of the minimum, and a little more."""
        reach = max(1.25 * abs(self.start[0] - self.minimum_w), 2.0)
        return ((self.minimum_w - reach, self.minimum_w + reach),)

    @property
    def minima(self) -> tuple[Point, ...]:
        """The one minimum."""
        return ((self.minimum_w,),)

    @property
    def expression(self) -> str:
        """``0.5(w − 3)²`` and the like."""
        return total([(self.curvature_w / 2, shifted("w", self.minimum_w) + "²")])

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``w − 3``, ``2(w − 3)`` and the like."""
        return (total([(self.curvature_w, shifted("w", self.minimum_w))]),)

    def loss(self, w: Array) -> Array:
        """``curvature / 2 · (w - minimum)²``."""
        shift = w - self.minimum_w
        return 0.5 * self.curvature_w * (shift * shift)

    def slope(self, w: Array) -> Array:
        """``curvature · (w - minimum)``."""
        return self.curvature_w * (w - self.minimum_w)

    def curvature(self, point: Point) -> float | None:
        """The curvature as set, everywhere."""
        return self.curvature_w


class DoubleWell(OneParameter, frozen=True, tag="double_well"):
    """Two valleys with a hill between them, ``(w² - 1)² + tilt · w``: the quartic of bistable systems.

    With a tilt one valley is lower than the other; past a tilt of 8 / √27 ≈ 1.54 the higher one is gone.
    """

    title: ClassVar[str] = "Double well"

    tilt: Annotated[
        float,
        ranged(
            "Tilt",
            "How much the right valley is lifted. Larger makes the left one lower, negative the right one; "
            "0 makes them equal.",
            ge=-5.0,
            le=5.0,
            slider=(-1.5, 1.5),
        ),
    ] = 0.0

    start = (1.8,)
    bounds = ((-2.0, 2.0),)

    @property
    def minima(self) -> tuple[Point, ...]:
        """The bottoms of the valleys: the roots of ``4w³ - 4w + tilt`` where the loss bends upwards."""
        if self.tilt == 0:
            return ((-1.0,), (1.0,))
        roots = np.roots([4.0, 0.0, -4.0, self.tilt])
        lows = sorted(float(root.real) for root in roots if abs(root.imag) < 1e-9 and 3 * root.real**2 > 1)
        # One step of Newton's method takes the roots to the last digit.
        return tuple((w - (4 * w * (w * w - 1) + self.tilt) / (12 * w * w - 4),) for w in lows)

    @property
    def expression(self) -> str:
        """``(w² − 1)²``, with the tilt where there is one."""
        return total([(1.0, "(w² − 1)²"), (self.tilt, "w")])

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``4w(w² − 1)``, with the tilt where there is one."""
        return (total([(4.0, "w(w² − 1)"), (self.tilt, "")]),)

    def loss(self, w: Array) -> Array:
        """``(w² - 1)² + tilt · w``."""
        square = w * w - 1
        return square * square + self.tilt * w

    def slope(self, w: Array) -> Array:
        """``4w (w² - 1) + tilt``."""
        return 4 * (w * w - 1) * w + self.tilt

    def curvature(self, point: Point) -> float | None:
        """``|12w² - 4|``."""
        return abs(12 * point[0] * point[0] - 4)


class Plateau(OneParameter, frozen=True, tag="plateau"):
    """A valley between two flat parts, ``tanh²(steepness · w)``.

    This is the squared error of one tanh neuron that should give 0: where the neuron saturates, its gradient
    vanishes and descent hardly moves.
    """

    title: ClassVar[str] = "Plateau"

    steepness: Annotated[
        float,
        ranged(
            "Steepness",
            "How narrow the valley is. Larger makes its walls steeper and the flat parts flatter.",
            gt=0.0,
            le=100.0,
            slider=(0.2, 5.0),
            log=True,
        ),
    ] = 1.0

    start = (2.5,)
    bounds = ((-5.0, 5.0),)
    minima = ((0.0,),)

    @property
    def expression(self) -> str:
        """``tanh²(w)``, ``tanh²(2w)`` and the like."""
        return f"tanh²({total([(self.steepness, 'w')])})"

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``2 tanh(w)(1 − tanh²(w))`` and the like."""
        inner = total([(self.steepness, "w")])
        return (f"{exact(2 * self.steepness)} tanh({inner})(1 − tanh²({inner}))",)

    def loss(self, w: Array) -> Array:
        """``tanh²(steepness · w)``."""
        t: Array = tanh(self.steepness * w)
        return t * t

    def slope(self, w: Array) -> Array:
        """``2 · steepness · t (1 - t²)`` with ``t = tanh(steepness · w)``."""
        t: Array = tanh(self.steepness * w)
        return 2 * t * (1 - t * t) * self.steepness

    def curvature(self, point: Point) -> float | None:
        """``|2 · steepness² (1 - t²)(1 - 3t²)|``."""
        square = tanh(self.steepness * point[0]) ** 2
        return float(abs(2 * self.steepness**2 * (1 - square) * (1 - 3 * square)))


class RastriginLine(OneParameter, frozen=True, tag="rastrigin_1d"):
    """Rastrigin's function (1974) of one parameter, ``A + w² - A cos(2πw)``: a bowl full of traps."""

    title: ClassVar[str] = "Rastrigin, one parameter"

    ripples: Ripples = 10.0

    steady_rate = 0.002
    start = (3.3,)
    bounds = ((-5.12, 5.12),)
    minima = ((0.0,),)

    @property
    def expression(self) -> str:
        """``10 + w² − 10cos(2πw)`` and the like."""
        return total([(self.ripples, ""), (1.0, "w²"), (-self.ripples, "cos(2πw)")])

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``2w + 20π sin(2πw)`` and the like."""
        return (total([(2.0, "w"), (2 * self.ripples, "π sin(2πw)")]),)

    def loss(self, w: Array) -> Array:
        """``A + w² - A cos(2πw)``."""
        cosine: Array = cos(TURN * w)
        return self.ripples + w * w - self.ripples * cosine

    def slope(self, w: Array) -> Array:
        """``2w + 2πA sin(2πw)``."""
        sine: Array = sin(TURN * w)
        return 2 * w + self.ripples * sine * TURN

    def curvature(self, point: Point) -> float | None:
        """``|2 + 4π²A cos(2πw)|``."""
        return abs(2 + TURN**2 * self.ripples * float(cos(TURN * point[0])))
