"""A network's diagram by keys: Down and Up go through weights and biases, Enter asks for the number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from gdviz.look.announcements import announce
from gdviz.look.shortcuts import sequences
from gdviz.views.network.network_diagram import Diagram, Target

WAYS = {"mark_next": (1, False), "mark_back": (-1, False), "far_down": (1, True), "far_up": (-1, True)}


class NetworkKeys(QObject):
    """Listens to the keys of a diagram, while it has the focus; what is chosen is what it points at."""

    def __init__(self, diagram: Diagram) -> None:
        super().__init__(diagram)
        self.diagram = diagram
        self.keys = {key: way for name, way in WAYS.items() for key in sequences(name)}
        diagram.installEventFilter(self)

    def targets(self) -> list[Target]:
        """Each unit's bias, then its weights, layer by layer."""
        found: list[Target] = []
        for place, column in enumerate(self.diagram.columns):
            if column.weights is not None:
                inputs, units = column.weights.shape
                for unit in range(units):
                    found += [Target(place, unit), *(Target(place, unit, source) for source in range(inputs))]
        return found

    def place_of(self, target: Target) -> QPointF:
        """Where it is drawn: a unit's middle, or the middle of a line."""
        here = self.diagram.boxes[target.column][target.unit]
        if target.source < 0:
            return QPointF(here.x, here.y)
        before = self.diagram.boxes[target.column - 1][target.source]
        return QPointF((before.right + here.left) / 2, (before.y + here.y) / 2)

    def _step(self, by: int, *, unit: bool) -> None:
        """Go to the next one, or to the next unit."""
        targets = [each for each in self.targets() if not unit or each.source < 0]
        if not targets:
            return
        now = self.diagram.target
        if unit and now is not None:
            now = Target(now.column, now.unit)
        place = targets.index(now) + by if now in targets else (0 if by > 0 else -1)
        target = targets[place % len(targets)]
        self.diagram.point(target, self.place_of(target))
        announce(self.diagram, ". ".join(self.diagram.card))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before the window does."""
        if event.type() == QEvent.Type.FocusOut:
            self.diagram.point(None)
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        assert isinstance(event, QKeyEvent)
        pressed = QKeySequence((event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier).value | event.key())
        target = self.diagram.target
        takes = pressed in sequences("mark_take") and target is not None and target.unit >= 0
        if pressed not in self.keys and not takes:
            return False
        event.accept()
        if event.type() == QEvent.Type.ShortcutOverride:
            return True
        if takes and target is not None:
            self.diagram.clicked.emit(target, self.place_of(target))
        else:
            by, unit = self.keys[pressed]
            self._step(by, unit=unit)
        return True
