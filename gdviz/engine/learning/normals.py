"""Normal random numbers that are the same on every machine: NumPy's own streams with our own logarithms.

NumPy draws them through the C library's logarithm, whose last digit differs between processors, libraries
and versions. The numbers here agree with NumPy's, value by value, to the last digits, and leave the generator
where NumPy would leave it.
"""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.functions import log, log1p


def normals(random: np.random.RandomState, *shape: int) -> Array:
    """``random.randn(*shape)``, for one call on a generator: Marsaglia's polar method, in NumPy's order.

    >>> bool(np.allclose(normals(np.random.RandomState(2), 5), np.random.RandomState(2).randn(5), 1e-15))
    True
    """
    count = int(np.prod(shape))
    pairs = -(-count // 2)
    state = random.get_state()
    tries = 2 * pairs + 64  # 1.27 tries a pair on average
    while True:
        points = 2.0 * random.random_sample((tries, 2)) - 1.0
        squares = points[:, 0] * points[:, 0] + points[:, 1] * points[:, 1]
        inside = np.flatnonzero((squares < 1.0) & (squares != 0.0))
        random.set_state(state)
        if len(inside) >= pairs:
            break
        tries *= 2
    inside = inside[:pairs]
    random.random_sample(2 * (int(inside[-1]) + 1))  # what NumPy takes
    squares = squares[inside]
    factors = np.sqrt(-2.0 * log(squares) / squares)
    result: Array = factors[:, np.newaxis] * points[inside, ::-1]
    return result.reshape(-1)[:count].reshape(shape)


TAIL = 3.6541528853610088  # where the outermost step of NumPy's ziggurat ends


def normals_of_generator(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """``random.standard_normal(shape)`` by NumPy's ziggurat (Marsaglia and Tsang 2000).

    Within ±TAIL a number is a product of numbers of the generator and of a table; beyond, one in 4,000, it
    comes from logarithms and is made anew. (Whether a number is taken depends on an exponential, too: a last
    digit decides there in one of 10^16 cases.)
    """
    stream = random.bit_generator
    begin = stream.state
    drawn = random.standard_normal(shape)
    flat = drawn.reshape(-1)
    beyond = np.flatnonzero(np.abs(flat) > TAIL)
    if not len(beyond):
        return drawn
    end, last = stream.state, 0
    stream.state = begin
    for place in beyond.tolist():
        random.standard_normal(place - last)
        flat[place] = _tail(stream)
        last = place + 1
    stream.state = end
    return drawn


def _tail(stream: np.random.BitGenerator) -> float:
    """The next normal number of a stream, known to be beyond ±TAIL."""
    while True:
        bits = int(stream.random_raw())
        if bits & 0xFF == 0:  # the outermost step
            break
        stream.random_raw()  # a number that was not taken, and what decided it
    while True:
        x, y = (-log1p(-_evenly(stream)) for _ in range(2))
        x *= 1 / TAIL
        if y + y > x * x:
            return float(-(TAIL + x) if bits >> 17 & 1 else TAIL + x)


def _evenly(stream: np.random.BitGenerator) -> float:
    """As NumPy makes a float in [0, 1) of 64 bits."""
    return (int(stream.random_raw()) >> 11) * 2.0**-53
