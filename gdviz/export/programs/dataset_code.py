"""The data of a program: drawn from its seed as gdviz draws it, or the user's own rows; split and batches."""

from __future__ import annotations

from collections.abc import Sequence

from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.batches import Sampler
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import (
    Circles,
    Clusters,
    ExclusiveOr,
    FiveFeatures,
    Moons,
    Ring,
    Spirals,
    StraightLine,
    UserData,
    Yogurt,
)
from gdviz.engine.learning.initializers import (
    ConstantValue,
    Glorot,
    He,
    Initializer,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
)
from gdviz.engine.learning.network import Layer
from gdviz.engine.learning.playground_data import PlaygroundDataset
from gdviz.engine.learning.stepper import sampler_of
from gdviz.engine.learning.training import Training
from gdviz.export.programs.playground_code import playground_lines
from gdviz.export.programs.printer import written
from gdviz.export.programs.text import Lines, docstring, function, indented, number, numbers, wrapped
from gdviz.export.programs.written_phases import changes_batch

WRITTEN = (RandomNormal, TruncatedNormal, RandomUniform, Glorot, He, ConstantValue)


def data_lines(problem: Training, *, tested: bool = False) -> Lines:
    """What defines ``X`` and ``Y_`` (and ``labels``), and with a test share the test data, as they are or,
    where the run is `tested` on its way, as ``test_X`` and ``test_Y_``."""
    lines = ["# " + translate("program", "the data"), *_drawn(problem.data), *_features(problem)]
    if problem.data.size != problem.train_size:
        held = problem.data.size - problem.train_size
        lines += [
            "order = np.random.default_rng(0).permutation(len(X))",
            "held_back = np.zeros(len(X), bool)  # " + translate("program", "what is tested on"),
            f"held_back[order[:{held}]] = True",
        ]
        kept = "X[~held_back]"
    else:
        kept = "X"
    if problem.standardize:
        lines += [
            f"shift, scale = {kept}.mean(axis=0), {kept}.std(axis=0)",
            f"X = (X - shift) / np.where(np.ptp({kept}, axis=0) > 0, scale, 1)",
        ]
    if kept != "X":
        lines += [
            "test_X, test_labels = X[held_back], labels[held_back]  # "
            + translate("program", "to try the model on"),
            "X, labels = X[~held_back], labels[~held_back]",
        ]
    numbers = f"({number(1 - problem.low)} * labels {number(problem.low)})" if problem.low else "labels"
    if problem.scales_target:
        lines.append(
            "mean, deviation = labels.mean(), labels.std() if np.ptp(labels) else 1.0  # "
            + translate("program", "of the target")
        )
        numbers = "((labels - mean) / deviation)"
    target = f"np.eye({problem.outputs})[labels]" if problem.one_hot else f"{numbers}.reshape(-1, 1)"
    lines.append(f"X, Y_ = X.astype(real), {target}.astype(real)")
    if tested:
        of_test = target.replace("labels", "test_labels")
        lines.append(f"test_X, test_Y_ = test_X.astype(real), {of_test}.astype(real)")
    return [*lines, ""]


def _features(problem: Training) -> Lines:
    """The features in place of the inputs."""
    if not problem.transforms:
        return []
    count = problem.data.inputs
    body = written(problem.of_inputs, "np")
    values = [
        result if root.args else f"np.full(len(X), {result})" if root.op != "variable" else result
        for root, result in zip(problem.of_inputs, body.results, strict=True)
    ]
    return [
        "# " + translate("program", "what the model is given of them"),
        f"{', '.join(f'x{place + 1}' for place in range(count))}{',' if count == 1 else ''} = X.T",
        *body.before,
        *wrapped("X = np.stack([", values, "], axis=1)"),
    ]


