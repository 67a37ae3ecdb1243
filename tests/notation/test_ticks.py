"""The ticks of axes, however far a hand has zoomed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdviz.document.tiles import AXIS_END
from gdviz.notation.ticks import log_ticks, tick_texts, two_ticks

LENGTH = 500.0


def room(texts):
    return 20.0 + 7.0 * max(map(len, texts), default=0)


@pytest.mark.parametrize(
    ("low", "high"), [(-AXIS_END, AXIS_END), (-0.3 * AXIS_END, 2.5), (1.0, 1e9), (-1e6, 1e6)]
)
def test_a_logarithmic_axis_that_is_zoomed_out_as_far_as_can_be_has_few_ticks(low, high):
    step, values, texts = log_ticks(low, high, LENGTH, room)
    assert 1 <= len(values) == len(texts) <= LENGTH / 20
    assert all(low <= value <= high and value % step == 0 for value in values)


@given(st.floats(-300, 300), st.floats(3, 300))
def test_ticks_stand_at_whole_decades_within_the_axis_and_do_not_touch(low, span):
    _, values, texts = log_ticks(low, low + span, LENGTH, room)
    assert values == sorted(set(values))
    assert all(low - 1e-9 <= value <= low + span + 1e-9 for value in values)  # the smallest number is nothing
    if len(values) > 1:
        closest = min(after - before for before, after in itertools.pairwise(values))
        assert room(texts) <= closest / span * LENGTH + 1e-6


@given(st.floats(-50, 50), st.floats(0.1, 100), st.floats(30, 200), st.booleans())
def test_two_numbers_stand_where_there_is_no_room_for_three(low, span, length, whole):
    def room(texts):
        return 8.0 * max(map(len, texts))

    step, values = two_ticks(low, low + span, length, room, whole=whole)
    texts = tick_texts(values, step)
    assert len(values) in (0, 2)
    for value, text in zip(values, texts, strict=True):
        assert low - 1e-6 * span <= value <= low + span * (1 + 1e-6)
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=1e-9 * span)
        assert not whole or value == int(value)
    if values:
        assert room(texts) <= (values[1] - values[0]) / span * length
