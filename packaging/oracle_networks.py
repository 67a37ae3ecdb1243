"""Write the reference traces of training runs that the engine's tests compare with, by TensorFlow itself.

As `oracle.py`, beside it, with the same environment; it takes about two minutes.

    python packaging/oracle_networks.py tests/engine/data/training.json

The file holds
- ``rows``: the inputs that all runs share, and ``targets``: for each kind of target that a run may learn,
  the numbers or classes;
- ``runs``: by name, ``experiment`` in the words of a ``.gdviz`` file, but for the data, which ``target``
  names; ``step`` (updates done), ``params`` (flat, layer by layer, weights before biases), ``loss`` and
  ``data_loss`` over all rows with these parameters, and with an average ``shadow``.

The graphs are those that the course writes: placeholders fed with ``start = step * batch % rows``, the loss
plus a penalty on the weights, the optimizer's ``minimize``, then the moving average of all variables.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import numpy as np
import tensorflow as tf
from oracle import OPTIMIZERS, RATES, average, compact, optimizer, schedule, shortest

v1 = tf.compat.v1

ROWS = 37  # a prime, so that no batch divides it
EARLY = [1, 2, 3, 10, 30, 60, 100]
LATE = [300, 1000, 2000]

random = np.random.RandomState(7)
X = np.round(random.randn(ROWS, 2), 3)
TARGETS = {
    "number": np.round(np.sin(2 * X[:, 0]) + 0.5 * X[:, 1] + 0.1 * random.randn(ROWS), 3),
    "two": (X[:, 0] * X[:, 1] > 0).astype(int),
    "three": np.digitize(X[:, 0] + 0.5 * X[:, 1], [-0.5, 0.6]),
}

ACTIVATIONS = {
    "linear": tf.identity,
    "relu": tf.nn.relu,
    "leaky_relu": tf.nn.leaky_relu,
    "elu": tf.nn.elu,
    "sigmoid": tf.nn.sigmoid,
    "tanh": tf.nn.tanh,
    "softmax": tf.nn.softmax,
}
LOSSES = {  # output, target
    "mse": lambda y, y_: tf.reduce_mean(tf.square(y - y_)),
    "mae": lambda y, y_: tf.reduce_mean(tf.abs(y - y_)),
    "huber": lambda y, y_, delta: v1.losses.huber_loss(y_, y, delta=delta),
    "sigmoid_cross_entropy": lambda y, y_: tf.reduce_mean(
        tf.nn.sigmoid_cross_entropy_with_logits(logits=y, labels=y_)
    ),
    "softmax_cross_entropy": lambda y, y_: tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(logits=y, labels=tf.argmax(y_, 1))
    ),
    "clipped_cross_entropy": lambda y, y_: -tf.reduce_mean(y_ * v1.log(tf.clip_by_value(y, 1e-12, 1.0))),
    "asymmetric": lambda y, y_, too_much, too_little: tf.reduce_sum(
        tf.where(tf.greater(y, y_), too_much * (y - y_), too_little * (y_ - y))
    ),
}
TASKS = [  # loss, target, output's activation
    ({"kind": "mse"}, "number", "linear"),
    ({"kind": "mse"}, "two", "sigmoid"),
    ({"kind": "mse"}, "three", "softmax"),
    ({"kind": "mae"}, "number", "linear"),
    ({"kind": "huber", "delta": 0.4}, "number", "linear"),
    ({"kind": "sigmoid_cross_entropy"}, "two", "linear"),
    ({"kind": "softmax_cross_entropy"}, "three", "linear"),
    ({"kind": "clipped_cross_entropy"}, "three", "softmax"),
    ({"kind": "asymmetric", "too_much": 0.2, "too_little": 0.5}, "number", "linear"),
]
MODELS = [  # hidden layers, activation, bias
    ([5], "relu", True),
    ([], "linear", True),
    ([4], "tanh", False),
    ([3, 3], "sigmoid", True),
    ([5], "leaky_relu", True),
    ([4], "elu", True),
    ([], "linear", False),
    ([4], "linear", True),
]
PENALTIES = [
    {"kind": "none"},
    {"kind": "l2", "scale": 0.01},
    {"kind": "l1", "scale": 0.002},
    {"kind": "l1_l2", "l1": 0.001, "l2": 0.02},
    {"kind": "none"},
]
RULES = [
    (optimizer("sgd"), 0.05),
    (optimizer("adam", beta1=0.9, beta2=0.999, epsilon=1e-8), 0.01),
    (optimizer("momentum", momentum=0.9), 0.01),
    (optimizer("adagrad", initial_accumulator_value=0.1), 0.1),
    (optimizer("rmsprop", decay=0.9, momentum=0.0, epsilon=1e-6), 0.003),
    (optimizer("momentum", momentum=0.8, nesterov=True), 0.01),
    (optimizer("adadelta", rho=0.95, epsilon=1e-6), 1.0),
]
AVERAGES = [None, average(0.9, False), average(0.99, True)]
BATCHES = [8, 0, 1, 10]


def cases() -> dict[str, dict]:
    """Every task with every model, the rest taking turns; a few go on for long."""
    result = {}
    draw = np.random.RandomState(11)
    for number, ((loss, target, output), (hidden, activation, bias)) in enumerate(
        itertools.product(TASKS, MODELS)
    ):
        if number % 2 and number % 3:  # a third each would be as good; the file stays small
            continue
        rule, rate = RULES[number % 7]
        decay = {"learning_rate": rate, "decay_steps": 5, "decay_rate": 0.98, "staircase": True}
        rates = schedule(learning_rate=rate) if number % 4 else schedule("exponential", **decay)
        shadow = AVERAGES[number % 3]
        long = number % 9 == 0
        widths = [2, *hidden, 3 if target == "three" else 1]
        layers = [
            (np.round(draw.randn(a, b) * 0.7, 3), np.round(draw.rand(b) * 0.2, 3) if bias else None)
            for a, b in itertools.pairwise(widths)
        ]
        initial = [n for w, b in layers for n in (*w.ravel(), *(b if bias else ()))]
        factors = {"layer_rates": [0.1, *[1.0] * len(hidden)]} if number % 5 == 0 and hidden else {}
        model = {"hidden": hidden, "activation": activation, "output": output, "bias": bias, **factors}
        penalty = PENALTIES[number % 5]
        name = f"{loss['kind']}_{target}_{activation}{''.join(f'_{n}' for n in hidden)}_{rule['kind']}"
        result[f"{number:02}_{name}"] = {
            "target": target,
            "experiment": {
                "problem": {"kind": "training", "model": model, "loss": loss, "penalty": penalty},
                "initial": [float(n) for n in initial],
                "optimizer": rule,
                "schedule": rates,
                "batches": {"batch_size": BATCHES[number % 4]},
                "steps": LATE[-1] if long else EARLY[-1],
                "precision": "float32",
                **({"average": shadow} if shadow else {}),
            },
        }
    return result


def trace(case: dict) -> dict:
    """The rows of a run, in a graph."""
    run, target = case["experiment"], case["target"]
    problem = run["problem"]
    model = problem["model"]
    classes = TARGETS[target]
    y = np.eye(3)[classes] if target == "three" else classes[:, None]
    x, y = X.astype(np.float32), y.astype(np.float32)
    with tf.Graph().as_default(), v1.Session() as session:
        inputs = v1.placeholder(tf.float32, (None, 2))
        wanted = v1.placeholder(tf.float32, (None, y.shape[1]))
        layers, result, rest = [], inputs, list(run["initial"])
        for place, units in enumerate([*model["hidden"], y.shape[1]]):
            before = int(result.shape[1])
            w = v1.get_variable(
                f"w{place}", initializer=np.float32(rest[: before * units]).reshape(-1, units)
            )
            del rest[: before * units]
            result = tf.matmul(result, w)
            variables = [w]
            if model["bias"]:
                variables.append(v1.get_variable(f"b{place}", initializer=np.float32(rest[:units])))
                del rest[:units]
                result = result + variables[1]
            last = place == len(model["hidden"])
            result = ACTIVATIONS[model["output" if last else "activation"]](result)
            layers.append(variables)
        fields = dict(problem["loss"])
        data_loss = LOSSES[fields.pop("kind")](result, wanted, **fields)
        loss = data_loss
        penalty = problem["penalty"]
        l1 = penalty["scale"] if penalty["kind"] == "l1" else penalty.get("l1", 0.0)
        l2 = penalty["scale"] if penalty["kind"] == "l2" else penalty.get("l2", 0.0)
        for w, *_ in layers:
            loss = loss + l1 * tf.reduce_sum(tf.abs(w)) if l1 else loss
            loss = loss + l2 * tf.nn.l2_loss(w) if l2 else loss
        global_step = v1.train.get_or_create_global_step()
        update = updates(run, layers, loss, global_step)
        everything = [variable for variables in layers for variable in variables]
        shadows = []
        if "average" in run:
            num_updates = global_step if run["average"]["num_updates"] else None
            follower = tf.train.ExponentialMovingAverage(run["average"]["decay"], num_updates)
            with tf.control_dependencies([update]):
                update = follower.apply(everything)
            shadows = [follower.average(variable) for variable in everything]
        session.run(v1.global_variables_initializer())
        batch, rows = run["batches"]["batch_size"] or ROWS, []
        for step in range(1, run["steps"] + 1):
            start = (step - 1) * batch % ROWS
            session.run(update, {inputs: x[start : start + batch], wanted: y[start : start + batch]})
            if step in EARLY + LATE:
                found = session.run((everything, loss, data_loss, shadows), {inputs: x, wanted: y})
                rows.append((step, *found))
    return columns(rows)


def updates(run: dict, layers: list, loss: tf.Tensor, global_step: tf.Variable) -> tf.Operation:
    """One optimizer a layer where their rates differ, else one for all."""
    fields = dict(run["schedule"])
    rate = RATES[fields.pop("kind")](global_step, **fields)
    factors = run["problem"]["model"].get("layer_rates", [1.0])
    groups = layers if len(factors) > 1 else [[variable for layer in layers for variable in layer]]
    gradients = [tf.gradients(loss, group) for group in groups]
    applied = []
    for factor, group, gradient in zip(factors, groups, gradients, strict=True):
        fields = dict(run["optimizer"])
        rule = OPTIMIZERS[fields.pop("kind")](rate * factor if len(factors) > 1 else rate, **fields)
        with tf.control_dependencies([each for some in gradients for each in some]):
            applied.append(rule.apply_gradients(zip(gradient, group, strict=True)))
    with tf.control_dependencies(applied):
        return v1.assign_add(global_step, 1).op


def columns(rows: list[tuple]) -> dict:
    """Rows turned into columns, numbers shortened."""
    step, params, loss, data_loss, shadow = zip(*rows, strict=True)

    def flat(lists: tuple) -> list:
        return [shortest(np.concatenate([np.ravel(each) for each in some])) for some in lists]

    result = {
        "step": list(step),
        "params": flat(params),
        "loss": shortest(loss),
        "data_loss": shortest(data_loss),
    }
    return result | ({"shadow": flat(shadow)} if shadow[0] else {})


def main(target: Path) -> None:
    """Compute everything and write it to `target`, a line for each run."""
    parts = [f'"made_with":"tensorflow {tf.__version__}"', f'"rows":{compact(X.tolist())}']
    parts.append(f'"targets":{compact({name: list(each.tolist()) for name, each in TARGETS.items()})}')
    runs = {name: case | trace(case) for name, case in cases().items()}
    lines = ",\n".join(f'"{name}":{compact(run)}' for name, run in runs.items())
    parts.append(f'"runs":{{\n{lines}\n}}')
    target.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
