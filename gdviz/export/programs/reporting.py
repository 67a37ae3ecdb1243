"""What a program prints, as the course does, and the rows it gathers: the same for every framework.

The loop's body has ``i``, ``params`` and ``shadow`` (flat arrays), ``rate`` (for the coming step, as the
course prints it) and ``loss``.
"""

from __future__ import annotations

from collections.abc import Callable

from gdviz.base.i18n import translate
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.scripted import Scripted
from gdviz.export.programs.rates import is_constant
from gdviz.export.programs.text import Lines, docstring, every, function, indented, number, wrapped
from gdviz.export.programs.written_phases import WrittenPhases

FEW = 3  # parameters up to which each is printed


def lines_by_problem(
    experiment: Experiment,
    analytic: Callable[[Experiment], Lines],
    learning: Callable[[Experiment], Lines],
    scripted: Callable[[Experiment, Scripted], Lines] | None = None,
) -> Lines:
    """What makes the run, by what it learns; values set by hand are in NumPy where nothing else is given."""
    if isinstance(experiment.problem, Scripted):
        return (scripted or scripted_lines)(experiment, experiment.problem)
    return (learning if isinstance(experiment.problem, Training) else analytic)(experiment)


def head(experiment: Experiment) -> Lines:
    """The imports and the precision."""
    return ["import math", "", "import numpy as np", "", precision_line(experiment), ""]


def precision_line(experiment: Experiment) -> str:
    """What all numbers are."""
    return f"real = np.{experiment.precision}  # " + translate("program", "the precision")


def flat_lines(each: str) -> Lines:
    """The function ``flat``: all parameters as an array; `each` is that of a variable ``v``."""
    body = [
        docstring(translate("program", "All parameters, one after the other.")),
        f"return np.concatenate([{each} for v in variables])",
    ]
    return function("flat()", body)


def before_loop(experiment: Experiment) -> Lines:
    """The shadow before the loop, where there is ``flat``, and the list of rows."""
    shadow = shadow_before(experiment.average)
    return [*(["params = flat()", *shadow] if shadow else []), rows_line(experiment), ""]


def shadow_moved(phases: WrittenPhases) -> Lines:
    """The shadow after an update, where there is ``flat``."""
    moved = isinstance(phases.first.average, MovingAverage)
    return ["params = flat()", *phases.lines(shadow_of)] if moved else []


def flat_report(experiment: Experiment, now: Lines, rate: Lines) -> Lines:
    """`report_lines`, where ``params`` are found by ``flat`` unless the shadow needed them already."""
    averaged = isinstance(experiment.average, MovingAverage)
    return report_lines(experiment, now if averaged else ["params = flat()", *now], rate)


def rows_line(experiment: Experiment) -> str:
    """The list that is filled, with what stands in it."""
    if isinstance(experiment.average, MovingAverage):
        return "rows = []  # " + translate(
            "program", "updates done, learning rate, loss, parameters, shadows"
        )
    return "rows = []  # " + translate("program", "updates done, learning rate, loss, parameters")


def report_lines(experiment: Experiment, now: Lines, rate: Lines) -> Lines:
    """The end of the loop's body; `now` sets ``params`` and ``loss``, `rate` the rate of the coming step."""
    names = experiment.problem.parameter_names
    averaged = isinstance(experiment.average, MovingAverage)
    parts: list[tuple[str, str]] = []
    if not is_constant(experiment.schedule):
        parts.append(("global_step is %d", "i + 1" if experiment.advance_global_step else "0"))
    if len(names) <= FEW:
        for place, name in enumerate(names):
            parts.append((f"{name} is %f", f"params[{place}]"))
            if averaged:
                parts.append(("its shadow is %f", f"shadow[{place}]"))
    if not is_constant(experiment.schedule):
        parts.append(("learning rate is %f", "rate"))
    parts.append(("loss is %f", "loss"))
    if isinstance(experiment.problem, Training) and experiment.problem.data.classes:
        parts.append(("accuracy is %f", "accuracy"))
    words = ", ".join(text for text, _ in parts)
    values = ", ".join(["i", *(value for _, value in parts)])
    shadow = ", *shadow" if averaged else ""
    lines = [
        *now,
        "if not np.isfinite(loss):",
        '    print("After %d steps the run has diverged." % i)',
        "    break",
        *rate,
        *_print(f"After %d steps: {words}.", values),
        f"rows.append([i + 1, rate, loss, *params{shadow}])",
    ]
    size = every(experiment.steps)
    if size == 1:
        return lines
    return [f"if i % {size} == 0 or i == {experiment.steps - 1}:", *indented(lines)]


