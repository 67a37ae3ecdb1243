"""What runs differ in, and what a run without a name is called by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from gdviz.engine.declare import Declared, Field, fields_of, kind_of, title_of
from gdviz.engine.experiment import Experiment
from gdviz.scene import Run, Scene
from gdviz.strict import number

Part = tuple[str, object]


@dataclass(frozen=True)
class Label:
    """What a run is called, to be put into words in any language.

    `name` is the person's own and stands alone. Else `parts` are (title, value): the declared title of a
    field and its value, such as ``("Learning rate", 0.2)``; the title is empty where the value is the title
    of a kind, such as ``("", "Exponential decay")``. Titles and texts are English and declared, so
    ``i18n.declared`` translates them. `numbered` says that the label alone would not tell the run from
    another: "run 2" is to be added, or stands alone where there are neither name nor parts.
    """

    place: int
    name: str
    parts: tuple[Part, ...]
    numbered: bool

    @property
    def text(self) -> str:
        """The label in English.

        >>> Label(1, "", (("Learning rate", 0.2), ("Staircase", True)), False).text
        'Learning rate 0.2, Staircase on'
        """
        number_text = f"run {self.place + 1}"
        text = self.name or ", ".join(f"{title} {value_text(value)}".strip() for title, value in self.parts)
        if not text:
            return number_text.capitalize()
        return f"{text} ({number_text})" if self.numbered else text


def value_text(value: object) -> str:
    """A value of a label in English: a number without needless digits, "on" or "off"."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(value_text, value))})"
    return str(value)


def differences(scene: Scene) -> frozenset[str]:
    """The run-relative paths, such as ``schedule.learning_rate``, in which runs differ from each other.

    A field that only some kinds have counts where the runs that have it differ; the kinds themselves differ
    as ``schedule.kind``. Name, colour and eye do not count.
    """
    return frozenset(_differing([_choices(run) for run in scene.runs]))


def run_labels(scene: Scene) -> tuple[Label, ...]:
    """A label for every run: its name, or the fewest differences that set it apart. No two read the same."""
    choices = [_choices(run) for run in scene.runs]
    chosen: list[str] = []
    apart = 1
    for path in _differing(choices):
        now = len({tuple(_value(choice, each) for each in (*chosen, path)) for choice in choices})
        if now > apart:
            chosen.append(path)
            apart = now
    labels = []
    for place, (run, choice) in enumerate(zip(scene.runs, choices, strict=True)):
        name = run.name.strip()
        parts = () if name else tuple(choice[path][1] for path in chosen if path in choice)
        labels.append(Label(place, name, parts, False))
    while (texts := Counter(label.text for label in labels)).most_common(1)[0][1] > 1:
        labels = [replace(label, numbered=label.numbered or texts[label.text] > 1) for label in labels]
    return tuple(labels)


def run_label(scene: Scene, place: int) -> Label:
    """The label of one run."""
    return run_labels(scene)[place]


Choices = dict[str, tuple[object, Part]]  # path to what is compared, and what is shown of it


def _choices(run: Run) -> Choices:
    """Every choice of an experiment, by its path."""
    found: Choices = {}
    for field in fields_of(Experiment):
        value = run.start if field.name == "initial" else getattr(run, field.name)
        _gather(found, field.name, field, value)
    return found


def _gather(found: Choices, path: str, field: Field, value: Any) -> None:
    if not isinstance(value, Declared):
        found[path] = (value, (field.title or field.name, value))
        return
    tag_field = value.__struct_config__.tag_field
    if tag_field is not None:
        found[f"{path}.{tag_field}"] = (kind_of(value), ("", title_of(value)))
    for inner in fields_of(type(value)):
        _gather(found, f"{path}.{inner.name}", inner, getattr(value, inner.name))


def _differing(choices: list[Choices]) -> list[str]:
    """The paths in which choices differ, in the order of declaration."""
    paths = dict.fromkeys(path for choice in choices for path in choice)
    return [path for path in paths if len({choice[path][0] for choice in choices if path in choice}) > 1]


def _value(choice: Choices, path: str) -> object:
    return choice[path][0] if path in choice else None


__all__ = ["Label", "Part", "differences", "run_label", "run_labels", "value_text"]
