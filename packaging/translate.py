#!/usr/bin/env python3
"""Bring the translations up to date with the code, or check that they are.

    python packaging/translate.py           rewrite resources/translations/*.ts
    python packaging/translate.py --check   exit with 1 if a file is stale or lacks a translation

Texts are found in two places: literals in the code (`self.tr("…")`, `declared("…")`,
`QCoreApplication.translate("Context", "…")`, `RuleError("…")`), and what the engine and the document declare
(titles and helps of fields, titles of variants, sentences of errors), which are translated in the context
"declared". The files are those of Qt Linguist, sorted and without line numbers, so that a change of code
changes few lines. The lessons have their texts in both languages in their own files.
"""

from __future__ import annotations

import argparse
import ast
import sys
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "resources" / "translations"
DECLARED = "declared"

Message = tuple[str, str]  # context, source text


class TextError(Exception):
    """A text in the code that can't be translated, and where it stands."""


class Finder(ast.NodeVisitor):
    """Collects the literals of one module that go through Qt's translation."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.classes: list[str] = []
        self.found: dict[Message, bool] = {}  # and whether it counts things

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Note whose methods these are: the class's name is the context of its texts."""
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        """Take the text of a call that translates."""
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "tr":
            if not (isinstance(function.value, ast.Name) and function.value.id == "self" and self.classes):
                raise self.trouble(node, "tr() of something other than self has no certain context")
            self.take(node, self.classes[-1], node.args[0], counts=len(node.args) > 2)
        elif name_of(function) == "translate" and len(node.args) >= 2:
            context = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if isinstance(context, str) and context != DECLARED:
                self.take(node, context, node.args[1], counts=len(node.args) > 3)
        elif name_of(function) in ("RuleError", "SettingError") or (
            name_of(function) == DECLARED and isinstance(node.args[0], ast.Constant)
        ):
            self.take(node, DECLARED, node.args[0])

    def take(self, node: ast.Call, context: str, text: ast.expr, *, counts: bool = False) -> None:
        """Keep one literal."""
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
            raise self.trouble(node, "only a literal text can be translated; put its values behind it")
        self.found[context, text.value] = counts

    def trouble(self, node: ast.Call, text: str) -> TextError:
        """The error that names the place."""
        return TextError(f"{self.path.relative_to(PROJECT)}:{node.lineno}: {text}")


def name_of(function: ast.expr) -> str:
    """What is called: the last name of ``a.b.c`` or the only one."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def in_code() -> dict[Message, bool]:
    """The literals of all modules."""
    found: dict[Message, bool] = {}
    for path in sorted((PROJECT / "gdviz").rglob("*.py")):
        finder = Finder(path)
        finder.visit(ast.parse(path.read_text(encoding="utf-8")))
        found |= finder.found
    return found


def in_declarations() -> set[str]:
    """What the engine and the document declare."""
    from gdviz.document import codec, errors, labels
    from gdviz.engine.declare import Declared, fields_of
    from gdviz.engine.formula import formula_error
    from gdviz.engine.kinds import known_tags
    from gdviz.tabular import error as data_error
    from gdviz.tabular.propose import REASONS

    found = {
        *errors.TEMPLATES.values(),
        *formula_error.MESSAGES.values(),
        *data_error.TEMPLATES.values(),
        *REASONS.values(),
    }
    found |= set(labels.WORDS)
    known_tags()  # imports every module of kinds
    for cls in subclasses(Declared):
        if isinstance(getattr(cls, "title", ""), str):
            found.add(getattr(cls, "title", ""))
        for field in fields_of(cls):
            found |= {field.title, field.help, field.unit}
            if field.item is not None:
                found.add(field.item.title)
            own = not cls.__module__.startswith("gdviz.document.beats.")
            if field.kind == "choice" and (own or field.words != field.choices):
                found |= set(field.words)  # those of beats without words of their own stand in files only
    assert codec.Document in subclasses(Declared)  # every module with declarations has been imported
    return found


def subclasses(cls: type) -> set[type]:
    """All subclasses of a class in gdviz; those of the lessons' files are not seen by people."""
    below = set(cls.__subclasses__())
    found = below.union(*(subclasses(each) for each in below))
    return {
        each
        for each in found
        if each.__module__.startswith("gdviz.") and each.__module__ != "gdviz.document.lessons"
    }


def messages() -> dict[Message, bool]:
    """Every text that a person may read, and whether it counts things (so that `%n` has a form)."""
    found = in_code()
    found |= {(DECLARED, text): False for text in in_declarations() if any(map(str.isalpha, text))}
    return dict(sorted(found.items()))


def translated(path: Path) -> dict[Message, str]:
    """The translations that a file has."""
    found = {}
    if path.exists():
        for context in ElementTree.parse(path).getroot().iter("context"):
            for message in context.iter("message"):
                translation = message.find("translation")
                form = translation.find("numerusform")
                text = (translation if form is None else form).text
                if text and translation.get("type") != "unfinished":
                    found[context.findtext("name"), message.findtext("source")] = text
    return found


def rendered(language: str, wanted: dict[Message, bool], known: dict[Message, str]) -> str:
    """The text of a `.ts` file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}">',
    ]
    for context in sorted({context for context, _ in wanted}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for (_, source), counts in ((key, value) for key, value in wanted.items() if key[0] == context):
            text = escape(known.get((context, source), ""))
            kind = "" if text else ' type="unfinished"'
            body = f"<numerusform>{text}</numerusform>" if counts else text
            lines += [
                '    <message numerus="yes">' if counts else "    <message>",
                f"        <source>{escape(source)}</source>",
                f"        <translation{kind}>{body}</translation>",
                "    </message>",
            ]
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail if something is missing")
    check = parser.parse_args(arguments).check
    try:
        wanted = messages()
    except TextError as error:
        print(error, file=sys.stderr)
        return 1
    complete = True
    for path in sorted(FOLDER.glob("gdviz_*.ts")):
        known = translated(path)
        text = rendered(path.stem.removeprefix("gdviz_"), wanted, known)
        missing = [source for key in wanted if key not in known for source in [key[1]]]
        if check and text != path.read_text(encoding="utf-8"):
            print(f"{path.name} is stale: run python packaging/translate.py", file=sys.stderr)
            complete = False
        if check and missing:
            print(
                f"{path.name} lacks {len(missing)} translations, the first of them: {missing[0]}",
                file=sys.stderr,
            )
            complete = False
        if not check:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(wanted)} texts, {len(missing)} to be translated")
    return 0 if complete else 1


if __name__ == "__main__":
    raise SystemExit(main())
