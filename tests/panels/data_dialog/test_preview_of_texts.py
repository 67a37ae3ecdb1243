"""The preview of a column of texts that become inputs."""

from gdviz.panels.data_dialog.data_preview import GOOD, WRONG, Roles, marks_of
from gdviz.tabular import parse_table
from gdviz.tabular.encoding import encoded


def test_texts_that_become_inputs_are_not_marked_as_wrong():
    table = parse_table(encoded("a", b"kind,x,y\nred,1,2\nblue,z,3\nred,2,4\n"))
    roles = Roles(frozenset({0, 1}), 2, "number")
    assert marks_of(table.columns[0], roles).tolist() == [GOOD] * 3
    assert marks_of(table.columns[1], roles).tolist() == [GOOD, WRONG, GOOD]
