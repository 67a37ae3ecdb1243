"""A run as a program in TensorFlow 2: Keras's layers, schedules and optimizers where they agree."""

from __future__ import annotations

from functools import partial

import numpy as np

from gdviz.base.i18n import translate
from gdviz.engine.adam import AdamW
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adadelta, Adagrad, GradientDescent, Momentum
from gdviz.engine.problem import Problem
from gdviz.engine.schedules import Exponential, InverseTime, PiecewiseConstant
from gdviz.export.programs import reporting
from gdviz.export.programs.dataset_code import batch_lines, batch_of, data_lines, loop_head, start_lines
from gdviz.export.programs.formula_code import loss_of
from gdviz.export.programs.graph_losses import activation_lines, function_of, loss_lines, penalty_terms
from gdviz.export.programs.numpy_program import accuracy_lines
from gdviz.export.programs.rates import is_constant, rate_at, rate_lines, stairs_agree
from gdviz.export.programs.stops import early_stop, gradient_stop, watch_lines
from gdviz.export.programs.text import Lines, about, function, identifiers, indented, joined, number, numbers
from gdviz.export.programs.updates import blocks_of, factor_of_each, update_lines
from gdviz.export.programs.written_phases import WrittenPhases, changes_batch, size_line


def program(experiment: Experiment, name: str) -> str:
    """The text of the program."""
    lines = about(experiment, name, "TensorFlow 2 / Keras", "numpy tensorflow")
    return joined([*lines, *reporting.lines_by_problem(experiment, _analytic, _learning)])


FLAT = "v.numpy().ravel()"  # one variable


def _why() -> str:
    return translate("program", "As TensorFlow 1 defines it: Keras's own begins, or rounds, in another way.")


def _head(experiment: Experiment) -> Lines:
    lines = [
        "import math",
        "",
        "import numpy as np",
        "import tensorflow as tf",
        "",
        reporting.precision_line(experiment),
    ]
    if experiment.precision == "float64":
        lines.append('tf.keras.backend.set_floatx("float64")')
    return [*lines, ""]


def _analytic(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    experiment, problem = phases.first, experiment.problem
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
        *reporting.flat_lines(FLAT),
        *_optimizer(phases),
        f"for i in range({experiment.steps}):",
        *indented(_step(phases, "")),
        *indented(phases.anew(partial(_anew, phases))),
        *indented(_report(phases, ["loss = float(loss_of(*variables))"])),
    ]


