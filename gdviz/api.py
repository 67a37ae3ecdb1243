"""gdviz in the Python prompt or a notebook: `run` gives numbers, `render` pictures, `sweep` many runs.

>>> import gdviz
>>> run = gdviz.run("lesson-3")
>>> run["w"][:2]
array([ 5., -7.], dtype=float32)
>>> len(run), run.labels
(2, ('Exponential decay', 'Constant'))
>>> run[1]["learning_rate"][-1]
np.float32(1.0)

Both take a lesson (its number, as ``"lesson-3"`` or ``3``, or its name), the path of a scene's file or of a
table, from which is learned what is proposed of it, or a scene made in Python; `set` changes fields by their
paths, as ``--set`` of the command line does.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, SupportsIndex, overload

import numpy as np

from gdviz.base.arrays import Array
from gdviz.document import codec, edits, lessons, playground_address
from gdviz.document.atomic_file import holds_data, write_whole
from gdviz.document.errors import DocumentError
from gdviz.document.labels import run_labels
from gdviz.document.scene import Run, Scene
from gdviz.document.validate import nearest
from gdviz.engine.experiment import Experiment
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run as run_experiment
from gdviz.readings.outcome_sentence import outcome_text

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from gdviz.document.frame import Frame
    from gdviz.engine.sweep.plan import Tell
    from gdviz.export.data.sweeps import Sweep
    from gdviz.export.picture.choices import Choices
    from gdviz.export.programs.code import Framework


What = str | int | os.PathLike[str] | Scene | Experiment
KINDS = ("png", "svg", "pdf")


class Columns(Mapping[str, Array]):
    """The recorded columns of one run, by name; row k of each is the state after k updates.

    An array is the caller's own. A column that this run does not have (the shadow where there is no moving
    average) is all NaN.

    >>> columns = run(1)[0]
    >>> columns["w"][:2]
    array([5. , 2.6], dtype=float32)
    >>> "w" in columns, len(columns["step"])
    (True, 41)
    """

    def __init__(self, label: str, recording: Recording) -> None:
        self.label = label
        self.recording = recording

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, in the order of a CSV file."""
        return self.recording.columns

    @property
    def experiment(self) -> Experiment:
        """All that decides the run."""
        return self.recording.experiment

    @property
    def outcome(self) -> str:
        """How the run ended, as a sentence."""
        return outcome_text(self.recording.outcome) if self.recording.outcome is not None else ""

    def __getitem__(self, name: str) -> Array:
        try:
            return np.array(self.recording.column(name))
        except KeyError:
            near = nearest(name, self.columns)
            hint = f"Did you mean {near!r}?" if near else f"There are {', '.join(self.columns[:12])} …"
            raise KeyError(f"the run has no column {name!r}. {hint}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def program(self, framework: Framework = "numpy") -> str:
        """The same in code: a short Python program that makes this run and prints what the course prints.

        `framework` is numpy, tensorflow (2, with Keras), tensorflow1 (its style, by tf.compat.v1) or torch.

        >>> print(run(1)[0].program("torch").splitlines()[0])
        # Run 1: (w + 1)², Gradient descent, Constant.
        """
        from gdviz.export.programs.code import FRAMEWORKS, program

        _check("framework", framework, list(FRAMEWORKS))
        return program(self.experiment, framework, self.label)

    def __repr__(self) -> str:
        return f"<run {self.label!r}: {self.recording.published} rows of {len(self)} columns>"


class Runs(Sequence[Columns]):
    """The runs of a scene, in their order. A column's name gives that of the first run.

    >>> runs = run("lesson-2")
    >>> [round(columns["w"][-1].item(), 3) for columns in runs]
    [5.0, -1.0, 4.952]
    >>> (runs["w"] == runs[0]["w"]).all()
    np.True_
    """

    def __init__(self, scene: Scene, runs: Sequence[Columns]) -> None:
        self.scene = scene
        self._runs = tuple(runs)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the first run's columns."""
        return self._runs[0].columns

    @property
    def labels(self) -> tuple[str, ...]:
        """What each run is called."""
        return tuple(each.label for each in self._runs)

    @overload
    def __getitem__(self, key: int) -> Columns: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Columns]: ...
    @overload
    def __getitem__(self, key: str) -> Array: ...
    def __getitem__(self, key: int | slice | str) -> Columns | Sequence[Columns] | Array:
        return self._runs[0][key] if isinstance(key, str) else self._runs[key]

    def __len__(self) -> int:
        return len(self._runs)

    def save(self, path: str | os.PathLike[str], *, bom: bool = False) -> None:
        """Write every column of every run: CSV, NPZ or JSON lines, as the path's ending says.

        `bom` puts a byte order mark in front of a CSV file, for spreadsheets. The file is whole or not there
        at all. Raises ValueError for another ending, and DocumentError where it can't be written.
        """
        from gdviz.export.data import files

        if Path(path).suffix.lower() not in files.WRITERS:
            raise ValueError(f"{path}: the ending should be one of {', '.join(files.WRITERS)}")
        files.save([(each.label, each.recording) for each in self._runs], path, bom=bom)

    def __repr__(self) -> str:
        return f"<{len(self)} run{'s' * (len(self) > 1)}: {', '.join(map(repr, self.labels))}>"


