"""The looks: readable colours, palettes, type; and the parts that all plots share."""

import itertools
import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QSlider,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from gdviz.look.control_sheet import control_sheet
from gdviz.look.look import (
    CONTRAST,
    CONTRAST_DARK,
    DARK,
    LIGHT,
    LOOKS,
    PROJECTOR,
    READABLE,
    blend,
    ink,
    number_font,
    palette_of,
    receding,
    system_look,
    text_font,
)
from gdviz.look.run_symbols import NAMES, symbol
from gdviz.look.theme import apply_style
from gdviz.look.widgets import apply_look
from gdviz.notation.ticks import linear_ticks, log_ticks, tick_texts
from gdviz.views.common.plot_legend import Legend, LegendEntry
from gdviz.views.plot.plot import Plot

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
    apply_style(look)
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


# -- runs are told apart in every look -----------------------------------------------------------------------

EVERY_LOOK = (*LOOKS.values(), CONTRAST, CONTRAST_DARK)
# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency"
# (2009), at their full strength, on linear red, green and blue.
SIGHTS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)
    ),
}  # fmt: skip


def lab(color, sight=None):
    """CIE L*a*b* of a color, as it is seen."""
    srgb = np.array(QColor(color).getRgbF()[:3])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    if sight:
        linear = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175]]
    to_xyz += [[0.0193339, 0.119192, 0.9503041]]
    xyz = np.array(to_xyz) @ linear / np.array([0.95047, 1.0, 1.08883])
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one, other):
    """Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else (h1 + h2) / 2
    if c1 * c2 and abs(h1 - h2) > 180:
        hm += 180 if h1 + h2 < 360 else -180
    parts = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63))
    t = 1 + sum(k * math.cos(math.radians(n * hm + shift)) for k, n, shift in parts)
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rc = 2 * math.sqrt(cm**7 / (cm**7 + 25**7))
    rt = -rc * math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def test_the_difference_of_colors_is_that_of_its_authors():
    pairs = (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    )
    for one, other, difference in pairs:
        assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)


@pytest.mark.parametrize("look", EVERY_LOOK, ids=lambda look: look.name)
def test_the_first_four_runs_are_told_apart_in_every_sight(look):
    for one, other in itertools.combinations(look.run_colors[:4], 2):
        assert ciede2000(lab(one), lab(other)) > 20, (one, other)
        for sight in SIGHTS:
            assert ciede2000(lab(one, sight), lab(other, sight)) > 10, (sight, one, other)
    assert len(set(look.run_colors)) == len(look.run_colors) == 8


@pytest.mark.parametrize("look", EVERY_LOOK, ids=lambda look: look.name)
def test_what_is_drawn_stands_out_and_so_does_what_is_to_come(look):
    for color in look.run_colors:
        assert contrast(color, look.surface) >= 3
        assert contrast(receding(color, look.surface), look.surface) >= 3
    for ground in (look.window, look.surface):
        assert contrast(look.text, ground) >= 4.5
        assert contrast(look.muted, ground) >= 4.5
        assert contrast(look.accent, ground) >= 3
        assert contrast(look.warning, ground) >= 4.5


def test_a_pen_is_as_thick_on_a_screen_of_more_pixels(qtbot):
    plot = Plot()
    qtbot.addWidget(plot)
    for scale in (1.0, 1.5, 2.0):
        plot.set_look(replace(PROJECTOR, pen_scale=scale))
        assert plot.pen("#000000").widthF() == PROJECTOR.curve_width * scale
        assert plot.left_axis.pen().widthF() == PROJECTOR.thin_width * scale


def test_a_desktop_that_asks_for_high_contrast_gets_it(qapp, monkeypatch):
    class Asked:
        def contrastPreference(self):
            return Qt.ContrastPreference.HighContrast

    assert system_look() in (LIGHT, DARK)
    monkeypatch.setattr(type(qapp.styleHints()), "accessibility", lambda _hints: Asked(), raising=False)
    assert system_look() in (CONTRAST, CONTRAST_DARK)


def test_the_line_below_a_key_makes_no_label_wider_than_it_has_measured(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    label = QLabel("T&arget", page)
    label.setBuddy(page)
    apply_look(page, PROJECTOR)
    inks = []
    for more in (0, 20):
        label.resize(label.sizeHint().width() + more, 40)
        image = label.grab().toImage()
        inks.append(
            sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(40))
        )
    assert inks[0] == inks[1]


@pytest.mark.parametrize("look", [CONTRAST, CONTRAST_DARK], ids=lambda look: look.name)
def test_with_high_contrast_words_that_cannot_be_used_are_read_too(look):
    faded = blend(look.text, look.window, look.fade)
    assert contrast(faded, look.window) >= READABLE
    assert palette_of(look).color(Group.Disabled, Role.ButtonText).name() == faded
    assert f"QPushButton:disabled {{ color: {faded};" in control_sheet(look)


def test_names_with_marks_stand_in_tips_and_questions_as_they_are(dressed, qtbot):
    """A file or a column whose name has `<b>` lost it, and what came after it was bold."""
    apply_style(LIGHT)
    box = QMessageBox(text="Save “<b>one”?")
    qtbot.addWidget(box)
    box.show()
    QToolTip.showText(QPoint(0, 0), "<b>one</b>", box)
    tips = [each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel")]
    label = box.findChild(QLabel, "qt_msgbox_label")
    assert {each.textFormat() for each in (*tips, label)} == {Qt.TextFormat.PlainText}
    assert tips
    QToolTip.hideText()
