"""Runs whose programs are compared with their recordings: every part of an experiment, some together."""

import itertools

import msgspec
import numpy as np

from gdviz.engine import averaging, optimizers, schedules, stopping
from gdviz.engine.adam import Adam
from gdviz.engine.changes import Change
from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning import datasets, initializers, losses, penalties
from gdviz.engine.learning.activations import hidden_names, output_names
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.network import activations, with_ones
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import (
    Beale,
    Bowl,
    CourseSquare,
    DoubleWell,
    Himmelblau,
    Parabola,
    Plateau,
    Rastrigin,
    RastriginLine,
    Ravine,
    Rosenbrock,
    Saddle,
)
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.runs import run
from gdviz.engine.schedules import Schedule
from gdviz.engine.scripted import Scripted

TOLERANCE = {"float32": 1e-5, "float64": 1e-8}
LATE_TOLERANCE = 2e-4  # past the first hundred rows of a network
STEPS = 100
KINKED = ("relu", "leaky_relu", "step")
LAST_DIGITS = 20  # of one, in which the weights of two libraries differ after thousands of steps


def _rate(rate):
    return schedules.Constant(learning_rate=rate)


def analytic(problem=None, **more):
    """An experiment on a formula."""
    return Experiment(
        **{"problem": problem or CourseSquare(), "precision": "float32", "steps": STEPS, **more}
    )


def training(steps=STEPS, batch=30, order="in_order", seed=3, rate=0.01, **more):
    """An experiment on data; what a Training has not is the experiment's."""
    own = {key: value for key, value in more.items() if key in Training.__struct_fields__}
    rest = {key: value for key, value in more.items() if key not in own}
    model = {"data": datasets.Ring(), "model": Model(hidden=(5,), activation="tanh"), **own}
    return Experiment(
        **{
            "problem": Training(**model),
            "precision": "float32",
            "steps": steps,
            "seed": seed,
            "schedule": _rate(rate),
            "batches": Batches(batch_size=batch, order=order),
            **rest,
        }
    )


def objective_cases():
    problems = [
        (CourseSquare(), 0.2),
        (Parabola(curvature_w=3.0, minimum_w=-1.5), 0.1),
        (DoubleWell(tilt=0.3), 0.02),
        (Plateau(steepness=1.5), 0.3),
        (RastriginLine(), 0.001),
        (Bowl(angle=30.0, minimum_x=1.0, minimum_y=-2.0), 0.1),
        (Bowl(), 0.1),
        (Ravine(), 0.4),
        (Rosenbrock(), 0.001),
        (Himmelblau(), 0.01),
        (Beale(), 0.01),
        (Saddle(), 0.1),
        (Rastrigin(ripples=3.0), 0.001),
        (Formula(text="w^4 - 3w^3 + 2"), 0.01),
        (Formula(text="sin(3x)cos(2y) + (x^2 + y^2)/8"), 0.02),
        (Formula(text="|w1 - 2| + max(w2, 3) + relu(w1 w2) + min(w1, w2)"), 0.01),
        (Formula(text="ln(1 + w^2) + log2(3 + w^2) + log10(2 + w^2) + sqrt(1 + w^2)"), 0.05),
        (Formula(text="sigmoid(x) y^2 + 2^x + x/(1 + y^2) - tanh(x y) + exp(-x^2)"), 0.02),
        (Formula(text="asin(w/9) + acos(w/9)^2 + atan(w) + sinh(w/3) + cosh(w/3) + tan(w/9)"), 0.05),
        (Formula(text="w1^2 + 0w2"), 0.05),
        (Formula(text="e^(w/3) + (w + pi)^2 / (w^2 + 1)"), 0.05),
        (Formula(text="f(g, t1, θ) = (g − 1)² + softplus(t1) + t1²/4 + ⌊g⌋/9 + θ² step(θ + 9)"), 0.05),
        (Formula(text="if w > 1 and w < 9 then (w − 1)² else if w ≤ 0 then −w else 0.1w"), 0.05),
        (Formula(text="if x < 0 or x > 2 then x² else 3 − x"), 0.01),
        (Formula(text="if x > 0 and y < 1 then x² + y² else softplus(x) + y²"), 0.01),
        (Formula(text="step(w − 1)·(w − 1)² + softplus(−w) + sgn(w)·w²/9"), 0.01),
        (
            Formula(text="Σ_{i=1}^{3} (w − i)²/4 + ∛(w − 9) + (w mod 4)/9 + clip(w, −1, 1) + log(w + 9, 3)"),
            0.05,
        ),
        (
            Formula(
                text="{x², x ≥ 1; 2x − 1, x < 1} + (y ≠ 2 ? (y − 2)² : 1) + arsinh(y) + log1p(x²) + gelu(x)"
            ),
            0.05,
        ),
    ]
    for place, (problem, rate) in enumerate(problems):
        yield f"objective-{place}-{type(problem).__name__}", analytic(problem, schedule=_rate(rate))


