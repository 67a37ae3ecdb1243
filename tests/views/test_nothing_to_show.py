"""A view that lacks what it draws says so in words, and goes on saying so when language and look change."""

import pytest

from gdviz.document import lessons
from gdviz.look.look import DARK
from gdviz.views import ALL
from tests.views.learning import frame_of

EMPTY = [
    (1, "boundary"),
    (1, "fit"),
    (1, "network"),
    (1, "progress"),
    (1, "all_weights"),
    (1, "average"),
    (8, "boundary"),  # of one input
]


@pytest.mark.parametrize(("lesson", "name"), EMPTY)
def test_the_words_stay_in_another_language_and_look(show, lesson, name):
    scene = lessons.find(str(lesson)).scene
    view = show(ALL[name], frame_of(scene=scene))
    words = view.empty.text()
    assert words.endswith(".")
    assert view.empty.isVisible()
    view.retranslate()
    view.set_look(DARK)
    view.redraw()
    assert view.empty.text() == words
    assert view.empty.isVisible()
