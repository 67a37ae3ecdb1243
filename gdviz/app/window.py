"""The window: puts the session, the stage and the panels together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QIcon,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from gdviz import views
from gdviz.app.announcer import Announcer
from gdviz.app.arrangement import Arrangement
from gdviz.app.axes_glide import AxesGlide
from gdviz.app.beat_marks import BeatMarks
from gdviz.app.beat_panels import BeatPanels
from gdviz.app.beat_player import BeatPlayer
from gdviz.app.data_controller import DataController
from gdviz.app.dialogs import Dialogs
from gdviz.app.document_controller import DocumentController
from gdviz.app.edit_gate import EditGate
from gdviz.app.escape import Escape
from gdviz.app.field_keys import FieldKeys
from gdviz.app.focus_order import FocusOrder
from gdviz.app.follower import WindowFollower
from gdviz.app.handout_controller import HandoutController
from gdviz.app.hidden import Hidden
from gdviz.app.look_controller import LookController
from gdviz.app.menus import Menus
from gdviz.app.my_progress import MyProgress
from gdviz.app.my_versions import MyVersions
from gdviz.app.onward import Onward
from gdviz.app.opening import Opening
from gdviz.app.pen.pen import Pen
from gdviz.app.picture_controller import PictureController
from gdviz.app.presenter.presenter import Presenter
from gdviz.app.presenting import Presenting
from gdviz.app.printing import Printing
from gdviz.app.settings import Settings
from gdviz.base import qt_language
from gdviz.base.resources import folder
from gdviz.document import lessons
from gdviz.document.scene import STAGE, Scene
from gdviz.look.appearance import set_look_in
from gdviz.look.look import Look
from gdviz.look.shortcuts import set_singles
from gdviz.panels.form.parameters import ParametersPanel
from gdviz.panels.frame.banner import Banner
from gdviz.panels.frame.lesson import LessonPanel
from gdviz.panels.frame.own_controls import OwnControls
from gdviz.panels.frame.sides import USUAL
from gdviz.panels.frame.status import StatusLine
from gdviz.panels.playback.transport import TransportBar
from gdviz.panels.runs.reach_switch import ReachSwitch
from gdviz.panels.runs.runs_panel import RunsPanel
from gdviz.panels.widgets.entry import Entry
from gdviz.session.session import Session
from gdviz.stage.splitters import KeyHandle
from gdviz.stage.stage import Stage
from gdviz.views.plot.plot_hand import PlotHand
from gdviz.views.table.view import TableView

FRAME = QSize(8, 44)  # what a desktop puts around a window


class Window(QMainWindow):
    """One scene on stage, with everything to change and play it."""

    def __init__(self, settings: Settings | None = None, scene: Scene | None = None) -> None:
        super().__init__()
        self.settings = Settings() if settings is None else settings
        self.language = qt_language.switch(self.settings.language)
        self.session = Session(lessons.load(lessons.names()[0]) if scene is None else scene, self)
        self.documents = DocumentController(self.session, self.settings, self)
        self.opening = Opening(self)
        self.outputs = DataController(self.session, self.documents, self.settings, self)
        self.pictures = PictureController(self)
        self.handouts = HandoutController(self.session, self.documents, self.settings, self)
        self.printing = Printing(self)
        self.looks = LookController(self)
        self.follower = WindowFollower(self)
        self._build()
        self.dialogs = Dialogs(self)
        self.onward = Onward(self)
        self.beats.strip.next_asked.connect(self.onward.go_by_button)
        self.menus = Menus(self)
        pen = self.pen.actions
        self.stage.common_actions += [self.menus.actions["present"], pen["spotlight"], pen["pen"]]
        # The others were given it.
        lesson = (self.lesson, self.lesson.picking, *self.beats.parts)
        others = (self.banner, self.stage, self.status, self.arrangement.foot_widget)
        for part in (*lesson, *others, self.reach, self.pen.bar, self.focus_order.ring):
            set_look_in(part, self.look)
        self.looks.show()
        self._connect()
        self.setWindowIcon(QIcon(str(folder() / "icons" / "gdviz.svg")))
        set_singles(self, self.settings.single_keys)
        self.session.usual_speed = self.settings.speed
        self.session.reset_speed()
        self.session.set_loop(self.settings.loop)
        self._restore()
        self._name_lessons()
        self.follower.show_scene()
        self.follower.show_transport()
        self.follower.show_progress()
        self.player.begin(self.session.scene)

    @property
    def look(self) -> Look:
        """The look that the window is in."""
        return self.looks.look

    # -- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        # Each part is made where it stays: one that has a sheet and moves is styled again, with all in it.
        central = QWidget(self)
        self.arrangement = Arrangement(self, central)
        self.splitter, self.column = self.arrangement.splitter, self.arrangement.column
        right = self.arrangement.right
        self.lesson = LessonPanel(right)
        self.banner = Banner(right)
        self.runs = RunsPanel(self.column, self.look)
        self.reach = ReachSwitch(self.column)
        self.parameters = ParametersPanel(self.column, self.look)
        self.stage = Stage(views.ALL, right)
        self.stage.hold()  # until it has its size
        self.hidden = Hidden(self.stage)
        self.player = BeatPlayer(self.session, self, asks=self.settings.questions)
        self.documents.kept = self.player.kept
        self.player.may_leave = self.documents.may_leave_for_beats
        self.progress = MyProgress(self.player, self.settings)
        self.beats = BeatPanels(self.player, right)
        self.transport = TransportBar(central, self.look)
        self.status = StatusLine(central)
        self.own_controls = OwnControls(self.arrangement.foot_widget)
        self.arrangement.build()
        self.axes_glide = AxesGlide(self.player, self.stage)
        self.beat_marks = BeatMarks(self.player, self.beats.question, self.stage)
        self.setCentralWidget(central)
        self.presenting = Presenting(self)
        self.presenter = Presenter(self)
        self.pen = Pen(self)
        self.transport.take_tools(self.pen.bar)
        self.escape = Escape(
            self,
            {
                "blank": self.presenting.blank.lift,
                "held": self.take_back,
                "pen": self.pen.lay_down,
                "spotlight": self.pen.end_light,
                "panels": self.arrangement.hide_panels,
                "enlarged": self.stage.reduce,
                "presenting": self.presenting.end,
            },
        )
        self.field_keys = FieldKeys(self)
        self.focus_order = FocusOrder(self)
        self.versions = MyVersions(self)
        self.announcer = Announcer(self)

    def _connect(self) -> None:
        session, gate, follower = self.session, EditGate(self), self.follower
        for source, edit in (
            (self.runs, gate.edit),
            (self.parameters, gate.set_selected),
            (self.stage, gate.set_on_stage),
            (self.own_controls, gate.set_selected),
        ):
            source.edited.connect(edit)
            source.edit_finished.connect(session.close_edit)
            source.edit_finished.connect(self.stage.end_drag)
            source.edit_finished.connect(self.player.tried)
        self.runs.run_selected.connect(session.select)
        self.runs.forked.connect(self.parameters.span.later.click)
        self.parameters.span.changed.connect(follower.show_span)
        self.stage.run_selected.connect(session.select)
        for asking in (self.transport, self.stage):
            asking.playhead_requested.connect(session.set_playhead)
        self.transport.steps_requested.connect(session.step)
        self.transport.play_requested.connect(session.play)
        self.transport.pause_requested.connect(session.pause)
        self.transport.speed_requested.connect(session.choose_speed)
        self.transport.loop_requested.connect(session.set_loop)
        self.status.stop_requested.connect(session.stop)
        self.status.restart_requested.connect(session.restart)
        self.runs.message.connect(self.status.say)
        self.runs.wanted.connect(self._show_runs)
        self.lesson.lesson_requested.connect(self.open_lesson)
        self.stage.arranged.connect(self.menus.show_views)
        self.player.changed.connect(follower.show_beat)
        self.player.turning.connect(self.stage.hold)
        self.player.turned.connect(self.arrangement.settle)
        self.player.ended.connect(self.lesson.go_on)
        self.documents.opening.connect(self.stage.forget_picks)
        self.documents.opening.connect(self.stage.hold)
        self.documents.opened.connect(self.arrangement.settle)
        self.documents.opened.connect(self.parameters.span.whole.click)  # a step is one of a scene
        self.documents.changed.connect(follower.show_title)
        self.outputs.table_pasted.connect(self.opening.import_text)
        self.stage.picture_dragged.connect(self.pictures.drag)
        outputs = (self.outputs, self.pictures, self.handouts)
        for part in (*outputs, self.printing, self.documents, self.opening.data_import, session):
            part.failed.connect(self.banner.say)
        for output in outputs:
            output.said.connect(self.banner.dismiss)  # what failed before is over
        for saving in (*outputs, self.printing):
            saving.said.connect(self.status.say)
        kept = (self.settings, self.progress, self.versions)
        for said in (*(each.refused for each in kept), self.documents.working):
            said.connect(self.status.say)
        self.outputs.saving_changed.connect(self.status.show_saving)
        self.status.stop_saving_requested.connect(self.outputs.stop_saving)
        self.opening.data_import.edited.connect(gate.take_data)
        self.parameters.import_requested.connect(self.opening.import_data)
        session.scene_changed.connect(follower.show_scene)
        session.selection_changed.connect(follower.show_selection)
        session.frame_changed.connect(follower.show_frame)
        session.moved_between.connect(self.stage.show_between)
        session.transport_changed.connect(follower.show_transport)
        session.history_changed.connect(follower.show_history)
        session.progress_changed.connect(follower.show_progress)

    # -- commands ------------------------------------------------------------------------------------------

    @Slot(str)
    def open_lesson(self, name: str) -> None:
        """Put a lesson on stage, by its name."""
        self.banner.dismiss()
        self.documents.open_lesson(name)
        self.follower.show_scene()  # the picker, too, goes back where the person said "Cancel"

    @Slot()
    def copy_rows(self) -> None:
        """Copy the rows that are selected in the table, or the one at the playhead, wherever the focus is."""
        table = self.stage.view("table")
        assert isinstance(table, TableView)
        table.show_frame(self.session.frame)
        table.copy()

    @Slot()
    def reset_layout(self) -> None:
        """The views as the lesson, or a new scene, arranges them; the column at its usual width."""
        name = self.session.scene.lesson
        self.stage.arrange(lessons.load(name).stage if name in lessons.names() else STAGE)
        if not self.arrangement.narrow:
            self.set_parameters_visible(True)
        self.set_notes_visible(True)
        self.splitter.set_width(USUAL)

    def set_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.settings.language = language
        self.language = qt_language.switch(language)
        self.pen.retranslate()
        self.presenter.retranslate()
        self.menus.retranslate()
        self._name_lessons()
        self.beats.speak(self.language)
        self.menus.show_choices(self.settings.look, self.language)
        self.follower.show_scene()
        self.follower.show_frame(self.session.frame)  # values have names, too

    def _name_lessons(self) -> None:
        self.documents.language = self.beats.language = self.language
        titles = [(name, title.of(self.language)) for name, title in lessons.titles()]
        self.lesson.set_lessons(titles)
        self.menus.set_lessons(titles)

    @Slot(bool)
    def set_questions(self, asked: bool) -> None:
        """Let lessons ask their questions, or only show their stage."""
        self.settings.questions = asked
        self.player.set_asks(asked)

    @Slot(bool)
    def set_single_keys(self, acting: bool) -> None:
        """Let keys of one character act, or not."""
        self.settings.single_keys = acting
        set_singles(self, acting)
        self.menus.show_beat(self.player)
        for part in (self.transport, self.runs):  # their tips name keys
            part.retranslate()

    @Slot()
    def _show_runs(self) -> None:
        """Bring the list of runs, where it is hidden."""
        if not self.arrangement.panels_visible:
            self.set_parameters_visible(True)

    @Slot(bool)
    def set_notes_visible(self, visible: bool) -> None:
        """Show or hide what the lesson says."""
        self.settings.notes_visible = visible
        self.lesson.set_notes_visible(visible and not self.player.active)
        self.arrangement.apply()

    @Slot(bool)
    def set_parameters_visible(self, visible: bool) -> None:
        """Show or hide runs and parameters: beside the stage, or in a narrow window over it."""
        self.arrangement.set_panels_visible(visible)

    @Slot(bool)
    def set_full_screen(self, full: bool) -> None:
        """Take the whole screen, or go back."""
        state = self.windowState()
        flag = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | flag if full else state & ~flag)

    def show_panels(self) -> None:
        """Mark in the menu what is shown around the stage."""
        if hasattr(self, "menus"):
            panels = self.arrangement.panels_visible
            self.menus.show_panels(self.settings.notes_visible, panels, self.isFullScreen())

    # -- the window itself ---------------------------------------------------------------------------------

    def _restore(self) -> None:
        room = self.screen().availableSize() - FRAME
        self.resize(QSize(1280, 720).boundedTo(room))
        self.restoreGeometry(self.settings.state("geometry"))
        self.splitter.set_width(self.settings.column_width)
        self.set_notes_visible(self.settings.notes_visible)

    def event(self, event: QEvent) -> bool:
        """What a menu's entry is about stands in the status line, which is no part of Qt's main window."""
        if isinstance(event, QStatusTipEvent):
            self.status.showMessage(event.tip())
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "menus"):
            self.looks.follow_system()  # lines are as thick as before on the other screen
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """The menu's mark follows the window's state."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.show_panels()

    def take_back(self) -> bool:
        """Put back what keys hold, on a plot or between views; whether they hold something."""
        hands: list[PlotHand | KeyHandle] = [*self.findChildren(PlotHand), *self.findChildren(KeyHandle)]
        return any(hand.take_back() for hand in hands)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the window is read, whatever came into it when."""
        return self.focus_order.move(forward)

    @Slot()
    def enlarge_view(self) -> None:
        """Give the view that has the focus, or the first, the full stage, or bring the others back."""
        self.stage.toggle_enlarged(self.stage.view_with_focus() or next(iter(self.stage.seen()), None))

    def setVisible(self, visible: bool) -> None:
        """Laid out for its size before Qt asks how wide it must be: panels beside the stage need more."""
        if visible and not self.isVisible():
            self.arrangement.follow()
            self.arrangement.measure()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """No control has the focus at first: the keys play."""
        super().showEvent(event)
        self.stage.release()
        self.stage.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low windows have no room for long notes and two rows of playback."""
        super().resizeEvent(event)
        self.lesson.notes.fit()
        self.arrangement.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in an entry, once it is taken, gives the keys back to the playback."""
        entry = self.focusWidget()
        taken = isinstance(entry, Entry) and not entry.wrong
        if taken and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stage.setFocus()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for unsaved changes, remember the layout, end the worker."""
        if not all(part.may_close() for part in (self.documents, self.outputs, self.pictures, self.handouts)):
            event.ignore()
            return
        self.versions.keep()
        self.progress.close()
        self.settings.set_state("geometry", self.saveGeometry())
        self.settings.column_width = self.splitter.width_wanted
        self.settings.speed = self.session.usual_speed
        self.settings.loop = self.session.loop
        self.settings.save()
        self.session.close()
        super().closeEvent(event)