def schedule_cases():
    several = [
        schedules.Constant(learning_rate=0.1, warmup_steps=7),
        *(
            kind(learning_rate=0.1, decay_steps=steps, decay_rate=0.7, staircase=staircase)
            for kind in (schedules.Exponential, schedules.InverseTime, schedules.NaturalExponential)
            for steps, staircase in ((10, False), (10, True), (41, True))
        ),
        schedules.Exponential(learning_rate=1, decay_steps=100000, decay_rate=0.96),
        schedules.Exponential(learning_rate=0.1, decay_rate=0.9, decay_steps=10, warmup_steps=13),
        schedules.Polynomial(decay_steps=60),
        schedules.Polynomial(decay_steps=30, power=0.5, end_learning_rate=0.01),
        schedules.Polynomial(decay_steps=17, power=2.0, cycle=True, warmup_steps=5),
        schedules.PiecewiseConstant(),
        schedules.PiecewiseConstant(boundaries=(5.5, 30.0), values=(0.3, 0.1, 0.02), warmup_steps=4),
        schedules.Cosine(decay_steps=73),
        schedules.Cosine(decay_steps=40, alpha=0.1, warmup_steps=10),
        schedules.CosineRestarts(first_decay_steps=10),
        schedules.CosineRestarts(first_decay_steps=11, t_mul=1.0, m_mul=0.8, alpha=0.1),
        schedules.CosineRestarts(first_decay_steps=9, t_mul=1.5, m_mul=0.7, warmup_steps=3),
    ]
    slow = Parabola(curvature_w=0.3, minimum_w=2.0)
    for place, schedule in enumerate(several):
        for precision in ("float32", "float64"):
            name = f"schedule-{place}-{type(schedule).__name__}-{precision}"
            yield name, analytic(slow, schedule=schedule, precision=precision)
    moving = schedules.Exponential(learning_rate=0.1, decay_rate=0.5, decay_steps=2)
    yield "schedule-standing", analytic(slow, schedule=moving, advance_global_step=False)


OPTIMIZERS = [
    (optimizers.GradientDescent(), 0.1),
    (optimizers.Momentum(), 0.01),
    (optimizers.Momentum(momentum=0.8, nesterov=True), 0.01),
    (optimizers.Momentum(momentum=0.0, nesterov=True), 0.01),
    (optimizers.Adagrad(), 0.3),
    (optimizers.RMSProp(), 0.01),
    (optimizers.RMSProp(momentum=0.5, decay=0.95, epsilon=1e-3), 0.01),
    (optimizers.Adadelta(), 1.0),
    (optimizers.Adam(), 0.05),
    (optimizers.Adam(beta1=0.8, beta2=0.95, epsilon=0.1), 0.05),
    (optimizers.AdamW(), 0.05),
    (optimizers.AdamW(weight_decay=0.3), 0.05),
]


