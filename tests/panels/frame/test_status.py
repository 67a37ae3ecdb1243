"""The line at the bottom."""

from gdviz.engine.outcome import Outcome
from gdviz.panels.frame.status import StatusLine


def test_a_message_never_lies_upon_how_the_run_ended(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.set_floating(True)
    line.show_outcome(Outcome("diverged", 7))
    line.say("Esc ends presenting")  # said before the line is to be seen
    line.show()
    assert line.outcome.text()
    assert not line.outcome.isVisible()
    line.clearMessage()
    assert line.outcome.isVisible()
