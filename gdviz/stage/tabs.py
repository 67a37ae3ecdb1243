"""The views of a stage that has no room for all, by name: those that are shown, and those that wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gdviz.base.i18n import declared
from gdviz.document.tiles import ViewName, tile_class
from gdviz.look.appearance import Appearance, make_room
from gdviz.look.layouts import bare
from gdviz.look.look import Look, blend, text_font
from gdviz.look.menu_button import MenuButton


class ViewTabs(Appearance, QWidget):
    """A button a view, checked where the view is shown. Takes no room while every view is.

    Where the row is too narrow for all, the last of those that wait are in a menu behind them.
    """

    picked = Signal(str)  # the view's name
    hide_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[ViewName, QToolButton] = {}
        self.row = bare(QHBoxLayout(self))
        self.others = QToolButton(self)
        self.others.setObjectName("viewTab")
        self.others.setText("…")
        self.others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        MenuButton(self.others, QMenu(self.others))
        self.others.hide()
        self.row.addWidget(self.others)
        self.row.addStretch(1)
        self.retranslate()
        self.hide()

    def show_views(self, names: Sequence[ViewName], shown: Sequence[ViewName]) -> None:
        """Offer the views called `names`, in the order of the stage, some of which are shown."""
        if list(names) != list(self.buttons):
            for button in self.buttons.values():
                button.setParent(None)
                button.deleteLater()
            self.buttons = {name: self._button(name) for name in names}
            for place, button in enumerate(self.buttons.values()):
                self.row.insertWidget(place, button)
                button.show()  # it takes its room at once: what stands beside is about to ask for it
            self.set_look(self.look)
            self.retranslate()
        for name, button in self.buttons.items():
            button.setChecked(name in shown)
            self._tell(button)
        self.setVisible(len(names) > len(shown))

    def fit(self, room: int, most: int, *, shown: bool = True) -> None:
        """Show the buttons that have room in so many pixels.

        Those of views that are `shown` stay whole, in `most` pixels at most; or go, as their titles stand on
        the stage.
        """
        kept = {name: button for name, button in self.buttons.items() if shown or not button.isChecked()}
        left_out: list[ViewName] = []
        for name, button in reversed(tuple(kept.items())):
            if self._width(kept.values(), others=bool(left_out)) > room and not button.isChecked():
                left_out.insert(0, name)
                del kept[name]
        for name, button in self.buttons.items():
            button.setVisible(name in kept)
        menu = self.others.menu()
        menu.clear()
        for name in left_out:
            menu.addAction(self.buttons[name].text()).triggered.connect(self.buttons[name].click)
        self.others.setVisible(bool(left_out))
        needed = self._width(kept.values(), others=bool(left_out))
        self.setFixedWidth(max(0, min(most, needed)))  # the sliders beside it have the rest

    def _width(self, buttons: Iterable[QToolButton], *, others: bool) -> int:
        """How much room these need, with the one for `others` or without."""
        needed = (*buttons, self.others) if others else buttons
        return sum(button.minimumSizeHint().width() + self.row.spacing() for button in needed)

    def _button(self, name: ViewName) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("viewTab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("view", name)
        button.clicked.connect(self._clicked)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(self._show_menu)
        return button

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        self.menu_of(button).popup(button.mapToGlobal(place))

    def menu_of(self, button: QToolButton) -> QMenu:
        """What can be done with the view of a button."""
        menu, name = QMenu(button), button.property("view")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bring = menu.addAction(self.tr("Bring onto the stage"))
        bring.setEnabled(not button.isChecked())
        bring.triggered.connect(lambda: self.picked.emit(name))
        menu.addAction(self.tr("Hide")).triggered.connect(lambda: self.hide_requested.emit(name))
        return menu

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        button.setChecked(not button.isChecked())  # the stage says what is shown
        self.picked.emit(button.property("view"))

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        super().set_look(look)
        unit, quiet = look.font_scale, blend(look.line, look.muted, 0.5)
        lit = blend(look.accent, look.surface, 0.88)
        self.row.setSpacing(round(6 * unit))
        self.setStyleSheet(f"""
            #viewTab {{ border: {max(1, round(unit))}px solid {quiet}; border-radius: {round(10 * unit)}px;
                padding: {round(3 * unit)}px {round(9 * unit)}px; background: {look.surface};
                color: {look.text}; }}
            #viewTab:checked {{ border-color: {look.accent}; color: {look.accent}; background: {lit}; }}
            #viewTab:hover, #viewTab:focus {{ border-color: {look.text}; }}""")
        for button in (*self.buttons.values(), self.others):
            button.setFont(text_font(look))
            button.ensurePolished()
            make_room(button, look)

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.setAccessibleName(self.tr("Views"))
        for name, button in self.buttons.items():
            button.setText(declared(tile_class(name).title))
            self._tell(button)
            make_room(button, self.look)  # Chinese type is higher
        self.others.setAccessibleName(self.tr("More views"))
        self.others.setToolTip(self.tr("More views"))

    def _tell(self, button: QToolButton) -> None:
        """What a click does."""
        if button.isChecked():
            text = self.tr("“{view}” is on the stage; a click keeps it there when another view comes")
        else:
            text = self.tr("Bring “{view}” onto the stage")
        button.setToolTip(text.format(view=button.text()))

    def sizeHint(self) -> QSize:
        """As all its buttons need."""
        return QSize(self._width(self.buttons.values(), others=False), self.row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As the buttons of the views that are shown need."""
        shown = [button for button in self.buttons.values() if button.isChecked()]
        return QSize(
            self._width(shown, others=len(shown) < len(self.buttons)), self.row.minimumSize().height()
        )
