"""However many cells a table has, what is made of them has a bound: rows are left out, evenly."""

import io
import itertools
import json
import sys
import tracemalloc

import numpy as np
import pytest

from gdviz.tabular import body, choose, parse_table
from gdviz.tabular.encoding import EncodedFile, encoded

USED, WIDTH = 1000, 5
CELLS = {
    "numbers": lambda row, column: f"{(row * column) % 97 / 10}",
    "different texts": lambda row, column: f"t{row}-{column}" if column else f"{row % 7}.5",
    "measures": lambda row, column: f"{row * column}.25 mm",
    "a few texts": lambda row, column: "abcdefghij"[(row // 3 + column) % 10],
}


@pytest.fixture(autouse=True)
def few_cells(monkeypatch):
    for name in ("body", "choose", "content"):
        monkeypatch.setattr(sys.modules[f"gdviz.tabular.{name}"], "MOST_USED", USED)
    monkeypatch.setattr(body, "CHUNK", 100)


def table_of(kind, rows):
    lines = (",".join(CELLS[kind](row, column) for column in range(WIDTH)) for row in range(rows))
    names = ",".join(f"c{column}" for column in range(WIDTH))
    return EncodedFile("data.csv", "\n".join([names, *lines]).encode())


@pytest.mark.parametrize("kind", CELLS)
def test_three_times_as_many_rows_take_no_more_memory(kind):
    peaks = []
    for rows in (600, 1800):
        read = body.Body(WIDTH, ".", 0, codes=True, units=None)
        tracemalloc.start()
        read.take((row, [CELLS[kind](row, column) for column in range(WIDTH)]) for row in range(rows))
        read.end(0)
        columns = read.columns([""] * WIDTH)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert 0 < len(read.lines) * WIDTH <= USED
        assert sum(len(each.texts) for each in columns) <= 2 * USED / body.A_TEXT
    assert peaks[1] < 1.6 * peaks[0]


@pytest.mark.parametrize("kind", CELLS)
def test_every_part_of_the_file_has_its_share(kind):
    table = parse_table(table_of(kind, 300))
    apart = np.diff([0, *table.lines, 302])
    assert table.total_rows == 300
    assert apart.min() > 0
    assert apart.max() <= 4 * 300 / table.rows
    for column, row in itertools.product((0, 3, 4), (0, table.rows // 2, table.rows - 1)):
        told = CELLS[kind](int(table.lines[row]) - 2, column).removesuffix(" mm")
        assert table.columns[column].text(row) in (told, told.removesuffix(".0"))


def test_without_a_seed_the_first_rows_are_used():
    for kind in CELLS:
        table = parse_table(table_of(kind, 300), seed=None)
        assert table.lines.tolist() == list(range(2, 2 + table.rows))


def test_texts_that_become_many_inputs_leave_rows_out():
    table = parse_table(table_of("a few texts", 190))
    assert table.rows == table.total_rows == 190
    chosen = choose(table, range(4), WIDTH - 1)
    assert chosen.inputs.shape == (USED // 40, 40)
    assert (chosen.rows, chosen.left_out) == (USED // 40, 0)
    whole = choose(table, [0], WIDTH - 1)
    assert chosen.inputs[0, :10].tolist() in whole.inputs.tolist()


def packed(kind, rows):
    numbers = np.arange(rows * WIDTH).reshape(rows, WIDTH) / 8
    file = io.BytesIO()
    if kind == "npy":
        np.save(file, np.asfortranarray(numbers))
    elif kind == "npz":
        np.savez(file, X=numbers[:, 1:], y=numbers[:, 0])
    elif kind == "records":
        file.write(json.dumps([dict(zip("abcde", row, strict=True)) for row in numbers.tolist()]).encode())
    else:
        file.write(json.dumps(numbers.tolist()).encode())
    return file.getvalue()


@pytest.mark.parametrize("kind", ["npy", "npz", "records", "rows"])
def test_of_many_rows_that_are_no_text_a_part_is_read_from_everywhere(kind, monkeypatch):
    for module, names in (
        ("content", {"HEAD": 5, "TAIL": 5}),
        ("other_formats", {"MOST_VALUES": 100}),
    ):
        for name, value in names.items():
            monkeypatch.setattr(sys.modules[f"gdviz.tabular.{module}"], name, value)
    rows = 2000
    source = encoded("file", packed(kind, rows))
    assert source.data.count(b"\n") < rows / 4
    table = parse_table(source)
    assert table.total_rows == rows
    assert 0.9 * USED / WIDTH < table.rows <= USED / WIDTH
    counts, _ = np.histogram(table.columns[-1].numbers, 4)
    assert counts.min() > 0.8 * counts.max()
    named = kind != "rows"
    which = (table.columns[0].numbers - table.columns[0].numbers.min()) / (WIDTH / 8)
    assert table.lines[-1] - table.lines[0] == pytest.approx(which[-1] - which[0])
    assert table.lines[0] <= rows / 100 + named
    first = parse_table(source, seed=None)
    assert first.lines.tolist() == list(range(1 + named, 1 + named + first.rows))
    assert parse_table(source, seed=3).lines.tolist() != table.lines.tolist()


def test_a_column_of_names_costs_no_rows():
    lines = (f"name {row},1,2,{row % 7},{row}" for row in range(2000))
    table = parse_table(EncodedFile("data.csv", "\n".join(["name,a,b,x,y", *lines]).encode()))
    assert table.rows == USED // 5
