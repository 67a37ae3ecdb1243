"""``gdviz render``: pictures, animations and tables of a lesson or a file, without a window or a display."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from gdviz import lessons, preflight
from gdviz.document_error import DocumentError
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run as run_experiment
from gdviz.export.choices import LARGEST_TYPE, SMALLEST_TYPE, Choices
from gdviz.export.paper import INCH, Paper
from gdviz.files import whole_file
from gdviz.labels import run_labels
from gdviz.scene import Scene, ViewName
from gdviz.tables import csv_columns, csv_header, csv_rows

if TYPE_CHECKING:
    from gdviz.session.frame import Frame

PICTURES = ("png", "svg", "pdf")
ANIMATIONS = ("gif", "apng", "webp", "mp4")
KINDS = (*PICTURES, *ANIMATIONS, "csv")
LOOKS = ("light", "dark", "projector", "print")
LANGUAGES = ("en", "zh_CN")
PRINT_DPI = 300.0
NO_ENCODER = (
    "MP4 needs an encoder: install gdviz with its extra “video” (pip install 'gdviz[video]'), or ffmpeg. "
    "GIF, APNG and WebP need none."
)

Load = Callable[[str, Sequence[str]], Scene]


class RenderError(Exception):
    """What was asked for can't be done; the text is one clear line. `usage`: it was asked for wrongly."""

    def __init__(self, text: str, *, usage: bool = True) -> None:
        super().__init__(text)
        self.usage = usage


def add_arguments(parser: argparse.ArgumentParser, set_help: str) -> None:
    """What can be said on the command line."""
    parser.add_argument(
        "what", metavar="LESSON-OR-FILE", nargs="?", help="a lesson's number or name, or a .gdviz file"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        action="append",
        default=[],
        help=f"the file to write: {', '.join(KINDS)}; may be given several times",
    )
    parser.add_argument("--all-lessons", metavar="DIR", help="write a picture of every lesson into DIR")
    parser.add_argument("--format", choices=PICTURES, default="png", help="of --all-lessons (default: png)")
    parser.add_argument("--view", choices=get_args(ViewName), help="one view instead of the whole stage")
    parser.add_argument("--step", metavar="K", type=int, help="the step that is shown (default: the last)")
    parser.add_argument("--size", metavar="WxH", help="in pixels (default: 1280x720)")
    parser.add_argument("--mm", metavar="WxH", help="in millimetres")
    parser.add_argument("--inches", metavar="WxH", help="in inches")
    parser.add_argument("--dpi", type=float, help="pixels an inch (default: 96; with --mm or --inches 300)")
    parser.add_argument("--look", choices=LOOKS, default="light")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument(
        "--type", metavar="POINTS", type=float, default=0.0, help="the size of ordinary type, in points"
    )
    parser.add_argument("--title", action="store_true", help="write the title above the picture")
    parser.add_argument("--caption", action="store_true", help="write the beginning of the notes below it")
    parser.add_argument("--settings", action="store_true", help="write what was set below it")
    parser.add_argument("--transparent", action="store_true", help="leave the ground out")
    parser.add_argument("--from", dest="first", metavar="K", type=int, default=0, help="an animation's start")
    parser.add_argument("--to", dest="last", metavar="K", type=int, help="an animation's end")
    parser.add_argument("--speed", metavar="STEPS", type=float, help="its steps a second (default: 5)")
    parser.add_argument("--seconds", type=float, help="how long it lasts, instead of --speed")
    parser.add_argument("--fps", type=float, default=20.0, help="its most frames a second (default: 20)")
    parser.add_argument("--set", metavar="PATH=VALUE", action="append", default=[], help=set_help)
    parser.add_argument("--force", action="store_true", help="write over files that exist")


def main(options: argparse.Namespace, load: Load) -> int:
    """Do what was asked for; prints the files. Raises RenderError, and MemoryError where there is no room."""
    choices = choices_of(options)
    if options.all_lessons is not None:
        if options.what is not None or options.output:
            raise RenderError("--all-lessons DIR stands alone: without a lesson, a file or -o.")
        return _picture_book(options, choices, load)
    if options.what is None:
        raise RenderError("a lesson or a file is missing (see gdviz render --help).")
    if not options.output:
        raise RenderError("say where to write with -o, such as -o picture.png.")
    outputs = [(path, kind_of(path)) for path in options.output]
    if len({os.path.abspath(path) for path, _ in outputs}) < len(outputs):
        raise RenderError("the same file is given twice with -o.")
    for path, _ in outputs:
        _refuse_existing(path, options)
    scene = load(options.what, options.set)
    _render(scene, outputs, options, choices)
    return 0


def choices_of(options: argparse.Namespace) -> Choices:
    """What the picture is to be. Raises RenderError."""
    sizes = [name for name in ("size", "mm", "inches") if getattr(options, name) is not None]
    if len(sizes) > 1:
        raise RenderError(f"give one of --{' and --'.join(sizes)}.")
    if options.type and not SMALLEST_TYPE <= options.type <= LARGEST_TYPE:
        raise RenderError(f"--type must lie between {SMALLEST_TYPE:g} and {LARGEST_TYPE:g} points.")
    try:
        return Choices(
            view=options.view or "",
            look=options.look,
            language=options.language,
            paper=_paper(options),
            type_size=options.type,
            title=options.title,
            caption=options.caption,
            settings=options.settings,
            transparent=options.transparent,
        )
    except ValueError as error:
        raise RenderError(f"{error}.") from None


