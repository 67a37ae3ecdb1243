"""The steps of many runs at once: what the optimizer does, and the loss and its gradient, on large arrays.

Where both can be written down (see `traced`), a step is a list of calls; else the functions themselves are
called, which give the same digits and take longer.
"""

from __future__ import annotations

import functools
import itertools

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import Optimizer, State
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.rules import Call, do
from gdviz.engine.sweep.traced import Trace, Traced, TracedPoints, among_others

SAMPLE = (0.0, 1.0, 1e9, 3e38, np.inf, -np.inf, np.nan, *((-1) ** k * 1.3**k / 7 for k in range(-20, 20)))
BYTE = 2.8e-11  # seconds that an operation takes for each byte of a number
LOOKED = 4  # operations that it takes to see what becomes of a run
UNKNOWN = 60  # operations of what can't be written down, about
SIZES = tuple(10.0**exponent for exponent in (150, 100, 70, 50, 35, 25, 15, 12, 9, 6, 4, 3, 2, 1))
STEPS = 12  # of an optimizer by which is seen whether its list of calls is right


class Steps:
    """Runs on their way: `rows` are some rows of parameters, each ``(parameters, rows, columns)`` as the
    gradient is, loss and rate without the first; all are written in place. `plain` is the optimizer without
    numbers that vary.

    `calls` move the runs to each of the rows from the one before it, to the first from the last, and find
    their gradient there; `see` finds loss and gradient at a row. The runs begin at the first.
    """

    def __init__(
        self, problem: Objective, plain: Optimizer, shape: tuple[int, ...], dtype: np.dtype, rows: int = 2
    ) -> None:
        self.rows = np.empty((rows, *shape), dtype)
        self.gradient = np.empty(shape, dtype)
        self.loss, self.rate = np.empty(shape[1:], dtype), np.empty(shape[1:], dtype)
        self.state: State = {}
        self.calls: list[list[Call]] = []
        self.limit = limit_of(problem, dtype)
        self._problem, self._optimizer = problem, plain
        self._named = {"gradient": self.gradient, "rate": self.rate, "loss": self.loss}
        self._named |= {f"gradient {place}": each for place, each in enumerate(self.gradient)}
        self._update = traced_update(plain, dtype)
        self._each = [(row, *row) for row in self.rows]  # whole, and by parameters
        self._spares: list[Array] = []
        whole, slope = traced_loss(problem, dtype), traced_loss(problem, dtype, value=False)
        self._see = {0: self._seen_by(whole, self._each[0])}  # by row
        self._slope = self._see[0] if self.limit == 0 else self._seen_by(slope, self._each[0])

    @property
    def forgets(self) -> bool:
        """Whether a step is decided by the parameters alone: runs that stand still never move again."""
        return self._update is not None and self._update.reads.keys() <= {"params", "gradient", "rate"}

    def begin(self, optimizer: Optimizer, start: Array) -> None:
        """Put the runs at their start."""
        self._optimizer = optimizer
        first = self.rows[0]
        first[...] = start
        fresh = optimizer.start(first)
        if self._update is not None and _shapes(fresh) == _shapes(self.state) and self.calls:
            for name in self._update.reads.keys() & fresh.keys():
                self.state[name][...] = fresh[name]
        else:
            self.state = fresh
            self.calls = self._all_calls()
        self.see(0)

    def see(self, place: int) -> None:
        """Find loss and gradient at a row."""
        if place not in self._see:
            self._see[place] = self._at(self._see[0], place)
        do(self._see[place])

    def _at(self, calls: list[Call], place: int) -> list[Call]:
        """What is done at the first row, at another."""
        pairs = zip(self._each[0], self._each[place], strict=True)
        return among_others(calls, {id(first): other for first, other in pairs})

    def _all_calls(self) -> list[list[Call]]:
        move, calls = self._moved_by(self._update, self._each[0][0], self._each[1][0]), list[list[Call]]()
        for place, (after, *_) in enumerate(self._each):
            others = {id(self._each[0][0]): self._each[place - 1][0], id(self._each[1][0]): after}
            calls.append(among_others(move, others) + self._at(self._slope, place))
        return calls

    def _moved_by(self, traced: Traced | None, before: Array, after: Array) -> list[Call]:
        if traced is None:
            return [(np.copyto, (after, before)), (self._move_called, (after,))]
        return traced.bound(self.state | self._named | {"params": before}, {"params": after}, self._spares)

    def _seen_by(self, traced: Traced | None, row: tuple[Array, ...]) -> list[Call]:
        whole, *each = row
        if traced is None:
            return [(self._see_called, (whole,))]
        named = self._named | {f"params {place}": one for place, one in enumerate(each)}
        return traced.bound(named, None, self._spares)

    def _see_called(self, params: Array) -> None:
        at = np.moveaxis(params, 0, -1)
        self._problem.gradient(at, np.moveaxis(self.gradient, 0, -1))
        self.loss[...] = self._problem.value(at)

    def _move_called(self, params: Array) -> None:
        self._optimizer.update(params, self.gradient, self.state, self.rate)


