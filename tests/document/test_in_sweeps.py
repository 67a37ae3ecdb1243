"""The scene that a sweep's arrays carry, and files that only look like such ones."""

import io
import zipfile

import numpy as np
import pytest

from gdviz.document import bounds
from gdviz.document.in_sweeps import NAMES, scene_in


def sweep(path, scene, kind=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name in sorted(NAMES):
            archive.writestr(name, scene)
    return path


def saved(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def test_the_scene_comes_back(tmp_path):
    assert scene_in(sweep(tmp_path / "a.npz", saved(np.array("学 {}")))) == "学 {}".encode()


@pytest.mark.parametrize("length", [10**9, 10**30])
def test_a_head_that_tells_of_more_than_there_is(tmp_path, length):
    told = saved(np.array("x")).replace(b"'<U1'", f"'<U{length}'".encode())
    assert scene_in(sweep(tmp_path / "a.npz", told)) is None


def test_what_unpacks_to_far_more_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "FEW_UNPACKED", 1000)
    path = sweep(tmp_path / "a.npz", saved(np.array("x" * 50_000)), zipfile.ZIP_DEFLATED)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert scene_in(path) is None


def test_a_damaged_archive(tmp_path):
    path = sweep(tmp_path / "a.npz", saved(np.array("学 {} " * 99)), zipfile.ZIP_DEFLATED)
    data = path.read_bytes()
    place = data.rfind(b"scene.npy", 0, data.index(b"PK\x01\x02")) + 20
    path.write_bytes(data[:place] + bytes(30) + data[place + 30 :])
    assert scene_in(path) is None
