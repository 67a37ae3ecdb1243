"""The box for one of a model's parameters looks like every other list."""

import pytest

from gdviz.look.appearance import set_look_in
from gdviz.look.choice_field import room_of_text
from gdviz.look.look import LOOKS
from gdviz.views.step.parameter_box import ParameterBox


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_box_one_types_into_has_the_frame_of_others(qtbot, look):
    """Drawn by Qt's own style it had sharp corners and an arrow of 1998, and its frame was cut below."""
    typed, other = ParameterBox(), ParameterBox()
    other.setEditable(False)
    for box in (typed, other):
        qtbot.addWidget(box)
        set_look_in(box, look)
        box.offer(("w1_1", "b1"), "w1_1", "")
        box.resize(box.sizeHint().width(), 44)
    typed.grab()
    line = typed.lineEdit()
    assert room_of_text(typed, look).contains(line.geometry())
    line.hide()
    assert typed.grab().toImage() == other.grab().toImage()
