"""Text with too little room: what is left of it is read as it was meant."""

import re

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from gdviz.look.shortened import shortened

NUMBERS = re.compile("[0-9][0-9.×⁻⁰¹²³⁴⁵⁶⁷⁸⁹\u202f%]*")
TEXTS = (
    "shadow: train 83.5%",
    "train 89.5%, test 100%",
    "Exponential decay, Learning rate 0.01",
    "loss 4.386902×10⁻⁴",
    "12\u202f345 steps and then some more words",
    "Activation Sigmoid",
)


@pytest.mark.parametrize("metrics", [QFontMetrics, QFontMetricsF])
@pytest.mark.parametrize("text", TEXTS)
def test_no_number_is_cut_and_the_room_is_kept(qapp, text, metrics):
    metrics = metrics(QFont())
    full = metrics.horizontalAdvance(text)
    for width in range(int(full) + 2):
        short = shortened(text, metrics, width)
        assert metrics.horizontalAdvance(short) <= width
        assert set(NUMBERS.findall(short)) <= set(NUMBERS.findall(text))
    assert shortened(text, metrics, full) == text


def test_the_end_that_tells_runs_apart_stays(qapp):
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("Learning…0.01")
    assert shortened("Learning rate 0.01", metrics, room).endswith("…0.01")
