"""Recordings as far as a class has seen them: what comes after the playhead is kept back."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

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
    reader.__dict__.update({name: value for name, value in whole.__dict__.items() if name not in hidden})
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
            reader: Any = self._readers.setdefault(id(recording), _reader(recording))
            reader.seen = max(reader.seen, frame.playhead + 1)
            readers.append(reader)
        published = tuple(
            min(rows, reader.seen) for rows, reader in zip(frame.published, readers, strict=True)
        )
        return replace(
            frame, recordings=tuple(readers), published=published, outcomes=(None,) * len(published)
        )


__all__ = ["Seen", "whole_of"]
