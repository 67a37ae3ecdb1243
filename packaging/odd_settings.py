"""The odd settings that `oracle_odd.py` draws: losses in closed form, schedules, optimizers and networks."""

from __future__ import annotations

import itertools
import random
from typing import Any

import numpy as np
import oracle_networks as networks
import tensorflow as tf
from oracle import RATES, average, optimizer, schedule

math = tf.math

ROWS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 100]  # that are kept of a run, as far as it goes
LATER = [300, 1000, 3000]
PI = 3.141592653589793

Drawn = tuple[dict[str, Any], list[float], Any, tuple[float, float]]  # problem, start, loss, rates

FORMULAS = [  # as it is typed, in TensorFlow's words, the starts, the learning rates that suit it
    ("w**4 - 3*w**3 + 2", lambda w: w**4 - 3 * w**3 + 2, 1, (-1.5, 3.5), (1e-3, 0.02)),
    ("w^6 - 2w^2 + w", lambda w: w**6 - 2 * w**2 + w, 1, (-1.2, 1.2), (1e-3, 0.03)),
    (
        "x^2 y^2 + (x - 1)^2/3 + y^2",
        lambda x, y: x**2 * y**2 + (x - 1) ** 2 / 3 + y**2,
        2,
        (-2, 2),
        (1e-3, 0.1),
    ),
    (
        "exp(-x) + x/3 + ln(1 + y^2)",
        lambda x, y: math.exp(-x) + x / 3 + math.log(1 + y**2),
        2,
        (-2, 3),
        (0.01, 0.3),
    ),
    (
        "softplus(x - 1) + softplus(-2x)",
        lambda x: math.softplus(x - 1) + math.softplus(-2 * x),
        1,
        (-4, 4),
        (0.01, 0.5),
    ),
    (
        "if w > 1 then (w - 1)^2 else 0.1w^2 - 0.2w + 0.1",
        lambda w: tf.where(w > 1, (w - 1) ** 2, 0.1 * w**2 - 0.2 * w + 0.1),
        1,
        (-5, 5),
        (0.01, 0.4),
    ),
    (
        "tanh(x)^2 + sigmoid(y) + y^2/20",
        lambda x, y: math.tanh(x) ** 2 + math.sigmoid(y) + y**2 / 20,
        2,
        (-3, 3),
        (0.01, 0.5),
    ),
    (
        "sqrt(1 + x^2) + |y| + 0.1y^2",
        lambda x, y: math.sqrt(1 + x**2) + math.abs(y) + 0.1 * y**2,
        2,
        (-4, 4),
        (0.01, 0.2),
    ),
    ("sin(3w) + w^2/8", lambda w: math.sin(3 * w) + w**2 / 8, 1, (-4, 4), (0.003, 0.05)),
    ("w^2.5 + 1/w", lambda w: w**2.5 + 1 / w, 1, (0.5, 4), (1e-3, 0.02)),
    (
        "max(x, 0.5)^2 + min(y, 1)^2 + relu(x + y)",
        lambda x, y: math.maximum(x, 0.5) ** 2 + math.minimum(y, 1.0) ** 2 + tf.nn.relu(x + y),
        2,
        (-3, 3),
        (0.01, 0.3),
    ),
    ("2^w + 3^(-w)", lambda w: 2.0**w + 3.0 ** (-w), 1, (-3, 3), (0.01, 0.2)),
]


def size(chance: random.Random, low: float, high: float) -> float:
    """A number between two, evenly by its logarithm, of three digits."""
    return float(f"{low * (high / low) ** chance.random():.3g}")


def evenly(chance: random.Random, low: float, high: float) -> float:
    """A number between two, of three decimals."""
    return round(chance.uniform(low, high), 3)


def problem(chance: random.Random) -> Drawn:
    """A loss in closed form."""
    if chance.random() < 0.4:
        text, loss, count, starts, rates = chance.choice(FORMULAS)
        return {"kind": "formula", "text": text}, [evenly(chance, *starts) for _ in range(count)], loss, rates
    kind = chance.choice(list(CLOSED))
    fields, loss, starts, rates = CLOSED[kind](chance)
    return {"kind": kind, **fields}, [evenly(chance, *each) for each in starts], loss, rates


