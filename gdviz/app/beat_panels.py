"""The panels of a lesson's beats, told by the player and telling it."""

from __future__ import annotations

import re

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gdviz.app.answer_shown import AnswerShown
from gdviz.app.beat_player import BeatPlayer
from gdviz.base.i18n import spoken
from gdviz.document.beats import judge
from gdviz.document.beats.ask import ChoiceQuestion, Number, Point
from gdviz.document.beats.attempt import Attempt
from gdviz.document.beats.beat import Beat
from gdviz.document.beats.beat_words import Words
from gdviz.look.layouts import bare
from gdviz.look.widgets import set_shown
from gdviz.notation.numbers import entry, number
from gdviz.panels.beats.question import QuestionPanel
from gdviz.panels.beats.shown_beat import LETTERS, ShownBeat, ShownOption, ShownQuestion, Verdict
from gdviz.panels.beats.strip import BeatStrip
from gdviz.readings.filled import filled, told

# The line of a goal's tries is there before the first, as high as then: nothing moves.
NO_TRY = {"en": "\u00a0", "zh_CN": "\u3000"}
ASKED, TOLD = 36, 26  # of 100 parts of the width, where something is asked, and where something is only told


class BeatPanels(QObject):
    """Strip and question of the beat on stage. The window places the strip."""

    def __init__(self, player: BeatPlayer, parent: QWidget) -> None:
        super().__init__(parent)
        self.player = player
        AnswerShown(player)
        self.language = "en"
        self.strip = BeatStrip(parent)
        self.stage_row = QWidget(parent)
        self.row = bare(QHBoxLayout(self.stage_row), 16)
        self.question = QuestionPanel(self.stage_row)
        self.parts = (self.strip, self.question)
        self.strip.back_asked.connect(player.back)
        self.strip.place_asked.connect(player.go)
        self.strip.restore_asked.connect(player.restore)
        self.strip.explore_asked.connect(player.explore)
        self.strip.resume_asked.connect(player.resume)
        self.question.chosen.connect(player.choose)
        self.question.number_given.connect(player.give)
        self.question.hands_counted.connect(player.count)
        player.changed.connect(self.refresh)
        self.strip.seated.connect(self.refresh)
        self.present: ShownBeat | None = None  # the beat on stage, in words
        self.refresh()

    def beside(self, stage: QWidget) -> QWidget:
        """The stage with the question at its right."""
        self.row.addWidget(stage)
        self.row.addWidget(self.question)
        self._share()
        return self.stage_row

    def _share(self) -> None:
        """Share the width between the stage and what stands beside it."""
        question = self.question.question
        share = ASKED if question.options or question.entry is not None else TOLD
        for place, part in enumerate((100 - share, share)):
            self.row.setStretch(place, part)

    @Slot()
    def refresh(self) -> None:
        """Show the beat as it stands; hide all where there is none."""
        player = self.player
        set_shown(self.strip.resume_button, player.resumable)
        if not player.active:
            self.present = None
            set_shown(self.strip, False)
            set_shown(self.question, False)
            return
        beat = self.shown()
        if beat != self.present:
            self.present = beat
            self.strip.show_beat(beat)
            self.question.show_question(beat.question)
            self._share()
        self.strip.show()

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.language, self.present = language, None
        self.refresh()

    # -- what is shown -------------------------------------------------------------------------------------

    def _text(self, words: Words | None) -> str:
        if words is None:
            return ""
        return told(words.of(self.language), self.player.session.whole_frame.recordings)

    def shown(self) -> ShownBeat:
        """The beat on stage in words."""
        player, beat = self.player, self.player.beat
        return ShownBeat(
            tuple(each.title.of(self.language) for each in player.beats),
            player.place,
            self._text(beat.say),
            filled(beat.say.of(self.language), player.session.whole_frame.recordings),
            self._text(beat.more),
            player.lit,
            player.touched,
            bool(beat.free),
            replace(self._question(beat), dear=self.strip.dear),
            player.welcoming,
        )

    def _question(self, beat: Beat) -> ShownQuestion:
        attempt, ask = self.player.attempt, beat.ask
        notes = tuple(filter(None, map(self._recalled, beat.recall)))
        message, verdict = self._goal(beat, attempt)
        if isinstance(ask, ChoiceQuestion):
            return ShownQuestion(self._options(ask, attempt), None, message, verdict, notes)
        if isinstance(ask, Number | Point):
            said = attempt.answer
            if said is None and isinstance(ask, Point):
                said = ask.start
            text = "" if said is None else entry(said)
            message, verdict = self._verdict(ask, attempt)
            return ShownQuestion((), text, message, verdict, notes)
        return ShownQuestion((), None, message, verdict, notes)

    def _options(self, ask: ChoiceQuestion, attempt: Attempt) -> tuple[ShownOption, ...]:
        right = self.player.right
        options = []
        for place, option in enumerate(ask.options):
            chosen = attempt.answer == place
            verdict: Verdict = ""
            if chosen and right is not None:
                verdict = "right" if right else "wrong"
            hands = tuple(vote[place] for vote in attempt.hands if place < len(vote))
            why = self._text(option.why) if verdict else ""
            options.append(ShownOption(self._text(option.text), chosen, verdict, why, hands))
        return tuple(options)

    def _verdict(self, ask: Number | Point, attempt: Attempt) -> tuple[str, Verdict]:
        right = self.player.right
        if right is None:
            return "", ""
        recording = self.player.session.whole_frame.recordings[ask.run]
        value = number(recording.column(ask.column, ask.row, ask.row + 1)[0])
        if right:
            return self.tr("✓ Right: {value}.").format(value=value), "right"
        return self.tr("✗ It is {value}.").format(value=value), "wrong"

    def _goal(self, beat: Beat, attempt: Attempt) -> tuple[str, Verdict]:
        goal = beat.goal
        if goal is None:
            return "", ""
        now = judge.all_hold(goal.claims, self.player.session.whole_frame.recordings)
        if attempt.solved and now is False:
            return self.tr("✓ Reached before; what is on stage now does not reach it."), "right"
        if attempt.solved:
            return f"✓ {self._text(goal.solved)}", "right"
        hints = [hint for hint in goal.hints if hint.after <= attempt.tries]
        if not attempt.tries and not hints:
            return NO_TRY[spoken()], ""
        tries = self.tr("Tries: {count}").format(count=attempt.tries)
        return (f"{self._text(hints[-1].text)} {tries}" if hints else tries), ""

    def _recalled(self, name: str) -> str:
        """What was predicted first in an earlier beat; nothing where nobody answered."""
        place, beat = next(found for found in enumerate(self.player.beats) if found[1].id == name)
        attempt = self.player.attempts.get(name, Attempt())
        title = re.split("[:：]", beat.title.of(self.language), maxsplit=1)[-1].strip().rstrip("?？")
        if attempt.first is None:
            return ""
        said = entry(attempt.first)
        if isinstance(beat.ask, ChoiceQuestion):
            option = beat.ask.options[int(attempt.first)]
            letter, answer = LETTERS[int(attempt.first)], option.text.of(self.language)
            said = self.tr("{letter}, {answer}").format(letter=letter, answer=answer)
        sign = {True: "✓\u00a0", False: "✗\u00a0", None: ""}[self.player.first_right(place)]
        if "_" not in title.split(" ")[0]:  # decay_steps is no word
            title = title[:1].upper() + title[1:]
        text = sign + self.tr("{beat}: your answer was {answer}").format(beat=title, answer=said)
        votes = [_counted(vote) for vote in attempt.hands if any(vote)]
        if votes:
            text += " · " + self.tr("hands: {votes}").format(votes=" → ".join(votes))
        return text


def _counted(vote: tuple[int, ...]) -> str:
    """The hands of a vote: ``A 12, B 5``."""
    return ", ".join(f"{letter} {count}" for letter, count in zip(LETTERS, vote, strict=False))
