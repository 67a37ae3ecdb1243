"""Every lesson shows the figures of the course."""

import functools
import json
import re

import contourpy
import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.base import resources
from gdviz.document import codec, edits, labels, lessons
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.document.validate import differing
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.quantities import quantity
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.notation.numbers import fixed
from tests.recordings import recording_of
from tests.sampling import long


@functools.cache
def recordings(name, beat=""):
    """Every run of a lesson, or of one of its beats, run to its end."""
    return [recording_of(each.experiment) for each in scene_of(name, beat).runs]


def scene_of(name, beat=""):
    lesson = lessons.find(name)
    if not beat:
        return lesson.scene
    return beat_scene(lesson.scene, next(each for each in lesson.beats if each.id == beat))


def printed(recording, column, rows=slice(None), decimals=6):
    return [f"{value:.{decimals}f}" for value in recording.column(column)[rows]]


def test_lessons_are_counted_from_1_in_order():
    assert [lesson.number for lesson in lessons.all()] == list(range(1, len(lessons.all()) + 1))
    assert lessons.names()[0] == "01-one-step-at-a-time"


@pytest.mark.parametrize("lesson", lessons.all(), ids=str)
def test_a_lesson_lasts_20_to_40_seconds_at_its_own_speed(lesson):
    assert 20 <= max(each.steps for each in lesson.scene.runs) / lesson.scene.speed <= 40


def test_a_lesson_is_found_by_number_and_name():
    first = lessons.all()[0]
    for text in ("1", "01", " 1 ", first.name, f"{first.name}.json"):
        assert lessons.find(text) is first
    beyond = str(len(lessons.all()) + 1)
    for text in ("0", beyond, "one-step", "", "1.0", "²"):
        assert lessons.find(text) is None
    with pytest.raises(KeyError):
        lessons.load(beyond)


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_a_lesson_s_scene_holds_only_what_differs_from_the_defaults(lesson):
    file = resources.folder("lessons") / f"{lesson.name}.json"
    assert json.loads(file.read_text("utf-8"))["scene"] == json.loads(json.dumps(differing(lesson.scene)))


def test_a_beat_s_scene_is_found_behind_its_lesson():
    first = lessons.all()[0]
    assert lessons.find_scene("1") == (first, first.scene)
    lesson, scene = lessons.find_scene("lesson-3:course")
    assert scene == scene_of("3", "course")
    assert scene.lesson == lesson.name
    assert lessons.find_scene("C:course") is None
    with pytest.raises(DocumentError, match="03-exponential-decay has no beat “curse”"):
        lessons.find_scene("3:curse")


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_a_lesson_is_complete_in_both_languages(lesson):
    for text in (lesson.title, lesson.notes):
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
        assert not any("\u4e00" <= character <= "\u9fff" for character in text.en)
    assert 100 < len(lesson.notes.en) < (500 if lesson.beats else 700)
    assert lesson.scene.title == lesson.scene.notes == ""
    assert lessons.texts(lesson.scene, "zh_CN") == (lesson.title.zh, lesson.notes.zh)
    # Named by their differences, in any language, or by what reads alike in all.
    assert all(re.fullmatch("[0-9.:×ⁿ ]*|MSE", each.name) for each in lesson.scene.runs)
    assert len({each.color for each in lesson.scene.runs}) == len(lesson.scene.runs)
    assert codec.loads(codec.dumps(lesson.scene)) == lesson.scene


def test_a_scene_s_own_texts_come_first():
    scene = Scene(lesson=lessons.names()[0], title="Mine")
    assert lessons.texts(scene, "en") == ("Mine", lessons.all()[0].notes.en)
    assert lessons.texts(Scene(title="Mine", lesson="gone"), "en") == ("Mine", "")


