"""What a Linux desktop reads of an application: menu entry, file type, icons, description."""

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
    """Lay out `share`, which is to become part of /usr/share."""
    write_for_person(share)
    copy(f"zz-{NAME}-pictures.desktop", share / "applications" / f"zz-{NAME}-pictures.desktop")
    (share / METAINFO).parent.mkdir(parents=True, exist_ok=True)
    (share / METAINFO).write_text(metainfo(releases), encoding="utf-8")


def write_for_person(share: Path) -> None:
    """Lay out `share`, which is to become part of ~/.local/share: without what is for the whole system."""
    icons.make_theme(share / "icons" / "hicolor")
    copy(f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    copy(f"{NAME}-mime.xml", share / "mime" / "packages" / f"{NAME}.xml")


def copy(source: str, target: Path) -> None:
    """Put a file that stands beside this one to its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / source, target)


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
