"""The session: the one object that the window talks to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from gdviz.document.beats.beat import BeatMark
from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.engine.experiment import Experiment
from gdviz.engine.recording import Recording
from gdviz.session.ahead import Ahead
from gdviz.session.at_hand import RowsAtHand
from gdviz.session.failures import Failures
from gdviz.session.garbage import GarbageCollector
from gdviz.session.generation import Generation, follow
from gdviz.session.history import History
from gdviz.session.playback import Playback
from gdviz.session.playhead import fit_speed
from gdviz.session.seen import Veil
from gdviz.session.ticker import TICK
from gdviz.session.worker import Worker

PATIENCE = 0.048  # seconds that the first frame of a stage waits for runs that are soon over
SLACK = 0.002  # seconds that a timer may come too early


class Session(Playback):
    """Owns the scene with its undo list, the recordings, the worker thread and the playhead.

    Frames come from the event loop, at most one a tick, and only when something differs. The timer behind
    them runs while runs are computed or played. Call `close` before the application ends.
    """

    scene_changed = Signal()  # another scene is on stage (edit, undo, open): panels read `scene` anew
    frame_changed = Signal(object)  # Frame: rows were published or the playhead moved; at most once a tick
    selection_changed = Signal()  # `selected`
    history_changed = Signal()  # `history`, modified
    progress_changed = Signal()  # computing, progress
    failed = Signal(str)  # a sentence: what could not be computed, or as fast, and what to do

    def __init__(self, scene: Scene | None = None, parent: QObject | None = None) -> None:
        """Put `scene` on stage, by default an empty scene's one run.

        Raises MemoryError where there is no room for its recordings.
        """
        super().__init__(parent)
        self.history = History(Scene() if scene is None else scene)  # to read; it changes here alone
        self._stage = Generation.of(self.history.scene)
        self._waiting: Generation | None = None  # newer than the stage, which the drag lets be seen first
        self._ahead = Ahead()
        self._drag = ""  # the merge key of the edit that the stage came from
        self._selected = 0
        self.usual_speed = self._playhead.speed  # of scenes that have none of their own
        self._veil = Veil()
        self._shown: Frame | None = None
        self._begun = 0.0  # when the worker got the stage
        self._closed = False
        self._garbage = GarbageCollector(self)
        self._ticker.ticked.connect(self._tick)
        self._worker = Worker(self)
        self._worker.done.connect(self._ticker.soon)
        self._worker.done.connect(self._go_ahead)
        self._failures = Failures(self)
        self._failures.said.connect(self.failed)
        self._worker.failed.connect(self._report)
        self._rows = RowsAtHand(self)
        self._rows.ready.connect(self._ticker.soon)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)
        self._tell()
        self._begin(self._stage)

    # -- the scene and its history -------------------------------------------------------------------------

    @property
    def scene(self) -> Scene:
        """The document as it is now."""
        return self.history.scene

    @property
    def frame(self) -> Frame:
        """The instant as it is now: of `scene`, with the rows that are published at this moment."""
        return self._veil.of(self.whole_frame)

    @property
    def whole_frame(self) -> Frame:
        """As `frame`, with what is hidden of it: for what judges an answer, and for nothing that is shown."""
        return (self._waiting or self._stage).frame(self._playhead.position, self._selected)

    @property
    def selected(self) -> int:
        """The place of the run that the panels edit."""
        return self._selected

    @property
    def modified(self) -> bool:
        """Whether the scene differs from the one that was opened or saved last."""
        return self.history.modified

    @Slot(object, str, str)
    def edit(self, scene: Scene, text: str, merge: str = "") -> None:
        """Put `scene` on stage as one undoable change called `text`; nothing happens if it is the same scene.

        Edits with the same non-empty `merge` that follow each other before `close_edit` are one change. The
        playhead stays where it is. Where memory is short, `failed` says so and the scene stays as it is.
        """
        if scene == self.scene:
            return
        stage = self._staged(scene)
        if stage is not None:
            self.history.edit(scene, text, merge)
            self._enter(stage, self._follow(scene), drag=merge)

    @Slot()
    def close_edit(self) -> None:
        """The hand has let go: the next edit is a change of its own."""
        self.history.close_edit()

    def open(self, scene: Scene, *, saved: bool = True) -> bool:
        """Another document: a new history, the playhead at 0, the first run that is shown selected; False if
        it can’t be.

        It is modified until it is saved, unless it is `saved` already. It plays at its own speed.
        """
        stage = self._staged(scene, again=True)
        if stage is None:
            return False
        self.history = History(scene, saved=saved)
        self._playhead.pause()
        self._playhead.move(0, 0)
        self._enter(stage, next((place for place, run in enumerate(scene.runs) if run.visible), 0))
        self.reset_speed()
        return True

    def mark_saved(self, scene: Scene | None = None) -> None:
        """This scene, or the one on stage, is in the file: `modified` is False while it is on stage."""
        self.history.mark_saved(scene)
        self._tell()

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if self.history.undo():
            self._turn_back(self.history.redo, undone=True)

    @Slot()
    def redo(self) -> None:
        """Make the change again that was undone last."""
        if self.history.redo():
            self._turn_back(self.history.undo, undone=False)

    @Slot(int)
    def select(self, run: int) -> None:
        """Select the run at place `run`, or the nearest there is."""
        self._selected = max(0, min(run, len(self.scene.runs) - 1))
        self._tell()
        self._ticker.soon()

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def playhead(self) -> int:
        """The step that is shown; `Frame.row` says which row of a run that is."""
        return self.frame.playhead

    @Slot(float)
    def choose_speed(self, speed: float) -> None:
        """As `set_speed`, by a person: for other scenes, too, unless this one has a speed of its own."""
        self.set_speed(speed)
        if not self.scene.speed:
            self.usual_speed = self.speed

    def reset_speed(self) -> None:
        """Play at the scene's own speed, or where it has none at the usual one.

        A run that would play for minutes at that gets a faster one, which no other scene inherits.
        """
        self.set_speed(self.scene.speed or fit_speed(self.usual_speed, self.whole_frame.last))

    def show_as(self, hidden: tuple[str, ...] = (), marks: tuple[BeatMark, ...] = ()) -> None:
        """Keep back what a beat hides, ring what it rings; without either, show all as it is.

        Where the future is hidden, what the playhead reaches from now on stays seen.
        """
        if self._veil.put(hidden, marks):
            self._ticker.soon()

    def show_now(self) -> None:
        """Bring the frame without waiting for the tick, where all of it is computed."""
        if self._stage.complete and self._waiting is None:
            self._show()

    # -- computing -----------------------------------------------------------------------------------------

    @property
    def computing(self) -> bool:
        """Whether a run may still get rows."""
        return not self._newest.complete

    @property
    def progress(self) -> float:
        """The part of all rows of all runs that is computed, 0 … 1."""
        return self._newest.progress

    def look_ahead(self, scenes: Iterable[Scene]) -> None:
        """Compute these, the likeliest first, once what is on stage is computed: they then stand at once.

        What has been on stage since is kept with them, until none are expected any more.
        """
        self._ahead.expect(scenes)
        self._ahead.keep(self._newest.tasks)
        self._go_ahead()

    @property
    def computing_ahead(self) -> bool:
        """Whether something that is expected is still computed, or is to be."""
        return self._ahead.expecting or bool(self._ahead.unfinished)

    def computed(self, experiment: Experiment) -> Recording | None:
        """The whole recording of an experiment that is on stage, or was computed ahead; None without one."""
        tasks = (*self._newest.tasks, *self._ahead.tasks)
        found = (task for task in tasks if task.experiment == experiment and not task.cut_short)
        return next((task.recording for task in found if task.recording.finished), None)

    def look_no_further(self) -> None:
        """Let go of what was computed ahead."""
        self._ahead.forget()

    @Slot()
    def stop(self) -> None:
        """End the computation where it is; the rows so far stay, the outcomes are "stopped"."""
        for task in self._newest.tasks:
            task.stopped = True
        self._begin(self._newest)

    @Slot()
    def restart(self) -> None:
        """Compute the runs that were stopped, or failed, again from their start."""
        if any(task.cut_short for task in self._newest.tasks):
            stage = self._staged(self.scene, again=True)
            if stage is not None:
                self._begin(stage)

    @Slot()
    def close(self) -> None:
        """End the worker thread. Call before the application ends; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self._ticker.close()
        self._worker.close()
        self._rows.close()
        self._garbage.close()

    # -- inside --------------------------------------------------------------------------------------------

    @property
    def _newest(self) -> Generation:
        return self._waiting or self._stage

    def _staged(self, scene: Scene, *, again: bool = False) -> Generation | None:
        """The stage of `scene`; None, and a message, where it can't be computed."""
        try:
            return Generation.of(scene, self._newest, again=again, ahead=self._ahead.tasks)
        except Exception as error:
            self._failures.tell_of_scene(error)
        return None

    def _turn_back(self, back: Callable[[], object], *, undone: bool) -> None:
        """Put the scene of the history on stage, or the history `back` if that can't be."""
        stage = self._staged(self.scene)
        if stage is None:
            back()
        else:
            self._enter(stage, self._follow(stage.scene, undone=undone))

    def _follow(self, scene: Scene, *, undone: bool = False) -> int:
        return follow(self._selected, self._newest.scene, scene, undone=undone)

    def _enter(self, stage: Generation, selected: int, drag: str = "") -> None:
        """Bring another scene on stage; `drag` names the gesture that it comes from, if any.

        While a gesture goes on, each of its stages is seen before the next one begins: else a fast mouse
        would end every run before it is drawn. What comes in between is left out.
        """
        pace = self._newest.scene.speed
        self._selected = selected
        seen = self._shown is not None and self._shown.generation == self._stage.generation
        if drag and drag == self._drag and not seen:
            self._waiting = stage
        else:
            self._begin(stage)
        if stage.scene.speed != pace:
            self.reset_speed()
        self._drag = drag
        self.scene_changed.emit()
        self._tell()

    def _begin(self, stage: Generation) -> None:
        self._stage, self._waiting = stage, None
        self._begun = time.perf_counter()
        self._worker.compute(stage.tasks, self._ahead.unfinished)
        if stage.complete:
            self._ticker.soon()
            self._go_ahead()
        else:
            self._ticker.within(TICK)

    @Slot()
    def _go_ahead(self) -> None:
        """Nothing is left to compute of what is on stage: begin with what is expected."""
        stage = self._newest
        if stage.complete and not self._closed and not self._ahead.unfinished and self._ahead.next():
            self._worker.compute(stage.tasks, self._ahead.unfinished)

    @Slot(float)
    def _tick(self, seconds: float) -> None:
        frame = self.whole_frame
        self._playhead.advance(seconds, frame.reached, frame.last)
        complete = self._stage.complete  # before the frame is taken: what comes after it needs another tick
        if complete or self._ripe(time.perf_counter() - self._begun):
            self._show()
            if self._waiting is not None:
                self._begin(self._waiting)
        self._tell()
        self._emit_changed({"progress_changed": (self.computing, self.progress)})
        if self.playing or not complete:
            self._ticker.again(rest=not self.playing)  # to those that compute

    def _ripe(self, age: float) -> bool:
        """Whether a stage that is not complete is to be shown, `age` seconds after it was begun.

        Runs that are soon over are better seen whole: their curves would jump under the hand.
        """
        soon_over = age + self._stage.seconds_left < PATIENCE
        return age > (PATIENCE if soon_over else TICK) - SLACK

    def _show(self) -> None:
        frame = self._veil.of(self._stage.frame(self._playhead.position, self._selected))
        if frame != self._shown and self._rows.has(frame):
            self._shown = frame
            self._ticker.shown()
            self.frame_changed.emit(frame)

    def _tell(self) -> None:
        super()._tell()
        history = self.history
        texts = (history.undo_text, history.redo_text)
        states = {
            "selection_changed": (self._selected,),
            "history_changed": (history.can_undo, history.can_redo, *texts, history.modified),
        }
        self._emit_changed(states)

    @Slot(object, object)
    def _report(self, recording: Recording, error: Exception) -> None:
        self._failures.tell_of_run(self._newest, recording, error)
