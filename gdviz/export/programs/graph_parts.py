"""Schedules and optimizers in TensorFlow 1's own words."""

from __future__ import annotations

import math

from gdviz.base.i18n import declared, translate
from gdviz.engine.adam import Adam, AdamW
from gdviz.engine.expressions import filled_lines
from gdviz.engine.optimizer_base import Optimizer
from gdviz.engine.optimizers import Adadelta, Adagrad, GradientDescent, Momentum, RMSProp
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
from gdviz.export.programs.printer import printed, renamed
from gdviz.export.programs.text import WIDEST, Lines, Name, docstring, function, number


def decayed(schedule: Schedule, step: str, double: bool) -> str:
    """TensorFlow's own schedule; empty where it has none. In double precision every number is handed over as
    such, since a bare 0.96 becomes one in single."""

    def given(name: str) -> str:
        value = repr(float(getattr(schedule, name)))
        return f"real({value})" if double else value

    first = number(getattr(schedule, "learning_rate", 0.0))
    first = (
        f"tf.constant({first}, tf.float64)"
        if double
        else f"tf.constant({first}, tf.float32)"
        if "." not in first
        else first
    )
    stairs = ", staircase=True" if getattr(schedule, "staircase", False) else ""
    match schedule:
        case Constant():
            return f"tf.constant({first}, real)" if not first.startswith("tf") else first
        case Exponential() | InverseTime() | NaturalExponential():
            name = {
                Exponential: "exponential_decay",
                InverseTime: "inverse_time_decay",
                NaturalExponential: "natural_exp_decay",
            }[type(schedule)]
            return f"tf.train.{name}({first}, {step}, {schedule.decay_steps}, {given('decay_rate')}{stairs})"
        case Polynomial():
            cycle = ", cycle=True" if schedule.cycle else ""
            return (
                f"tf.train.polynomial_decay({first}, {step}, {schedule.decay_steps}, "
                f"{given('end_learning_rate')}, power={given('power')}{cycle})"
            )
        case PiecewiseConstant():
            # The counter is a whole number: it passes 10.5 when it passes 10.
            bounds = ", ".join(str(math.floor(boundary)) for boundary in schedule.boundaries)
            kind = "np.float64" if double else "np.float32"
            values = ", ".join(f"{kind}({number(value)})" for value in schedule.values)
            return f"tf.train.piecewise_constant({step}, [{bounds}], [{values}])"
        case Cosine():
            return f"tf.train.cosine_decay({first}, {step}, {schedule.decay_steps}, alpha={given('alpha')})"
        case CosineRestarts():
            return (
                f"tf.train.cosine_decay_restarts({first}, {step}, {schedule.first_decay_steps}, "
                f"t_mul={given('t_mul')}, m_mul={given('m_mul')}, alpha={given('alpha')})"
            )
    return ""


# -- optimizers ----------------------------------------------------------------------------------------------


def native(optimizer: Optimizer, double: bool = False) -> str:
    """TensorFlow's own optimizer, with a gap for the learning rate; empty where there is none.

    Numbers are handed over in double precision where the run has it: a bare 0.9 becomes one in single.
    """

    def given(name: str) -> str:
        value = getattr(optimizer, name)
        return f"real({number(value)})" if double and not isinstance(value, Name) else number(value)

    def named(*names: str) -> str:
        return "".join(f", {name}={given(name)}" for name in names)

    match optimizer:
        case GradientDescent():
            name, options = "GradientDescent", ""
        case Momentum():
            nesterov = ", use_nesterov=True" if optimizer.nesterov else ""
            name, options = "Momentum", f", {given('momentum')}{nesterov}"
        case Adagrad():
            name, options = "Adagrad", named("initial_accumulator_value")
        case RMSProp():
            name, options = "RMSProp", named("decay", "momentum", "epsilon")
        case Adadelta():
            name, options = "Adadelta", named("rho", "epsilon")
        case Adam():
            name, options = "Adam", named("beta1", "beta2", "epsilon")
        case _:
            return ""
    return f"tf.train.{name}Optimizer(%s{options})"


def applied(made: str) -> Lines:
    """An optimizer that is made, and applied to one variable."""
    line = f"{made}.apply_gradients([(g, v)])"
    if len(line) <= WIDEST:
        return [line]
    head, _, arguments = made.partition("(")
    return [f"{head}(", f"    {arguments[:-1]}", ").apply_gradients([(g, v)])"]


def graph_update(optimizer: Optimizer) -> Lines:
    """The update of one variable by an optimizer that TensorFlow 1 does not have."""
    if isinstance(optimizer, AdamW):
        return _adamw(optimizer)
    slots = optimizer.slots()
    body = [
        f"{name} = tf.Variable(np.full(p.shape, {number(value)}, real), trainable=False)"
        for name, value in slots.items()
    ]
    names = {"params": "p", "gradient": "g", "learning_rate": "rate"}
    for name, root in filled_lines(optimizer, optimizer.formula):
        new = f"next_{names.get(name, name)}"
        body.append(f"{new} = {printed(renamed(root, names), 'tf')}")
        names[name] = new
    body.insert(0, docstring(translate("program", "{title}.").format(title=declared(optimizer.title))))
    moves = [*(f"{name}.assign({names[name]})" for name in slots if name in names), "p.assign(next_p)"]
    return function("update(p, g, rate)", [*body, f"return tf.group({', '.join(moves)})"])


def _adamw(optimizer: AdamW) -> Lines:
    """The update of one variable: there is no AdamW in TensorFlow 1."""
    b1, b2 = number(optimizer.beta1), number(optimizer.beta2)
    body = [
        docstring(translate("program", "AdamW as Keras defines it, which TensorFlow 1 does not have.")),
        "m = tf.Variable(np.zeros(p.shape, real), trainable=False)",
        "v = tf.Variable(np.zeros(p.shape, real), trainable=False)",
        "t = tf.Variable(real(0), trainable=False)",
        "next_t = t + 1",
        f"next_m = m + (g - m) * real(1 - {b1})",
        f"next_v = v + (g * g - v) * real(1 - {b2})",
        f"corrected = rate * tf.sqrt(1 - {b2}**next_t) / (1 - {b1}**next_t)",
        f"decayed = p - p * {number(optimizer.weight_decay)} * rate",
        f"moved = decayed - next_m * corrected / (tf.sqrt(next_v) + {number(optimizer.epsilon)})",
        "return tf.group(t.assign(next_t), m.assign(next_m), v.assign(next_v), p.assign(moved))",
    ]
    return function("update(p, g, rate)", body)
