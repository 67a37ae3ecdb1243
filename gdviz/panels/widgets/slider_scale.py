"""From a number's declaration to the slider's positions, sensible steps and the text of an entry. No Qt."""

from __future__ import annotations

import math

from msgspec import Struct

from gdviz.engine.declare import Field

POSITIONS = 1000  # of a slider, from its left to its right end
_LEAST = 1e-290  # a smaller number has no small step
_TINY = 1e-9  # rounding of a quotient that should be whole


class Scale(Struct, frozen=True):
    """A slider's range. A value outside it is shown at the nearer end; the entry tells the truth."""

    low: float
    high: float
    log: bool = False
    whole: bool = False

    def position(self, value: float) -> int:
        """Where `value` lies, 0 … POSITIONS.

        >>> Scale(0.01, 1.0, log=True).position(0.1), Scale(0, 1).position(7)
        (500, 1000)
        """
        if value <= self.low:
            return 0
        if value >= self.high:
            return POSITIONS
        if self.log:
            return round(POSITIONS * math.log(value / self.low) / math.log(self.high / self.low))
        return round(POSITIONS * (value - self.low) / (self.high - self.low))

    def value(self, position: int) -> float | int:
        """The value at `position`, rounded to what a person would have chosen there.

        >>> Scale(0.01, 1.0, log=True).value(501), Scale(0, 1).value(333), Scale(1, 100, True, True).value(10)
        (0.1, 0.333, 1)
        """
        if position <= 0:
            return self._typed(self.low)
        if position >= POSITIONS:
            return self._typed(self.high)
        share = position / POSITIONS
        if self.log:
            exact = self.low * (self.high / self.low) ** share
            return self._typed(
                _significant(exact, 2 if math.isclose(_significant(exact, 2), exact, rel_tol=0.012) else 3)
            )
        digits = math.floor(-math.log10((self.high - self.low) / POSITIONS) + _TINY)
        return self._typed(round(self.low + (self.high - self.low) * share, digits))

    def stepped(self, value: float, steps: int) -> float | int:
        """The round number that lies `steps` small steps above (below, where negative) `value`.

        >>> Scale(1e-4, 10, log=True).stepped(0.1, 1), Scale(1e-4, 10, log=True).stepped(0.1, -1)
        (0.11, 0.099)
        >>> Scale(0, 1).stepped(0.99, 1), Scale(0, 1000, whole=True).stepped(0, 1)
        (1.0, 10)
        >>> Scale(1, 100, log=True, whole=True).stepped(3, -10), Scale(0.1, 1, log=True).stepped(1e-300, -1)
        (0, 1e-300)
        """
        if self.log and value <= 0:
            return self._typed(self.low if steps > 0 else value)
        for _ in range(abs(steps)):
            if self.log and value <= _LEAST:
                break
            unit = self._unit(value, up=steps > 0)
            at = value / unit
            if abs(at) > 2**53:
                break  # no digit of it would change
            count = math.floor(at + _TINY) + 1 if steps > 0 else math.ceil(at - _TINY) - 1
            following = count * unit
            if not math.isfinite(following):
                break
            value = round(following, 15 - math.floor(math.log10(max(abs(following), unit))))
        return self._typed(value)

    def ticks(self) -> tuple[int, ...]:
        """The positions of round numbers: the powers of ten, or about five round numbers on a linear slider.

        >>> Scale(0.01, 1.0, log=True).ticks(), Scale(0, 1).ticks()
        ((0, 500, 1000), (0, 200, 400, 600, 800, 1000))
        """
        if self.log:
            first, last = math.ceil(math.log10(self.low) - _TINY), math.floor(math.log10(self.high) + _TINY)
            return tuple(self.position(10.0**power) for power in range(first, last + 1))
        unit = _round_number((self.high - self.low) / 5)
        first, last = math.ceil(self.low / unit - _TINY), math.floor(self.high / unit + _TINY)
        return tuple(self.position(unit * count) for count in range(first, last + 1))

    def _unit(self, value: float, up: bool) -> float:
        if not self.log:
            unit = _round_number((self.high - self.low) / 100)
        else:
            power = math.log10(value)
            unit = 10.0 ** ((math.floor(power + _TINY) if up else math.ceil(power - _TINY) - 1) - 1)
        return max(1.0, unit) if self.whole else unit

    def _typed(self, value: float) -> float | int:
        return round(value) if self.whole else float(value)


def scale_of(field: Field) -> Scale | None:
    """The slider's scale of a declared number; None where none is declared."""
    if field.slider is None:
        return None
    return Scale(*field.slider, log=field.log, whole=field.kind == "int")


def allowed(field: Field, value: float) -> bool:
    """Whether `value` lies in the declared range, which is wider than the slider's."""
    return (
        (field.ge is None or value >= field.ge)
        and (field.gt is None or value > field.gt)
        and (field.le is None or value <= field.le)
        and (field.lt is None or value < field.lt)
    )


def _significant(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")


def _round_number(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `value`."""
    power = 10.0 ** math.floor(math.log10(value) + _TINY)
    return max(factor * power for factor in (1, 2, 5) if factor * power <= value * (1 + _TINY))
