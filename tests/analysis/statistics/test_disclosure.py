"""Released tables: what a reader with every shown figure and the rule in hand could work out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from datasets.analysis.statistics.disclosure import (
    NOT_SHOWN,
    hide_in_row,
    hide_with,
    release_row,
    release_table,
    small_cells,
)
from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule, possible_counts, release_count

pytestmark = pytest.mark.thorough

counts = st.one_of(st.integers(0, 2), st.integers(0, 12), st.integers(0, 300))
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=5)
)


def known_of(released, true_count, rule):
    """What a reader knows of one cell: a hidden count that is not small is 8 or more (or 0, if it is)."""
    if released == NOT_SHOWN:
        return (rule.threshold if true_count else 0), np.inf
    return possible_counts(released, rule)


def known_of_total(released, rule):
    """What a reader knows of a total: any may be hidden, so a hidden one says nothing."""
    return (0, np.inf) if released == NOT_SHOWN else possible_counts(released, rule)


def ranges_of_small_figures(table, released, rule=PRODUCT_RULE):
    """By whole-number programming from the released texts alone: each small figure with its lowest and highest."""
    truth = np.array(table)
    height, width = truth.shape
    lines = [np.outer(np.eye(height)[i], np.ones(width)).ravel() for i in range(height)]
    lines += [np.outer(np.ones(height), np.eye(width)[j]).ravel() for j in range(width)]
    lines.append(np.ones(height * width))
    totals = [*released.row_totals, *released.column_totals, released.total]
    known = [known_of_total(shown, rule) for shown in totals]
    constraint = LinearConstraint(np.array(lines), *np.array(known, dtype=float).T)
    cells = [cell for row in released.cells for cell in row]
    bounds = Bounds(*np.array([known_of(c, n, rule) for c, n in zip(cells, truth.ravel(), strict=True)], float).T)
    for aim in [*np.eye(height * width), *lines]:
        if 0 < aim @ truth.ravel() < rule.threshold:
            ends = [
                sign * milp(sign * aim, constraints=constraint, bounds=bounds, integrality=np.ones(aim.size)).fun
                for sign in (1, -1)
            ]
            yield aim @ truth.ravel(), round(ends[0]), round(ends[1])


@settings(max_examples=60)
@given(tables)
def test_no_hidden_figure_can_be_told_by_subtraction(table):
    for true_count, low, high in ranges_of_small_figures(table, release_table(table)):
        assert low <= true_count <= high
        assert high - low + 1 >= PRODUCT_RULE.threshold // 2


@settings(max_examples=20)
@given(tables)
def test_a_stricter_project_is_as_safe(table):
    rule = SmallNumberRule(threshold=12, nearest=10)
    for true_count, low, high in ranges_of_small_figures(table, release_table(table, rule), rule):
        assert low <= true_count <= high
        assert high - low + 1 >= rule.threshold // 2


@settings(max_examples=60)
@given(tables)
def test_every_figure_shown_is_the_rounded_truth(table):
    released = release_table(table)
    truth = np.array(table)
    figures = [
        *zip(truth.ravel(), [cell for row in released.cells for cell in row], strict=True),
        *zip(truth.sum(axis=1), released.row_totals, strict=True),
        *zip(truth.sum(axis=0), released.column_totals, strict=True),
        (truth.sum(), released.total),
    ]
    for true_count, shown in figures:
        assert shown in (release_count(int(true_count)), NOT_SHOWN)
    assert all(shown.value is None for true_count, shown in figures if 0 < true_count < 8)


@given(tables)
def test_no_line_hides_exactly_one(table):
    mask = hide_with(table, small_cells(table))
    for line in [*mask, *zip(*mask, strict=True)]:
        assert len(line) == 1 or sum(line) != 1


@given(tables)
def test_every_small_cell_is_hidden_and_a_table_without_any_hides_nothing(table):
    small = small_cells(table)
    mask = hide_with(table, small)
    assert all(hidden for marks, row in zip(mask, small, strict=True) for hidden, is_so in zip(marks, row) if is_so)
    if not any(map(any, small)):
        assert not any(map(any, mask))


def test_a_row_hides_the_smallest_partner():
    assert hide_in_row([3, 50, 20, 0]) == [True, False, True, False]
    assert hide_in_row([3, 4, 20, 0]) == [True, True, False, False]
    assert hide_in_row([30, 40]) == [False, False]


def test_a_row_and_its_total():
    cells, total = release_row([3, 50, 20, 0])
    assert [cell.text for cell in cells] == ["fewer than 8", "50", "not shown", "0"]
    assert total.text == "75"


def test_where_rounding_would_still_tell_more_is_hidden():
    """22 in all, shown as 20: with 15 beside two hidden counts the small one could be no more than 1."""
    cells, total = release_row([1, 8, 13])
    assert [cell.text for cell in cells] == ["fewer than 8", "not shown", "not shown"]
    assert total.text == "20"


def test_many_small_counts_and_a_small_total():
    """Seven counts and "fewer than 8" in all would say that each is 1."""
    cells, total = release_row([1] * 7)
    assert {cell.text for cell in cells} == {"fewer than 8"}
    assert total == NOT_SHOWN
    assert release_row([1, 1, 1])[1].text == "fewer than 8"


def test_a_0_stays_where_it_gives_nothing_away():
    cells, total = release_row([3, 0, 0])
    assert [cell.text for cell in cells] == ["fewer than 8", "0", "0"]
    assert total.text == "fewer than 8"


def test_the_total_of_one_cell_is_hidden_with_it():
    released = release_table([[3], [20], [90]])
    assert [row[0].text for row in released.cells] == ["fewer than 8", "not shown", "90"]
    assert [total.text for total in released.row_totals] == ["fewer than 8", "not shown", "90"]


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[1, -2]], [[1.5]]])
def test_what_is_no_table_of_counts_is_refused(table):
    with pytest.raises(ValueError):
        release_table(table)
