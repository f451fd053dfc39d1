"""The slope over deprivation, what unknowns could hide, where people fall away, and what could be done about gaps."""

import pytest

from datasets.analysis.improving import suggested_action
from datasets.analysis.matching.deprivation import FIFTHS
from datasets.analysis.profile import CLEAR, MISSING_STATES, NONE_CLEAR
from datasets.analysis.statistics.bounds import CANNOT_TELL, LIKELY, WHATEVER_THE_UNKNOWNS_ARE, Counted, gap_conclusion
from datasets.analysis.statistics.slope import slope_of_proportions
from tests.analysis.counts.tables import profiled, repeat


def by_fifth(missed: list[int], total: int = 200):
    parts = []
    for fifth, count in enumerate(missed, start=1):
        row = {"IMD quintile": str(fifth), "Outcome": "DNA"}
        parts += [(count, row), (total - count, row | {"Outcome": "Attended"})]
    return profiled(repeat(*parts)).measure("did_not_attend")


def test_a_slope_over_deprivation_is_told_in_words_and_figures():
    missed = [70, 60, 50, 40, 30]
    slope = by_fifth(missed).slope
    expected = slope_of_proportions(missed, [200] * 5)
    assert slope.slope == pytest.approx(expected.absolute.value) == pytest.approx(-0.25)
    assert slope.relative == pytest.approx(expected.relative.value)
    assert (slope.most.rate, slope.least.rate, slope.label) == (0.35, 0.15, CLEAR)
    assert slope.sentence == (
        "Of 100 appointments with people from the most deprived fifth, 35 were missed; of 100 with the least deprived "
        "fifth, 15. Over all five fifths the rate falls by 25.0 points from the most to the least deprived "
        f"(between {-100 * slope.slope_high:.1f} and {-100 * slope.slope_low:.1f})."
    )


def test_a_level_rate_has_no_clear_slope_and_a_missing_fifth_none_at_all():
    assert by_fifth([40, 41, 40, 39, 40]).slope.label == NONE_CLEAR
    assert "no clear slope" in by_fifth([40, 41, 40, 39, 40]).slope.sentence
    parts = [(50, {"IMD quintile": f"Quintile {fifth}", "Outcome": "DNA"}) for fifth in (1, 2, 3, 4)]
    assert profiled(repeat(*parts)).measure("did_not_attend").slope is None
    assert len(FIFTHS) == 5


def test_a_difference_stands_likely_or_cannot_be_told():
    group, rest = Counted(60, 100), Counted(40, 200)
    assert gap_conclusion(group, rest, Counted(3, 10)) == WHATEVER_THE_UNKNOWNS_ARE
    assert gap_conclusion(group, rest, Counted(90, 160)) == LIKELY
    assert gap_conclusion(group, rest, Counted(200, 400)) == CANNOT_TELL


def test_bounds_of_unknowns_are_in_the_profile():
    parts = [
        (60, {"Sex": "F", "Outcome": "DNA"}),
        (40, {"Sex": "F", "Outcome": "Attended"}),
        (40, {"Sex": "M", "Outcome": "DNA"}),
        (160, {"Sex": "M", "Outcome": "Attended"}),
        (10, {"Sex": "", "Outcome": "DNA"}),
        (20, {"Sex": "", "Outcome": "Attended"}),
    ]
    profile = profiled(repeat(*parts))
    female = profile.measure("did_not_attend").of("sex").groups[0]
    assert (female.unknowns.lowest, female.unknowns.highest) == pytest.approx((60 / 120, 70 / 110))
    assert female.unknowns.says == WHATEVER_THE_UNKNOWNS_ARE
    share = profile.field("sex").shares[0]
    assert (share.share, share.lowest, share.highest) == pytest.approx((100 / 300, 100 / 330, 130 / 330))


PATH = [
    (100, {"Sex": "F", "Invited": "Yes", "Opted in": "Yes", "Completed": "Yes"}),
    (100, {"Sex": "F", "Invited": "Yes", "Opted in": "Yes", "Completed": ""}),
    (40, {"Sex": "M", "Invited": "Yes", "Opted in": "Yes", "Completed": "Yes"}),
    (160, {"Sex": "M", "Invited": "Yes", "Opted in": "No", "Completed": ""}),
]


def test_where_a_group_falls_away():
    pathway = profiled(repeat(*PATH), "referral").pathway
    assert pathway.stages == ("referred", "invited", "opt_in", "completed")
    female, male = pathway.of("sex").groups
    assert [one.count for one in female.reached] == [200, 200, 200, 100]
    assert [one.rate for one in male.reached] == [1, 1, 0.2, 0.2]
    assert pathway.of("sex").sentence == (
        "The widest gap opens between “invited” and “opted in”: of 100 men and boys who reached the first, "
        "20 reached the second; of 100 others, 100."
    )


def test_appointments_make_no_funnel():
    assert profiled(repeat(*PATH), "appointment").pathway is None


def test_every_poorly_recorded_field_comes_with_something_to_do():
    candidates = [one for one in profiled(repeat(*PATH), "referral").candidates if one.kind == "data_quality"]
    assert candidates
    assert all(one.action.endswith(".") for one in candidates)
    for state in (*MISSING_STATES, "not_collected"):
        assert "ethnicity" in suggested_action("ethnicity", state)