@functools.lru_cache(maxsize=64)
def traced_loss(problem: Objective, dtype: np.dtype, value: bool = True) -> Traced | None:
    """Loss and gradient as a list of calls, or the gradient alone; None where they can't be written down.

    They read ``params 0`` and so on, and leave ``loss`` and ``gradient 0`` and so on.
    """
    sample = np.array(SAMPLE, dtype)
    count = len(problem.parameter_names)
    where = np.stack([np.roll(sample, place) for place in range(count)])
    trace = Trace()
    points = TracedPoints(trace, [trace.cell(each) for each in where])
    given = {f"params {place}": cell.place for place, cell in enumerate(points.cells)}
    gradient = TracedPoints(trace, list(points.cells))
    with np.errstate(all="ignore"):
        try:
            loss = trace.place_of(problem.value(points), dtype)  # type: ignore[arg-type]
            problem.gradient(points, gradient)  # type: ignore[arg-type]
            left = {f"gradient {place}": cell.place for place, cell in enumerate(gradient.cells)}
            traced = Traced(trace, given, {"loss": loss, **left})
            if not value:
                return Traced(trace, given, left) if traced_loss(problem, dtype) else None
        except (TypeError, AttributeError, ValueError, IndexError):
            return None
        made = {name: np.empty_like(sample) for name in ("loss", *left)}
        do(traced.bound({name: where[place] for place, name in enumerate(given)} | made))
        at = np.moveaxis(where, 0, -1)
        want = [problem.value(at), *np.moveaxis(problem.gradient(at), -1, 0)]
    return traced if all(map(_same, made.values(), want)) else None


@functools.lru_cache(maxsize=64)
def limit_of(problem: Objective, dtype: np.dtype) -> float:
    """How large the parameters can be, at least, before the loss or its gradient is too large a number: half
    of what is known of it. 0 where nothing is known."""
    traced, most = traced_loss(problem, dtype), float(np.finfo(dtype).max) / 1e6
    if traced is None:
        return 0.0
    sizes = (size for size in SIZES if size * size < most and traced.within(2 * size, most))
    return next(sizes, 0.0)


@functools.lru_cache(maxsize=64)
def traced_update(optimizer: Optimizer, dtype: np.dtype) -> Traced | None:
    """The update as a list of calls on ``params``, ``gradient``, ``rate`` and the arrays of a state by their
    names; None where it can't be written down, or is a formula, which has the numbers of the fields in it."""
    if optimizer.formula:
        return None
    params = np.array([[1.7, -0.4, 0.0]], dtype)
    arrays = optimizer.start(params) | {
        "params": params,
        "gradient": np.array([[2.3, 0.1, -4.0]], dtype),
        "rate": np.full(3, 0.037, dtype),
    }
    trace = Trace()
    cells = {name: trace.cell(each) for name, each in arrays.items()}
    given = {name: cell.place for name, cell in cells.items()}
    state = {name: cell for name, cell in cells.items() if name not in ("params", "gradient", "rate")}
    with np.errstate(all="ignore"):
        try:
            optimizer.update(cells["params"], cells["gradient"], state, cells["rate"])  # type: ignore[arg-type]
            after = {name: cell.place for name, cell in (state | {"params": cells["params"]}).items()}
            kept = {"params"}
            while True:  # what the next step reads is left, too
                traced = Traced(trace, given, {name: after[name] for name in kept})
                if kept >= (more := kept | (traced.reads.keys() & after.keys())):
                    break
                kept = more
        except (TypeError, AttributeError, ValueError, KeyError):
            return None
        return traced if _moves_alike(optimizer, traced, arrays) else None


def _moves_alike(optimizer: Optimizer, traced: Traced, arrays: dict[str, Array]) -> bool:
    """Whether some steps by the list of calls end where those of the optimizer itself do."""
    ours = {name: each.copy() for name, each in arrays.items()}
    calls = traced.bound(ours)
    params, gradient, rate = (arrays[name] for name in ("params", "gradient", "rate"))
    state = optimizer.start(params)
    for place in range(STEPS):
        do(calls)
        optimizer.update(params, gradient, state, rate)
        if not _same(ours["params"], params):
            return False
        gradient[...] = ours["gradient"][...] = np.roll(gradient * 0.71, place)
    return True


def seconds_of_step(problem: Objective, optimizer: Optimizer, dtype: np.dtype) -> float:
    """About how long a step of one run takes among many others."""
    loss, update, count = traced_loss(problem, dtype), traced_update(optimizer, dtype), len(problem.start)
    operations = (loss.cost if loss else UNKNOWN) + count * ((update.cost if update else UNKNOWN) + LOOKED)
    return operations * dtype.itemsize * BYTE


@functools.lru_cache(maxsize=64)
def finite_tells(problem: Objective, dtype: np.dtype) -> bool:
    """Whether a point with a number that is not finite has a loss or a gradient that is not, by samples."""
    sample = np.array(SAMPLE, dtype)
    points = np.array(list(itertools.product(sample, repeat=len(problem.parameter_names))))
    points = points[~np.isfinite(points).all(axis=1)]
    with np.errstate(all="ignore"):
        finite = np.isfinite(problem.value(points)) & np.isfinite(problem.gradient(points)).all(axis=1)
    return not finite.any()


def _shapes(state: State) -> dict[str, tuple[int, ...]]:
    return {name: each.shape for name, each in state.items()}


def _same(one: Array, other: Array) -> bool:
    return np.array_equal(one, np.broadcast_to(other, one.shape), equal_nan=True)
