"""Write the reference traces that the engine's tests compare with, computed by TensorFlow itself.

Not part of gdviz and not run by its tests: it needs an environment of its own with TensorFlow 2.21
(``pip install "tensorflow-cpu==2.21.*"``) and takes about half a minute.

    python packaging/oracle.py tests/engine/data/tensorflow.json

All is computed in float32: the runs and the schedules in ``tf.compat.v1``'s graphs (in a `Session`, hence
with Grappler's constant folding), AdamW in Keras. Numbers are written as the shortest decimals that round to
their float32.

The file holds
- ``runs``: by name, ``experiment`` in the words of a ``.gdviz`` file and columns of equal length: ``step``
  (updates done: 1 after the first), ``params``, ``loss`` (at these parameters), ``learning_rate`` (read after
  the counter moved, as the course prints it), and with an average ``shadow``. Of runs of more than 60 steps
  every fifth row is written;
- ``curves``: a list of ``schedule`` and ``rates``, the rates at the global steps ``curve_steps``; null where
  TensorFlow's is not a finite number.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1

OBJECTIVES = {
    "course": ((5.0,), lambda w: (w[0] + 1) ** 2),
    "ravine": ((-7.0, 2.0), lambda w: w[0] ** 2 / 20 + w[1] ** 2),
    "rosenbrock": ((-1.2, 1.0), lambda w: (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2),
}
RATES = {
    "constant": lambda step, learning_rate: tf.constant(learning_rate),
    "exponential": lambda step, **f: v1.train.exponential_decay(global_step=step, **f),
    "inverse_time": lambda step, **f: v1.train.inverse_time_decay(global_step=step, **f),
    "natural_exponential": lambda step, **f: v1.train.natural_exp_decay(global_step=step, **f),
    "polynomial": lambda step, **f: v1.train.polynomial_decay(global_step=step, **f),
    "piecewise_constant": lambda step, boundaries, values: v1.train.piecewise_constant(
        step, [int(boundary) for boundary in boundaries], list(values)
    ),
    "cosine": lambda step, **f: v1.train.cosine_decay(global_step=step, **f),
    "cosine_restarts": lambda step, **f: v1.train.cosine_decay_restarts(global_step=step, **f),
}
OPTIMIZERS = {
    "sgd": lambda rate: v1.train.GradientDescentOptimizer(rate),
    "momentum": lambda rate, momentum, nesterov=False: v1.train.MomentumOptimizer(
        rate, momentum, use_nesterov=nesterov
    ),
    "adagrad": lambda rate, **f: v1.train.AdagradOptimizer(rate, **f),
    "rmsprop": lambda rate, **f: v1.train.RMSPropOptimizer(rate, **f),
    "adadelta": lambda rate, **f: v1.train.AdadeltaOptimizer(rate, **f),
    "adam": lambda rate, **f: v1.train.AdamOptimizer(rate, **f),
}


def schedule(kind: str = "constant", **fields: object) -> dict:
    """A schedule in the words of a document."""
    return {"kind": kind, **fields}


def optimizer(kind: str = "sgd", **fields: object) -> dict:
    """An optimizer in the words of a document."""
    return {"kind": kind, **fields}


def average(decay: float, num_updates: bool) -> dict:
    """A moving average in the words of a document."""
    return {"kind": "exponential", "decay": decay, "num_updates": num_updates}


def experiment(objective: str, optimizer: dict, schedule: dict, steps: int, **more: object) -> dict:
    """An experiment in the words of a document."""
    return {
        "problem": {"kind": objective},
        "initial": list(OBJECTIVES[objective][0]),
        "optimizer": optimizer,
        "schedule": schedule,
        "steps": steps,
        "precision": "float32",
        **more,
    }


STAIRS = schedule("exponential", learning_rate=0.1, decay_steps=1, decay_rate=0.99, staircase=True)
SLOW = schedule("exponential", learning_rate=1.0, decay_steps=100000, decay_rate=0.96, staircase=False)
COURSE = {  # the set-ups of the lessons
    "notes_lr_0.2": experiment("course", optimizer(), schedule(learning_rate=0.2), 40),
    "notes_lr_1_oscillates": experiment("course", optimizer(), schedule(learning_rate=1.0), 40),
    "notes_lr_0.0001_crawls": experiment("course", optimizer(), schedule(learning_rate=0.0001), 40),
    "notes_exponential_decay": experiment("course", optimizer(), STAIRS, 40),
    "notes_degrading_rate_0.1_to_0.09": experiment(
        "course",
        optimizer(),
        schedule("exponential", learning_rate=0.1, decay_steps=10, decay_rate=0.9, staircase=False),
        20,
    ),
    "global_step_frozen": experiment("course", optimizer(), SLOW, 24, advance_global_step=False),
    "global_step_advances": experiment("course", optimizer(), SLOW, 24),
    "ema_num_updates": experiment(
        "course", optimizer(), schedule(learning_rate=0.2), 40, average=average(0.99, True)
    ),
    "ema_fixed": experiment("course", optimizer(), STAIRS, 40, average=average(0.9, False)),
    "momentum_ravine": experiment(
        "ravine", optimizer("momentum", momentum=0.9), schedule(learning_rate=0.1), 60
    ),
    "adam_rosenbrock": experiment(
        "rosenbrock",
        optimizer("adam", beta1=0.9, beta2=0.999, epsilon=1e-8),
        schedule(learning_rate=0.02),
        200,
    ),
    "inverse_time": experiment(
        "course",
        optimizer(),
        schedule("inverse_time", learning_rate=0.3, decay_steps=5, decay_rate=0.5, staircase=False),
        30,
    ),
    "polynomial": experiment(
        "course",
        optimizer(),
        schedule(
            "polynomial", learning_rate=0.2, decay_steps=20, end_learning_rate=0.001, power=2.0, cycle=False
        ),
        30,
    ),
    "cosine": experiment(
        "course", optimizer(), schedule("cosine", learning_rate=0.2, decay_steps=25, alpha=0.1), 30
    ),
}

RULES = {  # each optimizer, with rates that suit the course's square, the ravine and Rosenbrock's valley
    "sgd": (optimizer(), (0.3, 0.4, 0.001)),
    "momentum": (optimizer("momentum", momentum=0.8), (0.05, 0.1, 0.0005)),
    "nesterov": (optimizer("momentum", momentum=0.9, nesterov=True), (0.05, 0.1, 0.0003)),
    "adagrad": (optimizer("adagrad", initial_accumulator_value=0.1), (0.9, 0.5, 0.3)),
    "rmsprop": (optimizer("rmsprop", decay=0.9, momentum=0.0, epsilon=1e-10), (0.1, 0.05, 0.005)),
    "rmsprop_momentum": (optimizer("rmsprop", decay=0.8, momentum=0.5, epsilon=0.01), (0.05, 0.03, 0.003)),
    "adadelta": (optimizer("adadelta", rho=0.95, epsilon=1e-6), (1.0, 2.0, 1.0)),
    "adam": (optimizer("adam", beta1=0.8, beta2=0.99, epsilon=1e-4), (0.2, 0.1, 0.02)),
    "adamw": (optimizer("adamw", beta1=0.9, beta2=0.999, epsilon=1e-7, weight_decay=0.02), (0.2, 0.1, 0.02)),
}


def decays(rate: float) -> list[tuple[dict, dict]]:
    """Schedules from `rate`, each with an average."""

    def decay(kind: str, **fields: object) -> dict:
        return schedule(kind, learning_rate=rate, **fields)

    steps = schedule("piecewise_constant", boundaries=[10.0, 25.0], values=[rate, rate / 2, rate / 5])
    return [
        (decay("exponential", decay_steps=12, decay_rate=0.9, staircase=True), average(0.95, True)),
        (
            decay("polynomial", decay_steps=30, end_learning_rate=rate / 10, power=1.5, cycle=True),
            average(0.9, False),
        ),
        (
            decay("cosine_restarts", first_decay_steps=9, t_mul=2.0, m_mul=0.8, alpha=0.05),
            average(0.99, True),
        ),
        (decay("natural_exponential", decay_steps=15, decay_rate=0.2, staircase=False), average(0.8, False)),
        (steps, average(0.5, True)),
        (decay("inverse_time", decay_steps=7, decay_rate=0.1, staircase=True), average(0.99, False)),
        (decay("cosine", decay_steps=70, alpha=0.0), average(0.9, True)),
    ]


def crossed() -> dict[str, dict]:
    """Every optimizer on every objective, the schedules taking turns; and a long run of each."""
    result = {}
    turn = itertools.count()
    for name, (rule, rates) in RULES.items():
        for objective, rate in zip(OBJECTIVES, rates, strict=True):
            if rule["kind"] == "adamw":  # Keras: its own schedules, no average
                result[f"{name}_{objective}"] = experiment(objective, rule, schedule(learning_rate=rate), 60)
                continue
            rates_of_run, shadow = decays(rate)[next(turn) % 7]
            result[f"{name}_{objective}_{rates_of_run['kind']}"] = experiment(
                objective, rule, rates_of_run, 60, average=shadow
            )
        result[f"{name}_long"] = experiment("ravine", rule, schedule(learning_rate=rates[1] / 20), 300)
    result["adam_frozen"] = experiment(
        "ravine",
        RULES["adam"][0],
        schedule("exponential", learning_rate=0.1, decay_steps=5, decay_rate=0.5, staircase=False),
        40,
        average=average(0.9, True),
        advance_global_step=False,
    )
    return result


def shortest(values: object) -> object:
    """Numbers as the shortest decimals that round to their float32; None for what is not finite."""
    if isinstance(values, list | tuple | np.ndarray):
        return [shortest(value) for value in values]
    return float(str(np.float32(values))) if np.isfinite(values) else None


def every(steps: int) -> int:
    """Of long runs every fifth row is written."""
    return 1 if steps <= 60 else 5


def trace_in_graph(run: dict) -> dict:
    """The rows of a run in a graph; each session.run of the update is one step, shadow last."""
    start, loss_of = OBJECTIVES[run["problem"]["kind"]]
    with tf.Graph().as_default(), v1.Session() as session:
        params = [v1.get_variable(f"p{i}", initializer=value) for i, value in enumerate(start)]
        global_step = v1.train.get_or_create_global_step()
        fields = dict(run["schedule"])
        rate = RATES[fields.pop("kind")](global_step, **fields)
        fields = dict(run["optimizer"])
        rule = OPTIMIZERS[fields.pop("kind")](rate, **fields)
        loss = loss_of(params)
        advances = run.get("advance_global_step", True)
        update = rule.minimize(loss, global_step=global_step if advances else None)
        shadows = []
        if "average" in run:
            num_updates = global_step if run["average"]["num_updates"] else None
            follower = tf.train.ExponentialMovingAverage(run["average"]["decay"], num_updates)
            with tf.control_dependencies([update]):
                update = follower.apply(params)
            shadows = [follower.average(param) for param in params]
        session.run(v1.global_variables_initializer())
        rows = []
        for step in range(1, run["steps"] + 1):
            session.run(update)
            if step % every(run["steps"]) == 0:
                rows.append((step, *session.run((params, loss, rate, shadows))))
    return columns(rows)


def trace_in_keras(run: dict) -> dict:
    """The rows of a run by Keras, eagerly, as `trace_in_graph` has them."""
    start, loss_of = OBJECTIVES[run["problem"]["kind"]]
    fields = run["optimizer"]
    rate = run["schedule"]["learning_rate"]
    rule = tf.keras.optimizers.AdamW(
        learning_rate=rate,
        weight_decay=fields["weight_decay"],
        beta_1=fields["beta1"],
        beta_2=fields["beta2"],
        epsilon=fields["epsilon"],
    )
    params = [tf.Variable(value) for value in start]
    rows = []
    for step in range(1, run["steps"] + 1):
        with tf.GradientTape() as tape:
            loss = loss_of(params)
        rule.apply_gradients(zip(tape.gradient(loss, params), params, strict=True))
        if step % every(run["steps"]) == 0:
            rows.append((step, [p.numpy() for p in params], loss_of(params).numpy(), rate, []))
    return columns(rows)


def columns(rows: list[tuple]) -> dict:
    """Rows turned into columns, numbers shortened."""
    step, params, loss, rate, shadow = zip(*rows, strict=True)
    result = {
        "step": list(step),
        "params": shortest(params),
        "loss": shortest(loss),
        "learning_rate": shortest(rate),
    }
    return result | ({"shadow": shortest(shadow)} if shadow[0] else {})


CURVE_STEPS = [*range(26), 30, 31, 40, 41, 42, 50, 69, 70, 71, 99, 100, 101, 200, 300]
CURVE_STEPS += [999, 1000, 1001, 12345, 10**6, 10**7]


def curve_schedules() -> list[dict]:
    """Schedules with the corners of their fields: staircases, cycles, restarts, long and short decays."""
    result = []
    for steps, stairs in itertools.product((1, 7, 41, 1000, 10**9), (False, True)):
        more = {"decay_steps": steps, "staircase": stairs}
        result.append(schedule("exponential", learning_rate=0.1, decay_rate=0.99, **more))
        result.append(schedule("inverse_time", learning_rate=0.3, decay_rate=0.5, **more))
        result.append(schedule("natural_exponential", learning_rate=0.2, decay_rate=0.01, **more))
    result.append(
        schedule("exponential", learning_rate=0.01, decay_steps=50, decay_rate=1.01, staircase=False)
    )
    for steps, power, cycle in itertools.product((7, 20, 1000), (1.0, 0.5, 2.0), (False, True)):
        result.append(
            schedule(
                "polynomial",
                learning_rate=0.1,
                decay_steps=steps,
                end_learning_rate=0.0001 if power != 2.0 else 0.2,
                power=power,
                cycle=cycle,
            )
        )
    for steps, alpha in itertools.product((1, 25, 100, 1000, 10**9), (0.0, 0.1)):
        result.append(schedule("cosine", learning_rate=0.2, decay_steps=steps, alpha=alpha))
    for steps, t_mul, m_mul in itertools.product((1, 10, 41), (1.0, 1.5, 2.0, 3.0, 10.0), (1.0, 0.9)):
        result.append(
            schedule(
                "cosine_restarts",
                learning_rate=0.2,
                first_decay_steps=steps,
                t_mul=t_mul,
                m_mul=m_mul,
                alpha=0.0 if m_mul == 1.0 else 0.1,
            )
        )
    pieces = {"boundaries": [10.0, 41.0, 1000.0], "values": [0.2, 0.1, 0.05, 0.3]}
    result.append(schedule("piecewise_constant", **pieces))
    return result


def curve(fields: dict) -> dict:
    """A schedule with its rates at CURVE_STEPS."""
    arguments = dict(fields)
    with tf.Graph().as_default(), v1.Session() as session:
        step = v1.placeholder(tf.int64, [])
        rate = session.make_callable(RATES[arguments.pop("kind")](step, **arguments), [step])
        rates = [shortest(rate(value)) for value in CURVE_STEPS]
    return {"schedule": fields, "rates": rates}


def main(target: Path) -> None:
    """Compute everything and write it to `target`, a line for each run and curve."""
    runs = {}
    for name, run in (COURSE | crossed()).items():
        trace = trace_in_keras if run["optimizer"]["kind"] == "adamw" else trace_in_graph
        runs[name] = {"experiment": run, **trace(run)}
    parts = [f'"made_with":"tensorflow {tf.__version__}"']
    lines = ",\n".join(f"{json.dumps(name)}:{compact(run)}" for name, run in runs.items())
    parts.append(f'"runs":{{\n{lines}\n}}')
    parts.append(f'"curve_steps":{compact(CURVE_STEPS)}')
    lines = ",\n".join(compact(curve(fields)) for fields in curve_schedules())
    parts.append(f'"curves":[\n{lines}\n]')
    target.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
