"""Keeps PySide6 from reading the source of every module that is read in after it: a tenth of each start.

PySide6 looks whether a module's source says "PySide6", since only such a module may switch on its
`__feature__`s (snake_case, true_property), which nobody does here. Told that each may, it reads none; where
this version of PySide6 looks in another way, nothing happens. The packaged app has no sources anyway.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - with it comes what is told here

_known = vars(sys.modules.get("shibokensupport.feature", sys))
if "_mod_uses_pyside" in _known:
    _known["_mod_uses_pyside"] = lambda module: True
