"""The looks: readable colours, palettes, type; and the parts that all plots share."""

import itertools

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette, QTextLayout
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from gdviz.look.look import (
    DARK,
    LIGHT,
    LOOKS,
    PROJECTOR,
    apply_palette,
    blend,
    ink,
    number_font,
    palette_of,
    system_look,
    text_font,
)
from gdviz.look.run_symbols import NAMES, symbol
from gdviz.notation.ticks import linear_ticks, log_ticks, tick_texts
from gdviz.views.common.legend import Legend, LegendEntry

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
EVERY = pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)


def luminance(color):
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in QColor(color).getRgbF()[:3]
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(qapp):
    """The application, which gets its own style, palette, type and sheet back."""
    before = qapp.style().objectName(), qapp.palette(), qapp.font(), qapp.styleSheet()
    yield qapp
    qapp.setStyleSheet(before[3])
    qapp.setStyle(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


def fonts_of(text):
    """The family that each glyph of `text` comes from."""
    layout = QTextLayout(text, text_font(LIGHT))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [run.rawFont().familyName() for run in layout.glyphRuns() for _ in run.glyphIndexes()]


def test_latin_punctuation_comes_from_the_latin_font(qapp):
    latin = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    assert text_font(LIGHT).families()[0] == latin
    letter = fonts_of("a")
    assert fonts_of("…") == fonts_of("“") == fonts_of("’") == letter
    assert len(fonts_of("损失")) == 2


@EVERY
def test_text_in_the_color_of_a_run_is_readable(look):
    for color in look.run_colors:
        written = ink(color, look.surface)
        assert contrast(written, look.surface) >= 4.5
        if contrast(color, look.surface) >= 4.5:
            assert written == color


@EVERY
def test_words_are_readable(qapp, look):
    palette = palette_of(look)
    pairs = [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight),
        (Role.ToolTipText, Role.ToolTipBase),
    ]
    for front, back in pairs:
        assert contrast(palette.color(front), palette.color(back)) >= 4.5
    assert contrast(look.muted, look.surface) >= 4.5
    assert contrast(look.warning, look.surface) >= 4.5
    assert contrast(look.accent, look.surface) >= 4.5
    faded = palette.color(Group.Disabled, Role.Text)
    assert 1.8 < contrast(faded, look.surface) < contrast(look.text, look.surface)


@EVERY
def test_runs_have_eight_colours_and_eight_symbols(look):
    assert len(set(look.run_colors)) == 8
    shapes = [symbol(color) for color in range(8)]
    assert len(NAMES) == 8
    for place, shape in enumerate(shapes):
        assert not any(shape == other for other in shapes[:place])
        assert shape.boundingRect().width() <= 1.01


def test_the_projector_is_large(qapp):
    assert PROJECTOR.font_scale >= 1.6
    assert text_font(PROJECTOR).pointSizeF() >= 1.6 * text_font(LIGHT).pointSizeF() - 0.1
    assert PROJECTOR.curve_width >= 2 * LIGHT.curve_width


@EVERY
def test_the_application_takes_a_look(dressed, qtbot, look):
    apply_palette(dressed, look)
    window = QWidget()
    layout = QVBoxLayout(window)
    slider = QSlider()
    layout.addWidget(slider)
    qtbot.addWidget(window)
    window.show()
    assert dressed.palette().color(Role.Window).name() == look.window.lower()
    assert dressed.style().name() == "fusion" or dressed.styleSheet()
    assert window.grab().toImage().pixelColor(2, 2).name() == look.window.lower()
    assert window.font().pointSizeF() == text_font(look).pointSizeF()


def test_digits_are_of_one_width(qapp):
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(number_font(LIGHT))
    assert len({round(metrics.horizontalAdvance(digit * 10), 3) for digit in "0123456789"}) == 1


def test_the_system_chooses_light_or_dark(qapp):
    assert system_look() in (LIGHT, DARK)


def test_blending():
    assert blend("#FF0000", "#0000FF", 0.0) == "#ff0000"
    assert blend("#FF0000", "#0000FF", 1.0) == "#0000ff"


@EVERY
def test_a_legend_wraps_and_elides_within_its_width(qtbot, look):
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_look(look)
    legend.resize(300, 40)
    assert legend.height() == 0
    legend.set_entries(
        tuple(LegendEntry(f"Learning rate {place}", look.run_colors[place], place) for place in range(5))
    )
    assert all(place.left() >= 0 and place.right() <= 300 for place in legend.places)
    assert not any(a.intersects(b) for index, a in enumerate(legend.places) for b in legend.places[:index])
    one_column = legend.height()
    legend.resize(2000, 40)
    assert legend.height() < one_column
    legend.set_entries((LegendEntry("very long " * 80),))
    assert legend.places[0].right() <= 2000


def room(texts):
    return 8.0 * max(map(len, texts), default=0) + 16


@pytest.mark.parametrize(
    "span", [(0, 1), (-7.3, 5.1), (0.99999, 1.0), (0, 1e-12), (-1e300, 1e300), (1e6, 1e6 + 1), (0, 1e7)]
)
@pytest.mark.parametrize("length", [60, 300, 2000])
def test_ticks_never_touch(span, length):
    step, values = linear_ticks(*span, length, room)
    texts = tick_texts(values, step)
    assert len(set(texts)) == len(texts)
    assert all(span[0] - 1e-6 * step <= value <= span[1] + 1e-6 * step for value in values)
    if len(values) > 1:
        assert room(texts) <= step / (span[1] - span[0]) * length * 1.001


def test_steps_are_whole_numbers():
    _, values = linear_ticks(0, 4, 2000, room, whole=True)
    assert values == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("span", [(-12, 2), (0.1, 0.4), (-300, 300), (1.2, 1.5), (0, 3)])
def test_logarithmic_ticks_never_touch(span):
    for length in (80, 400):
        _, values, texts = log_ticks(*span, length, lambda texts: 24.0)
        assert len(values) == len(texts) == len(set(texts))
        places = [(value - span[0]) / (span[1] - span[0]) * length for value in values]
        assert all(b - a >= 12 for a, b in itertools.pairwise(places))


def test_a_legend_without_room_keeps_the_runs(qtbot):
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(260, 40)
    runs = tuple(LegendEntry(f"Learning rate {place}", LIGHT.run_colors[place], place) for place in range(2))
    legend.set_entries((*runs, LegendEntry("value"), LegendEntry("shadow", dashes=(4.0, 2.0))))
    assert legend.shown == legend.entries
    legend.set_most(2)
    assert legend.shown == runs
    legend.set_most(1)
    assert legend.height() == round(legend.row)
    assert all(place.right() <= 260 for place in legend.places)
