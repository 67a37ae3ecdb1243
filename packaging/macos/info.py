"""What macOS reads of gdviz.app: see `plist` and `write_strings`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from names import APP_ID, DOCUMENT_UTI, MIME_TYPE, NAME, SUFFIX, SUMMARY, SUMMARY_ZH, VERSION

SCENE = "gdviz scene"
PICTURE = "Picture with a gdviz scene"
CHINESE = {SCENE: "gdviz 场景", PICTURE: "带有 gdviz 场景的图片", SUMMARY: SUMMARY_ZH}
PICTURES = ("public.png", "public.svg-image", "com.adobe.pdf")
DOCUMENT_ICON = f"{NAME}-document.icns"  # the spec puts it into Contents/Resources
OLDEST = "13.0"  # macOS that the wheels of Qt 6.11 are built for


def plist() -> dict[str, Any]:
    """The entries of Info.plist that PyInstaller's BUNDLE does not make by itself."""
    scenes = {
        "CFBundleTypeName": SCENE,
        "CFBundleTypeRole": "Editor",
        "CFBundleTypeIconFile": DOCUMENT_ICON,
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [DOCUMENT_UTI],
    }
    pictures = {  # in "open with"; "Alternate" never makes it the default
        "CFBundleTypeName": PICTURE,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": list(PICTURES),
    }
    exported = {
        "UTTypeIdentifier": DOCUMENT_UTI,
        "UTTypeDescription": SCENE,
        "UTTypeIconFile": DOCUMENT_ICON,
        "UTTypeConformsTo": ["public.json"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [SUFFIX.removeprefix(".")],
            "public.mime-type": [MIME_TYPE],
        },
    }
    return {
        "CFBundleIdentifier": APP_ID,
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": VERSION,
        "CFBundleVersion": VERSION,
        "CFBundleGetInfoString": SUMMARY,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh-Hans"],
        "CFBundleDocumentTypes": [scenes, pictures],
        "UTExportedTypeDeclarations": [exported],
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,  # the dark look of the system
    }


def write_strings(folder: Path) -> list[tuple[str, str]]:
    """Write the words of `plist` in both languages; returns them as the spec's Analysis(datas=...) wants.

    Their folders in Contents/Resources also tell macOS in which languages to show its own menus and dialogs.
    """
    datas = []
    for language, words in (("en", {each: each for each in CHINESE}), ("zh-Hans", CHINESE)):
        place = f"{language}.lproj"
        path = folder / place / "InfoPlist.strings"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f'"{word}" = "{said}";\n' for word, said in words.items()]
        lines.append(f'CFBundleGetInfoString = "{words[SUMMARY]}";\n')
        path.write_text("".join(lines), encoding="utf-8")
        datas.append((str(path), place))
    return datas
