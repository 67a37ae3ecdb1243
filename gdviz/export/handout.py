"""A lesson on paper: each beat's picture, words and question, with the answers on the last page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextDocument,
)

from gdviz.base.i18n import speaking, translate
from gdviz.document.beats.ask import ChoiceQuestion
from gdviz.document.beats.beat import Beat
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.drawing import Drawing
from gdviz.export.picture.paper import INCH, Paper
from gdviz.export.picture.pictures import draw, pdf_file
from gdviz.look.look import PRINT, text_font
from gdviz.notation import numbers
from gdviz.readings.answers import LETTERS, answers
from gdviz.readings.filled import filled
from gdviz.readings.lesson_check import Runner
from gdviz.session.seen import Veil

MARGIN = 16.0  # millimetres
PICTURE = (178.0, 84.0)  # on A4; on other paper as large as its width allows
SPACE = 7.0  # between two beats
TYPE = 10.0  # points
TYPE_IN_PICTURES = 8.0
MUTED = "#555555"


class Block(Struct, frozen=True):
    """What stays together on a page: words, a picture between them, and more words.

    `apart` says that it must not be seen beside what is before it.
    """

    above: str
    apart: bool = False
    picture: Drawing | None = None
    below: str = ""


def handout(title: str, base: Scene, beats: Sequence[Beat], language: str, teacher: bool = False) -> bytes:
    """The PDF of a lesson. `teacher` adds what only the presenter sees."""
    blocks, last = _content(base, beats, language, run, teacher=teacher)
    with speaking(language):
        return _pdf(title, blocks, last)


def print_handout(
    device: QPagedPaintDevice,
    title: str,
    base: Scene,
    beats: Sequence[Beat],
    language: str,
    *,
    teacher: bool = False,
    recorded: Runner = run,
) -> None:
    """The same on the pages of a printer, whose whole page may be painted on; `recorded` gives the runs.

    Raises OSError where the printer does not answer.
    """
    blocks, last = _content(base, beats, language, recorded, teacher=teacher)
    with speaking(language):
        _put(device, title, blocks, last)


def _content(
    base: Scene, beats: Sequence[Beat], language: str, recorded: Runner, *, teacher: bool
) -> tuple[list[Block], Block]:
    """A block a beat, and the answers.

    What comes after a question shows its answer: who learns turns the page first.
    """
    blocks, answered = [], []
    for number, beat in enumerate(beats, 1):
        apart = not teacher and number > 1 and beats[number - 2].ask is not None
        scene = beat_scene(base, beat)
        recordings = [recorded(each.experiment) for each in scene.runs]
        with speaking(language):
            block, right = _beat(number, beat, scene, recordings, language, teacher=teacher)
        blocks.append(replace(block, apart=apart))
        answered += right
    with speaking(language):
        return blocks, Block("".join([_heading(translate("handout", "Answers")), *answered]))


def _beat(
    number: int, beat: Beat, scene: Scene, recordings: Sequence[Recording], language: str, *, teacher: bool
) -> tuple[Block, list[str]]:
    """A beat on the page, and what the last page says of it."""
    title = f"{number} · {beat.title.of(language)}"
    above = _heading(title) + _text(filled(beat.say.of(language), recordings))
    below = "".join(_text(line) for line in _to_fill_in(beat, recordings, language))
    if teacher and beat.teacher is not None:
        note = filled(beat.teacher.of(language), recordings)
        minutes = translate("handout", "{minutes} min").format(minutes=numbers.number(beat.minutes))
        below += _text(f"{minutes} · {note}", MUTED)
    frame = beat_frame(beat, scene, recordings)
    paper = Paper.of_mm(*PICTURE, dpi=150.0)
    choices = Choices(look=PRINT.name, language=language, paper=paper, type_size=TYPE_IN_PICTURES)
    right = answers(beat, scene, recordings, language)
    last = _text(title, bold=True) + "".join(map(_text, right)) if right else ""
    return Block(above, picture=draw(frame, choices), below=below), [last] if last else []


def beat_frame(beat: Beat, scene: Scene, recordings: Sequence[Recording]) -> Frame:
    """What stands on the stage of a beat, as far as it may be seen there."""
    published = tuple(recording.published for recording in recordings)
    row = min(beat.last_row, max(published) - 1)
    seen = next((place for place, each in enumerate(scene.runs) if each.visible), 0)
    veil = Veil()
    veil.put(beat.hide, ())
    return veil.of(Frame(scene, tuple(recordings), published, row, seen, 1))


def _to_fill_in(beat: Beat, recordings: Sequence[Recording], language: str) -> Iterator[str]:
    """The answers to choose from, or a line to write on."""
    if isinstance(beat.ask, ChoiceQuestion):
        for letter, option in zip(LETTERS, beat.ask.options, strict=False):
            yield f"☐ {letter}  {filled(option.text.of(language), recordings)}"
    elif beat.ask is not None or beat.goal is not None:
        yield translate("handout", "My answer:") + " " + "_" * 30


def _heading(text: str) -> str:
    return f'<p style="font-size:{TYPE + 3}pt; font-weight:600; margin:0 0 2px 0">{html.escape(text)}</p>'


def _text(text: str, color: str = "#000000", *, bold: bool = False) -> str:
    weight = 600 if bold else 400
    style = f"color:{color}; font-weight:{weight}; margin:3px 0 3px 0"
    return f'<p style="{style}">{html.escape(text)}</p>'


def _pdf(title: str, blocks: Sequence[Block], last: Block) -> bytes:
    dpi = next((block.picture.dpi for block in blocks if block.picture), 96)
    paper = QPageSize(QPageSize.PageSizeId.A4)
    return pdf_file(title, paper, dpi, lambda writer: _put(writer, title, blocks, last))


def _put(device: QPagedPaintDevice, title: str, blocks: Sequence[Block], last: Block) -> None:
    pages = _Pages(device, title)
    for block in blocks:
        pages.add(block)
    pages.turn()
    pages.add(last)
    pages.end()


class _Pages:
    """Blocks one below the other, on as many pages as they need."""

    def __init__(self, writer: QPagedPaintDevice, title: str) -> None:
        self.writer = writer
        self.title = title
        self.dot = writer.logicalDpiX() / INCH  # of a millimetre
        paper = writer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        self.width = (paper.width() - 2 * MARGIN) * self.dot
        self.bottom = (paper.height() - MARGIN) * self.dot
        self.high = self.width * PICTURE[1] / PICTURE[0]  # of a picture
        self.painter = QPainter(writer)
        if not self.painter.isActive():
            raise OSError(translate("handout", "the printer does not answer"))
        self.page = 1
        self._begin()

    def _begin(self) -> None:
        self.y = MARGIN * self.dot
        said = translate("handout", "{title} · page {page}").format(title=self.title, page=self.page)
        self._paint(self._document(_text(said, MUTED)), (MARGIN - 8) * self.dot)
        self.top = self.y

    def turn(self) -> None:
        """Begin a new page."""
        self.writer.newPage()
        self.page += 1
        self._begin()

    def add(self, block: Block) -> None:
        """Put a block on this page, or on the next where it has no room."""
        above, below = self._document(block.above), self._document(block.below)
        picture = self.high if block.picture is not None else 0.0
        height = above.size().height() + picture + (below.size().height() if block.below else 0.0)
        if self.y > self.top and (block.apart or self.y + height > self.bottom):
            self.turn()
        self.y += self._paint(above, self.y)
        if block.picture is not None:
            self._draw(block.picture)
            self.y += picture
        if block.below:
            self.y += self._paint(below, self.y)
        self.y += SPACE * self.dot

    def end(self) -> None:
        """Close the last page."""
        self.painter.end()

    def _document(self, text: str) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self.writer)
        font = QFont(text_font(PRINT))
        font.setPointSizeF(TYPE)
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setHtml(text)
        document.setTextWidth(self.width)
        return document

    def _paint(self, document: QTextDocument, y: float) -> float:
        self.painter.save()
        self.painter.translate(MARGIN * self.dot, y)
        document.drawContents(self.painter)
        self.painter.restore()
        return float(document.size().height())

    def _draw(self, picture: Drawing) -> None:
        target = QRectF(MARGIN * self.dot, self.y, self.width, self.high)
        self.painter.save()
        self.painter.translate(target.topLeft())
        self.painter.scale(target.width() / picture.size.width(), target.height() / picture.size.height())
        picture.paint(self.painter)
        self.painter.restore()
        self.painter.setClipping(False)
        self.painter.setPen(QColor("#bbbbbb"))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(target)