@pytest.mark.parametrize(
    "problem", [{"kind": "formula", "text": "w⁴ − w²"}, {"kind": "rosenbrock"}, {"kind": "training"}]
)
def test_what_a_lesson_says_of_its_loss_goes_with_the_loss(problem):
    scene = lessons.load(lessons.names()[0])
    assert lessons.texts(scene, "en")[1]
    own = edits.change(scene, "runs.0.problem", problem)
    assert lessons.texts(own, "en") == (lessons.texts(scene, "en")[0], "")
    assert lessons.texts(edits.change(own, "notes", "Mine."), "en")[1] == "Mine."


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_what_a_lesson_says_stays_while_its_runs_are_changed(lesson):
    changed = edits.change(lesson.scene, "runs.0.schedule.learning_rate", 0.0123)
    if changed.runs[0].training is not None and hasattr(changed.runs[0].problem.data, "seed"):
        changed = edits.change(changed, "runs.0.problem.data.seed", 77)
    assert lessons.texts(changed, "en")[1] == lesson.notes.en


def test_the_first_lesson_makes_one_step_at_a_time():
    (recording,) = recordings("1")
    assert printed(recording, "w", slice(0, 5)) == [
        "5.000000",
        "2.600000",
        "1.160000",
        "0.296000",
        "-0.222400",
    ]
    assert printed(recording, "loss", slice(1, 5)) == ["12.959999", "4.665599", "1.679616", "0.604662"]
    assert printed(recording, "w")[-1] == "-1.000000"
    assert recording.published == 41


def test_the_second_lesson_is_too_large_good_and_too_small():
    swinging, good, slow = recordings("2")
    assert set(swinging.column("w").tolist()) == {5.0, -7.0}
    assert set(swinging.column("loss").tolist()) == {36.0}
    assert printed(good, "w")[-1] == "-1.000000"
    assert printed(slow, "w")[-1] == "4.952183"
    texts = [label.text for label in labels.run_labels(lessons.load("2"))]
    assert texts == ["Learning rate 1", "Learning rate 0.2", "Learning rate 0.0001"]


def test_the_second_lesson_diverges_past_one():
    scene = edits.change(lessons.load("2"), "runs.0.schedule.learning_rate", 1.2)
    outcome = run(edits.change(scene, "runs.0.steps", 1000).runs[0].experiment).outcome
    assert outcome.kind == "diverged"
    assert outcome.limit == 1.0


def test_the_third_lesson_calms_a_swing_by_decay():
    decayed, constant = recordings("3")
    assert printed(decayed, "w", slice(0, 7), decimals=3)[:5] == [
        "5.000",
        "-7.000",
        "3.800",
        "-3.976",
        "0.363",
    ]
    within = np.abs(decayed.column("w") + 1) < 0.01
    assert within.argmax() == 7
    assert within[7:].all()
    assert set(constant.column("w").tolist()) == {5.0, -7.0}
    (wild, _) = recordings("3", "wild")
    assert printed(wild, "w", [5], decimals=2) == ["-13.66"]
    assert (np.abs(wild.column("w") + 1) < 0.01).argmax() == 15


def test_the_third_lesson_decays_exponentially():
    decayed, constant = recordings("3", "course")
    assert printed(decayed, "learning_rate", slice(1, 4)) == ["0.099000", "0.098010", "0.097030"]
    # "After step 39" of the course is the row of 40 updates.
    assert printed(decayed, "learning_rate")[40] == "0.066897"
    assert printed(decayed, "w")[40] == "-0.995731"
    assert printed(decayed, "loss")[40] == "0.000018"
    assert set(constant.column("learning_rate").tolist()) == {float(np.float32(0.1))}
    assert printed(constant, "w")[40] == "-0.999202"


def test_the_fourth_lesson_decays_smoothly_and_by_stairs():
    stairs, smooth = recordings("4", "see")
    for recording in (smooth, stairs):
        assert printed(recording, "learning_rate", [0, 10, 20]) == ["0.100000", "0.090000", "0.081000"]
    assert set(printed(stairs, "learning_rate", slice(0, 10))) == {"0.100000"}
    assert smooth.column("learning_rate")[5] < stairs.column("learning_rate")[5]
    schedule = scene_of("4", "long").runs[0].schedule
    assert (schedule.decay_steps, schedule.decay_rate) == (100000, 0.96)
    long = recordings("4", "long")[0]
    assert long.column("learning_rate")[20] == pytest.approx(0.1 * 0.96**0.0002, rel=1e-6)


