"""The line that offers what was open takes no more of the stage than it needs."""

import time

import pytest
from PySide6.QtWidgets import QApplication

from gdviz.look.look import LOOKS
from gdviz.panels.frame.offer import Offer, OfferBar


@pytest.mark.parametrize(("look", "width"), [("light", 900), ("projector", 1250)])
def test_on_a_projector_the_buttons_stand_beside_a_sentence_that_leaves_room(qtbot, look, width):
    """Below it they took a row of their own: half of a small stage."""
    bar = OfferBar(LOOKS[look])
    qtbot.addWidget(bar)
    bar.show()
    bar.set_offer(Offer("system", "Mine", time.time()))
    bar.resize(width, 60)
    QApplication.processEvents()
    assert bar.discard.x() > bar.label.geometry().right()
    bar.resize(420, 200)
    QApplication.processEvents()
    assert bar.discard.y() > bar.label.geometry().bottom()
