"""The loss of a run as mathematics, below its fields."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gdviz.engine.formula import Formula
from gdviz.engine.problem import Objective

EQUATION = '<p style="margin: 0 0 3px 14px; text-indent: -14px">{}{}</p>'


class LossFormula(QLabel):
    """A loss and its derivatives, with the numbers put in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_loss(self, objective: Objective | None) -> None:
        """Write it, or nothing where a run learns from data."""
        self.setVisible(objective is not None)
        if objective is not None:
            lines = [("loss = ", objective.expression)]
            for name, slope in zip(objective.parameter_names, objective.gradient_expressions, strict=True):
                lines.append((f"∂loss/∂{name} = ", slope))
            left_out = objective.left_out if isinstance(objective, Formula) else ()
            lines += [(self.tr("left out: "), text) for text in left_out]
            self.setText("".join(EQUATION.format(escape(left), escape(right)) for left, right in lines))
