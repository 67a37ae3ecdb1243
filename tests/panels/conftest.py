"""A stage for panels without a session: what they ask for is done at once, and kept for the test to read."""

from __future__ import annotations

import pytest


@pytest.fixture
def stage(qtbot):
    from PySide6.QtCore import QObject, Slot

    from gdviz.document.scene import Scene

    class PanelStage(QObject):
        """Holds a scene and a selection; feeds both back to one panel."""

        def __init__(self):
            super().__init__()
            self.scene, self.selected = Scene(), 0
            self.edits = []  # (text, merge key)
            self.finished = 0
            self.messages = []
            self.panel = None

        def show(self, panel, scene=None, selected=0, width=320, height=900):
            self.panel, self.scene, self.selected = panel, scene or Scene(), selected
            qtbot.addWidget(panel)
            panel.edited.connect(self.take)
            panel.edit_finished.connect(self.finish)
            if hasattr(panel, "run_selected"):
                panel.run_selected.connect(self.select)
                panel.message.connect(self.messages.append)
            panel.resize(width, height)
            self.feed()
            with qtbot.waitActive(panel):
                panel.show()
                panel.activateWindow()
            if getattr(panel, "editors", None):  # a form makes them after its first paint, or when asked
                qtbot.wait(1)
            return panel

        def feed(self):
            self.panel.show_scene(self.scene, self.selected)

        @Slot(object, str, str)
        def take(self, scene, text, merge):
            self.scene = scene
            self.selected = min(self.selected, len(scene.runs) - 1)
            self.edits.append((text, merge))
            self.feed()

        @Slot()
        def finish(self):
            self.finished += 1

        @Slot(int)
        def select(self, run):
            self.selected = run
            self.feed()

    return PanelStage()
