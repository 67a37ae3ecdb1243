"""A run as a program in PyTorch: its derivatives, layers and losses, and its optimizers where they agree."""

from __future__ import annotations

from functools import partial

from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.expressions import filled, result_of
from gdviz.engine.learning import losses
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adadelta, Adagrad, GradientDescent, Momentum
from gdviz.export.programs import reporting
from gdviz.export.programs.dataset_code import batch_lines, batch_of, data_lines, loop_head, start_lines
from gdviz.export.programs.formula_code import loss_of
from gdviz.export.programs.numpy_program import accuracy_lines
from gdviz.export.programs.printer import OUTPUTS, printed, renamed, written
from gdviz.export.programs.rates import is_constant, rate_at, rate_lines
from gdviz.export.programs.stops import early_stop, gradient_stop, watch_lines
from gdviz.export.programs.text import Lines, about, function, identifiers, indented, joined, number, summed
from gdviz.export.programs.updates import blocks_of, factor_of_each, update_lines
from gdviz.export.programs.written_phases import WrittenPhases, changes_batch, size_line

FLAT = "v.detach().numpy().T.ravel()"  # one variable
LENGTH = "np.sqrt(sum(float({0}.square().sum()) for {1} in {2}))"  # of the gradient
LAYERS = {
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU(0.2)",
    "elu": "nn.ELU()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "softmax": "nn.Softmax(dim=1)",
    "softplus": "nn.Softplus()",
    "swish": "nn.SiLU()",
}


def program(experiment: Experiment, name: str) -> str:
    """The text of the program."""
    lines = about(experiment, name, "PyTorch", "numpy torch")
    lines += reporting.lines_by_problem(experiment, _analytic, _learning)
    return joined(line.replace("dtype=real", f"dtype=torch.{experiment.precision}") for line in lines)


def _why() -> str:
    return translate("program", "As TensorFlow defines it: PyTorch's own begins, or rounds, in another way.")


def _head(experiment: Experiment, *more: str) -> Lines:
    return [
        "import math",
        "",
        "import numpy as np",
        "import torch",
        *more,
        "",
        reporting.precision_line(experiment),
        "",
    ]


