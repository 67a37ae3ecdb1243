"""My progress: what a person answered and reached in the built-in lessons, in one local file, never sent."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, astuple, fields, replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdviz.app.beat_player import BeatPlayer
from gdviz.app.crash.run_files import data_folder
from gdviz.app.settings import Settings
from gdviz.document import lessons
from gdviz.document.atomic_file import make_folder, open_regular, write_whole
from gdviz.document.beats.ask import ChoiceQuestion
from gdviz.document.beats.attempt import Attempt, is_right
from gdviz.document.beats.beat import Beat
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError
from gdviz.notation.numbers import entry
from gdviz.readings.answers import LETTERS

LARGEST = 2**20  # bytes of the file; all lessons are a hundredth of it
PAUSE = 400  # milliseconds after the last change, before it is written


class BeatDone(Struct, frozen=True):
    """What a person did in a beat: the first answer ever, and whether it was right (None: not asked)."""

    lesson: str
    beat: str
    time: str = ""  # of the last change, UTC
    answer: str = ""
    right: bool | None = None
    tries: int = 0
    solved: bool = False


class LessonDone(Struct, frozen=True):
    """What a person has of a lesson: counts, and whether its end was reached."""

    lesson: lessons.Lesson
    asked: int
    right: int
    goals: int
    solved: int
    ended: bool


class MyProgress(QObject):
    """Notes what the player's attempts become.

    A file that can't be read is put aside, and what can't be written is said once.
    """

    refused = Signal(str)  # a sentence: why nothing is on the disk

    def __init__(self, player: BeatPlayer, settings: Settings) -> None:
        super().__init__(player)
        self.player, self.settings = player, settings
        self.done: dict[tuple[str, str], BeatDone] = {}
        self._noted: tuple[object, ...] = ()
        self._read = self._complained = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.write)
        player.changed.connect(self._look)

    @Slot()
    def _look(self) -> None:
        player = self.player
        if not player.active or not self.settings.keep_progress:
            return
        beat, attempt = player.beat, player.attempt
        last = beat is player.beats[-1]
        noted = (beat, attempt, player.right)
        if noted == self._noted or not (last or attempt.answered or attempt.tries):
            return
        self._noted = noted
        lesson = lessons.find(player.base.lesson) if player.base is not None else None
        if lesson is not None and player.beats == lesson.beats:
            self._note(lesson.name, beat, attempt)

    def _note(self, lesson: str, beat: Beat, attempt: Attempt) -> None:
        self.read()
        before = self.done.get((lesson, beat.id), BeatDone(lesson, beat.id))
        first = replace(attempt, answer=attempt.first)
        right = is_right(beat, first, self.player.session.whole_frame.recordings)
        now = replace(
            before,
            answer=before.answer or _written(beat, attempt),
            right=right if before.right is None else before.right,
            tries=max(before.tries, attempt.tries),
            solved=before.solved or attempt.solved,
        )
        if now != before or (lesson, beat.id) not in self.done:
            time = datetime.now(UTC).isoformat(timespec="seconds")
            self.done[lesson, beat.id] = replace(now, time=time)
            self._timer.start()

    def read(self) -> None:
        """Know what is in the file."""
        if self._read:
            return
        self._read = True
        path = progress_path()
        try:
            with open_regular(path) as file:
                text = file.read(LARGEST + 1)
            if len(text) > LARGEST:
                raise ValueError(LARGEST)
            for each in json.loads(text):
                found = BeatDone(**each)
                if _makes_sense(found):
                    self.done[found.lesson, found.beat] = found
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            with contextlib.suppress(OSError):  # what is written from now on must not take its place
                path.replace(path.with_suffix(".damaged.json"))

    @Slot()
    def write(self) -> None:
        """Put it into the file now."""
        self._timer.stop()
        try:
            make_folder(progress_path().parent)
            write_whole(
                progress_path(), json.dumps([asdict(each) for each in self.done.values()], indent=1).encode()
            )
        except DocumentError as error:
            if not self._complained:
                text = self.tr("What you have answered can’t be kept for the next start. {reason}")
                self.refused.emit(text.format(reason=sentence(error)))
            self._complained = True
        else:
            self._complained = False

    def close(self) -> None:
        """Write what waits, and what the disk has refused."""
        if self._timer.isActive() or self._complained:
            self.write()

    def forget(self) -> None:
        """Delete all of it, and the file."""
        self._timer.stop()
        self.done, self._read, self._complained = {}, True, False
        with contextlib.suppress(OSError):
            progress_path().unlink(missing_ok=True)

    def lessons(self) -> list[LessonDone]:
        """The lessons that were begun, in their order."""
        self.read()
        return [found for lesson in lessons.all() if (found := _summed(lesson, self.done)) is not None]

    def table(self) -> str:
        """All of it as comma-separated values."""
        self.read()
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(field.name for field in fields(BeatDone))
        rows.writerows(astuple(each) for each in self.done.values())
        return text.getvalue()


def _summed(lesson: lessons.Lesson, done: Mapping[tuple[str, str], BeatDone]) -> LessonDone | None:
    found = {beat.id: done[lesson.name, beat.id] for beat in lesson.beats if (lesson.name, beat.id) in done}
    if not found:
        return None
    asked = [beat.id for beat in lesson.beats if beat.ask is not None]
    goals = [beat.id for beat in lesson.beats if beat.goal is not None]
    return LessonDone(
        lesson,
        len(asked),
        sum(bool(found[name].right) for name in asked if name in found),
        len(goals),
        sum(found[name].solved for name in goals if name in found),
        lesson.beats[-1].id in found,
    )


def _written(beat: Beat, attempt: Attempt) -> str:
    """The first answer: its letter and its English text, or a number."""
    if attempt.first is None:
        return ""
    if isinstance(beat.ask, ChoiceQuestion):
        place = int(attempt.first)
        return f"{LETTERS[place]}: {beat.ask.options[place].text.of('en')}"
    return entry(attempt.first)


def _makes_sense(found: Any) -> bool:
    texts = (found.lesson, found.beat, found.time, found.answer)
    known = found.right is None or isinstance(found.right, bool)
    return all(isinstance(text, str) for text in texts) and known and isinstance(found.tries, int)


def progress_path() -> Path:
    """The file."""
    return data_folder() / "progress.json"