def _drawn(data: Dataset) -> Lines:
    match data:
        case UserData():
            inputs, target = (
                ", ".join(data.input_names),
                data.target_name or translate("program", "the target"),
            )
            told = "# " + translate("program", "X: {inputs}; labels: {target}")
            told = told.format(inputs=inputs, target=target) if data.names or data.target_name else ""
            return [*([" ".join(told.split())] if told else []), *_rows(data.rows, data.targets)]
        case Yogurt():
            return [
                *_seeded(data.seed),
                f"X = random.rand({data.examples}, 2)",
                f"labels = X[:, 0] + X[:, 1] + (random.rand({data.examples}) / 10.0 - 0.05)",
            ]
        case Ring():
            return [
                *_seeded(data.seed),
                f"X = random.randn({data.examples}, 2)",
                "labels = (X[:, 0] * X[:, 0] + X[:, 1] * X[:, 1] < 2).astype(int)",
            ]
        case StraightLine():
            return [
                *_seeded(data.seed),
                f"X = random.uniform(-1.0, 1.0, ({data.examples}, 1))",
                f"labels = {number(data.slope)} * X[:, 0] + {number(data.intercept)} + "
                f"{number(data.noise)} * random.randn({data.examples})",
            ]
        case ExclusiveOr():
            return [
                *_seeded(data.seed),
                f"X = random.uniform(-1.0, 1.0, ({data.examples}, 2))",
                "labels = ((X[:, 0] > 0) != (X[:, 1] > 0)).astype(int)",
                f"X = X + {_noise(data.noise, data.examples)}",
            ]
        case FiveFeatures():
            return [
                *_seeded(data.seed),
                f"X = random.randn({data.examples}, 5)",
                "score = X[:, 0] + X[:, 1] * X[:, 2] - np.square(X[:, 3]) + X[:, 4] / 2.0 + 1.0",
                f"wrong = random.rand({data.examples}) < {number(data.noise)}",
                "labels = ((score > 0) != wrong).astype(int)",
            ]
        case PlaygroundDataset() if lines := playground_lines(data):
            return [*_seeded(data.seed), *lines]
        case Moons() | Circles() | Clusters() | Spirals():
            return [*_seeded(data.seed), *_classes(data)]
    x, labels = data.draw()  # what says nothing of how it is drawn is written out
    return _rows(x.tolist(), labels.tolist())


def _rows(x: Sequence[Sequence[float]], labels: Sequence[float]) -> Lines:
    return [
        *wrapped("X = np.array([", [f"[{numbers(row)}]" for row in x], "], float)"),
        *wrapped("labels = np.array([", map(number, labels), "])"),
    ]


def _seeded(seed: int) -> Lines:
    return [f"random = np.random.RandomState({seed})"]


def _noise(noise: float, examples: int) -> str:
    return f"{number(noise)} * random.randn({examples}, 2)"


def _classes(data: Moons | Circles | Clusters | Spirals) -> Lines:
    """Data whose labels are drawn first."""
    n = data.examples
    lines = [f"labels = random.permutation(np.arange({n}) % {data.classes})"]
    match data:
        case Moons():
            lines += [
                f"angle = random.uniform(0.0, np.pi, {n})",
                "upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)",
                "lower = np.stack([1.0 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)",
                "X = np.where(labels[:, None] == 0, upper, lower)",
            ]
        case Circles():
            lines += [
                f"angle = random.uniform(0.0, 2.0 * np.pi, {n})",
                f"radius = np.where(labels == 1, {number(data.factor)}, 1.0)",
                "X = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)",
            ]
        case Clusters():
            lines += [
                f"angle = 2.0 * np.pi * labels / {data.groups} + np.pi / 2",
                "X = 1.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1)",
            ]
        case Spirals():
            lines += [
                f"along = random.uniform(0.1, 1.0, {n})",
                f"angle = 2.0 * np.pi * ({number(data.turns)} * along + labels / {data.arms})",
                "X = 1.5 * along[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)",
            ]
    return [*lines, f"X = X + {_noise(data.noise, n)}"]


# -- batches -------------------------------------------------------------------------------------------------


def takes_all(experiment: Experiment) -> bool:
    """Whether each step takes the whole data as it stands."""
    if changes_batch(experiment):
        return False
    sampler = sampler_of(experiment)
    return sampler.size == sampler.examples and sampler.order != "random"


def batch_lines(experiment: Experiment) -> Lines:
    """The generator ``batches``, where there are any."""
    sampler: Sampler = sampler_of(experiment)
    n, size = sampler.examples, sampler.size
    if takes_all(experiment):
        return []
    if changes_batch(experiment):
        return function("batches()", _batches_of_sizes(sampler))
    if sampler.order == "in_order":
        body = [
            docstring(translate("program", "The examples of each step, as they stand.")),
            "start = 0",
            "while True:",
            f"    yield slice(start, min(start + {size}, {n}))",
            f"    start = (start + {size}) % {n}",
        ]
    elif sampler.order == "shuffled":
        body = [
            docstring(translate("program", "The examples of each step, in another order every epoch.")),
            "epoch = 0",
            "while True:",
            f"    order = np.random.default_rng([{sampler.seed}, 1, epoch]).permutation({n})",
            f"    for start in range(0, {n}, {size}):",
            f"        yield order[start : start + {size}]",
            "    epoch += 1",
        ]
    else:
        body = [
            docstring(
                translate("program", "The examples of each step, drawn at random, 1024 steps at a time.")
            ),
            "block = 0",
            "while True:",
            f"    random = np.random.default_rng([{sampler.seed}, 2, block])",
            f"    yield from random.integers(0, {n}, (1024, {size}))",
            "    block += 1",
        ]
    return function("batches()", body)