def _print(text: str, values: str) -> Lines:
    line = f'print("{text}" % ({values}))'
    return [line] if len(line) <= 90 else ["print(", f'    "{text}"', f"    % ({values})", ")"]


# -- the shadow ----------------------------------------------------------------------------------------------


def shadow_before(average: object) -> Lines:
    """What stands before the loop, where ``params`` is known."""
    if not isinstance(average, MovingAverage):
        return []
    lines = [
        "# " + translate("program", "the moving average of the parameters: their shadow"),
        *decay_lines(average),
    ]
    if average.start == "value":
        return [*lines, "shadow = params.copy()"]
    if not average.debias:
        return [*lines, "shadow = np.zeros_like(params)"]
    return [*lines, "first, biased, weight_so_far = params.copy(), np.zeros_like(params), real(0)"]


def decay_lines(average: object) -> Lines:
    """The decay, where it is one number all through."""
    if not isinstance(average, MovingAverage) or average.num_updates:
        return []
    return [f"decay = real({number(average.decay)})"]


def shadow_of(experiment: Experiment) -> Lines:
    """What follows each update of a run with these settings."""
    return shadow_step(experiment.average, global_step_after(experiment))


def shadow_step(average: object, global_step: str) -> Lines:
    """What follows each update; `global_step` is the counter, which has moved already."""
    if not isinstance(average, MovingAverage):
        return []
    lines = []
    if average.num_updates:
        shown = f"n = {global_step}"
        lines = [shown, f"decay = min(real({number(average.decay)}), real(1 + n) / real(10 + n))"]
    if average.debias and average.start == "zero":
        return [
            *lines,
            "biased -= (biased - params) * (1 - decay)",
            "weight_so_far -= (weight_so_far - 1) * (1 - decay)",
            "shadow = biased / weight_so_far if weight_so_far > 0 else first",
        ]
    return [*lines, "shadow -= (shadow - params) * (1 - decay)"]


def global_step_after(experiment: Experiment) -> str:
    """The counter after the update i."""
    return "i + 1" if experiment.advance_global_step else "0"


# -- values set by hand --------------------------------------------------------------------------------------


def script_lines(problem: Scripted) -> Lines:
    """The list of (global step, value)."""
    pairs = (f"({step},\u00a0{number(value)})" for step, value in problem.values)  # so that none is folded
    lines = wrapped("script = [", pairs, "]  # (global_step, value)")
    return [line.replace("\u00a0", " ") for line in lines]


def value_rows_line(*, averaged: bool) -> str:
    """The list of rows of values set by hand."""
    if averaged:
        return "rows = []  # " + translate("program", "updates done, value, shadow")
    return "rows = []  # " + translate("program", "updates done, value")


def scripted_lines(experiment: Experiment, problem: Scripted) -> Lines:
    """Values set by hand and their shadow, in NumPy: what TensorFlow 2 and PyTorch have no more of."""
    phases = WrittenPhases(experiment)
    average = experiment.average
    averaged = isinstance(average, MovingAverage)
    shadow = ["shadow", "shadow[0]"] if averaged else []
    words = "".join(f", {name}: %f" for name in ("value", *shadow[:1])).removeprefix(", ")
    values = ", ".join(["params[0]", *shadow[1:]])
    gathered = ", *params, *shadow" if averaged else ", *params"
    return [
        *head(experiment),
        *script_lines(problem),
        value_rows_line(averaged=averaged),
        "",
        f"params = np.array([{number(experiment.start[0])}], real)",
        *shadow_before(average),
        "for i, (global_step, value) in enumerate(script):",
        "    params[:] = value",
        *indented(phases.lines(lambda settings: shadow_step(settings.average, "global_step"))),
        *indented(phases.anew(lambda _, settings: [decay_lines(settings.average)])),
        f'    print("After %d steps: global_step is %d, {words}" % (i, global_step, {values}))',
        f"    rows.append([i + 1{gathered}])",
    ]
