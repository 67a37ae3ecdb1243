"""Losses of two parameters: bowls with settable curvature and the well-known test functions."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from functools import partial
from typing import Annotated, ClassVar

from gdviz.base.arrays import Array
from gdviz.engine import functions
from gdviz.engine.curves import TURN, Ripples
from gdviz.engine.declare import ranged
from gdviz.engine.problem import Bounds, Point, TwoParameters
from gdviz.notation.numbers import exact, to_digits
from gdviz.notation.terms import shifted, total


@functools.lru_cache(maxsize=64)
def _bowl(curvature_x: float, curvature_y: float, angle: float) -> tuple[float, float, float]:
    """The Hessian's entries xx, xy and yy of a bowl whose axes are turned by `angle` degrees."""
    cos, sin = functions.cos(math.radians(angle)), functions.sin(math.radians(angle))
    return (
        curvature_x * cos * cos + curvature_y * sin * sin,
        (curvature_x - curvature_y) * cos * sin,
        curvature_x * sin * sin + curvature_y * cos * cos,
    )


class Bowl(TwoParameters, frozen=True, tag="bowl"):
    """A quadratic bowl around its minimum, with a curvature along each of two axes that may be turned.

    ``(curvature_x · u² + curvature_y · v²) / 2``, where u and v are x and y measured from the minimum
    along the turned axes. Descent settles below a rate of 2 / the larger curvature.
    """

    title: ClassVar[str] = "Quadratic bowl"

    curvature_x: Annotated[
        float,
        ranged(
            "Curvature along x",
            "How strongly the bowl bends along its first axis. Larger is steeper and tolerates only smaller "
            "learning rates (2/L is the limit, L the larger of the two).",
            gt=0.0,
            le=1e6,
            slider=(0.01, 100.0),
            log=True,
        ),
    ] = 1.0
    curvature_y: Annotated[
        float,
        ranged(
            "Curvature along y",
            "How strongly the bowl bends along its second axis. The more the two differ, the narrower the "
            "bowl and the harder the descent.",
            gt=0.0,
            le=1e6,
            slider=(0.01, 100.0),
            log=True,
        ),
    ] = 4.0
    angle: Annotated[
        float,
        ranged(
            "Angle",
            "By how much the axes are turned, counterclockwise. At 0 each parameter has an axis of its own; "
            "else the parameters depend on each other.",
            ge=-180.0,
            le=180.0,
            slider=(-90.0, 90.0),
            unit="°",
        ),
    ] = 0.0
    minimum_x: Annotated[
        float,
        ranged(
            "Minimum, x",
            "Where the lowest point is. Larger moves it to the right, smaller to the left.",
            ge=-1e6,
            le=1e6,
            slider=(-10.0, 10.0),
        ),
    ] = 0.0
    minimum_y: Annotated[
        float,
        ranged(
            "Minimum, y",
            "Where the lowest point is. Larger moves it up, smaller down.",
            ge=-1e6,
            le=1e6,
            slider=(-10.0, 10.0),
        ),
    ] = 0.0

    start = (-4.0, 3.0)

    @property
    def bounds(self) -> Bounds:
        """A square around the minimum that holds the start."""
        x, y = self.minimum_x, self.minimum_y
        reach = max(1.25 * abs(self.start[0] - x), 1.25 * abs(self.start[1] - y), 2.0)
        return ((x - reach, x + reach), (y - reach, y + reach))

    @property
    def minima(self) -> tuple[Point, ...]:
        """The one minimum."""
        return ((self.minimum_x, self.minimum_y),)

    @property
    def expression(self) -> str:
        """``0.5x² + 2y²`` and the like; turned axes add a term of both parameters."""
        x, y = shifted("x", self.minimum_x), shifted("y", self.minimum_y)
        xx, xy, yy = _bowl(self.curvature_x, self.curvature_y, self.angle)
        return total([(xx / 2, x + "²"), (xy, x + y), (yy / 2, y + "²")], self._written)

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``x``, ``4y`` and the like."""
        x, y = shifted("x", self.minimum_x), shifted("y", self.minimum_y)
        xx, xy, yy = _bowl(self.curvature_x, self.curvature_y, self.angle)
        return total([(xx, x), (xy, y)], self._written), total([(xy, x), (yy, y)], self._written)

    @property
    def _written(self) -> Callable[[float], str]:
        """How its numbers are written: of long ones, which turned axes make, as many digits as of slopes."""
        return partial(to_digits, digits=7) if self.angle else exact

    def loss(self, x: Array, y: Array) -> Array:
        """``(xx · dx² + 2 xy · dx · dy + yy · dy²) / 2``."""
        xx, xy, yy = _bowl(self.curvature_x, self.curvature_y, self.angle)
        dx, dy = x - self.minimum_x, y - self.minimum_y
        straight = 0.5 * xx * (dx * dx) + 0.5 * yy * (dy * dy)
        return straight + xy * (dx * dy) if xy else straight

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``(xx · dx + xy · dy, xy · dx + yy · dy)``."""
        xx, xy, yy = _bowl(self.curvature_x, self.curvature_y, self.angle)
        dx, dy = x - self.minimum_x, y - self.minimum_y
        if not xy:
            return xx * dx, yy * dy
        return xx * dx + xy * dy, xy * dx + yy * dy

    def curvature(self, point: Point) -> float | None:
        """The larger of the two, everywhere."""
        return max(self.curvature_x, self.curvature_y)