def optimizer_cases():
    for place, (optimizer, rate) in enumerate(OPTIMIZERS):
        name = f"optimizer-{place}-{type(optimizer).__name__}"
        falling = schedules.Exponential(learning_rate=rate, decay_rate=0.8, decay_steps=20)
        yield f"{name}-constant", analytic(Bowl(angle=20.0), optimizer=optimizer, schedule=_rate(rate))
        yield f"{name}-falling", analytic(Ravine(), optimizer=optimizer, schedule=falling)
        yield (
            f"{name}-double",
            analytic(Ravine(), optimizer=optimizer, schedule=falling, precision="float64", steps=40),
        )
        layered = Model(hidden=(4,), activation="sigmoid", layer_rates=(0.1, 1.0))
        yield (
            f"{name}-layers",
            training(
                40, model=layered, optimizer=optimizer, schedule=falling, penalty=penalties.L2(scale=0.01)
            ),
        )
        yield f"{name}-network", training(40, optimizer=optimizer, schedule=_rate(rate))


def average_cases():
    both = (False, True)
    for place, (updates, start, debias) in enumerate(itertools.product(both, ("value", "zero"), both)):
        average = averaging.MovingAverage(decay=0.95, num_updates=updates, start=start, debias=debias)
        yield f"average-{place}", analytic(average=average, schedule=_rate(0.05))
        yield f"average-script-{place}", analytic(Scripted(), average=average)
    average = averaging.MovingAverage(decay=0.99, num_updates=True)
    yield "average-double", analytic(average=average, precision="float64")
    yield "average-standing", analytic(average=average, advance_global_step=False)
    yield "average-network", training(average=average)
    yield "average-network-plain", training(average=averaging.MovingAverage(decay=0.9, start="zero"))
    corrected = averaging.MovingAverage(decay=0.9, start="zero", debias=True)
    for kind in kinds_of(optimizers.Optimizer):  # the names of one must not be those of the other
        yield f"average-{kind.__name__}", analytic(optimizer=kind(), average=corrected, schedule=_rate(0.01))
    yield "script-alone", analytic(Scripted())
    yield "script-long", analytic(Scripted(values=((100, 10.0),) * 40), average=average)
    yield "script-double", analytic(Scripted(), average=average, precision="float64")


def data_cases():
    several = [
        datasets.Yogurt(),
        datasets.StraightLine(),
        datasets.Moons(),
        datasets.Circles(),
        datasets.ExclusiveOr(),
        datasets.Clusters(),
        datasets.Spirals(arms=3),
        datasets.FiveFeatures(examples=120),
        datasets.UserData(rows=((1.0, 2.5), (0.1, -1.0), (2.0, 0.0)), targets=(0.0, 1.0, 1.0)),
        datasets.UserData(rows=((1.0,), (0.1,), (2.5,)), targets=(0.5, 1.25, -3.0), class_names=()),
    ]
    for place, data in enumerate(several):
        yield f"data-{place}-{type(data).__name__}", training(data=data, batch=3)
    linear = Model(hidden=())
    yield "yogurt-linear", training(data=datasets.Yogurt(), batch=8, model=linear, rate=0.05)
    yield "split", training(test_share=0.3, standardize=True, data=datasets.Moons(), batch=16)
    numbers = datasets.UserData(
        rows=((1.0,), (2.0,), (3.5,), (7.0,)), targets=(3e5, 2e5, 1e5, 5e5), class_names=()
    )
    yield "standard target", training(standardize_target=True, test_share=0.25, data=numbers, batch=2)
    named = msgspec.structs.replace(numbers, names=("rooms\nand more",), target_name="price, EUR")
    plain = {"data": named, "standardize_target": True, "standardize": True, "batch": 0, "model": linear}
    yield "standard target, linear", training(**plain, rate=0.3)
    yield "standard", training(standardize=True, data=datasets.FiveFeatures(examples=90))
    chosen = ("x1²", "x1·x2", "sin x2", "max(x1, 1)")
    yield "features", training(features=chosen, data=datasets.Moons(), standardize=True)
    yield "polynomial", training(degree=3, data=datasets.StraightLine(), batch=8, test_share=0.2)
    for order in ("in_order", "shuffled", "random"):
        yield f"batches-{order}", training(batch=7, order=order)
        yield f"whole-{order}", training(batch=0, order=order, data=datasets.StraightLine())
    yield "given-start", training(model=linear, initial=(0.5, -0.25, 1.5))
    yield (
        "standing",
        training(advance_global_step=False, schedule=schedules.Exponential(learning_rate=0.1, decay_steps=3)),
    )


