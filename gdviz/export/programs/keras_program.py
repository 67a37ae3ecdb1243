"""A run as a program in TensorFlow 2: Keras's layers, schedules and optimizers where they agree."""

from __future__ import annotations

import numpy as np

from gdviz.engine.adam import AdamW
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adadelta, Adagrad, GradientDescent, Momentum
from gdviz.engine.schedules import Exponential, InverseTime, PiecewiseConstant
from gdviz.engine.scripted import Scripted
from gdviz.export.programs import reporting
from gdviz.export.programs.dataset_code import batch_lines, batch_of, data_lines, loop_head, start_lines
from gdviz.export.programs.formula_code import loss_of
from gdviz.export.programs.graph_losses import activation_lines, function_of, loss_lines, penalty_terms
from gdviz.export.programs.numpy_program import accuracy_lines, head, precision_line
from gdviz.export.programs.rates import is_constant, rate_at, rate_lines, stairs_agree
from gdviz.export.programs.text import Lines, about, function, identifiers, indented, joined, number, numbers
from gdviz.export.programs.updates import factor_of_each, update_lines


def program(experiment: Experiment, name: str) -> str:
    """The text of the program."""
    problem = experiment.problem
    lines = about(experiment, name, "TensorFlow 2 / Keras", "numpy tensorflow")
    if isinstance(problem, Scripted):
        lines += [*head(experiment), *reporting.scripted_lines(experiment, problem)]
    elif isinstance(problem, Training):
        lines += _learning(experiment, problem)
    else:
        lines += _analytic(experiment)
    return joined(lines)


def _head(experiment: Experiment) -> Lines:
    lines = [
        "import math",
        "",
        "import numpy as np",
        "import tensorflow as tf",
        "",
        precision_line(experiment),
    ]
    if experiment.precision == "float64":
        lines.append('tf.keras.backend.set_floatx("float64")')
    return [*lines, ""]


def _analytic(experiment: Experiment) -> Lines:
    problem = experiment.problem
    names = identifiers(problem.parameter_names)
    starts = zip(names, experiment.start, strict=True)
    return [
        *_head(experiment),
        *(f"{name} = tf.Variable(real({number(value)}))" for name, value in starts),
        f"variables = [{', '.join(names)}]",
        *function(f"loss_of({', '.join(names)})", loss_of(problem, "tf").value),
        "",
        "@tf.function",
        "def gradients_of():",
        "    with tf.GradientTape() as tape:",
        "        loss = loss_of(*variables)",
        "    return tape.gradient(loss, variables)",
        *_flat(),
        *_optimizer(experiment),
        f"for i in range({experiment.steps}):",
        *indented(_step(experiment, "")),
        *indented(_report(experiment, ["loss = float(loss_of(*variables))"])),
    ]


def _learning(experiment: Experiment, problem: Training) -> Lines:
    layers = []
    for layer in problem.layers:
        activation = f", activation={function_of(layer.activation)}" if layer.activation != "linear" else ""
        bias = "" if layer.bias else ", use_bias=False"
        layers.append(f"tf.keras.layers.Dense({layer.units}{activation}{bias}),")
    terms = penalty_terms(problem, "variables[::2]" if problem.model.bias else "variables")
    total = ["loss = loss_of(model(x), y_)", *(f"loss += {term}" for term in terms), "return loss"]
    return [
        *_head(experiment),
        *data_lines(problem),
        *start_lines(experiment, problem),
        *activation_lines(problem),
        "model = tf.keras.Sequential([",
        f"    tf.keras.Input(({problem.data.inputs},)),",
        *indented(layers),
        "])",
        "model.set_weights([value.astype(real) for value in start])",
        "variables = model.trainable_variables",
        *function("loss_of(y, y_)", loss_lines(problem.loss)),
        *function("total_loss(x, y_)", total),
        "@tf.function(reduce_retracing=True)",
        "def gradients_of(x, y_):",
        "    with tf.GradientTape() as tape:",
        "        loss = total_loss(x, y_)",
        "    return tape.gradient(loss, variables)",
        *batch_lines(experiment),
        *_flat(),
        *_optimizer(experiment),
        *loop_head(experiment),
        *indented(_step(experiment, batch_of(experiment))),
        *indented(_report(experiment, ["loss = float(total_loss(X, Y_))", *_accuracy(problem)])),
    ]


def _accuracy(problem: Training) -> Lines:
    lines = accuracy_lines(problem)
    return ["y = model(X).numpy()", *lines] if lines else []


def _flat() -> Lines:
    body = [
        '"""All parameters, one after the other."""',
        "return np.concatenate([v.numpy().ravel() for v in variables])",
    ]
    return function("flat()", body)


