"""What is let go goes back to the system."""

import ctypes
import subprocess
import sys

import pytest

MAPPED = """
import ctypes, sys
from gdviz.base.heap import give_back, keep_small
keep_small()
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
class Told(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena a b blocks mapped c d e f g".split()]
library.mallinfo2.restype = Told
for size in (30 << 20, 8 << 20, 4 << 20):  # each freed one would raise the size from which blocks are mapped
    before = library.mallinfo2().mapped
    place = library.malloc(size)
    assert library.mallinfo2().mapped >= before + size, size
    library.free(place)
    assert library.mallinfo2().mapped <= before + 4096, size
give_back()
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="another C library"
)
def test_a_large_picture_is_mapped_by_itself_whatever_was_freed_before():
    done = subprocess.run([sys.executable, "-c", MAPPED], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