def model_cases():
    yield "no-bias", training(model=Model(hidden=(6,), activation="elu", bias=False))
    several = ("softplus", "swish", "sine", "step")
    for precision in ("float32", "float64"):
        layers = Model(hidden=(6, 5, 4, 3), activations=(*several[3:], *several[:3]))
        yield f"activations-{precision}", training(model=layers, precision=precision)
    for weights in (
        initializers.RandomNormal(spread=0.5),
        initializers.TruncatedNormal(),
        initializers.RandomUniform(),
        initializers.Glorot(),
        initializers.He(),
        initializers.ConstantValue(),
    ):
        yield f"weights-{type(weights).__name__}", training(model=Model(weights=weights, first_bias=0.1))
    for penalty in (penalties.L1(), penalties.L2(), penalties.L1AndL2()):
        yield f"penalty-{type(penalty).__name__}", training(penalty=penalty)


def loss_cases():
    soft, sigmoid = Model(hidden=(6,), output="softmax"), Model(hidden=(6,), output="sigmoid")
    yield "mae", training(loss=losses.MeanAbsoluteError())
    yield "huber", training(loss=losses.Huber(delta=0.3))
    yield "sigmoid-ce", training(loss=losses.SigmoidCrossEntropy())
    yield "softmax-ce", training(loss=losses.SoftmaxCrossEntropy(), data=datasets.Clusters())
    yield "softmax-twice", training(loss=losses.SoftmaxCrossEntropy(), model=soft)
    yield "clipped", training(loss=losses.ClippedCrossEntropy(), model=soft)
    yield "clipped-sigmoid", training(loss=losses.ClippedCrossEntropy(), model=sigmoid, rate=0.001)
    yield "sigmoid-twice", training(loss=losses.SigmoidCrossEntropy(), model=sigmoid)
    yield (
        "asymmetric",
        training(
            loss=losses.AsymmetricCost(), data=datasets.Yogurt(), batch=8, rate=0.001, model=Model(hidden=())
        ),
    )


def kind_cases():
    """Every kind that there is, as it is declared, those of plug-ins too."""
    slow = _rate(1e-3)
    for kind in kinds_of(Schedule):
        yield f"kind-{kind.__name__}", analytic(Parabola(curvature_w=0.3), schedule=kind())
    for kind in kinds_of(Optimizer):
        yield f"kind-{kind.__name__}", analytic(Ravine(), optimizer=kind(), schedule=_rate(0.01))
        yield f"kind-{kind.__name__}-network", training(40, optimizer=kind(), schedule=slow)
        layered = Model(hidden=(4,), activation="sigmoid", layer_rates=(0.1, 1.0))
        yield f"kind-{kind.__name__}-layers", training(40, model=layered, optimizer=kind(), schedule=slow)
    for kind in kinds_of(Objective):
        yield f"kind-{kind.__name__}", analytic(kind(), schedule=slow, precision="float64")
    for kind in kinds_of(losses.Loss):
        data = datasets.Clusters() if kind is losses.SoftmaxCrossEntropy else datasets.Yogurt()
        yield f"kind-{kind.__name__}", training(data=data, batch=8, loss=kind(), rate=1e-3)
    for kind in kinds_of(penalties.Penalty):
        yield f"kind-{kind.__name__}", training(penalty=kind())
    for kind in kinds_of(datasets.Dataset):
        data = kind(examples=60) if issubclass(kind, datasets.DrawnDataset) else kind()
        yield f"kind-{kind.__name__}", training(data=data, batch=2)
    for kind in kinds_of(initializers.Initializer):
        yield f"kind-{kind.__name__}", training(model=Model(hidden=(6,), weights=kind()))
    for name in hidden_names():
        yield f"kind-hidden-{name}", training(model=Model(hidden=(6, 4), activation=name))
    for name in output_names():
        yield f"kind-output-{name}", training(model=Model(hidden=(6,), activation="tanh", output=name))


