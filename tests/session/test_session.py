import gc
import itertools
import math
import os
import subprocess
import sys
import threading
import time
import weakref

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QTimer

from gdviz.document.scene import STAGE, Run, Scene
from gdviz.engine import runs
from gdviz.engine.columns import on_heap
from gdviz.engine.descent import Descent
from gdviz.engine.experiment import Batches
from gdviz.engine.learning import training_recording
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.recording import Recording
from gdviz.engine.runs import descent_of
from gdviz.engine.schedules import Constant
from gdviz.session import ahead, generation
from gdviz.session.session import Session
from gdviz.session.ticker import Ticker
from tests.sampling import some

LONG = 5_000_000


def a_run(rate=0.2, steps=40, **more):
    return Run(schedule=Constant(learning_rate=rate), steps=steps, **more)


def a_scene(*runs, **more):
    return Scene(runs=runs, **more)


def replaced(scene, place, **changes):
    runs = list(scene.runs)
    runs[place] = msgspec.structs.replace(runs[place], **changes)
    return msgspec.structs.replace(scene, runs=tuple(runs))


@pytest.fixture
def frames(session):
    """The frames of `session` as they come."""
    frames = []
    session.frame_changed.connect(frames.append)
    return frames


@pytest.fixture
def settled(qtbot, session, frames):
    """Waits until everything is computed and shown; the last frame."""

    def settled():
        qtbot.waitUntil(
            lambda: not session.computing and bool(frames) and frames[-1] == session.frame, timeout=20_000
        )
        return frames[-1]

    return settled


@pytest.fixture
def opened(session, settled):
    """Opens a scene of these runs and waits until it is shown."""

    def opened(*runs):
        session.open(a_scene(*runs))
        return settled()

    return opened


@pytest.fixture
def reached(qtbot, session, frames):
    """Waits until a frame of the newest scene shows more than `rows` rows of the run at `place`."""

    def reached(place, rows):
        qtbot.waitUntil(
            lambda: (
                bool(frames)
                and frames[-1].generation == session.frame.generation
                and frames[-1].published[place] > rows
            ),
            timeout=20_000,
        )
        return frames[-1]

    return reached


def told(session, *names):
    """A list to which each emission of these signals adds its name, in order."""
    events = []
    for name in names:
        getattr(session, name).connect(lambda *_, name=name: events.append(name))
    return events


# -- computing ---------------------------------------------------------------------------------------------


def test_a_session_computes_its_scene_and_shows_it(session, settled):
    frame = settled()
    assert frame.scene == Scene()
    assert frame.published == (41,)
    assert frame.playhead == 0
    assert frame.recordings[0].column("w")[0] == 5.0


def test_an_edit_shows_the_new_run_in_full(session, opened, settled):
    opened(a_run(0.2))
    session.edit(a_scene(a_run(0.1)), "Learning rate")
    frame = settled()
    expected = Descent(a_run(0.1).experiment).run()
    np.testing.assert_array_equal(frame.recordings[0].params, expected.params)
    assert frame.outcomes[0] == expected.outcome


def test_every_row_of_several_runs_is_as_if_each_was_computed_alone(session, opened):
    runs = (a_run(0.2, 3000), a_run(0.0001, 5000), a_run(0.3, 10))
    frame = opened(*runs)
    for run, recording in zip(runs, frame.recordings, strict=True):
        np.testing.assert_array_equal(recording.params, Descent(run.experiment).run().params)


def test_runs_that_did_not_change_keep_their_recording(session, opened, settled):
    first, second = opened(a_run(0.2), a_run(0.1)).recordings
    session.edit(replaced(session.scene, 1, schedule=Constant(learning_rate=0.05)), "Learning rate")
    changed = settled()
    assert changed.recordings[0] is first
    assert changed.recordings[1] is not second


@pytest.mark.parametrize("changes", [{"name": "Fast"}, {"color": 3}, {"visible": False}])
def test_what_is_not_computed_from_computes_nothing(session, opened, settled, changes):
    before = opened(a_run(0.2), a_run(0.1))
    session.edit(replaced(session.scene, 0, **changes), "Dress")
    assert not session.computing
    after = settled()
    assert after.scene.runs[0] != before.scene.runs[0]
    assert all(one is other for one, other in zip(after.recordings, before.recordings, strict=True))


