"""The changelog, as the packages read it."""

from datetime import UTC, datetime

import changelog
import pytest
from names import VERSION

NOW = datetime(2026, 12, 1, tzinfo=UTC)
TEXT = """# What’s new

## 0.2.0 – unreleased

Some words.

### Added

- **See it.** Lines that
  go on, see [the book](https://example.invalid).
* `gdviz run` and *more*.

## [0.1.0] - 2026-11-26

- First.
"""


def test_versions_days_and_changes_are_found():
    second, first = changelog.releases(TEXT, NOW)
    assert (second.version, second.day) == ("0.2.0", NOW)
    assert second.changes == ("See it. Lines that go on, see the book.", "gdviz run and more.")
    assert (first.version, first.day, first.changes) == (
        "0.1.0",
        datetime(2026, 11, 26, tzinfo=UTC),
        ("First.",),
    )


@pytest.mark.parametrize("text", ["", "# Nothing\n", "## 0.1.0 – unreleased\n\nNothing to list.\n"])
def test_a_changelog_without_changes_is_refused(text):
    with pytest.raises(ValueError, match="the changelog"):
        changelog.releases(text, NOW)


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Writes the changelogs in both languages."""

    def write(english, chinese):
        for name, text in (("PATH", english), ("CHINESE", chinese)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            monkeypatch.setattr(changelog, name, tmp_path / name)

    return write


def test_both_languages_are_put_together(written, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    written("## 0.2.0 – unreleased\n- One.\n- Two.\n", "## 0.2.0 – 尚未发布\n- 一。\n- 二。\n")
    (release,) = changelog.current("0.2.0")
    assert release.day == datetime(2025, 12, 1, tzinfo=UTC)
    assert (release.changes, release.chinese) == (("One.", "Two."), ("一。", "二。"))


@pytest.mark.parametrize("chinese", ["## 0.2.0\n- 一。\n- 二。\n", "## 0.1.0\n- 一。\n"])
def test_languages_that_differ_are_refused(written, chinese):
    written("## 0.2.0\n- One.\n", chinese)
    with pytest.raises(ValueError, match="different"):
        changelog.current("0.2.0")


def test_another_version_is_refused(written):
    written("## 0.2.0\n- One.\n", "## 0.2.0\n- 一。\n")
    with pytest.raises(ValueError, match=r"0\.2\.0, and this is 0\.3\.0"):
        changelog.current("0.3.0")


def test_without_a_told_time_it_is_that_of_the_last_commit(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert changelog.build_time() == changelog.build_time() <= datetime.now(UTC)


@pytest.mark.skipif(not changelog.PATH.exists(), reason="this checkout has no changelog")
def test_the_changelog_of_this_version_can_be_read():
    assert changelog.current(VERSION)[0].version == VERSION
