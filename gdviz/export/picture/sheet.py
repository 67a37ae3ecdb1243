"""The page of a picture: a view or the stage, laid out anew in the picture's own size, look and language."""

from __future__ import annotations

import time
from collections import Counter

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSize, Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLayout, QTextBrowser, QVBoxLayout, QWidget

from gdviz import views
from gdviz.base import qt_language
from gdviz.base.i18n import speaking
from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.export.picture import picture_text
from gdviz.export.picture.catcher import drawn
from gdviz.export.picture.choices import STAGE_MARGIN, VIEW_MARGIN, Choices
from gdviz.export.picture.drawing import Drawing
from gdviz.look import theme
from gdviz.look.appearance import retranslate_in
from gdviz.look.look import PICTURE_LOOKS, Look, palette_of, style_sheet, text_font
from gdviz.session.background import Background
from gdviz.stage.stage import Stage
from gdviz.stage.strokes import DrawnStrokes
from gdviz.views.common.view import View

RESIZES = 60  # of one part for one frame, from which on its layout goes round in a circle: usual are 3 to 10
POLL = 0.002  # seconds between two looks whether the views are ready
SLACK = 2  # pixels that a stage may be higher than its place
ROUNDS = 3  # of layout: the last sizes are known only when everything has been laid out once


def look_of(choices: Choices) -> Look:
    """The look that a picture is drawn in, with type of the size that was chosen."""
    look = PICTURE_LOOKS[choices.look]
    if not choices.type_size:
        return look
    usual = text_font(replace(look, font_scale=1.0)).pointSizeF()
    return replace(look, font_scale=choices.type_size / usual)


