"""The learning rate of a program in NumPy: a number ``rate``, or a function ``learning_rate(step)``.

In float32 it rounds as the recordings do, which round as TensorFlow's graphs: near the end of a cosine, at
the edge of a stair or at a restart, other roundings would give visibly other rates.
"""

from __future__ import annotations

import numpy as np

from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.expressions import filled
from gdviz.engine.rounding import Real, quotient
from gdviz.engine.schedules import (
    Constant,
    Cosine,
    CosineRestarts,
    Exponential,
    InverseTime,
    NaturalExponential,
    PiecewiseConstant,
    Polynomial,
    Schedule,
)
from gdviz.export.programs.printer import written
from gdviz.export.programs.text import Lines, function, number, numbers

CHECKED = 1_000_000  # steps up to which the edges of stairs are looked at


def is_constant(schedule: Schedule) -> bool:
    """Whether the rate is one number all through."""
    return isinstance(schedule, Constant) and not schedule.warmup_steps


def rate_lines(experiment: Experiment) -> Lines:
    """What defines ``rate`` or ``learning_rate``; the program has ``np``, ``math`` and ``real`` already."""
    schedule = experiment.schedule
    if isinstance(schedule, Constant) and is_constant(schedule):
        return [
            f"rate = real({number(schedule.learning_rate)})  # " + translate("program", "the learning rate"),
            "",
        ]
    body = _decayed(schedule, experiment.steps, experiment.precision == "float32")
    if not schedule.warmup_steps:
        return function("learning_rate(step)", body)
    warm = schedule.warmup_steps
    rising = [
        f"if step < {warm}:  # " + translate("program", "warm-up"),
        f"    return decayed(0) * (real(step) / real({warm}))",
        f"return decayed(step - {warm})",
    ]
    return [*function("decayed(step)", body), *function("learning_rate(step)", rising)]


def rate_at(experiment: Experiment, step: str, written: str = "learning_rate({})") -> Lines:
    """What sets ``rate`` to the rate at a step, given as text; nothing where it is constant."""
    if is_constant(experiment.schedule):
        return []
    return [f"rate = {written.format(step if experiment.advance_global_step else '0')}"]


def stairs_agree(schedule: Schedule, steps: int, theirs: Real, *, reciprocal: bool) -> bool:
    """Whether a staircase drops at the same steps in a recording of `theirs` precision and in a framework
    that divides by multiplying with the reciprocal, or that doesn't."""
    if not getattr(schedule, "staircase", False):
        return True
    divisor: int = schedule.decay_steps  # type: ignore[attr-defined]  # what has stairs has it
    edges = np.arange(0, min(steps, CHECKED) + divisor, divisor)
    ours = quotient(edges, divisor, theirs)
    other = edges.astype(theirs) * (theirs(1) / theirs(divisor)) if reciprocal else edges / theirs(divisor)
    return bool((np.floor(ours) == np.floor(other.astype(theirs))).all())


def _divided(step: str, divisor: int, single: bool) -> str:
    return f"real({step}) * (real(1) / real({divisor}))" if single else f"{step} / {divisor}"


def _periods(schedule: Exponential | InverseTime | NaturalExponential, steps: int, single: bool) -> str:
    divisor = schedule.decay_steps
    if not schedule.staircase:
        return _divided("step", divisor, single)
    if not single or stairs_agree(schedule, steps, np.float32, reciprocal=False):
        return f"step // {divisor}  # " + translate("program", "a staircase")
    return f"np.floor({_divided('step', divisor, single)})  # " + translate(
        "program", "a staircase, as TensorFlow rounds it"
    )


