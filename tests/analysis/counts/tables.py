"""Small tables made by hand, and the counts and profile of one in a single call."""

import numpy as np

from datasets.analysis.counting import count_table
from datasets.analysis.matching.propose import PLAIN_ROWS, propose_mapping
from datasets.analysis.profile import Rows
from datasets.analysis.profiling import profile_of
from datasets.analysis.table import Column, FileFacts, Shape, Table

FACTS = FileFacts("made.csv", 1, "0" * 64, "csv")


def make_table(columns: dict[str, list[str]]) -> Table:
    """A table with these columns of text; an empty text is an empty cell. Labels come in the order they are met."""
    made = []
    for name, texts in columns.items():
        labels = tuple(dict.fromkeys(text for text in texts if text))
        place = {label: i for i, label in enumerate(labels)}
        made.append(Column(name, labels, np.array([place.get(text, -1) for text in texts], dtype=np.int64)))
    rows = len(next(iter(columns.values())))
    return Table(tuple(made), np.arange(rows) + 2, ())


def counted(columns: dict[str, list[str]], unit: str = "appointment", shape: Shape = PLAIN_ROWS, remembered=None):
    """(counts, mapping) of a table made by hand."""
    table = make_table(columns)
    proposal = propose_mapping(table, shape, remembered)
    return count_table(table, proposal.mapping, unit=unit, counted=proposal.counted), proposal.mapping


def profiled(columns: dict[str, list[str]], unit: str = "appointment", shape: Shape = PLAIN_ROWS, remembered=None):
    """The profile of a table made by hand."""
    counts, mapping = counted(columns, unit, shape, remembered)
    rows = len(next(iter(columns.values())))
    return profile_of(counts, mapping, facts=FACTS, rows=Rows(rows, rows, 0, counts.people))


def repeat(*parts: tuple[int, dict[str, str]]) -> dict[str, list[str]]:
    """Columns from (how many, row) parts."""
    names = parts[0][1]
    return {name: [row[name] for number, row in parts for _ in range(number)] for name in names}
