"""A folder for what is handed to another program."""

from __future__ import annotations

from PySide6.QtCore import QTemporaryDir

from gdviz.document.errors import DocumentError


def temporary_folder() -> QTemporaryDir:
    """A new folder, which goes with the object. Raises DocumentError where there can't be one."""
    folder = QTemporaryDir()
    if not folder.isValid():  # its paths would be those of nowhere
        raise DocumentError("unwritable", reason=folder.errorString())
    return folder