def _decayed(schedule: Schedule, steps: int, single: bool) -> Lines:
    """The body of a function of ``step``."""
    match schedule:
        case Constant():
            return [f"return real({number(schedule.learning_rate)})"]
        case Exponential():
            return [
                f"periods = {_periods(schedule, steps, single)}",
                f"return real({number(schedule.learning_rate)}) * "
                f"real({number(schedule.decay_rate)}) ** periods",
            ]
        case InverseTime():
            return [
                f"periods = {_periods(schedule, steps, single)}",
                f"return real({number(schedule.learning_rate)}) / "
                f"(1 + real({number(schedule.decay_rate)}) * periods)",
            ]
        case NaturalExponential():
            return [
                f"periods = {_periods(schedule, steps, single)}",
                f"base = real(math.exp(-real({number(schedule.decay_rate)})))",
                f"return real({number(schedule.learning_rate)}) * base**periods",
            ]
        case Polynomial():
            return _polynomial(schedule, single)
        case PiecewiseConstant() if not schedule.boundaries:
            return [f"return real({number(schedule.values[0])})"]
        case PiecewiseConstant():
            return [
                f"boundaries = [{numbers(schedule.boundaries)}]",
                f"values = [{numbers(schedule.values)}]",
                "return real(values[np.searchsorted(boundaries, step)])",
            ]
        case Cosine():
            return _cosine(schedule, single)
        case CosineRestarts():
            return _restarts(schedule, single)
    before = written((filled(schedule, schedule.formula),), "np")
    return ["step = real(step)", *before.before, f"return real({before.results[0]})"]


def _polynomial(schedule: Polynomial, single: bool) -> Lines:
    n = schedule.decay_steps
    if schedule.cycle:
        lines = [
            f"cycles = max(np.ceil({_divided('step', n, single)}), 1)",
            f"completed = real(step) / (real({n}) * real(cycles))",
        ]
    else:
        lines = [f"completed = {_divided(f'min(step, {n})', n, single)}"]
    end = number(schedule.end_learning_rate)
    return [
        *lines,
        f"remaining = max(1 - completed, real(0)) ** real({number(schedule.power)})",
        f"return (real({number(schedule.learning_rate)}) - real({end})) * remaining + real({end})",
    ]


def _cosine(schedule: Cosine, single: bool) -> Lines:
    n = schedule.decay_steps
    step = f"min(step, {n})"
    angle = (
        f"real({step}) * (real(math.pi) * (real(1) / real({n})))" if single else f"math.pi * ({step} / {n})"
    )
    alpha = schedule.alpha
    return [
        f"angle = {angle}",
        "cosine = real(0.5) * (1 + real(math.cos(angle)))",
        f"return real({number(schedule.learning_rate)}) * (real({number(1 - alpha)}) * cosine + "
        f"real({number(alpha)}))",
    ]


def _restarts(schedule: CosineRestarts, single: bool) -> Lines:
    n, t_mul = schedule.first_decay_steps, schedule.t_mul
    if t_mul == 1:
        lines = [
            f"completed = {_divided('step', n, single)}",
            "restarts = math.floor(completed)",
            "completed = completed - restarts",
        ]
    elif single:
        lines = [
            f"completed, longer = {_divided('step', n, single)}, real({number(t_mul)})",
            "passed = real(math.log(1 - completed * (1 - longer)))",
            "restarts = math.floor(passed * (1 / real(math.log(longer))))",
            "length = real(float(longer) ** restarts)",
            "completed = (completed - (1 - length) * (1 / (1 - longer))) / length",
        ]
    else:
        lines = [
            f"start, length, restarts = 0, {n}, 0",
            "while step >= start + length:",
            f"    start, length, restarts = start + length, length * {number(t_mul)}, restarts + 1",
            "completed = (step - start) / length",
        ]
    alpha = f"real({number(schedule.alpha)})"
    return [
        *lines,
        f"peak = real(float(real({number(schedule.m_mul)})) ** restarts)",
        "cosine = 1 + real(math.cos(real(math.pi) * completed))",
        f"return real({number(schedule.learning_rate)}) * "
        f"((1 - {alpha}) * real(0.5) * peak * cosine + {alpha})",
    ]
