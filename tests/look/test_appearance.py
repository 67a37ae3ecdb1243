"""Look and language reach each widget once, from the outside in; a page for a picture is left out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from gdviz.base import i18n, qt_language
from gdviz.look.appearance import Appearance, appear, set_look_in
from gdviz.look.look import DARK, LIGHT, PROJECTOR

heard = []


class Part(Appearance, QLabel):
    """Notes what it is told."""

    def set_look(self, look):
        super().set_look(look)
        heard.append((self.objectName(), look.name))

    def retranslate(self):
        heard.append((self.objectName(), i18n.spoken()))


class Whole(Appearance, QWidget):
    """Gives its parts a look by itself."""

    tells_parts = True

    def set_look(self, look):
        super().set_look(look)
        for part in self.findChildren(Part):
            part.set_look(PROJECTOR)


def part(name, parent=None):
    made = Part(parent)
    made.setObjectName(name)
    return made


@pytest.fixture
def outer(qtbot):
    """A part with a plain widget in it, in which is another; and with a dialog that has one."""
    outer = part("outer")
    qtbot.addWidget(outer)
    plain, dialog = QWidget(outer), QDialog(outer)
    QVBoxLayout(plain).addWidget(part("inner"))
    part("in dialog", dialog)
    heard.clear()
    yield outer
    qt_language.switch("en")


def test_a_look_reaches_each_part_once_from_the_outside_in(outer):
    set_look_in(outer, DARK)
    assert heard == [("outer", "dark"), ("inner", "dark"), ("in dialog", "dark")]
    assert all(each.look is DARK for each in (outer, *outer.findChildren(Part)))


def test_what_tells_its_parts_is_left_to_do_so(qtbot):
    whole = Whole()
    qtbot.addWidget(whole)
    part("inner", whole)
    heard.clear()
    set_look_in(whole, LIGHT)
    assert heard == [("inner", "projector")]


def test_a_language_reaches_each_part_once_even_in_dialogs(outer, qtbot):
    outer.show()
    outer.findChild(QDialog).show()
    qt_language.switch("zh_CN")
    QApplication.processEvents()
    assert sorted(heard) == [("in dialog", "zh_CN"), ("inner", "zh_CN"), ("outer", "zh_CN")]
    heard.clear()
    qt_language.switch("zh_CN")  # it is spoken already
    assert heard == []


def test_a_new_widget_gets_both(outer):
    appear(outer, DARK)
    names = ("outer", "inner", "in dialog")
    assert heard == [(name, "dark") for name in names] + [(name, "en") for name in names]


def test_a_page_for_a_picture_keeps_its_own_language(outer):
    outer.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qt_language.switch("zh_CN")
    assert heard == []


def test_switching_installs_nothing_anew(outer, qapp):
    for language in ("zh_CN", "en", "zh_CN"):
        qt_language.switch(language)
    before = len(qapp.findChildren(QTranslator))
    installed = list(qt_language.installed)
    for language in ("en", "zh_CN") * 3:
        qt_language.switch(language)
    assert qt_language.installed == installed
    assert len(qapp.findChildren(QTranslator)) == before
