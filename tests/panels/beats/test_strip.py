"""How what a lesson says is broken into lines."""

import pytest

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
