"""Where the settings of a run change on the way: what a program says at the steps where they do.

The loop's body stands there once. Lines that differ stand under ``if i < 12:``; what is defined before the
loop, a number or a function, is set anew after the update that leads to the step.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import msgspec

from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.stepper import sampler_of
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import Constant, PiecewiseConstant
from gdviz.export.programs.rates import is_constant
from gdviz.export.programs.text import Lines, indented, number


class WrittenPhases:
    """The settings of a run, one after the other, made alike as far as lines of a program ask for it.

    A rate that changes is a function of the step, even where it is constant between.
    """

    def __init__(self, experiment: Experiment) -> None:
        phases = [(start, settings) for start, settings in experiment.phases if start < experiment.rows]
        self.starts = [start for start, _ in phases]
        self.settings = _alike([settings for _, settings in phases])
        self.first = self.settings[0]
        self.changes = len(phases) > 1

    def differ(self, part: Callable[[Experiment], object]) -> bool:
        """Whether a part of the settings is not the same all the way."""
        return any(part(settings) != part(self.first) for settings in self.settings)

    @property
    def charged(self) -> bool:
        """Whether there is a penalty at some step."""
        problems = [settings.problem for settings in self.settings]
        return any(isinstance(each, Training) and each.penalty.charges for each in problems)

    @property
    def another_optimizer(self) -> bool:
        """Whether an optimizer of another kind takes over on the way."""
        return self.differ(lambda settings: type(settings.optimizer))

    def lines(self, of: Callable[[Experiment], Lines]) -> Lines:
        """Lines of the loop's body, those of the settings in force at step ``i``."""
        groups: list[tuple[int, Lines]] = []
        for start, settings in zip(self.starts, self.settings, strict=True):
            lines = of(settings)
            if not groups or groups[-1][1] != lines:
                groups.append((start, lines))
        if len(groups) == 1:
            return groups[0][1]
        result: Lines = []
        for place, (_, lines) in enumerate(groups):
            word = "if" if place == 0 else "elif"
            head = f"{word} i < {groups[place + 1][0]}:" if place + 1 < len(groups) else "else:"
            result += [head, *indented(lines or ["pass"])]
        return result

    def anew(self, of: Callable[[Experiment, Experiment], Iterable[Lines]]) -> Lines:
        """What is set anew after the update ``i``: of the blocks of the settings that come into force (the
        second of a pair) those that the settings before do not have."""
        result: Lines = []
        for start, before, after in zip(self.starts[1:], self.settings[:-1], self.settings[1:], strict=True):
            known = [_trimmed(block) for block in of(before, before)]
            blocks = [_trimmed(block) for block in of(before, after)]
            lines = list(itertools.chain.from_iterable(block for block in blocks if block not in known))
            if lines:
                since = translate("program", "from step {step} on").format(step=start)
                result += [f"if i + 1 == {start}:  # {since}", *indented(lines)]
        return result


def anew_line() -> str:
    """What is said where an optimizer takes over."""
    return "# " + translate("program", "another optimizer, which has gathered nothing yet")


def takes_over(before: Experiment, settings: Experiment) -> bool:
    """Whether an optimizer of another kind takes over, which begins anew."""
    return type(before.optimizer) is not type(settings.optimizer)


def changes_batch(experiment: Experiment) -> bool:
    """Whether the size of the batches changes on the way."""
    if not isinstance(experiment.problem, Training):
        return False
    return len({sampler_of(settings).size for _, settings in experiment.phases}) > 1


def size_line(settings: Experiment) -> str:
    """The size of the batches as long as these settings hold."""
    return f"batch_size = {number(sampler_of(settings).size)}"


def _alike(settings: list[Experiment]) -> list[Experiment]:
    if len(settings) == 1:
        return settings
    if any(each.schedule != settings[0].schedule for each in settings):
        settings = [_with_function(each) for each in settings]
    if any(_rates_of(each) for each in settings):
        settings = [_with_layer_rates(each) for each in settings]
    return settings


def _with_function(settings: Experiment) -> Experiment:
    """A constant rate as a function of the step."""
    schedule = settings.schedule
    if not (is_constant(schedule) and isinstance(schedule, Constant)):
        return settings
    held = PiecewiseConstant(boundaries=(), values=(schedule.learning_rate,))
    return msgspec.structs.replace(settings, schedule=held)


def _rates_of(settings: Experiment) -> tuple[float, ...]:
    return settings.problem.model.layer_rates if isinstance(settings.problem, Training) else ()


def _with_layer_rates(settings: Experiment) -> Experiment:
    """All layers with a rate of their own, if it is 1."""
    problem = settings.problem
    assert isinstance(problem, Training)
    rates = problem.model.layer_rates or (1.0,) * (len(problem.model.hidden) + 1)
    model = msgspec.structs.replace(problem.model, layer_rates=rates)
    return msgspec.structs.replace(settings, problem=msgspec.structs.replace(problem, model=model))


def _trimmed(block: Lines) -> Lines:
    """Without empty lines around it."""
    while block and not block[0]:
        block = block[1:]
    while block and not block[-1]:
        block = block[:-1]
    return block
