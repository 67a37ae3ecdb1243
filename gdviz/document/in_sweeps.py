"""The scene that the arrays of a sweep carry: found in an .npz file of any size. No Qt."""

from __future__ import annotations

import os
import zipfile

from gdviz.document.bounds import MOST_UNPACKED, most_of

NAMES = {"scene.npy", "axis_paths.npy", "run.npy"}  # what a sweep has beside its arrays
WIDE = 4  # bytes of a character


def scene_in(path: str | os.PathLike[str]) -> bytes | None:
    """The text of the scene in the arrays of a sweep; None where a file is anything else."""
    if not os.fspath(path).lower().endswith(".npz"):
        return None
    import numpy as np  # here, since most files are no sweeps

    from gdviz.tabular.content import DAMAGED

    try:
        with zipfile.ZipFile(path) as archive:
            if not set(archive.namelist()) >= NAMES:
                return None
            scene = archive.getinfo("scene.npy")
            if scene.file_size > WIDE * min(MOST_UNPACKED, most_of(scene.compress_size)):
                return None
            with archive.open(scene) as part:
                text = np.lib.format.read_array(part, allow_pickle=False)
    except DAMAGED:
        return None
    return str(text).encode("utf-8", "surrogatepass") if text.dtype.kind == "U" and text.ndim == 0 else None