def changed(experiment, *changes):
    """The experiment with changes (step, settings) on its way."""
    made = tuple(Change(step=step, set=settings) for step, settings in changes)
    return msgspec.structs.replace(experiment, changes=made)


def change_cases():
    """Settings that change on the way: of every optimizer, schedule and penalty, and of all that can."""
    lower = (13, {"schedule.learning_rate": 0.004})
    for kind in kinds_of(Optimizer):
        numbers = [
            name for name in kind.__struct_fields__ if name not in ("nesterov", "initial_accumulator_value")
        ]
        settings = {f"optimizer.{name}": 0.25 for name in numbers}
        both = [(13, {**lower[1], **settings}), (40, {"schedule.learning_rate": 0.02})]
        for precision in ("float32", "float64"):
            run_of_two = analytic(Ravine(), optimizer=kind(), schedule=_rate(0.01), precision=precision)
            yield f"changed-{kind.__name__}-{precision}", changed(run_of_two, *both)
        frozen = (30, {"problem.model.layer_rates": [0.0, 1.0]})
        yield (
            f"changed-{kind.__name__}-network",
            changed(training(50, optimizer=kind(), rate=0.01), both[0], frozen),
        )
    kinds = kinds_of(Optimizer)
    for place, kind in enumerate(kinds):  # another one takes over, and a third
        second, third = kinds[(place + 1) % len(kinds)], kinds[(place + 3) % len(kinds)]
        over = [(21, {"optimizer": {"kind": kind_of(second)}}), (50, {"optimizer": {"kind": kind_of(third)}})]
        for precision in ("float32", "float64"):
            run_of_two = analytic(Ravine(), optimizer=kind(), schedule=_rate(0.01), precision=precision)
            yield f"taken-over-{kind.__name__}-{precision}", changed(run_of_two, *over)
        average = averaging.MovingAverage(decay=0.9)
        yield (
            f"taken-over-{kind.__name__}-network",
            changed(training(70, optimizer=kind(), rate=0.01, average=average), *over),
        )
    yield (
        "taken-over-again",
        changed(
            analytic(Ravine(), optimizer=optimizers.Momentum(), schedule=_rate(0.01)),
            (11, {"optimizer.kind": "sgd", "schedule.learning_rate": 0.02}),
            (22, {"optimizer.kind": "momentum"}),
            (33, {"optimizer.momentum": 0.5}),
        ),
    )
    for kind in kinds_of(Schedule):
        slow = analytic(Parabola(curvature_w=0.3), schedule=_rate(0.1))
        there = {"schedule": {"kind": kind_of(kind)}}
        yield f"changed-{kind.__name__}", changed(slow, (21, there), (60, {"schedule": {"kind": "constant"}}))
    for kind in kinds_of(penalties.Penalty):
        there = (20, {"problem.penalty": {"kind": kind_of(kind)}})
        yield (
            f"changed-{kind.__name__}",
            changed(training(50), there, (35, {"problem.penalty": {"kind": "none"}})),
        )
    for order in ("in_order", "shuffled", "random"):
        sizes = [
            (11, {"batches.batch_size": 9}),
            (33, {"batches.batch_size": 0}),
            (41, {"batches.batch_size": 4}),
        ]
        yield f"changed-batches-{order}", changed(training(60, batch=7, order=order), *sizes)
    decays = [(9, {"average.decay": 0.5}), (30, {"average.num_updates": True})]
    for debias in (False, True):
        average = averaging.MovingAverage(decay=0.9, start="zero" if debias else "value", debias=debias)
        yield f"changed-average-{debias}", changed(analytic(average=average, schedule=_rate(0.05)), *decays)
        script = analytic(Scripted(), average=average)
        yield f"changed-script-{debias}", changed(script, (2, {"average.decay": 0.3}))
    looking = analytic(Bowl(angle=20.0), optimizer=optimizers.Momentum(), schedule=_rate(0.01))
    yield "changed-nesterov", changed(looking, (25, {"optimizer.nesterov": True}))
    yield (
        "changed-at-the-end",
        changed(
            analytic(schedule=_rate(0.05)),
            (1, {"schedule.learning_rate": 0.1}),
            (100, {"schedule.learning_rate": 0.2}),
            (101, {"schedule.learning_rate": 9.0}),
        ),
    )


