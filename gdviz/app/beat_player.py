"""Playing a lesson's beats: which is on stage, what plays, what was answered, when one may go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from gdviz.document import lessons
from gdviz.document.beats import judge
from gdviz.document.beats.ask import Point, Sketch
from gdviz.document.beats.attempt import Attempt, is_right
from gdviz.document.beats.beat import Beat
from gdviz.document.beats.beat_scene import beat_scene, differ_only_in
from gdviz.document.scene import Scene
from gdviz.engine.recording import Recording
from gdviz.session.session import Session

SECONDS = 2.5  # that a try plays


class BeatPlayer(QObject):
    """Puts one beat after the other on stage. Each is made from the base scene, so that all can be jumped to.

    Nothing of a beat is kept but what was answered: the stage is the session's, and is left with the beat.
    """

    changed = Signal()  # another beat, an answer, a try, the playhead, rows: what is said may differ
    turning = Signal(object, object)  # from one beat, or None, to another: before it is on stage
    turned = Signal()  # all that the turn changes is told
    ended = Signal()  # the last beat was left forward

    def __init__(self, session: Session, parent: QObject | None = None, *, asks: bool = True) -> None:
        super().__init__(parent)
        self.session = session
        self.asks = asks  # whether beats are played at all
        self.base: Scene | None = None
        self.beats: tuple[Beat, ...] = ()
        self.place = 0
        self.exploring = False
        self.may_leave: Callable[[], bool] = lambda: True  # what was explored, for the questions
        self.editing = False  # a lesson is being made
        self.welcoming = False  # the beats are those of the tour
        self.attempts: dict[str, Attempt] = {}
        self._scenes: dict[int, Scene] = {}  # of the beats, as they begin
        self.plays_to = 0  # the row up to which the beat on stage plays
        self.put: Scene | None = None  # the scene as the beat put it on stage
        self._tried: Scene | None = None
        self._opening = False
        session.frame_changed.connect(self._look)
        session.scene_changed.connect(self._scene_changed)

    # -- which beat ----------------------------------------------------------------------------------------

    @property
    def active(self) -> bool:
        """Whether a beat is on stage."""
        return bool(self.beats) and not self.exploring

    @property
    def beat(self) -> Beat:
        """The beat on stage. Raises IndexError where there is none."""
        return self.beats[self.place]

    @property
    def attempt(self) -> Attempt:
        """What was answered and tried in the beat on stage."""
        return self.attempts.get(self.beat.id, Attempt())

    @property
    def touched(self) -> bool:
        """Whether the stage is not as the beat put it."""
        return self.active and self.session.scene != self.put

    def _scene_changed(self) -> None:
        """Another document on stage begins its lesson; an edit of this one changes what is said."""
        if self._opening:
            return
        history = self.session.history
        if not (history.can_undo or history.can_redo) and self.session.scene != self.put:
            self.begin(self.session.scene)
        else:
            self.changed.emit()

    def set_asks(self, asks: bool) -> None:
        """Play beats from now on, or leave the one on stage for the lesson's whole stage."""
        if asks == self.asks:
            return
        self.asks = asks
        if asks:
            self.begin(self.session.scene)
        elif self.beats:
            self.explore()
            self.beats = ()
            self.changed.emit()

    def kept(self) -> Scene | None:
        """The scene whose beat is on stage; None where the stage shows a scene of its own."""
        return self.base if self.active or self.editing else None

    def begin(self, scene: Scene) -> None:
        """Play the beats of a scene, from the first; where it has none, stop playing any.

        A lesson's stage that somebody has changed is shown as it was kept, the questions a click away.
        """
        beats, base = lessons.beats(scene) if self.asks else (), lessons.base(scene)
        self._leave()
        self.welcoming = self.editing = False
        self.base, self.beats = (base, beats) if beats else (None, ())
        self.exploring, self.attempts, self.place = bool(beats) and scene != base, {}, 0
        if beats and not self.exploring:
            self.go(0)
        else:
            self.changed.emit()

    def edit(self, base: Scene, place: int = 0) -> None:
        """Play the beats of a scene that is being made: everything may be changed on its stage.

        Where the beat at `place` still makes the same stage, what was changed on that stays.
        """
        self.editing, self.exploring, self.welcoming = True, False, False
        self.base, self.beats, self._scenes = base, base.beats, {}
        place = max(0, min(place, len(self.beats) - 1))
        if not self.beats:
            self.place = 0
            self.session.show_as()
            self.changed.emit()
        elif place == self.place and self.put == self.scene_of(place):
            self.session.show_as(self._hidden(), self.beat.mark)
            self.changed.emit()
        else:
            self.go(place)

    def stop_editing(self) -> None:
        """The lesson is played as it is now."""
        if self.editing:
            self.editing = False
            self.attempts = {}
            if self.beats:
                self.go(self.place)

    def welcome(self, beats: tuple[Beat, ...]) -> None:
        """Play these before the beats of the lesson that is on stage as it comes."""
        if self.asks and self.base is not None:
            self._leave()
            self.beats, self.exploring, self.attempts, self.welcoming = beats, False, {}, True
            self.go(0)

    @Slot(int)
    def go(self, place: int) -> None:
        """Put a beat on stage, whichever is there now."""
        if self.base is None or not 0 <= place < len(self.beats):
            return
        known = self.active and self.place < len(self.beats)  # not where beats were taken out
        before = self.beats[self.place] if known else None
        self.exploring, self.place = False, place
        beat = self.beat
        self.turning.emit(before, beat)
        try:
            self._put_on_stage(place)
        finally:
            self.turned.emit()  # the stage waits for it

    def _put_on_stage(self, place: int) -> None:
        beat = self.beats[place]
        self._open(self.scene_of(place))
        self.session.look_ahead(self.scenes_ahead(place))
        if beat.free:
            self.session.select(int(beat.free[0].split(".")[1].replace("*", "0")))
        play, self.plays_to = beat.play, beat.last_row
        if play is not None:
            self.session.set_speed(play.speed)
            self.session.set_playhead(play.start)
            if play.to > play.start:
                self.session.play_until(play.to)
        self.changed.emit()
        self.session.show_now()

    def scene_of(self, place: int) -> Scene:
        """The scene of a beat, made once."""
        if place not in self._scenes:
            assert self.base is not None
            self._scenes[place] = beat_scene(self.base, self.beats[place])
        return self._scenes[place]

    def scenes_ahead(self, place: int) -> Iterator[Scene]:
        """Those of the beats to come, then of those before: each is made when its turn is."""
        scenes, beats = self._scenes, self.beats
        for number in (*range(place + 1, len(beats)), *range(place - 1, -1, -1)):
            if self._scenes is not scenes or self.beats is not beats:
                return  # another lesson, or no questions any more
            yield self.scene_of(number)

    def _hidden(self) -> tuple[str, ...]:
        """What the beat keeps back: no more, once what was to be dragged or drawn is answered."""
        beat = self.beat
        revealed = isinstance(beat.ask, Point | Sketch) and self.attempt.answered
        return () if revealed else beat.hide

    def _open(self, scene: Scene, *, free: bool = False) -> None:
        self.put = self._tried = scene
        self._opening = True
        if free:
            self.session.show_as()
        else:
            self.session.show_as(self._hidden(), self.beat.mark)
        self.session.open(scene)
        self._opening = False

    @Slot()
    def forward(self) -> None:
        """End what plays; else go on to the next beat, or out of the last one."""
        if not self.active:
            return
        if self.session.playing and self.session.playhead < self.plays_to:
            self.session.set_playhead(self.plays_to)
            self.session.pause()
            self.changed.emit()
        elif self.place + 1 < len(self.beats):
            self.go(self.place + 1)
        elif self.welcoming and self.base is not None:
            self.begin(self.base)
        else:
            self.ended.emit()

    @Slot()
    def back(self) -> None:
        """Go to the beat before."""
        if self.active:
            self.go(self.place - 1)

    @Slot()
    def restore(self) -> None:
        """Put the stage as the beat had it."""
        self.go(self.place)

    @Slot()
    def explore(self) -> None:
        """Leave the questions: the lesson's stage, free to be changed."""
        if self.base is not None:
            self.show_own(self.base)

    def show_own(self, scene: Scene) -> None:
        """Leave the questions for a scene of the person's own, which may be changed."""
        if self.active:
            self.exploring = True
            self._open(scene, free=True)
            self.changed.emit()

    def free_stage(self) -> None:
        """Leave the questions, and the stage as it is: what comes on it now is the person's own."""
        if self.active and not self.editing:
            self.exploring = True
            self.session.show_as()
            self.changed.emit()

    @property
    def resumable(self) -> bool:
        """Whether a beat was left for exploring, and the stage still is that of its lesson."""
        now, base = self.session.scene, self.base
        lesson = base and (base.lesson, base.beats) == (now.lesson, now.beats)
        return self.exploring and bool(self.beats) and (bool(lesson) or now == self.put)

    @Slot()
    def resume(self) -> None:
        """Go back into the beat that was left for exploring: a file's beats are those saved there."""
        if self.resumable and self.may_leave():
            if self.session.scene.beats and not self.session.modified:
                self.base, self._scenes = self.session.scene, {}
            self.go(self.place)

    def _leave(self) -> None:
        if self.put is not None and not self.exploring:
            self.session.reset_speed()
        self.session.show_as()
        self.session.look_no_further()
        self.put, self._scenes = None, {}

    # -- what may be touched -------------------------------------------------------------------------------

    def allows(self, scene: Scene) -> bool:
        """Whether an edit to `scene` touches nothing but what the beat leaves free: views and their places
        always, of the runs only the paths in `free`."""
        fixed = self.active and self.put is not None and not self.editing
        return not fixed or differ_only_in(self.session.scene, scene, self.beat.free)

    @property
    def free_paths(self) -> tuple[str, ...] | None:
        """What the beat leaves free, as paths within a run; None where everything is."""
        if not self.active or self.editing:
            return None
        return tuple(dict.fromkeys(path.split(".", 2)[2] for path in self.beat.free))

    # -- answers -------------------------------------------------------------------------------------------

    def _attempt(self, change: Callable[[Attempt], Attempt]) -> None:
        self.attempts = {**self.attempts, self.beat.id: change(self.attempt)}
        self.changed.emit()

    @Slot(int)
    def choose(self, option: int) -> None:
        """Answer with an option."""
        self._answer(float(option))

    @Slot(float)
    def give(self, number: float) -> None:
        """Answer with a number."""
        self._answer(number)

    def _answer(self, answer: float) -> None:
        if not self.active or self.beat.ask is None:
            return

        def answered(attempt: Attempt) -> Attempt:
            first = answer if attempt.first is None else attempt.first
            return replace(attempt, first=first, answer=answer, tries=attempt.tries + 1)

        self._attempt(answered)
        self._reveal()

    def draw(self, points: tuple[tuple[float, float], ...]) -> None:
        """Answer with a curve through (row, number)."""
        self._attempt(lambda attempt: replace(attempt, drawn=points, tries=attempt.tries + 1))
        self._reveal()

    def _reveal(self) -> None:
        """Show what the answer makes known."""
        if self._hidden() != self.beat.hide:
            self.session.show_as(self._hidden(), self.beat.mark)

    @Slot(tuple)
    def count(self, hands: tuple[tuple[int, ...], ...]) -> None:
        """How many hands each option had at each vote."""
        if hands != self.attempt.hands:
            self._attempt(lambda attempt: replace(attempt, hands=hands))

    @property
    def right(self) -> bool | None:
        """Whether the question is answered rightly; None while that is not known."""
        return is_right(self.beat, self.attempt, self.session.whole_frame.recordings)

    def first_right(self, place: int) -> bool | None:
        """Whether the first prediction of a beat was right; None while that is not known."""
        beat, recordings = self.beats[place], self.recordings_of(place)
        attempt = self.attempts.get(beat.id, Attempt())
        if recordings is None:
            return None
        return is_right(beat, replace(attempt, answer=attempt.first), recordings)

    def recordings_of(self, place: int) -> list[Recording] | None:
        """What a beat tells of, where all of it is computed."""
        found = [self.session.computed(run.experiment) for run in self.scene_of(place).runs]
        recordings = [recording for recording in found if recording is not None]
        return recordings if len(recordings) == len(found) else None

    @property
    def lit(self) -> bool:
        """Whether the way on is open: played, answered or reached, as the beat asks for it."""
        beat, attempt = self.beat, self.attempt
        if beat.next == "played":
            return self.session.playhead >= beat.last_row
        if beat.next == "answered":
            return attempt.answered
        return beat.next == "click" or attempt.solved

    # -- goals ---------------------------------------------------------------------------------------------

    @Slot()
    def tried(self) -> None:
        """The hand has let go: runs that are others than at the last try are the next one."""
        before, now = self._tried, self.session.scene
        ran, runs = ([run.experiment for run in scene.runs] if scene else None for scene in (before, now))
        goal = self.beat.goal if self.active else None
        if goal is not None and ran != runs:
            row = max((claim.row if claim.to is None else claim.to) for claim in goal.claims)
            unseen = self.session.playing and self.session.playhead < row  # as between two presses of a key
            self._tried = now
            counts = not self.attempt.solved and not (unseen and self.attempt.tries)
            self._attempt(lambda attempt: replace(attempt, tries=attempt.tries + counts))
            self._look()
            self.session.pause()
            self.session.set_playhead(0)
            if row > 0:  # there is something to be seen from the start to the row that decides
                self.session.set_speed(max(1.0, row / SECONDS))
                self.session.play_until(row)

    @Slot()
    def _look(self) -> None:
        if not self.active:
            return
        goal, attempt = self.beat.goal, self.attempt
        touched = goal is not None and not attempt.solved and self.touched
        if goal is not None and touched and judge.all_hold(goal.claims, self.session.whole_frame.recordings):
            self._attempt(lambda attempt: replace(attempt, solved=True, tries=max(attempt.tries, 1)))
        else:
            self.changed.emit()
