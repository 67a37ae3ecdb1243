"""The table beside peers and the chart of growth are made: see ``peers.py`` and ``growth.py``."""

from tests.benchmarks import growth, peers


def test_the_table_has_a_figure_in_every_row():
    lines = peers.table().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert rows[0][1:3] == ["gdviz", "loop in NumPy"]
    for row in rows[2:]:
        assert row[1] != ""


def test_the_chart_is_a_picture(qapp, tmp_path, capsys):
    growth.main(str(tmp_path / "growth.png"))
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out.count("\n") == len(growth.CHARTS)
