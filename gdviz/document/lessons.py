"""The built-in lessons, from ``resources/lessons``: a scene each, with title and notes in both languages."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

import msgspec

from gdviz.base.resources import folder
from gdviz.document.beats.beat import Beat, Beats, check_order
from gdviz.document.beats.beat_scene import beat_scene, check_settings
from gdviz.document.codec import parse_json, read
from gdviz.document.errors import DocumentError, shortened
from gdviz.document.scene import Scene
from gdviz.document.validate import build
from gdviz.engine.declare import Declared, described, ranged


class Text(Declared, frozen=True):
    """A text in each language of the product."""

    en: Annotated[str, described("English", "The text in English.", min_length=1)]
    zh: Annotated[str, described("Chinese", "The text in simplified Chinese.", min_length=1)]

    def of(self, language: str) -> str:
        """The text in `language`, such as ``zh_CN``; in English where there is none.

        >>> Text(en="step", zh="步").of("zh_CN")
        '步'
        """
        return str(getattr(self, language.lower().split("_")[0], self.en))


class Lesson(Declared, frozen=True):
    """A lesson: what stands on the stage and what is said about it."""

    number: Annotated[int, ranged("Number", "Its place in the course.", ge=1, le=999)]
    title: Text
    notes: Text
    scene: Scene
    beats: Beats = ()
    names: Annotated[
        tuple[Text, ...],
        described("Names", "Short names of the runs, in their order: what sets them apart.", max_length=8),
    ] = ()

    def __post_init__(self) -> None:
        check_order(self.beats)

    @property
    def name(self) -> str:
        """The name of its file without the ending, such as ``01-one-step-at-a-time``."""
        return self.scene.lesson


def read_lesson(path: Path) -> Lesson:
    """The lesson of a file. Raises DocumentError for whatever is wrong with it."""
    lesson: Lesson = build(Lesson, parse_json(read(path)), "lesson")
    if lesson.name != path.stem:
        raise DocumentError("rule", "lesson.scene.lesson", reason=f"must be {path.stem}, like the file")
    if lesson.number != _number(path.stem):
        raise DocumentError("rule", "lesson.number", reason="must be that of the file's name")
    return lesson


@functools.cache
def files() -> dict[str, Path]:
    """The lessons' files by their names, in the order of the numbers that these begin with."""
    found = {path.stem: path for path in folder("lessons").glob("*.json")}
    return {name: found[name] for name in sorted(found, key=_number)}


def _number(name: str) -> int:
    digits = name.partition("-")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0  # Python refuses thousands


@functools.cache
def _lesson(name: str) -> Lesson:
    return read_lesson(files()[name])


def all() -> tuple[Lesson, ...]:  # noqa: A001 - read as `lessons.all()`
    """The lessons in the order of their numbers."""
    return tuple(map(_lesson, files()))


@functools.cache
def tour() -> tuple[Beat, ...]:
    """The beats of the welcome, which are played within the first lesson."""
    found: tuple[Beat, ...] = build(Beats, parse_json(read(folder() / "tour.json")), "tour")
    check_order(found)
    check_settings(load(names()[0]), found)
    return found


def names() -> tuple[str, ...]:
    """The names of the lessons in their order."""
    return tuple(files())


class _Titled(msgspec.Struct):
    title: Text


@functools.cache
def titles() -> tuple[tuple[str, Text], ...]:
    """Name and title of each lesson, without a look at the rest: that takes a tenth of a second at the start.

    Raises DocumentError for a file that has none.
    """
    return tuple((name, _title(path)) for name, path in files().items())


def _title(path: Path) -> Text:
    try:
        return msgspec.json.decode(read(path), type=_Titled).title
    except msgspec.MsgspecError:
        return read_lesson(path).title  # which says what is wrong


def find(text: str) -> Lesson | None:
    """The lesson with this number or name, with or without the file's ending; None if there is none.

    >>> find("1") is find("lesson-1") is find("01-one-step-at-a-time.json")
    True
    """
    wanted = text.strip().removesuffix(".json")
    if wanted in files():
        return _lesson(wanted)
    digits = wanted.removeprefix("lesson-")
    number = _number(digits) if digits.isdecimal() else 0
    named = (name for name in files() if number and _number(name) == number)
    return next(map(_lesson, named), None)


def find_scene(text: str) -> tuple[Lesson, Scene] | None:
    """The lesson with this number or name and its scene, or that of a beat: ``3:course``; None without one.

    Raises DocumentError where the lesson has no such beat.
    """
    name, colon, wanted = text.partition(":")
    lesson = find(name)
    if lesson is None or not colon:
        return None if lesson is None else (lesson, lesson.scene)
    for beat in lesson.beats:
        if beat.id == wanted:
            return lesson, beat_scene(lesson.scene, beat)
    known = ", ".join(beat.id for beat in lesson.beats)
    raise DocumentError("no_beat", lesson.name, beat=shortened(wanted), beats=known)


def load(name: str) -> Scene:
    """The scene of the lesson called `name`. Raises KeyError if there is none."""
    lesson = find(name)
    if lesson is None:
        raise KeyError(name)
    return lesson.scene


def texts(scene: Scene, language: str) -> tuple[str, str]:
    """The title and notes of a scene: its own, or where it has none those of its lesson in `language`.

    What a lesson says of its loss does not hold of another one that a person puts in its place.
    """
    lesson = find(scene.lesson) if scene.lesson else None
    if lesson is None:
        return scene.title, scene.notes
    notes = scene.notes or ("" if _has_another_loss(scene, lesson.scene) else lesson.notes.of(language))
    return scene.title or lesson.title.of(language), notes


def _has_another_loss(scene: Scene, lesson: Scene) -> bool:
    """Whether a run goes down a loss that the lesson does not have; data may be drawn otherwise."""
    losses = [run.problem for run in lesson.runs]
    kinds = {type(each) for each in losses}
    return any(
        type(run.problem) not in kinds or (run.objective is not None and run.problem not in losses)
        for run in scene.runs
    )


def beats(scene: Scene) -> tuple[Beat, ...]:
    """The beats of a scene: its own, or where it has none those of its lesson."""
    lesson = find(scene.lesson) if scene.lesson else None
    return scene.beats or (lesson.beats if lesson is not None else ())


def base(scene: Scene) -> Scene:
    """The scene that the beats of a scene are described from: itself, or its lesson's."""
    lesson = find(scene.lesson) if scene.lesson else None
    return scene if scene.beats or lesson is None else lesson.scene
