"""Runs that learn, small enough for tests."""

import contextlib

from gdviz.document.scene import Run
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam
from gdviz.engine.schedules import Constant


def learner(steps=60, *, penalty=None, batch=30, rate=0.01, data=None, model=None, loss=None, **more):
    """2-11-1 on the ring, or what is given; `test_share` and the fields of a run may be, too."""
    parts = {
        name: more.pop(name) for name in ("test_share", "standardize", "standardize_target") if name in more
    }
    problem = Training(
        data=data or Ring(),
        model=model or Model(),
        penalty=penalty or NoPenalty(),
        **({"loss": loss} if loss else {}),
        **parts,
    )
    return Run(
        problem=problem,
        optimizer=Adam(),
        schedule=Constant(learning_rate=rate),
        steps=steps,
        batches=Batches(batch_size=batch),
        precision="float32",
        seed=3,
        **more,
    )


@contextlib.contextmanager
def another_language(*contexts):
    """While it lasts, every text of these classes is translated: it stands between « and »."""
    from PySide6.QtCore import QCoreApplication, QTranslator

    class Marked(QTranslator):
        def translate(self, context, text, disambiguation=None, n=-1):
            return f"«{text}»" if context in contexts else None

        def isEmpty(self):
            return False

    translator = Marked()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def send(widget, kind, x, y, pressed=False, changed=False):
    """A mouse event straight to a widget: moved (with the left button `pressed`), or a button `changed`."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    place = QPointF(round(x), round(y))
    where = widget.mapToGlobal(place)
    button, buttons = left if changed else none, left if pressed else none
    event = QMouseEvent(kind, place, where, button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def move(widget, x, y):
    """The mouse moves there; pyqtgraph overlooks moves that follow each other at once."""
    from PySide6.QtCore import QEvent
    from PySide6.QtTest import QTest

    QTest.qWait(15)
    send(widget, QEvent.Type.MouseMove, x, y)


def drag(widget, places):
    """The left button goes down at the first of the places and up at the last."""
    from PySide6.QtCore import QEvent
    from PySide6.QtTest import QTest

    move(widget, *places[0])
    send(widget, QEvent.Type.MouseButtonPress, *places[0], pressed=True, changed=True)
    for place in places[1:]:
        QTest.qWait(15)
        send(widget, QEvent.Type.MouseMove, *place, pressed=True)
    send(widget, QEvent.Type.MouseButtonRelease, *places[-1], changed=True)
