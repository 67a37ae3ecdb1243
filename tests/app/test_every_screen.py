"""The real window on every screen: nothing that is cut, nothing that scrolls, nothing that is too small.

By default some combinations of lesson, size, look, language and type are looked at. All of them take hours:
`GDVIZ_EVERY_SCREEN=1 .venv/bin/python -m pytest tests/app/test_every_screen.py`.
"""

from __future__ import annotations

import itertools
import os
import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QToolButton

from gdviz.document import lessons
from gdviz.look.look import LOOKS, PROJECTOR, text_font
from gdviz.views.plot.axis import Axis
from gdviz.views.plot.plot import Plot

SIZES = ((1024, 600), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
TYPES = (1.0, 1.25, 1.5)
LANGUAGES = ("en", "zh_CN")
SMALLEST_PLOT = 180, 120  # pixels
SMALLEST_TYPE = {"projector": 20, "light": 12, "dark": 12}  # pixels high
LABELS = 22  # of labels in the projector look
EVERY = [
    (number, size, look, language, scale)
    for number, size, look, language, scale in itertools.product(
        [lesson.number for lesson in lessons.all()], SIZES, LOOKS, LANGUAGES, TYPES
    )
    if not (look == PROJECTOR.name and size == SIZES[0] and scale > 1.0)
]
# Each lesson once, and over them every size, look, language and type.
SAMPLE = [
    (1, SIZES[1], "projector", "en", 1.0),
    (12, SIZES[1], "projector", "zh_CN", 1.0),
    (10, SIZES[0], "projector", "en", 1.0),
    (8, SIZES[2], "dark", "zh_CN", 1.5),
    (13, SIZES[3], "light", "en", 1.25),
]
COMBINATIONS = EVERY if os.environ.get("GDVIZ_EVERY_SCREEN") else SAMPLE


def named(combination):
    number, (width, height), look, language, scale = combination
    return f"{number}-{width}x{height}-{look}-{language}-{scale}"


def faults(window):
    """What is wrong with what the window shows at this moment, as sentences."""
    stage, look = window.stage, window.look
    found = []
    for name in stage.seen():
        tile = stage.tiles[name]
        corner = tile.mapTo(stage, tile.rect().bottomRight())
        if not stage.rect().adjusted(-1, -1, 1, 1).contains(corner):
            found.append(f"{name} leaves the stage")
        for plot in tile.findChildren(Plot):
            if plot.isVisible() and plot.isVisibleTo(window):
                found += faults_of_plot(name, plot)
    for area in stage.parentWidget().findChildren(QAbstractScrollArea):
        table = any(area is each or each.isAncestorOf(area) for each in may_scroll(window))
        bars = area.verticalScrollBar(), area.horizontalScrollBar()
        if area.isVisible() and not table and any(bar.isVisible() for bar in bars):
            found.append(f"{type(area).__name__} scrolls")
    found += [f"“{text}” is cut" for text in cut_texts(window)]
    found += legend_faults(stage.legend)
    if text_font(look).pointSizeF() * window.logicalDpiY() / 72 < 12:
        found.append("type below 12 pixels")
    height = QFontMetricsF(text_font(look)).height()
    if look.name == PROJECTOR.name and height < LABELS:
        found.append(f"labels are {height} pixels high")
    return found


def may_scroll(window):
    """Where long lists are: the table, the arithmetic, the panel."""
    names = [name for name in ("table", "this_step") if name in window.stage.tiles]
    return [*(window.stage.tiles[name] for name in names), window.column]


def faults_of_plot(name, plot):
    areas = getattr(plot, "areas", None) or [plot.area]
    for area in areas:
        if area.width() < SMALLEST_PLOT[0] - 1 or area.height() < SMALLEST_PLOT[1] - 1:
            yield f"{name} has a plot of {area.width():.0f}×{area.height():.0f} pixels"
    for axis in plot.scene().items():
        if isinstance(axis, Axis) and axis.isVisible() and axis.title and "…" in axis.labelText:
            yield f"{name}: the axis title “{axis.title}” is cut"


def legend_faults(legend):
    if not legend.isVisible():
        return
    for cell in legend.cells:
        if cell.rect.right() > legend.width() + 1 or cell.rect.bottom() > legend.height() + 1:
            yield f"the legend’s “{cell.text}” is cut"
        if "…" in cell.text:
            yield f"the legend’s “{cell.text}” is shortened"
    for one, other in itertools.combinations(legend.cells, 2):
        if one.rect.adjusted(1, 1, -1, -1).intersects(other.rect):
            yield f"“{one.text}” lies over “{other.text}”"


def cut_texts(window):
    """Of labels and buttons around the stage: what does not fit."""
    right = window.arrangement.right
    for label in (*right.findChildren(QLabel), *window.transport.findChildren(QLabel)):
        if not label.isVisible() or not label.text() or label.wordWrap() or "<" in label.text():
            continue
        if label.fontMetrics().horizontalAdvance(label.text()) > label.width() + 1:
            yield label.text()
    for button in right.findChildren(QToolButton):
        words = button.text() and button.icon().isNull() and button.isVisible()
        if words and button.fontMetrics().horizontalAdvance(button.text()) > button.width():
            yield button.text()
    for tab in (*window.arrangement.tabs.buttons.values(), *window.own_controls.controls):
        if tab.isVisible() and not right.rect().contains(tab.mapTo(right, tab.rect().bottomRight())):
            yield f"{type(tab).__name__} at the edge"


def untranslated(window, language):
    """Words of the legend and the tabs that are English in a Chinese window."""
    if language == "en":
        return
    for button in window.arrangement.tabs.buttons.values():
        if not re.search(r"[\u4e00-\u9fff]", button.text()):
            yield f"“{button.text()}” is not translated"


@pytest.mark.parametrize("combination", COMBINATIONS, ids=named)
def test_every_screen_shows_all_that_it_shows_whole(make_window, settings, monkeypatch, combination):
    from dataclasses import replace

    from gdviz.look import theme

    number, size, look, language, scale = combination
    called = theme.look_called
    monkeypatch.setattr(
        theme, "look_called", lambda name: replace(called(name), font_scale=called(name).font_scale * scale)
    )
    settings.look, settings.language = look, language
    window = make_window(lessons.find(str(number)).scene)
    window.resize(*size)
    window.settled()
    last = window.session.frame.last
    for step in (0, last // 2, last):
        window.session.set_playhead(step)
        window.settled()
        for _ in range(3):
            QCoreApplication.processEvents()
        assert [*faults(window), *untranslated(window, language)] == [], f"at step {step}"