def stopping_cases():
    """Runs that end before all their steps."""
    short = stopping.GradientTolerance(tolerance=0.05)
    falling = schedules.Exponential(learning_rate=0.05, decay_rate=0.8, decay_steps=20)
    for precision in ("float32", "float64"):
        early = {"precision": precision, "stopping": short}
        yield f"tolerance-{precision}", analytic(Ravine(), schedule=_rate(0.3), **early)
    yield "tolerance-adam", analytic(Bowl(), optimizer=Adam(), schedule=_rate(0.3), stopping=short)
    line = {"data": datasets.StraightLine(), "model": Model(hidden=())}
    yield "tolerance-line", training(stopping=short, batch=0, rate=0.1, **line)
    yield "tolerance-batches", training(stopping=short, batch=8, schedule=falling, **line)
    yield (
        "tolerance-layers",
        training(
            stopping=stopping.GradientTolerance(tolerance=0.3),
            batch=0,
            rate=0.1,
            model=Model(hidden=(4,), layer_rates=(0.1, 1.0)),
        ),
    )
    patient = {"stopping": stopping.EarlyStopping(patience=8), "test_share": 0.4, "rate": 0.05}
    noisy = datasets.Moons(noise=0.6, examples=50)
    wide = Model(hidden=(12,), activation="tanh")
    for penalty in (penalties.NoPenalty(), penalties.L2(scale=0.01)):
        early = {"data": noisy, "model": wide, "penalty": penalty, "optimizer": Adam(), "batch": 0}
        yield f"early-{type(penalty).__name__}", training(**early, **patient)
    yield "early-numbers", training(steps=3000, data=datasets.Yogurt(), batch=2, **patient)
    large = {
        "data": datasets.StraightLine(slope=300.0, noise=80.0),
        "standardize_target": True,
        "model": wide,
    }
    yield "early-standard target", training(steps=400, batch=4, optimizer=Adam(), **large, **patient)


GROUPS = {
    "stopping": stopping_cases,
    "objectives": objective_cases,
    "schedules": schedule_cases,
    "optimizers": optimizer_cases,
    "averages": average_cases,
    "data": data_cases,
    "models": model_cases,
    "losses": loss_cases,
    "kinds": kind_cases,
    "changes": change_cases,
}


def is_one(text):
    """Whether there is a program, and not only a sentence that says why there is none."""
    return "rows = [" in text


def all_cases():
    """Every case: (name, experiment)."""
    return {name: case for group in GROUPS.values() for name, case in group()}


def expected(experiment):
    """What the program's ``rows`` should be, for every row of the recording after the start."""
    recording = run(experiment)
    learns = isinstance(experiment.problem, Training)
    names = recording.names
    columns = [recording.column("step")]
    if not isinstance(experiment.problem, Scripted):
        columns.append(recording.column("learning_rate"))
        columns.append(recording.column("train_total_loss" if learns else "loss"))
    columns += [recording.column(name) for name in names]
    if isinstance(experiment.average, averaging.MovingAverage):
        columns += [recording.column(f"shadow_{name}") for name in names]
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)[1:]


