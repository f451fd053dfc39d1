"""Who is seen against who lives here: expected numbers, the district nobody comes from, need, unknowns, release."""

import pytest

from datasets.analysis.eligible import Need, Population
from datasets.analysis.observed import BY_AGE_AND_SEX, BY_CATCHMENT, BY_DISTRICT
from datasets.analysis.populations import COMPARABLE, districts_named, groups_of_census, population_of
from datasets.analysis.profile import CLEAR, TOO_FEW
from datasets.analysis.release_representation import release_representation
from datasets.analysis.representation import representation_of
from datasets.analysis.representation_charts import representation_chart
from datasets.analysis.rows.ranking import first_of, ranked
from datasets.analysis.rows.seen import seen_rows
from datasets.analysis.statistics.bounds import WHATEVER_THE_UNKNOWNS_ARE
from datasets.reference.figures import figure
from datasets.reference.residents import residents
from tests.analysis.counts.tables import counted, repeat

MADE = Population(
    "ethnicity_broad",
    "all residents",
    "Made figures, 2021.",
    {"Derby": {"White": 700, "Asian": 300}, "Erewash": {"White": 950, "Asian": 50}, "High Peak": {"White": 1000}},
)


def part(district: str, group: str, number: int):
    return number, {"District": district, "Ethnicity": group}


CLINIC = [
    part("Derby", "White British", 340),
    part("Derby", "Indian", 60),
    part("Erewash", "White British", 96),
    part("Erewash", "Indian", 4),
    part("Derby", "", 20),
    part("Leeds", "Indian", 7),
]


def compared(parts=CLINIC, by=BY_DISTRICT, population=MADE, need=None):
    return representation_of(*counted(repeat(*parts), "person"), population, by, need)


def asian(one):
    return next(group for group in one.groups if group.group == "Asian")


def test_expected_is_the_sum_over_districts_of_patients_there_times_the_share():
    found = compared()
    group = asian(found)
    assert group.expected == pytest.approx(400 * 0.3 + 100 * 0.05)
    assert (group.observed, group.fewer) == (64, pytest.approx(61))
    assert group.ratio == pytest.approx(64 / 125)
    assert group.low < group.ratio < group.high < 1
    assert group.label == CLEAR
    assert (found.people, found.unknown, found.left_out) == (500, 20, 7)
    assert group.sentence == (
        "About 61 fewer people recorded as “Asian” than expected: 64 seen, about 125 expected "
        f"({WHATEVER_THE_UNKNOWNS_ARE})."
    )


def test_expected_adds_up_to_those_seen():
    for by in (BY_DISTRICT, BY_CATCHMENT):
        found = compared(by=by)
        assert sum(one.expected for one in found.groups) == pytest.approx(found.people)
        assert sum(one.observed for one in found.groups) == found.people


def test_the_whole_catchment_counts_districts_nobody_comes_from():
    group = asian(compared(by=BY_CATCHMENT))
    assert group.expected_share == pytest.approx(350 / 3000)


def test_a_district_never_reached_shows():
    residents = Population(
        "district", "all residents", "Made.", {"": {"Derby": 1000, "Erewash": 1000, "High Peak": 1000}}
    )
    found = compared(by=BY_CATCHMENT, population=residents)
    last = next(one for one in found.groups if one.group == "High Peak")
    assert (last.observed, last.ratio, last.label) == (0, 0, CLEAR)
    assert found.left_out == 7


def test_need_changes_what_is_expected_and_names_its_source():
    need = Need({"Asian": 2.0}, "A made study, 2020")
    found = compared(need=need)
    assert asian(found).expected == pytest.approx(400 * 600 / 1300 + 100 * 100 / 1050)
    assert "A made study, 2020" in representation_chart(found).sentence


def test_by_age_and_sex_where_that_is_published():
    parts = [
        (number, {"Age": age, "Sex": sex, "Ethnicity": group})
        for age, sex, group, number in (("30", "F", "Indian", 10), ("30", "F", "White British", 90))
        + (("70", "M", "Indian", 5), ("70", "M", "White British", 195))
    ]
    cells = {("25-34", "Female"): {"White": 60, "Asian": 40}, ("65-74", "Male"): {"White": 95, "Asian": 5}}
    population = Population("ethnicity_broad", "all residents", "Made.", {}, cells)
    found = compared(parts, BY_AGE_AND_SEX, population)
    assert asian(found).expected == pytest.approx(100 * 0.4 + 200 * 0.05)
    assert compared(parts, BY_AGE_AND_SEX) is None


