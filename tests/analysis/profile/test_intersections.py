"""Two characteristics at once, and what of that may leave the project."""

import random

import numpy as np
import pytest

from datasets.analysis.group_charts import intersection_chart, means_chart, pathway_chart, slope_chart
from datasets.analysis.intersections import fields_to_cross, intersection, release_intersection
from datasets.analysis.measures import measure_of
from datasets.analysis.release import release_profile
from datasets.analysis.statistics.suppression import PRODUCT_RULE
from datasets.analysis.unknown_charts import rates_chart, shares_chart
from tests.analysis.counts.tables import counted, profiled, repeat
from tests.analysis.profile.test_attack import Attack

pytestmark = pytest.mark.thorough

DNA = measure_of("did_not_attend")


def parts(cells: dict[tuple[str, str], tuple[int, int]]):
    made = []
    for (sex, group), (missed, came) in cells.items():
        row = {"Sex": sex, "Ethnicity": group, "Outcome": "DNA"}
        made += [(missed, row), (came, row | {"Outcome": "Attended"})]
    return repeat(*made)


CELLS = {("F", "Indian"): (60, 40), ("F", "Irish"): (20, 180), ("M", "Indian"): (22, 178), ("M", "Irish"): (20, 180)}


def test_the_cell_that_stands_out_is_named():
    table = intersection(*counted(parts(CELLS | {("", "Irish"): (9, 9)})), DNA, "sex", "ethnicity_broad")
    assert (table.rows, table.columns) == (("Female", "Male"), ("White", "Asian"))
    assert [[(rate.count, rate.total) for rate in row] for row in table.cells] == [
        [(20, 200), (60, 100)],
        [(20, 200), (22, 200)],
    ]
    assert table.sentence == (
        "Missed appointments: women and girls who are also people recorded as “Asian” stand out, 60%; "
        "everybody else 10%."
    )
    turned = intersection(*counted(parts(CELLS)), DNA, "ethnicity_broad", "sex")
    assert turned.cells[1][0].count == 60


def test_a_pair_of_groups_too_small_for_a_rate_stands_in_the_table_alone():
    table = intersection(*counted(parts(CELLS | {("M", "Chinese or other"): (3, 1)})), DNA, "sex", "ethnicity_broad")
    small = intersection(*counted(parts(CELLS | {("M", "African"): (3, 1)})), DNA, "sex", "ethnicity_broad")
    assert len(intersection_chart(table).series[0].points) == 4
    chart = intersection_chart(small)
    assert "Male, Black" not in [point.label for point in chart.series[0].points]
    assert "Male, Black" in [row[0] for row in chart.table.rows]
    assert chart.sentence.endswith("1 of 5 pairs hold under 30 and are not drawn; the table has all.")
    tiny = intersection(
        *counted(parts({("F", "Indian"): (1, 2), ("M", "Irish"): (2, 2)})), DNA, "sex", "ethnicity_broad"
    )
    assert not intersection_chart(tiny).has_points
    assert intersection_chart(tiny).sentence.startswith("Each pair of groups holds under 30: too few to compare.")


def test_fields_that_can_be_crossed_and_those_that_cannot():
    counts, mapping = counted(parts(CELLS))
    assert fields_to_cross(counts) == ("ethnicity_broad", "sex")
    assert intersection(counts, mapping, DNA, "sex", "sex") is None
    assert intersection(counts, mapping, DNA, "sex", "religion") is None


def small_counts_of(exact, released, margins, profile):
    """(true count, lowest, highest) of every small count of the table, by it and both fields’ own released rates."""
    size = len(exact.rows), len(exact.columns)
    attack = Attack(size[0] * size[1], PRODUCT_RULE)
    events = np.eye(attack.size)[::2].reshape(*size, -1)
    without = np.eye(attack.size)[1::2].reshape(*size, -1)
    for i in range(size[0]):
        for j in range(size[1]):
            both = events[i, j] + without[i, j]
            attack.know_rate(events[i, j], both, released.cells[i][j], exact.cells[i][j])
    for axis, (field, names) in enumerate(((exact.row_field, exact.rows), (exact.column_field, exact.columns))):
        shown = {one.group: one.rate for one in margins.measure("did_not_attend").of(field).groups}
        truth = {one.group: one.rate for one in profile.measure("did_not_attend").of(field).groups}
        for place, name in enumerate(names):
            some, none = (part.take(place, axis=axis).sum(axis=0) for part in (events, without))
            attack.know_rate(some, some + none, shown[name], truth[name])
    for i in range(size[0]):
        for j in range(size[1]):
            rate = exact.cells[i][j]
            figures = ((events[i, j], rate.count), (without[i, j], rate.total - rate.count))
            for aim, count in (*figures, (events[i, j] + without[i, j], rate.total)):
                if 0 < count < 8:
                    yield count, *attack.range_of(aim)


def test_a_released_table_lets_no_small_count_be_told():
    chance = random.Random(11)
    told, shown = [], 0
    for _ in range(40):
        cells = {
            (sex, group): (chance.choice((0, 1, 3, 6, 9, 30, 80)), chance.choice((0, 2, 5, 12, 40, 90)))
            for sex in "FM"
            for group in ("Indian", "Irish", "Caribbean", "Arab")
        }
        columns = parts(cells | {("F", "Irish"): (30, 90), ("M", "Irish"): (30, 80)})
        counts, mapping = counted(columns)
        exact, profile = intersection(counts, mapping, DNA, "sex", "ethnicity"), profiled(columns)
        released = release_intersection(exact)
        shown += sum(rate.rate is not None for row in released.cells for rate in row)
        told += small_counts_of(exact, released, release_profile(profile), profile)
    assert len(told) > 150
    assert shown > 60
    assert not [one for one in told if one[1] == one[2]]
    narrow = [one for one in told if one[2] - one[1] + 1 < 3]
    assert len(narrow) <= 0.02 * len(told), (len(narrow), len(told))


def test_every_chart_has_a_table_as_wide_as_its_headers():
    columns = parts(CELLS | {("", "Irish"): (9, 9)})
    columns["Days waited"] = [str(i % 50) for i in range(len(columns["Sex"]))]
    columns["IMD quintile"] = [str(i % 5 + 1) for i in range(len(columns["Sex"]))]
    columns |= {"Invited": ["Y"] * len(columns["Sex"]), "Completed": ["Y", "N"] * (len(columns["Sex"]) // 2)}
    exact = profiled(columns, "referral")
    for profile in (exact, release_profile(exact)):
        measure = profile.measure("did_not_attend")
        charts = [
            pathway_chart(profile.pathway, "sex"),
            means_chart(profile.amount("days_waited"), "sex"),
            slope_chart(measure),
            shares_chart(profile.field("sex")),
            rates_chart(measure, "sex"),
        ]
        for chart in charts:
            assert chart.sentence.endswith(".")
            assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)
            assert len(chart.table.rows) >= len(chart.series[0].points) or chart.kind == "lines"
    counts, mapping = counted(columns, "referral")
    assert len(intersection_chart(intersection(counts, mapping, DNA, "sex", "ethnicity_broad")).table.rows) == 4
