"""Write reference traces of odd settings that the engine's tests compare with, computed by TensorFlow itself.

As `oracle.py`, beside it, with the same environment; it takes five minutes.

    python packaging/oracle_odd.py tests/engine/data/odd.json [--seed SEED] [--times N]

Where the other two scripts hold what courses use, here the settings are drawn: decay steps that nothing
divides, warm-ups, restarts, periods that shrink or grow, epsilons from 1e-10 to 1, both precisions, averages
from zero. What TensorFlow 1 lacks is put together of its parts: a warm-up is ``tf.where`` of a straight line
and the decay from its own step 0. AdamW is Keras', its rate set before each step.

The file holds
- ``closed``: a list of ``experiment`` (in the words of a ``.gdviz`` file), ``step``, ``params``, ``loss``,
  ``learning_rate`` (of that step's update) and with an average ``shadow``;
- ``networks``: as ``runs`` of `oracle_networks.py`, whose rows and targets they have;
- ``initializers``: a list of ``kind``, its fields, ``inputs``, ``units`` and ``quantiles``, those of 400,000
  numbers that TensorFlow draws, at ``parts``.

With ``--times N`` there are N times as many runs, to be compared once (``tests/engine/test_oracle_odd.py``
takes the file from ``GDVIZ_ODD``).
"""

from __future__ import annotations

import argparse
import functools
import os
import random
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import numpy as np
import oracle_networks as networks
import tensorflow as tf
from odd_settings import LATER, ROWS, closed_run, network_run
from oracle import OPTIMIZERS, RATES, compact

v1 = tf.compat.v1


def exact(value: Any) -> Any:
    """A setting in float64, where it is a number with a point."""
    if isinstance(value, list):
        return [exact(each) for each in value]
    return tf.constant(value, tf.float64) if isinstance(value, float) else value


def rule_of(fields: dict, rate: tf.Tensor) -> v1.train.Optimizer:
    """The optimizer, its settings in the precision of the rate."""
    fields = dict(fields)
    make = OPTIMIZERS[fields.pop("kind")]
    if rate.dtype == tf.float64 and make is not OPTIMIZERS["adagrad"]:  # whose number is exact
        fields = {name: value if name == "boundaries" else exact(value) for name, value in fields.items()}
    return make(rate, **fields)


def rate_of(fields: dict, step: tf.Tensor, real: tf.DType) -> tf.Tensor:
    """The learning rate at a step, with its warm-up."""
    fields = dict(fields)
    decay, warm_up = RATES[fields.pop("kind")], fields.pop("warmup_steps", 0)
    if decay is RATES["constant"]:
        decay = lambda step, learning_rate: tf.identity(learning_rate)  # noqa: E731 - a tensor as well
    if real == tf.float64:  # else numbers are float32 whatever the variables are
        fields = {name: value if name == "boundaries" else exact(value) for name, value in fields.items()}
    if not warm_up:
        return tf.cast(decay(step, **fields), real)
    zero = tf.zeros([], tf.int64)
    rising = tf.cast(decay(zero, **fields), real) * (tf.cast(step, real) / tf.cast(warm_up, real))
    after = decay(tf.maximum(step - warm_up, zero), **fields)
    return tf.where(step < warm_up, rising, tf.cast(after, real))


def digits(values: Any, precision: str) -> Any:
    """Numbers as the shortest decimals of their precision; None for what is not finite."""
    if isinstance(values, list | tuple | np.ndarray):
        return [digits(value, precision) for value in values]
    return float(str(np.dtype(precision).type(values))) if np.isfinite(values) else None


