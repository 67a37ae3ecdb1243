"""The scene that the arrays of a sweep carry: found in an .npz file of any size. No Qt."""

from __future__ import annotations

import os
import zipfile

NAMES = {"scene.npy", "axis_paths.npy", "run.npy"}  # what a sweep has beside its arrays
MOST = 400 * 2**20  # bytes of the scene's text, four a character


def scene_in(path: str | os.PathLike[str]) -> bytes | None:
    """The text of the scene in the arrays of a sweep; None where a file is anything else."""
    if not os.fspath(path).lower().endswith(".npz"):
        return None
    import numpy as np  # here, since most files are no sweeps

    try:
        with zipfile.ZipFile(path) as archive:
            if not set(archive.namelist()) >= NAMES or archive.getinfo("scene.npy").file_size > MOST:
                return None
            with archive.open("scene.npy") as part:
                text = np.lib.format.read_array(part, allow_pickle=False)
    except (OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return None
    return str(text).encode("utf-8", "surrogatepass") if text.dtype.kind == "U" and text.ndim == 0 else None


__all__ = ["scene_in"]
