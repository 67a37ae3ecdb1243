"""What a picture shows and how large it is, as a form."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from gdviz.export.animation.film import FASTEST, KINDS, SLOWEST, Film
from gdviz.export.picture.choices import LARGEST_TYPE, PRESETS, SMALLEST_TYPE, Choices
from gdviz.export.picture.paper import HIGHEST_DPI, INCH, LARGEST, LOWEST_DPI, Paper
from gdviz.look.appearance import Appearance
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import bare
from gdviz.look.look import PICTURE_LOOKS
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.number_box import NumberBox, WholeBox
from gdviz.panels.widgets.tick import Tick

FORMATS = ("png", "svg", "pdf", *KINDS)
UNITS = ("px", "mm", "in")
PACE = 5.0  # steps a second, at first
SHORTEST, LONGEST = 0.1, 36_000.0  # seconds of an animation
FLAGS = ("title", "caption", "settings", "transparent")


class ExportForm(Appearance, QWidget):
    """Edits `choices`, the `kind` of file and the film; views are (name, title) pairs."""

    changed = Signal()

    def __init__(
        self, choices: Choices, views: list[tuple[str, str]], last: int, parent: QWidget, kind: str = "png"
    ) -> None:
        super().__init__(parent)
        self.choices = choices
        self.last = last
        self.problem = ""
        self._filling = True
        self.format, self.view, self.preset, self.unit, self.look_choice = (Choice(self) for _ in range(5))
        for name in FORMATS:
            self.format.addItem(name.upper(), name)
        self.format.setCurrentIndex(max(0, self.format.findData(kind)))
        self.view.addItem("", "")
        for name, title in views:
            self.view.addItem(title, name)
        for name in ("", *(preset.name for preset in PRESETS)):
            self.preset.addItem("", name)
        for unit in UNITS:
            self.unit.addItem("", unit)
        for name in PICTURE_LOOKS:
            self.look_choice.addItem("", name)
        self.width_box, self.height_box = NumberBox(self), NumberBox(self)
        self.dpi, self.type_size = NumberBox(self), NumberBox(self)
        self.dpi.setRange(LOWEST_DPI, HIGHEST_DPI)
        self.dpi.setDecimals(0)
        self.type_size.setRange(0.0, LARGEST_TYPE)
        self.type_size.setDecimals(1)
        self.flags = {name: Tick(self) for name in FLAGS}
        self.pen = Tick(self)
        self.pen.setChecked(True)
        self.pen.setVisible(bool(choices.strokes))
        self._strokes = choices.strokes
        self.first, self.until = WholeBox(self), WholeBox(self)
        self.speed, self.length = NumberBox(self), NumberBox(self)
        self._pace = PACE  # steps a second, exactly: the box shows two decimals
        for box in (self.first, self.until):
            box.setRange(0, last)
        self.until.setValue(last)
        self.speed.setRange(SLOWEST, FASTEST)
        self.speed.setValue(PACE)
        self.length.setRange(SHORTEST, LONGEST)
        self.length.setDecimals(1)
        self.frames = QLabel(self)
        self.between = Tick(self)
        self._lay_out()
        self._fill()
        self._filling = False
        for choice in (self.view, self.look_choice, self.format):
            choice.currentIndexChanged.connect(self._read)
        self.preset.currentIndexChanged.connect(self._take_preset)
        self.unit.currentIndexChanged.connect(self._take_unit)
        for number in (
            *(self.width_box, self.height_box, self.dpi, self.type_size, self.first, self.until),
            *(self.speed, self.length),
        ):
            number.setKeyboardTracking(False)
        for number in (self.width_box, self.height_box, self.dpi, self.type_size, self.first, self.until):
            number.valueChanged.connect(self._read)
        self.speed.valueChanged.connect(self._take_speed)
        self.length.valueChanged.connect(self._take_length)
        for flag in (*self.flags.values(), self.pen, self.between):
            flag.toggled.connect(self._read)

    def _lay_out(self) -> None:
        size, steps, lasting = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.form = bare(QFormLayout(self))
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.names: dict[str, QLabel] = {}
        self.rows: dict[str, int] = {}  # of those that only animations have
        rows: list[tuple[str, QWidget | QHBoxLayout]] = [
            ("format", self.format),
            ("view", self.view),
            ("preset", self.preset),
            ("size", size),
            ("dpi", self.dpi),
            ("look", self.look_choice),
            ("type", self.type_size),
        ]
        for name, field in rows:
            self._add_row(name, field)
        flags = QGridLayout()
        self.form.addRow(flags)
        for place, box in enumerate((*self.flags.values(), self.pen)):
            flags.addWidget(box, *divmod(place, 2))
        moving: list[tuple[str, QWidget | QHBoxLayout]] = [
            ("steps", steps),
            ("speed", self.speed),
            ("length", lasting),
        ]
        for name, field in moving:
            self.rows[name] = self.form.rowCount()
            self._add_row(name, field)
        self.rows["between"] = self.form.rowCount()
        self.form.addRow(self.between)
        self.times, self.dash = QLabel("×", self), QLabel("–", self)
        for part in (self.width_box, self.times, self.height_box, self.unit):
            size.addWidget(part)
        steps.addWidget(self.first)
        steps.addWidget(self.dash)
        steps.addWidget(self.until)
        lasting.addWidget(self.length)
        lasting.addWidget(self.frames, 1)

    def _add_row(self, name: str, field: QWidget | QHBoxLayout) -> None:
        self.names[name] = FieldName(self)
        firsts = {"size": self.width_box, "steps": self.first, "length": self.length}
        self.names[name].setBuddy(field if isinstance(field, QWidget) else firsts[name])
        self.form.addRow(self.names[name], field)

    @property
    def kind(self) -> str:
        """The ending of the file."""
        return str(self.format.currentData())

    def film(self) -> Film:
        """What is filmed. Raises ValueError where that can't be."""
        between = self.between.isChecked()
        return Film(self.first.value(), self.until.value(), self._pace, between=between)

    # -- from the choices to the form ----------------------------------------------------------------------

    def _fill(self) -> None:
        """Show `choices`."""
        before, self._filling = self._filling, True
        choices, unit = self.choices, self.unit.currentData()
        self.view.setCurrentIndex(max(0, self.view.findData(choices.view)))
        self.look_choice.setCurrentIndex(max(0, self.look_choice.findData(choices.look)))
        made_for = (choices.paper, choices.type_size)
        found = next((each.name for each in PRESETS if (each.paper, each.type_size) == made_for), "")
        self.preset.setCurrentIndex(self.preset.findData(found))
        paper = choices.paper
        for edge, pixels, length in (
            (self.width_box, paper.width, paper.width_mm),
            (self.height_box, paper.height, paper.height_mm),
        ):
            edge.setDecimals({"px": 0, "mm": 1, "in": 2}[unit])
            edge.setRange(0.1, LARGEST)
            edge.setValue({"px": pixels, "mm": length, "in": length / INCH}[unit])
        self.dpi.setValue(paper.dpi)
        self.type_size.setValue(choices.type_size)
        for name, flag in self.flags.items():
            flag.setChecked(getattr(choices, name))
        self._show_film()
        self._filling = before

    def _show_film(self) -> None:
        moving = self.kind in KINDS
        for name in ("steps", "speed", "length", "between"):
            self.form.setRowVisible(self.rows[name], moving)
        self.flags["transparent"].setEnabled(not moving)
        before, self._filling = self._filling, True
        self.speed.setValue(self._pace)
        self.length.setValue((self.until.value() - self.first.value()) / self._pace)
        self._filling = before
        try:
            self.frames.setText(self.tr("{count} frames").format(count=self.film().count))
        except ValueError:
            self.frames.setText("")

    @Slot()
    def _take_preset(self) -> None:
        for preset in PRESETS:
            if preset.name == self.preset.currentData() and not self._filling:
                self.unit.setCurrentIndex(1 if preset.name in ("a4", "column") else 0)
                self.choices = preset.applied(self.choices)
                self.problem = ""
                self._fill()
                self.changed.emit()

    @Slot()
    def _take_unit(self) -> None:
        if not self._filling:
            self._fill()

    @Slot()
    def _take_speed(self) -> None:
        if not self._filling:
            self._pace = self.speed.value()
            self._read()

    @Slot()
    def _take_length(self) -> None:
        if not self._filling:
            steps = max(1, self.until.value() - self.first.value())
            self._pace = min(max(steps / self.length.value(), SLOWEST), FASTEST)
            self._read()

    # -- from the form to the choices ----------------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        if self._filling:
            return
        type_size = self.type_size.value()
        if 0 < type_size < SMALLEST_TYPE:
            type_size = SMALLEST_TYPE if type_size > self.choices.type_size else 0.0
        self.problem = ""
        try:
            self.choices = replace(
                self.choices,
                view=self.view.currentData(),
                look=self.look_choice.currentData(),
                paper=self._paper(),
                type_size=type_size,
                title=self.flags["title"].isChecked(),
                caption=self.flags["caption"].isChecked(),
                settings=self.flags["settings"].isChecked(),
                transparent=self.flags["transparent"].isChecked(),
                strokes=self._strokes if self.pen.isChecked() else (),
            )
        except ValueError:
            self.problem = self.tr(
                "This size can’t be drawn: each side needs 64 to 16 384 pixels, and not too many in all."
            )
        else:
            self._fill()
        if not self.problem and self.kind in KINDS:
            self.problem = self._film_problem()
        self.changed.emit()

    def _film_problem(self) -> str:
        if self.first.value() >= self.until.value():
            return self.tr("An animation needs a first step before the last one.")
        try:
            self.film()
        except ValueError:
            return self.tr("These are too many frames. Choose fewer steps or a higher speed.")
        return ""

    def _paper(self) -> Paper:
        width, height, dpi = self.width_box.value(), self.height_box.value(), self.dpi.value()
        unit, before = self.unit.currentData(), self.choices.paper
        if unit == "px":
            return Paper(round(width), round(height), dpi)
        factor = 1.0 if unit == "mm" else INCH
        paper = Paper.of_mm(width * factor, height * factor, dpi)
        near = abs(paper.width - before.width) <= 1 and abs(paper.height - before.height) <= 1
        return before if near and dpi == before.dpi else paper

    def retranslate(self) -> None:
        """Put every text anew."""
        texts = {
            "format": self.tr("&Format"),
            "view": self.tr("S&how"),
            "preset": self.tr("&Made for"),
            "size": self.tr("Size"),
            "dpi": self.tr("&Pixels per inch"),
            "look": self.tr("&Look"),
            "type": self.tr("T&ype size"),
            "steps": self.tr("Steps"),
            "speed": self.tr("Steps per second"),
            "length": self.tr("Length"),
        }
        for name, text in texts.items():
            self.names[name].setText(text)
        self.between.setText(self.tr("Move between the steps, too"))
        self.between.setToolTip(
            self.tr("Shows the parts of each step one after the other, as slow playback does; larger files.")
        )
        self.view.setItemText(0, self.tr("The whole stage"))
        presets = (
            self.tr("Custom size"),
            self.tr("A slide, 16:9"),
            self.tr("The text width of A4"),
            self.tr("A column of a journal"),
            self.tr("A square"),
        )
        looks = (self.tr("Light"), self.tr("Dark"), self.tr("Projector"), self.tr("Print, black on white"))
        units = (self.tr("pixels"), self.tr("mm"), self.tr("inches"))
        for box, words in ((self.preset, presets), (self.look_choice, looks), (self.unit, units)):
            for place, text in enumerate(words):
                box.setItemText(place, text)
        self.type_size.setSpecialValueText(self.tr("the look’s own"))
        self.type_size.setSuffix(self.tr(" pt"))
        flags = {
            "title": self.tr("Title"),
            "caption": self.tr("The beginning of the notes"),
            "settings": self.tr("The settings"),
            "transparent": self.tr("Transparent background"),
        }
        for name, text in flags.items():
            self.flags[name].setText(text)
        self.pen.setText(self.tr("What the pen has drawn"))
        self.width_box.setAccessibleName(self.tr("Width"))
        self.height_box.setAccessibleName(self.tr("Height"))
        self.length.setSuffix(self.tr(" s"))
        self.length.setToolTip(self.tr("The last frame stays for one second more"))
        self.length.setAccessibleName(self.tr("Length"))
        self.first.setAccessibleName(self.tr("First step"))
        self.until.setAccessibleName(self.tr("Last step"))
        self._show_film()
