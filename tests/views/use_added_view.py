"""Use a view that was added, in lessons: `python -m tests.views.use_added_view FOLDER NAME...`.

It is a process of its own, since the views are known when the first scene is read. It prints, as the last
line, what the window's view said in each lesson.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from msgspec.structs import replace

from gdviz.document import tiles

os.environ["QT_QPA_PLATFORM"] = "offscreen"
tiles.VIEWS["accuracy"] = "tests.views.added_view:AccuracyTile"
STEPS = 12


def scenes():
    """Each of those lessons, short, with the view on its stage."""
    from gdviz.document import lessons, stage_layout

    for lesson in map(lessons.find, sys.argv[2:]):
        runs = tuple(replace(run, steps=STEPS) for run in lesson.scene.runs)
        stage = stage_layout.shown(lesson.scene.stage, "accuracy")
        stage = stage_layout.with_options(stage, "accuracy", tested=True)
        yield lesson.name, replace(lesson.scene, runs=runs, stage=stage)


def through_files(folder: Path) -> None:
    """A file, the command line, a table, a picture of the view and one of the stage, of each lesson."""
    from gdviz.commands import cli
    from gdviz.document import codec, share, stage_layout

    table_and_image = False
    for name, scene in scenes():
        path, picture = folder / f"{name}.gdviz", folder / f"{name}.svg"
        codec.save(scene, path)
        assert codec.load(path) == scene == share.from_line(share.to_line(scene))
        others = [] if table_and_image else [str(folder / f"{name}.csv"), str(folder / f"{name}.png")]
        table_and_image = True  # one lesson's tell of all
        outputs = [word for output in (str(picture), *others) for word in ("-o", output)]
        assert cli.main(["render", str(path), "--view", "accuracy", *outputs]) == 0
        assert codec.load(picture) == scene
    row, place = stage_layout.find(scene.stage, "accuracy")
    off = f"stage.{row}.tiles.{place}.tested=false"
    assert cli.main(["render", str(path), "-o", str(folder / "stage.png"), "--set", off]) == 0
    assert stage_layout.tile_of(codec.load(folder / "stage.png").stage, "accuracy").tested is False
    assert "AccuracyTile" in codec.schema()["$defs"]


def is_shown(frame, scene) -> bool:
    """Whether the stage shows the complete runs of a scene."""
    return frame is not None and frame.scene == scene and None not in frame.outcomes


def through_the_window() -> dict[str, str]:
    """What the view says in each lesson, or what its legend does."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from gdviz.app.settings import Settings
    from gdviz.app.window import Window

    app = QApplication.instance() or QApplication(sys.argv[:1])
    settings = Settings()
    settings.language = "en"
    window = Window(settings, None)
    window.resize(1280, 720)
    window.show()
    said = {}
    for name, scene in scenes():
        window.session.open(scene)
        window.session.set_playhead(STEPS)
        while not is_shown(window.stage.frame, scene):
            app.processEvents()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window.stage.set_shown("accuracy", True)  # it may wait for room
        view = window.stage.view("accuracy")
        view.grab()
        said[name] = view.empty.text() or ", ".join(sorted({each.line.kind for each in view.drawn}))
    window.stage.toggle_enlarged("accuracy")
    window.stage.toggle_enlarged("accuracy")
    assert window.menus.actions["accuracy"].text() == "Accuracy alone"
    window.stage.set_shown("accuracy", False)
    window.session.mark_saved()
    window.close()
    return said


if __name__ == "__main__":
    through_files(Path(sys.argv[1]))
    print(json.dumps(through_the_window()))
