"""The slider's scale and the texts of numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdviz.engine.declare import fields_of
from gdviz.engine.kinds import kinds_of
from gdviz.engine.schedules import Schedule
from gdviz.notation.numbers import entry, read
from gdviz.panels.widgets.slider_scale import POSITIONS, Scale, allowed, scale_of

NUMBERS = [
    field for kind in kinds_of(Schedule) for field in fields_of(kind) if field.kind in ("float", "int")
]


@given(st.floats(-1e300, 1e300))
def test_a_written_number_reads_as_itself_to_fifteen_digits(number):
    assert read(entry(number)) == pytest.approx(number, rel=1e-14, abs=1e-300)


@given(st.text(max_size=12))
def test_no_text_is_too_strange_to_parse(text):
    for whole in (False, True):
        number = read(text, whole)
        assert number is None or isinstance(number, int if whole else float)


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
def test_every_position_of_a_declared_slider_is_allowed_rises_and_comes_back(field):
    scale = scale_of(field)
    values = [scale.value(position) for position in range(POSITIONS + 1)]
    assert values == sorted(values)
    assert all(allowed(field, value) for value in values)
    assert (values[0], values[-1]) == field.slider
    for value in values:
        again = scale.value(scale.position(value))
        assert again == value or again == pytest.approx(value, rel=0.01, abs=(values[-1] - values[0]) / 300)


@pytest.mark.parametrize("scale", [Scale(1e-4, 10, log=True), Scale(0.5, 1.0), Scale(1, 1000, True, True)])
def test_steps_up_and_down_always_move_and_meet_round_numbers(scale):
    value, seen = scale.low, []
    for _ in range(200):
        following = scale.stepped(value, 1)
        assert following > value
        value = following
        seen.append(value)
    for _ in range(300):
        following = scale.stepped(value, -1)
        assert following < value or (scale.whole and value <= 1)
        value = following
        if value <= scale.low:
            break
    assert all(len(entry(each).replace(".", "").strip("0")) <= 4 for each in seen)


def test_a_logarithmic_scale_can_leave_zero():
    scale = Scale(1e-4, 10, log=True)
    assert scale.stepped(0.0, 1) == 1e-4
    assert scale.stepped(0.0, -1) == 0.0
    assert scale.position(0.0) == 0
