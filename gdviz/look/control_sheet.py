"""What is pressed, typed into and read in every dialog: one style sheet for the whole application."""

from __future__ import annotations

from gdviz.look.look import Look, blend


def control_sheet(look: Look) -> str:
    """Flat buttons, of which the one that a dialog is for (`use`) stands out; quiet entries, no arrows.

    Menus and lists that are longer than the screen scroll, in one column.
    """
    on_accent = look.window if look.dark else "#FFFFFF"
    edge, hover = blend(look.line, look.text, 0.16), blend(look.accent, look.text, 0.2)
    off, faded = blend(look.muted, look.window, 0.8), blend(look.text, look.window, look.fade)
    chosen = blend(look.accent, look.surface, 0.75)

    def px(pixels: float) -> str:
        return f"{round(pixels * look.font_scale)}px"

    field = f"""background: {look.surface}; color: {look.text}; border: {px(1)} solid {edge};
        border-radius: {px(5)};"""
    row = max(0, look.touch - 2 * round(3 * look.font_scale))  # without its padding
    entry = f"{field} selection-background-color: {look.accent}; padding: {px(4)} {px(6)};"
    return f"""
QMenu {{ menu-scrollable: 1; }}
QComboBox {{ combobox-popup: 0; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{ {field} padding: {px(5)} {px(14)}; }}
QPushButton:hover {{ border-color: {blend(edge, look.text, 0.3)}; }}
QPushButton:pressed {{ background: {blend(look.window, look.text, 0.16)}; }}
QPushButton:focus {{ border-color: {look.accent}; }}
QPushButton:disabled {{ color: {faded}; border-color: {look.line}; }}
QPushButton#use {{ background: {look.accent}; color: {on_accent}; border-color: {look.accent}; }}
QPushButton#use:hover {{ background: {hover}; border-color: {hover}; }}
QPushButton#use:focus {{ border-color: {blend(look.accent, look.text, 0.7)}; }}
QPushButton#use:disabled {{ background: {off}; color: {blend(look.text, look.window, 0.45)};
    border-color: {off}; }}
QDialog QPlainTextEdit, QDialog QTextBrowser, QAbstractSpinBox {{ {entry} }}
QDialog QPlainTextEdit:focus, QDialog QTextBrowser:focus,
QAbstractSpinBox:focus {{ border-color: {look.accent}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QAbstractSpinBox:disabled {{ color: {faded}; background: {look.window}; }}
QListWidget {{ {field} outline: none; }}
QListWidget::item {{ padding: {px(3)} {px(6)}; min-height: {row}px; }}
QListWidget::item:hover {{ background: {blend(look.surface, look.text, 0.06)}; }}
QListWidget::item:selected {{ background: {chosen}; color: {look.text}; }}
QTabWidget::pane {{ border: 0; margin-top: {px(8)}; }}
QTabBar::tab {{ background: transparent; color: {look.muted}; padding: {px(5)} {px(10)};
    border-bottom: {px(2)} solid transparent; }}
QTabBar::tab:hover {{ color: {look.text}; }}
QTabBar::tab:selected {{ color: {look.text}; border-bottom-color: {look.accent}; }}
QTabBar::tab:focus {{ color: {look.accent}; }}
"""
