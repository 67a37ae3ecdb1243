"""A run as a program in the style of TensorFlow 1, as the course has it: a graph, then a session."""

from __future__ import annotations

import msgspec

from gdviz.base.i18n import translate
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizer_base import Optimizer
from gdviz.engine.scripted import Scripted
from gdviz.engine.stopping import GradientTolerance
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
from gdviz.export.programs.graph_changes import can_change, changes_penalty, changing, feeds, penalty_of
from gdviz.export.programs.graph_losses import activation_lines, function_of, loss_lines, penalty_terms
from gdviz.export.programs.graph_parts import applied, graph_update, native
from gdviz.export.programs.graph_rates import is_fed, rate_in_graph, rate_name
from gdviz.export.programs.numpy_program import accuracy_lines
from gdviz.export.programs.rates import is_constant, rate_at, rate_lines
from gdviz.export.programs.stops import early_stop, gradient_stop, watch_lines
from gdviz.export.programs.text import (
    WIDEST,
    Lines,
    Name,
    about,
    function,
    identifiers,
    indented,
    joined,
    number,
)
from gdviz.export.programs.updates import factor_of_each, factors_of
from gdviz.export.programs.written_phases import (
    WrittenPhases,
    anew_line,
    changes_batch,
    size_line,
    takes_over,
)

INITIALIZE = "sess.run(tf.global_variables_initializer())"


def program(experiment: Experiment, name: str) -> str:
    """The text of the program."""
    style = translate("program", "TensorFlow 1 style (tf.compat.v1)")
    lines = about(experiment, name, style, "numpy tensorflow")
    if not can_change(WrittenPhases(experiment)):
        return joined(
            [
                *lines,
                "# "
                + translate(
                    "program",
                    "There is none: a graph of TensorFlow 1 can't change this optimizer on the way.",
                ),
            ]
        )
    return joined([*lines, *reporting.lines_by_problem(experiment, _analytic, _learning, _scripted)])


def _head(experiment: Experiment) -> Lines:
    return [
        "import math",
        "",
        "import numpy as np",
        "import tensorflow.compat.v1 as tf",
        "",
        "tf.disable_eager_execution()",
        reporting.precision_line(experiment),
        "",
    ]


