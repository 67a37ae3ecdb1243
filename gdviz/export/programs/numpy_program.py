"""A run as a program in plain NumPy: the derivatives and the optimizer written out."""

from __future__ import annotations

import re

from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.expressions import filled, filled_gradient, result_of
from gdviz.engine.learning import losses
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.network import Layer
from gdviz.engine.learning.training import Training
from gdviz.export.programs import reporting
from gdviz.export.programs.dataset_code import (
    batch_lines,
    batch_of,
    data_lines,
    loop_head,
    start_lines,
    variables,
)
from gdviz.export.programs.formula_code import gradient_of_loss, loss_of
from gdviz.export.programs.numpy_optimizers import optimizer_lines
from gdviz.export.programs.printer import OUTPUTS, renamed, written
from gdviz.export.programs.rates import rate_at, rate_lines
from gdviz.export.programs.stops import early_stop, gradient_stop, watch_lines
from gdviz.export.programs.text import (
    Lines,
    about,
    docstring,
    function,
    identifiers,
    indented,
    joined,
    number,
    numbers,
    summed,
)
from gdviz.export.programs.written_phases import (
    WrittenPhases,
    anew_line,
    changes_batch,
    size_line,
    takes_over,
)


def program(experiment: Experiment, name: str) -> str:
    """The text of the program."""
    lines = about(experiment, name, "NumPy", "numpy")
    return joined([*lines, *reporting.lines_by_problem(experiment, _analytic, _learning)])


