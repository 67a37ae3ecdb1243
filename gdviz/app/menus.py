"""The window's menus: every command with its key, in the person's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from gdviz.app import menu_words, single_instance
from gdviz.app.recent_menu import RecentMenu
from gdviz.base.i18n import LANGUAGES
from gdviz.base.key_table import has_keys
from gdviz.look.look import LOOKS, SYSTEM
from gdviz.look.shortcuts import bind, sequences

if TYPE_CHECKING:
    from gdviz.app.beat_player import BeatPlayer
    from gdviz.app.window import Window


class Menus(QObject):
    """Builds the menu bar once; `retranslate` and the `show_…` methods keep its texts and marks right."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self._file()
        self._edit()
        self._view()
        self._menu("playback").addActions(window.transport.actions())
        self._lesson()
        self._present()
        self._help()
        self.retranslate()

    # -- building ------------------------------------------------------------------------------------------

    def _menu(self, name: str, parent: QMenu | None = None) -> QMenu:
        menu = QMenu(self.window)
        (parent or self.window.menuBar()).addMenu(menu)
        self.menus[name] = menu
        return menu

    def _action(
        self, menu: QMenu, name: str, slot: Callable[..., object], key: str = "", check: bool = False
    ) -> QAction:
        """An entry; it has the keys of the command `key`, or of its own name, if there are any."""
        assert name not in self.actions  # two entries of one name: each would have the other's text
        action = QAction(self, checkable=check)
        if has_keys(key or name):
            bind(action, key or name)
        (action.toggled if check else action.triggered).connect(slot)
        menu.addAction(action)
        self.actions[name] = action
        return action

    def _choices(self, menu: QMenu, names: list[str], slot: Callable[..., object]) -> None:
        """One entry a name, of which one is marked; the name is the action's data."""
        group = QActionGroup(menu)
        for name in names:
            action = QAction(menu, checkable=True)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(slot)

    def _file(self) -> None:
        window, menu = self.window, self._menu("file")
        self._action(menu, "new", window.documents.new)
        self._action(menu, "new_window", self._open_window)
        self._action(menu, "open", window.opening.ask_open)
        recent = self.menus["recent"] = RecentMenu(window)
        menu.addMenu(recent)
        lessons = self._menu("lessons", menu)
        self._action(lessons, "lesson_before", window.lesson.go_back)
        self._action(lessons, "lesson_after", window.lesson.go_on)
        lessons.addSeparator()
        menu.addSeparator()
        self._action(menu, "save", window.documents.save)
        self._action(menu, "save_as", window.documents.ask_save)
        menu.addSeparator()
        exports = self._menu("exports", menu)
        self._action(exports, "export", window.pictures.ask_export)
        self._action(exports, "export_data", window.outputs.ask_save_data)
        self._action(exports, "handout", window.handouts.ask_save)
        self._action(exports, "lesson_pictures", window.handouts.ask_pictures)
        self._action(exports, "show_code", window.outputs.show_code)
        self._action(menu, "print", window.printing.ask)
        self._action(menu, "import_data", window.opening.import_data)
        menu.addSeparator()
        self._action(menu, "quit", window.close).setMenuRole(QAction.MenuRole.QuitRole)

    def _edit(self) -> None:
        window, menu = self.window, self._menu("edit")
        self._action(menu, "undo", window.session.undo)
        self._action(menu, "redo", window.session.redo)
        menu.addSeparator()
        self._action(menu, "copy_picture", window.pictures.copy)
        self._action(menu, "copy_data", window.outputs.copy_data)
        self._action(menu, "copy_scene", window.outputs.copy_scene)
        paste = self._action(menu, "paste_scene", window.outputs.paste_scene)
        # The key belongs to whatever has the focus; `Outputs` takes it where nothing else does.
        paste.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        menu.addSeparator()
        runs = self._menu("runs", menu)
        runs.addActions(window.runs.actions())
        runs.addActions([window.parameters.span.action, window.reach.action])
        menu.addSeparator()
        self._action(menu, "copy", window.copy_rows)

    def _view(self) -> None:
        window, menu = self.window, self._menu("view")
        views = self._menu("views", menu)
        for place, name in enumerate(window.stage.kinds, 1):
            self._action(views, name, self._toggle_view, f"view_{place}", check=True).setData(name)
        self._action(menu, "enlarge", window.enlarge_view)
        self._action(menu, "reset_layout", window.reset_layout)
        menu.addSeparator()
        self._choices(self._menu("look", menu), [SYSTEM, *LOOKS], self._pick_look)
        self._choices(self._menu("language", menu), list(LANGUAGES), self._pick_language)
        for action in self.menus["language"].actions():
            action.setText(LANGUAGES[action.data()])
        menu.addSeparator()
        self._action(menu, "notes", window.set_notes_visible, check=True)
        self._action(menu, "parameters", window.set_parameters_visible, check=True)
        self._action(menu, "full_screen", window.set_full_screen, check=True)
        self._action(menu, "type_larger", window.looks.enlarge_type)
        self._action(menu, "type_smaller", window.looks.reduce_type)

    def _present(self) -> None:
        window, menu = self.window, self._menu("presenting")
        presenting, pen = window.presenting, window.pen.actions
        present = self._action(menu, "present", presenting.set_on, check=True)
        presenting.changed.connect(present.setChecked)
        black = self._action(menu, "black", presenting.blank.show_black)
        white = self._action(menu, "white", presenting.blank.show_white)
        for action in (present, black, white):
            action.setAutoRepeat(False)
        menu.addSeparator()
        presenter = window.presenter
        self._action(menu, "presenter_window", presenter.set_open, check=True)
        menu.addActions([presenter.freeze, presenter.swap])
        presenter.changed.connect(self.show_presenter)
        self.show_presenter()
        menu.addSeparator()
        menu.addActions([pen[name] for name in ("spotlight", "pen", "fading", "eraser", "undo", "trash")])

    def _lesson(self) -> None:
        window, menu = self.window, self._menu("lesson")
        self._action(menu, "beat_next", window.onward.go)
        self._action(menu, "beat_back", window.player.back)
        self._action(menu, "beat_restore", window.player.restore)
        menu.addSeparator()
        self._action(menu, "explore", window.player.explore)
        self._action(menu, "resume", window.player.resume)
        menu.addSeparator()
        versions = window.versions
        self._action(menu, "my_version", versions.open)
        self._action(menu, "reset_lesson", versions.reset)
        self._action(menu, "keep_versions", versions.set_keeps, check=True)
        versions.changed.connect(self.show_versions)
        self.show_versions()
        menu.addSeparator()
        self._action(menu, "edit_lesson", window.dialogs.edit_lesson)
        self._action(menu, "my_progress", window.dialogs.show_progress)
        self._action(menu, "questions", window.set_questions, check=True).setChecked(window.player.asks)

    def show_beat(self, player: BeatPlayer) -> None:
        """Offer what can be done in the beat on stage."""
        for name in ("beat_next", "beat_back", "beat_restore", "explore"):
            self.actions[name].setEnabled(player.active)
        # A clicker's keys belong to the lesson's parts, else to the steps.
        for name in ("beat_next", "beat_back"):
            self.actions[name].setShortcuts(sequences(name) if player.active else [])
        black = sequences("black", singles=self.window.settings.single_keys)
        taken = self.window.beats.question.taken
        self.actions["black"].setShortcuts([key for key in black if key not in taken])
        self.window.transport.set_pages(not player.active)
        self.actions["resume"].setEnabled(player.resumable)

    @Slot()
    def show_versions(self) -> None:
        """Offer the person's version of the lesson on stage, and the lesson as it comes."""
        versions = self.window.versions
        self.actions["my_version"].setEnabled(versions.offered)
        self.actions["reset_lesson"].setEnabled(bool(versions.lesson))
        self._mark(self.actions["keep_versions"], self.window.settings.keep_versions)

    @Slot()
    def show_presenter(self) -> None:
        """Mark whether the presenter's window is open; what is for two windows acts only then."""
        presenter = self.window.presenter
        self._mark(self.actions["presenter_window"], presenter.is_open)
        if not presenter.is_open:
            for action in (presenter.freeze, presenter.swap):
                action.setEnabled(False)

    def _help(self) -> None:
        menu = self._menu("help")
        self._action(menu, "tour", self.window.dialogs.show_tour)
        self._action(menu, "shortcuts", self.window.dialogs.show_shortcuts)
        single = self._action(menu, "single_keys", self.window.set_single_keys, check=True)
        self._mark(single, self.window.settings.single_keys)
        menu.addSeparator()
        self._action(menu, "reference", self.window.dialogs.show_reference)
        self._action(menu, "news", self.window.dialogs.show_news)
        self._action(menu, "about", self.window.dialogs.show_about).setMenuRole(QAction.MenuRole.AboutRole)

    # -- keeping right -------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        for name, text in menu_words.menu_titles().items():
            self.menus[name].setTitle(text)
        views = {name: self.window.stage.title(name) for name in self.window.stage.kinds}
        for name, text in (menu_words.entry_texts() | views).items():
            self.actions[name].setText(text)
        for name, tip in menu_words.entry_tips().items():
            self.actions[name].setToolTip(tip)
            self.actions[name].setStatusTip(tip)
        looks = menu_words.look_texts()
        for action in self.menus["look"].actions():
            action.setText(looks[action.data()])
        self.show_history()
        self.show_views()

    def set_lessons(self, lessons: list[tuple[str, str]]) -> None:
        """The built-in lessons, (name, title) each, in the person's language."""
        menu = self.menus["lessons"]
        for number, (name, title) in enumerate(lessons, 1):
            if name not in self.actions:
                self._action(menu, name, self._open_lesson).setData(name)
            text = self.tr("&{number}  {title}") if number < 10 else self.tr("{number}  {title}")
            self.actions[name].setText(text.format(number=number, title=title))

    @Slot()
    def show_history(self) -> None:
        """Name the changes that can be undone and done again."""
        history, undo, redo = self.window.session.history, self.actions["undo"], self.actions["redo"]
        undo.setEnabled(history.can_undo)
        redo.setEnabled(history.can_redo)
        undone = self.tr("&Undo: {change}").format(change=history.undo_text)
        undo.setText(undone if history.can_undo else self.tr("&Undo"))
        again = self.tr("&Redo: {change}").format(change=history.redo_text)
        redo.setText(again if history.can_redo else self.tr("&Redo"))

    @Slot()
    def show_views(self) -> None:
        """Mark the views that are on the stage."""
        stage = self.window.stage
        for name in stage.kinds:
            self._mark(self.actions[name], stage.is_shown(name))

    def show_choices(self, look: str, language: str) -> None:
        """Mark the look and the language in use."""
        for menu, chosen in (("look", look), ("language", language)):
            for action in self.menus[menu].actions():
                action.setChecked(action.data() == chosen)

    def show_panels(self, notes: bool, parameters: bool, full_screen: bool) -> None:
        """Mark what is shown around the stage."""
        for name, on in (("notes", notes), ("parameters", parameters), ("full_screen", full_screen)):
            self._mark(self.actions[name], on)

    @staticmethod
    def _mark(action: QAction, on: bool) -> None:
        """Check without telling."""
        with QSignalBlocker(action):
            action.setChecked(on)

    def _chosen(self) -> Any:
        """The data of the action whose signal is being handled."""
        action = self.sender()
        return action.data() if isinstance(action, QAction) else None

    # -- what an entry does --------------------------------------------------------------------------------

    @Slot()
    def _open_window(self) -> None:
        if not single_instance.open_window():
            self.window.banner.say(self.tr("No more windows could be opened."))

    @Slot()
    def _open_lesson(self) -> None:
        self.window.documents.open_lesson(self._chosen())

    @Slot(bool)
    def _toggle_view(self, shown: bool) -> None:
        self.window.stage.set_shown(self._chosen(), shown)

    @Slot(QAction)
    def _pick_look(self, action: QAction) -> None:
        self.window.looks.set_look(action.data())

    @Slot(QAction)
    def _pick_language(self, action: QAction) -> None:
        self.window.set_language(action.data())