def _paper(options: argparse.Namespace) -> Paper:
    if options.mm is not None or options.inches is not None:
        name = "mm" if options.mm is not None else "inches"
        width, height = _two(getattr(options, name), name)
        unit = 1.0 if name == "mm" else INCH
        return Paper.of_mm(width * unit, height * unit, options.dpi or PRINT_DPI)
    width, height = _two(options.size or "1280x720", "size")
    if width % 1 or height % 1:
        raise RenderError(f"--size {options.size}: pixels are whole; did you mean --mm?")
    return Paper(int(width), int(height), options.dpi or 96.0)


def _two(text: str, name: str) -> tuple[float, float]:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[xX×*](\d+(?:\.\d+)?)", text.strip(), re.ASCII)
    if found is None:
        raise RenderError(f"--{name} {text}: it should be two numbers, such as 1280x720.")
    return float(found[1]), float(found[2])


def kind_of(path: str) -> str:
    """What kind of file `path` is to be, by its ending.

    >>> kind_of("a/picture.PNG")
    'png'
    """
    kind = Path(path).suffix.lower().removeprefix(".")
    if kind not in KINDS:
        said = f"the ending “.{kind}” is not known" if kind else "the ending is missing"
        raise RenderError(f"-o {path}: {said}. These are: {', '.join(KINDS)}.")
    return kind


def _refuse_existing(path: str, options: argparse.Namespace) -> None:
    if not os.path.exists(path) or not os.path.isfile(path):
        return
    if options.what is not None and os.path.exists(options.what) and os.path.samefile(path, options.what):
        raise RenderError(f"-o {path}: this would overwrite the scene itself.")
    if not options.force:
        raise RenderError(f"{path} exists already; --force writes over it.", usage=False)


def _picture_book(options: argparse.Namespace, choices: Choices, load: Load) -> int:
    folder = Path(options.all_lessons)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RenderError(f"{folder} can't be made: {error.strerror or error}.", usage=False) from None
    pages = [(name, str(folder / f"{name}.{options.format}")) for name in lessons.names()]
    for _, path in pages:
        _refuse_existing(path, options)
    if not options.title:
        choices = replace(choices, title=True)
    for name, path in pages:
        scene = load(name, options.set)
        _render(scene, [(path, options.format)], options, choices)
    return 0


def _render(
    scene: Scene,
    outputs: Sequence[tuple[str, str]],
    options: argparse.Namespace,
    choices: Choices,
) -> None:
    """Compute the runs once, and write every output."""
    recordings = tuple(run_experiment(run.experiment) for run in scene.runs)
    frame: Frame | None = None
    for path, kind in outputs:
        if kind == "csv":
            data = _table(scene, recordings)
        else:
            if frame is None:
                prepare()
                frame = _frame(scene, recordings, options.step)
            data = _drawn(frame, kind, options, choices)
        _write(path, data)
        print(path)


def _drawn(frame: Frame, kind: str, options: argparse.Namespace, choices: Choices) -> bytes:
    try:
        if kind in ANIMATIONS:
            return _animation(frame, kind, options, choices)
        from gdviz.export.pictures import picture

        return picture(frame, choices, kind)
    except TimeoutError as error:
        raise RenderError(f"{error}.", usage=False) from None


def _frame(scene: Scene, recordings: tuple[Recording, ...], step: int | None) -> Frame:
    from gdviz.session.frame import Frame

    frame = Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)
    if step is None:
        step = frame.last
    if not 0 <= step <= frame.last:
        raise RenderError(f"--step {step}: the steps are 0 to {frame.last}.")
    return replace(frame, playhead=step)


def _animation(frame: Frame, kind: str, options: argparse.Namespace, choices: Choices) -> bytes:
    from gdviz.export.animation import animation
    from gdviz.export.encoder import NoEncoderError
    from gdviz.export.film import Film

    last = frame.last if options.last is None else options.last
    if last > frame.last:
        raise RenderError(f"--to {last}: the steps are 0 to {frame.last}.")
    if options.speed is not None and options.seconds is not None:
        raise RenderError("give one of --speed and --seconds.")
    try:
        if options.seconds is not None:
            film = Film.of_length(options.first, last, options.seconds, options.fps)
        else:
            film = Film(options.first, last, 5.0 if options.speed is None else options.speed, options.fps)
    except ValueError as error:
        raise RenderError(f"{error}.") from None
    try:
        return animation(frame, film, choices, kind)
    except NoEncoderError:
        raise RenderError(NO_ENCODER, usage=False) from None
    except RuntimeError as error:
        raise RenderError(f"{error}.", usage=False) from None


def prepare() -> None:
    """An application that needs no display, in English."""
    if not os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # also on a desktop: the same file everywhere
    try:
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtWidgets import QApplication

        from gdviz import fonts
    except ImportError as error:
        raise RenderError(str(preflight.import_problem(error)), usage=False) from None
    if QApplication.instance() is None:
        qInstallMessageHandler(_say)
        app = QApplication(sys.argv[:1])
        app.setStyle("Fusion")  # a sheet brings colours and type itself
        fonts.bring()
        _APPLICATION.append(app)


_APPLICATION: list[object] = []  # Qt's application lives as long as the process


def _say(kind: object, context: object, text: str) -> None:
    """Print what Qt says, but not that nobody manages the windows of a display that is not there."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _write(path: str, data: bytes) -> None:
    try:
        with whole_file(path) as file:
            file.write(data)
    except DocumentError as error:
        raise RenderError(f"{path}: {error}", usage=False) from None


def _table(scene: Scene, recordings: Sequence[Recording]) -> bytes:
    """Every row of every run as CSV."""
    columns = csv_columns(recordings)
    lines = [csv_header(columns)]
    for label, recording in zip(run_labels(scene), recordings, strict=True):
        lines += csv_rows(label.text, recording, columns)
    return "".join(lines).encode()


__all__ = ["RenderError", "add_arguments", "main", "prepare"]
