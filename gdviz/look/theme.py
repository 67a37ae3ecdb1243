"""The application in a look: the palette and type of the views' module, and the window's own surfaces."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QStyleFactory

from gdviz.look.control_sheet import control_sheet
from gdviz.look.look import LOOKS, SYSTEM, Look, blend, number_font, palette_of, style_sheet, system_look
from gdviz.look.menu_sheet import touched_bar, touched_menus


def look_called(name: str) -> Look:
    """The look of that name; for SYSTEM the one that fits the desktop's light or dark."""
    return system_look() if name == SYSTEM else LOOKS[name]


def sheet_of(look: Look) -> str:
    """Surfaces without frames, quiet headers, room around what is pressed."""
    hover = blend(look.text, look.surface, 0.92)
    pressed = blend(look.accent, look.surface, 0.75)
    return f"""
#tile {{ background: {look.surface}; border-radius: 6px; }}
#tileTitle {{ color: {look.muted}; }}
#banner {{ background: {blend(look.warning, look.surface, 0.88)}; border-radius: 6px; }}
#offer {{ background: {blend(look.accent, look.surface, 0.88)}; border-radius: 6px; }}
QSplitter::handle {{ background: transparent; }}
QMenuBar, QStatusBar {{ background: {look.window}; color: {look.text}; }}
QStatusBar::item {{ border: none; }}
QToolButton {{ border: none; border-radius: 4px; padding: 3px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {pressed}; }}
QToolButton::menu-indicator {{ image: none; }}
{control_sheet(look)}{_touched(look)}"""


def _touched(look: Look) -> str:
    """What is for fingers alone: entries of menus as high as a look for them asks."""
    if not look.touch:
        return ""
    rows = f"QComboBox QAbstractItemView::item {{ padding: 0 {round(8 * look.font_scale)}px; }}"
    return touched_menus(look) + touched_bar(look, QFontMetricsF(number_font(look)).height()) + rows


def apply_style(look: Look) -> None:
    """Put the whole application into `look`."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    # Without this, a style sheet makes widgets keep the font and the palette that they have when it is set.
    app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    sheet, palette, font = style_sheet(look) + sheet_of(look), palette_of(look), number_font(look)
    if not app.styleSheet() and app.style().objectName().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    if app.palette() != palette:
        app.setPalette(palette)
    if app.font() != font:
        app.setFont(font)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
