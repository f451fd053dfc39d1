"""Columns find their standard field by heading and by what stands in them."""

import pytest

from datasets.analysis.fields import expected_fields
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.headings import match_columns
from datasets.analysis.matching.propose import propose_mapping
from tests.analysis.counts.tables import make_table


def fields_of(columns: dict[str, list[str]]) -> dict[str, str | None]:
    return {one.heading: one.field for one in match_columns(make_table(columns).columns)}


@pytest.mark.parametrize(
    ("heading", "values", "field"),
    [
        ("Ethnic category", ["A - British", "Z"], "ethnicity"),
        ("EthnicCategoryCode", ["A", "99"], "ethnicity"),
        ("Patient ethnicity (2001)", ["Indian", "Irish"], "ethnicity"),
        ("Gender", ["F", "M"], "gender"),
        ("Sex", ["1", "2"], "sex"),
        ("No-show", ["Yes", "No"], "attendance"),
        ("Appointment outcome", ["DNA", "Attended"], "attendance"),
        ("IMD 2019 decile", ["1", "10"], "deprivation"),
        ("PatientId", ["a1", "a2"], "person_key"),
        ("AppointmentDay", ["2016-04-29T00:00:00Z"], "appointment_date"),
        ("ReferralDateTime", ["2025-02-22 09:15:00.000", "NULL"], "referral_date"),
        ("Main spoken language", ["Urdu"], "language"),
        ("Needs interpreter", ["Yes", "No"], "interpreter"),
        ("Q1. How satisfied were you?", ["Very", "Not at all"], None),
        ("Record", ["1", "2"], None),
        ("Handcap", ["0", "4"], None),
    ],
)
def test_common_headings(heading, values, field):
    assert fields_of({heading: values}) == {heading: field}


def test_what_stands_in_a_column_can_overrule_its_heading():
    columns = {
        "Ethnicity": ["Indian", "Irish", "Roma"],
        "Ethnicity (2)": ["Cancelled by patient", "Attended", "DNA"],
    }
    assert fields_of(columns) == {"Ethnicity": "ethnicity", "Ethnicity (2)": "attendance"}


def test_the_order_of_columns_makes_no_difference():
    columns = {"Sex": ["F"], "Gender": ["M"], "Age": ["4"], "Outcome": ["DNA"], "Ethnic origin": ["A"]}
    turned = dict(reversed(columns.items()))
    assert fields_of(columns) == fields_of(turned)


def test_what_a_person_settled_wins_and_is_not_given_twice():
    table = make_table({"Ethnicity": ["Indian", "Zog"], "Other group": ["Irish", "Roma"]})
    remembered = Mapping({"Other group": "ethnicity", "Ethnicity": None}, {"Other group": {"Irish": "White: Irish"}})
    proposal = propose_mapping(table, remembered=remembered)
    assert proposal.mapping.columns == {"Ethnicity": None, "Other group": "ethnicity"}
    assert proposal.sure["Other group"] == 1.0
    kept = propose_mapping(table, remembered=Mapping(values={"Ethnicity": {"Zog": "White: Roma"}})).mapping
    assert kept.values["Ethnicity"] == {"Indian": "Asian: Indian", "Zog": "White: Roma"}


def test_the_guides_eight_fields_come_first():
    assert set(expected_fields()[:8]) == {
        "carer",
        "ethnicity",
        "religion",
        "sexual_orientation",
        "marital_status",
        "gender",
        "pregnancy",
        "military_service",
    }


def test_a_column_of_true_and_false_is_not_taken_for_attendance():
    assert fields_of({"Urgent": ["TRUE", "FALSE"]}) == {"Urgent": None}
