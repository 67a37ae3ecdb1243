"""What runs are called on screen: their names, or what sets them apart, in the language of the window."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gdviz.base.i18n import declared, spoken, translate
from gdviz.document import labels
from gdviz.document.frame import Frame
from gdviz.document.scene import Run, Scene
from gdviz.notation.numbers import exact

if TYPE_CHECKING:
    from gdviz.document.lessons import Text

SYMBOLS = {"Learning rate": "η = {value}"}  # titles that have a sign of their own


def run_label(scene: Scene, place: int) -> str:
    """The label of one run."""
    return run_labels(scene)[place]


def run_labels(scene: Scene, now: tuple[int, ...] = ()) -> tuple[str, ...]:
    """The label of every run of the scene: as short as tells it from the others; see `in_force` for `now`.

    A run of a built-in lesson has the name that the lesson gives it as long as nothing in it is changed, or
    nothing that its runs are told apart by, and those seen differ in nothing else but how long they run.
    """
    return _labels(scene.runs, scene.lesson, spoken(), now)


@functools.lru_cache(maxsize=16)  # every view asks for them, at each movement of a slider
def _labels(runs: tuple[Run, ...], lesson: str, _language: str, now: tuple[int, ...]) -> tuple[str, ...]:
    scene = Scene(runs=runs, lesson=lesson)  # without its parts, which no cache can keep
    short = _short(scene)
    texts = _texts(scene, short, now, numbered=True)
    count = Counter(texts)
    return tuple(
        _numbered(text, place) if count[text] > 1 and short[place] else text
        for place, text in enumerate(texts)
    )


def in_force(frame: Frame) -> tuple[int, ...]:
    """For each run the step of the last change up to the playhead, or 0; empty where none has any."""
    runs = enumerate(frame.scene.runs)
    found = [[each.step for each in run.changes if each.step <= frame.row(place)] for place, run in runs]
    return tuple(max(steps, default=0) for steps in found) if any(found) else ()


def frame_labels(frame: Frame) -> tuple[str, ...]:
    """The label of every run, told from those that are shown: a hidden run needs no number."""
    return _shown(frame.scene.runs, frame.scene.lesson, frame.shown, spoken(), in_force(frame))


@functools.lru_cache(maxsize=16)
def _shown(
    runs: tuple[Run, ...], lesson: str, shown: tuple[int, ...], _language: str, now: tuple[int, ...]
) -> tuple[str, ...]:
    scene = Scene(runs=runs, lesson=lesson)
    short = _short(scene)
    texts = _texts(scene, short, now, numbered=False)
    if len(shown) > 1:  # what those seen have in common tells none of them apart
        seen = Scene(runs=tuple(runs[place] for place in shown))
        then = tuple(now[place] for place in shown) if now else ()
        alone = _texts(seen, [short[place] for place in shown], then, numbered=False)
        texts = [dict(zip(shown, alone, strict=True)).get(place, text) for place, text in enumerate(texts)]
    apart = len({texts[place] for place in shown}) == len(shown)
    return tuple(texts) if apart else run_labels(scene, now)


def _texts(scene: Scene, short: Sequence[str], now: tuple[int, ...], *, numbered: bool) -> list[str]:
    found = labels.run_labels(scene, now)
    common = _common(found)
    return [name or _text(label, common, numbered) for name, label in zip(short, found, strict=True)]


def _short(scene: Scene) -> list[str]:
    """The lesson's own name of each run, "" where there is none."""
    from gdviz.document import lessons  # late: a view that stands in one file with its tile is read before

    lesson = lessons.find(scene.lesson) if scene.lesson else None
    if lesson is None or not lesson.names:
        return [""] * len(scene.runs)
    own = list(zip(lesson.names, lesson.scene.runs, strict=False))
    apart = labels.differences(lesson.scene)
    shown = Scene(runs=tuple(run for run in scene.runs if run.visible) or scene.runs)
    if apart and labels.differences(shown) <= apart | {"steps"}:
        found = [_named(run, own, lambda run, other: labels.agree(run, other, apart)) for run in scene.runs]
        seen = [name for name, run in zip(found, scene.runs, strict=True) if run.visible and name]
        if len(set(seen)) == len(seen):
            return found
    return [_named(run, own, Run.computes_as) for run in scene.runs]


def _named(run: Run, own: Sequence[tuple[Text, Run]], alike: Callable[[Run, Run], bool]) -> str:
    """The name of the first of a lesson's `own` runs that is like `run`, unless that has one of its own."""
    found = (name.of(spoken()) for name, other in own if alike(run, other))
    return "" if run.name.strip() else next(found, "")


def _common(found: tuple[labels.RunLabel, ...]) -> frozenset[str]:
    """The titles that every label without a name has: nothing is told apart by them."""
    titles = [{title for title, _ in label.parts} for label in found if not label.name]
    return frozenset(set.intersection(*titles)) if len(titles) > 1 else frozenset()


def _part(title: str, value: object, common: frozenset[str]) -> str:
    """A word says by itself what it is about, a number with its title or its sign."""
    if title in SYMBOLS:
        return SYMBOLS[title].format(value=value_text(value))
    if title in common and isinstance(value, str) and not value[:1].isdigit() and value not in labels.WORDS:
        return value_text(value)
    return f"{declared(title)} {value_text(value)}".strip()


def _text(label: labels.RunLabel, common: frozenset[str], numbered: bool) -> str:
    parts = (_part(title, value, common) for title, value in label.parts)
    text = label.name or translate("labels", ", ").join(parts)
    if not text:
        return translate("labels", "Run {number}").format(number=label.place + 1)
    return _numbered(text, label.place) if label.numbered and numbered else text


def _numbered(text: str, place: int) -> str:
    return translate("labels", "{label} (run {number})").format(label=text, number=place + 1)


def value_text(value: object) -> str:
    """A value of a label: a number without needless digits, on or off, the title of a kind."""
    if isinstance(value, bool):
        return translate("labels", "on") if value else translate("labels", "off")
    if isinstance(value, int | float):
        return exact(value)
    if isinstance(value, labels.From):
        return translate("labels", "{value} from step {step}").format(
            value=value_text(value.value), step=value.step
        )
    if isinstance(value, labels.ChangedAt):
        if len(value.steps) == 1:
            return translate("change", "changed at step {step}").format(step=value.steps[0])
        steps = translate("labels", ", ").join(map(str, value.steps))
        return translate("change", "changed at steps {steps}").format(steps=steps)
    if isinstance(value, tuple):
        return f"({', '.join(value_text(part) for part in value)})"
    return declared(str(value))
