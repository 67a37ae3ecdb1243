"""What Windows shows of gdviz.exe under Properties > Details, in the form that PyInstaller reads."""

from __future__ import annotations

import re
from pathlib import Path

from names import NAME, SUMMARY, SUMMARY_ZH, VERSION

AUTHORS = "The gdviz authors"
LANGUAGES = ((0x0409, SUMMARY), (0x0804, SUMMARY_ZH))  # English, simplified Chinese
UNICODE = 1200
TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([
{tables}
    ]),
    VarFileInfo([VarStruct('Translation', {translations})]),
  ],
)
"""


def numbers(version: str = VERSION) -> tuple[int, int, int, int]:
    """The version as Windows counts: four numbers; what comes after them, such as rc1, is left out.

    >>> numbers("1.2.3"), numbers("0.10rc1")
    ((1, 2, 3, 0), (0, 10, 0, 0))
    """
    match = re.match(r"\d+(\.\d+){0,3}", version)
    found = [int(each) for each in match[0].split(".")] if match else []
    first, second, third, fourth = (*found, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def text() -> str:
    """The file's text."""
    tables, translations = [], []
    for language, summary in LANGUAGES:
        entries = {
            "CompanyName": AUTHORS,
            "FileDescription": NAME,  # the name in the task manager and in "open with"
            "FileVersion": VERSION,
            "InternalName": NAME,
            "LegalCopyright": f"{AUTHORS}. MIT license",
            "OriginalFilename": f"{NAME}.exe",
            "ProductName": NAME,
            "ProductVersion": VERSION,
            "Comments": summary,
        }
        listed = "".join(f"        StringStruct({key!r}, {value!r}),\n" for key, value in entries.items())
        tables.append(f"      StringTable('{language:04X}{UNICODE:04X}', [\n{listed}      ]),")
        translations += [language, UNICODE]
    return TEXT.format(numbers=numbers(), tables="\n".join(tables), translations=translations)


def write(path: Path) -> None:
    """Write the file that the spec names as EXE(version=...)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8")
