"""The fonts that a packaged gdviz brings, and how high a line of words is, whichever font they come from."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFontDatabase, QFontMetrics

from gdviz.base.resources import folder

ENDINGS = (".otf", ".ttc", ".ttf")
log = logging.getLogger("gdviz")


def bring() -> list[str]:
    """Let Qt know the fonts in `resources/fonts`, where there are any; returns their families.

    To be called once there is an application, and before the first text: what Qt has once looked for in
    vain, it does not look for again. A file that is no font is left out.
    """
    families = []
    places = folder("fonts")
    for path in sorted(places.iterdir()) if places.is_dir() else []:
        if path.suffix.lower() not in ENDINGS:
            continue
        added = QFontDatabase.addApplicationFont(str(path))
        if added < 0:
            log.error("The font %s can't be read", path.name)
        else:
            families += QFontDatabase.applicationFontFamilies(added)
    return families


def line_height(metrics: QFontMetrics, text: str) -> int:
    """How many pixels high a line of `text` is: Chinese, from another font, needs more than `lineSpacing`."""
    return metrics.boundingRect(0, 0, 1_000_000, 10_000, 0, text).height()
