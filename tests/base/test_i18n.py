"""Every text that a person may read has a Chinese translation that says the same."""

from __future__ import annotations

import importlib.util
import re
import string
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gdviz.base.resources import folder

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def translate():
    """The script packaging/translate.py as a module."""
    spec = importlib.util.spec_from_file_location("translate", PROJECT / "packaging" / "translate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages():
    """(context, source, translation, finished) of every message of the Chinese file."""
    for context in ElementTree.parse(folder("translations") / "gdviz_zh_CN.ts").getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            form = translation.find("numerusform")
            text = (translation if form is None else form).text or ""
            yield context.findtext("name"), message.findtext("source"), text, translation.get("type") is None


def test_every_text_is_translated():
    assert [source for _, source, text, finished in messages() if not (finished and text.strip())] == []


def test_gaps_agree_between_a_text_and_its_translation():
    for _, source, text, _ in messages():
        assert gaps(source) == gaps(text), f"{source!r}: {text!r}"


def test_markup_and_mnemonics_agree():
    for _, source, text, _ in messages():
        assert sorted(re.findall(r"</?\w+>", source)) == sorted(re.findall(r"</?\w+>", text)), source
        assert bool(re.search(r"&\w", source)) == bool(re.search(r"&\w", text)), source
        assert source.endswith("…") == text.endswith("…"), source


def test_translations_are_chinese():
    """Names of algorithms, formulas and numbers may stand as they are; sentences may not."""
    for _, source, text, _ in messages():
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w*\}|</?\w+>", "", source))
        if len(words) >= 4:
            assert re.search(r"[\u4e00-\u9fff]", text), f"{source!r}: {text!r}"


def gaps(text):
    """The names in braces, each as often as it stands there, and %n."""
    try:
        names = sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:  # a lone brace: not a template
        names = []
    return names, text.count("%n")


class TestFinder:
    """What counts as a text of the code."""

    def found(self, translate, code):
        import ast

        finder = translate.Finder(PROJECT / "gdviz" / "example.py")
        finder.visit(ast.parse(code))
        return finder.found

    def test_texts_are_found_with_the_class_as_context(self, translate):
        code = """
class A(QObject):
    def f(self):
        self.tr("one " "two").format(x=1)
        self.tr("%n steps", "", 3)
        QCoreApplication.translate("Other", "three")
        declared("four")
        declared(self.text)
        raise RuleError("five {x}", x=1)
"""
        assert self.found(translate, code) == {
            ("A", "one two"): False,
            ("A", "%n steps"): True,
            ("Other", "three"): False,
            ("declared", "four"): False,
            ("declared", "five {x}"): False,
        }

    @pytest.mark.parametrize("text", ['f"step {x}"', "text", '"a" + text'])
    def test_what_cannot_be_found_is_an_error_that_names_the_place(self, translate, text):
        with pytest.raises(translate.TextError, match=r"example.py:3: .*literal"):
            self.found(translate, f"class A:\n  def f(self):\n    self.tr({text})\n")

    def test_a_rule_with_its_values_in_it_is_an_error(self, translate):
        with pytest.raises(translate.TextError, match="literal"):
            self.found(translate, "def f(x):\n    raise RuleError(f'no {x}')\n")

    def test_tr_of_another_object_is_an_error(self, translate):
        with pytest.raises(translate.TextError, match="context"):
            self.found(translate, "def f(window):\n    window.tr('text')\n")


class TestTranslator:
    """The app reads the .ts file itself."""

    def test_switching_there_and_back(self, qapp):
        from PySide6.QtWidgets import QDialogButtonBox, QLabel

        from gdviz.base import i18n, qt_language

        class Holder(QLabel):
            pass

        try:
            assert i18n.declared("Learning rate") == "Learning rate"
            assert qt_language.switch("zh_CN") == "zh_CN"
            assert i18n.declared("Learning rate") == "学习率"
            assert i18n.declared("no such text") == "no such text"
            assert i18n.declared("") == ""
            box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
            assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()  # Qt's own texts
        finally:
            assert qt_language.switch("en") == "en"
        assert i18n.declared("Learning rate") == "Learning rate"

    def test_a_text_that_is_the_same_in_both_languages_is_there(self, qapp):
        """`tr` asks for the texts of the base classes, too, where a translation is what it was asked for."""
        from gdviz.base import qt_language
        from gdviz.views.step.view import ThisStepView

        same = "{run} – {step}"
        try:
            qt_language.switch("zh_CN")
            view = ThisStepView()
            assert view.tr(same) == same
            assert view.tr("no such text") == "no such text"
            view.deleteLater()
        finally:
            qt_language.switch("en")

    def test_an_unknown_language_is_the_systems(self, qapp, monkeypatch):
        from PySide6.QtCore import QLocale

        from gdviz.base import qt_language

        for spoken, expected in (
            (["zh-Hans-CN", "en"], "zh_CN"),
            (["fr", "de"], "en"),
            (["de", "zh"], "zh_CN"),
        ):
            monkeypatch.setattr(QLocale, "uiLanguages", lambda self, spoken=spoken: spoken)
            assert qt_language.system_language() == expected
        try:
            assert qt_language.switch("tlh") == "zh_CN"
        finally:
            qt_language.switch("en")

    def test_unfinished_messages_are_not_used(self, qapp, tmp_path):
        from gdviz.base import i18n

        path = tmp_path / "x.ts"
        path.write_text(
            "<TS><context><name>A</name>"
            "<message><source>a</source><translation type='unfinished'>x</translation></message>"
            "<message><source>b</source><translation>y</translation></message>"
            "<message numerus='yes'><source>c</source>"
            "<translation><numerusform>z</numerusform></translation></message>"
            "</context></TS>"
        )
        assert i18n.messages(path) == {("A", "b"): "y", ("A", "c"): "z"}
