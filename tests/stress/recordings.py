"""Prints a line for each of many runs, with a digest of every number that was recorded.

    python tests/stress/recordings.py LESSONS_STEPS EXPERIMENTS [numpy-first]

All runs of the lessons, of no more than so many steps each, and so many random experiments. With
``numpy-first`` it is a program that had NumPy before gdviz, as a notebook has; else a process of gdviz's own.
"""

import hashlib
import random
import sys

if sys.argv[3:] == ["numpy-first"]:
    import numpy as np
else:
    from gdviz.base.kernel import fix_kernel

    fix_kernel()
    import numpy as np

import msgspec

from gdviz.document import lessons
from gdviz.engine.averaging import Average
from gdviz.engine.declare import Declared, fields_of
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.initializers import Initializer
from gdviz.engine.learning.losses import ClippedCrossEntropy, Loss
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.runs import run
from gdviz.engine.schedules import Schedule

FORMULAS = (
    "sin(w) + cos(2w)/3 + w^2/50",
    "exp(-w^2) + sinh(w/9)*tanh(w)",
    "ln(1 + w^2) + log2(2 + w^4) - log10(3 + cosh(w/5))",
    "abs(w)^2.5 + 2^(w/3) + (w^2 + 1)^(-1.5)",
    "asin(w/100) + acos(w/90) + atan(w)^2 + tan(w/40)",
    "sigmoid(x + y) + relu(x - y) + sqrt(1 + x^2 + y^2)",
)


def drawn(chance: random.Random, cls: type[Declared]) -> Declared:
    """One of a class, with numbers from the ranges of its sliders."""
    made = cls()
    for field in fields_of(cls):
        value = field.default
        if field.kind in ("float", "int") and field.slider and chance.random() < 0.7:
            low, high = field.slider
            share = chance.random()
            value = low * (high / low) ** share if field.log else low + (high - low) * share
            value = round(value) if field.kind == "int" else float(f"{value:.6g}")
        elif field.kind == "bool":
            value = chance.random() < 0.5
        elif field.kind == "choice":
            value = chance.choice(field.choices)
        try:
            made = msgspec.structs.replace(made, **{field.name: value})
        except ValueError:
            continue  # fields that must fit each other
    return made


def training(chance: random.Random, number: int) -> Training:
    """A model of every sort in its turn."""
    kinds = [kind for kind in kinds_of(Dataset) if kind is not UserData]
    data = drawn(chance, kinds[number % len(kinds)])
    data = msgspec.structs.replace(data, examples=chance.choice([7, 30, 64, 101]))
    losses = [kind for kind in kinds_of(Loss) if data.classes or kind.outputs == "numbers"]
    loss = drawn(chance, losses[number % len(losses)])
    output = "sigmoid" if isinstance(loss, ClippedCrossEntropy) else "linear"
    if data.classes and chance.random() < 0.3 and loss.outputs != "logits":
        output = "softmax"
    starts = kinds_of(Initializer)
    model = Model(
        hidden=tuple(chance.choice([1, 2, 5, 11, 64]) for _ in range(number // 4 % 4)),
        activation=["relu", "leaky_relu", "elu", "sigmoid", "tanh", "linear"][number % 6],
        output=output,
        bias=chance.random() < 0.8,
        weights=drawn(chance, starts[number % len(starts)]),
    )
    penalties = kinds_of(Penalty)
    return Training(
        data=data,
        model=model,
        loss=loss,
        penalty=drawn(chance, penalties[number // 5 % len(penalties)]),
        test_share=chance.choice([0.0, 0.3]),
        standardize=chance.random() < 0.3,
    )


def experiment(number: int) -> Experiment:
    """The random experiment of a number: three of four learn from data."""
    chance = random.Random(number)
    if number % 4:
        problem = training(chance, number)
    elif number % 8:
        problem = Formula(text=FORMULAS[number // 8 % len(FORMULAS)])
    else:
        kinds = [kind for kind in kinds_of(Objective) if kind is not Formula]
        problem = drawn(chance, kinds[number // 8 % len(kinds)])
    optimizers, schedules = kinds_of(Optimizer), kinds_of(Schedule)
    size = problem.train_size if isinstance(problem, Training) else 1
    return Experiment(
        problem=problem,
        optimizer=drawn(chance, optimizers[number % len(optimizers)]),
        schedule=drawn(chance, schedules[number % len(schedules)]),
        average=drawn(chance, kinds_of(Average)[number % 2]),
        batches=Batches(
            batch_size=chance.randint(0, size),
            order=["in_order", "shuffled", "random"][number % 3],
        ),
        steps=chance.choice([20, 60, 150]),
        precision=["float32", "float64"][number // 2 % 2],
        seed=chance.randrange(2**32),
    )


def digest(of: Experiment) -> str:
    """Of every number that the run's recording holds, and of how it ended."""
    recording = run(of)
    sha = hashlib.sha256(repr(recording.outcome).encode())
    for name, value in sorted(vars(recording).items()):
        arrays = value if isinstance(value, dict) else {name: value}
        for array in arrays.values():
            if isinstance(array, np.ndarray):
                published = array[: recording.published].copy()
                if published.dtype.kind == "f":
                    published[np.isnan(published)] = np.nan  # whichever NaN it is
                sha.update(published.tobytes())
    return f"{sha.hexdigest()[:16]} {recording.published}"


def main(lesson_steps: int, experiments: int) -> None:
    for name in lessons.names():
        for place, each in enumerate(lessons.find(name).scene.runs):
            steps = min(each.experiment.steps, lesson_steps)
            print(name, place, digest(msgspec.structs.replace(each.experiment, steps=steps)))
    for number in range(experiments):
        print("random", number, digest(experiment(number)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
