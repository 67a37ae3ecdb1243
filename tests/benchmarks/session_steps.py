"""Steps a second of a 2-11-1 network in a session of TensorFlow 1: ``session_steps.py BATCH STEPS``."""

import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
v1.disable_eager_execution()


def main(batch, steps):
    """Print the steps a second, every step's parameters read as the course's own scripts would."""
    x = np.random.RandomState(2).randn(300, 2).astype(np.float32)
    y = (np.square(x).sum(axis=1, keepdims=True) < 2).astype(np.float32)
    inputs, target = v1.placeholder(tf.float32, (None, 2)), v1.placeholder(tf.float32, (None, 1))
    w1, b1 = v1.Variable(v1.random_normal((2, 11))), v1.Variable(tf.zeros(11))
    w2, b2 = v1.Variable(v1.random_normal((11, 1))), v1.Variable(tf.zeros(1))
    output = tf.nn.relu(inputs @ w1 + b1) @ w2 + b2
    update = v1.train.AdamOptimizer(0.0001).minimize(tf.reduce_mean(tf.square(output - target)))
    with v1.Session() as session:
        session.run(v1.global_variables_initializer())
        for step in range(steps + 200):
            if step == 200:  # the first are slow
                begin = time.perf_counter()
            start = step * batch % 300
            feed = {inputs: x[start : start + batch], target: y[start : start + batch]}
            session.run(update, feed)
        print(steps / (time.perf_counter() - begin))


main(*map(int, sys.argv[1:]))