def _analytic(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    experiment = phases.first
    problem = experiment.problem
    names = ", ".join(identifiers(problem.parameter_names))
    before, _ = optimizer_lines(experiment.optimizer)
    body = [
        *rate_at(experiment, "i"),
        "g = gradient(*params)",
        *gradient_stop(experiment, "np.linalg.norm(g)"),
        *phases.lines(lambda settings: optimizer_lines(settings.optimizer)[1]),
        *phases.lines(reporting.shadow_of),
        *phases.anew(_numbers),
        *reporting.report_lines(experiment, ["loss = loss_of(*params)"], rate_at(experiment, "i + 1")),
    ]
    return [
        *reporting.head(experiment),
        *function(f"loss_of({names})", loss_of(problem, "np").value),
        *function(f"gradient({names})", gradient_of_loss(problem).vector),
        *rate_lines(experiment),
        f"params = np.array([{numbers(experiment.start)}], real)",
        *before,
        *reporting.shadow_before(experiment.average),
        reporting.rows_line(experiment),
        "",
        f"for i in range({experiment.steps}):",
        *indented(body),
    ]


def _numbers(before: Experiment, settings: Experiment) -> list[Lines]:
    """What stands before the loop and may change: the rate, and numbers of optimizer and average."""
    own = optimizer_lines(settings.optimizer)[0]
    begins = [[anew_line(), *own]] if own and takes_over(before, settings) else [[line] for line in own]
    return [rate_lines(settings), *begins, reporting.decay_lines(settings.average)]


# -- learning from data --------------------------------------------------------------------------------------


def _learning(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    changes = changes_batch(experiment)
    sized, experiment = experiment, phases.first
    assert isinstance(experiment.problem, Training)
    problem, layers = experiment.problem, experiment.problem.layers
    before, _ = optimizer_lines(experiment.optimizer)
    rates = problem.model.layer_rates

    def step(settings: Experiment) -> Lines:
        lines = optimizer_lines(settings.optimizer)[1]
        if not rates:
            return lines
        return ["rates = rate * factors", *(re.sub(r"\brate\b", "rates", line) for line in lines)]

    def numbers_of(before: Experiment, settings: Experiment) -> list[Lines]:
        problem = settings.problem
        assert isinstance(problem, Training)
        blocks = [
            _factors(layers, problem.model.layer_rates) if rates else [],
            _penalty_function(problem, charged=phases.charged),
            function("gradient(x, y_)", _gradient(problem)),
            [size_line(settings)] if changes else [],
        ]
        return [*blocks, *_numbers(before, settings)]

    on_test = "loss_of(forward(test_X), test_Y_)" + (" + penalty()" if phases.charged else "")
    body = [
        *rate_at(experiment, "i"),
        f"g = gradient({batch_of(sized)})",
        *gradient_stop(experiment, "np.linalg.norm(g)"),
        *phases.lines(step),
        *phases.lines(reporting.shadow_of),
        *phases.anew(numbers_of),
        *reporting.report_lines(
            experiment, _look(problem, charged=phases.charged), rate_at(experiment, "i + 1")
        ),
        *early_stop(experiment, on_test),
    ]
    return [
        *reporting.head(experiment),
        *data_lines(problem, tested=experiment.stopping.tested),
        *start_lines(experiment, problem),
        "# "
        + translate(
            "program", "all in one array; the weights and biases are parts of it, and follow when it changes"
        ),
        "params = np.concatenate([part.ravel() for part in start]).astype(real)",
        *_views(layers),
        *(_factors(layers, rates) if rates else []),
        *function("forward(x)", [*_forward(layers), f"return {_held(layers, len(layers))}"]),
        *function("loss_of(y, y_)", _loss(problem.loss)),
        *_penalty_function(problem, charged=phases.charged),
        *function("gradient(x, y_)", _gradient(problem)),
        *([size_line(experiment)] if changes else []),
        *batch_lines(sized),
        *rate_lines(experiment),
        *before,
        *reporting.shadow_before(experiment.average),
        reporting.rows_line(experiment),
        *watch_lines(experiment, on_test),
        "",
        *loop_head(sized),
        *indented(body),
    ]


def _look(problem: Training, *, charged: bool) -> Lines:
    penalty = " + penalty()" if charged else ""
    lines = ["y = forward(X)", f"loss = loss_of(y, Y_){penalty}"]
    return [*lines, *accuracy_lines(problem)]


def accuracy_lines(problem: Training) -> Lines:
    """``accuracy`` of the outputs ``y`` against ``labels``, where there are classes; in NumPy."""
    if not problem.data.classes:
        return []
    if problem.one_hot:
        return ["accuracy = np.mean(y.argmax(axis=1) == labels)"]
    return [f"accuracy = np.mean((y[:, 0] > {number(problem.turn)}) == (labels > 0))"]


def _views(layers: tuple[Layer, ...]) -> Lines:
    lines = []
    for place, layer in enumerate(layers, 1):
        shape = f"({layer.inputs}, {layer.units})"
        lines.append(f"w{place} = params[{layer.start}:{layer.weights_stop}].reshape{shape}")
        if layer.bias:
            lines.append(f"b{place} = params[{layer.weights_stop}:{layer.stop}]")
    return lines


def _factors(layers: tuple[Layer, ...], rates: tuple[float, ...]) -> Lines:
    lines = [
        "factors = np.ones_like(params)  # " + translate("program", "what multiplies the rate of each layer")
    ]
    for layer, rate in zip(layers, rates, strict=True):
        lines.append(f"factors[{layer.start}:{layer.stop}] = {number(rate)}")
    return lines


def _held(layers: tuple[Layer, ...], place: int) -> str:
    """The name of a layer's result; place 0 is the input."""
    return "x" if place == 0 else "y" if place == len(layers) else f"h{place}"


def _forward(layers: tuple[Layer, ...]) -> Lines:
    lines = []
    for place, layer in enumerate(layers, 1):
        bias = f" + b{place}" if layer.bias else ""
        total = f"{_held(layers, place - 1)} @ w{place}{bias}"
        lines += _activated(layer.activation, _held(layers, place), total)
    return lines


def _activated(name: str, held: str, total: str) -> Lines:
    texts = {
        "linear": [f"{held} = {total}"],
        "relu": [f"{held} = np.maximum({total}, 0)"],
        "leaky_relu": [f"{held} = {total}", f"{held} = np.maximum({held}, 0.2 * {held})"],
        "elu": [f"{held} = {total}", f"{held} = np.maximum({held}, np.expm1(np.minimum({held}, 0)))"],
        "sigmoid": [f"{held} = 1 / (1 + np.exp(-({total})))"],
        "tanh": [f"{held} = np.tanh({total})"],
        "step": [f"{held} = ({total} >= 0).astype(real)"],
        "softmax": [
            f"{held} = {total}",
            f"{held} = np.exp({held} - {held}.max(axis=1, keepdims=True))",
            f"{held} = {held} / {held}.sum(axis=1, keepdims=True)",
        ],
    }
    if name not in texts:
        activation = activation_called(name)
        sums = f"z_{held}" if activation.of_sum else held
        body = written((renamed(result_of(activation.formula), {"z": sums}),), "np")
        return [f"{sums} = {total}", *body.ending(f"{held} = {{}}")]
    return texts[name]


def _through(name: str, held: str, outer: str) -> Lines:
    """The derivative by a layer's sum, from that by its result."""
    texts = {
        "linear": [],
        "relu": [f"{outer} = {outer} * ({held} > 0)"],
        "leaky_relu": [f"{outer} = np.where({held} > 0, {outer}, 0.2 * {outer})"],
        "elu": [f"{outer} = np.where({held} > 0, {outer}, {outer} * ({held} + 1))"],
        "sigmoid": [f"{outer} = {outer} * {held} * (1 - {held})"],
        "tanh": [f"{outer} = {outer} * (1 - {held} * {held})"],
        "step": [f"{outer} = {outer} * 0"],
        "softmax": [f"{outer} = ({outer} - ({outer} * {held}).sum(axis=1, keepdims=True)) * {held}"],
    }
    if name not in texts:
        slope = renamed(activation_called(name).slope_read, {"h": held, "z": f"z_{held}"})
        return written((slope,), "np").ending(f"{outer} = {outer} * ({{}})")
    return texts[name]


def _gradient(problem: Training) -> Lines:
    """The backward pass."""
    layers, penalty, (l1, l2) = problem.layers, problem.penalty, problem.penalty.scales
    lines = [*_forward(layers), *_by_output(problem.loss)]
    for place in range(len(layers), 0, -1):
        layer, outer = layers[place - 1], f"d{place}"
        lines += _through(layer.activation, _held(layers, place), outer)
        lines.append(f"dw{place} = {_held(layers, place - 1)}.T @ {outer}")
        if l2:
            lines[-1] += f" + {number(l2)} * w{place}"
        if l1:
            lines[-1] += f" + {number(l1)} * np.sign(w{place})"
        if penalty.formula:
            (root,) = filled_gradient(penalty, penalty.formula, ("w",))
            body = written((renamed(root, {"w": f"w{place}"}),), "np")
            lines += body.ending(f"dw{place} += {{}}")
        if layer.bias:
            lines.append(f"db{place} = {outer}.sum(axis=0)")
        if place > 1:
            lines.append(f"d{place - 1} = {outer} @ w{place}.T")
    lines = [line.replace("d_out", f"d{len(layers)}") for line in lines]
    parts = ", ".join(f"d{name}.ravel()" for name in variables(layers))
    return [*lines, f"return np.concatenate([{parts}])"]


def _penalty_function(problem: Training, *, charged: bool) -> Lines:
    """What the weights cost, if they cost something at any step of the run."""
    l1, l2 = problem.penalty.scales
    places = range(1, len(problem.layers) + 1)
    terms = []
    if l1:
        terms.append(f"{number(l1)} * ({' + '.join(f'np.abs(w{place}).sum()' for place in places)})")
    if l2:
        terms.append(f"{number(l2)} * ({' + '.join(f'np.square(w{place}).sum()' for place in places)}) / 2")
    if problem.penalty.formula:
        body = written((filled(problem.penalty, problem.penalty.formula),), "np")
        costs = function(
            "cost(w)",
            [
                docstring(translate("program", "What the weights of a layer cost.")),
                *body.returning("np.sum({})"),
            ],
        )
        return [
            *costs,
            *function("penalty()", [f"return {' + '.join(f'cost(w{place})' for place in places)}"]),
        ]
    return function("penalty()", summed(terms)) if charged else []


def _loss(loss: losses.Loss) -> Lines:
    """The mean over the examples of a batch."""
    match loss:
        case losses.MeanSquaredError():
            return ["return np.mean(np.square(y - y_))"]
        case losses.MeanAbsoluteError():
            return ["return np.mean(np.abs(y - y_))"]
        case losses.Huber():
            delta = number(loss.delta)
            return [
                "error = np.abs(y - y_)",
                f"inner = np.minimum(error, {delta})",
                f"return np.mean(0.5 * inner * inner + {delta} * (error - inner))",
            ]
        case losses.SigmoidCrossEntropy():
            return ["return np.mean(np.maximum(y, 0) - y * y_ + np.log1p(np.exp(-np.abs(y))))"]
        case losses.SoftmaxCrossEntropy():
            return [
                "y = y - y.max(axis=1, keepdims=True)",
                "return np.mean(np.log(np.exp(y).sum(axis=1)) - (y * y_).sum(axis=1))",
            ]
        case losses.ClippedCrossEntropy():
            return ["return -np.mean(y_ * np.log(np.clip(y, 1e-12, 1)))"]
        case losses.AsymmetricCost():
            much, little = number(loss.too_much), number(loss.too_little)
            return [f"return np.sum(np.where(y > y_, {much} * (y - y_), {little} * (y_ - y)))"]
    return written((renamed(filled(loss, loss.formula), OUTPUTS),), "np").returning("np.mean({})")


def _by_output(loss: losses.Loss) -> Lines:
    """The loss's derivative by the output, ``d_out``."""
    match loss:
        case losses.MeanSquaredError():
            return ["d_out = 2 * (y - y_) / y.size"]
        case losses.MeanAbsoluteError():
            return ["d_out = np.sign(y - y_) / y.size"]
        case losses.Huber():
            return [f"d_out = np.clip(y - y_, {number(-loss.delta)}, {number(loss.delta)}) / y.size"]
        case losses.SigmoidCrossEntropy():
            return ["d_out = (1 / (1 + np.exp(-y)) - y_) / y.size"]
        case losses.SoftmaxCrossEntropy():
            return [
                "d_out = np.exp(y - y.max(axis=1, keepdims=True))",
                "d_out = (d_out / d_out.sum(axis=1, keepdims=True) - y_) / len(y)",
            ]
        case losses.ClippedCrossEntropy():
            return [
                "inside = (y >= 1e-12) & (y <= 1)",
                "d_out = -(y_ * inside) / np.maximum(y, 1e-12) / y.size",
            ]
        case losses.AsymmetricCost():
            much, little = number(loss.too_much), number(-loss.too_little)
            return [f"d_out = np.where(y > y_, real({much}), real({little}))"]
    (root,) = filled_gradient(loss, loss.formula, ("output",))
    return written((renamed(root, OUTPUTS),), "np").ending("d_out = ({}) / y.size")
