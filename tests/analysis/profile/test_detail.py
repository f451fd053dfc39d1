"""The figures behind a comparison: against worked examples, and where age alone explains a difference."""

import pytest

from datasets.analysis.detail import fair_rates, funnel_of, summaries_of
from datasets.analysis.measures import measure_of
from datasets.analysis.profiling import measure_profile
from datasets.analysis.rates import compare_groups
from tests.analysis.counts.tables import counted, repeat

DNA = measure_of("did_not_attend")
# (age, group): missed, came. Within each age both groups miss alike; one group is younger, and the young miss more.
BY_AGE = {
    ("22", "Indian"): (80, 120),
    ("70", "Indian"): (5, 45),
    ("22", "Irish"): (20, 30),
    ("70", "Irish"): (20, 180),
}


def service(cells, sexes=("F", "M"), **more):
    parts = []
    for (age, group), (missed, came) in cells.items():
        for sex in sexes:
            row = {"Age": age, "Sex": sex, "Ethnicity": group, **more}
            parts += [(missed, row | {"Outcome": "DNA"}), (came, row | {"Outcome": "Attended"})]
    return counted(repeat(*parts))


def compared(counts, mapping, key):
    return compare_groups(counts, counts.of(key), mapping, DNA)


def test_a_difference_that_is_only_one_of_age_goes_away():
    counts, mapping = service(BY_AGE)
    found = fair_rates(counts, mapping, DNA, "ethnicity", compared(counts, mapping, "ethnicity"))
    indian, irish = sorted(found.groups, key=lambda one: one.group)
    assert (indian.crude, irish.crude) == (pytest.approx(34.0), pytest.approx(16.0))
    # By hand: half of everyone is of each age, 40 of 100 miss among the young, 10 of 100 among the old.
    assert indian.standardised.value == pytest.approx(25.0) == irish.standardised.value
    assert indian.standardised.low < 25 < indian.standardised.high
    assert (indian.ratio.observed, indian.ratio.expected) == (170, pytest.approx(170.0))
    assert indian.ratio.ratio.value == pytest.approx(1.0) == irish.ratio.ratio.value
    assert found.by_sex
    assert len(found.ages) == 2
    assert found.left_out == 0


def test_ages_are_joined_until_every_group_has_somebody_and_sexes_too_where_they_must():
    cells = BY_AGE | {("35", "Indian"): (10, 40)}
    counts, mapping = service(cells)
    found = fair_rates(counts, mapping, DNA, "ethnicity", compared(counts, mapping, "ethnicity"))
    assert [len(band) for band in found.ages] == [1, 2], "nobody Irish is 35, so those join the next older"
    counts, mapping = service({place: cell for place, cell in BY_AGE.items()}, sexes=("F",))
    assert fair_rates(counts, mapping, DNA, "ethnicity", compared(counts, mapping, "ethnicity")) is not None
    apart = {("22", "Indian"): (20, 80), ("70", "Irish"): (20, 80)}
    counts, mapping = service(apart)
    assert fair_rates(counts, mapping, DNA, "ethnicity", compared(counts, mapping, "ethnicity")) is None


def test_who_is_not_known_is_counted_as_left_out():
    counts, mapping = service(BY_AGE | {("", "Indian"): (3, 4)})
    found = fair_rates(counts, mapping, DNA, "ethnicity", compared(counts, mapping, "ethnicity"))
    whole = sum(one.total for one in found.groups)
    assert whole == 1000
    assert whole + found.left_out == 1014, "events and others alike: nobody is lost between the tables"


def test_summary_measures_of_two_groups_worked_by_hand():
    counts, mapping = service(BY_AGE)
    found = {one.key: one.interval for one in summaries_of(compared(counts, mapping, "ethnicity"), DNA, "ethnicity")}
    # Rates 34 and 16, 500 rows each; overall 25.
    assert found["d"].value == pytest.approx(18)
    assert found["r"].value == pytest.approx(34 / 16)
    assert found["par"].value == pytest.approx(-9), "everyone at the better rate"
    assert found["paf"].value == pytest.approx(-36)
    assert found["bgv"].value == pytest.approx(81)
    assert found["mdmw"].value == pytest.approx(9)
    assert found["idisw"].value == pytest.approx(36)
    error = (34 * 66 / 500 + 16 * 84 / 500) ** 0.5
    assert found["d"].low == pytest.approx(18 - 1.96 * error, abs=1e-3)
    assert "aci" not in found, "these groups have no order"


def test_one_large_group_has_no_summary():
    counts, mapping = service({("22", "Indian"): (20, 80), ("22", "Irish"): (2, 3)})
    assert summaries_of(compared(counts, mapping, "ethnicity"), DNA, "ethnicity") == ()


def test_teams_beside_the_limits_of_chance():
    parts = []
    for team, missed, came in (("North", 60, 40), ("South", 20, 180), ("West", 25, 75)):
        row = {"Team": team, "Sex": "F"}
        parts += [(missed, row | {"Outcome": "DNA"}), (came, row | {"Outcome": "Attended"})]
    counts, mapping = counted(repeat(*parts))
    found = {one.team: one for one in funnel_of(measure_profile(counts, mapping, DNA))}
    assert {team: one.flag for team, one in found.items()} == {
        "North": "High (0.001)",
        "South": "Low (0.001)",
        "West": "Not significant",
    }
    # By hand: the average is 105 of 400; 1.96 x sqrt(0.2625 x 0.7375 / 100) = 0.0862.
    assert found["West"].warning.low == pytest.approx(0.2625 - 0.0862, abs=1e-4)
    assert found["West"].alarm.low < found["West"].warning.low
