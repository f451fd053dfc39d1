"""Each chart says in words what it shows, and its table holds the same figures."""

import pytest

from datasets.analysis.charts import (
    NOT_COLLECTED,
    completeness_chart,
    funnel_chart,
    gap_chart,
    measure_chart,
    rate_chart,
)
from datasets.analysis.profile import STATE_LABELS
from tests.analysis.counts.tables import profiled, repeat

PART = {"Ethnicity": "Indian", "Outcome": "DNA", "Appointment date": "01/04/2025", "Clinic": "A"}
PROFILE = profiled(
    repeat(
        (40, PART),
        (60, PART | {"Outcome": "Attended"}),
        (10, PART | {"Ethnicity": "Irish", "Appointment date": "01/05/2025"}),
        (90, PART | {"Ethnicity": "Irish", "Outcome": "Attended", "Clinic": "B"}),
        (50, PART | {"Ethnicity": "Z", "Outcome": "Attended", "Clinic": "B"}),
    )
)


def test_gaps_are_stacked_to_a_hundred_with_fields_not_collected_first():
    chart = gap_chart(PROFILE)
    assert [one.name for one in chart.series] == [*STATE_LABELS.values(), NOT_COLLECTED]
    labels = [point.label for point in chart.series[0].points]
    assert labels[0] == "Carers"
    assert labels[-1] == "Ethnicity"
    for i in range(len(labels)):
        assert sum(one.points[i].value for one in chart.series) == pytest.approx(100)
    assert "Least complete: ethnicity (80% known)." in chart.sentence
    assert chart.table.rows[-1] == ("Ethnicity", "80%", "200", "50", "0", "0", "0", "0")


def test_rates_have_intervals_a_line_for_everyone_and_a_table():
    chart = rate_chart(PROFILE.measure("did_not_attend"), "ethnicity")
    assert chart.title == "Missed appointments, by ethnicity"
    assert [(point.label, round(point.value)) for point in chart.series[0].points] == [
        ("White: Irish", 10),
        ("Asian: Indian", 40),
    ]
    assert all(point.low < point.value < point.high for point in chart.series[0].points)
    assert chart.reference == ("Everyone", 20.0)
    assert chart.table.rows[1][:4] == ("Asian: Indian", "40", "100", "40%")
    assert chart.table.rows[1][-2:] == ("+30.0", "Clear difference")
    assert chart.sentence.endswith("clearly worse than others for 1 group: Asian: Indian.")


def test_a_field_the_measure_is_not_known_for_has_no_chart():
    assert rate_chart(PROFILE.measure("did_not_attend"), "religion") is None


def test_completeness_over_months_and_teams():
    by_month = completeness_chart(PROFILE.field("ethnicity"))
    assert (by_month.kind, [point.label for point in by_month.series[0].points]) == ("lines", ["Apr 2025", "May 2025"])
    by_team = completeness_chart(PROFILE.field("ethnicity"), "team")
    assert by_team.sentence == "Ethnicity is known least in B (64%) and most in A (100%)."


def test_a_measure_over_months():
    chart = measure_chart(PROFILE.measure("did_not_attend"), PROFILE.unit)
    assert chart.sentence == "Of 100 appointments, 20 were missed."
    assert chart.table.rows[0][:4] == ("Apr 2025", "40", "240", "17%")


def test_where_people_fall_away():
    columns = {"Opted in": ["Y"] * 90 + ["N"] * 10, "Completed": ["Y"] * 30 + ["N"] * 60 + [""] * 10}
    chart = funnel_chart(profiled(columns, "referral"))
    assert [point.label for point in chart.series[0].points] == ["Opted in", "Completed"]
    assert chart.sentence == "The fewest reach “completed”: 33% of referrals."
    assert funnel_chart(PROFILE) is None


def test_every_row_of_a_table_is_as_long_as_its_headers():
    measure = PROFILE.measure("did_not_attend")
    charts = [gap_chart(PROFILE), rate_chart(measure, "ethnicity"), measure_chart(measure, "appointment", "team")]
    for chart in charts:
        assert {len(row) for row in chart.table.rows} == {len(chart.table.headers)}