def test_a_new_stage_a_new_order_and_a_deleted_run_compute_nothing(session, opened, settled):
    first, second = opened(a_run(0.2), a_run(0.1)).recordings
    session.edit(msgspec.structs.replace(session.scene, stage=STAGE[:1]), "Arrange")
    assert settled().recordings == (first, second)
    session.edit(msgspec.structs.replace(session.scene, runs=session.scene.runs[::-1]), "Reorder")
    assert settled().recordings == (second, first)
    session.edit(msgspec.structs.replace(session.scene, runs=session.scene.runs[:1]), "Delete")
    assert settled().recordings == (second,)


def test_a_duplicate_shares_the_recording(session, opened, settled):
    (recording,) = opened(a_run(0.2)).recordings
    session.edit(a_scene(a_run(0.2), a_run(0.2, name="Copy")), "Duplicate")
    assert settled().recordings == (recording, recording)


def test_a_run_being_computed_goes_on_through_an_edit_of_another(qtbot, session, reached):
    session.open(a_scene(a_run(0.1, LONG), a_run(0.2)))
    reached(0, 1000)
    long, before = session.frame.recordings[0], session.frame.published[0]
    session.edit(replaced(session.scene, 1, steps=50), "Steps")
    assert session.frame.recordings[0] is long
    assert session.frame.published[0] >= before
    reached(1, 50)
    qtbot.waitUntil(lambda: session.frame.published[0] > before)


def test_an_edit_ends_the_old_work(session, settled, reached):
    session.open(a_scene(a_run(0.1, LONG)))
    reached(0, 1000)
    old = session.frame.recordings[0]
    session.edit(a_scene(a_run(0.2)), "Steps")
    frame = settled()
    ended_at = old.published
    assert frame.published == (41,)
    assert not old.finished
    session.edit(a_scene(a_run(0.2, 10_000)), "Steps")
    settled()
    assert old.published == ended_at < LONG


def test_runs_grow_together(session, frames, reached):
    session.open(a_scene(a_run(0.1, LONG), a_run(0.2, LONG), a_run(0.3, LONG)))
    reached(0, 50_000)
    assert all(published > 1 for published in frames[-1].published)
    lead = [max(frame.published) - min(frame.published) for frame in frames]
    assert max(lead) < max(frames[-1].published) / 2 + 20_000


def test_rows_are_seen_while_they_are_computed(qtbot, session, frames):
    session.open(a_scene(a_run(0.1, LONG)))
    qtbot.waitUntil(lambda: len(frames) > 5)
    counts = [frame.published[0] for frame in frames if frame.scene == session.scene]
    assert counts == sorted(set(counts))
    assert session.computing
    assert 0 < session.progress < 1


def test_a_short_run_is_first_seen_complete(session, frames, settled):
    settled()
    for rate in (0.1, 0.2, 0.3):
        before = len(frames)
        session.edit(a_scene(a_run(rate), a_run(rate / 2)), "Learning rate")
        settled()
        assert [frame.published for frame in frames[before:]] == [(41, 41)]


def test_many_edits_in_one_turn_show_the_newest_only(session, frames, settled):
    settled()
    before, generation = len(frames), session.frame.generation
    for steps in range(50, 150):
        session.edit(a_scene(a_run(0.2, steps)), "Steps")
    assert len(frames) == before, "frames come from the event loop"
    frame = settled()
    assert frame.published == (150,)
    assert frame.generation == generation + 100
    assert len(frames) == before + 1


def test_each_stage_of_a_drag_is_seen_before_the_next_begins(session, frames, settled):
    settled()
    before = len(frames)
    for steps in range(1000, 1100):
        session.edit(a_scene(a_run(0.2, steps)), "Steps", merge="steps")
    assert session.frame.scene == session.scene
    settled()
    shown = dict.fromkeys(frame.recordings[0].rows for frame in frames[before:])  # on a busy machine in parts
    assert list(shown) == [1001, 1100], "the first that was begun, then the newest; none in between"


def test_what_is_not_on_stage_any_more_is_released(session, opened, settled, frames):
    recording = weakref.ref(opened(a_run(0.2, 1000)).recordings[0])
    session.edit(a_scene(a_run(0.1)), "Learning rate")
    settled()
    del frames[:]
    gc.collect()
    assert recording() is None


