"""The pen: its tools as actions of the menu, and a sheet of strokes for each part of a lesson."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction

from gdviz.app.pen.bar import PenBar
from gdviz.app.pen.layer import PenLayer, Tool
from gdviz.app.pen.spotlight import Spotlight
from gdviz.look.shortcuts import bind, nearer_actions, with_keys
from gdviz.stage.anchors import Surface
from gdviz.stage.strokes import Stroke

if TYPE_CHECKING:
    from gdviz.app.window import Window

TOOLS: tuple[Tool, ...] = ("pen", "fading", "eraser")
IN_BAR = (*TOOLS, "undo", "trash", "close")  # by the names of their icons
KEY = {  # the commands of the table of keys
    "pen": "pen",
    "fading": "fading_pen",
    "eraser": "eraser",
    "spotlight": "spotlight",
    "undo": "undo_stroke",
    "trash": "clear_drawing",
}


class DrawnSheet(Struct, frozen=True):
    """What is drawn, and what was before each change, the last one last."""

    strokes: tuple[Stroke, ...] = ()
    before: tuple[tuple[Stroke, ...], ...] = ()


class Pen(QObject):
    """Draws on the stage and the words beside it.

    Nothing of it is saved, it goes with the document; pictures of the stage show what stays there.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        beats, right = window.beats, window.arrangement.right
        parts = {"said": beats.strip, "asked": beats.question, "notes": window.lesson, "around": right}
        self.layer = PenLayer(window.stage, Surface(right, window.stage, parts))
        self.spotlight = Spotlight(window)
        self.sheets: dict[tuple[object, ...], DrawnSheet] = {}
        self._page: tuple[object, ...] = ()
        self.actions = {name: self._action(name) for name in (*IN_BAR, "spotlight")}
        self.bar = PenBar({name: self.actions[name] for name in IN_BAR}, window.transport)
        self.bar.hide()
        self.bar.color_chosen.connect(self._choose_color)
        self.layer.drawn.connect(self._keep)
        self.layer.faded.connect(self._forget)
        self.layer.addActions([self.actions["undo"], self.actions["trash"]])
        nearer_actions(self.layer)
        for tool in TOOLS:
            self.actions[tool].toggled.connect(self._take)
        self.actions["spotlight"].toggled.connect(self.spotlight.set_on)
        self.actions["undo"].triggered.connect(self.undo)
        self.actions["trash"].triggered.connect(self.clear)
        self.actions["close"].triggered.connect(self.lay_down)
        window.session.scene_changed.connect(self.turn)
        window.player.changed.connect(self.turn)
        self.retranslate()
        self._show_sheet()

    def _action(self, name: str) -> QAction:
        action = QAction(self, checkable=name in (*TOOLS, "spotlight"), autoRepeat=False)
        if not action.isCheckable():  # a key of the layer alone, while a tool is in the hand
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return bind(action, KEY[name]) if name in KEY else action

    # -- tools ---------------------------------------------------------------------------------------------

    @Slot(bool)
    def _take(self, on: bool) -> None:
        """One tool at a time, or none."""
        taken = self.sender()
        for tool in TOOLS:
            action = self.actions[tool]
            if action is not taken:
                with QSignalBlocker(action):
                    action.setChecked(False)
        tool = next((tool for tool in TOOLS if self.actions[tool].isChecked()), "")
        self.layer.set_tool(tool)
        self._enable()
        self.window.transport.show_tools(bool(tool))
        (self.layer if tool else self.window.stage).setFocus()

    @Slot()
    def lay_down(self) -> bool:
        """No tool is in the hand any more, and what was drawn stays; whether there was one."""
        held = bool(self.layer.tool)
        for tool in TOOLS:
            self.actions[tool].setChecked(False)
        return held

    @Slot(str)
    def _choose_color(self, color: str) -> None:
        self.layer.color = color

    def end_light(self) -> bool:
        """Put the spotlight out; whether it was on."""
        lit = self.spotlight.isVisible()
        self.actions["spotlight"].setChecked(False)
        return lit

    # -- sheets --------------------------------------------------------------------------------------------

    @Slot()
    def turn(self) -> None:
        """Another part of a lesson, or another document, has a sheet of its own."""
        window = self.window
        scene, player = window.session.scene, window.player
        page = (str(window.documents.path), scene.lesson, player.place if player.active else -1)
        if page[:2] != self._page[:2]:
            self.sheets = {}
        if page != self._page:
            self._page = page
            self._show_sheet()

    @property
    def sheet(self) -> DrawnSheet:
        """What is drawn on the part that is on stage."""
        return self.sheets.get(self._page, DrawnSheet())

    @property
    def lasting(self) -> tuple[Stroke, ...]:
        """What is drawn there and does not fade."""
        return tuple(stroke for stroke in self.sheet.strokes if stroke.drawn == math.inf)

    def _show_sheet(self) -> None:
        self.layer.show_strokes(self.sheet.strokes)
        self._enable()

    def _enable(self) -> None:
        """With a tool in the hand their keys never reach the runs, even where there is nothing to undo."""
        held = bool(self.layer.tool)
        self.actions["undo"].setEnabled(held or bool(self.sheet.before))
        self.actions["trash"].setEnabled(held or bool(self.sheet.strokes))

    @Slot(object)
    def _keep(self, strokes: tuple[Stroke, ...]) -> None:
        sheet = self.sheet
        self.sheets[self._page] = DrawnSheet(strokes, (*sheet.before, sheet.strokes))
        self._show_sheet()

    @Slot(object)
    def _forget(self, strokes: tuple[Stroke, ...]) -> None:
        """What has faded is in no undoing, either."""
        gone = set(self.sheet.strokes) - set(strokes)
        before = tuple(tuple(stroke for stroke in each if stroke not in gone) for each in self.sheet.before)
        self.sheets[self._page] = replace(self.sheet, strokes=strokes, before=before)
        self._show_sheet()

    @Slot()
    def undo(self) -> None:
        """As it was before the last stroke, rubbing out or clearing."""
        sheet = self.sheet
        while sheet.before:
            strokes, sheet = sheet.strokes, DrawnSheet(sheet.before[-1], sheet.before[:-1])
            if sheet.strokes != strokes:
                break
        self.sheets[self._page] = sheet
        self._show_sheet()

    @Slot()
    def clear(self) -> None:
        """Take every stroke away."""
        if self.sheet.strokes:
            self._keep(())

    # -- language ------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        texts = {
            "pen": (
                self.tr("Pe&n"),
                self.tr("Draw on the stage and the words; what is drawn on a plot stays on its data"),
            ),
            "fading": (self.tr("&Fading pen"), self.tr("What it draws is gone after three seconds")),
            "eraser": (self.tr("E&raser"), self.tr("Erase the strokes that it touches")),
            "undo": (self.tr("&Undo the last stroke"), self.tr("Undo the last stroke")),
            "trash": (self.tr("&Clear the drawing"), self.tr("Clear the drawing")),
            "close": (self.tr("&Lay the pen down"), self.tr("Lay the pen down; what is drawn stays")),
            "spotlight": (
                self.tr("&Spotlight"),
                self.tr("Dim all but the place that you point at; Esc turns it off"),
            ),
        }
        for name, (text, tip) in texts.items():
            action = self.actions[name]
            action.setText(text)
            action.setToolTip(with_keys(tip, action))
            action.setStatusTip(tip)
