"""The session: the one object that the window talks to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gdviz.scene import Scene
from gdviz.session.frame import Frame


class Session(QObject):
    """Owns the scene with its undo list, the recordings, the worker thread and the playhead."""

    scene_changed = Signal()  # another scene is on stage (edit, undo, open): panels read `scene` anew
    frame_changed = Signal(object)  # Frame: rows were published or the playhead moved; at most once a screen frame
    selection_changed = Signal()  # `selected`
    transport_changed = Signal()  # playing, speed, loop
    history_changed = Signal()  # can_undo, can_redo, undo_text, redo_text, modified
    progress_changed = Signal()  # computing, progress

    # scene and history
    scene: Scene
    frame: Frame
    selected: int

    def edit(self, scene: Scene, text: str, merge: str = "") -> None:
        """Put `scene` on stage as one undoable change called `text`.

        Edits with the same non-empty `merge` that follow each other before `close_edit` are one change.
        """

    def close_edit(self) -> None:
        """The hand has let go: the next edit is a change of its own."""

    def open(self, scene: Scene) -> None:
        """Another document: a new history, the playhead at 0."""

    def mark_saved(self) -> None:
        """The scene on stage is the one in the file: `modified` is False until it differs."""

    def undo(self) -> None: ...

    def redo(self) -> None: ...

    can_undo: bool
    can_redo: bool
    undo_text: str
    redo_text: str
    modified: bool

    def select(self, run: int) -> None: ...

    # transport
    playhead: int
    playing: bool
    speed: float  # steps a second; math.inf is "as fast as it goes"
    loop: bool

    def play(self) -> None: ...

    def pause(self) -> None: ...

    def set_playhead(self, step: int) -> None:
        """Move the playhead, clamped to 0 … frame.last."""

    def set_speed(self, speed: float) -> None: ...

    def set_loop(self, loop: bool) -> None: ...

    # computing
    computing: bool
    progress: float  # 0 … 1, of all rows of all runs

    def stop(self) -> None:
        """End the computation where it is; the rows so far stay, the outcomes are "stopped"."""

    def close(self) -> None:
        """End the worker thread. Call before the application ends."""