# -- stopping and failing ----------------------------------------------------------------------------------


def test_stop_keeps_the_rows_so_far(session, settled, reached):
    session.open(a_scene(a_run(0.1, LONG), a_run(0.2)))
    reached(0, 1000)
    session.stop()
    frame = settled()
    assert 1000 < frame.published[0] < LONG
    assert frame.outcomes[0].kind == "stopped"
    assert frame.outcomes[0].step == frame.last == frame.published[0] - 1
    assert frame.outcomes[1].kind != "stopped", "the one that was over stays as it was"
    assert session.progress == 1.0


def test_a_stopped_run_stays_stopped_until_it_is_restarted(session, settled, reached):
    session.open(a_scene(a_run(0.2), a_run(0.1, LONG)))
    reached(1, 1000)
    session.stop()
    short, stopped = session.frame.recordings
    session.edit(replaced(session.scene, 1, name="Long"), "Rename")
    settled()
    assert session.frame.recordings[1] is stopped
    session.restart()
    assert session.computing
    assert session.frame.recordings[0] is short
    assert session.frame.recordings[1] is not stopped


def test_restart_does_nothing_where_nothing_was_stopped(session, opened):
    frame = opened(a_run(0.2))
    session.restart()
    assert session.frame == frame


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "not enough memory for “Second” beyond step"),
        (ZeroDivisionError("by zero"), "by zero"),
    ],
)
def test_a_run_that_fails_says_so_and_the_others_go_on(
    qtbot, session, settled, monkeypatch, caplog, error, words
):
    advance = Descent.advance

    def failing(descent, rows):
        if descent.experiment.steps == 777 and descent.recording.published > 100:
            raise error
        return advance(descent, rows)

    monkeypatch.setattr(Descent, "advance", failing)
    messages = []
    session.failed.connect(messages.append)
    session.open(a_scene(a_run(0.2, 1000), a_run(0.2, 777, name="Second")))
    frame = settled()
    assert frame.published[0] == 1001
    assert 100 < frame.published[1] < 778
    assert [outcome.kind == "stopped" for outcome in frame.outcomes] == [False, True]
    qtbot.waitUntil(lambda: len(messages) == 1)
    assert words in messages[0]
    assert f"step {frame.published[1] - 1}" in messages[0]
    assert caplog.records[0].exc_info is not None
    session.edit(a_scene(a_run(0.2, 50)), "Steps")
    assert settled().published == (51,)


@pytest.mark.parametrize(
    ("error", "words"), [(MemoryError(), "not enough memory"), (OSError("out of luck"), "out of luck")]
)
@pytest.mark.parametrize("way", ["edit", "open", "undo"])
def test_a_scene_that_cannot_be_put_on_stage_leaves_the_old_one(
    session, opened, settled, monkeypatch, caplog, error, words, way
):
    opened(a_run(0.1))
    session.edit(a_scene(a_run(0.2)), "Learning rate")
    before = settled()

    def fail(*_):
        raise error

    monkeypatch.setattr(Descent, "__init__", fail)
    messages = []
    session.failed.connect(messages.append)
    other = a_scene(a_run(0.3))
    if way == "edit":
        session.edit(other, "Edit")
    elif way == "open":
        session.open(other)
    else:
        session.undo()
    assert len(messages) == 1
    assert words in messages[0]
    assert session.scene == before.scene
    assert session.frame == before
    assert session.history.undo_text == "Learning rate"


def test_runs_that_do_not_fit_into_memory_together_leave_the_old_scene(session, opened, monkeypatch):
    before = opened(a_run(0.1))
    one = before.recordings[0].nbytes
    monkeypatch.setattr(generation, "usable_memory", lambda: 2 * one + 1)
    messages = []
    session.failed.connect(messages.append)
    session.edit(a_scene(a_run(0.1), a_run(0.2), a_run(0.3)), "Add")
    assert session.scene == before.scene
    assert len(messages) == 1
    assert "not enough memory" in messages[0]
    session.edit(a_scene(a_run(0.1), a_run(0.2), a_run(0.2)), "Add")  # equal ones share
    assert len(session.scene.runs) == 3


