"""Every key of the window: what it does, and where it acts. No Qt.

Menus, tooltips, *Help > Keyboard shortcuts* and what listens to keys take theirs from KEYS; a test finds keys
used twice. Keys that every system gives to its own controls (arrows on a slider) are not named here.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from msgspec import Struct

from gdviz.base.i18n import translate


class Where(Enum):
    """Where a key acts. Entries keep what is typed into them everywhere."""

    WINDOW = "wherever the focus is"
    BEAT = "while a part of a lesson is on stage"
    STEPS = "while none is"
    QUESTION = "while there are answers to choose from"
    ASKED = "while a question waits for its right answer"
    BLANK = "while the screen is black or white"
    RUNS = "while the list of runs has the focus"
    VIEW = "while a view has the focus"
    PLOT = "while a plot has the focus"
    CLASSES = "while a plot of points has the focus, and nothing is asked"
    CHOSEN = "while a mark of a plot is ringed"
    HELD = "while a mark of a plot, or a divider, is held"
    DRAWING = "while a pen or the eraser is in the hand"


# Whatever a held mark, a blank screen, a pen or a question listens to, it gets before the window does.
NEAREST = (Where.BLANK, Where.CHOSEN, Where.HELD, Where.DRAWING, Where.ASKED)
# Never both at once.
APART = (frozenset({Where.BEAT, Where.STEPS}), frozenset({Where.QUESTION, Where.CLASSES}))

# What Esc undoes, the first that there is. An entry that is typed into takes that back before; what covers
# everything goes before what is covered.
ESC = ("blank", "held", "pen", "spotlight", "panels", "enlarged", "presenting")


class KeyCommand(Struct, frozen=True):
    """A command, the keys that lead to it as Qt writes them, with spaces between, and where they do."""

    name: str
    written: str
    where: Where = Where.WINDOW
    text: Callable[[], str] | None = None  # what it does, where no entry of a menu says so

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, each by itself."""
        return tuple(self.written.split())


WAYS = ("Left", "Right", "Up", "Down")


def _choose() -> str:
    return translate("Keys", "Next and previous mark of a plot")


def _move() -> str:
    return translate("Keys", "Move the mark that is held")


def _move_far() -> str:
    return translate("Keys", "Move it ten times as far")


def _class() -> str:
    return translate("Keys", "The class of the point, or of new ones")


def _pan() -> str:
    return translate("Keys", "Move the axes")


