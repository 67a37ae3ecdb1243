"""What is written beside a picture: its title, its caption, and what was set."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gdviz.base.i18n import declared
from gdviz.document import lessons
from gdviz.document.frame import Frame
from gdviz.document.labels import ALL
from gdviz.document.scene import Run
from gdviz.engine.averaging import NoAverage
from gdviz.engine.declare import Declared, Field, fields_of, title_of
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.penalties import NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.stopping import AllSteps
from gdviz.readings.change_text import change_sentence
from gdviz.readings.run_labels import run_labels, value_text

FEW = 4  # parameters: the start of more says nothing to people


def title(frame: Frame, language: str) -> str:
    """The scene's title, or its lesson's."""
    return lessons.texts(frame.scene, language)[0]


def caption(frame: Frame, language: str) -> str:
    """The first paragraph of the notes, as plain text."""
    notes = lessons.texts(frame.scene, language)[1].strip()
    return " ".join(notes.split("\n\n")[0].replace("**", "").split())


def settings(frame: Frame) -> str:
    """What the runs that are shown were set to, and which step it is: what is common to all stands once."""
    translate = QCoreApplication.translate
    comma, labels = translate("picture", ", "), run_labels(frame.scene)
    told = {place: _told_of(run) for place, run in enumerate(frame.scene.runs) if run.visible}
    common = [part for part in next(iter(told.values()), []) if all(part in parts for parts in told.values())]
    lines = [comma.join(common)] if common else []
    for place, parts in told.items():
        own = comma.join(part for part in parts if part not in common)
        if own:
            lines.append(translate("picture", "{run}: {settings}").format(run=labels[place], settings=own))
    lines.append(translate("picture", "Step {step} of {last}").format(step=frame.playhead, last=frame.last))
    return "\n".join(lines)


def set_up(run: Run) -> str:
    """What a run works on and how: all that decides its numbers, but what is usual or plays no part."""
    return QCoreApplication.translate("picture", ", ").join(_told_of(run))


def _told_of(run: Run) -> list[str]:
    parts = [_problem(run)] if run.training is None else _learning(run.training, run.batches)
    if run.initial and len(run.initial) <= FEW:
        parts.append(f"{declared('Start')} {value_text(run.initial)}")
    parts += [_part(run.optimizer), _part(run.schedule)]
    if not isinstance(run.average, NoAverage):
        parts.append(_part(run.average))
    if not isinstance(run.stopping, AllSteps):
        parts.append(_part(run.stopping))
    if not run.advance_global_step:
        parts.append(f"{declared('Advance global_step')} {value_text(False)}")
    if run.training is not None:
        parts.append(f"{declared('Seed')} {value_text(run.seed)}")
    return [*parts, run.precision, *(change_sentence(run, change.step) for change in run.changes)]


def _problem(run: Run) -> str:
    return str(getattr(run.problem, "expression", "")) or declared(title_of(run.problem))


def _learning(problem: Training, batches: Batches) -> list[str]:
    """Data, model, loss, penalty and batches."""
    comma = QCoreApplication.translate("picture", ", ")
    parts = [_part(problem.data)]
    if problem.test_share:
        parts.append(f"{declared('Test share')} {value_text(problem.test_share)}")
    if problem.transforms:
        parts.append(f"{declared('Features')} {comma.join(problem.input_names)}")
    if problem.standardize:
        parts.append(declared("Standardize inputs"))
    if problem.scales_target:
        parts.append(declared("Standardize target"))
    model = problem.model
    layers = problem.layers
    shape = "-".join(str(count) for count in (layers[0].inputs, *(layer.units for layer in layers)))
    named = {field.name: field for field in fields_of(type(model))}
    hidden = dict.fromkeys(model.of_hidden) if len(set(model.of_hidden)) == 1 else model.of_hidden
    words = [declared(named["activation"].word(name)) for name in hidden]
    words.append(declared(named["output"].word(model.output)))
    said = QCoreApplication.translate("picture", "{part} ({values})")
    parts.append(said.format(part=f"{declared('Model')} {shape}", values=comma.join(words)))
    if model.layer_rates:
        parts.append(f"{declared('Rate of each layer')} {value_text(model.layer_rates)}")
    parts.append(_part(problem.loss))
    if not isinstance(problem.penalty, NoPenalty):
        parts.append(_part(problem.penalty))
    size = batches.batch_size
    parts.append(f"{declared('Batch size')} {value_text(size) if size else declared(ALL)}")
    return parts


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
