"""The first lesson as a picture and a table, for a machine without a display.

python -m gdviz.commands.snapshot FOLDER
"""

from __future__ import annotations

from gdviz.document.atomic_file import write_whole

if __name__ == "__main__":
    from gdviz.base.interrupt import end_at_once

    end_at_once()

import os
import sys
from pathlib import Path

from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.document.atomic_file import whole_file
from gdviz.document.errors import DocumentError
from gdviz.document.labels import run_labels
from gdviz.document.scene import Scene
from gdviz.engine.runs import run
from gdviz.export.data.tables import csv_columns, csv_header, csv_rows

SIZE = (1280, 720)


def snapshot(folder: str | os.PathLike[str]) -> tuple[Path, Path]:
    """Write the first lesson's stage as a PNG and its run as a CSV into `folder`; returns their paths.

    Raises OSError where they can't be written.
    """
    name = lessons.names()[0]
    png, csv = Path(folder, f"gdviz-{name}.png"), Path(folder, f"gdviz-{name}.csv")
    scene = lessons.load(name)
    render(scene, png)
    tabulate(scene, csv)
    return png, csv


def tabulate(scene: Scene, path: str | os.PathLike[str]) -> None:
    """Write every run of `scene` as CSV. Raises OSError if it can't be written."""
    recordings = [run(each.experiment) for each in scene.runs]
    columns = csv_columns(recordings)
    try:
        with whole_file(path) as file:
            file.write(csv_header(columns).encode())
            for label, recording in zip(run_labels(scene), recordings, strict=True):
                for lines in csv_rows(label.text, recording, columns):
                    file.write(lines.encode())
    except DocumentError as error:
        raise OSError(f"{path}: {error}") from None


def render(scene: Scene, path: str | os.PathLike[str], size: tuple[int, int] = SIZE, step: int = 4) -> None:
    """Draw the stage of `scene` at `step`, `size` in pixels, as a PNG. Raises OSError where it can't."""
    from gdviz.commands.no_display import prepare

    prepare()
    from gdviz.document.frame import Frame
    from gdviz.export.picture.choices import Choices
    from gdviz.export.picture.paper import Paper
    from gdviz.export.picture.pictures import picture

    recordings = tuple(run(each.experiment) for each in scene.runs)
    frame = Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)
    data = picture(replace(frame, playhead=min(step, frame.last)), Choices(paper=Paper(*size)), "png")
    try:
        write_whole(path, data)
    except DocumentError as error:
        raise OSError(f"{path} can't be written: {error}") from None


def main(arguments: list[str] | None = None) -> int:
    """The command line; prints the two paths."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1:
        print("usage: python -m gdviz.commands.snapshot FOLDER", file=sys.stderr)
        return 2
    try:
        paths = snapshot(arguments[0])
    except OSError as error:
        print(f"gdviz: {error}", file=sys.stderr)
        return 1
    for path in paths:
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