KEYS: tuple[KeyCommand, ...] = (
    # File
    KeyCommand("new", "Ctrl+N"),
    KeyCommand("new_window", "Ctrl+Shift+N"),
    KeyCommand("open", "Ctrl+O"),
    KeyCommand("lesson_before", "Ctrl+PgUp"),
    KeyCommand("lesson_after", "Ctrl+PgDown"),
    KeyCommand("save", "Ctrl+S"),
    KeyCommand("save_as", "Ctrl+Shift+S"),
    KeyCommand("export", "Ctrl+E"),
    KeyCommand("export_data", "Ctrl+Shift+D"),
    KeyCommand("show_code", "Ctrl+Shift+E"),
    KeyCommand("import_data", "Ctrl+I"),
    KeyCommand("quit", "Ctrl+Q"),
    # Edit
    KeyCommand("undo", "Ctrl+Z"),
    KeyCommand("redo", "Ctrl+Shift+Z Ctrl+Y"),
    KeyCommand("copy_picture", "Ctrl+Shift+C"),
    KeyCommand("copy_data", "Ctrl+Alt+C"),
    KeyCommand("copy_scene", "Ctrl+Alt+S"),
    KeyCommand("paste_scene", "Ctrl+V"),
    KeyCommand("copy", "Ctrl+C"),
    KeyCommand("edit_lesson", "Ctrl+Shift+B"),
    KeyCommand("set_from_here", "Ctrl+Shift+F"),
    KeyCommand("change_all_runs", "Ctrl+Shift+A"),
    # Runs
    KeyCommand("run_duplicate", "Ctrl+D"),
    KeyCommand("run_fork", "Ctrl+Alt+D"),
    KeyCommand("run_rename", "F2"),
    KeyCommand("run_hide", "H"),
    KeyCommand("run_up", "Alt+Up"),
    KeyCommand("run_down", "Alt+Down"),
    KeyCommand("run_delete", "Del"),
    # View
    *(KeyCommand(f"view_{place}", f"Ctrl+{place % 10}") for place in range(1, 11)),
    KeyCommand("enlarge", "Ctrl+Return Ctrl+Enter"),
    KeyCommand("notes", "Ctrl+L"),
    KeyCommand("parameters", "Ctrl+P"),
    KeyCommand("full_screen", "F11"),
    KeyCommand("present", "F5"),
    KeyCommand("black", "B ."),
    KeyCommand("white", "W"),
    KeyCommand("spotlight", "S"),
    KeyCommand("pen", "P"),
    KeyCommand("fading_pen", "F"),
    KeyCommand("eraser", "E"),
    KeyCommand("undo_stroke", "Ctrl+Z", Where.DRAWING),
    KeyCommand("clear_drawing", "Del", Where.DRAWING),
    KeyCommand("type_larger", "Ctrl+= Ctrl++"),
    KeyCommand("type_smaller", "Ctrl+-"),
    KeyCommand("presenter_window", "Shift+F5"),
    # Playback
    KeyCommand("play", "Space"),
    KeyCommand("step_back", "Left"),
    KeyCommand("step_forward", "Right"),
    KeyCommand("ten_back", "Shift+Left"),
    KeyCommand("ten_forward", "Shift+Right"),
    KeyCommand("to_start", "Home"),
    KeyCommand("to_end", "End"),
    KeyCommand("loop", "L"),
    KeyCommand(
        "page_back",
        "PgUp",
        Where.STEPS,
        lambda: translate("Keys", "Step back, outside of lessons"),
    ),
    KeyCommand(
        "page_forward",
        "PgDown",
        Where.STEPS,
        lambda: translate("Keys", "Step forward, outside of lessons"),
    ),
    # The surface of the loss
    *(
        KeyCommand(
            f"surface_{way.lower()}",
            f"Ctrl+{way}",
            text=lambda: translate("Keys", "Turn the loss that is drawn as a surface"),
        )
        for way in ("Left", "Right", "Up", "Down")
    ),
    # Lesson
    KeyCommand("beat_back", "PgUp", Where.BEAT),
    KeyCommand("beat_next", "PgDown", Where.BEAT),
    KeyCommand("beat_restore", "Ctrl+R"),
    KeyCommand("reset_lesson", "F8"),
    *(
        KeyCommand(
            f"answer_{place}",
            f"{place}",
            Where.QUESTION,
            lambda: translate("Keys", "Choose an answer"),
        )
        for place in range(1, 5)
    ),
    *(
        KeyCommand(
            f"letter_{letter}",
            letter,
            Where.ASKED,
            lambda: translate("Keys", "Answer the open question; the period makes the screen black then"),
        )
        for letter in "ABCD"
    ),
    # Help
    KeyCommand("shortcuts", "F1"),
    # On a plot
    KeyCommand("mark_next", "Down", Where.PLOT, _choose),
    KeyCommand("mark_back", "Up", Where.PLOT, _choose),
    KeyCommand(
        "mark_take", "Return Enter", Where.PLOT, lambda: translate("Keys", "Take the mark, or put it down")
    ),
    *(KeyCommand(f"mark_{way.lower()}", way, Where.HELD, _move) for way in WAYS),
    *(KeyCommand(f"far_{way.lower()}", f"Shift+{way}", Where.HELD, _move_far) for way in WAYS),
    KeyCommand(
        "mark_delete",
        "Del Backspace",
        Where.CHOSEN,
        lambda: translate("Keys", "Delete the point or the change"),
    ),
    KeyCommand("point_new", "Ins N", Where.PLOT, lambda: translate("Keys", "Add a point")),
    KeyCommand(
        "mark_select", "M", Where.PLOT, lambda: translate("Keys", "Select the point as well, or deselect it")
    ),
    KeyCommand("mark_all", "Ctrl+A", Where.PLOT, lambda: translate("Keys", "Select all points")),
    *(KeyCommand(f"class_{place}", f"{place}", Where.CLASSES, _class) for place in range(1, 10)),
    KeyCommand("zoom_in", "+ =", Where.PLOT, lambda: translate("Keys", "Zoom in")),
    KeyCommand("zoom_out", "-", Where.PLOT, lambda: translate("Keys", "Zoom out")),
    *(KeyCommand(f"pan_{way.lower()}", f"Ctrl+Shift+{way}", Where.PLOT, _pan) for way in WAYS),
    # Everywhere
    KeyCommand("region_next", "F6", text=lambda: translate("Keys", "Next view or region")),
    KeyCommand("region_back", "Shift+F6", text=lambda: translate("Keys", "Previous view or region")),
    KeyCommand("view_menu", "Shift+F10 Menu", Where.VIEW, lambda: translate("Keys", "The view’s menu")),
    KeyCommand("escape", "Esc", text=lambda: translate("Keys", "Take back, reduce, end presenting")),
    KeyCommand(
        "lift",
        "B . W",
        Where.BLANK,
        lambda: translate("Keys", "Show the window again"),
    ),
)

_BY_NAME = {key.name: key for key in KEYS}


def has_keys(name: str) -> bool:
    """Whether a command has keys."""
    return name in _BY_NAME


def keys_of(name: str, *, singles: bool = True) -> tuple[str, ...]:
    """The keys of a command; without `singles` only those that type no character (WCAG 2.1.4).

    >>> keys_of("redo"), keys_of("black"), keys_of("black", singles=False)
    (('Ctrl+Shift+Z', 'Ctrl+Y'), ('B', '.'), ())
    """
    return tuple(key for key in _BY_NAME[name].keys if singles or len(key) > 1)