def _learning(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    changes, sized, experiment = changes_batch(experiment), experiment, phases.first
    assert isinstance(experiment.problem, Training)
    problem = experiment.problem

    def anew(before: Experiment, settings: Experiment) -> list[Lines]:
        assert isinstance(settings.problem, Training)
        total = _total_loss(settings.problem)
        if total != _total_loss(before.problem):
            total = [*total, *_GRADIENTS]  # anew as well, since it keeps what it was made of
        blocks = [total, factor_of_each(settings.problem), [size_line(settings)] if changes else []]
        return [*blocks, *_anew(phases, before, settings)]

    on_test = "float(total_loss(test_X, test_Y_))"
    layers = []
    for layer in problem.layers:
        activation = f", activation={function_of(layer.activation)}" if layer.activation != "linear" else ""
        bias = "" if layer.bias else ", use_bias=False"
        layers.append(f"tf.keras.layers.Dense({layer.units}{activation}{bias}),")
    return [
        *_head(experiment),
        *data_lines(problem, tested=experiment.stopping.tested),
        *start_lines(experiment, problem),
        *activation_lines(problem),
        "model = tf.keras.Sequential([",
        f"    tf.keras.Input(({problem.inputs},)),",
        *indented(layers),
        "])",
        "model.set_weights([value.astype(real) for value in start])",
        "variables = model.trainable_variables",
        *function("loss_of(y, y_)", loss_lines(problem.loss)),
        *_total_loss(problem),
        *_GRADIENTS,
        *([size_line(experiment)] if changes else []),
        *batch_lines(sized),
        *reporting.flat_lines(FLAT),
        *_optimizer(phases),
        *watch_lines(experiment, on_test),
        *loop_head(sized),
        *indented(_step(phases, batch_of(sized))),
        *indented(phases.anew(anew)),
        *indented(_report(phases, ["loss = float(total_loss(X, Y_))", *_accuracy(problem)])),
        *indented(early_stop(experiment, on_test)),
    ]


_GRADIENTS = [
    "@tf.function(reduce_retracing=True)",
    "def gradients_of(x, y_):",
    "    with tf.GradientTape() as tape:",
    "        loss = total_loss(x, y_)",
    "    return tape.gradient(loss, variables)",
]


def _total_loss(problem: Problem) -> Lines:
    assert isinstance(problem, Training)
    terms = penalty_terms(problem, "variables[::2]" if problem.model.bias else "variables")
    total = ["loss = loss_of(model(x), y_)", *(f"loss += {term}" for term in terms), "return loss"]
    return function("total_loss(x, y_)", total)


def _accuracy(problem: Training) -> Lines:
    lines = accuracy_lines(problem)
    return ["y = model(X).numpy()", *lines] if lines else []


def _step(phases: WrittenPhases, arguments: str) -> Lines:
    experiment = phases.first
    native = _native(phases) is not None
    factors = bool(factor_of_each(experiment.problem))
    length = "np.sqrt(sum(float(tf.reduce_sum(g * g)) for g in gradients))"
    lines = [
        *_rate(phases, "i"),
        f"gradients = gradients_of({arguments})",
        *gradient_stop(experiment, length),
    ]
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
    return [*lines, *reporting.shadow_moved(phases)]


def _anew(phases: WrittenPhases, before: Experiment, settings: Experiment) -> list[Lines]:
    """What stands before the loop and may change: the rate, and numbers of optimizer and average."""
    blocks = [rate_lines(settings), reporting.decay_lines(settings.average)]
    if _native(phases) is None:
        return [*blocks, *blocks_of(before, settings, "tf", _why())]
    several = bool(factor_of_each(settings.problem))
    for name in settings.optimizer.__struct_fields__:
        value = getattr(settings.optimizer, name)
        if value != getattr(before.optimizer, name):
            line = f"optimizer.{name.replace('beta', 'beta_')} = {number(value)}"
            blocks.append(["for optimizer in optimizers:", f"    {line}"] if several else [line])
    return blocks


def _report(phases: WrittenPhases, now: Lines) -> Lines:
    return reporting.flat_report(phases.first, now, _rate(phases, "i + 1"))


def _rate(phases: WrittenPhases, step: str) -> Lines:
    native = _native_schedule(phases)
    return rate_at(phases.first, step, "real(learning_rate({}))" if native else "learning_rate({})")


def _optimizer(phases: WrittenPhases) -> Lines:
    experiment = phases.first
    schedule = _native_schedule(phases)
    lines = [f"learning_rate = {schedule}"] if schedule else rate_lines(experiment)
    factors = factor_of_each(experiment.problem)
    lines = [*lines, *factors]
    native = _native(phases)
    if native is None:
        lines += update_lines(experiment.optimizer, "tf", _why())
        lines.append("states = [start_state(v) for v in variables]")
    else:
        first = "rate" if is_constant(experiment.schedule) else "real(learning_rate(0))"
        made = f"tf.keras.optimizers.{native[0]}(float({first}){native[1]})"
        if factors:
            each = [
                "optimizers = [  # " + translate("program", "each has a rate of its own"),
                f"    {made}",
                "    for _ in variables",
                "]",
            ]
            lines += each
        else:
            lines.append(f"optimizer = {made}")
    return [*lines, *reporting.before_loop(experiment)]


def _native(phases: WrittenPhases) -> tuple[str, str] | None:
    """Keras's own optimizer, where its numbers are the same and no other one takes over: the name and the
    options."""
    if phases.another_optimizer:
        return None
    experiment = phases.first
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


def _native_schedule(phases: WrittenPhases) -> str:
    """Keras's own schedule, where its numbers are the same and nothing else follows it; else empty."""
    experiment = phases.first
    if phases.differ(lambda settings: settings.schedule):
        return ""
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