def _analytic(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    experiment, problem = phases.first, experiment.problem
    names = identifiers(problem.parameter_names)
    values = [f"torch.tensor({number(value)}, dtype=real, requires_grad=True)" for value in experiment.start]
    return [
        *_head(experiment),
        *(f"{name} = {value}" for name, value in zip(names, values, strict=True)),
        f"variables = [{', '.join(names)}]",
        *function(f"loss_of({', '.join(names)})", loss_of(problem, "torch").value),
        *reporting.flat_lines(FLAT),
        *_optimizer(phases),
        f"for i in range({experiment.steps}):",
        *indented(_step(phases, "loss_of(*variables)")),
        *indented(phases.anew(partial(_anew, phases))),
        *indented(_report(experiment, ["loss = loss_of(*variables).item()"])),
    ]


def _learning(experiment: Experiment) -> Lines:
    phases = WrittenPhases(experiment)
    changes, sized, experiment = changes_batch(experiment), experiment, phases.first
    assert isinstance(experiment.problem, Training)
    problem = experiment.problem

    def anew(before: Experiment, settings: Experiment) -> list[Lines]:
        assert isinstance(settings.problem, Training)
        blocks = [
            factor_of_each(settings.problem),
            _penalty(settings.problem, charged=phases.charged),
            [size_line(settings)] if changes else [],
        ]
        return [*blocks, *_anew(phases, before, settings)]

    dtype = f"torch.{experiment.precision}"
    on_test = ""
    if experiment.stopping.tested:
        on_test = f"({_total('model(test_X), test_Y_', charged=phases.charged)}).item()"
    layers: Lines = []
    for layer in problem.layers:
        bias = "" if layer.bias else ", bias=False"
        layers.append(f"nn.Linear({layer.inputs}, {layer.units}{bias}, dtype={dtype}),")
        if layer.activation != "linear":
            layers.append(f"{LAYERS.get(layer.activation) or _module(layer.activation) + '()'},")
    return [
        *_head(experiment, "from torch import nn", "from torch.nn import functional"),
        *data_lines(problem, tested=experiment.stopping.tested),
        "X, Y_ = torch.tensor(X), torch.tensor(Y_)",
        *(["test_X, test_Y_ = torch.tensor(test_X), torch.tensor(test_Y_)"] if on_test else []),
        "",
        *start_lines(experiment, problem),
        *_modules(problem),
        "model = nn.Sequential(",
        *indented(layers),
        ")",
        "variables = list(model.parameters())",
        "with torch.no_grad():",
        "    for variable, value in zip(variables, start):",
        "        variable.copy_(torch.tensor(value.T))  # "
        + translate("program", "PyTorch keeps weights turned"),
        *function("loss_of(y, y_)", _loss(problem.loss)),
        *_penalty(problem, charged=phases.charged),
        *([size_line(experiment)] if changes else []),
        *batch_lines(sized),
        *reporting.flat_lines(FLAT),
        *_optimizer(phases),
        *watch_lines(experiment, on_test),
        *loop_head(sized),
        *indented(
            _step(phases, _total(f"model({_inputs(sized)}), {_targets(sized)}", charged=phases.charged))
        ),
        *indented(phases.anew(anew)),
        *indented(
            _report(
                experiment,
                [
                    "with torch.no_grad():",
                    "    y = model(X)",
                    f"    loss = ({_total('y, Y_', charged=phases.charged)}).item()",
                    *_accuracy(problem),
                ],
            )
        ),
        *indented(early_stop(experiment, on_test)),
    ]


def _module(activation: str) -> str:
    """The name of the module of an activation that PyTorch has not."""
    return activation.rpartition(".")[2].title().replace("_", "")


def _modules(problem: Training) -> Lines:
    """The modules of activations that PyTorch has not."""
    lines: Lines = []
    for name in dict.fromkeys(layer.activation for layer in problem.layers):
        if name not in LAYERS and name != "linear":
            formula = written((result_of(activation_called(name).formula),), "torch")
            body = ["def forward(self, z):", *indented(formula.value)]
            lines += ["", "", f"class {_module(name)}(nn.Module):", *indented(body), "", ""]
    return lines


def _inputs(experiment: Experiment) -> str:
    return batch_of(experiment).split(", ")[0]


def _targets(experiment: Experiment) -> str:
    return batch_of(experiment).split(", ")[1]


def _total(arguments: str, *, charged: bool) -> str:
    return f"loss_of({arguments})" + (" + penalty()" if charged else "")


def _accuracy(problem: Training) -> Lines:
    return [
        line.replace("mean(y", "mean(y.numpy()").replace("((y", "((y.numpy()")
        for line in accuracy_lines(problem)
    ]


def _step(phases: WrittenPhases, loss: str) -> Lines:
    experiment = phases.first
    native = _native(phases) is not None
    factors = bool(factor_of_each(experiment.problem))
    lines = rate_at(experiment, "i")
    if native:
        if factors:
            lines += [
                "for group, factor in zip(optimizer.param_groups, factors):",
                '    group["lr"] = float(rate * factor)',
            ]
        elif not is_constant(experiment.schedule):
            lines.append('optimizer.param_groups[0]["lr"] = float(rate)')
        lines += ["optimizer.zero_grad()", f"({loss}).backward()" if " + " in loss else f"{loss}.backward()"]
        lines += gradient_stop(experiment, LENGTH.format("v.grad", "v", "variables"))
        lines.append("optimizer.step()")
    else:
        lines.append(f"gradients = torch.autograd.grad({loss}, variables)")
        lines += gradient_stop(experiment, LENGTH.format("g", "g", "gradients"))
        lines.append("with torch.no_grad():")
        if factors:
            lines.append("    for p, g, s, factor in zip(variables, gradients, states, factors):")
            lines.append("        update(p, g, s, rate * factor)")
        else:
            lines.append("    for p, g, s in zip(variables, gradients, states):")
            lines.append("        update(p, g, s, rate)")
    return [*lines, *reporting.shadow_moved(phases)]


def _anew(phases: WrittenPhases, before: Experiment, settings: Experiment) -> list[Lines]:
    """What stands before the loop and may change: the rate, and numbers of optimizer and average."""
    blocks = [rate_lines(settings), reporting.decay_lines(settings.average)]
    if _native(phases) is None:
        return [*blocks, *blocks_of(before, settings, "torch", _why())]
    for name, key in (("momentum", "momentum"), ("nesterov", "nesterov"), ("rho", "rho"), ("epsilon", "eps")):
        value = getattr(settings.optimizer, name, None)
        if value is not None and value != getattr(before.optimizer, name):
            lines = ["for group in optimizer.param_groups:", f'    group["{key}"] = {number(value)}']
            blocks.append(lines)
    return blocks


def _report(experiment: Experiment, now: Lines) -> Lines:
    return reporting.flat_report(experiment, now, rate_at(experiment, "i + 1"))


def _optimizer(phases: WrittenPhases) -> Lines:
    experiment = phases.first
    lines = [*rate_lines(experiment), *factor_of_each(experiment.problem)]
    native = _native(phases)
    if native is None:
        lines += [*update_lines(experiment.optimizer, "torch", _why())]
        lines.append("states = [start_state(v) for v in variables]")
    else:
        name, options = native
        first = "float(rate)" if is_constant(experiment.schedule) else "float(learning_rate(0))"
        given = "variables"
        if factor_of_each(experiment.problem):
            lines.append('groups = [{"params": [v]} for v in variables]')
            given = "groups"
        lines.append(f"optimizer = torch.optim.{name}({given}, lr={first}{options})")
    return [*lines, *reporting.before_loop(experiment)]


def _native(phases: WrittenPhases) -> tuple[str, str] | None:
    """PyTorch's own optimizer, where its numbers are the same and no other one takes over: the name and the
    options."""
    if phases.another_optimizer:
        return None
    optimizer = phases.first.optimizer
    match optimizer:
        case GradientDescent():
            return "SGD", ""
        case Momentum():
            # PyTorch asks for a momentum where Nesterov looks ahead; with none there is nothing ahead.
            nesterov = ", nesterov=True" if optimizer.nesterov and optimizer.momentum else ""
            return "SGD", f", momentum={number(optimizer.momentum)}{nesterov}"
        case Adagrad():
            first = number(optimizer.initial_accumulator_value)
            return "Adagrad", f", initial_accumulator_value={first}, eps=0.0"
        case Adadelta():
            return "Adadelta", f", rho={number(optimizer.rho)}, eps={number(optimizer.epsilon)}"
    return None


def _loss(loss: losses.Loss) -> Lines:
    match loss:
        case losses.MeanSquaredError():
            return ["return functional.mse_loss(y, y_)"]
        case losses.MeanAbsoluteError():
            return ["return functional.l1_loss(y, y_)"]
        case losses.Huber():
            return [f"return functional.huber_loss(y, y_, delta={number(loss.delta)})"]
        case losses.SigmoidCrossEntropy():
            return ["return functional.binary_cross_entropy_with_logits(y, y_)"]
        case losses.SoftmaxCrossEntropy():
            return ["return functional.cross_entropy(y, y_.argmax(dim=1))"]
        case losses.ClippedCrossEntropy():
            return ["return -torch.mean(y_ * torch.log(torch.clamp(y, 1e-12, 1.0)))"]
        case losses.AsymmetricCost():
            much, little = number(loss.too_much), number(loss.too_little)
            return [f"return torch.sum(torch.where(y > y_, {much} * (y - y_), {little} * (y_ - y)))"]
    return written((renamed(filled(loss, loss.formula), OUTPUTS),), "torch").returning("torch.mean({})")


def _penalty(problem: Training, *, charged: bool) -> Lines:
    l1, l2 = problem.penalty.scales
    kernels = "variables[::2]" if problem.model.bias else "variables"
    terms = []
    if l1:
        terms.append(f"{number(l1)} * sum(w.abs().sum() for w in {kernels})")
    if l2:
        terms.append(f"{number(l2)} * sum(w.square().sum() for w in {kernels}) / 2")
    if problem.penalty.formula:
        each = printed(filled(problem.penalty, problem.penalty.formula), "torch")
        terms.append(f"sum(({each}).sum() for w in {kernels})")
    if not charged:
        return []
    return function("penalty()", summed(terms))
