"""gdviz formula: what is understood, and where the trouble is."""

from gdviz.commands.cli import main
from gdviz.engine.formula import compiled


def test_what_is_understood_is_printed_and_can_be_typed(capsys):
    assert main(["formula", "f（w）＝|w−1|＋1/w＋max(w，0)"]) == 0
    lines = dict(
        line.split(maxsplit=1) for line in capsys.readouterr().out.replace(" =  ", "   ").splitlines()
    )
    lines = {name: text.strip() for name, text in lines.items()}
    assert lines["loss"] == "|w − 1| + 1/w + max(w, 0)"
    assert lines["variables"] == "w"
    assert lines["kinks"] == "w = 1 (between −10 and 10)"
    assert lines["poles"] == "w = 0 (between −10 and 10)"
    for shown in (lines["loss"], lines["∂loss/∂w"]):
        compiled(shown)


def test_several_variables(capsys):
    assert main(["formula", "L(w, b) = (w − 1)² + wb"]) == 0
    assert "∂loss/∂b =   w" in capsys.readouterr().out


def test_trouble_is_marked_at_its_place(capsys):
    assert main(["formula", "（w） + 1,234"]) == 2
    text, mark, sentence = capsys.readouterr().err.splitlines()
    assert (text, mark) == ("（w） + 1,234", "        ^^^^^")
    assert "1.234 or 1234" in sentence
    assert main(["formula", "{x², x ≥ 0\n√2x, x < 0"]) == 2  # below its line
    assert capsys.readouterr().err.splitlines()[:3] == ["{x², x ≥ 0", "√2x, x < 0", "^^^"]
    assert main(["formula", "w", "--from", "2", "--to", "1"]) == 2
    assert main(["formula", ""]) == 2
