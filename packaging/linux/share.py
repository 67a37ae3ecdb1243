"""What a Linux desktop reads of an application: menu entry, file type, icons, description. See `write`."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import icons
from changelog import Release
from names import APP_ID, MIME_TYPE, NAME

HERE = Path(__file__).resolve().parent
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
METAINFO = Path("metainfo", f"{APP_ID}.metainfo.xml")


def write(share: Path, releases: Sequence[Release]) -> None:
    """Lay out `share`, which is to become part of /usr/share, or of ~/.local/share."""
    icons.make_theme(share / "icons" / "hicolor")
    for name, source in {
        f"applications/{NAME}.desktop": f"{NAME}.desktop",
        f"applications/zz-{NAME}-pictures.desktop": f"zz-{NAME}-pictures.desktop",
        f"mime/packages/{NAME}.xml": f"{NAME}-mime.xml",
    }.items():
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / source, share / name)
    (share / METAINFO).parent.mkdir(parents=True, exist_ok=True)
    (share / METAINFO).write_text(metainfo(releases), encoding="utf-8")


def metainfo(releases: Sequence[Release]) -> str:
    """The AppStream metainfo with the releases."""
    text = (HERE / f"{NAME}.metainfo.xml").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text.replace("{id}", APP_ID).replace("{mime_type}", MIME_TYPE))
    listed = root.find("releases")
    assert listed is not None
    for release in releases:
        entry = ElementTree.SubElement(
            listed, "release", version=release.version, date=f"{release.day:%Y-%m-%d}"
        )
        items = ElementTree.SubElement(ElementTree.SubElement(entry, "description"), "ul")
        for change, chinese in zip(release.changes, release.chinese, strict=True):
            ElementTree.SubElement(items, "li").text = change
            ElementTree.SubElement(items, "li", {LANGUAGE: "zh_CN"}).text = chinese
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


__all__ = ["METAINFO", "metainfo", "write"]