class Ravine(TwoParameters, frozen=True, tag="ravine"):
    """A long valley, ``x² / ratio + y²``: `ratio` times more curved across than along (its condition number).

    With the ratio 20 this is the valley on which momentum is often shown.
    """

    title: ClassVar[str] = "Ravine"

    ratio: Annotated[
        float,
        ranged(
            "Curvature ratio",
            "How many times more the ravine bends across than along. Larger makes descent along it slower, "
            "while the limit on the learning rate stays.",
            ge=1.0,
            le=1e6,
            slider=(1.0, 1000.0),
            log=True,
        ),
    ] = 20.0

    start = (-7.0, 2.0)
    bounds = ((-8.0, 8.0), (-3.0, 3.0))
    minima = ((0.0, 0.0),)

    @property
    def expression(self) -> str:
        """``x²/20 + y²`` and the like."""
        return f"x²/{exact(self.ratio)} + y²" if self.ratio != 1 else "x² + y²"

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``2x/20`` and the like, and ``2y``."""
        return (f"2x/{exact(self.ratio)}" if self.ratio != 1 else "2x", "2y")

    def loss(self, x: Array, y: Array) -> Array:
        """``x² / ratio + y²``."""
        return x * x / self.ratio + y * y

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``(2 / ratio · x, 2 y)``: automatic differentiation divides before it multiplies by x."""
        return (2 / self.ratio) * x, 2 * y

    def curvature(self, point: Point) -> float | None:
        """2 everywhere: the curvature across."""
        return 2.0


class Rosenbrock(TwoParameters, frozen=True, tag="rosenbrock"):
    """Rosenbrock's valley (1960), ``(1 - x)² + 100 (y - x²)²``: a curved ravine to (1, 1)."""

    title: ClassVar[str] = "Rosenbrock's valley"

    steady_rate = 0.001
    start = (-1.2, 1.0)
    bounds = ((-2.0, 2.0), (-1.0, 3.0))
    minima = ((1.0, 1.0),)
    expression = "(1 − x)² + 100(y − x²)²"
    gradient_expressions = ("−2(1 − x) − 400x(y − x²)", "200(y − x²)")

    def loss(self, x: Array, y: Array) -> Array:
        """``(1 - x)² + 100 (y - x²)²``."""
        along, across = 1 - x, y - x * x
        return along * along + 100 * (across * across)

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``(-2 (1 - x) - 400 x (y - x²), 200 (y - x²))``."""
        across = 200 * (y - x * x)
        return -2 * (1 - x) - 2 * x * across, across


class Himmelblau(TwoParameters, frozen=True, tag="himmelblau"):
    """Himmelblau's function (1972), ``(x² + y - 11)² + (x + y² - 7)²``: four valleys of equal depth."""

    title: ClassVar[str] = "Himmelblau's four valleys"

    steady_rate = 0.01
    start = (0.0, 0.0)
    bounds = ((-5.0, 5.0), (-5.0, 5.0))
    minima = (
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    )
    expression = "(x² + y − 11)² + (x + y² − 7)²"
    gradient_expressions = ("4x(x² + y − 11) + 2(x + y² − 7)", "2(x² + y − 11) + 4y(x + y² − 7)")

    def loss(self, x: Array, y: Array) -> Array:
        """``(x² + y - 11)² + (x + y² - 7)²``."""
        first, second = x * x + y - 11, x + y * y - 7
        return first * first + second * second

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``(4x a + 2b, 2a + 4y b)`` with ``a = x² + y - 11`` and ``b = x + y² - 7``; what is doubled is
        doubled first, which takes fewer operations and gives the same digits."""
        twice_x, twice_y = 2 * x, 2 * y
        first, second = twice_x * x + twice_y - 22, twice_x + twice_y * y - 14
        return first * twice_x + second, first + second * twice_y


class Beale(TwoParameters, frozen=True, tag="beale"):
    """Beale's function (1958), with sharp peaks in the corners and a flat valley to (3, 0.5).

    ``(1.5 - x + xy)² + (2.25 - x + xy²)² + (2.625 - x + xy³)²``: problem 5 of Moré, Garbow and
    Hillstrom (1981).
    """

    title: ClassVar[str] = "Beale's function"

    steady_rate = 0.02
    start = (1.0, 1.0)
    bounds = ((-4.5, 4.5), (-4.5, 4.5))
    minima = ((3.0, 0.5),)
    expression = "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²"
    gradient_expressions = (
        "2(1.5 − x + xy)(y − 1) + 2(2.25 − x + xy²)(y² − 1) + 2(2.625 − x + xy³)(y³ − 1)",
        "2x(1.5 − x + xy) + 4xy(2.25 − x + xy²) + 6xy²(2.625 − x + xy³)",
    )

    def loss(self, x: Array, y: Array) -> Array:
        """The sum of the three squares."""
        square = y * y
        a, b, c = 1.5 - x + x * y, 2.25 - x + x * square, 2.625 - x + x * (square * y)
        return a * a + b * b + c * c

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Each square gives ``2a (yⁿ - 1)`` by x and ``2a x n yⁿ⁻¹`` by y."""
        square = y * y
        cube = square * y
        a, b, c = 2 * (1.5 - x + x * y), 2 * (2.25 - x + x * square), 2 * (2.625 - x + x * cube)
        return (
            a * (y - 1) + b * (square - 1) + c * (cube - 1),
            a * x + b * x * 2 * y + c * x * 3 * square,
        )