@dataclass(frozen=True)
class Picture:
    """A picture that a notebook shows by itself; `svg` and `pdf` draw the same anew as vectors."""

    png: bytes
    _frame: Frame
    _choices: Choices

    def _repr_png_(self) -> bytes:
        return self.png

    @property
    def svg(self) -> str:
        """The picture as the text of an SVG file."""
        return self._drawn("svg").decode()

    @property
    def pdf(self) -> bytes:
        """The picture as a PDF of one page."""
        return self._drawn("pdf")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a PNG, SVG or PDF, as the path's ending says, whole or not at all.

        Raises ValueError for another ending, and DocumentError where it can't be written.
        """
        kind = Path(path).suffix.lower().removeprefix(".")
        if kind not in KINDS:
            raise ValueError(f"{path}: the ending should be one of .png, .svg and .pdf")
        data = self._drawn(kind)
        write_whole(path, data)

    def _drawn(self, kind: str) -> bytes:
        from gdviz.export.picture.pictures import picture

        return self.png if kind == "png" else picture(self._frame, self._choices, kind)

    def __repr__(self) -> str:
        paper = self._choices.paper
        return f"<picture of {paper.width} × {paper.height} pixels>"


def run(what: What = 1, *, set: Mapping[str, object] | None = None) -> Runs:  # noqa: A002 - as --set
    """Compute every run of a lesson, a file or a scene.

    Raises DocumentError (a ValueError) where there is no such lesson or file, where the file is damaged, or
    where `set` names what there is not; DataError (a ValueError) where nothing can be learned from a table.

    >>> run("lesson-1", set={"runs.0.steps": 3})["w"].round(4).tolist()
    [5.0, 2.5999999046325684, 1.159999966621399, 0.29600000381469727]
    """
    scene = _scene(what, set or {})
    labels = [label.text for label in run_labels(scene)]
    recordings = [run_experiment(each.experiment) for each in scene.runs]
    return Runs(scene, [Columns(*pair) for pair in zip(labels, recordings, strict=True)])


def sweep(
    what: What = 1,
    over: Mapping[str, str | Iterable[float]] | None = None,
    *,
    keep: Sequence[str] = ("outcome", "arrived", "final_loss"),
    run: int = 0,
    set: Mapping[str, object] | None = None,  # noqa: A002 - as --set
    processes: int = 0,
    executor: Executor | None = None,
    folder: str | os.PathLike[str] | None = None,
    tell: Tell | None = None,
) -> Sweep:
    """The run at place `run` of a scene at every place of a grid of its settings, each to the last bit.

    `over` has a path of `set` for each axis, and its numbers, or ``"FROM:TO:N"`` or ``"FROM:TO:N:log"``.
    `keep` names arrays: outcome, arrived, final_loss, basin and broken (see `gdviz.engine.sweep.rules`).

    It is computed here, in as many `processes`, or by an `executor` of `concurrent.futures`, such as Dask's
    ``client.get_executor()``. In a `folder` the arrays are mapped from its files, and a sweep that was ended
    goes on there. `tell` is called with how many runs are made, of how many; what it raises ends the sweep.
    Raises as `run` does, ValueError for what can't be swept, and OSError where the folder can't be written.

    >>> found = sweep(1, {"schedule.learning_rate": [0.1, 0.9, 1.1], "initial.0": "0:5:2"})
    >>> [[found.outcomes[code] for code in row] for row in found["outcome"]]
    [['arrived', 'arrived'], ['arrived', 'arrived'], ['risen', 'risen']]
    """
    from gdviz.export.data.sweeping import swept

    scene = _scene(what, set or {})
    return swept(scene, run, over or {}, keep, processes, executor, Path(folder) if folder else None, tell)


def render(
    what: What | Runs = 1,
    *,
    set: Mapping[str, object] | None = None,  # noqa: A002 - as --set
    view: str = "",
    step: SupportsIndex | None = None,
    size: tuple[SupportsIndex, SupportsIndex] = (1280, 720),
    dpi: float = 96.0,
    look: str = "light",
    language: str = "en",
    type_size: float = 0.0,
    title: bool = False,
    caption: bool = False,
    settings: bool = False,
    transparent: bool = False,
) -> Picture:
    """Draw the stage, or one `view` of it, at `step` (the last one by default), `size` in pixels.

    `what` may be runs that were computed already. Needs no display. `look` is light, dark, projector or
    print; `type_size` is in points, 0 is the look's own; `title`, `caption` and `settings` are written beside
    it. Raises as `run` does, ValueError for a view, look, size or step that there is not, and RuntimeError in
    another thread than the one that drew first.

    >>> picture = render("lesson-1", view="loss", step=4, size=(320, 180))
    >>> picture, picture.png[1:4]
    (<picture of 320 × 180 pixels>, b'PNG')
    """
    from gdviz.export.picture.choices import Choices
    from gdviz.export.picture.paper import Paper

    width, height = _pair(size)
    choices = Choices(
        view=view,
        look=look,
        language=language,
        paper=Paper(width, height, dpi),
        type_size=type_size,
        title=title,
        caption=caption,
        settings=settings,
        transparent=transparent,
    )
    runs = what if isinstance(what, Runs) and not set else run(_given(what), set=set)
    from gdviz.export.picture.offscreen import prepare

    prepare()
    from gdviz import views
    from gdviz.base.i18n import LANGUAGES
    from gdviz.document.frame import Frame
    from gdviz.export.picture.pictures import picture
    from gdviz.look.look import PICTURE_LOOKS

    _check("view", view, ["", *views.ALL])
    _check("look", look, PICTURE_LOOKS)
    _check("language", language, LANGUAGES)
    recordings = tuple(each.recording for each in runs)
    published = tuple(each.published for each in recordings)
    last = max(published) - 1
    at = last if step is None else _number(step)
    if not 0 <= at <= last:
        raise ValueError(f"step must be from 0 to {last}, but is {step}")
    frame = Frame(runs.scene, recordings, published, at, 0, 1)
    return Picture(picture(frame, choices, "png"), frame, choices)


def _given(what: What | Runs) -> What:
    return what.scene if isinstance(what, Runs) else what


def _number(step: SupportsIndex) -> int:
    try:
        return operator.index(step)
    except TypeError:
        raise ValueError(f"step must be a whole number, but is {step!r}") from None


def _pair(size: Sequence[SupportsIndex]) -> tuple[int, int]:
    """Width and height, NumPy's numbers too."""
    try:
        width, height = map(operator.index, size)
    except (TypeError, ValueError):
        raise ValueError(f"size must be two whole numbers of pixels, but is {size!r}") from None
    return width, height


