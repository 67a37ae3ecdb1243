"""A function of arrays as a list of NumPy's operations that write into arrays which are there already.

A function is called once with stand-ins that write down what it does with them (`TracedArray`); what it
computes twice is computed once, and what nobody reads not at all. The operations are its own, in its own
order, and so are the digits; memory is used again, which keeps it in the processor's cache.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine import functions
from gdviz.engine.sweep.rules import Call

Operation = Callable[..., Any]
WHOLE = 40  # operations that a function such as the sine takes
SIZES: dict[Operation, Callable[..., float]] = {  # how large a result can be, by the sizes of the operands
    np.add: operator.add,
    np.subtract: operator.add,
    np.multiply: operator.mul,
    np.square: lambda size: size * size,
    np.negative: abs,
    np.absolute: abs,
    np.positive: abs,
    np.maximum: max,
    np.minimum: max,
    **dict.fromkeys((functions.sin, functions.cos, functions.tanh, functions.sigmoid), lambda _: 2.0),
}


class UntracedError(TypeError):
    """A function does what can't be written down, such as deciding by a number."""


class Trace:
    """The values that a function computes, each with a sample of it, and the operations, in order.

    A value that is given, or a constant, has a sample and no operation.
    """

    def __init__(self) -> None:
        self.samples: list[Array] = []
        self.operations: list[tuple[Operation, tuple[int, ...], int]] = []
        self.constants: set[int] = set()
        self._known: dict[tuple[Any, ...], int] = {}

    def cell(self, sample: Array) -> TracedArray:
        """A stand-in for an array that is given."""
        return TracedArray(self, self._add(np.asarray(sample)))

    def computed(self, operation: Operation, operands: tuple[Any, ...]) -> int:
        """The place of what an operation gives."""
        dtype = next(each.dtype for each in operands if isinstance(each, TracedArray))
        places = tuple(self.place_of(each, dtype) for each in operands)
        if (operation, places) not in self._known:
            result = np.asarray(operation(*(self.samples[place] for place in places)))
            self._known[operation, places] = self._add(result)
            self.operations.append((operation, places, self._known[operation, places]))
        return self._known[operation, places]

    def place_of(self, operand: Any, dtype: np.dtype) -> int:
        """The place of a value; a plain number takes the precision of what it meets."""
        if isinstance(operand, TracedArray):
            return operand.place
        value = np.asarray(operand, operand.dtype if hasattr(operand, "dtype") else dtype)
        if value.ndim or value.dtype.kind != "f":
            raise UntracedError("an array that is not given")
        key = (value.dtype, value.tobytes())
        if key not in self._known:
            self._known[key] = self._add(value)
            self.constants.add(self._known[key])
        return self._known[key]

    def _add(self, sample: Array) -> int:
        self.samples.append(sample)
        return len(self.samples) - 1


class TracedArray(np.lib.mixins.NDArrayOperatorsMixin):
    """A stand-in for an array: what is written into it is seen wherever it is held, as with an array."""

    def __init__(self, trace: Trace, place: int) -> None:
        self.trace, self.place = trace, place

    @property
    def dtype(self) -> np.dtype:
        """Of its numbers."""
        return self.trace.samples[self.place].dtype

    def apply(self, function: Callable[..., Any], *more: Any) -> TracedArray:
        """A function of arrays that is called as a whole, each number by itself."""
        return TracedArray(self.trace, self.trace.computed(function, (self, *more)))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> TracedArray:
        out = options.pop("out", (None,))[0]
        if method != "__call__" or options or ufunc.nout != 1:
            raise UntracedError(ufunc.__name__)
        made = TracedArray(self.trace, self.trace.computed(ufunc, inputs))
        if out is None:
            return made
        if not isinstance(out, TracedArray) or out.dtype != made.dtype:
            raise UntracedError("writes into something else")
        out.place = made.place
        return out

    def __getitem__(self, key: Any) -> TracedArray:
        if key is not Ellipsis and key != ():
            raise UntracedError("a part of an array")
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        self[key].place = self.trace.place_of(value, self.dtype)

    def __array__(self, *_: Any, **__: Any) -> Array:
        raise UntracedError("its numbers are not known yet")

    def __bool__(self) -> bool:
        raise UntracedError("its numbers are not known yet")

    __hash__ = object.__hash__


class TracedPoints:
    """A stand-in for points ``(..., parameters)``: a cell for each parameter, or a place to put one."""

    ndim = 2

    def __init__(self, trace: Trace, cells: list[TracedArray]) -> None:
        self._trace, self.cells, self.dtype = trace, cells, cells[0].dtype

    def __getitem__(self, key: tuple[Any, int]) -> TracedArray:
        return self.cells[key[1]]

    def __setitem__(self, key: tuple[Any, int], value: Any) -> None:
        self.cells[key[1]] = TracedArray(self._trace, self._trace.place_of(value, self.dtype))


