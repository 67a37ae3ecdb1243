"""A click on the name of a field leads to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gdviz.look.field_name import FieldName, add_named
from gdviz.panels.widgets.switch import Switch

LEFT = Qt.MouseButton.LeftButton


def test_a_click_on_the_name_leads_to_the_field_or_to_the_first_part_of_it(qtbot):
    page, field, inner = QWidget(), QLineEdit("1"), QLineEdit("2")
    qtbot.addWidget(page)
    form, both = QFormLayout(page), QWidget(page)
    QVBoxLayout(both).addWidget(inner)
    add_named(form, "One", field)
    add_named(form, "Two", both)
    switch = Switch(page)
    add_named(form, "On", switch)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    names = {name.text(): name for name in page.findChildren(QLabel) if name.text()}
    assert all(isinstance(name, FieldName) for name in names.values())
    qtbot.mouseClick(names["One"], LEFT)
    assert field.hasFocus()
    assert field.selectedText() == "1"
    qtbot.mouseClick(names["Two"], LEFT)
    assert inner.hasFocus()
    qtbot.mouseClick(names["On"], LEFT)
    assert switch.isChecked()
    field.setEnabled(False)
    qtbot.mouseClick(names["One"], LEFT)
    assert not field.hasFocus()
