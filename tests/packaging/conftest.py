"""What the tests of the packaging share: its modules, a changelog, and the files of a Linux desktop."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))  # its scripts find one another like this

DAY = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def releases():
    from changelog import Release

    return (
        Release(
            "0.2.0",
            DAY,
            ("Draws <everything> & more.", "Opens at once."),
            ("画出 <一切> & 更多。", "立即打开。"),
        ),
        Release("0.1.0", DAY.replace(day=1), ("The first.",), ("第一个。",)),
    )


@pytest.fixture(scope="session")
def share(tmp_path_factory, releases):
    """The folder that becomes part of /usr/share."""
    from linux import share

    folder = tmp_path_factory.mktemp("share")
    share.write(folder, releases)
    return folder
