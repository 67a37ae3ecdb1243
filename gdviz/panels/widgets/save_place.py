"""Where a file is to be saved: the system's dialog, and a question where the ending makes it another file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gdviz.base.i18n import translate
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError


def ask_save_place(
    parent: QWidget,
    title: str,
    proposed: Path,
    filters: Sequence[str],
    complete: Callable[[Path, str], Path],
) -> tuple[Path, str] | None:
    """The path and the filter that the person chose; None where they would rather not save.

    `complete` gives a path, chosen with a filter, the ending that it lacks. The system's dialog asks before
    a file that exists is written over, but knows the name as it was typed only: for the completed one the
    question comes from here.
    """
    while True:
        chosen, form = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(filters))
        if not chosen:
            return None
        path = complete(Path(chosen), form)
        if path == Path(chosen) or not path.exists() or _may_replace(parent, path):
            return path, form
        proposed = path


def ask_save_path(parent: QWidget, title: str, proposed: Path, kind: str) -> Path | None:
    """The path that the person chose for a file of one kind, whose ending `proposed` has; None for none."""
    ending = proposed.suffix
    place = ask_save_place(parent, title, proposed, [kind], lambda path, _: with_ending(path, ending))
    return None if place is None else place[0]


def saved(path: Path) -> str:
    """That a file is saved, in words."""
    return translate("SavePlace", "Saved as “{file}”.").format(file=path.name)


def not_saved(path: Path, why: DocumentError | str) -> str:
    """That a file can't be saved, and why, in words."""
    reason = why if isinstance(why, str) else sentence(why)
    return translate("SavePlace", "“{file}” can’t be saved. {reason}").format(file=path.name, reason=reason)


def with_ending(path: Path, ending: str) -> Path:
    """The path with the ending behind its name, unless it has it.

    >>> with_ending(Path("rate 0.2"), ".py").name, with_ending(Path("A.PY"), ".py").name
    ('rate 0.2.py', 'A.PY')
    """
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def _may_replace(parent: QWidget, path: Path) -> bool:
    box = QMessageBox(parent, icon=QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("SavePlace", "The file exists"))
    box.setText(translate("SavePlace", "“{file}” already exists. Overwrite it?").format(file=path.name))
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Yes).setText(translate("SavePlace", "Overwrite"))
    answer = box.exec()
    box.deleteLater()
    return answer == QMessageBox.StandardButton.Yes
