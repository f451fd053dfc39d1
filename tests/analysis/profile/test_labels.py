"""What may be said about a difference: the four labels, by their rule."""

import pytest

from datasets.analysis.profile import CLEAR, NONE_CLEAR, POSSIBLE, TOO_FEW
from tests.analysis.counts.tables import profiled, repeat


def labels_of(groups: dict[str, tuple[int, int]]) -> dict[str, str]:
    """Group -> label, from group -> (missed, attended)."""
    parts = []
    for group, (missed, attended) in groups.items():
        parts.append((missed, {"Neighbourhood": group, "Outcome": "DNA"}))
        parts.append((attended, {"Neighbourhood": group, "Outcome": "Attended"}))
    rates = profiled(repeat(*parts)).measure("did_not_attend").of("neighbourhood")
    return {one.group: one.label for one in rates.groups}


def test_a_large_and_sure_difference_is_clear():
    assert labels_of({"North": (62, 138), "South": (180, 820)}) == {"North": CLEAR, "South": CLEAR}


def test_a_sure_difference_that_is_small_is_only_possible():
    # 20.0 against 22.5 in a hundred: sure, but under 3 points and a ratio within 0.8 to 1.25.
    found = labels_of({"North": (2250, 7750), "South": (2000, 8000)})
    assert set(found.values()) == {POSSIBLE}


def test_a_small_difference_is_clear_when_the_ratio_is_large():
    # 1 against 3 in a hundred: 2 points, but three times as many.
    assert set(labels_of({"North": (30, 970), "South": (10, 990)}).values()) == {CLEAR}


def test_the_same_rate_is_no_clear_difference():
    assert set(labels_of({"North": (40, 160), "South": (41, 160)}).values()) == {NONE_CLEAR}


def test_under_thirty_people_or_a_wide_interval_is_too_few():
    found = labels_of({"Few": (15, 14), "Wide": (30, 30), "Many": (100, 400)})
    assert found == {"Few": TOO_FEW, "Wide": TOO_FEW, "Many": found["Many"]}
    assert found["Many"] != TOO_FEW


def test_one_odd_group_among_many_needs_the_test_over_all_of_them():
    # One of twenty groups lies at p of about 0.03 by itself; over all groups nothing is seen.
    groups = {f"Area {i:02}": (40, 160) for i in range(20)} | {"Area 05": (52, 148)}
    found = labels_of(groups)
    assert found["Area 05"] == POSSIBLE
    assert CLEAR not in found.values()


def test_many_appointments_of_few_people_are_not_many_people():
    part = {"Patient key": "", "Neighbourhood": "North", "Outcome": "DNA"}
    few = [(20, part | {"Patient key": f"n{i}"}) for i in range(10)]
    many = [(1, part | {"Patient key": f"s{i}", "Neighbourhood": "South", "Outcome": "Attended"}) for i in range(400)]
    rates = profiled(repeat(*few, *many)).measure("did_not_attend").of("neighbourhood")
    north = next(one for one in rates.groups if one.group == "North")
    assert (north.rate.total, north.people, north.label) == (200, 10, TOO_FEW)


def test_clustering_widens_the_interval():
    def of(key):
        part = {"Neighbourhood": "North", "Outcome": "DNA"}
        rows = [(5, part | {"Patient key": key(i), "Outcome": "DNA" if i % 3 == 0 else "Attended"}) for i in range(90)]
        return profiled(repeat(*rows)).measure("did_not_attend")

    clustered = of(lambda i: f"p{i}")
    assert clustered.design_effect == pytest.approx(5, rel=0.05)
    assert (clustered.overall.high - clustered.overall.low) > 0.15


def test_everyone_else_is_everyone_else_who_is_known():
    parts = [
        (30, {"Sex": "F", "Outcome": "DNA"}),
        (70, {"Sex": "F", "Outcome": "Attended"}),
        (10, {"Sex": "M", "Outcome": "DNA"}),
        (90, {"Sex": "M", "Outcome": "Attended"}),
        (50, {"Sex": "", "Outcome": "DNA"}),
    ]
    rates = profiled(repeat(*parts)).measure("did_not_attend").of("sex")
    female = rates.groups[0]
    assert (female.rest.count, female.rest.total) == (10, 100)
    assert female.difference == pytest.approx(0.20)
    assert female.ratio == pytest.approx(3)
    assert female.excess == pytest.approx(20)
    assert (rates.unknown.count, rates.unknown.total) == (50, 50)
    assert female.sentence == ("Of 100 appointments with women and girls, 30 were missed; of 100 with others, 10.")
