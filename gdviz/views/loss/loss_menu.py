"""What the loss view's menu offers for models: which axes, and whether the batch's own loss is drawn."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from gdviz.views.common.option_actions import OptionSwitch
from gdviz.views.common.view import View
from gdviz.views.plot.choose_parameters import ParameterDialog

HALF_TURN = 180.0  # degrees, from the first step to the last


class LossMenu(QObject):
    """The actions, and the dialog in which two parameters are chosen."""

    parameters_chosen = Signal(tuple)  # two names; none for the run's principal directions

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self._names: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.dialog: ParameterDialog | None = None
        self.principal = QAction(self, checkable=True)
        self.principal.triggered.connect(self._choose_principal)
        self.choose = QAction(self)
        self.choose.triggered.connect(self._choose)
        names = ("batch", "parts", "surface", "noise", "parabola")
        switches = (OptionSwitch(view, name) for name in names)
        self.batch, self.parts, self.surface, self.noise, self.parabola = switches
        self.orbit = OptionSwitch(view, "orbit", HALF_TURN, 0.0)
        self.above = QAction(self)
        self.above.triggered.connect(self._see_from_above)
        self.retranslate()

    def retranslate(self) -> None:
        """The words."""
        self.surface.name(
            self.tr("3-D surface"),
            self.tr(
                "Draws the loss as a surface; a drag beside the marks turns it, as do Ctrl and arrow keys."
            ),
            self.tr("Loss as a surface"),
            self.tr("Loss as a plane"),
        )
        self.choose.setText(self.tr("Choose two parameters…"))
        self.choose.setToolTip(
            self.tr("Shows the loss over two of the model's parameters; the others stay as at the playhead.")
        )
        self.principal.setText(self.tr("Principal directions of the run"))
        self.principal.setToolTip(
            self.tr("Shows the loss on the plane in which the selected run moved most.")
        )
        self.above.setText(self.tr("Surface from above"))
        self.above.setToolTip(self.tr("Turns the surface so that it is seen as the plane."))
        self.orbit.name(
            self.tr("Turn while it plays"),
            self.tr("Turns the surface half around from the first step to the last, in animations too."),
            self.tr("Let the surface turn"),
            self.tr("Stop turning the surface"),
        )
        self.noise.name(
            self.tr("Noise of the gradient"),
            self.tr("Draws how the batches' gradients scatter here: an ellipse of one standard deviation."),
            self.tr("Show the noise of the gradient"),
            self.tr("Hide the noise of the gradient"),
        )
        self.parabola.name(
            self.tr("Local parabola"),
            self.tr("Draws the parabola that touches the loss at the ball: a rate above 2/L climbs on it."),
            self.tr("Show the local parabola"),
            self.tr("Hide the local parabola"),
        )
        self.parts.name(
            self.tr("Inside the step"),
            self.tr(
                "Draws what the selected run's step adds up, such as momentum and gradient, one arrow behind "
                "the other, and as an ellipse how far it reaches along each axis."
            ),
            self.tr("Show the inside of the step"),
            self.tr("Hide the inside of the step"),
        )
        self.batch.name(
            self.tr("Loss on the batch"),
            self.tr("Draws the loss on the examples of this step alone as thin dashed lines."),
            self.tr("Show the batch's loss"),
            self.tr("Hide the batch's loss"),
        )

    def plane_options(self, *, surface: bool, parts: bool, orbit: bool) -> list[QAction]:
        """What can be drawn where there are two axes."""
        self.surface.setChecked(surface)
        self.parts.setChecked(parts)
        self.orbit.setChecked(orbit)
        return [self.surface, *([self.above, self.orbit] if surface else ()), self.parts]

    def curve_options(self, *, parabola: bool) -> list[QAction]:
        """What can be drawn where there is one axis."""
        self.parabola.setChecked(parabola)
        return [self.parabola]

    def actions(
        self,
        names: tuple[str, ...],
        chosen: tuple[str, ...],
        *,
        pair: bool,
        batch: bool | None,
        noise: bool,
    ) -> list[QAction]:
        """The actions for a model with these parameters.

        `pair` says whether two `chosen` ones are the axes, `batch` whether the batch's loss is drawn, None
        where a step takes all the data; `noise` whether the noise of the gradient is.
        """
        self._names, self._chosen = names, chosen if pair else ()
        found = []
        if len(names) > 2:
            self.principal.setChecked(not pair)
            found += [self.principal, self.choose]
        if batch is not None:
            self.batch.setChecked(batch)
            found.append(self.batch)
        if batch is not None and len(names) > 1:
            self.noise.setChecked(noise)
            found.append(self.noise)
        return found

    def plane_actions(self, names: tuple[str, ...], chosen: tuple[str, ...]) -> list[QAction]:
        """The actions for a formula of three and more parameters, of which two are the axes."""
        self._names, self._chosen = names, chosen
        return [self.choose]

    @Slot()
    def _choose(self) -> None:
        hint = self.tr("Select two parameters: the first for the horizontal axis, the second for the other.")
        self.dialog = ParameterDialog(self.tr("Loss over two parameters"), hint, self._view)
        self.dialog.offer(self._names, self._chosen, 2, 2)
        self.dialog.chosen.connect(self.parameters_chosen)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    @Slot()
    def _see_from_above(self) -> None:
        self._view.edit_tile(self.above.text(), azimuth=0.0, elevation=90.0)

    @Slot()
    def _choose_principal(self) -> None:
        self.parameters_chosen.emit(())
