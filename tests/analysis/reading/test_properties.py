"""What holds for any table: every row is accounted for, and the order of rows makes no difference."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets.analysis.reading import csv_table
from datasets.analysis.reading.line_by_line import read_line_by_line
from datasets.analysis.reading.options import Limits
from tests.analysis.reading.making import read_text

WORDS = st.sampled_from(
    ["A - British", "H - Indian", "Z", "", "None", "Not stated", "12", "0012", "Wait, then", 'a "quoted" one', "é–£"]
)
ROWS = st.lists(st.tuples(st.integers(1, 10**6), WORDS, WORDS), min_size=1, max_size=60)
ANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def text_of(rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Record", "Ethnic category", "Outcome"])
    writer.writerows(rows)
    return out.getvalue()


def table_rows(reading) -> Counter:
    columns = [[*column.labels, ""] for column in reading.table.columns]
    return Counter(
        zip(*([labels[code] for code in column.codes] for labels, column in zip(columns, reading.table.columns)))
    )


@ANY
@given(ROWS)
def test_rows_read_are_rows_kept_and_rows_set_aside(tmp_path, rows):
    reading = read_text(tmp_path, text_of(rows), counted=False)
    assert reading.rows_read == len(rows) == len(reading.table) + len(reading.table.set_aside)
    numbers = [*reading.table.row_numbers.tolist(), *(aside.row for aside in reading.table.set_aside)]
    assert len(set(numbers)) == len(rows)


@ANY
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(tmp_path, rows, random):
    rows = [(record, group or "Z", outcome or "Z") for record, group, outcome in rows]
    turned = random.sample(rows, len(rows))
    first, second = (read_text(tmp_path, text_of(order), counted=False) for order in (rows, turned))
    assert table_rows(first) == table_rows(second)


@pytest.mark.parametrize("first", [csv_table.FIRST, 30])
@ANY
@given(rows=ROWS)
def test_both_readers_of_text_give_the_same_cells(first, rows):
    rows = [(record, group or "Z", outcome or "Z") for record, group, outcome in rows]
    body = text_of(rows).split("\n", 1)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_table, "FIRST", first)
        fast = csv_table.read_whole_lines(body.encode(), ",", 3, 2, Limits())
    slow, faults = read_line_by_line(body, ",", 3, 2, Limits())
    assert fast is not None
    assert [*faults.quotes, *faults.short, *faults.long, *faults.set_aside] == []
    assert [fast.row(place) for place in range(len(rows))] == [slow.row(place) for place in range(len(rows))]
    assert fast.row_numbers.tolist() == slow.row_numbers.tolist()


@ANY
@given(st.binary(max_size=400))
def test_any_bytes_at_all_give_a_table_or_a_reason(tmp_path, data):
    reading = read_text(tmp_path, data)
    assert (reading.table is None) == any(problem.severity == "error" for problem in reading.problems)
