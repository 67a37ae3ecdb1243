"""The figures of the first seven lessons, digit for digit as the course prints them (float32).

The course's line "after i steps", with i counted from 0, is row i + 1 here.
"""

import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import run
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.schedules import Constant, Exponential
from gdviz.engine.scripted import Scripted
from gdviz.readings.outcome_sentence import outcome_text

# Printed by TensorFlow 2.21 with %f, 40 steps: w and loss.
ONE_STEP_AT_A_TIME = """
2.600000 12.959999
1.160000 4.665599
0.296000 1.679616
-0.222400 0.604662
-0.533440 0.217678
-0.720064 0.078364
-0.832038 0.028211
-0.899223 0.010156
-0.939534 0.003656
-0.963720 0.001316
-0.978232 0.000474
-0.986939 0.000171
-0.992164 0.000061
-0.995298 0.000022
-0.997179 0.000008
-0.998307 0.000003
-0.998984 0.000001
-0.999391 0.000000
-0.999634 0.000000
-0.999781 0.000000
-0.999868 0.000000
-0.999921 0.000000
-0.999953 0.000000
-0.999972 0.000000
-0.999983 0.000000
-0.999990 0.000000
-0.999994 0.000000
-0.999996 0.000000
-0.999998 0.000000
-0.999999 0.000000
-0.999999 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
-1.000000 0.000000
"""

# Learning rate (read after the step), w and loss.
EXPONENTIAL_DECAY = """
0.099000 3.800000 23.040001
0.098010 2.849600 14.819419
0.097030 2.095001 9.579033
0.096060 1.494386 6.221961
0.095099 1.015167 4.060896
0.094148 0.631886 2.663051
0.093207 0.324608 1.754587
0.092274 0.077684 1.161403
0.091352 -0.121202 0.772287
0.090438 -0.281761 0.515867
0.089534 -0.411674 0.346128
0.088638 -0.517024 0.233266
0.087752 -0.602644 0.157891
0.086875 -0.672382 0.107334
0.086006 -0.729305 0.073276
0.085146 -0.775868 0.050235
0.084294 -0.814036 0.034583
0.083451 -0.845387 0.023905
0.082617 -0.871193 0.016591
0.081791 -0.892476 0.011561
0.080973 -0.910065 0.008088
0.080163 -0.924629 0.005681
0.079361 -0.936713 0.004005
0.078568 -0.946758 0.002835
0.077782 -0.955125 0.002014
0.077004 -0.962106 0.001436
0.076234 -0.967942 0.001028
0.075472 -0.972830 0.000738
0.074717 -0.976931 0.000532
0.073970 -0.980378 0.000385
0.073230 -0.983281 0.000280
0.072498 -0.985730 0.000204
0.071773 -0.987799 0.000149
0.071055 -0.989550 0.000109
0.070345 -0.991035 0.000080
0.069641 -0.992297 0.000059
0.068945 -0.993369 0.000044
0.068255 -0.994284 0.000033
0.067573 -0.995064 0.000024
0.066897 -0.995731 0.000018
"""


def recorded(**choices):
    return run(Experiment(precision="float32", **choices))


def printed(recording, *columns, start=1):
    """The rows as the course prints them."""
    rows = zip(*(recording.column(name, start) for name in columns), strict=True)
    return [" ".join(f"{number:f}" for number in row) for row in rows]


def constant(rate):
    return Constant(learning_rate=rate)


def test_lesson_1_one_step_at_a_time():
    recording = recorded(schedule=constant(0.2))
    assert printed(recording, "w", "loss") == ONE_STEP_AT_A_TIME.split("\n")[1:-1]
    assert recording.column("w").dtype == recording.column("loss").dtype == np.float32
    assert recording.outcome.kind == "converged"
    assert recording.column("step").tolist() == recording.column("global_step").tolist() == list(range(41))
    assert printed(recording, "w", "loss", "gradient_w", start=0)[0] == "5.000000 36.000000 12.000000"


def test_lesson_2_too_large_and_too_small():
    swinging = recorded(schedule=constant(1.0))
    assert swinging.column("w").tolist() == [5.0, -7.0] * 20 + [5.0]
    assert set(swinging.column("loss").tolist()) == {36.0}
    assert swinging.outcome.kind == "oscillating"
    assert swinging.outcome.limit == 1.0

    crawling = recorded(schedule=constant(0.0001))
    assert printed(crawling, "w")[-1] == "4.952183"
    assert crawling.outcome.kind == "slow"

    growing = recorded(schedule=constant(1.2))
    assert growing.published == 41  # nothing is cut where it merely grows
    assert (
        outcome_text(growing.outcome)
        == "diverging at step 40: the learning rate 1.2 is above 2/L = 1 (L: the curvature)"
    )