def bowl(chance: random.Random):
    """A turned bowl: the quadratic form of its turned axes, its constants in full precision."""
    along, across = size(chance, 0.1, 9), size(chance, 0.1, 9)
    angle, x0, y0 = evenly(chance, -90, 90), evenly(chance, -2, 2), evenly(chance, -2, 2)
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    xx, yy = float(along * c * c + across * s * s), float(along * s * s + across * c * c)
    xy = float((along - across) * c * s)
    fields = {"curvature_x": along, "curvature_y": across, "angle": angle, "minimum_x": x0, "minimum_y": y0}

    def loss(x, y):
        dx, dy = x - x0, y - y0
        return 0.5 * xx * (dx * dx) + 0.5 * yy * (dy * dy) + xy * (dx * dy)

    return fields, loss, ((-5, 5), (-5, 5)), (0.01, 0.15)


def parabola(chance: random.Random):
    """A parabola of any curvature."""
    curvature, minimum = size(chance, 0.01, 50), evenly(chance, -3, 3)
    fields = {"curvature_w": curvature, "minimum_w": minimum}
    return (
        fields,
        lambda w: 0.5 * curvature * (w - minimum) ** 2,
        ((-6, 6),),
        (0.05 / curvature, 1.9 / curvature),
    )


def rastrigin(height: float, *parameters):
    """Rastrigin's function of one parameter or two."""
    total = len(parameters) * height
    for each in parameters:
        total = total + (each * each - height * math.cos(2 * PI * each))
    return total


def of_parameter(field: str, low: float, high: float, loss, *rest):
    """A loss with one number of its own."""

    def draw(chance: random.Random):
        value = evenly(chance, low, high)
        return {field: value}, lambda *at: loss(value, *at), *rest

    return draw


CLOSED = {
    "course": lambda chance: ({}, lambda w: (w + 1) ** 2, ((-8, 6),), (0.01, 0.9)),
    "parabola": parabola,
    "double_well": of_parameter(
        "tilt", -1.5, 1.5, lambda t, w: (w * w - 1) ** 2 + t * w, ((-2, 2),), (0.003, 0.08)
    ),
    "plateau": of_parameter(
        "steepness", 0.2, 3.0, lambda s, w: math.tanh(s * w) ** 2, ((-2, 2),), (0.01, 0.3)
    ),
    "rastrigin_1d": of_parameter("ripples", 0.0, 10.0, rastrigin, ((-4, 4),), (1e-4, 2e-3)),
    "bowl": bowl,
    "ravine": of_parameter(
        "ratio", 1.0, 60.0, lambda r, x, y: x * x / r + y * y, ((-7, 7), (-3, 3)), (0.02, 0.6)
    ),
    "rosenbrock": lambda chance: (
        {},
        lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        ((-1.5, 1.5), (-1, 2)),
        (1e-4, 1e-3),
    ),
    "himmelblau": lambda chance: (
        {},
        lambda x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
        ((-4, 4), (-4, 4)),
        (1e-3, 0.01),
    ),
    "beale": lambda chance: (
        {},
        lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y * y) ** 2 + (2.625 - x + x * y * y * y) ** 2,
        ((0, 3), (-1, 0.7)),
        (1e-3, 0.01),
    ),
    "saddle": lambda chance: ({}, lambda x, y: x * x - y * y, ((-4, 4), (-0.01, 0.01)), (0.01, 0.3)),
    "rastrigin": of_parameter("ripples", 0.0, 10.0, rastrigin, ((-4, 4), (-4, 4)), (1e-4, 2e-3)),
}


