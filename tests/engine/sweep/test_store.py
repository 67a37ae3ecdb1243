"""The files of a sweep have their room on the disk, or there are none."""

import errno
import os

import numpy as np
import pytest

from gdviz.engine.sweep.store import in_folder

TYPES = {"outcome": np.dtype(np.uint8), "final_loss": np.dtype(np.float64)}

pytestmark = pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="the system can't be asked")


def test_every_array_has_its_room_on_the_disk(tmp_path):
    """Else the first number that the disk has no room for ends the process by a signal."""
    in_folder(tmp_path / "a.part", {}, TYPES, (300, 200), 7)
    files = sorted((tmp_path / "a.part").glob("*.npy"))
    assert [path.stem for path in files] == ["done", "final_loss", "outcome"]
    assert all(512 * path.stat().st_blocks >= path.stat().st_size for path in files)


@pytest.mark.parametrize("fits", range(3))
def test_a_full_disk_is_an_error_that_leaves_nothing(tmp_path, monkeypatch, fits):
    room = [fits]

    def allocate(*_) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", allocate)
    with pytest.raises(OSError, match="No space left"):
        in_folder(tmp_path / "a.part", {}, TYPES, (300, 200), 7)
    assert not list(tmp_path.iterdir())
