"""One run's every choice, frozen. Equal experiments give equal recordings, to the last bit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal, Self

import msgspec

from gdviz.engine.averaging import Average, NoAverage
from gdviz.engine.changes import MOST, Change, SettingError, with_settings
from gdviz.engine.declare import Declared, RuleError, described, ranged
from gdviz.engine.kinds import OneOf
from gdviz.engine.learning.batches import Order
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import CourseSquare
from gdviz.engine.optimizers import GradientDescent, Optimizer
from gdviz.engine.problem import Objective, Problem
from gdviz.engine.schedules import Constant, Schedule
from gdviz.engine.scripted import Scripted
from gdviz.engine.stopping import AllSteps, Stopping

MOST_PARAMETERS = 30_000  # more than the largest network that a model can be


class Batches(Declared, frozen=True):
    """Which examples each step takes. Where a run has no data, only the counters show it."""

    examples: Annotated[
        int,
        ranged(
            "Examples",
            "How many examples an epoch has. Larger makes an epoch longer; only the counters show it.",
            ge=1,
            le=1_000_000_000,
            slider=(1, 10_000),
            log=True,
        ),
    ] = 1
    batch_size: Annotated[
        int,
        ranged(
            "Batch size",
            "How many examples a step takes; 0 takes them all. Larger makes the gradient steadier and gives "
            "fewer steps an epoch; smaller makes it jitter.",
            ge=0,
            le=1_000_000_000,
            slider=(0, 1000),
        ),
    ] = 1
    order: Annotated[
        Order,
        described(
            "Order",
            "Which examples a batch takes: one after the other as they stand, shuffled anew every epoch, or "
            "drawn at random each time.",
            words={"in_order": "In order", "shuffled": "Shuffled", "random": "At random"},
        ),
    ] = "in_order"

    @property
    def step_size(self) -> int:
        """How many examples a step takes where there is no data to take them from."""
        return self.batch_size or self.examples


class Experiment(Declared, frozen=True):
    """What is minimised, from where, by which rule, for how long."""

    problem: Annotated[OneOf[Problem], described("Loss", "What is minimized.")] = CourseSquare()
    initial: Annotated[
        tuple[float, ...],
        described(
            "Start",
            "Where the run begins, a number for each parameter. Left empty, it is the loss's own start.",
            max_length=MOST_PARAMETERS,
        ),
    ] = ()
    optimizer: Annotated[
        OneOf[Optimizer], described("Optimizer", "The rule that turns gradients into steps.")
    ] = GradientDescent()
    schedule: Annotated[
        OneOf[Schedule], described("Learning rate", "How the learning rate changes from step to step.")
    ] = Constant()
    average: Annotated[
        OneOf[Average], described("Moving average", "Whether a shadow follows the parameters.")
    ] = NoAverage()
    batches: Annotated[
        Batches, described("Examples and batches", "What the epoch and example counters count.")
    ] = Batches()
    steps: Annotated[
        int,
        ranged(
            "Steps",
            "How many updates the run makes. Larger runs longer. Values set by hand have their own number.",
            ge=1,
            le=100_000_000,
            slider=(1, 10_000),
            log=True,
        ),
    ] = 40
    stopping: Annotated[
        OneOf[Stopping],
        described("End", "When the run ends: after all steps, or before, where nothing is to be gained."),
    ] = AllSteps()
    advance_global_step: Annotated[
        bool,
        described(
            "Advance global_step",
            "Counts global_step up at every update. Left at 0, the schedule never moves.",
        ),
    ] = True
    precision: Annotated[
        Literal["float32", "float64"],
        described("Precision", "float32 reproduces TensorFlow's digits; float64 is more exact."),
    ] = "float64"
    seed: Annotated[
        int,
        ranged(
            "Seed",
            "Where the random numbers begin. Another seed gives another run where chance plays a part; "
            "larger or smaller means nothing.",
            ge=0,
            le=2**32 - 1,
            slider=(0, 1000),
        ),
    ] = 0

    changes: Annotated[
        tuple[Change, ...],
        described(
            "Changes",
            "What changes on the way, in the order of steps: from a step on, other settings are in force.",
            max_length=MOST,
        ),
    ] = ()

    def __post_init__(self) -> None:
        if self.changes:
            self._check_changes()
        if self.training is not None and self.batches.batch_size > self.training.train_size:
            raise RuleError(
                "batch_size must be at most {most}, the number of examples to learn from, but is {found}",
                most=self.training.train_size,
                found=self.batches.batch_size,
            )
        if self.stopping.tested and not self.tests:
            raise RuleError("early stopping needs examples to test on: make test_share larger than 0")
        names = self.problem.parameter_names
        if self.initial and len(self.initial) != len(names):
            raise self._refuse_initial(names)
        if not all(math.isfinite(value) and abs(value) <= 1e30 for value in self.initial):
            raise RuleError("initial must be finite numbers, between -1e30 and 1e30")

    def _check_changes(self) -> None:
        steps = [change.step for change in self.changes]
        if steps != sorted(set(steps)):
            raise RuleError("changes must stand in the order of their steps, each step once")
        run = msgspec.structs.replace(self, changes=())
        for place, change in enumerate(self.changes):
            try:
                run = with_settings(run, change.set)
            except SettingError as error:
                raise error.at(f"changes[{place}].set.{error.place}", error.hint, error.value) from error

    @property
    def phases(self) -> tuple[tuple[int, Self], ...]:
        """The first step of each set of settings, from 0 on, and a run that has them all the way."""
        if not self.changes:
            return ((0, self),)
        settings = [msgspec.structs.replace(self, changes=())]
        for change in self.changes:
            settings.append(with_settings(settings[-1], change.set))
        return tuple(zip((0, *(change.step for change in self.changes)), settings, strict=True))

    def at(self, step: int) -> Self:
        """A run with the settings that are in force at a step, all the way."""
        return next(settings for first, settings in reversed(self.phases) if first <= step)

    def _refuse_initial(self, names: Sequence[str]) -> RuleError:
        found = len(self.initial)
        if len(names) == 1:
            return RuleError(
                "initial needs one number, for {name}, but has {found}; leave it empty to begin at the "
                "loss's own start",
                name=names[0],
                found=found,
            )
        if len(names) < 4:
            return RuleError(
                "initial needs {count} numbers, for {names}, but has {found}; leave it empty to begin at the "
                "loss's own start",
                count=len(names),
                names=", ".join(names),
                found=found,
            )
        return RuleError(
            "initial needs {count} numbers, one for each parameter, but has {found}; leave it empty to begin "
            "at the loss's own start",
            count=len(names),
            found=found,
        )

    @property
    def tests(self) -> bool:
        """Whether there are examples that are held back for a test."""
        return self.training is not None and self.training.train_size < self.training.data.size

    @property
    def training(self) -> Training | None:
        """What is learned from data; None where the run works on a formula or on values set by hand."""
        return self.problem if isinstance(self.problem, Training) else None

    @property
    def objective(self) -> Objective | None:
        """The loss that is known in closed form; None where data or values set by hand decide."""
        return self.problem if isinstance(self.problem, Objective) else None

    @property
    def scripted(self) -> Scripted | None:
        """The values that are set by hand; None where something descends."""
        return self.problem if isinstance(self.problem, Scripted) else None

    @property
    def start(self) -> tuple[float, ...]:
        """Where the run begins: `initial`, or the problem's own start."""
        return self.initial or self.problem.start_from(self.seed)

    @property
    def rows(self) -> int:
        """How many rows a complete recording has: the start and one an update."""
        return (self.steps if self.scripted is None else len(self.scripted.values)) + 1