def _batches_of_sizes(sampler: Sampler) -> Lines:
    """The body of ``batches`` where ``batch_size`` may change: they go on where they were."""
    n = sampler.examples
    if sampler.order == "in_order":
        return [
            docstring(
                translate("program", "The examples of each step, as they stand; batch_size may change.")
            ),
            "start = 0",
            "while True:",
            "    size = batch_size",
            f"    yield slice(start, min(start + size, {n})) if size < {n} else slice(0, {n})",
            f"    start = (start + size) % {n}",
        ]
    if sampler.order == "shuffled":
        return [
            docstring(
                translate(
                    "program",
                    "The examples of each step, in another order every epoch; batch_size may change.",
                )
            ),
            "epoch = 0",
            "while True:",
            f"    order = np.random.default_rng([{sampler.seed}, 1, epoch]).permutation({n})",
            "    start = 0",
            f"    while start < {n}:",
            "        size = batch_size",
            "        yield order[start : start + size]",
            "        start += size",
            "    epoch += 1",
        ]
    return [
        docstring(
            translate(
                "program",
                "The examples of each step, drawn at random, 1024 steps at a time; batch_size may change.",
            )
        ),
        "step = 0",
        "while True:",
        f"    random = np.random.default_rng([{sampler.seed}, 2, step // 1024])",
        f"    yield random.integers(0, {n}, (1024, batch_size))[step % 1024]",
        "    step += 1",
    ]


def loop_head(experiment: Experiment) -> Lines:
    """The head of the loop over the steps, and which examples are taken."""
    if takes_all(experiment):
        return [f"for i in range({experiment.steps}):"]
    return [f"for i, batch in zip(range({experiment.steps}), batches()):"]


def batch_of(experiment: Experiment) -> str:
    """The inputs and targets of a step, as arguments."""
    return "X, Y_" if takes_all(experiment) else "X[batch], Y_[batch]"


# -- where the weights begin ---------------------------------------------------------------------------------


def start_lines(experiment: Experiment, problem: Training) -> Lines:
    """What defines ``start``: the weights and biases of each layer, one after the other."""
    layers = problem.layers
    if experiment.initial or type(problem.model.weights) not in WRITTEN:
        lines = [
            "# " + translate("program", "where the weights and biases begin"),
            *wrapped("flat = np.array([", map(number, experiment.start), "])"),
        ]
        for place, layer in enumerate(layers, 1):
            lines.append(
                f"w{place} = flat[{layer.start}:{layer.weights_stop}].reshape({layer.inputs}, {layer.units})"
            )
            if layer.bias:
                lines.append(f"b{place} = flat[{layer.weights_stop}:{layer.stop}]")
    else:
        lines = [
            "# " + translate("program", "where the weights and biases begin"),
            f"random = np.random.default_rng({experiment.seed})",
        ]
        for place, layer in enumerate(layers, 1):
            lines += _first_weights(problem.model.weights, layer, f"w{place}")
            if layer.bias:
                lines.append(f"b{place} = np.full({layer.units}, {float(problem.model.first_bias)!r})")
    return [*lines, f"start = [{', '.join(variables(layers))}]", ""]


def variables(layers: tuple[Layer, ...]) -> Lines:
    """The names of all weights and biases: w1, b1, w2, b2."""
    names = []
    for place, layer in enumerate(layers, 1):
        names += [f"w{place}", f"b{place}"] if layer.bias else [f"w{place}"]
    return names


def _first_weights(how: Initializer, layer: Layer, name: str) -> Lines:
    shape = f"({layer.inputs}, {layer.units})"
    match how:
        case RandomNormal():
            return [f"{name} = random.normal(0.0, {number(how.spread)}, {shape})"]
        case TruncatedNormal():
            return _truncated(name, shape, number(how.spread))
        case RandomUniform():
            return [f"{name} = random.uniform({number(-how.reach)}, {number(how.reach)}, {shape})"]
        case Glorot():
            reach = f"np.sqrt(6.0 / {layer.inputs + layer.units})"
            return [f"{name} = random.uniform(-{reach}, {reach}, {shape})"]
        case He():
            return _truncated(name, shape, f"(np.sqrt(2.0 / {layer.inputs}) / 0.87962566103423978)")
        case ConstantValue():
            return [f"{name} = np.full({shape}, {float(how.value)!r})"]
    return []


def _truncated(name: str, shape: str, spread: str) -> Lines:
    redrawn = f"{name}[outside] = random.normal(0.0, 1.0, int(outside.sum()))"
    return [
        f"{name} = random.normal(0.0, 1.0, {shape})",
        f"while (outside := np.abs({name}) > 2.0).any():  # "
        + translate("program", "beyond two standard deviations: drawn again"),
        *indented([redrawn]),
        f"{name} = {name} * {spread}",
    ]
