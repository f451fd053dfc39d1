"""Every nasty file is read, or refused, as its row in EXPECTED.csv says; nothing planted in it is left afterwards."""

import re

import pytest

from datasets.analysis.identifiers.find import find_in
from datasets.analysis.identifiers.remove import remove_identifiers, settled
from datasets.analysis.identifiers.told import identifier_problems
from datasets.analysis.reading import read_file
from tests.analysis.reading.cases import NASTY, canaries, expected, needs_cases

pytestmark = needs_cases
FILES = [pytest.param(case, id=case["file"].split("_")[0] + "_" + case["category"]) for case in expected()]
PLANTED = [pytest.param(name, id=name[:3]) for name in canaries() if (NASTY / name).exists()]
# What these warn of is in the values, and is said once they are matched and counted, not when they are read.
SAID_LATER = (
    "ages_many_forms",
    "deprivation_mixed",
    "five_patients",
    "small_cell",
    "mixed_codings",
    "missing_value",
    "dates_ten",
)


def read(case):
    reading = read_file(NASTY / case["file"])
    found = settled(reading.table, find_in(reading)) if reading.table else find_in(reading)
    return reading, found, (*reading.problems, *identifier_problems(found))


@pytest.mark.parametrize("case", FILES)
def test_it_is_used_or_refused_as_expected(case):
    reading, _, problems = read(case)
    status = "error" if reading.table is None else "warning" if problems else "accepted"
    said_later = any(word in case["file"] for word in SAID_LATER)
    assert status in case["acceptable"].split("|") or (said_later and status == "accepted")
    if status != "accepted" and case["message_should_mention"] and not said_later:
        words = " ".join(f"{problem.message} {problem.column or ''}" for problem in problems)
        assert re.search(case["message_should_mention"], words, re.IGNORECASE)


@pytest.mark.parametrize("case", [c for c in FILES if c.values[0]["ideal"] != "error"])
def test_a_readable_file_is_not_refused_and_no_row_is_lost(case):
    reading, _, _ = read(case)
    assert reading.table is not None
    assert reading.rows_profiled == int(case["true_rows"])
    assert reading.rows_read == reading.rows_profiled + len(reading.table.set_aside)


@pytest.mark.parametrize("case", [c for c in FILES if c.values[0]["ideal"] != "error"])
def test_the_headings_are_found_where_they_stand(case):
    reading, _, _ = read(case)
    lines = [int(line) for line in case["header_line"].split("-")]
    assert reading.facts.header_row == lines[-1]
    assert reading.shape.header_rows == (0 if lines == [0] else len(range(lines[0], lines[-1] + 1)))


@pytest.mark.parametrize("case", FILES)
def test_its_identifier_columns_are_found(case):
    _, found, _ = read(case)
    wanted = set(filter(None, case["identifier_columns"].split(";")))
    columns = {finding.column for finding in found}
    assert wanted <= columns
    others = columns - wanted - {"(lines above the headings)"}
    assert others <= {"ClientID", "Patient key"}, "a column that identifies nobody was taken for an identifier"


@pytest.mark.parametrize("name", PLANTED)
def test_nothing_planted_is_left_in_the_table_or_in_any_message(name):
    reading = read_file(NASTY / name)
    found = find_in(reading)
    table = remove_identifiers(reading.table, found, key=b"a key for tests")
    cells = " ".join(label for column in table.columns for label in (column.name, *column.labels))
    problems = (*reading.problems, *identifier_problems(settled(reading.table, found)))
    everything = f"{cells} {problems} {reading!r} {table!r} {reading.facts}".lower()
    assert not [value for value in canaries()[name] if value.lower() in everything]
