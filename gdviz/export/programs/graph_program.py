"""A run as a program in the style of TensorFlow 1, as the course has it: a graph, then a session."""

from __future__ import annotations

import numpy as np

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import (
    Cosine,
    CosineRestarts,
    Polynomial,
)
from gdviz.engine.scripted import Scripted
from gdviz.export.programs import reporting
from gdviz.export.programs.dataset_code import (
    batch_lines,
    batch_of,
    data_lines,
    loop_head,
    start_lines,
    variables,
)
from gdviz.export.programs.formula_code import loss_of
from gdviz.export.programs.graph_losses import activation_lines, function_of, loss_lines, penalty_terms
from gdviz.export.programs.graph_parts import decayed, graph_update, native
from gdviz.export.programs.numpy_program import accuracy_lines, head, precision_line
from gdviz.export.programs.rates import is_constant, rate_at, rate_lines, stairs_agree
from gdviz.export.programs.text import Lines, about, function, identifiers, indented, joined, number
from gdviz.export.programs.updates import factor_of_each

INITIALIZE = "sess.run(tf.global_variables_initializer())"


def program(experiment: Experiment, name: str) -> str:
    """The text of the program."""
    problem = experiment.problem
    lines = about(experiment, name, "TensorFlow 1 style (tf.compat.v1)", "numpy tensorflow")
    if isinstance(problem, Scripted):
        lines += _scripted(experiment, problem)
    elif isinstance(problem, Training):
        lines += _learning(experiment, problem)
    else:
        lines += _analytic(experiment)
    return joined(lines)


def _head(experiment: Experiment) -> Lines:
    return [
        "import math",
        "",
        "import numpy as np",
        "import tensorflow.compat.v1 as tf",
        "",
        "tf.disable_eager_execution()",
        precision_line(experiment),
        "",
    ]


def _analytic(experiment: Experiment) -> Lines:
    names = identifiers(experiment.problem.parameter_names)
    starts = zip(names, experiment.start, strict=True)
    written = loss_of(experiment.problem, "tf")
    return [
        *_head(experiment),
        *(f"{name} = tf.Variable(real({number(value)}))" for name, value in starts),
        f"variables = [{', '.join(names)}]",
        *written.before,
        f"total_loss = {written.results[0]}",
        *_train(experiment),
        reporting.rows_line(experiment),
        "",
        "with tf.Session() as sess:",
        f"    {INITIALIZE}",
        *indented(_before_loop(experiment)),
        f"    for i in range({experiment.steps}):",
        *indented(_step(experiment, ""), 2),
        *indented(_report(experiment, [*_values("total_loss", "loss", "")]), 2),
    ]


def _learning(experiment: Experiment, problem: Training) -> Lines:
    layers = problem.layers
    names = variables(layers)
    forward: Lines = []
    for place, layer in enumerate(layers, 1):
        below = "x" if place == 1 else f"h{place - 1}"
        held = "y" if place == len(layers) else f"h{place}"
        total = f"tf.matmul({below}, w{place})" + (f" + b{place}" if layer.bias else "")
        if layer.activation != "linear":
            total = f"{function_of(layer.activation)}({total})"
        forward.append(f"{held} = {total}")
    kernels = ", ".join(f"w{place}" for place in range(1, len(layers) + 1))
    total_loss = ["total_loss = loss_of(y, y_)"]
    total_loss += [f"total_loss += {term}" for term in penalty_terms(problem, f"[{kernels}]")]
    inputs, targets = batch_of(experiment).split(", ")
    feed = f", feed_dict={{x: {inputs}, y_: {targets}}}"
    whole = ", feed_dict={x: X, y_: Y_}"
    accuracy = accuracy_lines(problem)
    look = _values(
        "total_loss, y" if accuracy else "total_loss", "loss, output" if accuracy else "loss", whole
    )
    return [
        *_head(experiment),
        *data_lines(problem),
        *start_lines(experiment, problem),
        f"x = tf.placeholder(real, (None, {problem.data.inputs}))",
        f"y_ = tf.placeholder(real, (None, {problem.outputs}))",
        *(f"{name} = tf.Variable({name}.astype(real))" for name in names),
        f"variables = [{', '.join(names)}]",
        *activation_lines(problem),
        *forward,
        *function("loss_of(y, y_)", loss_lines(problem.loss)),
        *total_loss,
        *_train(experiment),
        *batch_lines(experiment),
        reporting.rows_line(experiment),
        "",
        "with tf.Session() as sess:",
        f"    {INITIALIZE}",
        *indented(_before_loop(experiment)),
        *indented(loop_head(experiment)),
        *indented(_step(experiment, feed), 2),
        *indented(
            _report(
                experiment,
                [
                    *look,
                    *(line.replace("y.arg", "output.arg").replace("(y[", "(output[") for line in accuracy),
                ],
            ),
            2,
        ),
    ]


