"""One name for one thing: what a stack trace or a search names is there once."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import gdviz

PACKAGE = Path(gdviz.__file__).parent
IN_EACH_ROOM_OF_VIEWS = {"view", "options"}  # "views/loss/view.py" is how one finds it


def repeated(named):
    return {name: places for name, places in named.items() if len(places) > 1}


def test_no_two_modules_have_one_name():
    modules = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        of_a_view = path.stem in IN_EACH_ROOM_OF_VIEWS and path.parent.parent.name == "views"
        if path.stem not in ("__init__", "__main__") and not of_a_view:
            modules[path.stem].append(str(path.relative_to(PACKAGE)))
    assert repeated(modules) == {}


def test_no_two_public_classes_have_one_name():
    classes = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for name in re.findall(r"^class ([A-Za-z]\w*)", path.read_text(encoding="utf-8"), re.MULTILINE):
            classes[name].append(str(path.relative_to(PACKAGE)))
    assert repeated(classes) == {}