def graph_trace(run: dict, loss_of: Any) -> dict:
    """The rows of a run in closed form, in a graph."""
    real = tf.as_dtype(run["precision"])
    with tf.Graph().as_default(), v1.Session() as session:
        params = variables(run["initial"], real)
        step = v1.train.get_or_create_global_step()
        rate = rate_of(run["schedule"], step, real)
        rule = rule_of(run["optimizer"], rate)
        gradients = tf.gradients(loss_of(*params), params)
        with tf.control_dependencies(gradients):
            update = rule.apply_gradients(zip(gradients, params, strict=True))
        with tf.control_dependencies([update]):
            update = v1.assign_add(step, int(run.get("advance_global_step", True))).op
        shadows = []
        if "average" in run:
            update, shadows = followed(run["average"], params, step, update)
        loss = loss_of(*params)
        session.run(v1.global_variables_initializer())
        rows = []
        for number in range(1, run["steps"] + 1):
            session.run(update)
            if number in ROWS + LATER:
                rows.append((number, *session.run((params, loss, rate, shadows))))
    return columns(rows, run["precision"])


def variables(start: list[float], real: tf.DType) -> list:
    """A variable for each parameter."""
    return [v1.get_variable(f"p{i}", initializer=tf.constant(value, real)) for i, value in enumerate(start)]


def followed(fields: dict, params: list, step: tf.Variable, update: tf.Operation) -> tuple:
    """The update with a moving average behind it, and the shadows. Of tensors they begin at zero."""
    num_updates = step if fields["num_updates"] else None
    follower = tf.train.ExponentialMovingAverage(
        fields["decay"], num_updates, zero_debias=fields.get("debias", False)
    )
    with tf.control_dependencies([update]):
        zero = fields.get("start") == "zero"
        values = [param.read_value() for param in params] if zero else params
        update = follower.apply(values)
    return update, [follower.average(value) for value in values]


def keras_trace(run: dict, loss_of: Any) -> dict:
    """The rows of a run of AdamW by Keras, eagerly, the rate set before each step; as `graph_trace`."""
    real = tf.as_dtype(run["precision"])
    with tf.Graph().as_default(), v1.Session() as session:
        step = v1.placeholder(tf.int64, ())
        rate = session.make_callable(rate_of(run["schedule"], step, real), [step])
        still = not run.get("advance_global_step", True)
        rates = [rate(0 if still else number) for number in range(run["steps"] + 1)]
    fields = run["optimizer"]
    tf.keras.backend.set_floatx(run["precision"])
    rule = tf.keras.optimizers.AdamW(
        weight_decay=fields["weight_decay"],
        beta_1=fields["beta1"],
        beta_2=fields["beta2"],
        epsilon=fields["epsilon"],
    )
    params = [tf.Variable(tf.constant(value, real)) for value in run["initial"]]
    rows = []
    for number in range(1, run["steps"] + 1):
        with tf.GradientTape() as tape:
            loss = loss_of(*params)
        rule.learning_rate.assign(rates[number - 1])
        rule.apply_gradients(zip(tape.gradient(loss, params), params, strict=True))
        if number in ROWS + LATER:
            rows.append((number, [p.numpy() for p in params], loss_of(*params).numpy(), rates[number], []))
    tf.keras.backend.set_floatx("float32")
    return columns(rows, run["precision"])


MOVED = 4  # of its last digits: as much as TensorFlow's own hyperbolic tangents are off


def steady(trace: Any, run: dict, apart: Any, moved_trace: Any = None) -> dict:
    """The rows that `trace` finds of a run, up to where the last digits of its start decide about them.

    The start is moved by MOVED of them; rows that moves by more than `apart` (of a step, relative to
    `sizes`) are left out, with all that follow. `moved_trace` has a loss moved as far, too: a run that has
    settled forgets its start, but its gradient may be rounding alone there. AdamW with beta1 = 0.5 and
    epsilon = 1e-8 leaves the minimum of w^6 - 2w^2 + w again; row 100 is -0.95982 by TensorFlow, -0.96134 by
    gdviz, -0.95741 in float64.
    """
    real = np.dtype(run["precision"]).type
    found = trace(run)
    moved = [float(real(value) * real(1 + MOVED * np.finfo(real).eps)) for value in run["initial"]]
    other = (moved_trace or trace)({**run, "initial": moved})
    limits, good = np.array([apart(step) for step in found["step"]])[:, np.newaxis], len(found["step"])
    for name in ("params", "loss", "data_loss", "shadow"):
        if name in found:
            one, two = (np.array(each[name], float).reshape(len(limits), -1) for each in (found, other))
            with np.errstate(invalid="ignore"):
                bad = ~(np.abs(one - two) <= limits * sizes(one, "loss" in name)).all(axis=1)
            good = min(good, int(np.argmax(bad)) if bad.any() else good)
    return {name: values[:good] for name, values in found.items()}


