"""What goes to a printer: here, to one that writes a PDF."""

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QInputDialog

from gdviz.document import edits, lessons
from tests.app.test_handout_controller import BEATS

pytestmark = pytest.mark.usefixtures("form_when_asked_for")


@pytest.fixture
def printer(tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


@pytest.mark.parametrize("what", ["", "teacher"])
def test_the_stage_and_the_handout_are_printed(window, printer, tmp_path, what, monkeypatch):
    window.session.open(edits.change(lessons.load("1"), "beats", BEATS))
    window.settled()
    said = []
    window.printing.said.connect(said.append)
    monkeypatch.setattr(window.printing, "ask_printer", lambda what: printer)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *args, **_: (args[3][2 if what else 0], True))
    window.menus.actions["print"].trigger()
    assert said == ["Printed."]
    data = (tmp_path / "printed.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == (2 if what else 1)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(bare_window, printer, tmp_path):
    failed = []
    bare_window.printing.failed.connect(failed.append)
    printer.setOutputFileName(str(tmp_path / "no" / "printed.pdf"))
    bare_window.printing.print(printer, "")
    assert len(failed) == 1
