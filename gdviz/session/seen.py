"""Recordings as far as a class has seen them: what comes after the playhead is kept back."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from gdviz.document.beats.beat import BeatMark
from gdviz.document.frame import Frame
from gdviz.engine.recording import Recording


class _SeenRows:
    """Reads a recording as if it were still computed, and had no row beyond `seen`."""

    whole: Recording
    seen: int

    @property
    def published(self) -> int:
        """How many rows may be read."""
        return min(self.whole.published, self.seen)

    @property
    def foreseen(self) -> int:
        """No more than has been seen."""
        return self.published

    @property
    def outcome(self) -> None:
        """Nobody has seen the end."""


def _reader(whole: Recording) -> Recording:
    """A reader of the same columns; it shares all that is stored."""
    kind = type(whole)
    reader: Any = object.__new__(type(f"Seen{kind.__name__}", (_SeenRows, kind), {}))
    hidden = {"published", "outcome"}
    stored = whole.__dict__.copy()  # at once: what another thread works out is stored there, too
    reader.__dict__.update({name: value for name, value in stored.items() if name not in hidden})
    reader.whole, reader.seen = whole, 1
    result: Recording = reader
    return result


def whole_of(recording: Recording) -> Recording:
    """The recording behind a reader: for what is worked out ahead, and shown only as far as it was seen."""
    return recording.whole if isinstance(recording, _SeenRows) else recording


class Seen:
    """What has been seen of the runs since it was made: up to the furthest step at which the playhead was."""

    def __init__(self) -> None:
        self._readers: dict[int, Recording] = {}  # by the identity of the recording, which the reader keeps

    def of(self, frame: Frame) -> Frame:
        """The frame without what comes after the playhead, and was not seen before."""
        readers: list[Any] = []
        for recording in frame.recordings:
            reader: Any = self._readers.get(id(recording))
            if reader is None:
                reader = self._readers[id(recording)] = _reader(recording)
            reader.seen = max(reader.seen, frame.playhead + 1)
            readers.append(reader)
        published = tuple(
            min(rows, reader.seen) for rows, reader in zip(frame.published, readers, strict=True)
        )
        return replace(
            frame, recordings=tuple(readers), published=published, outcomes=(None,) * len(published)
        )


class Veil:
    """What is kept back of frames, and ringed on them, as a beat says."""

    def __init__(self) -> None:
        self._hidden: tuple[str, ...] = ()
        self._marks: tuple[BeatMark, ...] = ()
        self._seen: Seen | None = None  # where what is to come is hidden

    def put(self, hidden: tuple[str, ...], marks: tuple[BeatMark, ...]) -> bool:
        """Keep that back from now on, and ring that; whether anything is or was kept back or ringed.

        Where the future is hidden, what the playhead reaches from now on stays seen.
        """
        before = self._hidden or self._marks
        self._hidden, self._marks = hidden, marks
        self._seen = Seen() if "future" in hidden else None
        return bool(hidden or marks or before)

    def of(self, frame: Frame) -> Frame:
        """The frame as it is to be seen."""
        if self._hidden or self._marks:
            frame = replace(frame, hidden=self._hidden, marks=self._marks)
        return frame if self._seen is None else self._seen.of(frame)