def test_all_that_a_session_holds_stays_within_one_total(qtbot, session, monkeypatch):
    one = session.frame.recordings[0].nbytes
    # Room for eight runs on stage, and for two more that are expected or may be wanted again.
    for module in (generation, ahead):
        monkeypatch.setattr(module, "usable_memory", lambda: 8 * one)
    shown = []
    session.frame_changed.connect(lambda frame: shown.append(frame.generation))
    for change in range(1, 6):
        rates = [0.01 * change + 0.001 * place for place in range(8)]
        session.edit(a_scene(*map(a_run, rates)), "Rates")
        qtbot.waitUntil(lambda: not session.computing and shown[-1:] == [session.frame.generation])
        session.look_ahead([a_scene(a_run(0.2 + 0.01 * change)), a_scene(a_run(0.3))])
        qtbot.waitUntil(lambda: not session.computing_ahead)
        gc.collect()
        held = [each for each in gc.get_objects() if isinstance(each, Recording)]
        assert 8 * one <= sum(each.nbytes for each in held) <= 10 * one
        del held


# -- history and selection ---------------------------------------------------------------------------------


def test_undo_and_redo_bring_scenes_back(session, opened, settled):
    opened(a_run(0.2))
    session.edit(a_scene(a_run(0.1)), "Learning rate")
    session.edit(a_scene(a_run(0.1, 20)), "Steps")
    assert (session.history.can_undo, session.history.undo_text, session.history.can_redo) == (
        True,
        "Steps",
        False,
    )
    session.undo()
    assert settled().published == (41,)
    assert session.history.redo_text == "Steps"
    session.undo()
    assert settled().scene == a_scene(a_run(0.2))
    assert not session.history.can_undo
    session.redo()
    session.redo()
    assert settled().published == (21,)


def test_undoing_a_copy_selects_the_run_that_it_was_made_of(session, opened, settled):
    opened(a_run(0.2), a_run(0.3))
    session.edit(a_scene(a_run(0.2), a_run(0.1), a_run(0.3)), "Duplicate")
    session.select(1)
    session.undo()
    assert session.selected == 0
    session.redo()
    session.select(1)
    session.edit(a_scene(a_run(0.2), a_run(0.3)), "Delete")
    assert session.selected == 1, "the one that takes its place"


def test_a_drag_is_undone_at_once(session, opened, settled):
    opened(a_run(0.2))
    for rate in (0.21, 0.22, 0.23):
        session.edit(a_scene(a_run(rate)), "Learning rate", merge="runs.0.schedule.learning_rate")
    session.close_edit()
    session.edit(a_scene(a_run(0.3)), "Learning rate", merge="runs.0.schedule.learning_rate")
    session.undo()
    assert session.scene == a_scene(a_run(0.23))
    session.undo()
    assert settled().scene == a_scene(a_run(0.2))


def test_opening_begins_anew(session, opened, settled):
    opened(a_run(0.2), a_run(0.1))
    session.select(1)
    session.set_playhead(30)
    session.play()
    session.edit(a_scene(a_run(0.1), a_run(0.2)), "Swap")
    session.open(a_scene(a_run(0.3)))
    assert (session.selected, session.playhead, session.playing) == (0, 0, False)
    assert (session.history.can_undo, session.modified) == (False, False)
    assert settled().scene == a_scene(a_run(0.3))


def test_what_no_file_holds_is_modified_until_it_is_saved(session):
    session.open(a_scene(a_run(0.3)), saved=False)
    assert session.modified
    session.edit(a_scene(a_run(0.1)), "Learning rate")
    session.undo()
    assert session.modified
    session.mark_saved()
    assert not session.modified


def test_opening_selects_the_first_run_even_if_the_selected_one_is_there_too(session, opened):
    opened(a_run(0.2))
    session.open(a_scene(a_run(0.1), a_run(0.2)))
    assert session.selected == 0


def test_opening_selects_a_run_that_is_shown(session):
    """The panels had settings of one that a lesson's part hides."""
    session.open(a_scene(replace(a_run(0.1), visible=False), a_run(0.2)))
    assert session.selected == 1
    session.open(a_scene(replace(a_run(0.1), visible=False)))
    assert session.selected == 0


def test_opening_again_computes_what_was_stopped(session, reached):
    scene = a_scene(a_run(0.1, LONG))
    session.open(scene)
    stopped = reached(0, 1000).recordings[0]
    session.stop()
    session.open(scene)
    assert session.frame.recordings[0] is not stopped
    assert session.computing


