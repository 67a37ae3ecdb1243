"""The real window on every screen: nothing that is cut, covered, too small, too faint, or not translated.

By default some combinations of lesson, size, look, language and type are looked at. All of them take some
forty minutes of one core; with `QT_SCALE_FACTOR=2` before it, a screen of twice as many pixels a fifth:
`GDVIZ_EVERY_SCREEN=1 .venv/bin/python -m pytest -o faulthandler_timeout=0 tests/app/test_every_screen.py`.
"""

from __future__ import annotations

import itertools
import os

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea

from gdviz.document import lessons
from gdviz.look.look import LIGHT, LOOKS, PROJECTOR, text_font
from gdviz.look.theme import apply_style
from gdviz.views.loss.contours import Contours
from gdviz.views.plot.axis import Axis
from gdviz.views.plot.plot import Plot
from tests.app.painted import Painted
from tests.sampling import some

SIZES = ((1024, 600), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
TYPES = (1.0, 1.25, 1.5)
LANGUAGES = ("en", "zh_CN")
SMALLEST_PLOT = 180, 120  # pixels
SMALLEST_TYPE = {"projector": 20, "light": 12, "dark": 12}  # pixels high
LABELS = 22  # of labels in the projector look
SAID = 26  # of what is said there
NEVER_NEGATIVE = {"loss", "损失", "accuracy %", "准确率 %"}  # of the lessons
TARGET = 44  # of what a finger presses there
EVERY = [
    (language, look, scale, size)
    for language, look, scale, size in itertools.product(LANGUAGES, LOOKS, TYPES, SIZES)
    if not (look == PROJECTOR.name and size == SIZES[0] and scale > 1.0)
]
if os.environ.get("QT_SCALE_FACTOR"):
    EVERY = [each for each in EVERY if each[-1] == (1920, 1080)]
SAMPLE = {
    1: [("en", "projector", 1.0, SIZES[3]), ("en", "projector", 1.0, SIZES[1])],
    8: [("zh_CN", "dark", 1.5, SIZES[2])],
    10: [("en", "projector", 1.0, SIZES[0])],
    12: [("zh_CN", "projector", 1.0, SIZES[1])],
    13: [("en", "light", 1.25, SIZES[3])],
}
SAMPLE = {number: SAMPLE[number] for number in some(SAMPLE, 2)}
IN_BEATS = {2: [("zh_CN", 1.5)]}  # Chinese lines are higher
if os.environ.get("GDVIZ_EVERY_SCREEN"):
    IN_BEATS = {lesson.number: list(itertools.product(LANGUAGES, TYPES)) for lesson in lessons.all()}
    SAMPLE = {lesson.number: EVERY for lesson in lessons.all()}


def faults(window, language, asked):
    """What is wrong with what the window shows at this moment, as sentences."""
    stage, look = window.stage, window.look
    if window.size() != asked:
        yield f"the window is {window.width()}×{window.height()} pixels"
    for name in stage.seen():
        tile = stage.tiles[name]
        if not tile.view.isVisibleTo(tile):
            yield f"{name} says that there is too little room"
        if not rect_in(stage, stage).adjusted(-1, -1, 1, 1).contains(rect_in(tile, stage)):
            yield f"{name} leaves the stage"
        for plot in tile.findChildren(Plot):
            if plot.isVisibleTo(window):
                yield from faults_of_plot(name, plot)
    notes = window.lesson.notes
    usual = asked.width() >= 1280 and window.settings.type_size == 1.0  # larger type has room for less
    if usual and notes.isVisible() and notes.text and not notes.label.text():
        yield "the notes say nothing"
    scrolling = may_scroll(window)
    for area in stage.parentWidget().findChildren(QAbstractScrollArea):
        own = any(area is each or each.isAncestorOf(area) for each in scrolling)
        bars = area.verticalScrollBar(), area.horizontalScrollBar()
        if area.isVisible() and not own and any(bar.isVisible() for bar in bars):
            yield f"{type(area).__name__} scrolls"
    painted = Painted(window)
    plots = [
        (rect_in(plot, window), *landscape(plot, look))
        for plot in stage.findChildren(Plot)
        if plot.isVisibleTo(window)
    ]
    yield from painted.cut([rect_in(each, window) for each in scrolling if each.isVisible()])
    yield from painted.small(SMALLEST_TYPE[look.name])
    yield from painted.faint()
    yield from painted.upon_each_other()
    yield from painted.over_data(plots)
    yield from painted.called_as_in_files()
    if language != "en":
        yield from painted.untranslated()
    if look.name == PROJECTOR.name and QFontMetricsF(text_font(look)).height() < LABELS:
        yield "labels are too small"


def landscape(plot, look):
    """How thick the contours of a landscape are on a plot, 0 where it has none, and the colors between."""
    found = [item for item in plot.scene().items() if isinstance(item, Contours) and item.isVisible()]
    thick = look.thin_width * look.pen_scale if any(len(each.levels) for each in found) else 0.0
    return thick, {color.lower() for each in found for _, color in each.bands}


def rect_in(widget, window):
    """Where a widget is in the window."""
    return QRectF(widget.mapTo(window, widget.rect().topLeft()).toPointF(), widget.size().toSizeF())


def may_scroll(window):
    """Where long lists are: the table, the arithmetic, the panel; in larger type what is asked, too."""
    names = [name for name in ("table", "this_step") if name in window.stage.tiles]
    asked = [window.beats.question] if window.settings.type_size > TYPES[0] else []
    return [*(window.stage.tiles[name] for name in names), window.column, *asked]


def faults_of_plot(name, plot):
    """Plots that are too small, and titles of axes that are cut."""
    for area in getattr(plot, "areas", None) or [plot.area]:
        if area.width() < SMALLEST_PLOT[0] - 1 or area.height() < SMALLEST_PLOT[1] - 1:
            yield f"{name} has a plot of {area.width():.0f}×{area.height():.0f} pixels"
    for axis in plot.scene().items():
        if not isinstance(axis, Axis) or not axis.isVisible():
            continue
        if axis.title and "…" in axis.labelText:
            yield f"{name}: the axis title “{axis.title}” is cut"
        if axis.title in NEVER_NEGATIVE and any(text.startswith("−") for text in axis.texts()):
            yield f"{name}: {axis.title} below zero"


def drawn(stage):
    """Whether each view shows all that it is to show, and its axes are where they belong."""
    gliding = any(plot.gliding for plot in stage.findChildren(Plot))
    return not gliding and all(view.ready() for view in stage.visible_views())


@pytest.fixture
def usual_type(qapp):
    """The application in its usual look again, for other tests."""
    yield
    apply_style(LIGHT)


@pytest.mark.usefixtures("usual_type")
@pytest.mark.parametrize("number", SAMPLE)
def test_every_screen_shows_all_that_it_shows_whole(qtbot, make_window, settings, number):
    first = SAMPLE[number][0]
    settings.language, settings.look, settings.type_size = first[:3]
    window = make_window(lessons.find(str(number)).scene)
    found = {}
    for language, look, scale, size in SAMPLE[number]:
        if window.language != language:
            window.set_language(language)
        if (settings.look, settings.type_size) != (look, scale):
            settings.type_size = scale
            window.looks.set_look(look)
        for _ in range(2):  # after larger type it learns only now how small it may be
            window.resize(*size)
            window.settled()
        last = window.session.frame.last
        for step in (0, last // 2, last):
            window.session.set_playhead(step)
            window.settled()
            qtbot.waitUntil(
                lambda: all(view.ready() for view in window.stage.visible_views()), timeout=60_000
            )
            for fault in faults(window, language, QSize(*size)):
                where = f"{language} {look} {scale:g} {size[0]}×{size[1]} step {step}"
                found.setdefault(fault, []).append(where)
                print(number, where, fault, sep="|", flush=True)
    assert not found, "\n".join(f"{fault}: {len(places)}, {places[0]}" for fault, places in found.items())


@pytest.mark.usefixtures("usual_type")
@pytest.mark.parametrize("number", IN_BEATS)
def test_every_part_of_a_lesson_shows_all_that_it_shows_whole(qtbot, make_window, settings, number):
    settings.look, settings.questions = PROJECTOR.name, True
    found = {}
    for language, scale in IN_BEATS[number]:
        settings.language, settings.type_size = language, scale
        window = make_window(lessons.find(str(number)).scene)
        last, answer = len(window.player.beats) - 1, 0
        while True:
            window.settled()
            qtbot.waitUntil(lambda stage=window.stage: drawn(stage), timeout=60_000)
            place, row = window.player.place, window.session.playhead
            for fault in faults(window, language, QSize(*SIZES[1])):
                found.setdefault(fault, []).append(f"{language} {scale:g} part {place} step {row}")
            if place == last and not window.session.playing:
                break
            question = window.beats.question.question
            if question.waits and not window.session.playing and answer < len(question.options):
                window.player.choose(answer)  # its reason needs room
                answer += 1
            else:
                QTest.keyClick(window, Qt.Key.Key_PageDown)  # ends what plays, or goes on
                answer = 0
        window.session.mark_saved()
        window.close()
    assert not found, "\n".join(f"{fault}: {places}" for fault, places in found.items())
