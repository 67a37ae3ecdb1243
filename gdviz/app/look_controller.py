"""The window's look: which one, how large its type is, and how thick its lines on this screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from gdviz.app.settings import TYPE_SIZES
from gdviz.look import theme
from gdviz.look.appearance import set_look_in
from gdviz.look.layouts import lay_out_now
from gdviz.look.look import Look

if TYPE_CHECKING:
    from gdviz.app.window import Window


class LookController(QObject):
    """Puts the window into the look that its settings and its screen ask for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.look = self._wanted_look()
        theme.apply_style(self.look)  # before there are widgets, since it visits each
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow_system)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self.follow_system)

    def set_look(self, name: str) -> None:
        """Put the window into the look of that name (SYSTEM: the desktop's)."""
        self.window.settings.look = name
        self._take_look()

    @Slot()
    def enlarge_type(self) -> None:
        """Type a tenth of its usual size larger."""
        self._set_type_size(self.window.settings.type_size + 0.1)

    @Slot()
    def reduce_type(self) -> None:
        """Type a tenth of its usual size smaller."""
        self._set_type_size(self.window.settings.type_size - 0.1)

    def _set_type_size(self, size: float) -> None:
        smallest, largest = TYPE_SIZES
        self.window.settings.type_size = min(max(round(size, 1), smallest), largest)
        self._take_look()
        percent = round(100 * self.window.settings.type_size)
        self.window.status.say(self.tr("Type: {percent}%").format(percent=percent))

    def _take_look(self) -> None:
        self.look = self._wanted_look()
        theme.apply_style(self.look)
        set_look_in(self.window, self.look)
        self.show()
        lay_out_now()

    def _wanted_look(self) -> Look:
        """The look of the settings, with pens for this window's screen."""
        look = theme.look_called(self.window.settings.look)
        font_scale, ratio = look.font_scale * self.window.settings.type_size, self.window.devicePixelRatioF()
        if (font_scale, ratio) == (look.font_scale, look.pen_scale):
            return look
        return replace(look, font_scale=font_scale, pen_scale=ratio)

    def show(self) -> None:
        """Mark the look in the menu, and lay out for its type."""
        self.window.menus.show_choices(self.window.settings.look, self.window.language)
        if self.window.isVisible():  # else its size is yet to come
            self.window.arrangement.follow()
        self.window.splitter.set_scale(self.look.font_scale)

    @Slot()
    def follow_system(self) -> None:
        """The desktop's look, or the screen, may be another."""
        if self._wanted_look() != self.look:
            self._take_look()