def test_the_fifth_lesson_counts_steps_or_does_not():
    advancing, frozen = recordings("5", "course")
    used = printed(advancing, "learning_rate", [0, 1, 2, 23], decimals=7)
    assert used == ["1.0000000", "0.9999996", "0.9999992", "0.9999906"]
    assert set(frozen.column("learning_rate").tolist()) == {1.0}
    assert set(frozen.column("global_step").tolist()) == {0}
    for recording in (advancing, frozen):
        assert recording.column("epoch")[[0, 11, 12, 24]].tolist() == [0, 0, 1, 2]
        assert recording.column("examples")[24] == 2400


def test_the_sixth_lesson_moves_the_shadow_by_hand():
    (recording,) = recordings("6")
    assert recording.column("w")[:5].tolist() == [0.0, 1.0, 10.0, 10.0, 10.0]
    assert recording.column("global_step")[:5].tolist() == [0, 0, 100, 100, 100]
    assert printed(recording, "shadow_w", slice(0, 5)) == [
        "0.000000",
        "0.900000",
        "1.644545",
        "2.328174",
        "2.955868",
    ]
    assert printed(recording, "effective_decay", slice(1, 3)) == ["0.100000", "0.918182"]


def test_the_seventh_lesson_follows_training_with_a_shadow():
    with_updates, without = recordings("7", "course")
    (first,) = recordings("1")
    for recording in (with_updates, without):
        assert recording.column("w").tolist() == first.column("w").tolist()
        assert (recording.column("shadow_w")[1:] > recording.column("w")[1:]).all()  # it lags
    assert printed(with_updates, "shadow_w", [10]) == ["-0.908176"]
    assert printed(with_updates, "w", [10]) == ["-0.963720"]
    assert printed(without, "shadow_w", [40]) == ["3.075583"]
    assert with_updates.column("effective_decay")[1] == np.float32(2) / np.float32(11)
    assert printed(without, "effective_decay", [1, 40]) == ["0.990000", "0.990000"]


def whole(recording, name, rows):
    """A column of the whole data at rows where it was looked at."""
    values = recording.column(name)[rows]
    assert np.isfinite(values).all()
    return values


def weights(recording, row):
    """The weights, not the biases, of one row."""
    return recording.params_at(row)[weight_mask(recording.problem.layers, bool)].astype(float)


def outputs(recording, rows_of_params, x_range, y_range, points=101):
    """The model's first output over a grid, for each of some parameters; and the grid's coordinates."""
    x, y = np.linspace(*x_range, points), np.linspace(*y_range, points)
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    found = recording.problem.predict(np.asarray(rows_of_params, float), places)[..., 0]
    return x, y, found.reshape(-1, points, points)


def boundary(recording, params, x_range=(-3, 3), y_range=(-3, 3)):
    """The lines where the output is 0.5."""
    x, y, output = outputs(recording, params[np.newaxis], x_range, y_range, 241)
    return contourpy.contour_generator(x, y, output[0]).lines(0.5)


def turns(lines):
    """By how many full turns the lines turn in all, to either side; 1 for a round disc."""
    total = 0.0
    for line in lines:
        along = np.diff(line[::4], axis=0)
        angle = np.unwrap(np.arctan2(along[:, 1], along[:, 0]))
        total += np.abs(np.diff(angle)).sum()
    return total / (2 * np.pi)


