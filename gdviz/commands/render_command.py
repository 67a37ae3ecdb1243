"""``gdviz render``: pictures, animations and tables of a lesson or a file, without a window or a display."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gdviz.base.i18n import LANGUAGES
from gdviz.commands.command_error import CommandError
from gdviz.commands.no_display import prepare
from gdviz.commands.scenes import add_scene, scene_with
from gdviz.commands.terminal import refuse, say
from gdviz.document import lessons
from gdviz.document.atomic_file import write_whole
from gdviz.document.errors import DocumentError
from gdviz.document.labels import run_labels
from gdviz.document.scene import Scene
from gdviz.document.tiles import VIEWS
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run as run_experiment
from gdviz.engine.sweep.pool import EngineProcesses
from gdviz.export.animation.film import Film
from gdviz.export.data import files
from gdviz.export.picture.choices import LARGEST_TYPE, SMALLEST_TYPE, Choices
from gdviz.export.picture.paper import INCH, Paper
from gdviz.notation.numbers import entry

if TYPE_CHECKING:
    from gdviz.document.frame import Frame
    from gdviz.export.picture.drawing import Drawing

DESCRIPTION = "Write pictures, animations and tables of a scene, without a window or a display."
PICTURES = ("png", "svg", "pdf")
ANIMATIONS = ("gif", "apng", "webp", "mp4")
NUMBERS = ("csv", "npz", "jsonl")
KINDS = (*PICTURES, *ANIMATIONS, *NUMBERS)
LOOKS = ("light", "dark", "projector", "print")
PRINT_DPI = 300.0
NO_ENCODER = (
    "MP4 needs an encoder: install gdviz with its extra “video” (pip install 'gdviz[video]'), or ffmpeg. "
    "GIF, APNG and WebP need none."
)
NO_ROOM = (
    "not everything has room on this picture{without}. Take a larger --size, a smaller --type, or one view "
    "by --view."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    add_scene(parser, optional=True)
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        action="append",
        default=[],
        help=f"the file to write: {', '.join(KINDS)}; may be given several times",
    )
    parser.add_argument("--all-lessons", metavar="DIR", help="write a picture of every lesson into DIR")
    parser.add_argument("--format", choices=PICTURES, help="of --all-lessons (default: png)")
    parser.add_argument("--view", choices=VIEWS, help="one view instead of the whole stage")
    parser.add_argument("--step", metavar="K", type=int, help="the step of pictures (default: the last)")
    parser.add_argument("--size", metavar="WxH", help="in pixels (default: 1280x720)")
    parser.add_argument("--mm", metavar="WxH", help="in millimeters")
    parser.add_argument("--inches", metavar="WxH", help="in inches")
    parser.add_argument("--dpi", type=float, help="pixels per inch (default: 96; with --mm or --inches 300)")
    parser.add_argument("--look", choices=LOOKS, default="light")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument(
        "--type", metavar="POINTS", type=float, default=0.0, help="the size of ordinary type, in points"
    )
    parser.add_argument("--title", action="store_true", help="write the title above the picture")
    parser.add_argument("--caption", action="store_true", help="write the beginning of the notes below it")
    parser.add_argument("--settings", action="store_true", help="write what was set below it")
    parser.add_argument("--transparent", action="store_true", help="leave the background out")
    parser.add_argument("--from", dest="first", metavar="K", type=int, help="an animation's start")
    parser.add_argument("--to", dest="last", metavar="K", type=int, help="an animation's end")
    parser.add_argument("--speed", metavar="STEPS", type=float, help="its steps per second (default: 5)")
    parser.add_argument("--seconds", type=float, help="how long it lasts, instead of --speed")
    parser.add_argument("--fps", type=float, help="at most so many frames per second (default: 20)")
    parser.add_argument(
        "--between", action="store_true", default=None, help="let it move between the steps, too"
    )
    parser.add_argument("--force", action="store_true", help="write over files that exist")


def main(options: argparse.Namespace) -> int:
    """Do what was asked for; prints the files. Raises CommandError, MemoryError without room."""
    choices = choices_of(options)
    if options.step is not None and options.step < 0:
        raise CommandError(f"--step {options.step}: the steps are counted from 0.")
    if options.all_lessons is not None:
        _refuse_idle(options, {options.format or "png"})
        if options.what is not None or options.output:
            raise CommandError("--all-lessons DIR stands alone: without a lesson, a file or -o.")
        return _picture_book(options, choices)
    if options.what is None:
        raise CommandError("a lesson or a file is missing (see gdviz render --help).")
    if not options.output:
        raise CommandError("say where to write with -o, such as -o picture.png.")
    outputs = options.output
    if len(set(map(os.path.abspath, outputs))) < len(outputs):
        raise CommandError("the same file is given twice with -o.")
    endings = set(map(_ending, outputs))
    if endings <= set(KINDS):  # else it may have been said of the unknown one
        _refuse_idle(options, endings)
    possible = []
    for path in outputs:
        try:
            kind = kind_of(path)
            _refuse_existing(path, options)
            _refuse_folder(path)
        except CommandError as error:
            if len(outputs) == 1:
                raise
            refuse(str(error), 1)  # the others are written
        else:
            possible.append((path, kind))
    if not possible:
        return 1
    scene = scene_with(options.what, options.set)
    return 0 if _render(scene, possible, options, choices) and len(possible) == len(outputs) else 1


def choices_of(options: argparse.Namespace) -> Choices:
    """What the picture is to be. Raises CommandError."""
    sizes = [name for name in ("size", "mm", "inches") if getattr(options, name) is not None]
    if len(sizes) > 1:
        raise CommandError(f"give one of --{' and --'.join(sizes)}.")
    if options.type and not SMALLEST_TYPE <= options.type <= LARGEST_TYPE:
        raise CommandError(
            f"--type must lie between {entry(SMALLEST_TYPE)} and {entry(LARGEST_TYPE)} points."
        )
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
        raise CommandError(f"{error}.") from None


def _paper(options: argparse.Namespace) -> Paper:
    if options.mm is not None or options.inches is not None:
        name = "mm" if options.mm is not None else "inches"
        width, height = _two(getattr(options, name), name)
        unit = 1.0 if name == "mm" else INCH
        return Paper.of_mm(width * unit, height * unit, PRINT_DPI if options.dpi is None else options.dpi)
    width, height = _two(options.size or "1280x720", "size")
    if width % 1 or height % 1:
        raise CommandError(f"--size {options.size}: pixels are whole; did you mean --mm?")
    return Paper(int(width), int(height), 96.0 if options.dpi is None else options.dpi)


def _two(text: str, name: str) -> tuple[float, float]:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[xX×*](\d+(?:\.\d+)?)", text.strip(), re.ASCII)
    if found is None:
        raise CommandError(f"--{name} {text}: it should be two numbers, such as 1280x720.")
    return float(found[1]), float(found[2])


def kind_of(path: str) -> str:
    """What kind of file `path` is to be, by its ending. Raises CommandError where that is not known.

    >>> kind_of("a/picture.PNG")
    'png'
    """
    kind = _ending(path)
    if kind not in KINDS:
        said = f"the ending “.{kind}” is not known" if kind else "the ending is missing"
        raise CommandError(f"-o {path}: {said}. These are: {', '.join(KINDS)}.")
    return kind


def _ending(path: str) -> str:
    return Path(path).suffix.lower().removeprefix(".")


def _refuse_idle(options: argparse.Namespace, kinds: set[str]) -> None:
    """Refuse what says nothing about any output: something else was meant."""
    if not kinds & set(ANIMATIONS):
        for name in ("from", "to", "speed", "seconds", "fps", "between"):
            if getattr(options, OPTIONS_CALLED.get(name, name)) is not None:
                raise CommandError(
                    f"--{name} is for animations ({', '.join(ANIMATIONS)}), but there is none."
                )
    if options.step is not None and not kinds & set(PICTURES):
        raise CommandError(f"--step is for pictures ({', '.join(PICTURES)}), but there is none.")
    if options.format is not None and options.all_lessons is None:
        raise CommandError("--format is for --all-lessons; the ending of each -o tells what it is.")


OPTIONS_CALLED = {"from": "first", "to": "last"}  # words of Python are no names


def _refuse_existing(path: str, options: argparse.Namespace) -> None:
    if not os.path.exists(path) or not os.path.isfile(path):
        return
    if options.what is not None and os.path.exists(options.what) and os.path.samefile(path, options.what):
        raise CommandError(f"-o {path}: this would overwrite the scene itself.")
    if not options.force:
        raise CommandError(f"{path} exists already; --force writes over it.", usage=False)


def _picture_book(options: argparse.Namespace, choices: Choices) -> int:
    folder = Path(options.all_lessons)
    kind = options.format or "png"
    pages = [(scene_with(name, options.set), str(folder / f"{name}.{kind}")) for name in lessons.names()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder} can't be made: {error.strerror or error}.", usage=False) from None
    for _, path in pages:
        _refuse_existing(path, options)
        _refuse_folder(path)
    if not options.title:
        choices = replace(choices, title=True)
    failed = False
    with EngineProcesses(min(os.cpu_count() or 1, len(pages))) as pool:
        try:
            made = [pool.submit(page, scene, kind, options, choices) for scene, _ in pages]
            for each, (_, path) in zip(made, pages, strict=True):
                try:
                    data, said = each.result()
                    _write(path, data)
                except CommandError as error:
                    refuse(str(error), 1)
                    failed = True
                except ChildProcessError as error:
                    refuse(f"{path}: {error}.", 1)
                    failed = True
                else:
                    if said:
                        say(f"gdviz: {path}: {said}")
                    print(path, flush=True)
        except BaseException:  # Ctrl+C
            pool.shutdown(wait=False)
            raise
    return int(failed)


def page(scene: Scene, kind: str, options: argparse.Namespace, choices: Choices) -> tuple[bytes, str]:
    """One picture of a book, and what is said of it. Raises CommandError.

    For an engine process, which writes no file: it may be ended at any moment.
    """
    from gdviz.export.picture.pictures import draw

    recordings = tuple(run_experiment(run.experiment) for run in scene.runs)
    prepare()
    frame = _frame(scene, recordings, options)
    drawing = draw(frame, choices)
    return _made(drawing, frame, None, kind, choices), _no_room(drawing)


def _render(
    scene: Scene,
    outputs: Sequence[tuple[str, str]],
    options: argparse.Namespace,
    choices: Choices,
) -> bool:
    """Compute the runs once, and write every output; whether all succeeded. One that fails stops no other."""
    recordings = tuple(run_experiment(run.experiment) for run in scene.runs)
    kinds = {kind for _, kind in outputs}
    frame = film = drawing = None
    if kinds - set(NUMBERS):
        prepare()
        frame = _frame(scene, recordings, options)
        film = _film(frame, options) if kinds & set(ANIMATIONS) else None
        drawing = _draw(frame, choices, next(path for path, kind in outputs if kind not in NUMBERS))
    failed = False
    for path, kind in outputs:
        try:
            if kind in NUMBERS:
                _write_numbers(path, scene, recordings)
            else:
                assert frame is not None
                assert drawing is not None
                _write(path, _made(drawing, frame, film, kind, choices))
        except CommandError as error:
            refuse(str(error), 1)
            failed = True
        else:
            print(path, flush=True)
    return not failed


def _draw(frame: Frame, choices: Choices, path: str) -> Drawing:
    """The picture, for all the files that show it; says on stderr where something has no room on it."""
    from gdviz.export.picture.pictures import draw

    drawing = draw(frame, choices)
    if said := _no_room(drawing):
        say(f"gdviz: {path}: {said}")
    return drawing


def _no_room(drawing: Drawing) -> str:
    without = f" (left out: {', '.join(drawing.waiting)})" if drawing.waiting else ""
    return "" if drawing.complete else NO_ROOM.format(without=without)


def _made(drawing: Drawing, frame: Frame, film: Film | None, kind: str, choices: Choices) -> bytes:
    from gdviz.export.animation.encoder import NoEncoderError

    try:
        if kind in ANIMATIONS:
            from gdviz.export.animation.animation import animation

            assert film is not None
            return animation(frame, film, choices, kind)
        from gdviz.export.picture.pictures import file_of

        return file_of(drawing, frame, choices, kind)
    except NoEncoderError:
        raise CommandError(NO_ENCODER, usage=False) from None
    except (TimeoutError, RuntimeError) as error:
        raise CommandError(f"{error}.", usage=False) from None


def _frame(scene: Scene, recordings: tuple[Recording, ...], options: argparse.Namespace) -> Frame:
    from gdviz.document.frame import Frame

    frame = Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)
    step = frame.last if options.step is None else options.step
    if options.all_lessons is not None:
        step = min(step, frame.last)  # not all lessons have as many steps
    if not 0 <= step <= frame.last:
        raise CommandError(f"--step {step}: the steps are 0 to {frame.last}.")
    return replace(frame, playhead=step)


def _film(frame: Frame, options: argparse.Namespace) -> Film:
    first = 0 if options.first is None else options.first
    last = frame.last if options.last is None else options.last
    fps = 20.0 if options.fps is None else options.fps
    if last > frame.last:
        raise CommandError(f"--to {last}: the steps are 0 to {frame.last}.")
    if options.speed is not None and options.seconds is not None:
        raise CommandError("give one of --speed and --seconds.")
    try:
        if options.seconds is not None:
            return Film.of_length(first, last, options.seconds, fps, between=bool(options.between))
        speed = 5.0 if options.speed is None else options.speed
        return Film(first, last, speed, fps, between=bool(options.between))
    except ValueError as error:
        raise CommandError(f"{error}.") from None


def _refuse_folder(path: str) -> None:
    """Say that a file can't be written before hours are spent on what would be in it."""
    folder = os.path.dirname(os.path.realpath(path))
    try:
        if not os.path.isdir(folder):
            raise DocumentError("no_folder")
        if not os.path.exists(path) and not os.access(folder, os.W_OK):
            raise DocumentError("read_only")
    except DocumentError as error:
        raise CommandError(f"{path}: {error}", usage=False) from None


def _write(path: str, data: bytes) -> None:
    try:
        write_whole(path, data)
    except DocumentError as error:
        raise CommandError(f"{path}: {error}", usage=False) from None


def _write_numbers(path: str, scene: Scene, recordings: Sequence[Recording]) -> None:
    """Every row of every run, in the form that the path's ending tells."""
    labels = [label.text for label in run_labels(scene)]
    try:
        files.save(list(zip(labels, recordings, strict=True)), path)
    except DocumentError as error:
        raise CommandError(f"{path}: {error}", usage=False) from None
