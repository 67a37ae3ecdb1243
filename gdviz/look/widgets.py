"""How panels take a look: palette, type, and the sheet for what Qt draws itself."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from gdviz.look.look import Look, blend, number_font, palette_of, system_look

TARGET = 24.0  # pixels, at a type of 1: the least that a finger or an unsteady hand needs (WCAG 2.2, 2.5.8)


def apply_look(panel: QWidget, look: Look) -> None:
    """Give a panel and all that is in it the palette, type and sheet of `look`."""
    set_sheet(panel, look)
    apply_widget_style(panel, look)


def set_sheet(panel: QWidget, look: Look) -> None:
    """Give a panel the sheet of `look`. Best before anything is in it: it visits all that is."""
    text = sheet(look)
    if panel.styleSheet() != text:
        panel.setStyleSheet(text)


def apply_widget_style(widget: QWidget, look: Look) -> None:
    """Give a widget and all that is in it palette and type; under a sheet Qt does not hand them down."""
    palette, font = palette_of(look), plain_font(look)
    apart = QFont(font)
    apart.setKerning(False)
    for each in parts(widget):
        each.setPalette(palette)
        # The line below the key of "T&ype" parts what is kerned: Qt paints it wider than it has measured.
        each.setFont(apart if isinstance(each, QLabel) and each.buddy() is not None else font)


def set_ground(widget: QWidget, look: Look, words: str) -> None:
    """Fill a widget with the ground of plots, for words of this color."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(look.surface))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(words))
    widget.setPalette(palette)


def parts(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is in it. PySide keeps what `findChildren` finds deeper as long as the widget."""
    yield widget
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield from parts(child)


def look_around(dialog: QWidget) -> Look:
    """The look of the window that a dialog belongs to; the system's where there is none."""
    parent = dialog.parentWidget()
    look = getattr(parent.window(), "look", None) if parent is not None else None
    return look if isinstance(look, Look) else system_look()


def scaled(look: Look, pixels: float) -> int:
    """A length that grows with the type of `look`."""
    return round(pixels * look.font_scale)


def set_shown(part: QWidget, shown: bool) -> None:
    """Show a part or hide it; what has the focus in it loses it then: Qt would choose whatever comes next."""
    focus = QApplication.focusWidget()
    if not shown and focus is not None and (focus is part or part.isAncestorOf(focus)):
        focus.clearFocus()
    part.setVisible(shown)


def set_role(label: QWidget, role: str) -> None:
    """What a label tells, for the sheet: "muted", "error" or, as any other text, ""."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().polish(label)


def problem_label(parent: QWidget) -> QLabel:
    """Says what is wrong; hidden until something is."""
    label = QLabel(parent, wordWrap=True)
    label.setProperty("role", "error")
    label.hide()
    return label


def quiet(table: QTableView) -> None:
    """No lines and no heavy headers; Tab leads out, from a cell that is typed into to the next."""
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    for header in (table.horizontalHeader(), table.verticalHeader()):
        header.setHighlightSections(False)


def within_screen(widget: QWidget, look: Look, width: float, height: float, share: float = 0.9) -> QSize:
    """A dialog's size: `width` by `height` pixels at a type of 1, at most a share of its screen."""
    wanted = QSize(scaled(look, width), scaled(look, height))
    return wanted.boundedTo(widget.screen().availableSize() * share)


@functools.lru_cache(32)  # each holds its letters as pictures; larger and smaller type are others
def plain_font(look: Look, factor: float = 1.0) -> QFont:
    """The look's own font, kept: to find its families costs more than to paint a word with it."""
    return number_font(look, factor)


@functools.lru_cache(32)
def heading_font(look: Look, factor: float = 1.0) -> QFont:
    """The font of headings and counters: the look's own, heavier."""
    font = number_font(look, factor)
    font.setWeight(QFont.Weight.Bold)
    return font


@functools.cache
def sheet(look: Look) -> str:
    """The style sheet of a panel: quiet entries, flat buttons, thin scroll bars."""
    edge = blend(look.line, look.text, 0.16)
    hover = blend(look.window, look.text, 0.08)
    pressed = blend(look.window, look.text, 0.16)
    bar = blend(look.window, look.text, 0.22)

    def px(pixels: float) -> str:
        return f"{scaled(look, pixels)}px"

    return f"""
    QLineEdit {{ background: {look.surface}; color: {look.text}; border: {px(1)} solid {edge};
        border-radius: {px(5)}; padding: {px(2)} {px(6)}; selection-background-color: {look.accent}; }}
    QLineEdit:hover {{ border-color: {blend(edge, look.text, 0.3)}; }}
    QLineEdit:focus {{ border-color: {look.accent}; }}
    QLineEdit[wrong="true"] {{ border-color: {look.warning}; }}
    QLineEdit:disabled {{ background: {look.window}; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QToolButton {{ background: transparent; color: {look.text}; border: {px(1)} solid transparent;
        border-radius: {px(5)}; padding: {px(3)}; }}
    QToolButton:hover {{ background: {hover}; }}
    QToolButton:pressed {{ background: {pressed}; }}
    QToolButton:focus {{ border-color: {look.accent}; }}
    QToolButton[role="button"] {{ background: {look.surface}; border-color: {edge};
        padding: {px(3)} {px(8)}; }}
    QToolButton[role="button"]:hover {{ border-color: {blend(edge, look.text, 0.3)}; }}
    QToolButton[role="button"]:pressed {{ background: {pressed}; }}
    QToolButton[role="button"]:checked {{ background: {blend(look.accent, look.surface, 0.78)};
        border-color: {look.accent}; }}
    QToolButton[role="button"]:focus {{ border-color: {look.accent}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QLabel {{ color: {look.text}; }}
    QLabel[role="muted"] {{ color: {look.muted}; }}
    QLabel[role="error"] {{ color: {look.warning}; }}
    QTableView {{ background: {look.surface};
        alternate-background-color: {blend(look.surface, look.line, 0.3)};
        color: {look.text}; border: {px(1)} solid {edge}; border-radius: {px(5)};
        selection-background-color: {blend(look.accent, look.surface, 0.75)}; selection-color: {look.text}; }}
    QTableView QLineEdit {{ border-radius: 0; padding: 0 {px(3)}; border-color: {look.accent}; }}
    QListView {{ background: transparent; border: none; outline: none; }}
    QHeaderView {{ background: transparent; }}
    QHeaderView::section {{ background: {look.surface}; color: {look.muted}; border: none;
        border-bottom: {px(1)} solid {look.line}; padding: {px(3)} {px(4)}; }}
    QTableCornerButton::section {{ background: {look.surface}; border: none;
        border-bottom: {px(1)} solid {look.line}; }}
    QScrollArea, QScrollArea > QWidget > QWidget#body {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {px(10)}; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {bar}; border-radius: {px(3)}; margin: {px(2)};
        min-height: {px(28)}; }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: none; }}
    """
