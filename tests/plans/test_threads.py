"""The golden thread as it prints: short, and with nothing of it lost."""

from dataclasses import replace

from plans.document import Ref, ThreadLine
from worksheets.thread_table import thread_table

NAMES = ("Finding", "Focus group", "Barrier", "Adjustment", "How we will know", "Action", "Outcome")


def line(*cells: str) -> ThreadLine:
    """“F1 F2” is a cell of two records."""
    return ThreadLine(
        tuple((name, tuple(Ref(ref, f"words of {ref}") for ref in cell.split())) for name, cell in zip(NAMES, cells))
    )


def refs(cell) -> list[str]:
    return [one.ref for one in (*cell.told, *cell.again)]


def test_paths_from_one_barrier_are_one_row_and_each_record_is_told_once():
    table = thread_table(
        [
            line("F1 F2", "G1", "B1", "J1", "K1", "T1", ""),
            line("F1 F2", "G1", "B1", "J2", "K1 K2", "T2", "O1"),
            line("F1 F2", "G1", "B2", "J1", "K1", "T1", ""),
        ]
    )
    assert len(table) == 2
    assert [refs(cell) for cell in table[0]] == [
        ["F1", "F2"],
        ["G1"],
        ["B1"],
        ["J1", "J2"],
        ["K1", "K2"],
        ["T1", "T2"],
        ["O1"],
    ]
    assert [cell.lines for cell in table[1]] == [
        ("F1, F2",),
        ("G1",),
        ("B2 words of B2",),
        ("J1",),
        ("K1",),
        ("T1",),
        ("Comes later",),
    ]


def test_what_the_team_decided_against_is_no_gap():
    against = replace(line("F1", "G1", "B1", "J9", "", "", ""), is_turned_down=True)
    (row,) = thread_table([against])
    assert [cell.gap for cell in row] == ["", "", "", "", *["Not doing it"] * 3]
    (row,) = thread_table([against, line("F1", "G1", "B1", "J1", "", "", "")])
    assert [cell.gap for cell in row][4:] == ["Gap", "Gap", "Comes later"]


def test_a_gap_says_so_and_paths_without_a_barrier_are_never_joined():
    table = thread_table([line("F1", "", "", "", "", "", ""), line("F1", "", "", "", "", "", "")])
    assert len(table) == 2
    assert [cell.gap for cell in table[0]] == ["", "Gap", "Gap", "Gap", "Gap", "Gap", "Comes later"]
    assert thread_table([]) == ()
