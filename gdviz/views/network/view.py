"""The network of the selected run at the playhead: units, weights, and what each unit does."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdviz.base.arrays import Array
from gdviz.base.i18n import declared
from gdviz.document.frame import Frame
from gdviz.document.stage_layout import tile_of
from gdviz.document.tiles import PlotTile
from gdviz.engine.declare import title_of
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.network import Layer
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.outcome import as_set
from gdviz.engine.quantities import NEAR_ZERO
from gdviz.engine.recording import Recording
from gdviz.look.accessible import Spoken
from gdviz.look.layouts import bare
from gdviz.look.look import text_font
from gdviz.look.widgets import set_ground
from gdviz.notation.names import indexed
from gdviz.notation.numbers import exact, number
from gdviz.readings.instant import Said, reading
from gdviz.readings.learning_runs import learning
from gdviz.readings.pointed import Pointed
from gdviz.readings.run_labels import frame_labels
from gdviz.readings.weight_samples import weight_scale
from gdviz.views.common.flash_guard import FlashGuard
from gdviz.views.common.heading import ViewHeading
from gdviz.views.common.plot_legend import Legend, LegendEntry
from gdviz.views.common.view import View
from gdviz.views.data.class_choice import class_name
from gdviz.views.network.large_unit import LargeUnit, large_unit
from gdviz.views.network.network_diagram import NUMBERED, Diagram, Target
from gdviz.views.network.network_key import Key
from gdviz.views.network.network_keys import NetworkKeys
from gdviz.views.network.network_links import place_of, target_of
from gdviz.views.network.network_units import UnitColumn
from gdviz.views.network.network_words import card_lines
from gdviz.views.network.unit_pictures import (
    Probe,
    Range,
    Units,
    border_of,
    colors_of,
    images_of,
    look_at,
    probe_of,
)
from gdviz.views.network.weight_entry import WeightEntry


class NetworkView(View):
    """A diagram, the counts above it, and words where there is no network."""

    name = "network"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend = Legend(self)
        self.heading = ViewHeading(self)
        self.diagram = Diagram(self)
        self.heading.setAutoFillBackground(True)
        self.legend.hide()
        layout = bare(QVBoxLayout(self), 0)
        self.have_head(self.legend, layout)
        self.legend.changed.connect(self.head_changed)
        for widget, stretch in ((self.heading, 0), (self.diagram, 1)):
            layout.addWidget(widget, stretch)
        self.diagram.spoken = self.spoken
        self.diagram.pointed.connect(self._pointed)
        self.keys = NetworkKeys(self.diagram)
        self.entry = WeightEntry(self.diagram)
        self.diagram.clicked.connect(self._clicked)
        self.entry.entered.connect(self._set_parameter)
        self.units: list[Units] = []
        self._guard = FlashGuard()
        self._later = QTimer(self, singleShot=True)  # for what would flash now
        self._later.timeout.connect(self.redraw)
        self._shape = ""  # of the network, in words
        self._probe: Probe | None = None
        self._discrete = False
        self._ranges: tuple[Range | None, Range | None] = (None, None)
        self._scale: tuple[Recording | None, int, float] = (None, 0, 1.0)
        self.restyle()

    def spoken(self) -> Spoken:
        """The diagram for who can't see it: the network's shape, and the values of its run."""
        name = ", ".join(filter(None, (self.title(), self._shape)))
        return Spoken(QAccessible.Role.Chart, name=lambda: name, described=self.sentence)

    def restyle(self) -> None:
        """Give every part the look."""
        look = self.look
        self.legend.set_look(look)
        self.diagram.set_look(look)
        set_ground(self.heading, look, look.text)
        self.heading.setFont(text_font(look))
        side = round(self.heading.fontMetrics().height() * 0.75)
        self.heading.setContentsMargins(side, 0, side, 0)

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The selected run at the playhead."""
        place = frame.selected
        recording = learning(frame.recordings[place])
        if recording is None or not frame.published[place]:
            return
        row = frame.row(place)
        scale = self._scale[2]
        if self._scale[:2] != (recording, frame.published[place]):
            scale = weight_scale(recording, frame.published[place])
        same = previous is not None and scale == self._scale[2] and self._same(frame, previous, row)
        self._scale = (recording, frame.published[place], scale)
        if same:
            return
        tile = tile_of(frame.scene.stage, "boundary")
        self._ranges = (tile.x_range, tile.y_range) if isinstance(tile, PlotTile) else (None, None)
        self._discrete = bool(getattr(tile, "discrete", False))  # as the boundary beside it
        self._probe = probe_of(recording.problem, *self._ranges)
        params = recording.params_at(row)
        units = look_at(recording.problem, params, self._probe)
        wait = 0.0 if self.for_export else self._wait(units)
        if wait > 0:
            self._later.start(round(1000 * wait) + 1)
            return
        self._later.stop()
        self.units = units
        columns = self._columns(frame, recording, params)
        self.diagram.put(columns, scale, self._key(recording.problem))
        self._name_run(frame)
        self._count(recording.problem)
        self._write_card()

    def _wait(self, units: list[Units]) -> float:
        """For how many seconds the pictures of the units would flash, all of them together."""
        if units[0].values.ndim != 3:
            return 0.0
        colors = [colors_of(each, self.look, discrete=self._discrete) for each in units]
        every = np.concatenate([each.reshape(-1, each.shape[2], 4) for each in colors])
        return self._guard.wait(every[:, :, 2::-1], time.monotonic())

    def ready(self) -> bool:
        """Not while pictures wait that would flash."""
        return super().ready() and not self._later.isActive()

    @staticmethod
    def _same(frame: Frame, previous: Frame, row: int) -> bool:
        """Whether the picture of `previous` is that of `frame`."""
        place = frame.selected
        return (
            frame.scene is previous.scene
            and place == previous.selected
            and frame.recordings[place] is previous.recordings[place]
            and previous.published[place] > 0
            and row == previous.row(place)
        )

    def _name_run(self, frame: Frame) -> None:
        """Which run it is, where there are several."""
        entries: tuple[LegendEntry, ...] = ()
        if len(frame.scene.runs) > 1:
            color = frame.scene.runs[frame.selected].color
            label = frame_labels(frame)[frame.selected]
            entries = (LegendEntry(label, self.look.run_colors[color], color),)
        self.legend.set_entries(entries)
        self.legend.setVisible(bool(entries))

    def _count(self, problem: Training) -> None:
        """The shape of the network, how many layers and parameters it has, and what is not drawn."""
        layers = problem.layers
        parameters = layers[-1].stop
        counts = self.tr("{layers} layers, {parameters} parameters")
        if len(layers) == 1:
            counts = self.tr("1 layer, {parameters} parameters")
        details = [counts.format(layers=len(layers), parameters=number(parameters))]
        if self.diagram.undrawn:
            details.append(
                self.tr("the {count} weakest weights are not drawn").format(
                    count=number(self.diagram.undrawn)
                )
            )
        shape = "-".join(str(count) for count in (layers[0].inputs, *(layer.units for layer in layers)))
        self.heading.set_parts(shape, tuple(details), self.look.muted)
        self._shape = ", ".join([shape, *details])

    def _key(self, problem: Training) -> Key:
        pictures = problem.data.inputs == 2
        return Key(
            positive=self.tr("positive"),
            negative=self.tr("negative"),
            zero=self.tr("within {limit} of zero").format(limit=exact(NEAR_ZERO)),
            bias=self.tr("bias") if problem.model.bias else "",
            output=self.tr("a unit's output, low to high") if pictures else "",
        )

    def _columns(self, frame: Frame, recording: TrainingRecording, params: Array) -> tuple[UnitColumn, ...]:
        problem = recording.problem_at(frame.row(frame.selected))
        columns = [self._inputs_column(problem)]
        layers = problem.layers
        numbered = sum(layer.inputs * layer.units for layer in layers) <= NUMBERED
        self.said = ()
        rates = problem.model.layer_rates or (1.0,) * len(layers)
        for place, (layer, rate) in enumerate(zip(layers, rates, strict=True), 1):
            matrix = layer.matrix(params)
            last = place == len(layers)
            can_die = activation_called(layer.activation).can_die
            units = self.units[place]
            columns.append(
                UnitColumn(
                    layer.units,
                    self.tr("Layer {number}").format(number=place),
                    self._detail(layer, last),
                    "" if rate == 1 else self._rate_text(rate),
                    rate == 0,
                    self._output_names(problem) if last else (),
                    matrix[: layer.inputs],
                    matrix[layer.inputs] if layer.bias else None,
                    self._weight_texts(frame, recording, layer) if numbered else (),
                    **self._pictures(units),
                    dead=tuple((units.zero == 1.0).tolist()) if can_die else (),
                    border=border_of(units),
                )
            )
        return tuple(columns)

    def _weight_texts(
        self, frame: Frame, recording: TrainingRecording, layer: Layer
    ) -> tuple[tuple[str, ...], ...]:
        """The weights of a layer as they are read, a row an input."""
        names = recording.names[layer.start : layer.weights_stop]
        found = [reading(frame, frame.selected, name) for name in names]
        self.said = (*self.said, *(Said.short(each) for each in found if each))
        texts = ["" if each is None else each.short for each in found]
        return tuple(tuple(texts[start : start + layer.units]) for start in range(0, len(texts), layer.units))

    def _inputs_column(self, problem: Training) -> UnitColumn:
        names = problem.input_names
        return UnitColumn(len(names), self.tr("Inputs"), "", names=names, **self._pictures(self.units[0]))

    def _pictures(self, units: Units) -> dict[str, Any]:
        """What a column needs to draw its units, by how many inputs there are."""
        if units.values.ndim == 3:
            return {"images": tuple(images_of(units, self.look, discrete=self._discrete))}
        if units.values.shape[1]:
            return {"curves": (units.values - units.middle[:, None]) / units.reach[:, None]}
        return {"bars": (units.mean - units.middle) / units.reach}

    def _output_names(self, problem: Training) -> tuple[str, ...]:
        """What the outputs stand for: classes, or the target."""
        if not problem.one_hot:
            called = problem.data.target_called
            if called and problem.data.classes:
                called = f"{called} = {class_name(problem.data, 1)}"
            return (called,) if called else ()
        own = getattr(problem.data, "class_names", ())
        named = tuple(self.tr("class {number}").format(number=place) for place in range(problem.outputs))
        return (*own, *named[len(own) :])

    def _detail(self, layer: Layer, last: bool) -> str:
        activation = declared(title_of(activation_called(layer.activation)))
        if last:
            return self.tr("output, {activation}").format(activation=activation)
        if layer.units == 1:
            return self.tr("1 unit, {activation}").format(activation=activation)
        return self.tr("{count} units, {activation}").format(count=layer.units, activation=activation)

    def _rate_text(self, rate: float) -> str:
        if rate == 0:
            return self.tr("frozen")
        return self.tr("rate ×{factor}").format(factor=exact(rate))

    # -- the mouse -----------------------------------------------------------------------------------------

    @Slot(object)
    def _pointed(self, target: Target | None) -> None:
        self._write_card()
        frame = self.frame
        recording = learning(frame.recordings[frame.selected]) if frame is not None else None
        place = None
        if target is not None and recording is not None:
            place = place_of(target, recording.problem)
        if frame is None or recording is None or place is None:
            self.point_at(None)
        else:
            self.point_at(Pointed(frame.selected, recording.names[place], frame.row(frame.selected)))

    def show_lit(self) -> None:
        """The line of a weight, or the unit of a bias."""
        lit, frame, linked = self.lit, self.frame, None
        if lit is not None and frame is not None and lit.run == frame.selected:
            recording = learning(frame.recordings[frame.selected])
            if recording is not None:
                linked = target_of(lit.quantity, recording.names, recording.problem)
        self.diagram.link(linked)

    def _write_card(self) -> None:
        """The numbers of what the mouse points at, as they are at the playhead."""
        target, probe = self.diagram.target, self._probe
        lines: list[str] = []
        large = None
        if target is not None and self.frame is not None:
            recording = learning(self.frame.recordings[self.frame.selected])
            if recording is not None and probe is not None and target.column < len(self.units):
                row = self.frame.row(self.frame.selected)
                lines = card_lines(
                    recording,
                    row,
                    target,
                    self.diagram.columns,
                    self.units[target.column],
                    probe.examples,
                )
                large = self._large(recording, row, target)
        self.diagram.set_card(tuple(lines), large)

    def _large(self, recording: TrainingRecording, row: int, target: Target) -> LargeUnit | None:
        """The unit that the mouse points at."""
        if target.unit < 0 or target.source >= 0:
            return None
        params, place = recording.params_at(row), (target.column, target.unit)
        return large_unit(recording.problem, params, place, self._ranges, self.look, discrete=self._discrete)

    # -- a number by hand ----------------------------------------------------------------------------------

    @Slot(object, QPointF)
    def _clicked(self, target: Target, at: QPointF) -> None:
        """Ask for the number of a weight, or of a unit's bias."""
        frame = self.frame
        recording = learning(frame.recordings[frame.selected]) if frame is not None else None
        place = None if recording is None else place_of(target, recording.problem)
        if frame is None or recording is None or place is None:
            return
        value = float(recording.params_at(frame.row(frame.selected))[place])
        self.diagram.set_card(())
        self.entry.ask(place, indexed(recording.names[place]), value, at, self.look)

    @Slot(int, float)
    def _set_parameter(self, place: int, value: float) -> None:
        """The run begins anew where it is now, but for this number."""
        frame = self.frame
        recording = learning(frame.recordings[frame.selected]) if frame is not None else None
        if frame is None or recording is None or place >= len(recording.names):
            return
        now = [as_set(each) for each in recording.params_at(frame.row(frame.selected))]
        now[place] = value
        text = self.tr("Set {name} by hand").format(name=indexed(recording.names[place]))
        runs = list(frame.scene.runs)
        runs[frame.selected] = replace(runs[frame.selected], initial=tuple(now))
        self.edited.emit(replace(frame.scene, runs=tuple(runs)), text, "")
        self.playhead_requested.emit(0)
