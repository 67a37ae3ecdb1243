"""Tables from files: reading them whatever their dialect, and making a dataset of chosen columns. No Qt.

>>> from gdviz.tabular import parse_table, EncodedFile, to_dataset
>>> table = parse_table(EncodedFile("pets.csv", "weight;length;kind\\n4,1;46;cat\\n9,5;70;dog\\n".encode()))
>>> table.separator, table.decimal, table.names, table.total_rows
(';', ',', ('weight', 'length', 'kind'), 2)
>>> to_dataset(table, inputs=["weight", "length"], target="kind").class_names
('cat', 'dog')
"""

from gdviz.tabular.cells import Kind
from gdviz.tabular.choose import ChosenColumns, choose, choose_proposed, to_dataset
from gdviz.tabular.encoding import ENCODINGS, LARGEST, EncodedFile, Pasted, is_short, load, opened, pasted
from gdviz.tabular.error import TEMPLATES, DataError
from gdviz.tabular.guess import SEPARATORS
from gdviz.tabular.propose import Proposal, propose, target_kind
from gdviz.tabular.table import Table, parse_table, read_table
from gdviz.tabular.table_column import TableColumn

__all__ = [
    "ENCODINGS",
    "LARGEST",
    "SEPARATORS",
    "TEMPLATES",
    "ChosenColumns",
    "DataError",
    "EncodedFile",
    "Kind",
    "Pasted",
    "Proposal",
    "Table",
    "TableColumn",
    "choose",
    "choose_proposed",
    "is_short",
    "load",
    "opened",
    "parse_table",
    "pasted",
    "propose",
    "read_table",
    "target_kind",
    "to_dataset",
]
