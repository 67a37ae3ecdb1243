"""Tables from files: a folder of nasty ones, and any that the csv module writes."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gdviz import tabular
from gdviz.engine.learning.dataset_base import MOST_CLASSES, MOST_INPUTS
from gdviz.engine.learning.datasets import UserData
from gdviz.tabular import (
    TEMPLATES,
    DataError,
    EncodedFile,
    Kind,
    choose,
    parse_table,
    pasted,
    propose,
    read_table,
    to_dataset,
)
from gdviz.tabular import encoding as files
from gdviz.tabular.cells import read_cell, with_unit

FOLDER = Path(__file__).parents[1] / "data" / "csv"
MOST = 10_000  # rows that can be used, where there are more


def dataset(name, **how):
    """The dataset that is proposed for a file of the folder."""
    table = read_table(FOLDER / name)
    wanted = propose(table)
    return to_dataset(table, wanted.inputs, wanted.target, wanted.kind, **how)


def parsed(text, codec="utf-8", **how):
    return parse_table(EncodedFile("test.csv", text.encode(codec)), **how)


def refused(call, *arguments, **more):
    """The code, the sentence and the cell of the error that a call raises."""
    with pytest.raises(DataError) as caught:
        call(*arguments, **more)
    error = caught.value
    assert str(error) == error.template.format(**error.values)
    return error.code, str(error), (error.row, error.column)


# What is read from each file: rows, targets, names of inputs, names of classes.
READ = {
    "plain.csv": ([(0.5, 1.5), (-1, 2), (3, -0.25)], [0, 1, 1], ("x1", "x2"), ("0", "1")),
    "no_header.csv": ([(0.5, 1.5), (-1, 2), (3, -0.25)], [0, 1, 1], ("x1", "x2"), ("0", "1")),
    "german.csv": (
        [(0.5, 1.25), (-1.5, 2), (1234.5, 0.75)],
        [0, 1, 0],
        ("Länge", "Breite"),
        ("Katze", "Hund"),
    ),
    "german_windows.csv": ([(0.5, 1.25), (-1.5, 2)], [0, 1], ("Größe", "Höhe"), ("schön", "hässlich")),
    "tabs.tsv": ([(0.5, 1.5), (-1, 2)], [0, 1], ("x1", "x2"), ("cat, small", "dog")),
    "full_width.csv": ([(1.5, 2), (-3, 4)], [0, 1], ("重量", "长度"), ("甲", "乙")),
    "space_before_quote.csv": ([(1, 2), (3, 4)], [0, 1], ("x1", "x2"), ("cat, small", "dog")),
    "short_row.csv": ([(1, 2), (5, 6)], [0, 1], ("x1", "x2"), ("0", "1")),
    "numbers.csv": (
        [(0.001, 1), (0.5, 5), (-100, 7), (1234567, 1234.5), (1234, -5)],
        [1, 2.5, 3, 4, 5],
        ("a", "b"),
        (),
    ),
    "thousands.csv": ([(1234.5, 1000), (12345, 999)], [0.5, 1.5], ("a", "b"), ()),
    "blanks.csv": ([(1, 2), (5, 6)], [0, 1], ("x1", "x2"), ("0", "1")),
    "row_numbers.csv": ([(1.5, 2), (3.5, 4), (5.5, 6)], [0, 1, 1], ("x1", "x2"), ("0", "1")),
    "same_names.csv": ([(1, 2, 3), (4, 5, 6)], [0.5, 1.5], ("x", "x (2)", "x3"), ()),
    "text_column.csv": ([(0, 1), (1, 2), (0, 3)], [0, 1, 1], ("name = Ben", "x"), ("0", "1")),
    "plus_minus.csv": ([(1,), (2,), (3,)], [0, 1, 0], ("x",), ("+", "-")),
    "class_numbers.csv": ([(1,), (2,), (3,), (4,)], [2, 1, 2, 0], ("x",), ("-1", "2", "10")),
    "class_mixed.csv": ([(1,), (2,), (3,), (4,)], [0, 1, 2, 0], ("x",), ("dog", "2", "cat")),
    **{
        name: ([(1, 2), (3, 4)], [0, 1], ("x1", "x2"), ("0", "1"))
        for name in (
            "no_end_of_line.csv",
            "cr.csv",
            "crlf.csv",
            "bom.csv",
            "bom_quoted.csv",
            "utf16_no_bom.csv",
            "trailing_empty_lines.csv",
            "trailing_separators.csv",
        )
    },
    **{
        name: ([(4.1, 46), (9.5, 70), (3.9, 44)], [0, 1, 0], ("体重", "身长"), ("猫", "狗"))
        for name in ("chinese_utf8.csv", "chinese_gb18030.csv", "chinese_utf16.csv", "chinese_utf16_be.csv")
    },
}

# The sentence for each file that is refused, when it is read or when the proposed columns are taken.
REFUSED = {
    "empty.csv": "The file is empty.",
    "only_blank_lines.csv": "The file is empty.",
    "only_separators.csv": "The file is empty.",
    "header_only.csv": "The file has a row of names, but no rows of data below it.",
    "one_column.csv": (
        "There is only one column, but an input and a target are needed; perhaps another separator is right."
    ),
    "open_quote.csv": "Line 3: a quotation mark is opened but never closed.",
    "bad_utf8.csv": "Line 3 does not fit UTF-8: the file is damaged, or in another encoding.",
    "long_row.csv": "Line 3 has 4 cells, but there are only 3 columns.",
    "bad_cell.csv": (
        "Line 4, column “x2”: “six” is not a number; it is the first of 2 such cells there."
    ),
    "mixed_ends.csv": "Line 4, column “x2”: “oops” is not a number.",
    "separator_line.csv": "Line 4, column “x2”: “no” is not a number.",
    "quoted.csv": "Line 8, column “the \"second\"”: “bad” is not a number.",
    "infinite.csv": "Line 3, column “x2”: “inf” is infinite, but only finite numbers can be used.",
    "overflow.csv": "Line 4, column “x1”: “-1e999” is infinite, but only finite numbers can be used.",
    "one_class.csv": "Column “label” has only one class, “cat”: at least two are needed to tell apart.",
    "many_classes.csv": "Column “label” has 12 different values, but there may be at most 10 classes.",
    "missing.csv": (
        "Column “label” has only the class “0” once rows with missing values are left out: at least two are "
        "needed to tell apart."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(READ))
def test_a_nasty_file_is_read(name):
    rows, targets, names, classes = READ[name]
    found = dataset(name)
    assert isinstance(found, UserData)
    assert found.rows == tuple(map(tuple, rows))
    assert found.targets == tuple(targets)
    assert (found.names, found.class_names) == (names, classes)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_file_that_cannot_be_used_gets_one_sentence(name):
    assert refused(dataset, name)[1] == REFUSED[name]


def test_every_file_of_the_folder_is_tested():
    assert {path.name for path in FOLDER.iterdir()} - {".gitattributes"} == {
        *READ,
        *REFUSED,
        "all_missing.csv",
    }


class TestCells:
    """What one cell says."""

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("0", 0.0),
            (" -2 ", -2.0),
            ("+1", 1.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e-3", 1e-3),
            ("1E+3", 1e3),
            ("−3", -3.0),
            ("1 234 567.5", 1234567.5),
            ("1,234,567.5", 1234567.5),
            ("1’234", 1234.0),
            ("1\u202f234", 1234.0),
            ("１，２３４．５", 1234.5),
            ("9" * 300, float("9" * 300)),
        ],
    )
    def test_numbers(self, text, value):
        assert read_cell(text) == value

    @pytest.mark.parametrize("text", ["", "  ", "?", "-", "—", "NA", "n/a", "#N/A", "NaN", "null", "\u3000"])
    def test_missing(self, text):
        assert read_cell(text) is Kind.MISSING

    @pytest.mark.parametrize("text", ["inf", "-Inf", "+infinity", "∞", "-∞", "1e999", "9" * 400])
    def test_infinite(self, text):
        assert read_cell(text) is Kind.INFINITE

    @pytest.mark.parametrize(
        "text",
        ["cat", "1_000", "1,5", "12,34", "1 2", "0x10", "1e", "e5", ".", "+", "5²", "½", "1-2", "--", "$5"],
    )
    def test_text(self, text):
        assert read_cell(text) is Kind.TEXT

    @pytest.mark.parametrize(
        ("text", "value"),
        [("1,5", 1.5), ("-,5", -0.5), ("1.234,5", 1234.5), ("1 234,5e1", Kind.TEXT), ("1.5", Kind.TEXT)],
    )
    def test_decimal_comma(self, text, value):
        assert read_cell(text, ",") == value

    @given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30), st.booleans())
    def test_a_column_of_numbers_is_read_quickly_as_slowly(self, values, comma):
        mark = "," if comma else "."
        cells = [repr(value).replace(".", mark) for value in values]
        quick = tabular.table_column.plain_numbers(cells, mark)
        assert quick.tolist() == [read_cell(cell, mark) for cell in cells] == values

    @pytest.mark.parametrize("cells", [["1_0"], ["nan"], ["inf"], ["1", ""], ["1,5\n2,5"], ["1.5,5"]])
    def test_other_cells_are_not_read_quickly(self, cells):
        assert tabular.table_column.plain_numbers(cells, ",") is None


class TestFile:
    """Files that are no files, or no text."""

    def test_missing(self, tmp_path):
        assert refused(read_table, tmp_path / "none.csv")[0] == "missing"
        assert refused(read_table, FOLDER / "plain.csv" / "below")[0] == "missing"
        assert refused(read_table, "with\0zero")[0] == "missing"

    def test_folder(self, tmp_path):
        assert refused(read_table, tmp_path)[0] == "folder"

    def test_permission(self, tmp_path, monkeypatch):
        path = tmp_path / "secret.csv"
        path.write_text("x,y\n1,2\n")

        def denied(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(files, "unwaiting", denied)  # a real lock would not keep the administrator out
        assert refused(read_table, path)[0] == "forbidden"

    def test_a_broken_disk(self, monkeypatch):
        def broken(*_):
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(files, "unwaiting", broken)
        assert refused(read_table, FOLDER / "plain.csv")[1] == "The file can't be read: Input/output error."

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
    def test_a_pipe_that_came_in_the_place_of_a_file(self, tmp_path, monkeypatch):
        """What stood there was asked first, and the pipe was waited for."""
        os.mkfifo(tmp_path / "pipe.csv")
        monkeypatch.setattr(Path, "stat", lambda *_, **__: os.stat(FOLDER / "plain.csv"))
        assert refused(read_table, tmp_path / "pipe.csv")[0] == "not_file"

    def test_a_device(self):
        assert refused(read_table, os.devnull)[0] == "not_file"

    def test_too_large(self, tmp_path, monkeypatch):
        monkeypatch.setattr(files, "LARGEST", 2)
        path = tmp_path / "large.csv"
        path.write_bytes(b"1,2\n" * 625_000)
        assert refused(read_table, path)[1] == "The file has 2.5 MB, but at most 2 MB can be read."

    @pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"])
    def test_a_damaged_workbook(self, tmp_path, start):
        path = tmp_path / "book.xlsx"
        path.write_bytes(start + bytes(100))
        assert refused(read_table, path)[0] in ("damaged", "no_workbook", "workbook")

    @pytest.mark.parametrize(
        "data",
        [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            bytes(1000),
            b"\x7fELF\x02\x01\x01" + bytes(9),
            b"\x1f\x8b\x08\x00",
        ],
    )
    def test_binary(self, tmp_path, data):
        path = tmp_path / "picture.csv"
        path.write_bytes(data)
        assert refused(read_table, path)[0] in ("binary", "encoding", "other", "damaged")

    @given(st.binary(max_size=400))
    def test_any_bytes_are_a_table_or_a_sentence(self, data):
        for how in ({}, {"encoding": "UTF-16"}, {"encoding": "GB18030", "separator": ";", "decimal": ","}):
            try:
                table = parse_table(EncodedFile("any", data), **how)
                wanted = propose(table)
                to_dataset(table, wanted.inputs, wanted.target, wanted.kind)
            except DataError as error:
                assert str(error)


class TestEncoding:
    """Which encoding it is."""

    @pytest.mark.parametrize(
        ("text", "codec", "name"),
        [
            ("猫,狗", "utf-8", "UTF-8"),
            ("猫,狗", "utf-8-sig", "UTF-8"),
            ("猫,狗", "gb18030", "GB18030"),
            ("类\n" + "猫\n" * 50, "gb18030", "GB18030"),  # the cat alone would be è in UTF-8
            ("体重（公斤）,身长\n1,2", "gb18030", "GB18030"),
            ("猫,狗", "utf-16", "UTF-16"),
            ("\ufeff1,2", "utf-16-be", "UTF-16"),
            ("1,2\n", "utf-16-be", "UTF-16"),
            ("Größe,café,naïve", "cp1252", "Windows-1252"),
            ("Fuß", "cp1252", "Windows-1252"),
            ("x,y", "ascii", "UTF-8"),
        ],
    )
    def test_guess(self, text, codec, name):
        assert files.guess_encoding(text.encode(codec))[0] == name

    @pytest.mark.parametrize("name", list(files.ENCODINGS))
    def test_choice(self, name):
        codec = "utf-16" if name == "UTF-16" else files.ENCODINGS[name]
        table = parsed("°,y\n1,2\n3,4\n", codec, encoding=name)
        assert (table.names, table.encoding) == (("°", "y"), name)

    def test_a_wrong_choice_names_the_line(self):
        text = "x,y\r\n1,2\r3,é\n"
        code, sentence, _ = refused(parsed, text, "cp1252", encoding="UTF-8")
        assert code == "encoding"
        assert sentence.startswith("Line 3 does not fit UTF-8")

    def test_wrong_bytes_far_behind_are_found(self, monkeypatch):
        monkeypatch.setattr(files, "CHUNK", 7)
        data = "猫,1\n".encode() * 10
        assert files.undecodable(data, "utf-8-sig") is None
        assert files.undecodable(data + b"\xe7\x8c", "utf-8-sig") == len(data)
        assert files.undecodable(data + b"\xff,2\n", "utf-8-sig") == len(data)


class TestDialect:
    """Separator, decimal mark and header: guessed, or said."""

    @pytest.mark.parametrize(
        ("text", "separator", "decimal"),
        [
            ("x;y\n1,5;2,5\n", ";", ","),
            ("1,5;2,5\n2,5;3,5\n", ";", ","),
            ("1,5\t2,5\n", "\t", ","),
            ("1.5;2\n", ";", "."),
            ("a,b\n1;2,3\n", ",", "."),
            ('"1,5","2,5"\n', ",", ","),
            ('"1,500","2,500"\n', ",", "."),
            ("1,500;2,500\n", ";", ","),
            ("1.500,5;2\n", ";", ","),
            ("1,500.5;2\n", ";", "."),
            ('name,"a;b;c"\n1,"d;e;f"\n2,"g;h;i"\n', ",", "."),
        ],
    )
    def test_guess(self, text, separator, decimal):
        table = parsed(text)
        assert (table.separator, table.decimal) == (separator, decimal)

    @pytest.mark.parametrize(
        ("text", "header"),
        [
            ("x,y\n1,2\n", True),
            ("1,2\n3,4\n", False),
            ("1,cat\n2,dog\n", False),
            ("x,kind\n1,cat\n", True),
            (",x\n0,1\n", True),
            ("?,cat\n1,dog\n2,dog\n", False),
            ("name,kind\nAnna,cat\nBen,dog\n", True),
            ("Anna,cat\nBen,cat\n", False),
            ("x,y\n?,?\n1,2\n", True),
        ],
    )
    def test_header(self, text, header):
        assert parsed(text).header is header

    def test_what_is_said_is_not_guessed(self):
        table = parsed("1,5;2,5\n3,5;4,5\n", separator=",", decimal=".", header=True)
        assert (table.separator, table.decimal, table.header) == (",", ".", True)

    def test_a_header_can_be_said(self):
        assert parsed("1,2\n3,4\n", header=True).names == ("1", "2")
        assert parsed("x,y\n3,4\n", header=False).total_rows == 2

    def test_a_wrong_separator_leaves_one_column(self):
        table = parsed("x;y\n1;2\n", separator=",")
        assert refused(to_dataset, table, [0], 0)[0] == "one_column"

    def test_too_many_columns(self):
        assert refused(parsed, ",".join("1" * 1001) + "\n")[0] == "many_columns"

    def test_a_long_cell_is_probably_an_open_quote(self):
        text = 'x,y\n1,2\n3,"4\n' + "5,6\n" * 40_000
        assert refused(parsed, text)[:2] == (
            "long_cell",
            "Line 3: a cell has more than 131\u202f072 characters; probably a quotation mark is not closed.",
        )
        assert refused(parsed, 'x,"' + "5,6\n" * 40_000)[0] == "long_cell"

    def test_lines_are_those_of_the_file(self):
        table = read_table(FOLDER / "quoted.csv")
        assert table.lines.tolist() == [3, 4, 5, 7, 8]


class TestChoose:
    """From columns to examples."""

    @pytest.fixture
    def missing(self):
        return read_table(FOLDER / "missing.csv")

    def test_rows_with_missing_values_are_left_out(self, missing):
        chosen = choose(missing, ["x1"], "label")
        assert chosen.inputs.tolist() == [[1], [3], [5], [9]]
        assert chosen.targets.tolist() == [0, 1, 1, 0]
        assert (chosen.left_out, chosen.without_target, chosen.filled) == (3, 1, 0)

    def test_the_mean_takes_their_place(self, missing):
        chosen = choose(missing, ["x1", "x2"], "label", missing="mean")
        assert chosen.inputs.tolist() == [[1, 10], [5, 20], [3, 40], [5, 40], [5, 40], [9, 70]]
        assert chosen.targets.tolist() == [0, 1, 1, 0, 1, 0]
        assert (chosen.left_out, chosen.without_target, chosen.filled) == (1, 1, 5)

    def test_a_mean_of_huge_numbers_is_finite(self):
        table = parsed("x,y\n1e308,0\n1.6e308,1\n,1\n")
        assert choose(table, ["x"], "y", missing="mean").inputs[2, 0] == pytest.approx(1.3e308)

    def test_all_values_missing(self):
        table = read_table(FOLDER / "all_missing.csv")
        assert refused(to_dataset, table, ["x1", "x2"], "label")[1] == "Column “x2” has no values at all."
        assert refused(to_dataset, table, ["x1"], "x2")[0] == "empty_column"
        assert refused(to_dataset, table, ["x1"], "x2", "number")[0] == "empty_column"

    def test_no_row_left(self):
        table = parsed("a,b,y\n1,,0\n,2,1\n")
        assert refused(to_dataset, table, ["a", "b"], "y")[0] == "none_left"

    def test_a_bad_cell_says_where_it_is(self):
        table = read_table(FOLDER / "bad_cell.csv")
        assert refused(to_dataset, table, ["x1", "x2"], "label")[2] == (2, 1)
        assert to_dataset(table, ["x1"], "label").size == 6  # where it is not used it does no harm
        assert refused(to_dataset, table, ["x1"], "x2", "number")[0] == "not_numbers"

    def test_a_column_without_a_name_is_called_by_its_number(self):
        table = parsed("1,2\n3,x\n4,5\n")
        assert refused(to_dataset, table, [1], 0)[1] == "Line 2, column 2: “x” is not a number."

    def test_a_column_of_text(self):
        table = read_table(FOLDER / "text_column.csv")
        found = to_dataset(table, ["name", "x"], "label")
        texts = sorted(set(table.columns[0].texts))
        assert len(found.names) == (2 if len(texts) == 2 else len(texts) + 1)
        assert all(set(row[:-1]) <= {0.0, 1.0} for row in found.rows)
        assert refused(to_dataset, table, ["x"], "name", "number")[0] == "text_target"
        assert to_dataset(table, ["x"], "name").class_names == ("Anna", "Ben")

    def test_infinite_values(self):
        table = parsed("x,y\n1,inf\n2,3\n4,-inf\n")
        assert refused(to_dataset, table, ["x"], "y", "number")[:2] == (
            "infinites",
            "Line 2, column “y”: “inf” is infinite, but only finite numbers can be used; it is the first of "
            "2 such cells there.",
        )
        assert refused(to_dataset, table, ["x"], "y", "class")[0] == "infinites"

    def test_choices_that_make_no_sense(self):
        table = read_table(FOLDER / "plain.csv")
        assert refused(to_dataset, table, [], 2)[0] == "no_inputs"
        assert refused(to_dataset, table, [0, 2], 2)[1] == (
            "Column “label” can't be an input and the target at once."
        )
        assert refused(to_dataset, table, ["z"], 2)[1] == "There is no column “z”."
        assert refused(to_dataset, table, [0], 3)[1] == "There is no column 4."
        assert refused(to_dataset, table, [-1], 2)[0] == "no_column"

    def test_too_many_inputs(self):
        table = parsed(",".join("1" * (MOST_INPUTS + 2)) + "\n" + ",".join("2" * (MOST_INPUTS + 2)) + "\n")
        assert refused(to_dataset, table, range(MOST_INPUTS + 1), MOST_INPUTS + 1)[0] == "many_inputs"
        assert to_dataset(table, range(MOST_INPUTS), MOST_INPUTS).inputs == MOST_INPUTS
        assert len(propose(table).inputs) == MOST_INPUTS

    def test_too_many_classes(self):
        text = "x,y\n" + "".join(f"1,{value}\n" for value in range(MOST_CLASSES + 1))
        assert refused(to_dataset, parsed(text), ["x"], "y", "class")[0] == "many_classes"
        assert to_dataset(parsed(text), ["x"], "y").classes == 0

    @pytest.mark.parametrize(
        ("values", "kind"),
        [
            ("0 1 1", "class"),
            ("1 2 3.5", "number"),
            ("0 " + " ".join(map(str, range(10))), "class"),
            ("0 " + " ".join(map(str, range(11))), "number"),
            ("208500 181500 223500", "number"),
            ("a b", "class"),
            ("1 ? 2", "class"),
        ],
    )
    def test_what_the_target_looks_like(self, values, kind):
        table = parsed("x,y\n" + "".join(f"1,{value}\n" for value in values.split()), header=True)
        assert propose(table).kind == tabular.target_kind(table.columns[1]) == kind

    def test_two_classes_may_be_told_apart_by_a_chosen_column_in_any_place(self):
        table = parsed("kind,x,size\n猫,1,2.5\n狗,2,3.5\n猫,3,4.5\n")
        assert propose(table) == tabular.Proposal((1, 2), 0, "class")
        assert to_dataset(table, ["size", "x"], "kind").rows[0] == (2.5, 1.0)

    def test_classes_keep_the_order_of_their_first_appearance(self):
        table = parsed("x,y\n1, dog \n2,cat\n3,dog\n")
        found = to_dataset(table, ["x"], "y")
        assert (found.class_names, found.targets) == (("dog", "cat"), (0, 1, 0))


class TestManyRows:
    """More rows than can be used, which are fewer here."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        monkeypatch.setattr("gdviz.tabular.content.MOST_EXAMPLES", MOST)

    def test_they_are_counted_and_drawn_evenly_by_a_seed_or_the_first_are_taken(self):
        rows = "".join(f"{place},{place % 2}\n" for place in range(12 * MOST // 10))
        text = "x,label\n" + rows + ",\n"
        tables = [parsed(text, seed=seed) for seed in (0, 0, 1)]
        assert {(each.total_rows, each.rows) for each in tables} == {(12 * MOST // 10, MOST)}
        first, again, other = (np.array(each.columns[0].numbers) for each in tables)
        assert np.array_equal(first, again)
        assert not np.array_equal(first, other)
        for drawn in (first, other):
            assert np.all(np.diff(drawn) > 0)
            assert np.all(np.abs(drawn - 1.2 * np.arange(MOST)) < 6), "every part of the file has its share"
        assert tables[0].lines[5] == first[5] + 2
        table = parsed(text, seed=None)
        assert (table.total_rows, table.rows) == (12 * MOST // 10, MOST)
        assert table.columns[0].numbers[-1] == MOST - 1

    def test_a_long_row_is_found_where_it_is_drawn(self):
        rows = "1,0\n" * (MOST - 1) + "1,0,7\n" + "2,1\n" * (MOST // 5)
        tables = (parsed("x,y\n" + rows, seed=seed) for seed in range(8))
        table = next(each for each in tables if each.long_rows)
        assert all(table.lines[row] == MOST + 1 for row, _ in table.long_rows)

    def test_exactly_as_many_as_can_be_used(self):
        table = parsed("x,y\n" + "1,0\n2,1\n" * (MOST // 2) + ",\n" * 3)
        assert table.total_rows == table.rows == MOST
        assert to_dataset(table, ["x"], "y").size == MOST


# -- whatever the csv module writes ------------------------------------------------------------------------

numbers = st.floats(allow_nan=False, allow_infinity=False)
# Not the zero character, which no text file has; not what csv can't write to a file.
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
dialects = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(tabular.SEPARATORS[:-1]),
        "lineterminator": st.sampled_from(["\n", "\r", "\r\n"]),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    }
)


def written(rows, codec, dialect):
    text = io.StringIO(newline="")
    if any(set("\r\n") & set(str(cell)) for row in rows for cell in row):
        # Older csv modules (of Python 3.11.2, for one) put no quotation marks around foreign line ends.
        dialect = {**dialect, "quoting": csv.QUOTE_ALL}
    csv.writer(text, **dialect).writerows(rows)
    return EncodedFile("written.csv", text.getvalue().encode(codec))


@st.composite
def tables(draw, cells):
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables(numbers | texts), dialects, st.sampled_from(list(files.ENCODINGS)[:3]))
@example([["", "a"], ["", ""], [" ", "\n"]], {"delimiter": ",", "lineterminator": "\r"}, "UTF-8")
@example(
    [[0.0, 0.0], [5.469957667243784e271, 0.0], [3.042764953131294e-37, 0.0]],
    {"delimiter": ",", "lineterminator": "\n", "quoting": 1},
    "UTF-8",
)
@example([[0.0, "¼"]], {"delimiter": ",", "lineterminator": "\n", "quoting": 1}, "UTF-8")
def test_any_table_is_read_back_equal(rows, dialect, encoding):
    """Numbers as the same bits, texts as the same characters, with nothing lost but empty rows at the end."""
    source = written(rows, files.ENCODINGS[encoding], dialect)
    while rows and not any(str(cell).strip() for cell in rows[-1]):
        rows.pop()
    try:
        table = parse_table(
            source,
            separator=dialect["delimiter"],
            header=False,
            decimal=".",
            encoding=encoding,
            skipped=0,  # said by hand, as the other choices: a text may begin as a remark does
            below=0,
            footer=0,
        )
    except DataError as error:
        assert error.code == "binary" or not rows
        return
    assert table.total_rows == len(rows)
    for place, row in enumerate(rows):
        for column, cell in zip(table.columns, row, strict=False):
            if isinstance(cell, float):
                assert column.numbers[place] == cell
            elif column.codes[place] >= 0:
                read = column.text(place)
                assert read == cell or not (read or cell.strip())  # blanks alone are a cell without a value
            else:
                value = read_cell(cell)
                told = column.unit or not isinstance(value, float)  # a quarter has no unit, either
                assert column.numbers[place] == (with_unit(cell)[0] if told else value)


@given(tables(st.sampled_from([0.5, -1.25, 3.0, 1e-9, 12345.678]) | numbers), dialects, st.booleans())
def test_any_table_of_numbers_is_read_back_without_being_told_how(rows, dialect, named):
    names = [f"column {place}" for place in range(len(rows[0]))]
    table = parse_table(written([names, *rows] if named else rows, "utf-8", dialect), codes=False)
    assert (table.separator, table.header) == (dialect["delimiter"], named)
    assert [column.numbers.tolist() for column in table.columns] == [
        list(row) for row in zip(*rows, strict=True)
    ]


@given(tables(st.floats(-1e9, 1e9)), dialects.filter(lambda dialect: dialect["delimiter"] not in ",:"))
def test_decimal_commas_are_read_back(rows, dialect):
    rows = [[0.5, *row] for row in rows]
    source = written([[f"{cell:.12f}".replace(".", ",") for cell in row] for row in rows], "utf-8", dialect)
    found = np.array([column.numbers for column in parse_table(source, codes=False).columns]).T
    assert found.tolist() == [[float(f"{cell:.12f}") for cell in row] for row in rows]


def test_every_sentence_can_be_filled():
    class Anything(dict):
        def __missing__(self, key):
            return f"<{key}>"

    for template in TEMPLATES.values():
        assert template.format_map(Anything()).endswith(".")


def test_reading_needs_no_qt():
    code = "import sys, gdviz.tabular; assert not [name for name in sys.modules if 'PySide6' in name]"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_many_columns_without_a_name_are_looked_at_once(monkeypatch):
    """Each beside all others took seconds for a thousand of them."""
    looked = []
    monkeypatch.setattr(sys.modules[tabular.propose.__module__], "tells_classes", looked.append)
    rows = (b",".join(b"%d" % (n * n + row) for n in range(50)) for row in range(3))
    table = parse_table(EncodedFile("a.csv", b"\n".join(rows)))
    tabular.propose(table)
    assert not looked


def test_the_target_keeps_its_column_s_name():
    table = parsed("area,price (EUR)\n50,120\n70,180\n95,240\n")
    assert to_dataset(table, [0], 1).target_name == table.columns[1].name != ""
    assert to_dataset(parsed("50,120\n70,180\n95,240\n"), [0], 1).target_name == ""


ROWS = [[1.5, 2.0], [2.5, 4.0], [-3.0, 7.0]]


@pytest.mark.parametrize(
    "text",
    [
        "a，y\n1.5，2\n2.5，4\n-3，7\n",
        "a；y\n1,5；2\n2,5；4\n-3；7\n",
        "a、y\n1.5、2\n2.5、4\n-3、7\n",
        "a:y\n1.5:2\n2.5:4\n-3:7\n",
        "a^y\n1,5^2\n2,5^4\n-3^7\n",
        "a,y\n1.5,2\n# a pause\n2.5,4\n-3,7\n# the end\n",
        "a,y\n1.5,2\n2.5,4\n–3,7\n",
        "a,y\n1.5,2\n2.5,4\n(3.0),7\n",
        "a,y\n0.15×10¹,2\n25*10^-1,4\n-3,7\n",
        "a,y\n1.5,￥2\n2.5,￥4\n-3,￥7\n",
        "[[1.5, 2], [2.5, 4], [-3, 7]]",
        "array([[ 1.5,  2. ],\n       [ 2.5,  4. ],\n       [-3. ,  7. ]], dtype=float32)",
        "[[ 1.5  2. ]\n [ 2.5  4. ]\n [-3.   7. ]]",
        "A = [1.5 2; 2.5 4; -3 7];",
        "(1.5, 2)\n(2.5, 4)\n(-3, 7)\n",
        "tensor([[1.5, 2.0], [2.5, 4.0], [-3.0, 7.0]])",
        "x = [1.5, 2.5, -3]\ny = np.array([2, 4, 7])",
        "Größe\tPreis\n1,5 m\t2 €\n2,5 m\t4 €\n-3 m\t7 €\n",
        "1,5 m\t2,0 €\n2,5 m\t4,0 €\n-3 m\t7,0 €\n",
    ],
)
def test_tables_as_people_have_them_are_read(text, tmp_path):
    path = tmp_path / "table.txt"
    path.write_text(text, encoding="utf-8")
    found = read_table(path)
    assert np.array([column.numbers for column in found.columns]).T.tolist() == ROWS


def test_thousands_between_narrow_blanks_leave_no_row_out():
    table = parsed("a;y\n1;1\u202f234,5\n2;2\u00a0345\n3;5\u202f000\n")
    assert (table.decimal, table.columns[1].numbers.tolist()) == (",", [1234.5, 2345.0, 5000.0])


@pytest.mark.parametrize("texts", [("yes", "no"), ("True", "False"), ("是", "否"), ("no", "yes")])
def test_yes_is_the_class_that_is_asked_for(texts):
    first, second = texts
    data = to_dataset(parsed(f"a,ok\n1,{first}\n2,{second}\n3,{first}\n"), [0], 1)
    assert data.class_names[1] in ("yes", "True", "是")
    assert [data.class_names[int(target)] for target in data.targets] == [first, second, first]


def test_a_last_column_that_never_changes_is_no_target():
    wanted = propose(parsed("a,y,unit\n1.5,2.5,7\n2.5,4.5,7\n3,7,7\n"))
    assert (wanted.inputs, wanted.target) == ((0,), 1)


def test_a_printed_array_is_pasted_as_a_table():
    table = parse_table(pasted("clipboard", "area = np.array([50, 70])\nprice = [120, 180]"))
    assert table.names == ("area", "price")
    assert parse_table(pasted("clipboard", "a\ty\n1\t2\n")).names == ("a", "y")
    with pytest.raises(DataError):
        parse_table(pasted("clipboard", "<html>"))
