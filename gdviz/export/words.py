"""What is written beside a picture: its title, its caption, and what was set."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gdviz import lessons
from gdviz.engine.declare import Declared, Field, fields_of, title_of
from gdviz.engine.learning.training import Training
from gdviz.i18n import declared
from gdviz.scene import Run
from gdviz.session.frame import Frame
from gdviz.views.labels import run_labels, value_text


def title(frame: Frame, language: str) -> str:
    """The scene's title, or its lesson's."""
    return lessons.texts(frame.scene, language)[0]


def caption(frame: Frame, language: str) -> str:
    """The first paragraph of the notes, as plain text."""
    notes = lessons.texts(frame.scene, language)[1].strip()
    return " ".join(notes.split("\n\n")[0].replace("**", "").split())


def settings(frame: Frame) -> str:
    """What every run that is shown was set to, a line each, and which step is shown."""
    translate = QCoreApplication.translate
    labels, lines = run_labels(frame.scene), []
    several = len(frame.shown) > 1
    for place, run in enumerate(frame.scene.runs):
        if not run.visible:
            continue
        said = set_up(run)
        lines.append(
            translate("picture", "{run}: {settings}").format(run=labels[place], settings=said)
            if several
            else said
        )
    lines.append(translate("picture", "Step {step} of {last}").format(step=frame.playhead, last=frame.last))
    return "\n".join(lines)


def set_up(run: Run) -> str:
    """What a run works on and how: problem, optimizer, schedule, moving average, precision, seed."""
    comma = QCoreApplication.translate("picture", ", ")
    parts = [str(getattr(run.problem, "expression", "")) or declared(title_of(run.problem))]
    if isinstance(run.problem, Training):
        parts.append(_part(run.problem.model))
        parts.append(_part(run.problem.loss))
    parts += [_part(part) for part in (run.optimizer, run.schedule, run.average) if part is not None]
    return comma.join((*parts, run.precision))


def _part(part: Declared) -> str:
    """A part's title with what matters: "Exponential decay (Learning rate 0.1, Decay rate 0.9)"."""
    translate = QCoreApplication.translate
    values = [
        f"{declared(field.title or field.name)} {value_text(value)}"
        for field in fields_of(type(part))
        if _told(field, value := getattr(part, field.name))
    ]
    name = declared(title_of(part))
    if not values:
        return name
    joined = translate("picture", ", ").join(values)
    return translate("picture", "{part} ({values})").format(part=name, values=joined)


def _told(field: Field, value: object) -> bool:
    """Whether a value says something: a number, a switch that is on, another word than the usual one."""
    if isinstance(value, str | tuple):
        return bool(value) and value != field.default
    return isinstance(value, int | float) and bool(value)


__all__ = ["caption", "set_up", "settings", "title"]
