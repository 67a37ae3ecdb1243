"""How what a lesson says is broken into lines."""

import pytest
from msgspec.structs import replace

from gdviz.look.look import PROJECTOR
from gdviz.panels.beats.shown_beat import ShownBeat, ShownQuestion
from gdviz.panels.beats.strip import BeatStrip

SAID = "The ball stands at w = 5. Its height is the loss: 36. We want it as low as possible."
CHINESE = "小球在 w = 5。它的高度就是损失：36。我们希望它越低越好，越低越好。"


@pytest.mark.parametrize("text", [SAID, CHINESE])
@pytest.mark.parametrize("width", [200, 300])
def test_its_lines_are_about_as_long(qtbot, text, width):
    strip = BeatStrip()
    qtbot.addWidget(strip)
    words = strip.say
    words.resize(width, 200)
    words.say(text)
    assert "w\u00a0=\u00a05" in words.text()
    inside = words.contentsRect().width()
    lines = words.minimumHeight() // words.fontMetrics().lineSpacing()
    assert lines > 1 or words.fontMetrics().horizontalAdvance(text) <= inside  # no font has Chinese here
    assert inside * lines < words.fontMetrics().horizontalAdvance(text) * 1.5
    assert words.minimumSizeHint().width() < width // 2


def test_where_type_is_large_for_the_window_words_have_its_whole_width(qtbot):
    strip = BeatStrip()
    qtbot.addWidget(strip)
    strip.show()
    for scale, dear in ((1.0, False), (1.5, True), (1.0, False)):
        strip.set_look(replace(PROJECTOR, font_scale=PROJECTOR.font_scale * scale))
        strip.resize(1256, 200)
        strip.layout().activate()
        assert strip.dear is dear
        assert (strip.say.width() == strip.width()) is dear


def test_no_button_moves_when_the_way_on_is_lit(qtbot):
    strip = BeatStrip()
    qtbot.addWidget(strip)
    strip.set_look(PROJECTOR)
    sizes = set()
    for lit in (True, False):
        strip.show_beat(ShownBeat(("", ""), 0, SAID, SAID, lit=lit))
        sizes.add(strip.next_button.sizeHint().toTuple())
    assert len(sizes) == 1


def test_what_was_predicted_and_tried_stands_beside_the_stage_where_rows_are_dear():
    for told in (ShownQuestion(notes=("5",)), ShownQuestion(message="Tries: 1")):
        assert not told.beside
        assert replace(told, dear=True).beside
    assert not ShownQuestion(dear=True).beside
