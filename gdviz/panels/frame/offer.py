"""A line above the stage after gdviz did not end properly: brings back what was open, or lets it go."""

from __future__ import annotations

import functools
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gdviz.base.i18n import declared, spoken
from gdviz.document.errors import DocumentError
from gdviz.look.appearance import Appearance
from gdviz.look.look import Look
from gdviz.look.widgets import scaled


class Offer(Struct, frozen=True):
    """What there is to say: about work that can be brought back, or can't, or about a crash alone."""

    ended: Literal["", "crash", "system"] = ""  # how; nothing: nobody knows
    name: str = ""  # of the document that can be brought back
    time: float = 0.0  # when it was as it is kept, in seconds since 1970
    damage: DocumentError | None = None  # why it can't be
    file: str = ""  # where the damaged file is
    left: int = 0  # how many more offers follow


class OfferBar(Appearance, QWidget):
    """Shows one offer at a time; hidden while there is none. It never takes the focus from the playback."""

    brought_back = Signal()
    discarded = Signal()
    put_off = Signal()
    copied = Signal()  # the details of a crash are wanted

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.offer = Offer()
        self.label = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.copy, self.later, self.discard, self.bring_back = (QPushButton(self) for _ in range(4))
        self.bring_back.setObjectName("use")
        signals = (self.copied, self.put_off, self.discarded, self.brought_back)
        self.row = QHBoxLayout()
        self.page = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.page.addWidget(self.label, 1)
        self.page.addLayout(self.row)
        for button, signal in zip(self.buttons, signals, strict=True):
            button.clicked.connect(signal)
            self.row.addWidget(button)
        self.hide()
        self.set_look(look)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """All buttons, from left to right."""
        return self.copy, self.later, self.discard, self.bring_back

    def set_offer(self, offer: Offer) -> None:
        """Make this offer, in place of the one before."""
        self.offer = offer
        self.copy.setVisible(offer.ended == "crash")
        self.bring_back.setVisible(bool(offer.name))
        self.later.setVisible(bool(offer.name))
        self.retranslate()
        self.show()

    @Slot()
    def say_copied(self) -> None:
        """The details are on the clipboard."""
        self.copy.setText(self.tr("Copied"))

    def _sentence(self) -> str:
        offer = self.offer
        endings = {
            "": self.tr("gdviz did not close properly last time."),
            "crash": self.tr("gdviz crashed last time."),
            "system": self.tr("The system ended gdviz last time."),
        }
        parts = [endings[offer.ended]]
        if offer.damage is not None:
            reason = declared(offer.damage.template).format(**offer.damage.values)
            text = self.tr("What was open can’t be brought back. {reason} It stays in {file}.")
            parts.append(text.format(reason=reason, file=offer.file))
        elif offer.name:
            text = self.tr("Bring back “{name}”, as it was at {time}?")
            parts.append(text.format(name=offer.name, time=moment(offer.time)))
        elif offer.ended == "crash":
            parts.append(self.tr("There is nothing to bring back. The details help to find the cause."))
        if offer.left:
            parts.append(self.tr("%n more will follow.", "", offer.left))
        behind = self.tr("{sentence} {next}")  # in some languages without a space
        return functools.reduce(lambda said, more: behind.format(sentence=said, next=more), parts)

    def set_look(self, look: Look) -> None:
        """Take the type of `look`; the colours come from the application."""
        super().set_look(look)
        self.page.setContentsMargins(12, 6, 6, 6)
        self.page.setSpacing(scaled(look, 8))
        self.row.setSpacing(scaled(look, 6))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence has another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The buttons stand beside the sentence, unless that would take three lines or more there."""
        beside = self.width() - self.row.sizeHint().width() - scaled(self.look, 8) - 18
        below = self.label.fontMetrics().horizontalAdvance(self.label.text()) > 1.8 * beside
        self.page.setDirection(
            QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        )
        self.row.setAlignment(Qt.AlignmentFlag.AlignRight if below else Qt.AlignmentFlag.AlignTop)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.label.setText(self._sentence())
        self.bring_back.setText(self.tr("Bring back"))
        self.bring_back.setToolTip(self.tr("Puts it on stage, with its name and its file"))
        self.discard.setText(self.tr("Discard") if self.offer.name else self.tr("Close"))
        self.discard.setToolTip(self.tr("Deletes what was kept") if self.offer.name else "")
        self.later.setText(self.tr("Later"))
        self.later.setToolTip(self.tr("Asks again the next time that gdviz starts"))
        self.copy.setText(self.tr("Copy details"))
        self.copy.setToolTip(self.tr("Copies where gdviz was when it crashed, and its version"))
        self._arrange()


def moment(time: float) -> str:
    """A time (seconds since 1970) as people say it: without the date where it is today."""
    own, system = QLocale(spoken()), QLocale.system()
    locale = system if system.language() == own.language() else own  # the person's own way of dates
    form = QLocale.FormatType.ShortFormat
    found = QDateTime.fromSecsSinceEpoch(round(time))
    if found.date() == QDate.currentDate():
        return locale.toString(found.time(), form)
    return locale.toString(found, form)
