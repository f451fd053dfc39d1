"""What is kept of a table: counts that add up, say nothing of one row, and can be matched anew."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.analysis.counting import count_table
from datasets.analysis.counts import PEOPLE, ROWS, ServiceCounts
from datasets.analysis.mapping import Mapping, MappingError
from datasets.analysis.matching.propose import propose_mapping
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import Rows
from datasets.analysis.profiling import measure_profile, profile_of
from datasets.analysis.repeats import repeated_rows
from datasets.analysis.statistics.proportions import clustered_proportion
from datasets.analysis.table import Shape
from tests.analysis.counts.tables import FACTS, counted, make_table, profiled, repeat

DNA = measure_of("did_not_attend")
CLINIC = {
    "Patient key": ["p1", "p1", "p1", "p2", "p2", "p3", ""],
    "Ethnicity": ["Indian", "Indian", "Irish", "Irish", "", "Z", "Roma"],
    "Sex": ["F", "F", "F", "M", "M", "M", "F"],
    "Age": ["30", "30", "31", "62", "62", "4", "90+"],
    "Clinic": ["A", "B", "A", "A", "A", "B", "B"],
    "Appointment date": ["01/04/2025", "02/05/2025", "03/06/2025", "01/04/2025", "02/04/2025", "05/05/2025", ""],
    "Outcome": ["DNA", "Attended", "DNA", "Attended", "Cancelled by patient", "Attended", "DNA"],
}


def total_of(counts: ServiceCounts, name: tuple[str, str]) -> int:
    return counts.total[counts.axis.index(name)]


def test_rows_people_and_outcomes_of_everything():
    counts, _ = counted(CLINIC)
    assert total_of(counts, ROWS) == 7
    # p1, p2, p3 and the one without a key.
    assert total_of(counts, PEOPLE) == counts.people == 4
    assert total_of(counts, ("attendance", "DNA")) == 3
    assert (counts.first_day, counts.last_day) == ("2025-04-01", "2025-06-03")
    assert counts.months.labels == ("2025-04", "2025-05", "2025-06")


def test_every_field_adds_up_to_the_whole():
    counts, _ = counted(CLINIC)
    for field in counts.fields:
        assert np.array(field.cells).sum(axis=0).tolist() == list(counts.total), field.field
    for cells in (*counts.pairs.values(), *counts.age_sex.values()):
        assert np.array([one.cell for one in cells]).sum(axis=0).tolist() == list(counts.total)


def test_a_person_is_counted_once_at_the_latest_record():
    counts, _ = counted(CLINIC)
    ethnicity = counts.of("ethnicity")
    people = dict(zip(ethnicity.labels, (cell[1] for cell in ethnicity.cells), strict=True))
    assert people == {"Indian": 0, "Irish": 1, "": 1, "Z": 1, "Roma": 1}
    assert ethnicity.differing_people == 1


def test_counts_come_back_from_json_as_they_were():
    counts, _ = counted(CLINIC)
    assert ServiceCounts.from_json(json.loads(json.dumps(counts.to_json()))) == counts
    with pytest.raises(ValueError, match="version"):
        ServiceCounts.from_json(counts.to_json() | {"version": 0})


def test_nothing_that_is_kept_is_as_long_as_the_file():
    many = {name: values * 300 for name, values in CLINIC.items()}
    assert len(json.dumps(counted(many)[0].to_json())) < 1.3 * len(json.dumps(counted(CLINIC)[0].to_json()))
    assert "p1" not in json.dumps(counted(CLINIC)[0].to_json())


def test_long_text_is_not_kept():
    text = "She said that her neighbour had told her not to come, and so she did not come that day at all"
    counts, _ = counted({"Ethnicity": [text, "Irish"], "Outcome": ["DNA", "Attended"]})
    assert counts.of("ethnicity").labels == ("(long text)", "Irish")
    assert text not in json.dumps(counts.to_json())


@settings(max_examples=40)
@given(st.permutations(range(7)), st.permutations(sorted(CLINIC)))
def test_the_order_of_rows_and_columns_makes_no_difference(rows, names):
    turned = {name: [CLINIC[name][i] for i in rows] for name in names}
    assert counted(turned)[0] == counted(CLINIC)[0]


def test_values_can_be_matched_anew_without_the_file():
    columns = {"Ethnicity": ["Zog", "Zog", "Irish", "Irish"], "Outcome": ["DNA", "UTA (moved)", "DNA", "Attended"]}
    counts, mapping = counted(columns)
    first = measure_profile(counts, mapping, DNA)
    assert (first.overall.count, first.overall.total) == (2, 3)
    assert [one.group for one in first.of("ethnicity").groups] == ["White: Irish"]
    again = Mapping(values={"Ethnicity": {"Zog": "White: Roma"}, "Outcome": {"UTA (moved)": "Did not attend"}})
    second = measure_profile(counts, again.merged_over(mapping), DNA)
    assert (second.overall.count, second.overall.total) == (3, 4)
    assert [(one.group, one.rate.count) for one in second.of("ethnicity").groups] == [
        ("White: Irish", 1),
        ("White: Roma", 2),
    ]


def test_the_design_effect_is_that_of_the_rows():
    counts, mapping = counted(CLINIC)
    measure = measure_profile(counts, mapping, DNA)
    # Missed and all that counts, of p1, p2, p3 and the person without a key.
    direct = clustered_proportion([2, 0, 0, 1], [3, 1, 1, 1])
    assert measure.design_effect == pytest.approx(max(1, direct.design_effect))


def test_cancelled_appointments_are_left_out_and_said_so():
    measure = profiled(CLINIC).measure("did_not_attend")
    assert (measure.overall.count, measure.overall.total) == (3, 6)
    assert [(one.group, one.count) for one in measure.left_out] == [("Cancelled by the patient", 1)]


def test_waits_are_counted_from_referral_to_appointment():
    columns = {
        "Referral date": ["01/01/2025", "01/01/2025", "01/01/2025", "05/05/2025"],
        "Appointment date": ["07/05/2025", "08/05/2025", "02/01/2025", "01/05/2025"],
        "Sex": ["F", "M", "F", "M"],
    }
    profile = profiled(columns)
    # 126 days is not over 18 weeks, 127 is; an appointment before its referral is no wait.
    assert (
        profile.measure("waited_over_18_weeks").overall.count,
        profile.measure("waited_over_18_weeks").overall.total,
    ) == (1, 3)
    assert [one.code for one in profile.problems if one.code == "impossible_dates"] == ["impossible_dates"]


def test_a_table_that_is_counted_already():
    columns = {
        "Ethnic group": ["Asian", "Black", "White"],
        "Booked": ["733", "408", "1,414"],
        "Attended": ["594", "339", "1,383"],
        "DNA": ["139", "69", "31"],
    }
    profile = profiled(columns, "counted", Shape("counted", "Booked", ("Attended", "DNA")))
    assert [(one.group, one.count) for one in profile.field("ethnicity").groups] == [
        ("White (no more said)", 1414),
        ("Asian (no more said)", 733),
        ("Black (no more said)", 408),
    ]
    measure = profile.measure("did_not_attend")
    assert (measure.overall.count, measure.overall.total) == (239, 2555)


def test_a_counted_table_of_people_counts_people():
    columns = {"Ethnic group": ["Asian", "White"], "Patients": ["120", "300"], "DNA": ["14", "21"]}
    profile = profiled(columns, "counted", Shape("counted", "Patients", ("DNA",)))
    assert profile.rows.people == 420
    assert (profile.measure("did_not_attend").overall.count, profile.measure("did_not_attend").overall.total) == (
        35,
        420,
    )


def test_seen_of_referred_is_the_first_appointment():
    columns = {"Ethnic group": ["Asian", "White"], "Referred": ["212", "640"], "Seen": ["190", "601"]}
    profile = profiled(columns, "counted", Shape("counted", "Referred", ("Seen",)))
    assert (profile.measure("attended_first").overall.count, profile.measure("attended_first").overall.total) == (
        791,
        852,
    )


def test_exact_copies_of_rows_are_counted():
    assert repeated_rows(make_table({"A": ["x", "y", "x", "x"], "B": ["1", "1", "1", "2"]})) == 1
    assert repeated_rows(make_table({"A": ["x", "y", ""], "B": ["", "1", "1"]})) == 0


def test_profiling_from_counts_is_the_same_twice():
    table = make_table(CLINIC)
    mapping = propose_mapping(table).mapping
    counts = count_table(table, mapping, unit="appointment")
    once, twice = (profile_of(counts, mapping, facts=FACTS, rows=Rows(7, 7, 0, 4)) for _ in range(2))
    assert once == twice
    assert replace(once, unit="referral") != once


@pytest.mark.parametrize(
    "data", [[], {"rows": {}}, {"columns": {"A": 1}}, {"values": {"A": "b"}}, {"values": {"A": {"b": None}}}]
)
def test_what_is_no_mapping_is_refused(data):
    with pytest.raises(MappingError):
        Mapping.from_json(data)


def test_a_mapping_comes_back_as_it_was():
    mapping = Mapping({"A": "sex", "B": None}, {"A": {"f": "Female", "": "blank"}})
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


def test_months_and_teams_are_kept_for_each_field():
    part = {"Sex": "F", "Clinic": "A", "Appointment date": "01/04/2025", "Outcome": "DNA"}
    counts, _ = counted(repeat((3, part), (2, part | {"Sex": "M", "Clinic": "B", "Appointment date": "01/06/2025"})))
    sex = counts.of("sex")
    assert {month: cells.labels for month, cells in sex.months.items()} == {"2025-04": ("F",), "2025-06": ("M",)}
    assert {team: cells.cells[0][0] for team, cells in sex.teams.items()} == {"A": 3, "B": 2}