def _values(tensors: str, names: str, feed: str) -> Lines:
    return [
        f"*values, {names} = sess.run([*variables, {tensors}]{feed})",
        "params = np.concatenate([np.ravel(value) for value in values])",
    ]


# -- one step ------------------------------------------------------------------------------------------------


def _train(experiment: Experiment) -> Lines:
    """The learning rate, the optimizer and the moving average in the graph."""
    advance = experiment.advance_global_step
    comment = "" if advance else "  # nobody advances it"
    factors = factor_of_each(experiment.problem)
    own = native(experiment.optimizer)
    rate = _rate_name(experiment)
    lines = ["", f"global_step = tf.Variable(0, trainable=False){comment}", *_rate_in_graph(experiment)]
    step = ", global_step=global_step" if advance else ""
    if own and not factors:
        lines += [f"train_step = {own % rate}.minimize(total_loss{step})"]
    else:
        lines += [*factors, "gradients = tf.gradients(total_loss, variables)"]
        scaled = f"{rate} * factor" if factors else rate
        pairs = "zip(gradients, variables, factors)" if factors else "zip(gradients, variables)"
        each = "g, v, factor" if factors else "g, v"
        if own:
            lines += [
                "moves = [",
                f"    {own % scaled}.apply_gradients([(g, v)])",
                f"    for {each} in {pairs}",
                "]",
            ]
        else:
            lines += [
                *graph_update(experiment.optimizer),
                "with tf.control_dependencies(gradients):",
                f"    moves = [update(v, g, {scaled}) for {each} in {pairs}]",
            ]
        after = "tf.assign_add(global_step, 1)" if advance else "tf.no_op()"
        lines += ["with tf.control_dependencies(moves):", f"    train_step = {after}"]
    average = experiment.average
    if isinstance(average, MovingAverage) and _average_in_graph(experiment):
        updates = ", global_step" if average.num_updates else ""
        lines += [
            f"ema = tf.train.ExponentialMovingAverage({number(average.decay)}{updates})",
            "with tf.control_dependencies([train_step]):  # after the weights and after the counter",
            "    train_op = ema.apply(variables)",
            "shadows = [ema.average(v) for v in variables]",
        ]
    else:
        lines.append("train_op = train_step")
    return lines


def _average_in_graph(experiment: Experiment) -> bool:
    """Whether TensorFlow's own moving average gives the recording's numbers: it computes in float32."""
    average = experiment.average
    return (
        isinstance(average, MovingAverage) and average.start == "value" and experiment.precision == "float32"
    )


def _before_loop(experiment: Experiment) -> Lines:
    if not isinstance(experiment.average, MovingAverage) or _average_in_graph(experiment):
        return []
    return [
        "params = np.concatenate([np.ravel(value) for value in sess.run(variables)])",
        *reporting.shadow_before(experiment.average),
    ]