@pytest.mark.parametrize("staircase", [True, False])  # the same with decay_steps 1
def test_lesson_3_exponential_decay(staircase):
    schedule = Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1, staircase=staircase)
    recording = recorded(schedule=schedule)
    assert printed(recording, "learning_rate", "w", "loss") == EXPONENTIAL_DECAY.split("\n")[1:-1]
    assert printed(recording, "learning_rate", start=0)[0] == "0.100000"


@pytest.mark.parametrize("staircase", [True, False])
def test_lesson_4_a_degrading_rate(staircase):
    schedule = Exponential(learning_rate=0.1, decay_rate=0.9, decay_steps=10, staircase=staircase)
    rates = recorded(schedule=schedule, steps=20).column("learning_rate")
    assert [f"{rates[step]:f}" for step in (0, 10, 20)] == ["0.100000", "0.090000", "0.081000"]
    assert (f"{rates[9]:f}" == "0.100000") is staircase
    assert bool(rates[5] == rates[0]) is staircase


def test_lesson_4_a_rate_that_degrades_over_100000_steps():
    schedule = Exponential(learning_rate=0.1, decay_rate=0.96, decay_steps=100_000)
    rates = schedule.rates([0, 100_000, 200_000], np.float32)
    assert [f"{rate:f}" for rate in rates] == ["0.100000", "0.096000", "0.092160"]


def test_lesson_5_who_advances_global_step():
    schedule = Exponential(learning_rate=1.0, decay_rate=0.96, decay_steps=100_000)
    choices = {"schedule": schedule, "steps": 24, "batches": Batches(examples=1200, batch_size=100)}

    advancing = recorded(**choices)
    rates = [f"{rate:.7f}" for rate in advancing.column("learning_rate")]
    assert rates[:3] == ["1.0000000", "0.9999996", "0.9999992"]
    assert rates[23] == "0.9999906"
    assert advancing.column("epoch")[[0, 11, 12, 23, 24]].tolist() == [0, 0, 1, 1, 2]
    assert advancing.column("examples")[[0, 1, 24]].tolist() == [0, 100, 2400]
    assert advancing.column("global_step").tolist() == list(range(25))

    left = recorded(**choices, advance_global_step=False)
    assert set(left.column("learning_rate").tolist()) == {1.0}
    assert set(left.column("global_step").tolist()) == {0}
    assert left.column("step").tolist() == list(range(25))


def test_lesson_6_the_shadow_by_hand():
    script = Scripted(values=((0, 1.0), (100, 10.0), (100, 10.0), (100, 10.0)))
    # In float64: float32 itself, TensorFlow's too, rounds the third figure to 2.3281732.
    recording = run(Experiment(problem=script, average=MovingAverage(decay=0.99, num_updates=True)))
    assert recording.rows == recording.published == 5
    assert recording.column("w").tolist() == [0.0, 1.0, 10.0, 10.0, 10.0]
    assert recording.column("global_step").tolist() == [0, 0, 100, 100, 100]
    shadow = printed(recording, "shadow_w", start=0)
    assert shadow == ["0.000000", "0.900000", "1.644545", "2.328174", "2.955868"]
    decays = [0.1, 0.1, 101 / 110, 101 / 110, 101 / 110]
    assert recording.column("effective_decay").tolist() == decays
    assert recording.outcome.kind == "done"

    single = recorded(problem=script, average=MovingAverage(decay=0.99, num_updates=True))
    np.testing.assert_allclose(single.column("shadow_w"), recording.column("shadow_w"), rtol=2e-7)
    np.testing.assert_allclose(single.column("effective_decay"), decays, rtol=2e-7)


def test_lesson_7_the_shadow_follows_training():
    # Both from TensorFlow 2.21; the shadow is updated after the weights and after the counter.
    recording = recorded(schedule=constant(0.2), average=MovingAverage(decay=0.99, num_updates=True))
    shadow = recording.column("shadow_w")
    assert shadow[0] == 5.0
    assert shadow[1] == np.float32(3.0363636016845703)
    assert shadow[40] == np.float32(-0.9999848008155823)
    decays = recording.column("effective_decay").astype(np.float64)
    assert decays[[1, 2, 40]] == pytest.approx([2 / 11, 3 / 12, 41 / 50], rel=1e-7)

    recording = recorded(schedule=constant(0.2), average=MovingAverage(decay=0.99))
    assert np.all(recording.column("shadow_w")[1:] > recording.column("w")[1:])  # it lags
    assert set(recording.column("effective_decay").tolist()) == {float(np.float32(0.99))}
