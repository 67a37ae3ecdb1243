"""The cards to choose an answer from."""

from gdviz.look.appearance import set_look_in
from gdviz.look.look import PROJECTOR
from gdviz.panels.beats.answer_card import AnswerCard
from gdviz.panels.beats.shown_beat import ShownOption


def test_a_card_keeps_no_height_of_the_answer_before(qtbot):
    """Type made larger beside a reason left the card higher in each question that followed."""
    card = AnswerCard(1)
    qtbot.addWidget(card)
    card.resize(400, 100)
    card.show_option(ShownOption("yes", chosen=True, verdict="right", why="What one gets is luck. " * 9))
    set_look_in(card, PROJECTOR)
    told = card.sizeHint().height()
    card.show_option(ShownOption("no"))
    assert max(card.minimumHeight(), card.sizeHint().height()) < told / 2
