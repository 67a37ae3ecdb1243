"""The releases in resources/changelog.md, for the systems that show them in a form of their own."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime

from names import PROJECT

PATH = PROJECT / "resources" / "changelog.md"
CHINESE = PROJECT / "resources" / "changelog.zh_CN.md"
HEADING = re.compile(r"##\s+\[?v?(\d[^\s\]]*)\]?\s*[-–—(:]*\s*(.*?)\)?\s*")


@dataclass(frozen=True)
class Release:
    """One version: its number, the day it came out, and what changed in it, a paragraph each."""

    version: str
    day: datetime
    changes: tuple[str, ...]
    chinese: tuple[str, ...] = ()  # the same changes


def current(version: str) -> tuple[Release, ...]:
    """The releases of gdviz in both languages, the newest first; what is unreleased comes out by this build.

    Raises ValueError where the newest is not `version`, or the languages tell of different changes.
    """
    day = build_time()
    english, chinese = (releases(path.read_text(encoding="utf-8"), day) for path in (PATH, CHINESE))
    if english[0].version != version:
        raise ValueError(f"the newest release in {PATH.name} is {english[0].version}, and this is {version}")
    if [(each.version, len(each.changes)) for each in english] != [
        (each.version, len(each.changes)) for each in chinese
    ]:
        raise ValueError(f"{PATH.name} and {CHINESE.name} have different versions or numbers of changes")
    return tuple(
        Release(each.version, each.day, each.changes, other.changes)
        for each, other in zip(english, chinese, strict=True)
    )


def releases(text: str, unreleased: datetime) -> tuple[Release, ...]:
    """The releases of a changelog in the style of keepachangelog.com, the newest first.

    A version without a date has the day `unreleased`. Raises ValueError where there is no version, or one
    without changes.

    >>> releases('''# Changelog
    ... ## [0.2.0] - 2026-11-26
    ... ### Added
    ... - **Lessons**, in
    ...   two languages.
    ... - `gdviz run`.
    ... ''', datetime.max)[0].changes
    ('Lessons, in two languages.', 'gdviz run.')
    """
    found = []
    for section in re.split(r"(?m)^(?=##\s)", text)[1:]:
        heading, _, body = section.partition("\n")
        match = HEADING.fullmatch(heading)
        if match is None:
            continue
        items = re.findall(r"(?m)^[-*]\s+(.*(?:\n[ \t]+\S.*)*)", body)
        if not items:
            raise ValueError(f"the changelog says nothing about {match[1]}")
        changes = tuple(_plain(" ".join(item.split())) for item in items)
        found.append(Release(match[1], _day(match[2]) or unreleased, changes))
    if not found:
        raise ValueError("the changelog has no version")
    return tuple(found)


def _day(text: str) -> datetime | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is None:
        return None
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)


def _plain(text: str) -> str:
    """Markdown's emphasis, code and links as the words that they mark."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|\*|`)(.+?)\1", r"\2", text)


def build_time() -> datetime:
    """When what is built was written, so that building it again gives the same: as of the last commit.

    SOURCE_DATE_EPOCH says otherwise (reproducible-builds.org). Where there is no commit it is now.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        command = ["git", "-C", str(PROJECT), "log", "-1", "--format=%ct"]
        try:
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return datetime.now(UTC)
    return datetime.fromtimestamp(int(told), UTC)
