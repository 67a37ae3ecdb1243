"""The undo list: scenes, the texts of the changes between them, and which of them is on stage."""

from __future__ import annotations

from msgspec import Struct

from gdviz.document.scene import Scene


class _Change(Struct, frozen=True):
    """A scene and the change that led to it."""

    scene: Scene
    text: str = ""


class History:
    """Scenes are frozen, so undo is a list of them and a place in it.

    >>> history = History(Scene())
    >>> history.edit(Scene(title="Bowl"), "Rename")
    True
    >>> history.undo_text, history.undo(), history.scene.title, history.can_undo
    ('Rename', True, '', False)
    """

    def __init__(self, scene: Scene, limit: int = 500, *, saved: bool = True) -> None:
        """Begin with `scene`, which no file holds as it is unless it is `saved`.

        At most `limit` changes are kept; the oldest are forgotten.
        """
        self._limit = limit
        self._changes = [_Change(scene)]
        self._place = 0
        self._saved = scene if saved else None
        self._open = ""  # the merge key that the next change may join

    @property
    def scene(self) -> Scene:
        """The scene on stage."""
        return self._changes[self._place].scene

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._place + 1 < len(self._changes)

    @property
    def undo_text(self) -> str:
        """What `undo` would take back; empty if there is nothing."""
        return self._changes[self._place].text

    @property
    def redo_text(self) -> str:
        """What `redo` would make again; empty if there is nothing."""
        return self._changes[self._place + 1].text if self.can_redo else ""

    @property
    def modified(self) -> bool:
        """Whether the scene differs from the saved one (by value: undoing back to it clears this)."""
        return self.scene != self._saved

    def edit(self, scene: Scene, text: str, merge: str = "") -> bool:
        """Add a change, or join it to the last one if that has the same non-empty `merge` and is still open.

        What was undone is forgotten. False if nothing changes.

        A drag that comes back to where it began leaves no change behind.
        """
        if scene == self.scene:
            return False
        if merge and merge == self._open and self.can_undo:
            del self._changes[self._place :]
        else:
            del self._changes[self._place + 1 :]
        self._open = ""
        if scene != self._changes[-1].scene:
            self._changes.append(_Change(scene, text))
            self._open = merge
        del self._changes[: -self._limit - 1]
        self._place = len(self._changes) - 1
        return True

    @property
    def open(self) -> bool:
        """Whether the next edit may join the last one: a hand still holds what it changes."""
        return bool(self._open)

    def close_edit(self) -> None:
        """The next change is one of its own, whatever its merge key."""
        self._open = ""

    def undo(self) -> bool:
        """Take the last change back; False if there is none."""
        self.close_edit()
        if not self.can_undo:
            return False
        self._place -= 1
        return True

    def redo(self) -> bool:
        """Make the change again that was undone last; False if there is none."""
        self.close_edit()
        if not self.can_redo:
            return False
        self._place += 1
        return True

    def mark_saved(self, scene: Scene | None = None) -> None:
        """This scene is the one in the file; None: the one on stage."""
        self._saved = self.scene if scene is None else scene
