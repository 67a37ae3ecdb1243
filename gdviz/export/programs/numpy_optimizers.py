"""The optimizers of a program in NumPy, written out; one that says a formula is printed from it."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.engine.adam import Adam, AdamW
from gdviz.engine.expressions import filled_lines
from gdviz.engine.optimizer_base import Optimizer
from gdviz.engine.optimizers import Adadelta, Adagrad, GradientDescent, Momentum, RMSProp
from gdviz.export.programs.printer import printed, renamed
from gdviz.export.programs.text import Lines, number


def optimizer_lines(optimizer: Optimizer) -> tuple[Lines, Lines]:
    """What stands before the loop, and a step of ``params`` from ``g`` and ``rate``."""
    match optimizer:
        case GradientDescent():
            return [], ["params -= rate * g"]
        case Momentum():
            momentum = number(optimizer.momentum)
            if optimizer.nesterov:
                move = f"params -= rate * g + rate * {momentum} * gathered"
            else:
                move = "params -= rate * gathered"
            return ["gathered = np.zeros_like(params)"], [f"gathered = {momentum} * gathered + g", move]
        case Adagrad():
            first = number(optimizer.initial_accumulator_value)
            return (
                [f"squares = np.full_like(params, {first})"],
                ["squares += g * g", "params -= rate * g / np.sqrt(squares)"],
            )
        case RMSProp():
            return (
                [
                    f"decay_of_squares = real({number(optimizer.decay)})",
                    "mean_square = np.ones_like(params)  # "
                    + translate("program", "TensorFlow begins with ones"),
                    "movement = np.zeros_like(params)",
                ],
                [
                    "mean_square += (g * g - mean_square) * (1 - decay_of_squares)",
                    f"movement = {number(optimizer.momentum)} * movement"
                    f" + rate * g / np.sqrt(mean_square + {number(optimizer.epsilon)})",
                    "params -= movement",
                ],
            )
        case Adadelta():
            epsilon = number(optimizer.epsilon)
            return (
                [
                    f"rho = real({number(optimizer.rho)})",
                    "squares = np.zeros_like(params)  # "
                    + translate("program", "mean square of the gradients"),
                    "movements = np.zeros_like(params)  # "
                    + translate("program", "mean square of the movements"),
                ],
                [
                    "squares = rho * squares + (1 - rho) * g * g",
                    f"movement = np.sqrt(movements + {epsilon}) / np.sqrt(squares + {epsilon}) * g",
                    "params -= rate * movement",
                    "movements = rho * movements + (1 - rho) * movement * movement",
                ],
            )
        case Adam():
            return (
                [
                    *_betas(optimizer),
                    "beta1_power, beta2_power = beta1, beta2",
                ],
                [
                    "m += (g - m) * (1 - beta1)",
                    "v += (g * g - v) * (1 - beta2)",
                    *_adam_move(optimizer.epsilon),
                    "beta1_power, beta2_power = beta1_power * beta1, beta2_power * beta2",
                ],
            )
        case AdamW():
            b1, b2 = number(optimizer.beta1), number(optimizer.beta2)
            return (
                [*_betas(optimizer), "taken = 0  # " + translate("program", "steps")],
                [
                    "taken += 1",
                    f"params -= rate * {number(optimizer.weight_decay)} * params",
                    f"m += (g - m) * real(1 - {b1})",
                    f"v += (g * g - v) * real(1 - {b2})",
                    "beta1_power = real(float(beta1) ** taken)",
                    "beta2_power = real(float(beta2) ** taken)",
                    *_adam_move(optimizer.epsilon),
                ],
            )
    before = [f"{name} = np.full_like(params, {number(value)})" for name, value in optimizer.slots().items()]
    names = {"params": "params", "gradient": "g", "learning_rate": "rate"}
    return before, [
        f"{name}{'[:]' if name == 'params' else ''} = {printed(renamed(root, names), 'np')}"
        for name, root in filled_lines(optimizer, optimizer.formula)
    ]


def _betas(optimizer: Adam | AdamW) -> Lines:
    return [
        f"beta1, beta2 = real({number(optimizer.beta1)}), real({number(optimizer.beta2)})",
        "m, v = np.zeros_like(params), np.zeros_like(params)",
    ]


def _adam_move(epsilon: float) -> Lines:
    return [
        "corrected = rate * np.sqrt(1 - beta2_power) / (1 - beta1_power)",
        f"params -= corrected * m / (np.sqrt(v) + {number(epsilon)})",
    ]
