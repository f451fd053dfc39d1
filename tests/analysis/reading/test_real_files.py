"""Published files that nobody here made."""

import time

import pytest

from datasets.analysis.identifiers.find import find_in
from datasets.analysis.identifiers.remove import remove_identifiers
from datasets.analysis.reading import read_file
from tests.analysis.reading.cases import KAGGLE, OUTPATIENTS, needs_cases

pytestmark = needs_cases


def test_a_hundred_thousand_appointments_are_read_in_seconds_and_their_patients_counted():
    start = time.process_time()
    reading = read_file(KAGGLE)
    assert time.process_time() - start < 3
    assert (reading.rows_read, len(reading.table), reading.problems) == (110_527, 110_527, ())
    found = find_in(reading)
    assert [(finding.column, finding.kind, finding.action) for finding in found] == [
        ("PatientId", "person_key", "hashed")
    ]
    table = remove_identifiers(reading.table, found, key=b"a key for tests")
    assert len(table.column("PatientId").labels) == 62_299


@pytest.mark.parametrize("column", ["Ethnic Category", "Ethnic Category (2)"])
def test_a_published_table_is_counted_and_its_grand_total_left_out(column):
    reading = read_file(OUTPATIENTS)
    assert (reading.shape.kind, reading.shape.count_column) == ("counted", "All Attendances")
    assert len(reading.table) == 18
    assert len(reading.table.column(column).labels) == 18
    counts = reading.table.column("All Attendances")
    assert sum(int(counts.labels[code]) for code in counts.codes) == 113_225_153
    assert find_in(reading) == ()