def test_modified_is_cleared_by_saving_and_by_undoing(session, opened):
    opened(a_run(0.2))
    session.edit(a_scene(a_run(0.1)), "Learning rate")
    assert session.modified
    session.undo()
    assert not session.modified
    session.redo()
    session.mark_saved()
    assert not session.modified
    session.undo()
    assert session.modified


def test_signals_tell_what_changed_and_nothing_else(session, opened):
    opened(a_run(0.2))
    events = told(session, "scene_changed", "selection_changed", "transport_changed", "history_changed")
    session.edit(session.scene, "Nothing")
    session.select(0)
    session.undo()
    session.pause()
    session.set_loop(session.loop)
    session.mark_saved()
    assert events == []
    session.edit(a_scene(a_run(0.1), a_run(0.3)), "Add", merge="m")
    assert events == ["scene_changed", "history_changed"]
    del events[:]
    session.edit(a_scene(a_run(0.15), a_run(0.3)), "Add", merge="m")
    assert events == ["scene_changed"], "the drag goes on: its history is as it was"
    del events[:]
    session.select(1)
    session.set_speed(10)
    session.set_loop(True)
    assert events == ["selection_changed", "transport_changed", "transport_changed"]
    del events[:]
    session.edit(a_scene(a_run(0.15)), "Delete")
    assert session.selected == 0
    assert sorted(events) == ["history_changed", "scene_changed", "selection_changed"]


def test_the_selection_is_a_run_that_there_is(session, opened, settled):
    opened(a_run(0.1), a_run(0.2), a_run(0.3))
    session.select(99)
    assert session.selected == 2
    session.select(-1)
    assert session.selected == 0
    session.select(2)
    session.edit(a_scene(a_run(0.1), a_run(0.3)), "Delete another")
    assert session.selected == 1, "it follows its run"
    session.edit(a_scene(a_run(0.3), a_run(0.1)), "Reorder")
    assert session.selected == 0
    session.undo()
    assert session.selected == 1
    session.edit(a_scene(a_run(0.1), a_run(0.1)), "Make both the same")
    assert session.selected == 1, "an edit of the selected run leaves it selected"
    session.edit(a_scene(a_run(0.1)), "Delete")
    assert settled().selected == 0


# -- playing -----------------------------------------------------------------------------------------------


def test_between_two_steps_it_is_told_how_far_the_step_is_at_slow_playback(qtbot, session, opened):
    opened(a_run(0.2))
    shares = []
    session.moved_between.connect(shares.append)
    session.set_speed(1.0)
    session.play()
    qtbot.waitUntil(lambda: len(shares) > 5)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1
    session.pause()
    assert shares[-1] == 0.0


def test_playing_shows_every_instant_up_to_the_end(qtbot, session, opened, frames):
    opened(a_run(0.2))
    del frames[:]
    session.set_speed(200)
    session.play()
    assert session.playing
    qtbot.waitUntil(lambda: not session.playing)
    steps = [frame.playhead for frame in frames]
    assert steps == sorted(steps)
    assert steps[-1] == session.playhead == 40
    assert len(steps) > 5
    session.play()
    assert session.playhead == 0, "from the end it starts over"


def test_a_loop_comes_back_to_the_start(qtbot, session, opened, frames):
    opened(a_run(0.2))
    del frames[:]
    session.set_loop(True)
    session.set_speed(math.inf)
    session.play()
    qtbot.waitUntil(lambda: [frame.playhead for frame in frames].count(40) == 2)
    assert session.playing
    assert [frame.playhead for frame in frames] == [40, 0, 40]
    session.set_loop(False)
    qtbot.waitUntil(lambda: not session.playing)


def test_as_fast_as_it_goes_keeps_up_with_what_is_computed(qtbot, session, frames):
    session.choose_speed(math.inf)
    session.open(a_scene(a_run(0.1, 100_000)))
    session.play()
    qtbot.waitUntil(lambda: not session.playing)
    assert session.playhead == 100_000
    playing = [frame for frame in frames if frame.scene == session.scene]
    assert any(0 < frame.playhead < 100_000 for frame in playing)
    assert all(frame.playhead < frame.published[0] for frame in playing)