def any_schedule(chance: random.Random, rate: float) -> dict:
    """A schedule that begins at a rate, its other settings odd."""
    kind = chance.choice(list(RATES))
    steps = chance.choice([1, 2, 3, 7, 11, 13, 41, 97, 113, 1000])
    fields: dict[str, Any] = {"learning_rate": rate, "decay_steps": steps}
    if kind == "constant":
        fields = {"learning_rate": rate}
    elif kind == "exponential":
        fields |= {"decay_rate": evenly(chance, 0.3, 1.05), "staircase": chance.random() < 0.5}
    elif kind in ("inverse_time", "natural_exponential"):
        fields |= {"decay_rate": size(chance, 1e-3, 2), "staircase": chance.random() < 0.5}
    elif kind == "polynomial":
        end = float(f"{rate * chance.choice([0, 0.01, 0.1, 1.5]):.3g}")
        fields |= {
            "end_learning_rate": end,
            "power": size(chance, 0.2, 5),
            "cycle": chance.random() < 0.5,
        }
    elif kind == "piecewise_constant":
        boundaries = sorted(chance.sample(range(1, 120), chance.choice([1, 2, 5])))
        values = [float(f"{rate * chance.uniform(0.05, 1):.3g}") for _ in range(len(boundaries) + 1)]
        fields = {"boundaries": [float(each) for each in boundaries], "values": values}
    elif kind == "cosine":
        fields |= {"alpha": chance.choice([0.0, 0.05, 0.37, 1.0])}
    else:
        fields = {
            "learning_rate": rate,
            "first_decay_steps": steps,
            "t_mul": chance.choice([1.0, 1.1, 1.7, 2.0, 3.0]),
            "m_mul": chance.choice([1.0, 0.9, 0.55, 1.2]),
            "alpha": chance.choice([0.0, 0.1]),
        }
    warm_up = {"warmup_steps": chance.choice([1, 3, 7, 29])} if chance.random() < 0.3 else {}
    return schedule(kind, **fields, **warm_up)


def any_optimizer(chance: random.Random, rate: float) -> tuple[dict, float]:
    """An optimizer with odd settings, and a rate that suits it where `rate` suits gradient descent."""
    kind = chance.choice(["sgd", "momentum", "momentum", "adagrad", "rmsprop", "adadelta", "adam", "adamw"])
    epsilon = chance.choice([1e-10, 1e-8, 1e-7, 1e-4, 0.01, 1.0])
    if kind == "sgd":
        return optimizer(), rate
    if kind == "momentum":
        momentum = chance.choice([0.0, 0.3, 0.5, 0.87, 0.9, 0.95])
        rule = optimizer(kind, momentum=momentum, nesterov=chance.random() < 0.5)
        return rule, float(f"{rate * (1 - momentum):.3g}")
    if kind == "adagrad":
        return optimizer(kind, initial_accumulator_value=size(chance, 1e-3, 3)), size(chance, 0.05, 0.7)
    if kind == "rmsprop":
        momentum = chance.choice([0.0, 0.0, 0.4, 0.8])
        rule = optimizer(kind, decay=chance.choice([0.0, 0.5, 0.9, 0.99]), momentum=momentum, epsilon=epsilon)
        return rule, float(f"{size(chance, 0.003, 0.05) * (1 - momentum):.3g}")
    if kind == "adadelta":
        return optimizer(kind, rho=chance.choice([0.5, 0.9, 0.95, 0.999]), epsilon=epsilon), size(
            chance, 0.3, 3
        )
    betas = {"beta1": chance.choice([0.0, 0.5, 0.9, 0.95]), "beta2": chance.choice([0.5, 0.9, 0.99, 0.999])}
    rule = optimizer(kind, **betas, epsilon=epsilon)
    if kind == "adamw":
        rule["weight_decay"] = chance.choice([0.0, 0.004, 0.1, 0.5])
    return rule, size(chance, 0.005, 0.2)


def any_average(chance: random.Random) -> dict | None:
    """A moving average, sometimes from zero; None for none."""
    if chance.random() < 0.4:
        return None
    decay = chance.choice([0.0, 0.3, 0.77, 0.9, 0.99, 0.999, 1.0])
    if chance.random() < 0.3:
        return average(decay if decay < 1 else 0.5, False) | {
            "start": "zero",
            "debias": chance.random() < 0.5,
        }
    return average(decay, chance.random() < 0.5)


