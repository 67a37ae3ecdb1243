"""How layouts stand in what they lay out."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLayout

AnyLayout = TypeVar("AnyLayout", bound=QLayout)


def bare(layout: AnyLayout, spacing: int | None = None) -> AnyLayout:
    """The layout without room around it; `spacing` pixels stand between its parts, None for the style's."""
    return pad(layout, 0, spacing)


def pad(layout: AnyLayout, margin: int, spacing: int | None = None) -> AnyLayout:
    """The layout with so many pixels around it, and `spacing` between its parts, None for the style's."""
    layout.setContentsMargins(margin, margin, margin, margin)
    if spacing is not None:
        layout.setSpacing(spacing)
    return layout


def lay_out_now() -> None:
    """Give everything its place before it is painted: new type or words are seen in their old places else."""
    for kind in (QEvent.Type.ApplicationFontChange, QEvent.Type.LayoutRequest):  # which Qt posts
        QCoreApplication.sendPostedEvents(None, kind.value)
