"""What the card beside a unit, a weight or a layer says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gdviz.base.i18n import declared
from gdviz.engine.declare import title_of
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.network import Layer
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.notation.names import indexed
from gdviz.notation.numbers import exact, number, percent
from gdviz.readings.instant import text_of
from gdviz.views.network.network_diagram import Target
from gdviz.views.network.network_units import UnitColumn
from gdviz.views.network.unit_pictures import Units

translate = QCoreApplication.translate
MOST_NAMES = 12  # of inputs


def card_lines(
    recording: TrainingRecording,
    row: int,
    target: Target,
    columns: Sequence[UnitColumn],
    units: Units,
    examples: int,
) -> list[str]:
    """The lines about `target` at a row; `units` are those of its column, over so many examples."""
    problem = recording.problem_at(row)
    if target.unit < 0:
        return _heading_lines(problem, target.column, columns[target.column])
    if target.column == 0:
        return [translate("NetworkView", "Input {name}").format(name=problem.input_names[target.unit])]
    layer = problem.layers[target.column - 1]
    if target.source >= 0:
        return _weight_lines(recording, row, layer, target)
    return _unit_lines(recording, row, layer, target, units, examples)


def _heading_lines(problem: Training, column: int, parts: UnitColumn) -> list[str]:
    """What a layer is, in full: its heading may be cut short."""
    if column == 0:
        names = problem.input_names
        return [
            translate("NetworkView", "Inputs"),
            ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else ""),
        ]
    layer = problem.layers[column - 1]
    lines = [
        translate("NetworkView", "{title}: {detail}").format(title=parts.title, detail=parts.detail),
        translate("NetworkView", "{weights} weights, {biases} biases").format(
            weights=number(layer.inputs * layer.units), biases=layer.units if layer.bias else 0
        ),
    ]
    if parts.frozen:
        lines.append(translate("NetworkView", "frozen: its learning rate is multiplied by 0"))
    elif parts.note:
        rate = problem.model.layer_rates[column - 1]
        lines.append(
            translate("NetworkView", "its learning rate is multiplied by {factor}").format(factor=exact(rate))
        )
    return lines


def _weight_lines(recording: TrainingRecording, row: int, layer: Layer, target: Target) -> list[str]:
    place = layer.start + target.source * layer.units + target.unit
    if target.column == 1:
        source = recording.problem.input_names[target.source]
    else:
        source = translate("NetworkView", "unit {number}").format(number=target.source + 1)
    unit = translate("NetworkView", "unit {number}").format(number=target.unit + 1)
    return [
        translate("NetworkView", "{name}: layer {layer}, {source} → {unit}").format(
            name=indexed(recording.names[place]), layer=target.column, source=source, unit=unit
        ),
        translate("NetworkView", "weight {value}").format(
            value=text_of(recording, recording.names[place], row)
        ),
        *_also(recording, row, place),
        translate("NetworkView", "click to set it: a new start"),
    ]


def _unit_lines(
    recording: TrainingRecording, row: int, layer: Layer, target: Target, units: Units, examples: int
) -> list[str]:
    lines = [
        translate("NetworkView", "Layer {layer}, unit {number} ({activation})").format(
            layer=target.column,
            number=target.unit + 1,
            activation=declared(title_of(activation_called(layer.activation))),
        )
    ]
    if layer.bias:
        place = layer.weights_stop + target.unit
        value = text_of(recording, recording.names[place], row)
        lines.append(
            translate("NetworkView", "bias {value} ({name})").format(
                value=value, name=indexed(recording.names[place])
            )
        )
        lines += _also(recording, row, place)
        lines.append(translate("NetworkView", "click to set the bias: a new start"))
    mean = translate("NetworkView", "mean output {value}")
    lines.append(mean.format(value=number(units.mean[target.unit])))
    count = number(examples)
    if activation_called(layer.activation).can_die:
        share = float(units.zero[target.unit])
        if share == 1.0:
            lines.append(
                translate("NetworkView", "dead: its output is 0 for every one of {count} examples").format(
                    count=count
                )
            )
        else:
            text = translate("NetworkView", "output 0 for {share} of {count} examples")
            lines.append(text.format(share=percent(share, 0), count=count))
    return lines


def _also(recording: TrainingRecording, row: int, place: int) -> list[str]:
    """Gradient and shadow of a parameter."""
    name = recording.names[place]
    gradient = text_of(recording, f"gradient_{name}", row)
    lines = [translate("NetworkView", "gradient {value} on this step's batch").format(value=gradient)]
    if recording.averaged:
        shadow = text_of(recording, f"shadow_{name}", row)
        lines.append(translate("NetworkView", "shadow {value}").format(value=shadow))
    return lines
