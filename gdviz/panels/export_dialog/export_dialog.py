"""Save a picture or an animation: what it shows, how large, in which look, with a live preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gdviz.document.atomic_file import write_whole
from gdviz.document.errors import DocumentError
from gdviz.document.frame import Frame
from gdviz.export.animation.encoder import NoEncoderError, video_encoder
from gdviz.export.animation.film import KINDS
from gdviz.export.animation.filming import Filming
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.drawing import Drawing
from gdviz.export.picture.pictures import draw, painted, picture
from gdviz.look.appearance import Appearance, appear
from gdviz.look.fonts import line_height
from gdviz.look.layouts import pad
from gdviz.look.look import Look, blend
from gdviz.look.widgets import apply_look, look_around, scaled, set_role, within_screen
from gdviz.panels.export_dialog.export_form import ExportForm
from gdviz.panels.widgets.save_place import ask_save_path, not_saved, saved

PAUSE = 120  # milliseconds without a change, after which the preview is drawn


class PicturePreview(QWidget):
    """The picture as it will be, as large as there is room."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.edge = "#808080"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    def show_drawing(self, drawing: Drawing, choices: Choices) -> None:
        """Paint a drawing in the size that there is."""
        ratio = self.devicePixelRatioF()
        room = drawing.size.scaled(self.size().toSizeF() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        image = painted(drawing, choices, (max(1, round(room.width())), max(1, round(room.height()))))
        image.setDevicePixelRatio(ratio)
        self.image = image
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size needs another picture."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle; a chequered ground where it is transparent."""
        if self.image is None:
            return
        painter = QPainter(self)
        size = self.image.deviceIndependentSize().toSize()
        place = QRect(
            (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple()
        )
        if self.image.hasAlphaChannel():
            painter.fillRect(place, QColor("#FFFFFF"))
            painter.fillRect(place, Qt.BrushStyle.Dense6Pattern)
        painter.drawImage(place.topLeft(), self.image)
        painter.setPen(QColor(self.edge))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


class FormArea(QScrollArea):
    """As wide as the form in it; large type on a low screen makes it scroll, upwards alone."""

    def sizeHint(self) -> QSize:
        """What the form needs at present: that is known only once it has its texts and its look."""
        form, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        assert form is not None
        needed = max(form.minimumSizeHint().width(), form.minimumWidth())
        return QSize(needed + bar + 2, super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form may need another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ExportDialog(Appearance, QDialog):
    """Saves pictures and animations of `frame`; stays open until it is closed."""

    saved = Signal(object)  # Path
    copied = Signal()

    def __init__(
        self,
        frame: Frame,
        choices: Choices,
        views: list[tuple[str, str]],
        proposed: Path,
        parent: QWidget | None = None,
        *,
        kind: str = "png",
    ) -> None:
        super().__init__(parent)
        self.frame, self.proposed = frame, proposed
        self.look = look_around(self)
        self.filming: Filming | None = None
        self.target = proposed
        self._drawing = False
        self.preview = PicturePreview(self)
        self.form = ExportForm(choices, views, frame.last, self, kind=kind)
        self.area = FormArea(self)
        self.area.setWidgetResizable(True)
        self.area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.area.setWidget(self.form)
        self.sentence = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.bar = QProgressBar(self)
        self.bar.hide()
        self.save, self.copy, self.leave = QPushButton(self), QPushButton(self), QPushButton(self)
        self.save.setObjectName("use")
        self.save.setDefault(True)
        for button in (self.copy, self.leave):
            button.setAutoDefault(False)
        self.page = QVBoxLayout(self)
        self.side, self.middle, self.foot = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.page.addLayout(self.middle, 1)
        self.page.addLayout(self.foot)
        self.middle.addWidget(self.preview, 1)
        self.middle.addLayout(self.side)
        self.side.addWidget(self.area, 1)
        self.side.addWidget(self.bar)
        self.foot.addWidget(self.sentence, 1)
        for button in (self.leave, self.copy, self.save):
            self.foot.addWidget(button)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.show_preview)
        self.form.changed.connect(self._changed)
        self.preview.resized.connect(self._soon.start)
        self.save.clicked.connect(self.ask_save)
        self.copy.clicked.connect(self.copy_picture)
        self.leave.clicked.connect(self.reject)
        appear(self, self.look)
        self.resize(self.sizeHint())  # more than the two thirds of the screen that Qt would take

    @property
    def choices(self) -> Choices:
        """What the picture is to be."""
        return self.form.choices

    # -- preview -------------------------------------------------------------------------------------------

    @Slot()
    def _changed(self) -> None:
        problem = self.form.problem
        if not problem and self.form.kind == "mp4" and not video_encoder():
            problem = self._no_encoder()
        self._say(problem, wrong=True)
        self.save.setEnabled(not problem)
        self.copy.setEnabled(not self.form.problem and self.form.kind not in KINDS)
        if not self.form.problem:
            self._soon.start()

    @Slot()
    def show_preview(self) -> None:
        """Draw the picture as it would be saved now."""
        if self._drawing:  # events go on while views compute; the newest choices come next
            self._soon.start()
            return
        self._soon.stop()
        choices = self.choices
        self._drawing = True
        try:
            drawing = draw(self.frame, choices)
        except (MemoryError, TimeoutError):
            self._say(self.tr("The preview could not be drawn. Choose a smaller size."), wrong=True)
            return
        finally:
            self._drawing = False
        if not isValid(self):  # it was closed meanwhile: events go on
            return
        self.preview.show_drawing(drawing, choices)
        if not drawing.complete and self.filming is None:
            self._say(
                self.tr(
                    "Not everything fits at this size. Show one view, or choose a larger "
                    "size or smaller type."
                ),
                wrong=True,
            )

    # -- saving --------------------------------------------------------------------------------------------

    @Slot()
    def ask_save(self) -> None:
        """Let the person choose a file, which is asked for if it exists, and write it."""
        kind = self.form.kind
        form = self.tr("{kind} files (*.{ending})").format(kind=kind.upper(), ending=kind)
        proposed = self.proposed.with_suffix(f".{kind}")
        path = ask_save_path(self, self.tr("Save the picture"), proposed, form)
        if path is not None:
            self.save_as(path)

    def save_as(self, path: Path) -> None:
        """Write the picture; or begin to make the animation, which is written when it is complete."""
        self.target = path
        kind = self.form.kind
        if kind in KINDS:
            self._film(kind)
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            data = picture(self.frame, self.choices, kind)
        except (MemoryError, TimeoutError) as error:
            self._fail(error)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        if isValid(self):
            self._write(data)

    def _write(self, data: bytes) -> None:
        try:
            write_whole(self.target, data)
        except DocumentError as error:
            self._say(not_saved(self.target, error), wrong=True)
            return
        self.proposed = self.target
        self._say(saved(self.target))
        self.saved.emit(self.target)

    @Slot()
    def copy_picture(self) -> None:
        """Copy the picture to the clipboard."""
        choices = self.choices
        image = painted(draw(self.frame, choices), choices)
        if not isValid(self):
            return
        QGuiApplication.clipboard().setImage(image)
        self._say(self.tr("The picture is on the clipboard."))
        self.copied.emit()

    # -- animations ----------------------------------------------------------------------------------------

    def _film(self, kind: str) -> None:
        try:
            self.filming = Filming(self.frame, self.form.film(), self.choices, kind, self)
        except NoEncoderError:
            self._say(self._no_encoder(), wrong=True)
            return
        self.filming.progressed.connect(self._progress)
        self.filming.done.connect(self._filmed)
        self.filming.failed.connect(self._fail)
        self.bar.setRange(0, self.form.film().count)
        self.bar.setValue(0)
        self._say(self.tr("The animation is being made."))
        self._show_filming()

        if self.isVisible():
            self._free_the_window()

    def _no_encoder(self) -> str:
        return self.tr(
            "MP4 needs an encoder: install ffmpeg, or gdviz with its extra “video” "
            "(pip install 'gdviz[video]'). GIF, APNG and WebP need none."
        )

    def _free_the_window(self) -> None:
        """Let people go on with the window behind while an animation is made."""
        if self.isModal():  # which changes only while it is hidden
            place = self.geometry()
            self.hide()
            self.setWindowModality(Qt.WindowModality.NonModal)
            self.setGeometry(place)
            self.show()

    def _show_filming(self) -> None:
        filming = self.filming is not None
        self.bar.setVisible(filming)
        self.form.setEnabled(not filming)
        self.save.setEnabled(not filming)
        self.copy.setEnabled(not filming and self.form.kind not in KINDS)
        self.leave.setText(self.tr("Stop") if filming else self.tr("Close"))

    @Slot(int, int)
    def _progress(self, taken: int, count: int) -> None:
        self.bar.setValue(taken)

    @Slot(object)
    def _filmed(self, data: bytes) -> None:
        self._end_filming()
        self._write(data)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._end_filming()
        if isinstance(error, MemoryError):
            text = self.tr("There is not enough memory for this. Choose a smaller size or fewer steps.")
        else:
            text = self.tr("This can’t be made: {reason}.").format(reason=str(error) or type(error).__name__)
        self._say(text, wrong=True)

    def _end_filming(self) -> None:
        if self.filming is not None:
            self.filming.stop()
            self.filming.deleteLater()
            self.filming = None
            self._show_filming()

    def done(self, result: int) -> None:
        """Escape and "Stop" end the animation first; then they close."""
        self._soon.stop()
        if self.filming is not None:
            self._end_filming()
            self._say(self.tr("Stopped: no file was written."))
            return
        super().done(result)

    # -- words, look and language --------------------------------------------------------------------------

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.sentence.setText(text)
        set_role(self.sentence, "error" if wrong else "")

    def set_look(self, look: Look) -> None:
        """Take colours, type and sizes."""
        self.look = look
        apply_look(self, look)
        pad(self.page, scaled(look, 16), scaled(look, 14))
        for box in (self.middle, self.side):
            box.setSpacing(scaled(look, 14))
        self.form.setMinimumWidth(scaled(look, 336))
        self.sentence.setMinimumHeight(2 * line_height(self.sentence.fontMetrics(), "字"))
        self.preview.edge = blend(look.line, look.text, 0.16)

    def sizeHint(self) -> QSize:
        """Large, but within the screen."""
        return within_screen(self, self.look, 1020, 620)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setWindowTitle(self.tr("Export a picture or an animation"))
        self.save.setText(self.tr("&Save…"))
        self.copy.setText(self.tr("&Copy"))
        self.copy.setToolTip(self.tr("Copy the picture to the clipboard"))
        self.preview.setAccessibleName(self.tr("Preview"))
        self._show_filming()
