"""gdviz data and gdviz run with a file of data."""

import json

from gdviz.commands.cli import main

TEXT = "Apples\nid,ripe,kind,size\n,,,cm\n" + "".join(
    f"{n},{n % 2},{'red' if n % 3 else 'green'},{n / 4}\n" for n in range(1, 13)
)


def test_the_proposal(tmp_path, capsys):
    file = tmp_path / "apples.csv"
    file.write_text(TEXT)
    assert main(["data", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["role"] for each in found["columns"]] == ["left out", "target", "input", "input"]
    assert [each["reason"] for each in found["columns"]] == ["counter", "binary", "texts", "numbers"]
    assert (found["rows"], found["skipped_lines"], found["skipped_below_names"]) == (12, 1, 1)
    assert found["inputs"] == ["kind = green", "size"]
    assert main(["data", str(file)]) == 0
    text = capsys.readouterr().out
    assert "it only numbers the rows" in text
    assert "lines at the top: 1, rows below the names: 1" in text


def test_it_is_run(tmp_path, capsys):
    file = tmp_path / "apples.csv"
    file.write_text(TEXT)
    assert main(["run", str(file), "--set", "runs.0.steps=20"]) == 0
    assert "Sigmoid cross-entropy" in capsys.readouterr().out


def test_what_can_not_be_used_is_said(tmp_path, capsys):
    file = tmp_path / "page.csv"
    file.write_text("<html><body></body></html>")
    for command in ("data", "run"):
        assert main([command, str(file)]) == 2
        assert "web page" in capsys.readouterr().err
    assert main(["data", str(tmp_path / "none.csv")]) == 2