def test_the_eighth_lesson_takes_eight_all_and_one_at_a_time():
    eight, every, one = recordings("8")  # the first is selected, and has a batch's gradient to see
    runs = (every, one, eight)
    assert [each.experiment.batches.batch_size for each in runs] == [0, 1, 8]
    assert every.names == ("w", "b")
    for recording in runs:
        assert recording.params_at(0).tolist() == every.params_at(0).tolist()
    rises = [int((np.diff(recording.column("train_total_loss")) > 0).sum()) for recording in runs]
    assert rises == [0, 37, 18]
    paths = [np.linalg.norm(np.diff(each.params_between(0, 81), axis=0), axis=1).sum() for each in runs]
    assert paths[1] > 2.5 * paths[0]
    assert paths[0] < paths[2] < paths[1]
    assert [int(recording.column("epoch")[-1]) for recording in runs] == [80, 2, 16]
    assert [printed(each, "train_total_loss")[-1] for each in runs] == ["0.159610", "0.171551", "0.160316"]
    # The batch's own gradient is the full one only where the batch is everything.
    for recording, alike in zip(runs, (True, False, False), strict=True):
        own = recording.gradient_between(5, 6)[0]
        full = total_gradient(recording.problem, recording.params_at(5))
        assert np.allclose(own, full, rtol=1e-4) == alike


def test_the_ninth_lesson_sells_yogurt():
    (recording,) = recordings("9")
    assert recording.experiment.batches.batch_size == 8
    assert printed(recording, "w1", [0, 3000, 20000]) == ["-0.811318", "0.283315", "0.980194"]
    assert printed(recording, "w2", [0, 20000]) == ["1.484599", "1.015981"]
    # Between 1.585297 and 1.585298, so processors differ in the last digit; TensorFlow printed 1.585298.
    assert recording.column("w2")[3000] == pytest.approx(1.5852976, abs=3e-7)
    assert printed(recording, "w1", [3000], decimals=4) == ["0.2833"]
    assert printed(recording, "w2", [3000], decimals=4) == ["1.5853"]
    assert set(recording.column("learning_rate").tolist()) == {float(np.float32(0.001))}


def test_the_tenth_lesson_leans_away_from_the_dear_mistake():
    plenty, scarce, squared = recordings("10")
    assert [each.text for each in labels.run_labels(lessons.load("10"))] == ["1 : 9", "9 : 1", "MSE"]
    ends = [[1.79, 1.62], [2.13, 0.56], [2.055, 1.035]]
    for recording, end, under in zip((plenty, scarce, squared), ends, (36, 4, 23), strict=True):
        assert recording.params_at(600).tolist() == pytest.approx(end, abs=0.01)
        x, y = recording.problem.data.draw()
        made = recording.problem.predict(recording.params_at(600).astype(float), x)[:, 0]
        assert (made > y).sum() == pytest.approx(under, abs=1)


def test_the_tenth_lesson_weighs_too_much_and_too_little():
    plenty, scarce, squared = recordings("10", "course")
    assert (plenty.problem.loss.too_much, plenty.problem.loss.too_little) == (1, 9)
    assert (scarce.problem.loss.too_much, scarce.problem.loss.too_little) == (9, 1)
    assert (plenty.params_at(20000) > 1).all()
    assert (scarce.params_at(20000) < 1).all()
    low, high = sorted(squared.params_at(20000))
    assert low < 1 < high
    above = []
    for recording in (squared, plenty, scarce):
        split = recording.problem.split()
        made = recording.problem.predict(recording.params_at(20000), split.x)
        above.append(int((made > split.y).sum()))
    assert above == pytest.approx([15, 27, 6], abs=2)
    ends = [[0.980194, 1.015981], [1.02, 1.04], [0.97, 0.98]]
    for recording, end in zip((squared, plenty, scarce), ends, strict=True):
        assert recording.params_at(20000).tolist() == pytest.approx(end, abs=0.01)
    # A kink at the bottom: the last steps are as long as ever.
    assert np.abs(np.diff(plenty.params_between(19000, 20001), axis=0)).max() > 0.01
    assert np.abs(np.diff(squared.params_between(19000, 20001), axis=0)).max() < 0.0002


def test_the_eleventh_lesson_learns_from_saturated_outputs_by_cross_entropy():
    squared, entropy = recordings("11")
    assert squared.params_at(0).tolist() == entropy.params_at(0).tolist()
    assert printed(squared, "gradient_norm", decimals=4)[0] == "0.0051"
    assert printed(entropy, "gradient_norm", decimals=3)[0] == "1.484"
    assert whole(squared, "train_accuracy", [0, 50, 200]) == pytest.approx([1 / 150] * 3)
    assert whole(entropy, "train_accuracy", [0, 10, 50]) == pytest.approx([1 / 150, 0.69, 1], abs=0.01)
    # Both begin as the same classifier.
    x = squared.problem.split().x
    begun = [each.problem.predict(each.params_at(0), x) for each in (squared, entropy)]
    np.testing.assert_allclose(begun[0], begun[1], rtol=1e-5)


