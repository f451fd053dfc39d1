"""The columns of a printed table share its width as their words need it."""

from plans.columns import WHOLE, column_widths, thread_widths
from plans.document import Ref, ThreadLine
from worksheets.thread_table import thread_table


def test_a_column_of_sentences_is_wider_than_one_of_references():
    rows = [("B1 The leaflet is long and hard to read", "J1, J2", "Yes")] * 3
    widths = column_widths(("Barrier", "Joined to", "Asked"), rows)
    assert sum(widths) == WHOLE
    assert widths[0] > widths[1] >= widths[2] >= 1


def test_one_very_long_cell_leaves_room_for_the_others():
    widths = column_widths(("What", "Who is responsible"), [("word " * 2000, "Amina")])
    assert sum(widths) == WHOLE
    assert widths[1] >= 4


def test_empty_tables_and_very_many_columns_are_left_to_the_page():
    assert sum(column_widths(("A", "B"), [])) == WHOLE
    assert column_widths((), []) == ()
    assert column_widths(("A",) * 21, []) == ()


def test_what_the_thread_repeats_takes_little_room():
    finding = (Ref("F1", "People from the poorest streets come less often than others"),)
    lines = [
        ThreadLine((("Finding", finding), ("Action", (Ref(f"T{n}", "Ring people on the day before"),))))
        for n in range(6)
    ]
    first, second = thread_widths(thread_table(lines))
    assert first < second + 6
    assert first + second == WHOLE
    assert thread_widths(()) == ()