def _analytic(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    experiment = phases.first
    names = identifiers(experiment.problem.parameter_names)
    starts = zip(names, experiment.start, strict=True)
    written = loss_of(experiment.problem, "tf")
    return [
        *_head(experiment),
        *(f"{name} = tf.Variable(real({number(value)}))" for name, value in starts),
        f"variables = [{', '.join(names)}]",
        *written.before,
        f"total_loss = {written.results[0]}",
        *_train(phases),
        reporting.rows_line(experiment),
        "",
        "with tf.Session() as sess:",
        f"    {INITIALIZE}",
        *indented(_before_loop(phases)),
        f"    for i in range({experiment.steps}):",
        *indented(_step(phases, ""), 2),
        *indented(phases.anew(_anew), 2),
        *indented(_report(phases, [*_values("total_loss", "loss", "")]), 2),
    ]


def _learning(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    changes, sized, experiment = changes_batch(experiment), experiment, phases.first
    assert isinstance(experiment.problem, Training)
    problem, layers = experiment.problem, experiment.problem.layers

    def anew(before: Experiment, settings: Experiment) -> list[Lines]:
        return [[size_line(settings)] if changes else [], *_anew(before, settings)]

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
    total_loss = ["total_loss = loss_of(y, y_)", *_penalties(phases, f"[{kernels}]")]
    inputs, targets = batch_of(sized).split(", ")
    feed = f", feed_dict={{x: {inputs}, y_: {targets}}}"
    whole = ", feed_dict={x: X, y_: Y_, **now}" if changes_penalty(phases) else ", feed_dict={x: X, y_: Y_}"
    now = ", **now" if changes_penalty(phases) else ""
    on_test = "sess.run(total_loss, feed_dict={x: test_X, y_: test_Y_" + now + "})"
    accuracy = accuracy_lines(problem)
    look = _values(
        "total_loss, y" if accuracy else "total_loss", "loss, output" if accuracy else "loss", whole
    )
    return [
        *_head(experiment),
        *data_lines(problem, tested=experiment.stopping.tested),
        *start_lines(experiment, problem),
        f"x = tf.placeholder(real, (None, {problem.inputs}))",
        f"y_ = tf.placeholder(real, (None, {problem.outputs}))",
        *(f"{name} = tf.Variable({name}.astype(real))" for name in names),
        f"variables = [{', '.join(names)}]",
        *activation_lines(problem),
        *forward,
        *function("loss_of(y, y_)", loss_lines(problem.loss)),
        *total_loss,
        *_train(phases),
        *([size_line(experiment)] if changes else []),
        *batch_lines(sized),
        reporting.rows_line(experiment),
        "",
        "with tf.Session() as sess:",
        f"    {INITIALIZE}",
        *indented(_before_loop(phases)),
        *indented(watch_lines(experiment, on_test)),
        *indented(loop_head(sized)),
        *indented(_step(phases, feed), 2),
        *indented(phases.anew(anew), 2),
        *indented(
            _report(
                phases,
                [
                    *look,
                    *(line.replace("y.arg", "output.arg").replace("(y[", "(output[") for line in accuracy),
                ],
            ),
            2,
        ),
        *indented(early_stop(experiment, on_test), 2),
    ]


def _values(tensors: str, names: str, feed: str) -> Lines:
    return [
        f"*values, {names} = sess.run([*variables, {tensors}]{feed})",
        "params = np.concatenate([np.ravel(value) for value in values])",
    ]


# -- one step ------------------------------------------------------------------------------------------------


def _train(phases: WrittenPhases) -> Lines:
    """The learning rate, the optimizer and the moving average in the graph."""
    experiment = phases.first
    comment = "" if experiment.advance_global_step else "  # " + translate("program", "nobody advances it")
    factors = factor_of_each(experiment.problem)
    if factors and phases.differ(factors_of):
        factors = [
            f"layer_factors = tf.placeholder_with_default(np.array({factors_of(experiment)}, real), (None,))",
            f"factors = [layer_factors[place] for place in range({len(factors_of(experiment))})]",
        ]
    lines = [
        "",
        *_gradient_length(experiment),
        f"global_step = tf.Variable(0, trainable=False){comment}",
        *rate_in_graph(phases),
    ]
    for name in changing(phases):
        value = number(getattr(experiment.optimizer, name))
        lines.append(f"{name} = tf.placeholder_with_default(real({value}), ())")
    lines += factors
    average = experiment.average
    if isinstance(average, MovingAverage) and _average_in_graph(phases):
        updates = ", global_step" if average.num_updates else ""
        lines.append(f"ema = tf.train.ExponentialMovingAverage({number(average.decay)}{updates})")
    if phases.another_optimizer:
        lines.append("train_ops = []  # " + translate("program", "one for each optimizer"))
        for before, settings in zip((None, *phases.settings), phases.settings, strict=False):
            if before is None or takes_over(before, settings):
                lines += [*_moving(phases, settings.optimizer, bool(factors)), "train_ops.append(train_op)"]
        lines += ["train_ops = iter(train_ops)", "train_op = next(train_ops)"]
    else:
        lines += _moving(phases, experiment.optimizer, bool(factors))
    if isinstance(average, MovingAverage) and _average_in_graph(phases):
        lines.append("shadows = [ema.average(v) for v in variables]")
    if feeds(phases):
        lines.append(
            "now = {}  # " + translate("program", "what is fed instead of what the graph begins with")
        )
    return lines


def _moving(phases: WrittenPhases, optimizer: Optimizer, factors: bool) -> Lines:
    """A step of an optimizer in the graph: ``train_step``, and ``train_op`` with the moving average."""
    lines: Lines = []
    changed = {name: Name(name) for name in changing(phases)}
    own = native(msgspec.structs.replace(optimizer, **changed), phases.first.precision == "float64")
    rate, advance = rate_name(phases), phases.first.advance_global_step
    step = ", global_step=global_step" if advance else ""
    if own and not factors:
        made = own % rate
        if len(made) > WIDEST - 30:
            lines, made = [f"optimizer = {made}"], "optimizer"
        lines += [f"train_step = {made}.minimize(total_loss{step})"]
    else:
        lines += ["gradients = tf.gradients(total_loss, variables)"]
        scaled = f"{rate} * factor" if factors else rate
        pairs = "zip(gradients, variables, factors)" if factors else "zip(gradients, variables)"
        each = "g, v, factor" if factors else "g, v"
        if own:
            lines += [
                "moves = [",
                *indented(applied(own % scaled)),
                f"    for {each} in {pairs}",
                "]",
            ]
        else:
            lines += [
                *graph_update(optimizer),
                "with tf.control_dependencies(gradients):",
                f"    moves = [update(v, g, {scaled}) for {each} in {pairs}]",
            ]
        after = "tf.assign_add(global_step, 1)" if advance else "tf.no_op()"
        lines += ["with tf.control_dependencies(moves):", f"    train_step = {after}"]
    if _average_in_graph(phases):
        return [
            *lines,
            "with tf.control_dependencies([train_step]):  # "
            + translate("program", "after the weights and after the counter"),
            "    train_op = ema.apply(variables)",
        ]
    return [*lines, "train_op = train_step"]


def _gradient_length(experiment: Experiment) -> Lines:
    """The length of the gradient, where a run ends by it."""
    if not isinstance(experiment.stopping, GradientTolerance):
        return []
    squares = "tf.reduce_sum(g * g) for g in tf.gradients(total_loss, variables)"
    return [f"gradient_length = tf.sqrt(tf.add_n([{squares}]))"]


def _penalties(phases: WrittenPhases, kernels: str) -> Lines:
    """What is added to the loss: of several penalties the one that is fed."""
    terms: list[Lines] = []
    for before, settings in zip((None, *phases.settings), phases.settings, strict=False):
        assert isinstance(settings.problem, Training)
        if before is None or penalty_of(before) != penalty_of(settings):
            terms.append(penalty_terms(settings.problem, kernels))
    if not changes_penalty(phases):
        return [f"total_loss += {term}" for term in terms[0]]
    costs = [" + ".join(each) or "tf.zeros((), real)" for each in terms]
    return [
        "which = tf.placeholder_with_default(0, ())  # " + translate("program", "of the penalties"),
        "penalties = [",
        *(f"    {cost}," for cost in costs),
        "]",
        "total_loss += tf.stack(penalties)[which]",
    ]


def _anew(before: Experiment, settings: Experiment) -> list[Lines]:
    """What is set anew or fed once settings have changed."""
    blocks = [rate_lines(settings), reporting.decay_lines(settings.average)]
    if takes_over(before, settings):
        blocks.append([anew_line(), "train_op = next(train_ops)"])
    elif settings.optimizer != before.optimizer:
        for name in settings.optimizer.__struct_fields__:
            value = getattr(settings.optimizer, name)
            if value != getattr(before.optimizer, name):
                blocks.append([f"now[{name}] = {number(value)}"])
    if factors_of(settings) != factors_of(before):
        blocks.append([f"now[layer_factors] = np.array({factors_of(settings)}, real)"])
    if penalty_of(settings) != penalty_of(before):
        blocks.append(["now[which] = now.get(which, 0) + 1"])
    return blocks


def _average_in_graph(phases: WrittenPhases) -> bool:
    """Whether TensorFlow's own moving average gives the recording's numbers: it computes in float32."""
    experiment = phases.first
    average = experiment.average
    return (
        isinstance(average, MovingAverage)
        and average.start == "value"
        and experiment.precision == "float32"
        and not phases.differ(lambda settings: settings.average)
    )


def _before_loop(phases: WrittenPhases) -> Lines:
    experiment = phases.first
    if not isinstance(experiment.average, MovingAverage) or _average_in_graph(phases):
        return []
    return [
        "params = np.concatenate([np.ravel(value) for value in sess.run(variables)])",
        *reporting.shadow_before(experiment.average),
    ]


def _step(phases: WrittenPhases, feed: str) -> Lines:
    lines, experiment = [], phases.first
    if is_fed(phases):
        lines += rate_at(experiment, "i")
        feed = feed[:-1] + ", rate_now: rate}" if feed else ", feed_dict={rate_now: rate}"
    if feeds(phases):
        feed = feed[:-1] + ", **now}" if feed else ", feed_dict=now"
    lines += gradient_stop(experiment, f"sess.run(gradient_length{feed})")
    lines.append(f"sess.run(train_op{feed})")
    if isinstance(experiment.average, MovingAverage) and not _average_in_graph(phases):
        lines.append("params = np.concatenate([np.ravel(value) for value in sess.run(variables)])")
        lines += phases.lines(reporting.shadow_of)
    return lines


def _report(phases: WrittenPhases, now: Lines) -> Lines:
    experiment = phases.first
    if _average_in_graph(phases):
        now = [*now, "shadow = np.concatenate([np.ravel(value) for value in sess.run(shadows)])"]
    if is_constant(experiment.schedule):
        rate: Lines = []
    elif is_fed(phases):
        rate = rate_at(experiment, "i + 1")
    else:
        rate = [
            "rate = sess.run(learning_rate)  # " + translate("program", "at the counter, which has moved")
        ]
    return reporting.report_lines(experiment, now, rate)


# -- values set by hand --------------------------------------------------------------------------------------


def _scripted(experiment: Experiment, problem: Scripted) -> Lines:
    """The course's way: assign to the variables, then run the moving average."""
    average = experiment.average
    if not isinstance(average, MovingAverage) or not _average_in_graph(WrittenPhases(experiment)):
        return reporting.scripted_lines(experiment, problem)
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
        reporting.value_rows_line(averaged=True),
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
