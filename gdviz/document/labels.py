"""What runs differ in, and what a run without a name is called by."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gdviz.document.changed_settings import name_of, settings_of
from gdviz.document.scene import Run, Scene
from gdviz.engine.changes import Change
from gdviz.engine.declare import Declared, Field, fields_of, kind_of, title_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning import activations
from gdviz.engine.optimizer_base import Optimizer
from gdviz.notation.numbers import exact

Part = tuple[str, object]


class From(Struct, frozen=True):
    """A value that is in force from a step on."""

    value: Any
    step: int


class ChangedAt(Struct, frozen=True):
    """That settings change at these steps."""

    steps: tuple[int, ...]


class RunLabel(Struct, frozen=True):
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

        >>> RunLabel(1, "", (("Learning rate", 0.2), ("Staircase", True)), False).text
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
        return exact(value)
    if isinstance(value, From):
        return f"{value_text(value.value)} from step {value.step}"
    if isinstance(value, ChangedAt):
        steps = ", ".join(map(str, value.steps))
        return f"changed at step {steps}" if len(value.steps) == 1 else f"changed at steps {steps}"
    if isinstance(value, tuple):
        return f"({', '.join(map(value_text, value))})"
    return str(value)


def differences(scene: Scene) -> frozenset[str]:
    """The run-relative paths, such as ``schedule.learning_rate``, in which runs differ from each other.

    A field that only some kinds have counts where the runs that have it differ; the kinds themselves differ
    as ``schedule.kind``. Name, colour and eye do not count.
    """
    return frozenset(_differing(scene.runs))


def agree(one: Run, other: Run, paths: Iterable[str]) -> bool:
    """Whether two runs have the same at all of these paths."""
    here, there = _choices(one), _choices(other)
    return all(here.get(path, UNSET)[0] == there.get(path, UNSET)[0] for path in paths)


def run_labels(scene: Scene, now: tuple[int, ...] = ()) -> tuple[RunLabel, ...]:
    """A label for every run: its name, or the fewest differences that set it apart. No two read the same.

    They say how each run begins, unless runs are set apart by what changes; with `now`, the settings that are
    in force at a step of each.
    """
    return _labels(scene.runs, now)


@functools.lru_cache(maxsize=16)
def _labels(runs: tuple[Run, ...], now: tuple[int, ...]) -> tuple[RunLabel, ...]:
    choices = [_choices(run) for run in runs]
    chosen: list[str] = []
    apart = 1
    # Kinds first: where losses differ, what the losses differ in, or the output that they want, says less.
    for path in sorted(_differing(runs), key=lambda path: not path.endswith(".kind")):
        found = len({tuple(_part(choice, each) for each in (*chosen, path)) for choice in choices})
        if found > apart:
            chosen.append(path)
            apart = found
    labels = []
    for place, (run, choice) in enumerate(zip(runs, choices, strict=True)):
        name = run.name.strip()
        if now and now[place] and "changes" not in chosen:
            choice = _choices(run.at(now[place]))
        parts = () if name else tuple(choice[path][1] for path in chosen if path in choice)
        if len(parts) > 1:  # that nothing changes needs no words where there are others
            parts = tuple(part for part in parts if part != ("", UNCHANGED))
        labels.append(RunLabel(place, name, parts, False))
    while (texts := Counter(label.text for label in labels)).most_common(1)[0][1] > 1:
        labels = [replace(label, numbered=label.numbered or texts[label.text] > 1) for label in labels]
    return tuple(labels)


def run_label(scene: Scene, place: int) -> RunLabel:
    """The label of one run."""
    return run_labels(scene)[place]


Choices = dict[str, tuple[object, Part]]  # path to what is compared, and what is shown of it
UNSET: tuple[object, Part] = (None, ("", ""))


@functools.lru_cache(maxsize=32)
def _choices(run: Run) -> Choices:
    """Every choice of an experiment, by its path."""
    found: Choices = {}
    for field in fields_of(Experiment):
        _gather(found, field.name, field, getattr(run, field.name), run)
    return found


def _gather(found: Choices, path: str, field: Field, value: Any, run: Run) -> None:
    title = field.title or field.name
    if path in SPECIAL:
        found[path] = SPECIAL[path](title, value, run)
    elif not isinstance(value, Declared):
        found[path] = (value, (title, field.word(value) if field.choices else value))
    else:
        tag_field = value.__struct_config__.tag_field
        if tag_field is not None:
            shown = (title_of(value), value.scale) if hasattr(value, "scale") else ("", title_of(value))
            shown = (title, NONE) if shown == ("", "None") else shown  # which says nothing by itself
            found[f"{path}.{tag_field}"] = (kind_of(value), shown)
        for inner in fields_of(type(value)):
            _gather(found, f"{path}.{inner.name}", inner, getattr(value, inner.name), run)


@functools.lru_cache(maxsize=16)
def _differing(runs: tuple[Run, ...]) -> tuple[str, ...]:
    """The paths in which runs differ, in the order of declaration."""
    choices = [_choices(run) for run in runs]
    paths = dict.fromkeys(path for choice in choices for path in choice)
    return tuple(path for path in paths if _differ([choice[path][0] for choice in choices if path in choice]))


def _differ(values: list[object]) -> bool:
    """Whether not all are alike. Data are most often the same object, which is quickly seen."""
    return any(value is not values[0] and value != values[0] for value in values)


def _part(choice: Choices, path: str) -> Part | None:
    """What a label says of a field: runs that read the same are not set apart by it."""
    return choice[path][1] if path in choice else None


# -- fields that are compared, or read, otherwise than as they stand ----------------------------------------


def _start(title: str, value: tuple[float, ...], run: Run) -> tuple[object, Part]:
    """An own start that says the same as the problem's is no difference; one of many numbers is not read."""
    count = len(run.problem.parameter_names)
    drawn = run.training is not None and not value
    if count <= MOST_NUMBERS:
        return value if drawn else run.start, (title, run.start)
    return value, (title, DRAWN if drawn else OWN)


