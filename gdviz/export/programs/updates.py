"""Optimizers that a framework has not, or has with other numbers: a step of one variable, written out.

The function ``update(p, g, s, rate)`` moves the variable ``p`` by its gradient ``g``; ``s`` is kept for it.
"""

from __future__ import annotations

from gdviz.base.i18n import declared, translate
from gdviz.engine.adam import Adam, AdamW
from gdviz.engine.experiment import Experiment
from gdviz.engine.expressions import filled_lines
from gdviz.engine.optimizer_base import Optimizer
from gdviz.engine.optimizers import Adadelta, Adagrad, GradientDescent, Momentum, RMSProp
from gdviz.export.programs.printer import printed, renamed
from gdviz.export.programs.text import Lines, docstring, function, number
from gdviz.export.programs.written_phases import anew_line, takes_over

SET = {"tf": "p.assign({})", "torch": "p.copy_({})"}
MOVE = {"tf": "p.assign_sub({})", "torch": "p -= {}"}


def update_lines(optimizer: Optimizer, module: str, why: str) -> Lines:
    """The functions ``start_state`` and ``update``; `module` is ``tf`` or ``torch``."""
    zeros = f"{module}.zeros_like(p)"
    constants: Lines
    match optimizer:
        case GradientDescent():
            constants, state, body = [], {}, [_move(module, "g * rate")]
        case Adagrad():
            first = number(optimizer.initial_accumulator_value)
            constants, state = [], {"squares": f"{zeros} + {first}"}
            body = [
                's["squares"] = s["squares"] + g * g',
                _move(module, f'g * rate / {module}.sqrt(s["squares"])'),
            ]
        case Adadelta():
            constants, state = (
                [f"rho = real({number(optimizer.rho)})"],
                {"squares": zeros, "movements": zeros},
            )
            epsilon = number(optimizer.epsilon)
            ratio = f'{module}.sqrt(s["movements"] + {epsilon}) / {module}.sqrt(s["squares"] + {epsilon})'
            body = [
                's["squares"] = s["squares"] * rho + g * g * (1 - rho)',
                f"movement = {ratio} * g",
                _move(module, "movement * rate"),
                's["movements"] = s["movements"] * rho + movement * movement * (1 - rho)',
            ]
        case Momentum():
            constants, state = [], {"gathered": zeros}
            momentum = number(optimizer.momentum)
            ahead = f'g * rate + s["gathered"] * {momentum} * rate'
            body = [
                f's["gathered"] = s["gathered"] * {momentum} + g',
                _move(module, ahead if optimizer.nesterov else 's["gathered"] * rate'),
            ]
        case RMSProp():
            constants = [f"decay_of_squares = real({number(optimizer.decay)})"]
            state = {"mean_square": f"{module}.ones_like(p)", "movement": zeros}
            root = f'{module}.sqrt(s["mean_square"] + {number(optimizer.epsilon)})'
            body = [
                's["mean_square"] = s["mean_square"] + (g * g - s["mean_square"]) * (1 - decay_of_squares)',
                f's["movement"] = s["movement"] * {number(optimizer.momentum)} + g * rate / {root}',
                _move(module, 's["movement"]'),
            ]
        case Adam() | AdamW():
            constants = [f"beta1, beta2 = real({number(optimizer.beta1)}), real({number(optimizer.beta2)})"]
            state = {"m": zeros, "v": zeros}
            body = _adam(optimizer, module) if isinstance(optimizer, Adam) else _adamw(optimizer, module)
            state |= {"powers": "(beta1, beta2)"} if isinstance(optimizer, Adam) else {"t": "0"}
        case _:
            constants, why = [], translate("program", "{title}.").format(title=declared(optimizer.title))
            slots = optimizer.slots()
            state = {name: f"{zeros} + {number(value)}" for name, value in slots.items()}
            body = ["rate = float(rate)"]
            names = {"params": "p", "gradient": "g", "learning_rate": "rate"}
            names |= {name: f's["{name}"]' for name in slots}
            for line, result in filled_lines(optimizer, optimizer.formula):
                text = printed(renamed(result, names), module)
                moves = SET[module].format(text)
                body.append(moves if line == "params" else f"{names.get(line, line)} = {text}")
    kept = ", ".join(f'"{name}": {value}' for name, value in state.items())
    return [
        *constants,
        *function("start_state(p)", [f"return {{{kept}}}"]),
        *function("update(p, g, s, rate)", [docstring(why), *body]),
    ]


def blocks_of(before: Experiment, settings: Experiment, module: str, why: str) -> list[Lines]:
    """The same in the parts that can be set anew: each constant, and the function ``update``; of another
    optimizer than `before` all of it."""
    lines = update_lines(settings.optimizer, module, why)
    if takes_over(before, settings):
        return [[anew_line(), *lines, "states = [start_state(v) for v in variables]"]]
    place = lines.index("def update(p, g, s, rate):")
    constants = lines[: lines.index("def start_state(p):")]
    return [*([line] for line in constants if line), lines[place:]]


def _move(module: str, movement: str) -> str:
    return MOVE[module].format(movement)


def _adam(optimizer: Adam, module: str) -> Lines:
    root = f'{module}.sqrt(s["v"])'
    return [
        'power1, power2 = s["powers"]',
        's["m"] = s["m"] + (g - s["m"]) * (1 - beta1)',
        's["v"] = s["v"] + (g * g - s["v"]) * (1 - beta2)',
        "corrected = rate * np.sqrt(1 - power2) / (1 - power1)",
        _move(module, f's["m"] * corrected / ({root} + {number(optimizer.epsilon)})'),
        's["powers"] = power1 * beta1, power2 * beta2',
    ]


def _adamw(optimizer: AdamW, module: str) -> Lines:
    root = f'{module}.sqrt(s["v"])'
    return [
        's["t"] += 1',
        _move(module, f"p * {number(optimizer.weight_decay)} * rate"),
        f's["m"] = s["m"] + (g - s["m"]) * real(1 - {number(optimizer.beta1)})',
        f's["v"] = s["v"] + (g * g - s["v"]) * real(1 - {number(optimizer.beta2)})',
        'power1, power2 = real(float(beta1) ** s["t"]), real(float(beta2) ** s["t"])',
        "corrected = rate * np.sqrt(1 - power2) / (1 - power1)",
        _move(module, f's["m"] * corrected / ({root} + {number(optimizer.epsilon)})'),
    ]


def factor_of_each(problem: object) -> Lines:
    """The list ``factors``: what multiplies the rate of each variable; nothing where all learn alike."""
    model = getattr(problem, "model", None)
    if model is None or not model.layer_rates:
        return []
    factors = [number(rate) for rate in model.layer_rates for _ in range(1 + model.bias)]
    return [
        f"factors = [{', '.join(factors)}]  # "
        + translate("program", "what multiplies the rate of each weight and bias")
    ]


def factors_of(experiment: Experiment) -> list[float]:
    """The same as numbers; none where all learn alike."""
    model = getattr(experiment.problem, "model", None)
    return [] if model is None else [rate for rate in model.layer_rates for _ in range(1 + model.bias)]
