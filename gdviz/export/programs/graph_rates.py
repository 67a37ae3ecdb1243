"""The learning rate in a graph of TensorFlow 1: its own schedule, or a number that is fed."""

from __future__ import annotations

import numpy as np

from gdviz.base.i18n import translate
from gdviz.engine.schedules import Cosine, CosineRestarts, Polynomial
from gdviz.export.programs.graph_parts import decayed
from gdviz.export.programs.rates import is_constant, rate_lines, stairs_agree
from gdviz.export.programs.text import Lines, function
from gdviz.export.programs.written_phases import WrittenPhases


def is_fed(phases: WrittenPhases) -> bool:
    """Whether the rate comes from NumPy: where other settings follow, and in float64, where TensorFlow's
    stairs and restarts may fall elsewhere."""
    experiment = phases.first
    if phases.differ(lambda settings: settings.schedule):
        return True
    schedule = experiment.schedule
    if not decayed(schedule, "step", double=False):
        return True
    if experiment.precision == "float32":
        return False
    if isinstance(schedule, Cosine | CosineRestarts) or (isinstance(schedule, Polynomial) and schedule.cycle):
        return True
    return not stairs_agree(schedule, experiment.steps, np.float64, reciprocal=True)


def rate_name(phases: WrittenPhases) -> str:
    """What the rate of a step is called in the graph."""
    if is_constant(phases.first.schedule):
        return "rate"
    return "rate_now" if is_fed(phases) else "learning_rate"


def rate_in_graph(phases: WrittenPhases) -> Lines:
    """What defines it there, or beside the graph."""
    experiment = phases.first
    schedule = experiment.schedule
    if is_constant(schedule):
        return rate_lines(experiment)
    if is_fed(phases):
        return [*rate_lines(experiment), "rate_now = tf.placeholder(real, ())"]
    double = experiment.precision == "float64"
    warm = schedule.warmup_steps
    if not warm:
        return [f"learning_rate = {decayed(schedule, 'global_step', double)}"]
    return [
        *function("decayed(step)", [f"return {decayed(schedule, 'step', double)}"]),
        "learning_rate = tf.where(  # " + translate("program", "warm-up"),
        f"    global_step < {warm},",
        f"    decayed(tf.constant(0)) * (tf.cast(global_step, real) / {warm}),",
        f"    decayed(tf.maximum(global_step - {warm}, 0)),",
        ")",
    ]