def test_the_twelfth_lesson_bends_the_boundary_by_activations():
    runs = recordings("12")
    assert [each.problem.model.activation for each in runs] == ["linear", "relu", "sigmoid", "tanh"]
    for recording in runs:
        assert recording.params_at(0).tolist() == runs[0].params_at(0).tolist()
        assert (len(recording.problem.layers), len(recording.names)) == (2, 45)
        assert weights(recording, 0).size == 33
    found = [whole(recording, "train_accuracy", [-1])[0] for recording in runs]
    assert found == pytest.approx([0.575, 0.995, 0.995, 0.995], abs=0.006)
    view = {"x_range": (-1.6, 1.6), "y_range": (-1.6, 1.6)}
    straight, *bent = ([*boundary(each, each.params_at(1500), **view)] for each in runs)
    (line,) = straight
    sizes = np.linalg.svd(line - line.mean(axis=0), compute_uv=False)
    assert sizes[1] < 1e-5 * sizes[0]
    assert turns(straight) < 1e-3
    assert all(turns(lines) > 0.5 for lines in bent)


@long
def test_the_thirteenth_lesson_smooths_the_boundary_by_penalties():
    none, l2, _ = runs = recordings("13", "course")
    assert [each.problem.penalty.scales for each in runs] == [(0.0, 0.0), (0.0, 0.01), (0.01, 0.0)]
    for recording in runs:
        assert recording.params_at(0).tolist() == none.params_at(0).tolist()
        assert recording.outcome.step == 40_000
    rounds = [turns(boundary(recording, recording.params_at(40_000))) for recording in runs]
    assert rounds[0] > 2.5
    assert rounds[1] < 1.3
    assert rounds[2] < 1.1
    near_zero = [int((np.abs(weights(recording, 40_000)) < 0.001).sum()) for recording in runs]
    assert near_zero == pytest.approx([0, 0, 15], abs=2)
    squares = [float(np.square(weights(recording, 40_000)).sum()) for recording in (none, l2)]
    assert squares == pytest.approx([59.2, 7.5], rel=0.01)
    data = [whole(recording, "train_data_loss", [-1])[0] for recording in runs]
    assert data == pytest.approx([0.073, 0.071, 0.078], abs=0.001)


def test_the_fourteenth_lesson_s_shadow_shakes_less():
    (recording,) = recordings("14")

    def shaken(params):
        """The share of the plane that changes class in a step, and the accuracies."""
        _, _, output = outputs(recording, params, (-2, 3), (-1.6, 2), points=61)
        inside, split = output > 0.5, recording.problem.split()
        seen = recording.problem.predict(params.astype(float), split.x)
        return (inside[1:] != inside[:-1]).mean(), recording.problem.correct(seen, split.labels)

    value, value_accuracy = shaken(recording.params_between(1000, 1501))
    shadow, shadow_accuracy = shaken(recording.shadow_between(1000, 1501))
    assert value == pytest.approx(0.065, abs=0.001)
    assert value > 60 * shadow
    assert (value_accuracy.min(), value_accuracy.max()) == pytest.approx((0.66, 0.905), abs=0.006)
    assert (shadow_accuracy.min(), shadow_accuracy.max()) == pytest.approx((0.895, 0.9), abs=0.006)