def _batch_size(title: str, value: int, run: Run) -> tuple[object, Part]:
    return value, (title, value or ALL)


def _hidden(title: str, value: tuple[int, ...], run: Run) -> tuple[object, Part]:
    return value, (HIDDEN_UNITS, "–".join(map(str, value)) or "0")


def _layer_rates(title: str, value: tuple[float, ...], run: Any) -> tuple[object, Part]:
    """No rates of their own are rates of 1."""
    rates = value or (1.0,) * (len(run.problem.model.hidden) + 1)
    return rates, (RATES, rates)


def _activations(title: str, value: tuple[str, ...], run: Any) -> tuple[object, Part]:
    """None of their own are the one of all."""
    names = run.problem.model.of_hidden
    return names, (title, tuple(activations.titles().get(name, name) for name in names))


def _features(title: str, value: tuple[str, ...], run: Any) -> tuple[object, Part]:
    return value, (title, ", ".join(value) or NONE)


def _count(title: str, value: tuple[object, ...], run: Run) -> tuple[object, Part]:
    """Of rows of data it is read how many there are."""
    return value, (title, len(value))


def _changes(title: str, value: tuple[Change, ...], run: Run) -> tuple[object, Part]:
    """One setting that changes is told with its value, of more only where they do."""
    if not value:
        return value, ("", UNCHANGED)
    settings = settings_of(run, value[0].step)
    after = settings[0].after if len(value) == len(settings) == 1 else None
    if isinstance(after, Optimizer):
        return value, ("", From(title_of(after), value[0].step))
    if after is None or isinstance(after, Declared):
        return value, ("", ChangedAt(tuple(change.step for change in value)))
    return value, (name_of(settings[0]), From(after, value[0].step))


MOST_NUMBERS = 4  # that a label writes out
# Words that stand in labels without being declared; they are translated like declarations.
WORDS = ALL, DRAWN, OWN, HIDDEN_UNITS, RATES, UNCHANGED, NONE = (
    "all",
    "drawn",
    "your own",
    "Hidden units",
    "Rates",
    "unchanged",
    "none",
)
SPECIAL: dict[str, Callable[[str, Any, Any], tuple[object, Part]]] = {
    "initial": _start,
    "changes": _changes,
    "batches.batch_size": _batch_size,
    "problem.model.hidden": _hidden,
    "problem.model.layer_rates": _layer_rates,
    "problem.model.activations": _activations,
    "problem.features": _features,
    "problem.data.rows": _count,
    "problem.data.targets": _count,
    "problem.data.names": _count,
    "problem.data.class_names": _count,
    "problem.values": _count,
}
