import itertools
import math

import pytest

from gdviz.session.playhead import LEAP, REST, SLOW, Playhead


def played(playhead, seconds, reached, last, frame=1 / 64):
    """The steps shown while `playhead` plays for `seconds`, a frame at a time."""
    steps = []
    for _ in range(round(seconds / frame)):
        playhead.advance(frame, reached, last)
        steps.append(playhead.at(last))
    return steps


def test_it_moves_at_its_speed_once_the_first_step_is_made():
    playhead = Playhead(speed=8.0)
    playhead.play(100)
    steps = played(playhead, 2.0, 100, 100)
    assert steps == sorted(steps)
    assert set(steps) == set(range(17))


@pytest.mark.parametrize("speed", [1.5, 2.0])
def test_the_first_step_comes_soon(speed):
    playhead = Playhead(speed=speed)
    playhead.play(100)
    assert playhead.at(100) == 0
    assert played(playhead, 0.25, 100, 100)[-1] == 1


def test_at_slow_playback_the_picture_moves_between_the_steps():
    playhead = Playhead(speed=SLOW)
    assert playhead.between(100) == 0.0
    playhead.play(100)
    played(playhead, 0.25, 100, 100)
    assert playhead.between(100) == pytest.approx(0.25)
    assert playhead.between(0) == 0.0  # the next step is not computed yet
    played(playhead, 1.0, 100, 100)
    assert (playhead.at(100), playhead.between(100)) == (1, pytest.approx(0.25))
    playhead.set_speed(2.0)
    assert playhead.between(100) == 0.0
    playhead.set_speed(SLOW)
    playhead.pause()
    assert playhead.between(100) == 0.0


def test_it_does_not_move_unless_it_plays():
    playhead = Playhead(3.0)
    assert set(played(playhead, 1.0, 10, 10)) == {3}


def test_it_stops_at_the_end_and_starts_over_from_there():
    playhead = Playhead(speed=1000.0)
    playhead.play(40)
    assert played(playhead, 1.0, 40, 40)[-1] == 40
    assert not playhead.playing
    playhead.play(40)
    assert playhead.playing
    assert playhead.at(40) == 0


def test_a_loop_rests_at_the_end_so_that_it_can_be_read():
    playhead = Playhead(speed=1000.0, loop=True)
    playhead.play(40)
    steps = played(playhead, 3.0, 40, 40)
    assert playhead.playing
    first = steps.index(40)
    begins_again = steps.index(0, first)
    assert set(steps[first:begins_again]) == {40}
    assert (begins_again - first) / 64 == pytest.approx(REST, abs=2 / 64)
    assert steps.count(40) > 2 * steps.count(0)


def test_it_waits_for_what_is_not_computed():
    playhead = Playhead(speed=100.0)
    playhead.play(1000)
    assert played(playhead, 1.0, 30, 1000)[-1] == 30
    assert playhead.playing
    playhead.advance(0.1, 1000, 1000)
    assert playhead.at(1000) == 40, "the time that it waited is not made up for"


def test_infinite_speed_shows_the_newest_row_and_stops_at_the_end():
    playhead = Playhead(speed=math.inf)
    playhead.play(1000)
    assert playhead.at(1000) == 0
    playhead.advance(0.01, 300, 1000)
    assert playhead.at(1000) == 300
    playhead.advance(0.01, 1000, 1000)
    assert playhead.at(1000) == 1000
    assert not playhead.playing


def test_a_loop_at_infinite_speed_does_not_flicker():
    playhead = Playhead(speed=math.inf, loop=True)
    playhead.play(40)
    steps = played(playhead, 3.0, 40, 40)
    turns = sum(one == 40 and other == 0 for one, other in itertools.pairwise(steps))
    assert 2 <= turns <= 3 / REST


def test_a_scrub_while_playing_goes_on_from_there():
    playhead = Playhead(speed=4.0)
    playhead.play(100)
    playhead.move(50, 100)
    assert set(played(playhead, 0.5, 100, 100)) == {50, 51, 52}


@pytest.mark.parametrize(("step", "shown"), [(-5, 0), (0, 0), (7, 7), (40, 40), (10**12, 40)])
def test_a_move_is_clamped(step, shown):
    playhead = Playhead()
    playhead.move(step, 40)
    assert playhead.at(40) == shown


def test_a_shorter_run_and_back_leaves_it_where_it_was():
    playhead = Playhead(30.0)
    assert (playhead.at(10), playhead.at(40)) == (10, 30)


def test_pausing_stays_on_the_step_that_is_shown():
    playhead = Playhead(speed=4.0)
    playhead.play(100)
    shown = played(playhead, 0.9, 100, 100)[-1]
    playhead.pause()
    assert playhead.position == shown
    playhead.play(100)
    assert playhead.at(100) == shown


def test_a_stall_of_the_window_is_not_a_leap():
    playhead = Playhead(speed=100.0)
    playhead.play(1000)
    playhead.advance(60.0, 1000, 1000)
    assert playhead.at(1000) == LEAP * 100


@pytest.mark.parametrize(
    ("asked", "speed"), [(0.1, 0.5), (0.5, 0.5), (30, 30), (1e9, 1000.0), (math.inf, math.inf)]
)
def test_the_speed_is_clamped(asked, speed):
    playhead = Playhead()
    playhead.set_speed(asked)
    assert playhead.speed == speed


@pytest.mark.parametrize("speed", [0.0, -1.0, -math.inf, math.nan])
def test_a_speed_that_is_none_is_refused(speed):
    with pytest.raises(ValueError, match="positive"):
        Playhead().set_speed(speed)
