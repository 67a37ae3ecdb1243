"""What every field of the form has in common: title, mark, reset, help, and the sentence of an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document.scene import Run
from gdviz.engine.declare import Field
from gdviz.look.accessible import plain_text
from gdviz.look.announcements import announce
from gdviz.look.appearance import Appearance
from gdviz.look.field_name import FieldName
from gdviz.look.icons import put_icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.paint import fill, smooth_painter
from gdviz.look.widgets import problem_label, scaled
from gdviz.notation.numbers import entry
from gdviz.panels.widgets.actions_menu import ActionsMenu


class DifferenceMark(Appearance, QWidget):
    """A dot that says: this differs from other runs. Which values they have stands in its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVisible(False)

    def set_look(self, look: Look) -> None:
        """Take colour and size."""
        super().set_look(look)
        self.setFixedSize(scaled(look, 10), scaled(look, 14))

    def show_text(self, text: str) -> None:
        """Appear with this tooltip; disappear without one."""
        self.setVisible(bool(text))
        self.setToolTip(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A diamond in the accent: told from a run's round dot by its shape too."""
        painter = smooth_painter(self)
        fill(painter, self.look.accent)
        middle, size = self.rect().toRectF().center(), 3.6 * self.look.font_scale
        corners = [(0.0, -size), (size, 0.0), (0.0, size), (-size, 0.0)]
        painter.drawPolygon([QPointF(middle.x() + x, middle.y() + y) for x, y in corners])
        painter.end()


class FieldEditor(Appearance, QWidget):
    """Edits one declared parameter. A subclass puts its control into `self.body` and writes `show_value`.

    `path` is the parameter's place below the run, e.g. ``schedule.decay_rate``.
    """

    changed = Signal(object, object, bool)  # this editor, the value that a person chose, still in the hand
    finished = Signal()  # the hand has let go
    spread = Signal(object)  # this editor: its value is wanted in all runs
    wished = Signal(str, object)  # another place below the run, and the value that is wanted there
    import_wished = Signal()  # data from a file are wanted
    beside = False  # whether the control stands beside the title instead of below it

    def __init__(self, field: Field, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.heads = ""  # the section that is called so
        self.path = path
        self.value: Any = field.default
        self.closed_for = ""  # why nothing can be set at present
        self.held: QWidget | None = None  # the control that is called as the field
        self.title = FieldName(self)
        self.mark = DifferenceMark(self)
        self.reset = QToolButton(self, autoRaise=True)
        keep_keys(self.reset, BUTTON)
        self.error = problem_label(self)
        self._seen = QTimer(self, singleShot=True, interval=0)  # once the form has made room for it
        self._seen.timeout.connect(self._bring_error)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(not self.beside)
        self.reset.setSizePolicy(policy)
        self.reset.hide()

        self.reset_action = QAction(self)
        self.spread_action = QAction(self)
        self.spread_action.setEnabled(False)
        self.addActions([self.reset_action, self.spread_action])
        ActionsMenu(self)
        self.reset.clicked.connect(self._reset)
        self.reset_action.triggered.connect(self._reset)
        self.spread_action.triggered.connect(self._spread)

        self.head = QHBoxLayout()
        self.rows = bare(QVBoxLayout(self))
        self.rows.addLayout(self.head)
        self.head.addWidget(self.title, int(self.beside))
        self.head.addWidget(self.mark)
        if not self.beside:
            self.head.addStretch(1)
        self.head.addWidget(self.reset)
        self.title.setWordWrap(self.beside)
        self.body: QBoxLayout = QHBoxLayout()
        (self.head if self.beside else self.rows).addLayout(self.body)
        self.rows.addWidget(self.error)
        self.build()

    # -- for a subclass ------------------------------------------------------------------------------------

    def build(self) -> None:
        """Make the control and put it into `self.body`."""
        raise NotImplementedError

    def hold(self, control: QWidget, buddy: QWidget | None = None) -> None:
        """Put the control into `self.body`, called as the field is: or its `buddy`, by who makes that."""
        self.held = control if buddy is None else None
        self.body.addWidget(control)
        self.title.setBuddy(buddy or control)

    @property
    def called(self) -> str:
        """The field's title for people."""
        return declared(self.field.title) or self.field.name

    def show_value(self, value: Any) -> None:
        """Show `value` in the control, without emitting anything."""
        raise NotImplementedError

    def show_run(self, run: Run) -> None:
        """Take what the control needs to know of the rest of the run; comes before `show_value`."""

    def text_of(self, value: Any) -> str:
        """`value` as a person reads it."""
        return self.tr("on") if value is True else self.tr("off") if value is False else value_text(value)

    def value_in(self, run: Run) -> Any:
        """The value that stands in `run`."""
        value: Any = run
        for part in self.path.split("."):
            value = getattr(value, part)
        return value

    def summary(self) -> str:
        """The value in a few words, for the heading of a section that is folded."""
        return self.text_of(self.value)

    @property
    def place(self) -> str:
        """The place below the run of the whole of what this editor and those below it show."""
        return self.path

    @property
    def paths(self) -> frozenset[str]:
        """The places below the run that this editor shows."""
        return frozenset((self.path,))

    def differs(self, own: Any, other: Any) -> bool:
        """Whether another run's value is another one."""
        return bool(own != other)

    def default_for_now(self) -> Any:
        """What reset goes back to."""
        return self.field.default

    def range_text(self) -> str:
        """Which values are allowed, as a sentence; empty where anything is."""
        return ""

    # -- for the form --------------------------------------------------------------------------------------

    def set_value(self, value: Any, run: Run) -> None:
        """Show the value that stands in the scene."""
        self.show_run(run)
        self.value = value
        self.show_value(value)
        differs = value != self.default_for_now()
        self.reset.setVisible(differs)
        self.reset_action.setEnabled(differs and not self.closed_for)

    def showing(self, value: Any, run: Run) -> Iterator[None]:
        """As `set_value`, bit by bit: of what takes its time each editor is one."""
        self.set_value(value, run)
        yield

    def set_mark(self, text: str) -> None:
        """Mark that other runs differ, and how; an empty text takes the mark away."""
        self.mark.show_text(text)

    def set_several(self, several: bool) -> None:
        """Whether there are other runs to which the value could go."""
        self.spread_action.setEnabled(several)

    def show_error(self, sentence: str, place: tuple[int, int] | None = None) -> None:
        """Say why the last entry was refused; `place` is where in a text, (start, stop)."""
        self.error.setText(sentence)
        announce(self, sentence)
        self.error.show()
        self._seen.start()

    @Slot()
    def _bring_error(self) -> None:
        """Scroll to what is wrong, where it stands below what is seen of the form."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None and self.error.isVisible():
            parent.ensureWidgetVisible(self.error)

    def clear_error(self) -> None:
        """The last entry was accepted."""
        self.error.hide()
        self.error.clear()

    def close_for(self, reason: str) -> None:
        """Let nothing be set, and say why in the tooltip; an empty reason opens the field again."""
        if reason == self.closed_for:
            return
        self.closed_for = reason
        self.open_controls(not reason)
        self.reset.setEnabled(not reason)
        self.reset_action.setEnabled(not reason and self.value != self.default_for_now())
        self.explain()

    def open_controls(self, opened: bool) -> None:
        """Let a value be chosen, or not."""
        self.setEnabled(opened)

    def forget(self) -> None:
        """Drop what was typed and not taken: another run is shown from now on."""
        self.clear_error()

    @property
    def inner(self) -> list[FieldEditor]:
        """The editors of the fields of what it edits, where that has any."""
        return []

    def every(self) -> list[FieldEditor]:
        """This editor and all below it."""
        return [self]

    def retire(self) -> None:
        """Go away for good, wherever mark and reset have been put."""
        self.blockSignals(True)  # an entry that loses the focus now has nothing to say any more
        for widget in (self.mark, self.reset, self):
            widget.hide()
            widget.deleteLater()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        put_icon(self.reset, "reset", look, 14, look.muted)
        self.head.setSpacing(scaled(look, 4))
        self.body.setSpacing(scaled(look, 8))
        self.rows.setSpacing(scaled(look, 1))

    def retranslate(self) -> None:
        """Put every text anew."""
        self.title.setText(self.called)
        if self.held is not None:
            self.held.setAccessibleName(self.called)
        self.error.setAccessibleName(self.tr("What is wrong"))
        self._name_parts()
        self.reset_action.setText(self.tr("Reset to default"))
        self.spread_action.setText(self.tr("Apply to all runs"))
        self.explain()

    def lead(self, title: str) -> None:
        """Be called as the section is that this editor heads: a field in it may have its title."""
        if title != self.heads:
            self.heads = title
            self._name_parts()

    def _name_parts(self) -> None:
        text = self.tr("Reset all of “{title}”") if self.heads else self.tr("Reset {title}")
        self.reset.setAccessibleName(text.format(title=self.heads or self.called))

    def explain(self) -> None:
        """Put the tooltips anew."""
        template = self.tr("Reset to the default, {value}")
        self.reset.setToolTip(template.format(value=self.text_of(self.default_for_now())))
        self.setToolTip(self.help_text())
        self._describe(plain_text(self.help_text()).removeprefix(f"{self.called}. "))

    def _describe(self, text: str) -> None:
        """Tell what the field is about to who reaches its controls without eyes."""
        self.setAccessibleDescription(text)
        for part in self.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.toolTip() and self._is_own(part):
                part.setAccessibleDescription(text)

    def _is_own(self, part: QWidget) -> bool:
        """Whether no other field stands between."""
        parent = part.parentWidget()
        while parent is not None and not isinstance(parent, FieldEditor):
            parent = parent.parentWidget()
        return parent is self

    def help_text(self) -> str:
        """The tooltip: title, what larger and smaller do, range and default."""
        lines = [f"<i>{self.closed_for}</i>" if self.closed_for else ""]
        lines += [declared(self.field.help), self.range_text()]
        lines.append(self.tr("Default: {value}.").format(value=self.text_of(self.field.default)))
        body = "<br>".join(line for line in lines if line)
        return f"<p><b>{self.called}</b></p><p>{body}</p>"

    # -- the hand ------------------------------------------------------------------------------------------

    def choose(self, value: Any, live: bool = False) -> None:
        """A person chose `value`: tell it, unless it is there already."""
        if value != self.value:
            self.changed.emit(self, value, live)
        else:
            self.clear_error()

    @Slot()
    def _reset(self) -> None:
        self.clear_error()
        self.choose(self.default_for_now())
        self.show_value(self.value)

    @Slot()
    def _spread(self) -> None:
        self.spread.emit(self)


def value_text(value: Any) -> str:
    """A value as a person reads it, without words."""
    if isinstance(value, (int, float)):
        return entry(value)
    if isinstance(value, tuple):
        return ", ".join(
            f"({value_text(each)})" if isinstance(each, tuple) else value_text(each) for each in value
        )
    return str(value)
