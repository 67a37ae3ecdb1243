"""The line at the bottom: what the engine does, and how the selected run ended."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStatusBar, QWidget

from gdviz.engine.outcome import Outcome
from gdviz.look.appearance import Appearance
from gdviz.readings.outcome_sentence import outcome_text

PATIENCE = 300  # ms: a run that is done sooner needs no "running…"
MARGIN = 10  # pixels, beside the texts: with what Qt leaves they begin where the column does
MOST_NAME = 240  # pixels of a file's name
MESSAGE_TIME = 6000  # ms
AROUND = 4  # pixels of height around the words of a message over the stage
MOST_LINES = 3  # of a message over the stage
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class StatusLine(Appearance, QStatusBar):
    """Says "Ready", or "Running… 34%" with a way to stop; beside it the outcome of the selected run."""

    stop_requested = Signal()  # to Session.stop
    restart_requested = Signal()  # to Session.restart
    stop_saving_requested = Signal()  # to Outputs.stop_saving
    busy_changed = Signal()  # it has something to say, or nothing any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.computing, self.progress = False, 1.0
        self.floating = False
        self._outcome: Outcome | None = None
        self._waiting_over = False
        self.busy = False  # whether there is more to say than "Ready" and how the run ended
        self.setSizeGripEnabled(False)
        self.outcome = QLabel(self)
        self.outcome.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.engine = QLabel(self)
        self.stop_button = QPushButton(self)
        self.stop_button.clicked.connect(self.stop_requested)
        self.restart_button = QPushButton(self)
        self.restart_button.clicked.connect(self.restart_requested)
        self.outcome.setIndent(MARGIN)
        self.engine.setIndent(MARGIN)
        self.engine.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self.outcome, 1)
        self.file = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.file.hide()
        self.stop_saving_button = QPushButton(self)
        self.stop_saving_button.clicked.connect(self.stop_saving_requested)
        self.stop_saving_button.hide()
        self._saving, self._share = "", 0.0
        self._saving_patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._saving_patience.timeout.connect(self._show_saving)
        for widget in (
            *(self.file, self.stop_saving_button),
            *(self.stop_button, self.restart_button, self.engine),
        ):
            self.addPermanentWidget(widget)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._lose_patience)
        self.messageChanged.connect(self._show)
        self.retranslate()

    def set_floating(self, floating: bool) -> None:
        """Lie over something else, where "Ready" says nothing; or have a place of its own."""
        self.floating = floating
        self.setAutoFillBackground(floating)
        self._show()

    def sizes(self) -> list[QSize]:
        """As wide as the words and buttons that are to be seen, and as high; with a message in lines, too."""
        beside, metrics = self._beside(), self.fontMetrics()
        text = metrics.horizontalAdvance(self.currentMessage() or self.outcome.text())
        others = sum(part.sizeHint().width() + 2 * MARGIN for part in beside)
        alone = all(isinstance(part, QLabel) for part in beside)
        least = metrics.height() + AROUND if alone else self.sizeHint().height()
        one = QSize(text + 4 * MARGIN + others, least)
        if not self.currentMessage():
            return [one]
        folded = [self._folded(text, lines) for lines in range(2, MOST_LINES + 1)]
        return [one, *(QSize(size.width() + others, max(size.height(), least)) for size in folded if size)]

    def _beside(self) -> list[QWidget]:
        """What is to be seen at the right of the words."""
        parts = (self.file, self.stop_saving_button, self.stop_button, self.restart_button, self.engine)
        return [part for part in parts if not part.isHidden()]

    def _folded(self, text: int, lines: int) -> QSize | None:
        """The least size at which the message, `text` pixels long, takes so many lines."""
        metrics = self.fontMetrics()
        for width in range(text // lines, text, MARGIN):
            height = metrics.boundingRect(0, 0, width, 10_000, WRAPPED, self.currentMessage()).height()
            if height <= lines * metrics.lineSpacing():
                return QSize(width + 2 * MARGIN, height + AROUND)
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """A message that floats has as many lines as its place asks for; Qt has one."""
        if not (self.floating and self.currentMessage()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        room = self.rect().adjusted(MARGIN, 0, -MARGIN, 0)
        room.setRight(min([room.right(), *(part.x() - MARGIN for part in self._beside())]))
        painter.drawText(room, WRAPPED | Qt.AlignmentFlag.AlignVCenter, self.currentMessage())
        painter.end()

    def show_progress(self, computing: bool, progress: float) -> None:
        """What the engine does; `progress` is 0 … 1."""
        if computing and not self.computing:
            self._patience.start()
        elif not computing:
            self._patience.stop()
            self._waiting_over = False
        self.computing, self.progress = computing, progress
        self._show()

    @Slot()
    def _lose_patience(self) -> None:
        self._waiting_over = True
        self._show()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """How the selected run ended; None while that is not to be told (see `Frame.told`)."""
        if outcome != self._outcome:
            self._outcome = outcome
            self._show()

    def say(self, text: str) -> None:
        """Show a message for a few seconds."""
        self.showMessage(text, MESSAGE_TIME)

    @Slot(str, float)
    def show_saving(self, name: str, share: float) -> None:
        """The file that is being written, "" for none, and how much of it is there: 0 … 1."""
        begins = name and not self._saving
        self._saving, self._share = name, share
        if begins:
            self._saving_patience.start()
        elif not name:
            self._saving_patience.stop()
        if not self._saving_patience.isActive():
            self._show_saving()

    @Slot()
    def _show_saving(self) -> None:
        for widget in (self.file, self.stop_saving_button):
            widget.setVisible(bool(self._saving))
        name = self.file.fontMetrics().elidedText(self._saving, Qt.TextElideMode.ElideMiddle, MOST_NAME)
        percent = min(99, int(100 * self._share))
        text = self.tr("Writing “{file}”… {percent}%")
        self.file.setText(text.format(file=name, percent=percent) if name else "")
        self._look_busy()

    @Slot(str)
    def _show(self, _message: str = "") -> None:
        covered = self.floating and bool(self.currentMessage())  # a message over the stage is short
        running = self.computing and self._waiting_over and not covered
        stopped = self._outcome is not None and self._outcome.kind == "stopped"
        self.stop_button.setVisible(running)
        self.restart_button.setVisible(stopped and not self.computing)
        if running:
            percent = min(99, int(100 * self.progress))
            self.engine.setText(self.tr("Running… {percent}%").format(percent=percent))
        else:
            self.engine.setText(self.tr("Ready"))
        self.engine.setVisible(running or not self.floating)
        text = "" if self._outcome is None else outcome_text(self._outcome)
        text = text[:1].upper() + text[1:]
        self.outcome.setText(text)
        self.outcome.setToolTip(text)
        self._look_busy()

    def _look_busy(self) -> None:
        told = (self.stop_button, self.restart_button, self.stop_saving_button)
        self.outcome.setVisible(not self.currentMessage())  # Qt forgets it where the line was hidden itself
        pressed = any(not button.isHidden() for button in told)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self.floating and not pressed)
        busy = bool(self.currentMessage()) or pressed
        if busy != self.busy:
            self.busy = busy
            self.busy_changed.emit()

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.clearMessage()
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("End the computation here; the steps so far are kept"))
        self.restart_button.setText(self.tr("Run again"))
        self.restart_button.setToolTip(self.tr("Compute the stopped run again from its start"))
        self.stop_saving_button.setText(self.tr("Stop writing"))
        self.stop_saving_button.setToolTip(self.tr("End the export; there will be no file"))
        self._show_saving()
        self._show()