def closed_run(chance: random.Random, number: int) -> tuple[dict, Any]:
    """An experiment, and its loss in TensorFlow's words."""
    what, start, loss, rates = problem(chance)
    rule, rate = any_optimizer(chance, size(chance, *rates))
    long = number % 20 == 0 and what["kind"] not in ("saddle", "rastrigin", "rastrigin_1d")
    rates_of_run = any_schedule(chance, rate)
    # TensorFlow's π is float32, and so is a part of its cycles.
    single = "cosine" in rates_of_run["kind"] or rates_of_run.get("cycle", False)
    run = {
        "problem": what,
        "initial": start,
        "optimizer": rule,
        "schedule": rates_of_run,
        "steps": LATER[-1] if long else ROWS[-1],
        "precision": "float64" if number % 8 == 7 and not single else "float32",
    }
    shadow = any_average(chance)
    if shadow and run["precision"] == "float64":  # its average's numbers are float32, these in full
        shadow |= {"decay": chance.choice([0.0, 0.5, 0.75]), "num_updates": False}
    if shadow:
        run["average"] = shadow
    if rule["kind"] == "adamw":
        run |= {"precision": "float32"}  # Keras' rate is
        run.pop("average", None)
    if chance.random() < 0.1:
        run["advance_global_step"] = False
    return run, loss


TASKS = [  # a loss, what is learned, what the last layer may be
    ("mse", "number", ["linear", "sigmoid"]),
    ("mse", "two", ["sigmoid", "linear"]),
    ("mse", "three", ["softmax", "linear", "sigmoid"]),
    ("mae", "number", ["linear"]),
    ("mae", "three", ["softmax", "sigmoid"]),
    ("huber", "number", ["linear"]),
    ("huber", "two", ["sigmoid", "linear"]),
    ("sigmoid_cross_entropy", "two", ["linear", "sigmoid"]),
    ("sigmoid_cross_entropy", "three", ["linear"]),
    ("softmax_cross_entropy", "three", ["linear", "softmax", "sigmoid"]),
    ("clipped_cross_entropy", "three", ["softmax", "sigmoid"]),
    ("asymmetric", "number", ["linear"]),
    ("asymmetric", "three", ["softmax"]),
]


def network_run(chance: random.Random, number: int) -> dict:
    """A case of `oracle_networks.trace`, its settings odd."""
    kind, target, outputs = chance.choice(TASKS)
    loss: dict[str, Any] = {"kind": kind}
    if kind == "huber":
        loss["delta"] = size(chance, 0.05, 3)
    if kind == "asymmetric":
        loss |= {"too_much": size(chance, 0.05, 2), "too_little": size(chance, 0.05, 2)}
    hidden = chance.choice([[], [1], [2], [3], [5], [2, 2], [3, 2], [2, 2, 2]])
    bias = chance.random() < 0.8
    widths = [2, *hidden, 3 if target == "three" else 1]
    counts = [(a * b, b if bias else 0) for a, b in itertools.pairwise(widths)]
    initial = [
        round(each, 3)
        for weights, biases in counts
        for each in (
            *(chance.gauss(0, 0.7) for _ in range(weights)),
            *(chance.uniform(0, 0.2) for _ in range(biases)),
        )
    ]
    model = {
        "hidden": hidden,
        "activation": chance.choice(["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh"]),
        "output": chance.choice(outputs),
        "bias": bias,
    }
    if hidden and chance.random() < 0.3:
        model["layer_rates"] = [chance.choice([0.0, 0.1, 0.5, 1.0, 2.0]) for _ in range(len(hidden) + 1)]
    rate = size(chance, 1e-3, 0.05) / (networks.ROWS if kind == "asymmetric" else 1)
    while True:
        rule, rate = any_optimizer(chance, float(f"{rate:.3g}"))
        if rule["kind"] != "adamw":
            break
    rates = any_schedule(chance, rate)
    rates.pop("warmup_steps", None)
    run = {
        "problem": {
            "kind": "training",
            "model": model,
            "loss": loss,
            "penalty": chance.choice(
                [
                    {"kind": "none"},
                    {"kind": "l2", "scale": size(chance, 1e-4, 0.3)},
                    {"kind": "l1", "scale": size(chance, 1e-4, 0.05)},
                    {"kind": "l1_l2", "l1": size(chance, 1e-4, 0.01), "l2": size(chance, 1e-4, 0.1)},
                ]
            ),
        },
        "initial": initial,
        "optimizer": rule,
        "schedule": rates,
        "batches": {"batch_size": chance.choice([0, 1, 2, 5, 16, 36, 37])},
        "steps": networks.LATE[-1] if number % 10 == 0 else networks.EARLY[-1],
        "precision": "float32",
    }
    shadow = any_average(chance)
    if shadow and "start" not in shadow:
        run["average"] = shadow
    return {"target": target, "experiment": run}