def _step(experiment: Experiment, feed: str) -> Lines:
    lines = []
    if _fed(experiment):
        lines += rate_at(experiment, "i")
        feed = feed[:-1] + ", rate_now: rate}" if feed else ", feed_dict={rate_now: rate}"
    lines.append(f"sess.run(train_op{feed})")
    if isinstance(experiment.average, MovingAverage) and not _average_in_graph(experiment):
        lines.append("params = np.concatenate([np.ravel(value) for value in sess.run(variables)])")
        lines += reporting.shadow_step(experiment.average, reporting.global_step_after(experiment))
    return lines


def _report(experiment: Experiment, now: Lines) -> Lines:
    if _average_in_graph(experiment):
        now = [*now, "shadow = np.concatenate([np.ravel(value) for value in sess.run(shadows)])"]
    if is_constant(experiment.schedule):
        rate: Lines = []
    elif _fed(experiment):
        rate = rate_at(experiment, "i + 1")
    else:
        rate = ["rate = sess.run(learning_rate)  # at the counter, which has moved"]
    return reporting.report_lines(experiment, now, rate)


# -- learning rates ------------------------------------------------------------------------------------------


def _fed(experiment: Experiment) -> bool:
    """Whether the rate comes from NumPy: in float64 TensorFlow's stairs and restarts may fall elsewhere."""
    schedule = experiment.schedule
    if not decayed(schedule, "step", double=False):
        return True
    if experiment.precision == "float32":
        return False
    if isinstance(schedule, Cosine | CosineRestarts) or (isinstance(schedule, Polynomial) and schedule.cycle):
        return True
    return not stairs_agree(schedule, experiment.steps, np.float64, reciprocal=True)


def _rate_name(experiment: Experiment) -> str:
    if is_constant(experiment.schedule):
        return "rate"
    return "rate_now" if _fed(experiment) else "learning_rate"


def _rate_in_graph(experiment: Experiment) -> Lines:
    schedule = experiment.schedule
    if is_constant(schedule):
        return rate_lines(experiment)
    if _fed(experiment):
        return [*rate_lines(experiment), "rate_now = tf.placeholder(real, ())"]
    double = experiment.precision == "float64"
    warm = schedule.warmup_steps
    if not warm:
        return [f"learning_rate = {decayed(schedule, 'global_step', double)}"]
    return [
        *function("decayed(step)", [f"return {decayed(schedule, 'step', double)}"]),
        "learning_rate = tf.where(  # warm-up",
        f"    global_step < {warm},",
        f"    decayed(tf.constant(0)) * (tf.cast(global_step, real) / {warm}),",
        f"    decayed(tf.maximum(global_step - {warm}, 0)),",
        ")",
    ]


# -- values set by hand --------------------------------------------------------------------------------------


def _scripted(experiment: Experiment, problem: Scripted) -> Lines:
    """The course's way: assign to the variables, then run the moving average."""
    average = experiment.average
    if not isinstance(average, MovingAverage) or not _average_in_graph(experiment):
        return [*head(experiment), *reporting.scripted_lines(experiment, problem)]
    updates = ", global_step" if average.num_updates else ""
    return [
        *_head(experiment),
        *reporting.script_lines(problem),
        "",
        f"w = tf.Variable(real({number(experiment.start[0])}))",
        "global_step = tf.Variable(0, dtype=tf.int64, trainable=False)",
        f"ema = tf.train.ExponentialMovingAverage({number(average.decay)}{updates})",
        "ema_op = ema.apply([w])",
        "new_step, new_value = tf.placeholder(tf.int64, ()), tf.placeholder(real, ())",
        "set_both = [tf.assign(global_step, new_step), tf.assign(w, new_value)]",
        "rows = []  # updates done, value, shadow",
        "",
        "with tf.Session() as sess:",
        f"    {INITIALIZE}",
        "    for i, (step, value) in enumerate(script):",
        "        sess.run(set_both, feed_dict={new_step: step, new_value: value})",
        "        sess.run(ema_op)",
        "        value, shadow = sess.run([w, ema.average(w)])",
        '        text = "After %d steps: global_step is %d, value: %f, shadow: %f"',
        "        print(text % (i, step, value, shadow))",
        "        rows.append([i + 1, value, shadow])",
    ]