class Sheet(QWidget):
    """One picture as a widget that is never on screen. Close it when it is done with."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices
        self.restless = False  # whether a part was laid out again and again, and is held as it was then
        self._scene: Scene | None = None
        self._stirred = False  # whether a part was resized since this was last looked at
        self._resizes: Counter[QObject] = Counter()
        self.look = look = look_of(choices)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFont(text_font(look))
        palette = palette_of(look)
        ground = look.surface if choices.view else look.window
        palette.setColor(palette.ColorRole.Window, ground)
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setStyleSheet(style_sheet(look) + theme.sheet_of(look) + f"Sheet {{ background: {ground}; }}")
        unit = look.font_scale
        self.title, self.caption, self.settings = QLabel(self), QLabel(self), QLabel(self)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the paper's size holds
        layout.setContentsMargins(*[round((VIEW_MARGIN if choices.view else STAGE_MARGIN) * unit)] * 4)
        layout.setSpacing(round(5 * unit))
        layout.addWidget(self.title)
        qt_language.install()
        with speaking(choices.language):
            self.hero: Stage | View = views.ALL[choices.view]() if choices.view else Stage(views.ALL)
            self.hero.set_look(look)
            if isinstance(self.hero, View):
                self.hero.prepare_for_export()
                self.hero.alone = True
            else:
                self.hero.legend.for_export = True
                self.hero.arranged.connect(self._prepare_tiles)
        layout.addWidget(self.hero, 1)
        self.strokes = DrawnStrokes(self.hero, choices.strokes)
        for label, size, color in (
            (self.title, 1.35, look.text),
            (self.caption, 1.0, look.text),
            (self.settings, 0.85, look.muted),
        ):
            font = QFont(text_font(look))
            font.setPointSizeF(font.pointSizeF() * size)
            if label is self.title:
                font.setWeight(QFont.Weight.DemiBold)
            label.setFont(font)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setStyleSheet(f"color: {color}; background: transparent;")
            label.hide()
            if label is not self.title:
                layout.addWidget(label)
        self.resize(QSize(*choices.paper.logical(self.logicalDpiY())))

    def show_frame(self, frame: Frame) -> None:
        """Draw `frame`; what takes longer may still be computed when this returns (`ready`)."""
        choices = self.choices
        with speaking(choices.language):
            for label, text in (
                (self.title, picture_text.title(frame, choices.language) if choices.title else ""),
                (self.caption, picture_text.caption(frame, choices.language) if choices.caption else ""),
                (self.settings, picture_text.settings(frame) if choices.settings else ""),
            ):
                label.setText(text)
                label.setVisible(bool(text))
            if isinstance(self.hero, Stage):
                self._show_stage(self.hero, frame)
            elif frame.scene is not self._scene:
                self.hero.retranslate()
                self._quiet(self)
            self._scene = frame.scene
            self._resizes.clear()
            if not self.isVisible():
                for part in self.findChildren(QWidget):
                    part.installEventFilter(self)
                self.show()
            self.hero.show_frame(frame)

    def show_between(self, share: float) -> None:
        """Show how much of the way to the next step is done."""
        with speaking(self.choices.language):
            self.hero.show_between(share)

    def _show_stage(self, stage: Stage, frame: Frame) -> None:
        stage.show_scene(frame.scene)
        if frame.scene is not self._scene:
            stage.prefer(self.choices.views)
        new = [tile for tile in stage.tiles.values() if not tile.view.for_export]
        if not new and frame.scene is self._scene:  # as with most frames of a film
            return
        retranslate_in(stage)
        self._prepare_tiles()
        self._quiet(self)

    @Slot()
    def _prepare_tiles(self) -> None:
        """Nothing of a tile that only a hand needs, of those that came with more room, too."""
        assert isinstance(self.hero, Stage)
        for tile in self.hero.tiles.values():
            if not tile.view.for_export:
                tile.view.prepare_for_export()
                tile.enlarge_button.hide()
                tile.menu_button.hide()
                self._quiet(tile)

    def _quiet(self, part: QWidget) -> None:
        """Nothing that only a hand needs."""
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        for area in part.findChildren(QAbstractScrollArea):
            area.setHorizontalScrollBarPolicy(off)
            area.setVerticalScrollBarPolicy(off)

    def ready(self) -> bool:
        """Whether every view is drawn as finely as can be."""
        return self.hero.ready()

    def settle(self, frame: Frame) -> None:
        """Return when `frame` is drawn as finely as can be, however long a busy machine takes for that.

        It ends: so does all that views compute, and a layout that goes round in a circle is held.
        """
        with speaking(self.choices.language):
            for _ in range(ROUNDS):
                breathe()
                self.hero.show_frame(frame)
                while not self.ready() or self._stirred:
                    self._stirred = False
                    breathe()
                    time.sleep(0 if self.ready() else POLL)
            breathe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look whether a part is resized without end; a layout that is held hears of no requests."""
        if event.type() == QEvent.Type.Resize and not self.restless:
            self._resizes[watched] += 1
            self._stirred = True
            if self._resizes[watched] > RESIZES:
                self.restless, self._stirred = True, False
                for layout in self.findChildren(QLayout):
                    layout.setEnabled(False)
        return self.restless and event.type() == QEvent.Type.LayoutRequest

    def drawing(self) -> Drawing:
        """What is drawn at present; on a transparent ground where that was chosen."""
        self.strokes.setGeometry(self.hero.rect())
        self.strokes.raise_()
        with speaking(self.choices.language):
            waiting = self.hero.fit.waiting if isinstance(self.hero, Stage) else ()
            complete = self._has_room() and not self.restless
            caught = replace(drawn(self), complete=complete, waiting=waiting)
        if self.choices.transparent:
            grounds = {self.look.window.lower(), self.look.surface.lower()}
            return caught.without_grounds(grounds)
        return caught

    def _has_room(self) -> bool:
        """Whether all is on the page: in the window one would scroll to other rows, or to the last lines."""
        texts = [text for text in self.findChildren(QTextBrowser) if text.isVisible()]
        if any(text.verticalScrollBar().maximum() > SLACK for text in texts):
            return False
        for label in (self.title, self.caption, self.settings):
            if label.isVisible() and label.height() + SLACK < label.heightForWidth(label.width()):
                return False
        stage = self.hero
        if not isinstance(stage, Stage):
            return True
        waiting = set(stage.fit.waiting)
        if waiting & set(self.choices.views or waiting):
            return False
        least, room = stage.column.minimumSizeHint(), stage.size()
        return least.width() <= room.width() + SLACK and least.height() <= room.height() + SLACK

    def done(self) -> None:
        """Close, and let go of everything."""
        for work in self.findChildren(Background):
            work.close()
        self.close()
        self.deleteLater()


def breathe() -> None:
    """Let what was computed arrive; hands have to wait."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
