"""Tables of two characteristics follow a changed mapping as far as they can."""

from datasets.analysis.counting import count_table
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.propose import propose_mapping
from datasets.analysis.rematching import match_anew
from tests.analysis.counts.tables import make_table

TABLE = make_table(
    {
        "Ethnicity": ["Zog", "Zog", "Irish", "B", "Indian", ""],
        "Sex": ["F", "M", "F", "M", "F", "M"],
        "Age": ["3", "20", "3", "40", "20", "3"],
    }
)
BEFORE = propose_mapping(TABLE).mapping


def counted(mapping: Mapping):
    return count_table(TABLE, mapping, unit="person")


def test_a_category_that_moves_as_a_whole_takes_its_tables_along():
    after = Mapping(values={"Ethnicity": {"Zog": "White: Irish"}}).merged_over(BEFORE)
    moved, direct = match_anew(counted(BEFORE), BEFORE, after), counted(after)
    assert moved.fields == direct.fields
    assert {key: sorted(cells, key=repr) for key, cells in moved.pairs.items()} == {
        key: sorted(cells, key=repr) for key, cells in direct.pairs.items()
    }
    assert set(moved.age_sex["ethnicity"]) == set(direct.age_sex["ethnicity"])


def test_a_category_that_is_torn_apart_loses_its_tables():
    after = Mapping(values={"Ethnicity": {"B": "White: Roma"}}).merged_over(BEFORE)
    moved = match_anew(counted(BEFORE), BEFORE, after)
    assert set(moved.pairs) == {"age|sex"}
    assert set(moved.age_sex) == {""}


def test_the_same_mapping_changes_nothing():
    counts = counted(BEFORE)
    again = match_anew(counts, BEFORE, BEFORE)
    assert {key: set(cells) for key, cells in again.pairs.items()} == {k: set(c) for k, c in counts.pairs.items()}