def test_the_fifteenth_lesson_puts_all_together():
    (recording,) = recordings("15", "course")
    steps = np.array([0, 9, 10, 19, 20, 40_000])
    rates = 0.001 * 0.999 ** (steps // (300 / 30))
    np.testing.assert_allclose(recording.column("learning_rate")[steps], rates, rtol=1e-4)
    assert printed(recording, "learning_rate")[-1] == "0.000018"
    assert whole(recording, "penalty", [0, -1]) == pytest.approx([0.2995, 0.0223], abs=1e-4)
    assert whole(recording, "train_total_loss", [-1]) == pytest.approx([0.09], abs=1e-3)
    assert whole(recording, "train_data_loss", [-1]) == pytest.approx([0.0677], abs=1e-3)
    assert recording.column("epoch")[-1] == 4000
    assert recording.experiment.optimizer.title == "Adam"
    # Weights and shadow come together as the rate falls, and so do their boundaries.
    apart = [np.abs(recording.params_at(row) - recording.shadow_at(row)).max() for row in (2000, 40_000)]
    assert apart[0] > 0.05
    assert apart[1] < 0.002
    assert turns(boundary(recording, recording.params_at(40_000))) < 1.1


def of_test_data(recording, start):
    """The accuracy on the test data at every row from one on, not only at those that were evaluated."""
    problem, split = recording.problem, recording.problem.split()
    output = output_of(problem.layers, recording.params_between(start, recording.published), split.test_x)
    return problem.correct(output, split.test_labels)


def test_the_fifteenth_lesson_s_last_steps_are_calm_or_restless():
    calm, restless = (of_test_data(recordings("15", beat)[0], 7000) for beat in ("see", "no-decay"))
    assert np.unique(calm * 270).round().tolist() == [241, 242]
    assert (restless.min(), restless.max()) == pytest.approx((0.867, 0.933), abs=0.005)


def test_progress_opens_on_the_axes_that_its_lesson_speaks_of():
    def tile(name):
        (found,) = (each for row in lessons.load(name).stage for each in row.tiles if each.view == "progress")
        return found

    assert all(tile(name).log for name in ("8", "12", "13"))  # else the start hides all that follows
    assert tile("16").y_range == (0.32, 0.52)


def test_the_sixteenth_lesson_decays_once_an_epoch():
    constant, decayed = recordings("16", "small")
    large, large_decayed = recordings("16")
    for recording in (constant, decayed, large, large_decayed):
        assert recording.params_at(0).tolist() == constant.params_at(0).tolist()
        assert [layer.units for layer in recording.problem.layers] == [6, 2]
        assert len(recording.names) == 50
        assert recording.column("epoch")[[11, 12, 1200]].tolist() == [0, 1, 100]
    assert printed(decayed, "learning_rate", [0, 11, 12]) == ["0.010000", "0.010000", "0.009800"]
    runs = (constant, decayed, large, large_decayed)
    losses = [whole(recording, "train_total_loss", [-1])[0] for recording in runs]
    assert losses == pytest.approx([0.547, 0.589, 0.379, 0.339], abs=0.002)
    last = [[total_loss(each.problem, one) for one in each.params[-240:]] for each in (large, large_decayed)]
    assert (min(last[0]), max(last[0])) == pytest.approx((0.354, 0.501), abs=0.002)
    assert np.ptp(last[1]) < 0.002


def test_the_seventeenth_lesson_freezes_a_layer():
    runs = recordings("17")
    assert [each.problem.model.layer_rates for each in runs] == [(0, 1), (0.1, 1), (1, 1)]
    first = slice(0, runs[0].problem.layers[0].stop)
    for recording in runs:
        assert (recording.params_at(400) != recording.params_at(0))[first.stop :].any()
    of_weights = weight_mask(runs[0].problem.layers, bool)[first]
    moved = [np.abs(each.params_at(400) - each.params_at(0))[first][of_weights].max() for each in runs]
    assert moved == pytest.approx([0, 0.334, 0.975], abs=0.002)
    (_, tenth, free) = (np.linalg.norm((each.params_at(400) - each.params_at(0))[first]) for each in runs)
    assert tenth / free == pytest.approx(0.2, abs=0.02)
    rows = runs[0].params_between(0, 401)[:, first]
    assert (rows == rows[0]).all()  # it stands still to the last bit
    for beat, expected in (("", [0.58, 0.81, 1]), ("near", [0.8, 0.77, 0.69])):
        tested = [whole(each, "test_accuracy", [-1])[0] for each in recordings("17", beat)]
        assert tested == pytest.approx(expected, abs=0.006)


def test_the_eighteenth_lesson_ends_at_the_edge():
    (lesson_run,) = scene_of("18").runs
    random = np.random.RandomState(1)
    start = np.concatenate([random.randn(22), np.full(11, 0.1), 0.5 * random.randn(11), [0.1]])
    np.testing.assert_array_equal(lesson_run.initial, start)
    (recording,) = recordings("18")
    assert recording.names[22] == "b1_1"
    rows = [400, 2000, 5000, 6000]
    found = [float(quantity(recording, "sharpness", row)[0]) for row in rows]
    assert found == pytest.approx([6.37, 7.61, 7.97, 7.96], rel=0.02)
    losses = total_loss(recording.problem, recording.params_between(5000, 6001))
    assert 0.4 < float((np.diff(losses) > 0).mean()) < 0.6


@long
def test_the_eighteenth_lesson_s_notes_are_right_about_the_largest_rate():
    """The sharpness after 12 000 steps, and how often the loss rises."""
    (lesson_run,) = scene_of("18").runs
    faster = replace(lesson_run, schedule=Constant(learning_rate=0.34), steps=12_000)
    recording = run(faster.experiment)
    assert float(quantity(recording, "sharpness", 12_000)[0]) == pytest.approx(5.92, rel=0.05)
    losses = total_loss(recording.problem, recording.params_between(0, 12_001))
    assert float((np.diff(losses) > 0).mean()) == pytest.approx(0.47, abs=0.03)


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_the_notes_state_figures_that_the_runs_have(lesson):
    """Every number with six decimals in the notes stands in the recordings, and in both languages.

    Those of a network do on any processor: sums are rounded differently by different kernels of BLAS.
    """
    per_language = []
    for notes in (lesson.notes.en, lesson.notes.zh):
        figures = re.findall(r"-?\d+\.\d{6}(?!\d)", notes.replace("−", "-"))
        per_language.append(sorted(figures))
        for figure in set(figures):
            scenes = ["", *(beat.id for beat in lesson.beats)]
            assert any(
                stands_in(figure, each) for beat in scenes for each in recordings(str(lesson.number), beat)
            ), figure
    assert per_language[0] == per_language[1]


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_the_notes_write_numbers_as_the_views_do(lesson):
    for notes in (lesson.notes.en, lesson.notes.zh):
        assert not re.search(r"\d [%°]", notes)  # nor may a line end there
        for text in re.findall(r"(?<![\w.])\d[\d,\u202f]*\d(?![\d.])", notes):
            assert text == fixed(int(re.sub(r"\D", "", text)), 0)


def stands_in(figure, recording):
    """Whether some number of the recording is printed so."""
    wanted = float(figure)
    for name in recording.columns:
        values = recording.column(name)
        near = values[np.abs(values - wanted) < 1e-6]
        if isinstance(recording, TrainingRecording):
            near = near[np.abs(near - wanted) < 0.5e-6 - 2 * np.spacing(np.abs(near), dtype=np.float32)]
        if any(f"{value:.6f}" == figure for value in near.tolist()):
            return True
    return False


def test_titles_are_those_of_the_lessons():
    assert lessons.titles() == tuple((lesson.name, lesson.title) for lesson in lessons.all())


def test_a_lesson_file_is_read_strictly(tmp_path):
    name = "01-one-step-at-a-time"
    source = json.loads((resources.folder("lessons") / f"{name}.json").read_bytes())
    path = tmp_path / f"{name}.json"
    for change, message in (
        ({"numbr": 1}, "lesson has no “numbr”. Did you mean “number”?"),
        ({"number": 2}, "lesson.number: must be that of the file's name."),
        ({"title": {"en": "a"}}, "lesson.title lacks the key “zh”."),
        ({"scene": {"lesson": "other"}}, f"lesson.scene.lesson: must be {name}, like the file."),
    ):
        path.write_text(json.dumps(source | change), encoding="utf-8")
        with pytest.raises(DocumentError) as caught:
            lessons.read_lesson(path)
        assert str(caught.value) == message