def _check(name: str, value: str, known: Sequence[str] | Mapping[str, object]) -> None:
    if value not in known:
        words = ", ".join(repr(each) for each in known)
        raise ValueError(f"{name} must be one of {words}, but is {value!r}")


def _scene(what: What, settings: Mapping[str, object]) -> Scene:
    """The scene that is meant, with the settings."""
    if isinstance(what, Scene):
        scene = what
    elif isinstance(what, Run):
        scene = Scene(runs=(what,))
    elif isinstance(what, Columns):
        raise TypeError("this is one run of several: take them all, such as runs rather than runs[0]")
    elif isinstance(what, Experiment):
        fields = {name: getattr(what, name) for name in Experiment.__struct_fields__}
        scene = Scene(runs=(Run(**fields),))
    else:
        scene = _found(what)
    for path in sorted(settings, key=edits.after_kinds):
        scene = edits.change(scene, path, settings[path])
    return scene


def _found(what: str | int | os.PathLike[str]) -> Scene:
    if isinstance(what, int | np.integer):
        name = str(int(what))
    elif isinstance(what, str | os.PathLike):
        name = os.fspath(what)
    else:
        raise TypeError(f"this is neither a lesson, nor a path, nor a scene: {what!r}")
    if (found := lessons.find_scene(name)) is not None:
        return found[1]
    if playground_address.is_address(name):
        return playground_address.scene_at(name)
    if holds_data(name) and Path(name).is_file():
        from gdviz.document.from_table import scene_of  # here, since it is seldom needed
        from gdviz.tabular import read_table

        return scene_of(read_table(name))
    try:
        return codec.load(name)
    except DocumentError as error:
        if error.code != "missing":
            raise
        raise DocumentError("no_lesson", name=name, last=len(lessons.names())) from None