def _step(experiment: Experiment, arguments: str) -> Lines:
    native = _native(experiment) is not None
    factors = bool(factor_of_each(experiment.problem))
    lines = [*_rate(experiment, "i"), f"gradients = gradients_of({arguments})"]
    if native and factors:
        lines += [
            "for optimizer, factor, g, v in zip(optimizers, factors, gradients, variables):",
            "    optimizer.learning_rate = rate * real(factor)",
            "    optimizer.apply_gradients([(g, v)])",
        ]
    elif native:
        if not is_constant(experiment.schedule):
            lines.append("optimizer.learning_rate = rate")
        lines.append("optimizer.apply_gradients(zip(gradients, variables))")
    elif factors:
        lines += [
            "for p, g, s, factor in zip(variables, gradients, states, factors):",
            "    update(p, g, s, rate * real(factor))",
        ]
    else:
        lines += ["for p, g, s in zip(variables, gradients, states):", "    update(p, g, s, rate)"]
    if isinstance(experiment.average, MovingAverage):
        lines.append("params = flat()")
        lines += reporting.shadow_step(experiment.average, reporting.global_step_after(experiment))
    return lines


def _report(experiment: Experiment, now: Lines) -> Lines:
    if not isinstance(experiment.average, MovingAverage):
        now = ["params = flat()", *now]
    return reporting.report_lines(experiment, now, _rate(experiment, "i + 1"))


def _rate(experiment: Experiment, step: str) -> Lines:
    native = _native_schedule(experiment)
    return rate_at(experiment, step, "real(learning_rate({}))" if native else "learning_rate({})")


def _optimizer(experiment: Experiment) -> Lines:
    schedule = _native_schedule(experiment)
    lines = [f"learning_rate = {schedule}"] if schedule else rate_lines(experiment)
    factors = factor_of_each(experiment.problem)
    lines = [*lines, *factors]
    native = _native(experiment)
    if native is None:
        why = "As TensorFlow 1 defines it: Keras's own begins, or rounds, in another way."
        lines += update_lines(experiment.optimizer, "tf", why)
        lines.append("states = [start_state(v) for v in variables]")
    else:
        first = "rate" if is_constant(experiment.schedule) else "real(learning_rate(0))"
        made = f"tf.keras.optimizers.{native[0]}(float({first}){native[1]})"
        if factors:
            each = [
                "optimizers = [  # each has a rate of its own",
                f"    {made}",
                "    for _ in variables",
                "]",
            ]
            lines += each
        else:
            lines.append(f"optimizer = {made}")
    if isinstance(experiment.average, MovingAverage):
        lines += ["params = flat()", *reporting.shadow_before(experiment.average)]
    return [*lines, reporting.rows_line(experiment), ""]


def _native(experiment: Experiment) -> tuple[str, str] | None:
    """Keras's own optimizer, where its numbers are the same: the name and the options."""
    optimizer = experiment.optimizer
    match optimizer:
        case GradientDescent():
            return "SGD", ""
        case Momentum() if is_constant(experiment.schedule):  # Keras keeps the rate in what it gathers
            nesterov = ", nesterov=True" if optimizer.nesterov else ""
            return "SGD", f", momentum={float(optimizer.momentum)!r}{nesterov}"
        case Adagrad():
            first = number(optimizer.initial_accumulator_value)
            return "Adagrad", f", initial_accumulator_value={first}, epsilon=0.0"
        case Adadelta():
            return "Adadelta", f", rho={number(optimizer.rho)}, epsilon={number(optimizer.epsilon)}"
        case AdamW() if experiment.precision == "float32":
            names = ("weight_decay", "beta1", "beta2", "epsilon")
            options = [
                f"{name.replace('beta', 'beta_')}={number(getattr(optimizer, name))}" for name in names
            ]
            return "AdamW", ", " + ", ".join(options)
    return None


def _native_schedule(experiment: Experiment) -> str:
    """Keras's own schedule, where its numbers are the same; else empty."""
    schedule = experiment.schedule
    if schedule.warmup_steps or experiment.precision == "float64":
        return ""
    if not stairs_agree(schedule, experiment.steps, np.float32, reciprocal=False):
        return ""
    stairs = ", staircase=True" if getattr(schedule, "staircase", False) else ""
    base = "tf.keras.optimizers.schedules"
    match schedule:
        case Exponential() | InverseTime():
            name = "ExponentialDecay" if isinstance(schedule, Exponential) else "InverseTimeDecay"
            return (
                f"{base}.{name}({float(schedule.learning_rate)!r}, decay_steps={schedule.decay_steps}, "
                f"decay_rate={float(schedule.decay_rate)!r}{stairs})"
            )
        case PiecewiseConstant() if schedule.boundaries:
            bounds = numbers(schedule.boundaries)
            values = ", ".join(repr(float(value)) for value in schedule.values)
            return f"{base}.PiecewiseConstantDecay([{bounds}], [{values}])"
    return ""
