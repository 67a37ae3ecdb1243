"""Write what TensorFlow says of activations into tests/engine/data/activations.json.

    python packaging/oracle_activations.py

Needs TensorFlow 2.21 and nothing of gdviz. Sums, activations and their derivatives, in double precision.
"""

from __future__ import annotations

import json
from pathlib import Path

import tensorflow as tf

HERE = Path(__file__).resolve().parent.parent
SUMS = [-30.0, -4.0, -1.3, -0.5, 0.0, 0.25, 1.0, 2.2, 5.0, 40.0]
FUNCTIONS = {
    "sigmoid": tf.nn.sigmoid,
    "tanh": tf.nn.tanh,
    "softplus": tf.nn.softplus,
    "swish": tf.nn.silu,
    "sine": tf.sin,
    "elu": tf.nn.elu,
}


def main() -> None:
    """Write the file."""
    found = {}
    for name, function in FUNCTIONS.items():
        z = tf.constant(SUMS, tf.float64)
        with tf.GradientTape() as tape:
            tape.watch(z)
            value = function(z)
        slope = tape.gradient(value, z)
        found[name] = {"z": SUMS, "value": value.numpy().tolist(), "slope": slope.numpy().tolist()}
    path = HERE / "tests" / "engine" / "data" / "activations.json"
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
