"""The heading of a view: details are left out where there is no room, and none is broken in two."""

import pytest
from PySide6.QtGui import QTextDocument

from gdviz.views.common.heading import ViewHeading

DETAILS = {
    "en": ("Step 1 000 → 1 001", ("global_step 1 000", "loss 12.959999 → 4.665599", "all 150 examples")),
    "zh": ("第 1 000 步 → 1 001", ("全局步数 1 000", "损失 12.959999 → 4.665599", "全部 150 个样本")),
}


def lines(label):
    """What stands in each line of a label with rich text."""
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setDocumentMargin(0)
    document.setHtml(label.text())
    document.setTextWidth(label.width())
    document.size()  # lays it out
    layout, text = document.firstBlock().layout(), document.firstBlock().text()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        yield text[line.textStart() : line.textStart() + line.textLength()]


@pytest.mark.parametrize("language", DETAILS)
def test_no_detail_is_broken_where_a_line_has_room_for_it(qtbot, language):
    bold, details = DETAILS[language]
    label = ViewHeading()
    qtbot.addWidget(label)
    widest = max(map(label.fontMetrics().horizontalAdvance, details))
    for width in range(widest + 8, 4 * widest, 7):
        label.resize(width, 200)
        label.set_parts(bold, details, f"#{width:06}")
        written = [line.replace("\u00a0", " ").replace("\u2060", "") for line in lines(label)]
        for detail in label.written.split("   ")[1:]:
            assert any(detail in line for line in written), (width, written)
