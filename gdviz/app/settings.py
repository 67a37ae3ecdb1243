"""What the window remembers from one start to the next. A value that makes no sense is its default."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from gdviz.base.i18n import LANGUAGES
from gdviz.look.look import LOOKS, SYSTEM

Value = TypeVar("Value")
MAX_RECENT = 10
TYPE_SIZES = 0.8, 2.0  # smallest and largest


class Settings:
    """Typed access to gdviz.ini in the user's configuration folder."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "gdviz", "gdviz")
        self.new_profile = not self._store.allKeys()  # nothing was ever remembered

    def save(self) -> None:
        """Write what has changed to disk."""
        self._store.sync()

    def _read(self, key: str, convert: Callable[[Any], Value], default: Value) -> Value:
        """The stored value as `convert` has it, which raises ValueError or TypeError for nonsense."""
        try:
            return convert(self._store.value(key))
        except (ValueError, TypeError, OverflowError, EOFError, RuntimeError):
            return default

    def _write(self, key: str, value: Any) -> None:
        self._store.setValue(key, value)

    @property
    def look(self) -> str:
        """A name in LOOKS, or SYSTEM."""
        return self._read("look", one_of(SYSTEM, *LOOKS), SYSTEM)

    @look.setter
    def look(self, name: str) -> None:
        self._write("look", name)

    @property
    def type_size(self) -> float:
        """How many times as large as the look's own its type is."""
        return self._read("type_size", _type_size, 1.0)

    @type_size.setter
    def type_size(self, size: float) -> None:
        self._write("type_size", repr(float(size)))

    @property
    def language(self) -> str:
        """A name in LANGUAGES, or nothing: the system's."""
        return self._read("language", one_of(*LANGUAGES), "")

    @language.setter
    def language(self, name: str) -> None:
        self._write("language", name)

    @property
    def speed(self) -> float:
        """Steps a second, 0.5 … 1000 or inf."""
        return self._read("speed", _speed, 5.0)

    @speed.setter
    def speed(self, speed: float) -> None:
        self._write("speed", repr(float(speed)))

    @property
    def loop(self) -> bool:
        """Whether playing begins anew at the end."""
        return self._read("loop", _switch, False)

    @loop.setter
    def loop(self, loop: bool) -> None:
        self._write("loop", bool(loop))

    @property
    def notes_visible(self) -> bool:
        """Whether the lesson's notes are shown."""
        return self._read("notes_visible", _switch, True)

    @notes_visible.setter
    def notes_visible(self, visible: bool) -> None:
        self._write("notes_visible", bool(visible))

    @property
    def questions(self) -> bool:
        """Whether lessons ask their questions."""
        return self._read("questions", _switch, True)

    @questions.setter
    def questions(self, asked: bool) -> None:
        self._write("questions", bool(asked))

    @property
    def keep_versions(self) -> bool:
        """Whether what a person changes in a lesson is kept."""
        return self._read("keep_versions", _switch, True)

    @keep_versions.setter
    def keep_versions(self, kept: bool) -> None:
        self._write("keep_versions", bool(kept))

    @property
    def keep_progress(self) -> bool:
        """Whether what a person answers in lessons is kept; never where the computer is said to be shared."""
        shared = os.environ.get("GDVIZ_SHARED", "") not in ("", "0")
        return not shared and self._read("keep_progress", _switch, True)

    @keep_progress.setter
    def keep_progress(self, kept: bool) -> None:
        self._write("keep_progress", bool(kept))

    def welcomed(self) -> None:
        """The person has been welcomed: never again."""
        self.new_profile = False
        self._write("welcomed", True)
        self.save()

    @property
    def single_keys(self) -> bool:
        """Whether keys of one character, without Ctrl or Alt, act."""
        return self._read("single_keys", _switch, True)

    @single_keys.setter
    def single_keys(self, acting: bool) -> None:
        self._write("single_keys", bool(acting))

    @property
    def parameters_visible(self) -> bool:
        """Whether the column of runs and parameters is shown."""
        return self._read("parameters_visible", _switch, True)

    @parameters_visible.setter
    def parameters_visible(self, visible: bool) -> None:
        self._write("parameters_visible", bool(visible))

    @property
    def column_width(self) -> float:
        """Pixels of the column of runs and parameters, at a type of 1."""
        return self._read("window/column", _width, 320.0)

    @column_width.setter
    def column_width(self, width: float) -> None:
        self._write("window/column", repr(float(width)))

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, newest first, without those that are gone."""
        paths: list[Path] = self._read("recent", _paths, [])
        return [path for path in paths if os.path.isfile(path)][:MAX_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put a file in front of the recent ones."""
        path = path.absolute()
        kept = [other for other in self.recent if other != path]
        self._write("recent", [str(each) for each in [path, *kept][:MAX_RECENT]])

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self._write("recent", [])

    @property
    def folder(self) -> Path:
        """Where a file was opened or saved last."""
        return self._read("folder", _folder, Path.home())

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._write("folder", str(folder))

    def state(self, name: str) -> QByteArray:
        """The geometry of the window, as Qt saved it; empty if none."""
        return self._read(f"window/{name}", _bytes, QByteArray())

    def set_state(self, name: str, state: QByteArray) -> None:
        """Remember the geometry of the window."""
        self._write(f"window/{name}", state)


def one_of(*allowed: str) -> Callable[[Any], str]:
    """A converter that lets only these words through."""

    def convert(value: Any) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return convert


def _speed(value: Any) -> float:
    speed = float(value)
    if not (0.5 <= speed <= 1000 or speed == math.inf):
        raise ValueError(value)
    return speed


def _type_size(value: Any) -> float:
    size = float(value)
    if not TYPE_SIZES[0] <= size <= TYPE_SIZES[1]:
        raise ValueError(value)
    return size


def _width(value: Any) -> float:
    width = float(value)
    if not 100 <= width <= 2000:
        raise ValueError(value)
    return width


def _switch(value: Any) -> bool:
    words = {"true": True, "false": False}  # as QSettings writes them
    if str(value).lower() not in words:
        raise ValueError(value)
    return words[str(value).lower()]


def _paths(value: Any) -> list[Path]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) and "\0" not in each for each in values):
        raise ValueError(value)
    return [Path(each) for each in values if each]


def _folder(value: Any) -> Path:
    folder = Path(value)
    if not os.path.isdir(folder):  # which, unlike Path.is_dir, takes a name that is too long
        raise ValueError(value)
    return folder


def _bytes(value: Any) -> QByteArray:
    if not isinstance(value, QByteArray):
        raise ValueError(value)
    return value


__all__ = ["MAX_RECENT", "TYPE_SIZES", "Settings", "one_of"]
