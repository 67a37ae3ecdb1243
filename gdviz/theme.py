"""The application in a look: palette, type and a few quiet rules of style, for every widget at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from gdviz.panels.icons import blend
from gdviz.settings import SYSTEM
from gdviz.views.look import DARK, LIGHT, LOOKS, Look

CHINESE_FONTS = [
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
]


def look_called(name: str, app: QApplication) -> Look:
    """The look of that name; for SYSTEM the one that fits the desktop's light or dark."""
    if name == SYSTEM:
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return LOOKS[name]


def palette_of(look: Look) -> QPalette:
    """Fusion's colours for `look`: the same on every desktop."""
    palette = QPalette()
    role = QPalette.ColorRole
    disabled = blend(look.text, look.window, 0.62)
    for which, color in {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: blend(look.surface, look.window, 0.5),
        role.Text: look.text,
        role.PlaceholderText: look.muted,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.BrightText: look.warning,
        role.ToolTipBase: look.surface,
        role.ToolTipText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: "#FFFFFF" if not look.dark else "#0B1017",
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: blend(look.surface, "#FFFFFF", 0.5 if not look.dark else 0.06),
        role.Midlight: blend(look.surface, look.line, 0.5),
        role.Mid: look.line,
        role.Dark: blend(look.line, look.text, 0.3),
        role.Shadow: blend(look.window, "#000000", 0.6),
    }.items():
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(look.line))
    return palette


def sheet_of(look: Look) -> str:
    """What a palette cannot say: surfaces without frames, quiet headers, room around what is pressed."""
    hover = blend(look.surface, look.text, 0.08)
    return f"""
    #tile {{ background: {look.surface}; border-radius: 6px; }}
    #tileTitle {{ color: {look.muted}; }}
    QSplitter::handle {{ background: transparent; }}
    QMenuBar, QStatusBar {{ background: {look.window}; color: {look.text}; }}
    QStatusBar::item {{ border: none; }}
    QToolTip {{ background: {look.surface}; color: {look.text}; border: 1px solid {look.line}; padding: 4px; }}
    QToolButton {{ border: none; border-radius: 4px; padding: 3px; }}
    QToolButton:hover {{ background: {hover}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {blend(hover, look.accent, 0.25)}; }}
    QToolButton::menu-indicator {{ image: none; }}
    """


def dress(app: QApplication, look: Look, language: str) -> None:
    """Put the whole application into `look`."""
    app.setPalette(palette_of(look))
    font = QFont(_system_font(app))
    if language.startswith("zh"):
        font.setFamilies([*font.families(), *CHINESE_FONTS])
    font.setPointSizeF(font.pointSizeF() * look.font_scale)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width: numbers can be compared
    if app.font() != font:
        app.setFont(font)
    sheet = sheet_of(look)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def _system_font(app: QApplication) -> QFont:
    """The font that the application had before it was first dressed."""
    font = app.property("systemFont")
    if font is None:
        font = app.font()
        app.setProperty("systemFont", font)
    return font


__all__ = ["dress", "look_called", "palette_of", "sheet_of"]