def test_few_people_are_too_few_to_tell_and_a_missing_column_is_no_comparison():
    few = [part("Derby", "White British", 10), part("Derby", "Indian", 2)]
    assert {one.label for one in compared(few).groups} == {TOO_FEW}
    assert representation_of(*counted({"Sex": ["F", "M"]}, "person"), MADE) is None
    assert compared([part("", "Indian", 50)]) is None


def test_what_is_released_is_rounded_or_hidden():
    released = release_representation(compared())
    group = asian(released)
    assert (group.observed, group.expected, group.fewer) == (65, 125, 60)
    assert (released.people, released.left_out) == (500, "fewer than 8")
    few = [part("Derby", "White British", 340), part("Derby", "Indian", 3)]
    hidden = asian(release_representation(compared(few)))
    assert (hidden.observed, hidden.ratio, hidden.fewer, hidden.sentence) == ("fewer than 8", None, None, "")


def test_the_chart_has_a_line_at_a_hundred_and_the_same_figures():
    chart = representation_chart(compared())
    assert chart.reference == ("As expected", 100.0)
    assert [row[0] for row in chart.table.rows] == [point.label for point in chart.series[0].points]
    assert chart.table.rows[1][:5] == ("Asian", "64", "125", "−61", "51%")
    assert len(chart.table.keys) == len(chart.table.rows)


def test_published_figures_become_populations():
    places = districts_named(("derbyshire",))
    assert len(places) == 8
    population = population_of("ethnicity_broad", places)
    table = figure("ethnic_group", "derbyshire")
    assert sum(population.whole.values()) == table.total
    assert population.source
    ages = population_of("age", places, ages=(18, 64))
    assert list(ages.by_district["Bolsover"])[0] == "18-24"
    assert sum(ages.whole.values()) == pytest.approx(sum(residents(place, 18, 64) for place in places))
    assert population_of("language", places) is None
    assert all(population_of(field, places) for field in COMPARABLE)


def test_women_and_men_of_the_ages_served():
    places = districts_named(("derby_city",))
    old = population_of("sex", places, ages=(65, None)).whole
    assert old["Female"] > old["Male"]
    assert sum(old.values()) == pytest.approx(residents(places[0], 65))


def test_each_census_category_is_counted_under_one_group():
    published = tuple(one.category for one in figure("ethnic_group", "derby_city").counts)
    plain = groups_of_census("ethnicity", published, ("White: Any other White background",))
    assert plain["White: Roma"] == "White: Any other White background"
    finer = groups_of_census("ethnicity", published, ("White: Any other White background", "White: Roma"))
    assert finer["White: Roma"] == "White: Roma"
    assert set(plain) == set(finer) == set(published)


def test_what_is_counted_is_named_where_a_file_does_not_tell_one_person_from_another():
    found = compared_rows("appointment")
    assert found.unit == "appointments"
    assert asian(found).sentence.startswith(
        "About 61 fewer appointments with people recorded as “Asian” than expected: 64 counted, about 125 expected"
    )
    assert "Appointments are counted, not people" in representation_chart(found).sentence
    assert seen_rows(found)[1].said.startswith("About 61 fewer appointments")
    assert "fewer referrals for people" in asian(compared_rows("referral")).sentence
    released = release_representation(found)
    assert "fewer appointments with people" in asian(released).sentence


def compared_rows(unit: str):
    return representation_of(*counted(repeat(*CLINIC), unit), MADE, BY_DISTRICT)


def test_a_group_of_whom_hardly_anybody_is_expected_stands_in_the_table_alone():
    """One person more would be hundreds of per cent, and the bars of the others would be too short to read."""
    rare = Population("ethnicity_broad", "all residents", "Made.", {"Derby": {"White": 980, "Asian": 15, "Black": 5}})
    found = compared([part("Derby", "White British", 392), part("Derby", "Indian", 8)], population=rare)
    chart = representation_chart(found)
    assert [point.label for point in chart.series[0].points] == ["White", "Asian"]
    assert [row[0] for row in chart.table.rows] == ["White", "Asian", "Black"]
    assert "1 group is too small to draw; the table has all." in chart.sentence


def test_a_group_and_its_part_do_not_both_stand_out_first():
    """“Fewer Asian people” and “fewer Indian people” say much the same; the first screen has room for five."""
    fine = Population(
        "ethnicity",
        "all residents",
        "Made.",
        {"Derby": {"White: British": 500, "Asian: Indian": 300, "White: Irish": 200}},
    )
    parts = [part("Derby", "White British", 340), part("Derby", "Indian", 60), part("Derby", "Irish", 10)]
    rows = ranked([*seen_rows(compared(parts, population=fine)), *seen_rows(compared(parts))])
    assert [row.group for row in rows if row.worse] == ["White: Irish", "Asian: Indian", "Asian"]
    assert [row.group for row in first_of(rows, 5)] == ["White: Irish", "Asian: Indian"]