def trouble(experiment, rows, most=None):
    """Where the rows that a program has printed are not the recording's; empty where all is well.

    `most` is the last step that is compared.
    """
    wanted = expected(experiment)
    rows = np.asarray(rows, np.float64)
    if rows.ndim != 2 or rows.shape[1] != wanted.shape[1] or len(rows) == 0:
        return f"rows of the shape {rows.shape}, not {wanted.shape}"
    rows = rows if most is None else rows[rows[:, 0] <= most]
    wanted = wanted[rows[:, 0].astype(int) - 1]
    apart = differences(experiment, rows, wanted)
    allowed = tolerances(experiment, rows)
    if (apart <= allowed).all():
        return ""
    row, column = np.unravel_index(np.argmax(apart / allowed), apart.shape)
    found, right = rows[row, column], wanted[row, column]
    return f"step {rows[row, 0]:g}, column {column}: {found}, not {right} ({apart[row, column]:.1e} apart)"


def differences(experiment, rows, wanted):
    """How far the rows are from those wanted; 0 where a loss was not evaluated.

    Relative to the number itself; near zero, where digits cancel, to a part of what it has been. A network's
    gradient is a sum of many terms of both signs, which each library adds in its own order: there, relative
    to a part of the largest weight.
    """
    known = np.abs(np.nan_to_num(wanted))
    size = np.maximum(known, 0.01 * known.max(axis=0))
    size[:, 3:] = np.maximum(size[:, 3:], 0.1 * known[:, 3:].max(axis=0))
    if isinstance(experiment.problem, Training):
        size[:, 3:] = np.maximum(size[:, 3:], 0.1 * known[:, 3:].max(axis=1, keepdims=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((rows == wanted) | np.isnan(wanted), 0.0, np.abs(rows - wanted) / size)


def tolerances(experiment, rows):
    """What differences are allowed in each row, ``(rows, 1)``."""
    late = isinstance(experiment.problem, Training) & (rows[:, :1] > STEPS)
    return np.where(late, LATE_TOLERANCE, TOLERANCE[experiment.precision])


def steady_until(experiment):
    """The last step of a run before its start's last digits decide where it is.

    They are moved by as much as a library's hyperbolic tangent may be off.
    """
    real = np.dtype(experiment.precision).type
    moved = tuple(float(real(each) * real(1 + 4 * np.finfo(real).eps)) for each in experiment.start)
    rows = expected(experiment)
    other = expected(msgspec.structs.replace(experiment, initial=moved))
    far = (differences(experiment, other, rows) > tolerances(experiment, rows) / 2).any(axis=1)
    return int(rows[np.argmax(far), 0]) - 1 if far.any() else int(rows[-1, 0])


def kink_before(experiment, rows):
    """The step just before the first row that is off, in which last digits decide which units are on.

    None where they do not: then the program is wrong.
    """
    rows = np.asarray(rows, np.float64)
    wanted = expected(experiment)[rows[:, 0].astype(int) - 1]
    far = (differences(experiment, rows, wanted) > tolerances(experiment, rows)).any(axis=1)
    first = int(np.argmax(far))
    if not isinstance(experiment.problem, Training) or not far.any() or not first:
        return None
    recording, layers, inputs = run(experiment), experiment.problem.layers, experiment.problem.split().x
    steps = range(int(rows[first - 1, 0]), int(rows[first, 0]))
    return next((step for step in steps if on_a_kink(recording, layers, inputs, step)), None)


def on_a_kink(recording, layers, inputs, step):
    """Whether last digits decide which units are on at a step: those in which weights differ by then."""
    params, held = recording.params[step].astype(np.float64), inputs[recording.batch(step)].astype(np.float64)
    outputs = activations(layers, params, held)
    for layer, output in zip(layers, outputs, strict=True):
        if layer.activation in KINKED:
            matrix, given = layer.matrix(params), with_ones(held, layer.bias)
            sums, sizes = given @ matrix, np.abs(given) @ np.abs(matrix)
            if (np.abs(sums) < LAST_DIGITS * np.finfo(recording.params.dtype).eps * sizes).any():
                return True
        held = output
    return False
