"""The three looks: colours, widths and type, in one frozen value each."""

from __future__ import annotations

import functools
import math

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

# Okabe and Ito, "Color Universal Design" (2008): told apart by colour-blind eyes; ordered for contrast.
OKABE_ITO = {"blue": "#0072B2", "vermillion": "#D55E00", "green": "#009E73", "purple": "#CC79A7"}
# Their orange, sky blue and yellow are too faint on white, and on a dark ground all are alike in lightness.
# What stands for them was searched for: far from each other (CIEDE2000) in normal sight and color-blindness.
ON_WHITE = (*OKABE_ITO.values(), "#703A04", "#285258", "#000000", "#696943")
ON_DARK = ("#4E9BE5", "#E8AE45", "#80FDD8", "#CD3B7E", "#ABAE7C", "#8C6743", "#FFFFFF", "#4265D8")


class Look(Struct, frozen=True):
    """Colours as ``#rrggbb``, widths in logical pixels, type as a factor of the system's size."""

    name: str
    dark: bool
    window: str
    surface: str  # behind plots
    text: str
    muted: str  # axis labels, secondary text
    line: str  # hairlines, grids
    accent: str  # what can be touched
    warning: str
    run_colors: tuple[str, ...]
    curve_width: float
    thin_width: float
    marker_size: float
    font_scale: float
    pen_scale: float = 1.0  # pixels of the screen in one of ours, for pens that no zoom widens
    touch: int = 0  # pixels at least of what a finger is to find; 0 where there is a mouse

    @property
    def scales(self) -> str:
        """The name of the look whose colors of classes and heights it has."""
        return {"contrast": PROJECTOR.name, "contrast_dark": DARK.name}.get(self.name, self.name)

    @property
    def fade(self) -> float:
        """How much of the ground words have that can't be used; with high contrast all are to be read."""
        return 0.4 if self.name.startswith("contrast") else 0.58


LIGHT = Look(
    "light", False, "#F6F7F9", "#FFFFFF", "#1B1F24", "#59636E", "#E3E7EC", "#0B63CE", "#B42318",
    ON_WHITE,
    2.0, 1.0, 11.0, 1.0,
)  # fmt: skip
DARK = Look(
    "dark", True, "#16191D", "#1E2227", "#E8EBEF", "#9AA4B0", "#343A42", "#5EA8FF", "#FF8A7A",
    ON_DARK,
    2.0, 1.0, 11.0, 1.0,
)  # fmt: skip
PROJECTOR = Look(
    "projector", False, "#FFFFFF", "#FFFFFF", "#000000", "#262626", "#B8B8B8", "#003E91", "#9B0000",
    LIGHT.run_colors, 4.0, 2.0, 18.0, 1.6, touch=44,
)  # fmt: skip
# For a desktop that asks for high contrast: every word and line as far from the ground as can be.
CONTRAST = Look(
    "contrast", False, "#FFFFFF", "#FFFFFF", "#000000", "#000000", "#8A8A8A", "#0000C0", "#8A0000",
    ON_WHITE, 2.5, 1.5, 12.0, 1.0,
)  # fmt: skip
CONTRAST_DARK = Look(
    "contrast_dark", True, "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#767676", "#FFE500", "#FF9A9A",
    ON_DARK, 2.5, 1.5, 12.0, 1.0,
)  # fmt: skip
SYSTEM = "system"  # the look that follows the desktop's light or dark
LOOKS = {look.name: look for look in (LIGHT, DARK, PROJECTOR)}
# For paper alone: black and greys on white, thin lines; runs are told apart by their symbols.
PRINT = Look(
    "print", False, "#FFFFFF", "#FFFFFF", "#000000", "#303030", "#E2E2E2", "#000000", "#000000",
    ("#000000", "#6B6B6B", "#3C3C3C", "#8C8C8C", "#1E1E1E", "#7A7A7A", "#4C4C4C", "#5C5C5C"),
    1.2, 0.7, 8.0, 1.0,
)  # fmt: skip
PICTURE_LOOKS = {**LOOKS, PRINT.name: PRINT}
# Looks in which nothing is told by colour alone.
PLAIN = (PROJECTOR.name, PRINT.name, CONTRAST.name, CONTRAST_DARK.name)

READABLE = 4.5  # contrast of text, by the Web Content Accessibility Guidelines
SEEN = 3.0  # and of graphics
# Families with simplified Chinese, the usual ones of each system first. With none of them Qt looks itself.
CHINESE = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


