"""What the window remembers from one start to the next. A value that makes no sense is its default."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Signal

from gdviz.base.i18n import LANGUAGES
from gdviz.document.error_sentence import sentence
from gdviz.look.look import LOOKS, SYSTEM

Value = TypeVar("Value")
MAX_RECENT = 10
LARGEST = 2**18  # bytes of the file; gdviz writes a few thousand
TYPE_SIZES = 0.8, 2.0  # smallest and largest


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


def _ends_qt(file: Path) -> bool:
    """Whether a file of settings has values that Qt unpacks, and never bounds: it would end the process.

    Or whether it is so large that Qt reads it for half a second, or a pipe or a device, which has no end.

    gdviz writes none. They are looked for as Qt reads them: without quotation marks, escapes made out.
    """
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return file.exists() and not file.is_dir()
        text = file.read_bytes()
    except OSError:
        return False
    text = re.sub(rb'"|\\\r?\n|\\\r', b"", text)
    text = re.sub(rb"\\x([0-9a-fA-F]+)", lambda found: bytes([int(found[1], 16) & 255]), text)
    text = re.sub(rb"\\([0-7]+)", lambda found: bytes([int(found[1], 8) & 255]), text)
    return re.search(rb"@(Variant|DateTime)\(", text) is not None


def _store(name: str) -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "gdviz", name)


class Remembered(Generic[Value]):
    """A setting: what stands under its key in the file, or the default where nothing does, or nonsense.

    `convert` makes the value of what is stored; it raises ValueError or TypeError for nonsense.
    """

    def __init__(self, convert: Callable[[Any], Value], default: Value, key: str = "") -> None:
        self.convert, self.default, self.key = convert, default, key

    def __set_name__(self, owner: type[Settings], name: str) -> None:
        self.key = self.key or name

    def __get__(self, settings: Settings, owner: type[Settings]) -> Value:
        return settings.read(self.key, self.convert, self.default)

    def __set__(self, settings: Settings, value: Value) -> None:
        settings.write(self.key, repr(value) if isinstance(value, float) else value)


class Settings(QObject):
    """Typed access to gdviz.ini in the user's configuration folder."""

    refused = Signal(str)  # a sentence: why nothing is on the disk; said once

    look = Remembered(one_of(SYSTEM, *LOOKS), SYSTEM)  # a name in LOOKS, or SYSTEM
    type_size = Remembered(_type_size, 1.0)  # how many times as large as the look's own its type is
    language = Remembered(one_of(*LANGUAGES), "")  # a name in LANGUAGES, or nothing: the system's
    speed = Remembered(_speed, 5.0)  # steps a second, 0.5 … 1000 or inf
    loop = Remembered(_switch, False)  # whether playing begins anew at the end
    notes_visible = Remembered(_switch, True)  # whether the lesson's notes are shown
    questions = Remembered(_switch, True)  # whether lessons ask their questions
    keep_versions = Remembered(_switch, True)  # whether what a person changes in a lesson is kept
    single_keys = Remembered(_switch, True)  # whether keys of one character, without Ctrl or Alt, act
    parameters_visible = Remembered(_switch, True)  # whether the column of runs and parameters is shown
    # pixels of the column of runs and parameters, at a type of 1
    column_width = Remembered(_width, 320.0, "window/column")

    def __init__(self) -> None:
        super().__init__()
        file = Path(_store("beside").fileName()).with_name("gdviz.ini")  # looked at before Qt reads it
        try:
            if _ends_qt(file):
                file.replace(file.with_suffix(".damaged"))
            self._store = _store("gdviz")
        except OSError:  # where it has to stay nothing is read of it
            self._store = QSettings(str(file.with_suffix(".own")), QSettings.Format.IniFormat)
        self._complained = False
        self._store.installEventFilter(self)
        self.new_profile = not self._store.allKeys()  # nothing was ever remembered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write when Qt would, soon after a change, and hear whether it can be."""
        if event.type() == QEvent.Type.UpdateRequest:
            self.save()
            return True
        return False

    def save(self) -> None:
        """Write what has changed to disk; where that can't be, nobody is stopped by it."""
        self._store.sync()
        if self._store.status() != QSettings.Status.NoError and not self._complained:
            self._complained = True
            from gdviz.app.recovery.kept import refusal  # here: it is seldom needed

            reason = sentence(refusal(Path(self._store.fileName()).parent))
            text = self.tr("What you choose here can’t be kept for the next start. {reason}")
            self.refused.emit(text.format(reason=reason))

    def read(self, key: str, convert: Callable[[Any], Value], default: Value) -> Value:
        """The stored value as `convert` has it, which raises ValueError or TypeError for nonsense."""
        try:
            return convert(self._store.value(key))
        except (ValueError, TypeError, OverflowError, EOFError, RuntimeError):
            return default

    def write(self, key: str, value: Any) -> None:
        """Put a value under a key, for `save` to write."""
        self._store.setValue(key, value)

    @property
    def keep_progress(self) -> bool:
        """Whether what a person answers in lessons is kept; never where the computer is said to be shared."""
        shared = os.environ.get("GDVIZ_SHARED", "") not in ("", "0")
        return not shared and self.read("keep_progress", _switch, True)

    @keep_progress.setter
    def keep_progress(self, kept: bool) -> None:
        self.write("keep_progress", bool(kept))

    def welcomed(self) -> None:
        """The person has been welcomed: never again."""
        self.new_profile = False
        self.write("welcomed", True)
        self.save()

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, newest first, without those that are gone."""
        paths: list[Path] = self.read("recent", _paths, [])
        return [path for path in paths if os.path.isfile(path)][:MAX_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put a file in front of the recent ones."""
        path = path.absolute()
        kept = [other for other in self.recent if other != path]
        self.write("recent", [str(each) for each in [path, *kept][:MAX_RECENT]])

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self.write("recent", [])

    @property
    def folder(self) -> Path:
        """Where a file was opened or saved last."""
        return self.read("folder", _folder, Path.home())

    @folder.setter
    def folder(self, folder: Path) -> None:
        self.write("folder", str(folder))

    def state(self, name: str) -> QByteArray:
        """The geometry of the window, as Qt saved it; empty if none."""
        return self.read(f"window/{name}", _bytes, QByteArray())

    def set_state(self, name: str, state: QByteArray) -> None:
        """Remember the geometry of the window."""
        self.write(f"window/{name}", state)