def test_the_playhead_can_be_put_anywhere_at_once(session, opened, settled):
    opened(a_run(0.2))
    for step, shown in ((7, 7), (-3, 0), (1000, 40)):
        session.set_playhead(step)
        assert session.playhead == shown
        assert settled().playhead == shown


def test_the_playhead_past_what_is_computed_follows_the_newest_row(qtbot, session, frames):
    session.open(a_scene(a_run(0.1, LONG)))
    session.set_playhead(LONG)
    qtbot.waitUntil(lambda: len(frames) > 3)
    frame = frames[-1]
    assert frame.playhead == LONG
    assert frame.row(0) == frame.published[0] - 1 < LONG


def test_an_edit_leaves_the_playhead_where_it_is(session, opened, settled):
    opened(a_run(0.2))
    session.set_playhead(30)
    settled()
    shown = []
    for run, text in ((a_run(0.1), "Learning rate"), (a_run(0.1, 10), "Steps"), (a_run(0.1, 60), "Steps")):
        session.edit(a_scene(run), text)
        frame = settled()
        shown.append((frame.playhead, frame.row(0)))
    assert shown == [(30, 30), (10, 10), (30, 30)]


def test_many_moves_in_one_turn_are_one_frame(session, opened, frames, settled):
    opened(a_run(0.2))
    del frames[:]
    for step in range(1, 30):
        session.set_playhead(step)
        session.select(step)
    assert frames == [], "frames come from the event loop"
    settled()
    assert [frame.playhead for frame in frames] == [29]


def test_a_frame_that_is_the_same_is_not_shown_again(qtbot, session, opened, frames):
    opened(a_run(0.2))
    del frames[:]
    session.set_playhead(0)
    session.select(0)
    session.set_speed(0.5)
    session.play()
    qtbot.waitUntil(lambda: bool(frames))
    assert [frame.playhead for frame in frames] == [1]


def test_nothing_ticks_when_nothing_happens(qtbot, session, opened):
    opened(a_run(0.2))
    session.set_speed(math.inf)
    session.play()
    qtbot.waitUntil(lambda: not session.playing)
    ticker = session.findChild(Ticker)
    qtbot.waitUntil(lambda: not ticker.active)
    session.set_speed(1)
    session.play()
    assert ticker.active


def test_while_runs_are_computed_the_window_has_as_long_to_itself_as_a_frame_takes(qtbot, session, settled):
    """Those that compute have the time, and a beat of the window comes in between."""
    settled()
    drawn = []

    def draw(_):
        begun = time.perf_counter()
        time.sleep(0.05)
        drawn.append((begun, time.perf_counter()))

    session.frame_changed.connect(draw)
    session.open(a_scene(a_run(0.1, 3_000_000)))
    qtbot.waitUntil(lambda: len(drawn) > 4 or not session.computing)
    session.stop()
    between = [begun - ended for (_, ended), (begun, _) in itertools.pairwise(drawn[:4])]
    assert len(between) > 1
    assert min(between[1:]) > 0.04  # however slow the machine is


def test_progress_is_told_while_it_is_made(qtbot, session, settled):
    settled()
    states = []
    session.progress_changed.connect(lambda: states.append((session.computing, session.progress)))
    session.open(a_scene(a_run(0.1, 100_000)))
    settled()
    qtbot.waitUntil(lambda: states[-1] == (False, 1.0))
    assert len(states) > 2
    assert [progress for _, progress in states] == sorted(progress for _, progress in states)
    assert states[0][0]


# -- closing -----------------------------------------------------------------------------------------------


def test_closing_restores_what_the_session_changed(qtbot):
    interval = sys.getswitchinterval()
    assert gc.isenabled()
    session = Session()
    assert not gc.isenabled()
    assert sys.getswitchinterval() < interval
    session.close()
    session.close()
    assert gc.isenabled()
    assert sys.getswitchinterval() == interval


def test_a_closed_session_starts_nothing(qtbot):
    session = Session()
    session.close()
    session.edit(a_scene(a_run(0.1)), "Learning rate")
    session.play()
    QCoreApplication.processEvents()
    assert not any(timer.isActive() for timer in session.findChildren(QTimer))


