"""Whether what is changed is changed in the selected run alone, or in all runs that have the same there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.document import labels
from gdviz.document.scene import Scene
from gdviz.look.look import Look
from gdviz.look.shortcuts import bind, native
from gdviz.look.two_way import TwoWay
from gdviz.look.widgets import scaled
from gdviz.notation.numbers import number


class ReachSwitch(TwoWay):
    """Says which: "This run" or "All 3 runs".

    Runs that differ are there to be compared: what they have in common is changed in all, so that the
    comparison stays fair. A copy that does not differ yet is to be changed by itself.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = 1
        self.compact = False
        self._of: tuple[str, int] | None = None  # the lesson and its runs that the switch was set for
        self.action = QAction(self, checkable=True)
        bind(self.action, "change_all_runs")
        self.action.triggered.connect(self.set_all)
        self.second.toggled.connect(self.action.setChecked)
        self.retranslate()

    @property
    def all_runs(self) -> bool:
        """Whether all runs are changed."""
        return self.count > 1 and self.second.isChecked()

    @Slot(bool)
    def set_all(self, everywhere: bool) -> None:
        """Press one of the buttons."""
        (self.second if everywhere else self.first).setChecked(True)

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Name the runs; choose anew where there are others."""
        count = len(scene.runs)
        if (scene.lesson, count) != self._of:
            grown = self._of is not None and self._of[0] == scene.lesson and count > self._of[1]
            self._of = scene.lesson, count
            self.set_all(count > 1 and not grown and bool(labels.differences(scene)))
        if count != self.count:
            self.count = count
            self.action.setEnabled(count > 1)
            self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """Take little room: beside a lesson's own controls on a small stage."""
        if compact != self.compact:
            self.compact = compact
            self.set_look(self.look)
            self.retranslate()

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        margin = 0 if self.compact else scaled(look, 14)
        self.row.setContentsMargins(margin, 0, margin, 0)

    def minimumSizeHint(self) -> QSize:
        """As its buttons need."""
        return self.row.minimumSize()

    def retranslate(self) -> None:
        """Put every text anew."""
        keys = native(self.action.shortcut())
        self.setAccessibleName(self.tr("Which runs a change is for"))
        self.action.setText(self.tr("Change &all runs"))
        self.first.setText(self.tr("One") if self.compact else self.tr("This run"))
        every = self.tr("All {count} runs").format(count=number(self.count))
        if self.compact:
            every = self.tr("All {count}").format(count=number(self.count))
        elif self.count == 2:
            every = self.tr("Both runs")
        self.second.setText(every)
        self.first.setToolTip(
            self.tr("What you set or drag changes the selected run alone ({keys})").format(keys=keys)
        )
        self.second.setToolTip(
            self.tr(
                "What you set or drag changes all runs where they agree; where they "
                "differ, each keeps its own ({keys})"
            ).format(keys=keys)
        )
