"""What a right answer has told is played, where no later part of the lesson plays it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot

from gdviz.app.beat_player import BeatPlayer
from gdviz.document.beats.ask import ChoiceQuestion, Number
from gdviz.document.beats.attempt import Attempt
from gdviz.document.beats.claim import Claim, Place
from gdviz.document.scene import Scene
from gdviz.engine.experiment import Experiment

SECONDS = 5.0  # that it plays
SLOWEST = 1.0  # steps a second


class AnswerShown(QObject):
    """Plays on from where the question stands to the row that decides it, once it is answered rightly.

    The class sees what it was asked; what a later part plays of the same runs is left to that.
    """

    def __init__(self, player: BeatPlayer) -> None:
        super().__init__(player)
        self.player = player
        self._known = Attempt()  # when the part began, and since its answer was shown
        player.turning.connect(self._begin)
        player.changed.connect(self._look)

    @Slot(object, object)
    def _begin(self, _before: object, _beat: object) -> None:
        self._known = self.player.attempt

    @Slot()
    def _look(self) -> None:
        player, session = self.player, self.player.session
        if not player.active or player.editing or player.attempt.answer == self._known.answer:
            return
        row = self._decided_at()
        if row is None or player.right is None:
            return
        self._known = player.attempt
        if player.right and row > session.playhead and not self._shown_later():
            player.plays_to = row
            session.set_speed(max(SLOWEST, (row - session.playhead) / SECONDS))
            session.play_until(row)

    def _decided_at(self) -> int | None:
        """The row that says which answer is right; None where no playing shows that."""
        question, answer = self.player.beat.ask, self.player.attempt.answer
        if isinstance(question, Number):
            return question.row
        if not isinstance(question, ChoiceQuestion) or answer is None:
            return None
        return max(map(self._last_row, question.options[int(answer)].claims), default=None)

    def _last_row(self, claim: Claim) -> int:
        if claim.outcome:
            return self.player.session.whole_frame.last
        bounds = (claim.wanted, claim.greater_than, claim.less_than)
        others = [bound.row for bound in bounds if isinstance(bound, Place)]
        return max(claim.row, claim.to or 0, *others)

    def _shown_later(self) -> bool:
        """Whether a part that follows plays the very runs that are on stage, in a view that is there."""
        player = self.player
        here = player.scene_of(player.place)
        for place in range(player.place + 1, len(player.beats)):
            scene, play = player.scene_of(place), player.beats[place].play
            if _seen(scene) != _seen(here):
                return False
            if play is not None and play.to > play.start and _views(scene) & _views(here):
                return True
        return False


def _seen(scene: Scene) -> list[Experiment]:
    """What runs on stage, however long."""
    return [replace(run.experiment, steps=1) for run in scene.runs if run.visible]


def _views(scene: Scene) -> set[str]:
    return {tile.view for row in scene.stage for tile in row.tiles}