FORGOTTEN = """
from PySide6.QtCore import QCoreApplication
from gdviz.document.scene import Run, Scene
from gdviz.session.session import Session

app = QCoreApplication([])
kept = Session(Scene(runs=(Run(steps=10_000_000),)))
dropped = Session(Scene(runs=(Run(steps=10_000_000),)))
del dropped
app.processEvents()
print("still here")
"""


def test_a_session_that_nobody_closed_does_not_abort():
    """Qt aborts the program where a QThread object goes while its thread runs."""
    done = subprocess.run([sys.executable, "-c", FORGOTTEN], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "still here\n", "")


MID_RUN = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from gdviz.document.scene import Run, Scene
from gdviz.session.session import Session

app = QCoreApplication([])
session = Session(Scene(runs=(Run(steps=10_000_000), Run(steps=9_000_000))))

def end(frame):
    if frame.published[0] > 1000:
        if "close" in sys.argv:
            session.close()
            session.close()
        app.quit()

session.frame_changed.connect(end)
app.exec()
print(session.computing)
"""


@pytest.mark.parametrize("way", some(["close", "quit"], 1))
def test_ending_in_the_middle_of_a_run_is_quiet(way):
    done = subprocess.run(
        [sys.executable, "-c", MID_RUN, way],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


def test_a_closed_session_is_released(qtbot):
    session = Session()
    released = weakref.ref(session)
    session.close()
    del session
    gc.collect()
    assert released() is None


# -- key frames --------------------------------------------------------------------------------------------


@pytest.fixture
def key_frames(monkeypatch):
    """A scene whose run keeps key frames only."""
    monkeypatch.setattr(training_recording, "BUDGET", 40_000)
    monkeypatch.setattr(runs, "BUDGET", 40_000)
    monkeypatch.setattr(runs.descent_of, "__defaults__", (40_000, on_heap))
    return a_scene(Run(problem=Training(), batches=Batches(batch_size=30), steps=300))


def test_rows_between_key_frames_are_made_again_before_they_are_seen_and_in_a_thread(
    session, key_frames, settled, monkeypatch
):
    session.open(key_frames)
    recording = settled().recordings[0]
    assert recording.spacing > 3
    makers = []
    make = TrainingRecording._burst

    def noted(*args):
        makers.append(threading.current_thread() is threading.main_thread())
        return make(*args)

    monkeypatch.setattr(TrainingRecording, "_burst", noted)
    whole = descent_of(key_frames.runs[0].experiment, 10**9).run()
    seen = []

    def read(frame):
        row = frame.row(0)
        seen.append(row)
        np.testing.assert_array_equal(recording.params_at(row), whole.params_at(row))
        np.testing.assert_array_equal(
            recording.gradient_at(max(row - 1, 0)), whole.gradient_at(max(row - 1, 0))
        )

    session.frame_changed.connect(read)
    for step in (150, 7, 299, 300, 8, 151, 0):
        session.set_playhead(step)
        assert settled().row(0) == step
    assert seen == [150, 7, 299, 300, 8, 151, 0]
    assert makers
    assert not any(makers)


def test_a_row_that_cannot_be_made_again_does_not_stop_the_playhead(
    session, key_frames, settled, monkeypatch, caplog
):
    session.open(key_frames)
    settled()

    def fail(*_):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(TrainingRecording, "prepare", fail)
    session.set_playhead(150)
    assert settled().playhead == 150
    assert "by zero" in caplog.text


def test_a_scene_plays_at_its_own_speed_and_another_never_inherits_it(session):
    own, long, plain = scene_of(speed=2.0), scene_of(steps=4000), scene_of()
    session.usual_speed = 4.0
    session.open(own)
    assert session.speed == 2.0
    session.choose_speed(50.0)  # for as long as it is on stage
    session.open(long)
    assert session.speed == 100.0  # in half a minute
    session.open(plain)
    assert session.speed == 4.0
    session.choose_speed(8.0)
    session.open(own)
    assert session.speed == 2.0
    session.open(plain)
    assert session.speed == 8.0
    session.open(own)
    session.edit(long, "Import")  # what comes on stage in its place has its own pace, too
    assert session.speed == 100.0
    session.undo()
    assert session.speed == 2.0


def scene_of(steps=5, speed=0.0):
    return Scene(runs=(Run(steps=steps),), speed=speed)
