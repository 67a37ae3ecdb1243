"""A plane through a loss of three and more parameters: two of them, the others held."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.problem import Bounds, BreakLine, Objective, Point, Within


class Slice(Objective, frozen=True):
    """`whole` over two of its parameters, at `places` among them; the others as in `held`, all of them."""

    whole: Objective
    places: tuple[int, int]
    held: Point

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The two that are not held."""
        return tuple(self.whole.parameter_names[place] for place in self.places)

    @property
    def start(self) -> Point:
        """The whole loss's own, in the plane."""
        return tuple(self.whole.start[place] for place in self.places)

    @property
    def bounds(self) -> Bounds:
        """The whole loss's own, in the plane."""
        return tuple(self.whole.bounds[place] for place in self.places)

    def within(self, params: Array) -> Array:
        """All parameters for points of the plane, ``(..., 2)`` to ``(..., parameters)``."""
        every = np.empty((*params.shape[:-1], len(self.held)), params.dtype)
        every[...] = self.held
        every[..., list(self.places)] = params
        return every

    def value(self, params: Array) -> Array:
        """The whole loss at points of the plane, ``(..., 2)`` to ``(...)``."""
        return self.whole.value(self.within(params))

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """The part of the whole gradient in the plane, of the shape of `params`."""
        found: Array = self.whole.gradient(self.within(params))[..., list(self.places)]
        if out is None:
            return found
        out[...] = found
        return out

    def break_lines(self, bounds: Bounds, within: Within | None = None) -> tuple[BreakLine, ...]:
        """The whole loss's kinks, jumps and poles in the plane."""
        return self.whole.break_lines(bounds, self.within)