@functools.lru_cache(4096)  # amounts are numbers of any kind: what a weight is, say
def blend(color: str, ground: str, amount: float) -> str:
    """`color` with so much of `ground` (0 … 1) mixed in: a faint colour that is opaque, so quick to draw.

    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    front, back = QColor(color), QColor(ground)
    pairs = (front.red(), back.red()), (front.green(), back.green()), (front.blue(), back.blue())
    mixed = (round(a + (b - a) * amount) for a, b in pairs)
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _luminance(color: str) -> float:
    """Relative luminance, as the Web Content Accessibility Guidelines 2.1 define it."""
    mixed = QColor(color)
    channels = (mixed.redF(), mixed.greenF(), mixed.blueF())
    linear = [c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4) for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@functools.cache
def ink(color: str, ground: str) -> str:
    """`color` as far darkened, or lightened, as text on `ground` needs it: a contrast of at least 4.5 to 1.

    >>> ink("#0072B2", "#FFFFFF")
    '#0072B2'
    """
    back = _luminance(ground)
    end = "#000000" if back > 0.18 else "#FFFFFF"
    for share in range(0, 101, 4):
        found = color if share == 0 else blend(color, end, share / 100)
        low, high = sorted((_luminance(found), back))
        if (high + 0.05) / (low + 0.05) >= READABLE:
            break
    return found


def contrast(color: str, ground: str) -> float:
    """How many to one `color` stands out from `ground`, by the Web Content Accessibility Guidelines 2.2.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    low, high = sorted((_luminance(color), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


@functools.cache
def receding(color: str, ground: str, amount: float = 1.0) -> str:
    """`color` with as much of `ground` mixed in, up to `amount`, as leaves it to be seen: at least 3 to 1.

    >>> receding("#000000", "#FFFFFF", 0.3), contrast(receding("#000000", "#FFFFFF"), "#FFFFFF") >= 3
    ('#4c4c4c', True)
    """
    shares = (share / 50 for share in range(round(50 * amount), 0, -1))
    mixed = (blend(color, ground, min(share, amount)) for share in shares)
    return next((each for each in mixed if contrast(each, ground) >= SEEN), color)


@functools.cache
def _chinese_families() -> tuple[str, ...]:
    """Those of CHINESE that are installed; asking takes time."""
    return tuple(family for family in CHINESE if QFontDatabase.hasFamily(family))


def text_font(look: Look) -> QFont:
    """The system's own font in the size of the look, with Chinese behind it."""
    return QFont(_text_font(look))


@functools.lru_cache(8)
def _text_font(look: Look) -> QFont:
    """Kept: to find the family takes time."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    # By its own name: behind "Sans Serif", say, Qt would take even quotation marks from the Chinese font.
    font.setFamilies([QFontInfo(font).family(), *_chinese_families()])
    size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    font.setPointSizeF(round(max(size, 9.5) * look.font_scale, 1))
    return font


def number_font(look: Look, scale: float = 1.0) -> QFont:
    """The font of numbers that people compare: every digit as wide as the others."""
    font = text_font(look)
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def system_look() -> Look:
    """Light or dark, and with high contrast, as the system has it."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    # Qt below 6.10 can't tell.
    asked = getattr(hints, "accessibility", lambda: None)()
    if asked is not None and asked.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST_DARK if dark else CONTRAST
    return DARK if dark else LIGHT


def palette_of(look: Look) -> QPalette:
    """Every role that Fusion paints with, for enabled, inactive and disabled widgets."""
    return QPalette(_palette_of(look))


@functools.lru_cache(8)
def _palette_of(look: Look) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    raised = blend(look.window, "#FFFFFF", 0.06) if look.dark else look.surface
    on_accent = look.window if look.dark else "#FFFFFF"
    colors = {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: blend(look.surface, look.line, 0.35),
        role.Text: look.text,
        role.PlaceholderText: ink(blend(look.muted, look.surface, 0.25), look.surface),
        role.Button: raised,
        role.ButtonText: look.text,
        role.BrightText: look.warning,
        role.Highlight: look.accent,
        role.HighlightedText: on_accent,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: blend(look.accent, look.text, 0.35),
        role.ToolTipBase: look.text,
        role.ToolTipText: look.surface,
        role.Light: blend(look.surface, "#FFFFFF", 0.1),
        role.Midlight: blend(look.line, look.surface, 0.5),
        role.Mid: blend(look.line, look.muted, 0.25),
        role.Dark: blend(look.line, look.muted, 0.5),
        role.Shadow: blend(look.muted, look.window, 0.3),
    }
    for which, color in colors.items():
        palette.setColor(which, QColor(color))
    faded = QColor(blend(look.text, look.window, look.fade))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    quiet = QColor(blend(look.muted, look.window, look.fade))
    for which in (role.Highlight, role.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, which, quiet)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(look.window))
    return palette


def style_sheet(look: Look) -> str:
    """What Fusion draws too heavily: scroll bars, sliders, tool tips.

    And what Qt would take for marks: a name with ``<b>`` in a tip or a question stands there as it is.
    """
    unit = look.font_scale
    groove, handle, bar = round(4 * unit), round(16 * unit), round(10 * unit)
    rail = receding(look.muted, look.window, 0.6)
    thumb, thumb_hover = blend(look.line, look.muted, 0.4), blend(look.line, look.muted, 0.8)
    rest, hovered = blend(look.muted, look.window, 0.6), blend(look.accent, look.text, 0.3)
    return f"""
QToolTip, QMessageBox QLabel {{ qproperty-textFormat: PlainText; }}
QToolTip {{ color: {look.surface}; background-color: {look.text}; border: none;
  padding: {round(5 * unit)}px; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: {bar}px; }}
QScrollBar:horizontal {{ height: {bar}px; }}
QScrollBar::handle {{ background: {thumb}; border-radius: {bar // 2 - 2}px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {thumb_hover}; }}
QScrollBar::handle:vertical {{ min-height: {handle * 2}px; }}
QScrollBar::handle:horizontal {{ min-width: {handle * 2}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSlider:horizontal {{ min-height: {max(handle + 4, look.touch)}px; }}
QSlider::groove:horizontal {{ height: {groove}px; background: {rail}; border-radius: {groove // 2}px; }}
QSlider::sub-page:horizontal {{ background: {look.accent}; border-radius: {groove // 2}px; }}
QSlider::handle:horizontal {{ width: {handle}px; height: {handle}px; margin: -{(handle - groove) // 2}px 0;
  background: {look.accent}; border-radius: {handle // 2}px; }}
QSlider::handle:horizontal:hover,
QSlider::handle:horizontal:focus {{ background: {hovered}; }}
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {{ background: {rest}; }}
"""