class Traced:
    """What a function does with arrays that it is given by name, and what it leaves under such names."""

    def __init__(self, trace: Trace, given: Mapping[str, int], left: Mapping[str, int]) -> None:
        self._trace, self._left = trace, {name: at for name, at in left.items() if given.get(name) != at}
        needed, self._operations = set(self._left.values()), []
        for operation in reversed(trace.operations):
            if operation[2] in needed:
                needed.update(operation[1])
                self._operations.append(operation)
        self._operations.reverse()
        self.reads = {name: place for name, place in given.items() if place in needed}
        if set(given.values()) & set(self._left.values()):
            raise UntracedError("leaves what it is given under another name")

    @property
    def cost(self) -> int:
        """How much work it is for each number of the arrays: as so many operations of NumPy."""
        return sum(1 if isinstance(each, np.ufunc) else WHOLE for each, _, _ in self._operations)

    def within(self, size: float, most: float) -> bool:
        """Whether nothing that is computed can be larger than `most` where nothing that is read is larger
        than `size`: that may be so and not be known."""
        sizes = {place: abs(float(self._trace.samples[place])) for place in self._trace.constants}
        sizes |= dict.fromkeys(self.reads.values(), size)
        for operation, places, made in self._operations:
            among = [sizes[place] for place in places]
            if operation is np.true_divide and places[1] in self._trace.constants and among[1]:
                sizes[made] = among[0] / among[1]
            elif operation in SIZES:
                sizes[made] = SIZES[operation](*among)
            else:
                return False
            if not sizes[made] <= most:
                return False
        return True

    def bound(
        self,
        arrays: Mapping[str, Array],
        into: Mapping[str, Array] | None = None,
        spares: list[Array] | None = None,
    ) -> list[Call]:
        """The calls that do it on these arrays, and write what is left into them, or into others. What else
        they write into are `spares`, which grow where there are too few."""
        left = {name: (into or {}).get(name, arrays[name]) for name in self._left}
        goals = {place: left[name] for name, place in self._left.items()}
        held = {place: self._trace.samples[place] for place in self._trace.constants}
        held |= {place: arrays[name] for name, place in self.reads.items()}
        end = len(self._operations)
        last = {place: at for at, (_, places, _) in enumerate(self._operations) for place in places}
        last |= dict.fromkeys(goals, end)
        busy = {id(arrays[name]): last[place] for name, place in self.reads.items()}  # when it is read last
        made_at = {made: at for at, (*_, made) in enumerate(self._operations)}
        due = {id(left[name]): made_at.get(place, -1) for name, place in self._left.items()}
        spares, calls = [] if spares is None else spares, list[Call]()
        pool = [*left.values(), *spares]
        for at, (operation, places, made) in enumerate(self._operations):
            shape, dtype = np.broadcast_shapes(*(held[each].shape for each in places)), self._dtype(made)
            free = [
                each
                for each in pool
                if each.shape == shape and each.dtype == dtype and busy.get(id(each), -1) <= at
            ]
            goal = goals.get(made)
            target = next((each for each in free if each is goal), None)
            if target is None:  # what is left may be used before, until it is due
                fits = (each for each in free if last[made] <= due.get(id(each), end))
                target = next(fits, None)
            if target is None:
                target = np.empty(shape, dtype)
                pool.append(target)
                spares.append(target)
            busy[id(target)] = last[made]
            held[made] = target
            calls.append(_call(operation, tuple(held[place] for place in places), target))
        for name, place in self._left.items():
            if held[place] is not left[name]:
                calls.append((np.copyto, (left[name], held[place])))
        return calls

    def _dtype(self, place: int) -> np.dtype:
        return self._trace.samples[place].dtype


def among_others(calls: list[Call], others: Mapping[int, Array]) -> list[Call]:
    """The same calls, with others instead of some arrays, by `id`."""

    def other(each: Any) -> Any:
        return others.get(id(each), each)

    made = list[Call]()
    for call, operands in calls:
        if isinstance(call, partial):
            named = {name: other(each) for name, each in call.keywords.items()}
            call = partial(call.func, *map(other, call.args), **named)
        made.append((call, tuple(map(other, operands))))
    return made


def _call(operation: Operation, operands: tuple[Array, ...], target: Array) -> Call:
    if not isinstance(operation, np.ufunc):
        return partial(_copied, operation, target), operands
    if operation in (np.maximum, np.minimum):  # want what they write into by name
        return partial(operation, out=target), operands
    return operation, (*operands, target)


def _copied(function: Callable[..., Any], target: Array, *operands: Array) -> None:
    target[...] = function(*operands)
