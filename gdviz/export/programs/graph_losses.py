"""Activations, losses and penalties in TensorFlow's functions, which its version 1 and 2 share."""

from __future__ import annotations

from gdviz.engine.expressions import filled, result_of
from gdviz.engine.learning import losses
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.training import Training
from gdviz.export.programs.printer import OUTPUTS, printed, renamed, written
from gdviz.export.programs.text import Lines, function, number

FUNCTIONS = {
    "relu": "tf.nn.relu",
    "leaky_relu": "tf.nn.leaky_relu",
    "elu": "tf.nn.elu",
    "sigmoid": "tf.nn.sigmoid",
    "tanh": "tf.nn.tanh",
    "softmax": "tf.nn.softmax",
    "softplus": "tf.nn.softplus",
    "swish": "tf.nn.silu",
    "sine": "tf.sin",
}


def loss_lines(loss: losses.Loss) -> Lines:
    """The body of a function of the output ``y`` and the target ``y_``."""
    match loss:
        case losses.MeanSquaredError():
            return ["return tf.reduce_mean(tf.square(y - y_))"]
        case losses.MeanAbsoluteError():
            return ["return tf.reduce_mean(tf.abs(y - y_))"]
        case losses.Huber():
            delta = number(loss.delta)
            return [
                "error = tf.abs(y - y_)",
                f"inner = tf.minimum(error, {delta})",
                f"return tf.reduce_mean(0.5 * inner * inner + {delta} * (error - inner))",
            ]
        case losses.SigmoidCrossEntropy():
            return ["return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y_, logits=y))"]
        case losses.SoftmaxCrossEntropy():
            return [
                "labels_ = tf.argmax(y_, axis=1)",
                "each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels_, logits=y)",
                "return tf.reduce_mean(each)",
            ]
        case losses.ClippedCrossEntropy():
            return ["return -tf.reduce_mean(y_ * tf.math.log(tf.clip_by_value(y, 1e-12, 1.0)))"]
        case losses.AsymmetricCost():
            much, little = number(loss.too_much), number(loss.too_little)
            return [f"return tf.reduce_sum(tf.where(y > y_, {much} * (y - y_), {little} * (y_ - y)))"]
    return written((renamed(filled(loss, loss.formula), OUTPUTS),), "tf").returning("tf.reduce_mean({})")


def penalty_terms(problem: Training, kernels: str) -> Lines:
    """What is added to the loss; `kernels` is the list of the weights."""
    l1, l2 = problem.penalty.scales
    terms = []
    if l1:
        terms.append(f"{number(l1)} * sum(tf.reduce_sum(tf.abs(w)) for w in {kernels})")
    if l2:
        terms.append(f"{number(l2)} * sum(tf.nn.l2_loss(w) for w in {kernels})")
    if problem.penalty.formula:
        each = printed(filled(problem.penalty, problem.penalty.formula), "tf")
        terms.append(f"sum(tf.reduce_sum({each}) for w in {kernels})")
    return terms


def function_of(activation: str) -> str:
    """The name of an activation's function: TensorFlow's own, or that of `activation_lines`."""
    return FUNCTIONS.get(activation, activation.rpartition(".")[2])


def activation_lines(problem: Training) -> Lines:
    """The functions of activations that TensorFlow has not."""
    names = dict.fromkeys(layer.activation for layer in problem.layers)
    return [
        line
        for name in names
        if name not in FUNCTIONS and name != "linear"
        for line in function(
            f"{function_of(name)}(z)",
            written((result_of(activation_called(name).formula),), "tf").value,
        )
    ]