def sizes(values: np.ndarray, loss: bool) -> np.ndarray:
    """What a difference of each number is measured by: the number, near zero a part of what it has been."""
    part = 0.01 if loss else 0.1
    return np.maximum(np.abs(values), part * np.maximum.accumulate(np.abs(values), axis=0))


def columns(rows: list[tuple], precision: str) -> dict:
    """Rows turned into columns, numbers shortened."""
    step, params, loss, rate, shadow = zip(*rows, strict=True)
    result = {
        "step": list(step),
        "params": digits(params, precision),
        "loss": digits(loss, precision),
        "learning_rate": digits(rate, precision),
    }
    return result | ({"shadow": digits(shadow, precision)} if shadow[0] else {})


PARTS = [0.0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0]
INITIALIZERS = [
    ({"kind": "normal", "spread": 0.37}, lambda: v1.random_normal_initializer(stddev=0.37)),
    ({"kind": "truncated_normal", "spread": 1.3}, lambda: v1.truncated_normal_initializer(stddev=1.3)),
    ({"kind": "uniform", "reach": 0.21}, lambda: v1.random_uniform_initializer(-0.21, 0.21)),
    ({"kind": "glorot"}, v1.glorot_uniform_initializer),
    ({"kind": "he"}, lambda: v1.variance_scaling_initializer(2.0, "fan_in", "truncated_normal")),
    ({"kind": "constant", "value": -0.3}, lambda: v1.constant_initializer(-0.3)),
]


def drawn_weights(fields: dict, make: Any, inputs: int, units: int) -> dict:
    """The quantiles of what an initializer draws for a layer."""
    draws = -(-400_000 // (inputs * units))
    with tf.Graph().as_default(), v1.Session() as session:
        v1.set_random_seed(5)
        weights = make()((inputs, units), tf.float32)
        values = np.concatenate([session.run(weights).ravel() for _ in range(draws)])
    quantiles = [float(f"{each:.6g}") for each in np.quantile(values.astype(np.float64), PARTS)]
    return {"initializer": fields, "inputs": inputs, "units": units, "quantiles": quantiles}


def main() -> None:
    """Compute everything and write it, a line for each run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", default="odd")
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    parts = [f'"made_with":"tensorflow {tf.__version__}"']
    lines = []
    for number in range(100 * options.times):
        run, loss = closed_run(random.Random(f"{options.seed}/closed/{number}"), number)
        trace = keras_trace if run["optimizer"]["kind"] == "adamw" else graph_trace
        apart = 16 * np.finfo(run["precision"]).eps
        moved = lambda *at, loss=loss, more=1 + apart / 4: more * loss(*at)  # noqa: E731 - beside `loss`
        found = steady(
            functools.partial(trace, loss_of=loss),
            run,
            lambda _step, apart=apart: apart,
            functools.partial(trace, loss_of=moved),
        )
        if len(found["step"]) > 2:
            lines.append(compact({"experiment": run, **found}))
        print(end=".", flush=True)
    parts.append('"closed":[\n' + ",\n".join(lines) + "\n]")
    lines = []
    for number in range(50 * options.times):
        case = network_run(random.Random(f"{options.seed}/networks/{number}"), number)
        found = steady(
            lambda run, case=case: networks.trace(case | {"experiment": run}),
            case["experiment"],
            lambda step: 5e-6 if step <= 100 else 5e-5,
        )
        if len(found["step"]) > 2:
            lines.append(compact(case | found))
        print(end=".", flush=True)
    parts.append('"networks":[\n' + ",\n".join(lines) + "\n]")
    drawn = [drawn_weights(*each, *shape) for each in INITIALIZERS for shape in ((1, 7), (13, 3))]
    parts.append(f'"parts":{compact(PARTS)}')
    parts.append('"initializers":[\n' + ",\n".join(map(compact, drawn)) + "\n]")
    options.target.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
