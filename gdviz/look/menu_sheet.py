"""Menus for fingers, as style sheets."""

from __future__ import annotations

from gdviz.look.look import Look, blend
from gdviz.look.widgets import scaled

FINGER = 28.0  # pixels at a type of 1: 44 in the projector look


def touched_menus(look: Look) -> str:
    """Entries that a finger hits, with room for a mark or an icon at their left."""
    lit, faint = blend(look.accent, look.surface, 0.82), blend(look.muted, look.surface, 0.35)
    high, side = scaled(look, FINGER), scaled(look, 8)
    return f"""
        QMenu {{ background: {look.surface}; border: 1px solid {look.line}; padding: {scaled(look, 3)}px 0; }}
        QMenu::item {{ min-height: {high}px; padding: 0 {2 * side}px 0 {4 * side}px; color: {look.text}; }}
        QMenu::item:selected {{ background: {lit}; }}
        QMenu::item:disabled {{ color: {faint}; }}
        QMenu::icon {{ left: {side}px; }}
        QMenu::indicator {{ left: {side}px; }}
        QMenu::separator {{ height: 1px; background: {look.line}; margin: {scaled(look, 3)}px {side}px; }}"""


def touched_bar(look: Look, line: float) -> str:
    """The entries of the menu bar, likewise; a `line` of its type is so high."""
    lit, side = blend(look.accent, look.surface, 0.82), scaled(look, 5)
    above = max(0, round((look.touch - line) / 2))
    return f"""
        QMenuBar::item {{ padding: {above}px {side}px; background: transparent; }}
        QMenuBar::item:selected {{ background: {lit}; }}"""
