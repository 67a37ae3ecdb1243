"""What stands where in the window: panels beside the stage, or where there is no room over it when asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from gdviz.app.message_place import message_place
from gdviz.look.layouts import bare
from gdviz.panels.frame.sides import Sides
from gdviz.stage.stage_legend import is_low
from gdviz.stage.tabs import ViewTabs

if TYPE_CHECKING:
    from gdviz.app.window import Window

MARGIN = 12
NARROW = 1100.0  # pixels at a type of 1: in a narrower window the panels lie over the stage
LOW = 900  # pixels: below it, every row of pixels is the stage's
SIDE = 0.42  # of the window's width: the panels over the stage


class Arrangement(QObject):
    """Lays the window out, and again whenever its size, its look or what a person wants to see changes.

    `above` is the place for what is said of the lesson, over the whole width of the stage; `foot` is the row
    below the stage: the tabs of views at its left, the lesson's own controls at its right.
    """

    def __init__(self, window: Window, central: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.central = central
        self.narrow = False
        self.panels_open = False  # those over the stage
        self.presenting = False
        self._showing_foot = False
        self.splitter = Sides(central)
        self.splitter.setHandleWidth(MARGIN)
        self.column = QWidget(self.splitter)
        self.right = QWidget(self.splitter)
        self.above = QVBoxLayout()
        self.foot_widget = QWidget(self.right)
        self.foot = QHBoxLayout(self.foot_widget)
        self.tabs = ViewTabs(self.foot_widget)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_over)

    def build(self) -> None:
        """Put the window's parts into their places."""
        window = self.window
        column = self.column_layout = bare(QVBoxLayout(self.column), MARGIN)
        column.addWidget(window.lesson.picking)
        column.addWidget(window.runs)
        column.addWidget(window.reach)
        column.addWidget(window.parameters, 1)
        hero = self.hero = bare(QVBoxLayout(self.right))
        hero.addLayout(self.above)
        self.above.setSpacing(0)
        self.above.addWidget(window.lesson)
        self.above.addWidget(window.beats.strip)
        window.lesson.strip.addWidget(window.beats.strip.resume_button)
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.foot.setSpacing(MARGIN)
        self.foot.addWidget(self.tabs)
        self.foot.addStretch(1)
        self.foot.addWidget(window.own_controls)
        hero.addWidget(window.banner)
        hero.addWidget(window.beats.beside(window.stage), 1)
        hero.addWidget(self.foot_widget)
        self.splitter.addWidget(self.column)
        self.splitter.addWidget(self.right)
        self.page = QVBoxLayout(self.central)
        self.page.addWidget(self.splitter, 1)
        self.page.addWidget(window.transport)
        self.page.addWidget(window.status)
        self.tabs.picked.connect(window.stage.pick)
        self.tabs.hide_requested.connect(window.stage.put_away)
        window.runs.close_button.clicked.connect(self.hide_panels)
        window.stage.arranged.connect(self.show_foot)
        window.status.busy_changed.connect(self.place_status)
        window.stage.legend.resized.connect(self._soon.start)
        window.transport.scrubber.installEventFilter(self)
        self.central.installEventFilter(self)

    def hide_panels(self) -> bool:
        """Close the panels that lie over the stage; whether they did."""
        over = self.narrow and self.panels_open
        if over:
            self.window.set_parameters_visible(False)
            self.window.stage.setFocus()
        return over

    def uncover(self, widget: QWidget) -> None:
        """Close the panels that lie over the stage where they hide a widget: it has the focus."""
        if not (self.narrow and self.panels_open) or self.column.isAncestorOf(widget):
            return
        corner = self.column.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
        if self.column.rect().contains(QRect(corner, widget.size())):
            self.window.set_parameters_visible(False)

    @property
    def panels_visible(self) -> bool:
        """Whether runs and parameters are to be seen."""
        return self.panels_open if self.narrow else self.window.settings.parameters_visible

    def set_panels_visible(self, visible: bool) -> None:
        """Show or hide them; over the stage only until the next time."""
        if self.narrow:
            self.panels_open = visible
        else:
            self.window.settings.parameters_visible = visible
        self.apply()

    def set_presenting(self, presenting: bool) -> None:
        """Give all room to the stage, as in a narrow window: panels lie over it when asked for."""
        self.presenting = presenting
        if self.narrow and self.panels_open:
            self.set_panels_visible(False)
        self.follow()

    def follow(self) -> None:
        """Take notice of another size or look of the window."""
        window = self.window
        low = window.height() < LOW
        window.transport.set_compact(self.presenting or low)
        top = 0 if low and not self.presenting else 6  # a menu bar has room of its own, a screen's edge none
        self.page.setContentsMargins(MARGIN, top, MARGIN, 0)
        self.page.setSpacing(2 if low else 4)
        self.hero.setSpacing(2 if low else 6)
        narrow = self.presenting or window.width() < NARROW * window.look.font_scale
        if narrow != self.narrow:
            self.narrow, self.panels_open = narrow, False
            self.apply()
        else:
            self.show_foot()
        self._lay_over()

    def measure(self) -> None:
        """Let Qt find anew how much room all needs: of a window that is hidden it keeps what it found."""
        for part in (self.window.transport, self.right, self.splitter, self.central):
            part.updateGeometry()
        layout = self.window.layout()
        assert layout is not None
        layout.invalidate()

    def apply(self) -> None:
        """Put everything where it belongs."""
        window, visible = self.window, self.panels_visible
        beside = visible and not self.narrow
        if self.narrow and self.column.parentWidget() is not self.central:
            self.column.setParent(self.central)
        elif not self.narrow and self.column.parentWidget() is not self.splitter:
            self.splitter.insertWidget(0, self.column)
            self.splitter.apply()
        self.column.setAutoFillBackground(self.narrow)
        window.runs.close_button.setVisible(self.narrow)
        self.column.setVisible(visible)
        if beside:
            self.column_layout.insertWidget(0, window.lesson.picking)
            window.lesson.picking.show()  # changing its parent hid it
        elif window.player.active:
            window.beats.strip.take_picking(window.lesson.picking)
        elif window.lesson.picking.parentWidget() is not window.lesson:
            window.lesson.take_picking()
        window.reach.set_compact(not visible)
        if visible:
            self.column_layout.insertWidget(self.column_layout.indexOf(window.runs) + 1, window.reach)
        elif self.foot.indexOf(window.reach) < 0:  # else it would change its side each time
            self.foot.insertWidget(self.foot.indexOf(window.own_controls), window.reach)
        self.show_reach()
        window.lesson.setVisible(self.lesson_wanted)
        window.stage.set_legend_visible(not beside)
        self.place_status()
        self._lay_over()
        self.show_foot()
        window.show_panels()

    @property
    def lesson_wanted(self) -> bool:
        """Whether the row of the lesson's notes has something to say, or the way back to its questions."""
        player, beside = self.window.player, self.panels_visible and not self.narrow
        told = self.window.settings.notes_visible or not beside or player.resumable
        return told and not player.active

    @Slot()
    def settle(self) -> None:
        """Give everything its place now, and once: a part of the lesson has come with all that it changes."""
        window = self.window
        beats, stage, lesson = window.beats, window.stage, window.lesson
        told = (lesson.notes, lesson, beats.strip, beats.question.inside)  # inner ones first
        focused = QApplication.focusWidget()
        self.tabs.hide()  # where all views have room without the row of tabs, it is not asked for
        self._show_row()
        for again in (False, True):
            for part in (*told, stage, beats.stage_row, self.right, self.central):
                layout = part.layout()
                assert layout is not None
                layout.activate()
            if not again:
                stage.plan()
                self.show_foot()
        stage.release()
        # A divider may be gone.
        if focused and isValid(focused) and self.tabs.isAncestorOf(focused) and focused.isVisible():
            focused.setFocus()

    def show_foot(self) -> None:
        """The row below the stage takes room only where something stands in it.

        What it takes may leave the stage room for other views, and those may leave it other room: where the
        two do not come to rest, it ends all the same.
        """
        if self._showing_foot:
            return
        stage, self._showing_foot = self.window.stage, True
        try:
            for _ in range(3):
                shown = stage.fit.shown
                self._fill_foot()
                if stage.fit.shown == shown:
                    return
            self._show_tabs()
        finally:
            self._showing_foot = False

    def _show_tabs(self) -> None:
        stage = self.window.stage
        rows = stage.scene.stage if stage.scene is not None else ()
        self.tabs.show_views([tile.view for row in rows for tile in row.tiles], stage.fit.shown)

    def _fill_foot(self) -> None:
        self._show_tabs()
        controls = self.window.own_controls
        controls.setVisible(bool(controls.controls) and (self.narrow or self.window.player.active))
        reach = self.window.reach
        beside = [part for part in (self.tabs, reach) if self.foot.indexOf(part) >= 0 and not part.isHidden()]
        others = sum(part.sizeHint().width() + MARGIN for part in beside if part is not self.tabs)
        room = self.right.width() - others
        for shown in (True, False):
            self.tabs.fit(room - (0 if controls.isHidden() else controls.least), room, shown=shown)
            taken = others + (self.tabs.minimumWidth() + MARGIN if self.tabs in beside else 0)
            fits = controls.show_in(self.right.width() - taken - MARGIN)
            if fits or self.window.player.active or not controls.is_empty:
                break
        if not fits:
            if self.window.player.active:
                self.tabs.hide()  # what a part of a lesson leaves free must be there; the menu has the views
                controls.show_in(self.right.width() - MARGIN)
            elif controls.is_empty:
                self.tabs.fit(room, room)
        if self.window.player.active and controls.isHidden() and self._low():
            self.tabs.hide()  # the row is the plot's; the menu has the views
        self._show_row()

    def _low(self) -> bool:
        """Whether the stage, with the row below it, has none to give away."""
        row = 0 if self.foot_widget.isHidden() else self.foot_widget.height() + self.hero.spacing()
        return is_low(self.window.stage.height() + row, self.window.look)

    def _show_row(self) -> None:
        options = Qt.FindChildOption.FindDirectChildrenOnly
        parts = self.foot_widget.findChildren(QWidget, options=options)
        self.foot_widget.setVisible(any(not part.isHidden() for part in parts))

    def show_reach(self) -> None:
        """For which runs an edit is, where there are several, and no part of a lesson says it."""
        window = self.window
        window.reach.setVisible(len(window.session.scene.runs) > 1 and not window.player.active)

    def place_status(self) -> None:
        """In a narrow window what it has to say lies over the views, as wide as the words."""
        status = self.window.status
        if not self.narrow:
            if self.page.indexOf(status) < 0:
                self.page.addWidget(status)
            status.set_floating(False)
            status.show()
            return
        self.page.removeWidget(status)
        status.set_floating(True)
        status.setVisible(status.busy)
        self._lay_over()

    @Slot()
    def _lay_over(self) -> None:
        """The geometry of what lies over the stage."""
        if not self.narrow:
            return
        room = self.splitter.geometry()
        if self.panels_open:
            width = max(self.column.minimumSizeHint().width(), round(SIDE * room.width()))
            self.column.setGeometry(QRect(room.left(), room.top(), width, room.height()))
            self.column.raise_()
        status = self.window.status
        if not status.isHidden():
            stage = self.window.beats.stage_row
            room = QRect(stage.mapTo(self.central, QPoint(0, 0)), stage.size())
            sizes = [size.boundedTo(room.size()) for size in status.sizes()]
            over = (status, self.column, self.window.pen.layer)
            place = message_place(self.central, room, sizes, over)
            status.setGeometry(place or self._over_scrubber(sizes))
            status.raise_()

    def _over_scrubber(self, sizes: Sequence[QSize]) -> QRect:
        """Where a stage is full, a message over the line of its steps, and their numbers, hides least."""
        transport = self.window.transport
        line = QRect(transport.scrubber.mapTo(self.central, QPoint(0, 0)), transport.scrubber.size())
        room = QSize(self.central.width() - MARGIN - line.left(), self.central.height())
        fit = [size for size in sizes if size.width() <= room.width()] or [sizes[-1].boundedTo(room)]
        size = min(fit, key=lambda each: (each.height() > transport.height(), each.width()))
        left = max(line.left(), line.right() - size.width())
        middle, lowest = line.center().y() - size.height() // 2, self.central.height() - size.height()
        top = lowest if size.height() > transport.height() else min(middle, lowest)
        return QRect(QPoint(left, top), size)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What lies over the stage follows its place, and that of what it must not hide."""
        if watched is not self.central:
            if event.type() == QEvent.Type.Resize:
                self._soon.start()  # once the counters beside it have their place, too
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._lay_over()
        return False
