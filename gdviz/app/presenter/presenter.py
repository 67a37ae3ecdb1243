"""Two windows for one lesson: places them on the screens that there are, and tells the presenter's one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QImage, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from gdviz.app.presenter.placement import Monitor, Placed, placed
from gdviz.app.presenter.presenter_window import PresenterWindow, Prompt
from gdviz.app.presenter.still import Still
from gdviz.document import lessons
from gdviz.document.beats.beat_words import places
from gdviz.look.appearance import set_look_in
from gdviz.look.shortcuts import bind
from gdviz.readings.filled import filled, told

if TYPE_CHECKING:
    from gdviz.app.window import Window

PATIENCE = 200  # ms until the numbers of the next part are looked for again


class Presenter(QObject):
    """Opens the presenter's window where there is a second screen; the audience's is the window itself.

    A screen that comes or goes moves windows and touches nothing else: what plays, plays on.
    """

    changed = Signal()  # whether the presenter's window is open, or the audience's picture held

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.view: PresenterWindow | None = None
        self.still: Still | None = None
        self.swapped = False
        self.where: Placed | None = None  # both windows, until presenting ends
        self._home = ""  # the screen that the person works at
        self._later = QTimer(self, singleShot=True, interval=PATIENCE)
        self._later.timeout.connect(self._prompt)
        self.freeze = self._action(self._freeze, check=True)
        self.swap = self._action(self._swap)
        window.presenting.changed.connect(self._presenting)
        window.player.changed.connect(self._prompt)
        window.session.scene_changed.connect(self._prompt)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)
        self.retranslate()

    def _action(self, slot: Callable[..., object], *, check: bool = False) -> QAction:
        action = QAction(self, checkable=check)
        (action.toggled if check else action.triggered).connect(slot)
        return action

    @property
    def is_open(self) -> bool:
        """Whether the presenter's window is to be seen."""
        return self.view is not None and self.view.isVisible()

    # -- opening and closing -------------------------------------------------------------------------------

    @Slot(bool)
    def _presenting(self, on: bool) -> None:
        if on and len(monitors()) > 1:
            self.set_open(True)
        elif not on:
            self.set_open(False)
            if self.where is not None:  # the window was moved, though this one may be closed by now
                self.window.setGeometry(self.window.presenting.before)
                self.where = None

    @Slot(bool)
    def set_open(self, on: bool) -> None:
        """Open the presenter's window, and present; or close it."""
        if on == self.is_open:
            return
        if on:
            if self.where is None:  # else the window is where the audience looks already
                self._home = self.window.screen().name()
            self.window.presenting.set_on(True)
            self._made().show()
            self._prompt()
            self._place()
        else:
            assert self.view is not None
            self.freeze.setChecked(False)
            self.swapped = False
            self.view.hide()
            if self.window.presenting.on and len(monitors()) == 1:
                self.window.set_full_screen(True)
        self.changed.emit()

    @Slot()
    def _close(self) -> None:
        self.set_open(False)
        self.changed.emit()

    def _made(self) -> PresenterWindow:
        if self.view is None:
            window, menus = self.window, self.window.menus
            bar, entries = window.transport, menus.actions
            controls = (
                *(entries["beat_back"], bar.back, bar.play, bar.forward, entries["beat_next"]),
                *(entries["black"], self.freeze, self.swap, entries["present"]),
            )
            keys = [action for menu in menus.menus.values() for action in menu.actions() if not action.menu()]
            self.view = PresenterWindow(controls, keys, window)
            self.view.closed.connect(self._close)
            self.view.hands.counted.connect(window.player.count)
            bind(QShortcut(self.view), "escape").activated.connect(window.escape.undo)
            self.view.picture_asked.connect(self._picture)
            set_look_in(self.view, window.look)
        return self.view

    # -- screens -------------------------------------------------------------------------------------------

    @Slot(QScreen)
    def _screens_changed(self, screen: QScreen) -> None:
        """One came, or was pulled out: put both windows where they can be seen."""
        if self.is_open:
            self._place()

    @Slot()
    def _swap(self) -> None:
        """Exchange both screens."""
        self.swapped = not self.swapped
        self._place()

    def _place(self) -> None:
        assert self.view is not None
        found = monitors()
        if not found:  # all unplugged, for a moment
            return
        where = self.where = placed(found, self._home, swapped=self.swapped)
        if not where.full:
            self.freeze.setChecked(False)
        self.freeze.setEnabled(where.full)
        self.swap.setEnabled(where.full and not self.freeze.isChecked())
        window = self.window
        if window.geometry() != where.audience or window.isFullScreen() != where.full:
            window.set_full_screen(False)  # desktops move no window that is full
            window.setGeometry(where.audience)
            window.set_full_screen(where.full)
        self._stand_beside(where)
        self.view.raise_()
        self.view.activateWindow()

    def _stand_beside(self, where: Placed) -> None:
        """On its screen; on the only one beside the audience's window, which may be wider than its share."""
        assert self.view is not None
        place = QRect(where.presenter)
        if not where.full:
            least = place.right() - self.view.minimumSizeHint().width()
            place.setLeft(min(max(place.left(), self.window.geometry().right() + 1), least))
        if self.view.geometry() != place:
            self.view.setGeometry(place)

    # -- what is shown -------------------------------------------------------------------------------------

    @Slot(bool)
    def _freeze(self, on: bool) -> None:
        """Hold the audience's picture; what the presenter does meanwhile is seen here alone."""
        if self.still is None:
            self.still = Still(self.window)
        self.still.set_on(on)
        if self.view is not None:
            self.view.held.setVisible(on)
        self.swap.setEnabled(not on)
        self.changed.emit()

    @Slot()
    def _picture(self) -> None:
        if self.view is None:
            return
        if self.where is not None and not self.where.full:  # its least width may be another by now
            self._stand_beside(self.where)
        if self.view.picture.isVisible():
            self.view.picture.show_picture(picture_of(self.window))

    @Slot()
    def _prompt(self) -> None:
        if self.view is not None and self.view.isVisible():
            self.view.show_prompt(self.prompt())

    def prompt(self) -> Prompt:
        """What the presenter reads now."""
        window, player, language = self.window, self.window.player, self.window.language
        scene = window.session.scene
        if not player.active:
            title, notes = lessons.texts(scene, language)
            return Prompt(title, notes)
        recordings = window.session.whole_frame.recordings
        beat, place = player.beat, player.place
        notes = told(beat.teacher.of(language), recordings) if beat.teacher is not None else ""
        following = ""
        if place + 1 < len(player.beats):
            after = player.beats[place + 1]
            known, say = player.recordings_of(place + 1), after.say.of(language)
            if known is None and window.session.computing_ahead:
                self._later.start()
            following = (
                f"{after.title.of(language)}\n{unfilled(say) if known is None else filled(say, known)}"
            )
        where = self.tr("{title}, {place} of {count}").format(
            title=beat.title.of(language), place=place + 1, count=len(player.beats)
        )
        say = told(beat.say.of(language), recordings)
        return Prompt(where, say, notes, following, window.beats.shown().question)

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.freeze.setText(self.tr("Free&ze"))
        self.freeze.setToolTip(self.tr("Hold the audience’s picture while you go on"))
        self.swap.setText(self.tr("Sw&ap screens"))
        self.swap.setToolTip(self.tr("Exchange the presenter’s screen and the audience’s"))
        self._prompt()


def unfilled(text: str) -> str:
    """A text whose numbers are not known yet.

    >>> unfilled("w is {0.w@8} then")
    'w is … then'
    >>> unfilled("then w is {0.w@8}.")
    'then w is …'
    """
    for place in places(text):
        text = text.replace(place.written, "…", 1)
    return text.replace("….", "…")


def picture_of(window: QWidget) -> QImage:
    """What a window shows. What it has painted already is read: to paint it again takes 100 ms and more."""
    store = window.backingStore()
    painted = store.paintDevice() if store is not None else None
    return painted if isinstance(painted, QImage) else window.grab().toImage()


def monitors() -> list[Monitor]:
    """The screens that there are."""
    return [
        Monitor(screen.name(), screen.geometry(), screen.availableGeometry())
        for screen in QGuiApplication.screens()
    ]
