"""Pictures out of the window: by the export dialog, onto the clipboard, and dragged into other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QObject, QSize, Qt, QTemporaryDir, QUrl, Signal, Slot
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap

from gdviz.app.temporary import temporary_folder
from gdviz.document import stage_layout
from gdviz.document.atomic_file import file_name, write_whole
from gdviz.document.errors import DocumentError
from gdviz.document.tiles import ViewName
from gdviz.export.picture.choices import STAGE_MARGIN, Choices
from gdviz.export.picture.paper import LARGEST, SMALLEST, Paper
from gdviz.panels.widgets.save_place import not_saved, saved
from gdviz.panels.widgets.unfinished import UnfinishedBox

if TYPE_CHECKING:
    from gdviz.app.window import Window
    from gdviz.panels.export_dialog.export_dialog import ExportDialog

FINE = 2.0  # pixels of a picture that leaves the window, for each of its own, at least
THUMBNAIL = 220  # pixels of the picture that hangs at the mouse


class PictureController(QObject):
    """Makes pictures of what is on stage, as it is at the playhead."""

    said = Signal(str)  # what was done
    failed = Signal(str)  # a sentence: what could not be done, and why

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.choices: Choices | None = None  # what was chosen in the dialog last
        self.kind = "png"  # of file, likewise
        self.dialog: ExportDialog | None = None
        self._folder: QTemporaryDir | None = None  # other programs read dragged files when they like

    def here(self, view: ViewName | None = None) -> Choices:
        """The choices that give a view, or the stage, as it is in the window."""
        stage = self.window.stage
        size: QSize = stage.tile(view).view.size() if view else stage.size()
        free = 0 if view else 2 * round(STAGE_MARGIN * self.window.look.font_scale)
        width, height = (max(SMALLEST, min(LARGEST, edge + free)) for edge in (size.width(), size.height()))
        paper = Paper(width, height, stage.logicalDpiY())
        shown = () if view else tuple(stage.fit.shown)
        look, language, strokes = self.window.look.scales, self.window.language, self.window.pen.lasting
        return Choices(view or "", look, language, paper, views=shown, strokes=strokes)

    def sharp(self, view: ViewName | None = None) -> Choices:
        """The same in finer pixels: for slides, and for screens whose pixels are as fine as they like."""
        here = self.here(view)
        paper = here.paper
        ratio = max(FINE, self.window.devicePixelRatioF())
        return replace(here, paper=paper.finer(ratio))

    def _dragged(self) -> QTemporaryDir:
        """Where dragged files are; made when one is dragged, since a killed process leaves it behind."""
        if self._folder is None:
            self._folder = temporary_folder()
        return self._folder

    def _views(self) -> list[tuple[str, str]]:
        stage = self.window.stage
        shown = [name for row in stage_layout.names(self.window.session.scene.stage) for name in row]
        return [(name, stage.title(name)) for name in shown]

    @Slot()
    def ask_export(self) -> None:
        """Let the person choose how the picture is to be, and save it."""
        from gdviz.panels.export_dialog.export_dialog import ExportDialog  # here: it is seldom needed

        if self.dialog is not None:
            if self.dialog.filming is not None:
                self.dialog.activateWindow()
                return
            self.dialog.done(0)  # it shows the step of then
        window = self.window
        here, views = self.here(window.stage.enlarged), self._views()
        last = here if self.choices is None else self.choices
        choices = replace(
            last, view=here.view, views=here.views, language=here.language, strokes=here.strokes
        )
        name = file_name(Path(window.documents.name).stem)
        proposed = window.settings.folder / f"{name}.png"
        frame = window.session.frame
        self.dialog = dialog = ExportDialog(frame, choices, views, proposed, window, kind=self.kind)
        dialog.saved.connect(self._remember)
        dialog.finished.connect(self._let_go)
        dialog.open()

    @Slot()
    def _let_go(self) -> None:
        if self.dialog is not None:
            self.choices, self.kind = self.dialog.choices, self.dialog.form.kind
            self.dialog.deleteLater()
            self.dialog = None

    def may_close(self) -> bool:
        """Whether the window may close: no animation is being made, or the person gives it up."""
        if self.dialog is None or self.dialog.filming is None:
            return True
        text = self.tr("“{file}” is not complete yet.").format(file=self.dialog.target.name)
        given_up = UnfinishedBox(self.window, self.tr("An animation is being made"), text).gives_up()
        if given_up and self.dialog is not None:
            self.dialog.done(0)  # the first time ends the animation
        return self.dialog is None or self.dialog.filming is None

    @Slot(object)
    def _remember(self, path: Path) -> None:
        self.window.settings.folder = path.parent
        self.said.emit(saved(path))

    @Slot()
    def copy(self) -> None:
        """Put the stage, or the view that fills it, on the clipboard."""
        image = self._image(self.sharp(self.window.stage.enlarged))
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.said.emit(self.tr("The picture is on the clipboard."))

    def _image(self, choices: Choices) -> QImage | None:
        from gdviz.export.picture.pictures import draw, painted

        try:
            return painted(draw(self.window.session.frame, choices), choices)
        except MemoryError:
            self.failed.emit(self.tr("The picture could not be drawn: the window is too large for it."))
            return None

    @Slot(str)
    def drag(self, view: ViewName) -> None:
        """Let the picture of a view hang at the mouse, as an image and as a file that carries the scene."""
        from gdviz.export.picture.pictures import picture

        title = file_name(self.window.stage.title(view))
        path = Path(f"{title}.png")
        try:
            path = Path(self._dragged().filePath(path.name))
            data = picture(self.window.session.frame, self.sharp(view), "png")
            write_whole(path, data)
        except DocumentError as error:
            self.failed.emit(not_saved(path, error))
            return
        except MemoryError:
            self.failed.emit(self.tr("The picture could not be drawn: the window is too large for it."))
            return
        image = QImage.fromData(data)
        mime = QMimeData()
        mime.setImageData(image)
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        drag = QDrag(self.window)
        drag.setMimeData(mime)
        mode = Qt.TransformationMode.SmoothTransformation
        ratio = self.window.devicePixelRatioF()
        small = image.scaledToWidth(round(THUMBNAIL * ratio), mode)
        small.setDevicePixelRatio(ratio)
        drag.setPixmap(QPixmap.fromImage(small))
        drag.exec(Qt.DropAction.CopyAction)
