"""File > Print: what is on stage on one page, or the handout of the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtWidgets import QInputDialog

from gdviz.document import lessons
from gdviz.document.scene import Scene
from gdviz.engine.experiment import Experiment
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run
from gdviz.look.look import PRINT

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gdviz.app.window import Window

MARGIN = 12.0  # millimetres around the stage
TYPE = 11.0  # points on it
DPI = 150.0


class Printing(QObject):
    """Asks what to print and where, and prints it."""

    failed = Signal(str)
    said = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @property
    def _lesson(self) -> Scene:
        return self.window.documents.kept() or self.window.session.scene

    @Slot()
    def ask(self) -> None:
        """Let the person choose, where there is a choice, then the printer."""
        what = ""
        if lessons.beats(self._lesson):
            whats = {
                self.tr("What is on stage"): "",
                self.tr("The handout of the lesson"): "handout",
                self.tr("The handout with the teacher’s notes"): "teacher",
            }
            title, label = self.tr("Print"), self.tr("What is to be printed?")
            chosen, taken = QInputDialog.getItem(self.window, title, label, list(whats), editable=False)
            if not taken:
                return
            what = whats[chosen]
        printer = self.ask_printer(what)
        if printer is not None:
            self.print(printer, what)

    def ask_printer(self, what: str) -> QPrinter | None:
        """The printer that the person chooses, None where none is."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: hardly a start needs it

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.window.documents.name)
        if not what:
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self.window)
        taken = dialog.exec()
        dialog.deleteLater()
        return printer if taken else None

    def print(self, printer: QPrinter, what: str) -> None:
        """Print the stage (""), the "handout", or that of the "teacher"."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if what:
                printer.setFullPage(True)
                self._print_handout(printer, teacher=what == "teacher")
            else:
                self._print_stage(printer)
        except (OSError, MemoryError, RuntimeError) as error:
            self.failed.emit(self.tr("This can’t be printed: {reason}").format(reason=error))
        else:
            self.said.emit(self.tr("Printed."))
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _print_handout(self, device: QPagedPaintDevice, *, teacher: bool) -> None:
        from gdviz.export.handout import print_handout

        scene, language = self._lesson, self.window.language
        title = lessons.texts(scene, language)[0] or self.window.documents.name
        base, beats = lessons.base(scene), lessons.beats(scene)

        def recorded(experiment: Experiment) -> Recording:
            return self.window.session.computed(experiment) or run(experiment)

        print_handout(device, title, base, beats, language, teacher=teacher, recorded=recorded)

    def _print_stage(self, device: QPrinter) -> None:
        from gdviz.export.picture.choices import Choices
        from gdviz.export.picture.paper import INCH, Paper
        from gdviz.export.picture.pictures import draw

        device.setFullPage(True)
        dot = device.resolution() / INCH
        page = device.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        room = page.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        paper = Paper.of_mm(room.width(), room.height(), DPI)
        choices = Choices(
            look=PRINT.name, language=self.window.language, paper=paper, type_size=TYPE, title=True
        )
        picture = draw(self.window.session.frame, choices)
        painter = QPainter(device)
        if not painter.isActive():
            raise OSError(self.tr("the printer does not answer"))
        target = QRectF(room.left() * dot, room.top() * dot, room.width() * dot, room.height() * dot)
        painter.translate(target.topLeft())
        painter.scale(target.width() / picture.size.width(), target.height() / picture.size.height())
        picture.paint(painter)
        painter.end()
