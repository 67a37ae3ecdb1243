"""Small files that tell of much: they are refused in a sentence before anything is made of them."""

import gzip
import io
import json
import pickle
import struct
import zipfile

import numpy as np
import pytest

from gdviz.tabular import DataError
from gdviz.tabular.encoding import encoded
from tests.tabular.test_files_as_they_are import PARTS, SHEET


def npy(shape, descr="'<f8'", data=bytes(64)):
    """A .npy file whose head says whatever it is told to."""
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + data


def packed(files):
    """An archive, its files deflated."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def cut(data):
    """An archive with damaged bytes where its first file is."""
    return data[:60] + bytes(40) + data[100:]


OBJECTS = io.BytesIO()
np.save(OBJECTS, np.array([print], object), allow_pickle=True)
NOISE = np.random.default_rng(0).bytes(999)
HOSTILE = {  # what takes long to write is written when it is asked for
    "more than memory": (npy(f"({10**15}, 2)"), "damaged"),
    "more than a number": (npy(f"({10**30}, 2)"), "damaged"),
    "less than nothing": (npy("(-5, 2)"), "damaged"),
    "long texts": (npy("(1000000, 2)", "'<U100000'"), "damaged"),
    "rows of nothing": (npy("(1000000000, 2)", "'|S0'"), "no_table"),
    "no head": (npy("(" * 90), "damaged"),
    "images": (npy("(3, 28, 28)", data=bytes(8 * 3 * 784)), "images"),
    "images, packed": (packed({"x_train.npy": npy("(3, 28, 28)", data=bytes(8 * 3 * 784))}), "images"),
    "objects": (OBJECTS.getvalue(), "objects"),
    "more than memory, packed": (packed({"x.npy": npy(f"({10**15}, 2)"), "y.npy": npy("(2,)")}), "damaged"),
    "damaged": (cut(packed({"x.npy": npy("(99,)", data=NOISE), "y.npy": npy("(2,)")})), "damaged"),
    "no array": (packed({"x.npy": b"1,2\n", "y.npy": b""}), "no_table"),
    "no name": (packed({"x": b"1"}).replace(b"x", b"\0"), "other"),
    "no characters": (npy("(2, 2)", "'<U1'", np.full(4, 0x110000, "<u4").tobytes()), "damaged"),
    "half a character": (b'[{"x": "\\ud800", "y": 1}, {"x": "b", "y": 2}]', "damaged"),
    "damaged text": (cut(packed({"a.csv": NOISE})), "damaged"),
    "zeros, packed": (lambda: packed({"x.npy": npy("(4000000,)", data=bytes(32_000_000))}), "unpacked"),
    "cut off": (gzip.compress(b"1,2\n" * 9 + NOISE)[:-99], "damaged"),
    "zeros, twice": (lambda: gzip.compress(gzip.compress(bytes(22_000_000))), "unpacked"),
    "a text, packed": (lambda: packed({"a.csv": b"1,2\n" * 6_000_000}), "unpacked"),
    "more records than examples": (lambda: b"[%s{}]" % (b"{}," * 300_000), "json"),
    "more values than can be held": (lambda: b'{"x": [%s1]}' % (b"1," * 1_000_000), "many_cells"),
    "as many names as records": (lambda: json.dumps([{f"k{n}": 1} for n in range(4000)]).encode(), "json"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused(kind):
    data, code = HOSTILE[kind]
    data = data() if callable(data) else data
    with pytest.raises(DataError) as raised:
        encoded("file", data)
    assert raised.value.code == code


@pytest.mark.parametrize("last", ["XFD1048576", "CV100000"])
def test_a_workbook_that_asks_for_more_than_there_is_does_not_end_the_program(last):
    """Two cells ask for hundreds of gigabytes, or for 240 MB."""
    pytest.importorskip("python_calamine")
    cells = f'<row><c r="A1"><v>1</v></c><c r="{last}"><v>2</v></c></row>'
    sheet = {"xl/worksheets/sheet1.xml": SHEET.format(rows=cells)}
    with pytest.raises(DataError) as raised:
        encoded("book.xlsx", packed(PARTS | sheet))
    assert raised.value.code == "no_workbook"


def test_what_is_packed_may_have_40_mb_more_than_its_file():
    text = gzip.compress(np.random.default_rng(0).bytes(1_900_000) + bytes(41_000_000), 1)
    assert 1_900_000 < len(text) < 2_300_000
    with pytest.raises(DataError) as raised:
        encoded("a.gz", text)
    assert raised.value.code == "unpacked"


def test_an_error_of_another_process_is_the_same_here():
    error = DataError("not_number", at=(3, 1), line=5, column="x", cell="?")
    same = pickle.loads(pickle.dumps(error))
    assert (same.code, same.row, same.column, str(same)) == (error.code, 3, 1, str(error))