class Saddle(TwoParameters, frozen=True, tag="saddle"):
    """The saddle ``x² - y²``: a valley along x, a ridge along y, no minimum. Descent slows down at (0, 0)."""

    title: ClassVar[str] = "Saddle"

    start = (-1.5, 0.01)
    bounds = ((-2.0, 2.0), (-2.0, 2.0))
    expression = "x² − y²"
    gradient_expressions = ("2x", "−2y")

    def loss(self, x: Array, y: Array) -> Array:
        """``x² - y²``."""
        return x * x - y * y

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``(2x, -2y)``."""
        return 2 * x, -2 * y

    def curvature(self, point: Point) -> float | None:
        """2 everywhere."""
        return 2.0


class Rastrigin(TwoParameters, frozen=True, tag="rastrigin"):
    """Rastrigin's function (1974), ``2A + x² - A cos(2πx) + y² - A cos(2πy)``: a bowl full of traps."""

    title: ClassVar[str] = "Rastrigin's function"

    ripples: Ripples = 10.0

    steady_rate = 0.002
    start = (3.3, -2.7)
    bounds = ((-5.12, 5.12), (-5.12, 5.12))
    minima = ((0.0, 0.0),)

    @property
    def expression(self) -> str:
        """``20 + x² − 10cos(2πx) + y² − 10cos(2πy)`` and the like."""
        height = self.ripples
        return total(
            [(2 * height, ""), (1.0, "x²"), (-height, "cos(2πx)"), (1.0, "y²"), (-height, "cos(2πy)")]
        )

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """``2x + 20π sin(2πx)`` and the like."""
        return tuple(
            total([(2.0, name), (2 * self.ripples, f"π sin(2π{name})")]) for name in self.parameter_names
        )

    def loss(self, x: Array, y: Array) -> Array:
        """``2A + x² - A cos(2πx) + y² - A cos(2πy)``."""
        height = self.ripples
        cos_x: Array = functions.cos(TURN * x)
        cos_y: Array = functions.cos(TURN * y)
        return 2 * height + (x * x - height * cos_x) + (y * y - height * cos_y)

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``2x + 2πA sin(2πx)``, and the same of y."""
        height = self.ripples
        return 2 * x + height * functions.sin(TURN * x) * TURN, 2 * y + height * functions.sin(
            TURN * y
        ) * TURN

    def curvature(self, point: Point) -> float | None:
        """The larger of ``|2 + 4π²A cos(2πx)|`` and the same of y."""
        cosines = [float(functions.cos(TURN * place)) for place in point]
        return max(abs(2 + TURN**2 * self.ripples * cosine) for cosine in cosines)
