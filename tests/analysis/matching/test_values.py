"""Written values are matched to standard categories, and the ways of not knowing are kept apart."""

import csv
from pathlib import Path

import pytest

from datasets.analysis.fields import all_fields, categories_of, field_of
from datasets.analysis.matching.missing import missing_state
from datasets.analysis.matching.values import match_values
from datasets.analysis.profile import MISSING_STATES

REFERENCE = Path(__file__).parents[4] / "shared" / "data" / "reference"
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the shared reference figures are not here")


def category(field: str, text: str, heading: str | None = None) -> str:
    heading = heading or field_of(field).label
    return match_values(field_of(field), heading, [text]).matches[text].category


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", "White: British"),
        ("a", "White: British"),
        ("A - British", "White: British"),
        (" A - British ", "White: British"),
        ("A\u00a0- British", "White: British"),
        ("A: White: British", "White: British"),
        ("WHITE - BRITISH", "White: British"),
        ("British White", "White: British"),
        ("British or mixed British", "White: British"),
        ("White: English/Welsh/Scottish/Northern Irish/British", "White: British"),
        ("Roma", "White: Roma"),
        ("Gypsy or Irish Traveller", "White: Gypsy or Irish Traveller"),
        ("Asian or Asian British - Pakistani", "Asian: Pakistani"),
        ("Chinese - ethnic category 2001 census (XaCAB)", "Asian: Chinese"),
        ("R", "Asian: Chinese"),
        ("Asian or Asian British", "Asian (no more said)"),
        ("Z", "not_stated"),
        ("Z - Not stated", "not_stated"),
        ("99 - Not known", "unknown"),
        ("Refused", "declined"),
        ("X", "invalid"),
        ("S2", "invalid"),
        ("0", "invalid"),
        ("None", "invalid"),
        ("NULL", "blank"),
        ("", "blank"),
    ],
)
def test_ethnicity_in_every_spelling(text, expected):
    assert category("ethnicity", text) == expected


@needs_reference
def test_every_data_dictionary_ethnic_label_and_census_category_has_its_group():
    with (REFERENCE / "nhs_ethnic_category_to_census_2021.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        by_code = category("ethnicity", row["nhs_ethnic_category_code"])
        assert by_code == category("ethnicity", row["nhs_ethnic_category"]), row
        covered = field_of("ethnicity").scheme.category(by_code).census
        assert row["census_2021_category"] in covered, row
        assert category("ethnicity", row["census_2021_category"]) not in MISSING_STATES, row


FIELDS_OF_CODES = {
    "ETHNIC CATEGORY": "ethnicity",
    "PERSON STATED GENDER CODE": "gender",
    "PERSON PHENOTYPIC SEX": "sex",
    "PERSON STATED SEXUAL ORIENTATION CODE": "sexual_orientation",
    "PERSON MARITAL STATUS": "marital_status",
    "RELIGIOUS OR OTHER BELIEF SYSTEM AFFILIATION GROUP CODE": "religion",
    "EX-BRITISH ARMED FORCES INDICATOR": "military_service",
    "YOUNG CARER INDICATOR": "carer",
    "PREGNANCY STATUS INDICATOR": "pregnancy",
    "DISABILITY CODE": "disability",
    "GENDER IDENTITY SAME AT BIRTH INDICATOR": "gender_identity",
    "ATTENDED OR DID NOT ATTEND CODE": "attendance",
}
STATES_OF_KINDS = {"declined": {"declined", "not_stated"}, "not known": {"unknown"}, "not applicable": {"blank"}}


@needs_reference
def test_every_code_of_the_data_dictionary_is_understood():
    with (REFERENCE / "nhs_data_dictionary_codes.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["field"] in FIELDS_OF_CODES]
    wrong = []
    for row in rows:
        field = field_of(FIELDS_OF_CODES[row["field"]])
        together = [one["code"] for one in rows if one["field"] == row["field"]]
        found = match_values(field, field.label, together).matches[row["code"]].category
        if row["kind"] in STATES_OF_KINDS and found not in STATES_OF_KINDS[row["kind"]]:
            wrong.append((row["field"], row["code"], found))
        if row["kind"] == "valid" and found in MISSING_STATES:
            wrong.append((row["field"], row["code"], found))
    assert wrong == []
    assert len(rows) > 90


def test_none_is_an_answer_and_never_missing():
    assert category("religion", "None") == "No religion"
    assert category("disability", "None") == "No disability"
    assert category("carer", "None") == "Not a carer"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Not stated", "not_stated"),
        ("Prefer not to say", "declined"),
        ("Declined", "declined"),
        ("Not known", "unknown"),
        ("Not asked", "unknown"),
        ("Not recorded", "unknown"),
        ("NULL", "blank"),
        ("#N/A", "blank"),
        ("n/a", "blank"),
        ("--", "blank"),
        (".", "blank"),
        (" ", "blank"),
    ],
)
def test_ways_of_not_knowing_are_kept_apart(text, state):
    assert category("language", text) == state
    assert category("disability", text) == state


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("No-show", "Did not attend", "Attended"),
        ("DNA", "Did not attend", "Attended"),
        ("Attended", "Attended", "Did not attend"),
        ("Seen", "Attended", "Did not attend"),
    ],
)
def test_yes_under_a_heading_about_missing_is_the_opposite(heading, yes, no):
    assert category("attendance", "Yes", heading) == yes
    assert category("attendance", "N", heading) == no


def test_yes_to_trans_is_not_yes_to_the_same_as_at_birth():
    assert category("gender_identity", "Yes", "Trans status") == "Different from at birth"
    assert category("gender_identity", "Y", "Gender identity same as birth") == "Same as at birth"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62", "55-64"),
        ("45 yrs", "45-54"),
        ("45.0", "45-54"),
        ("6 months", "0-4"),
        ("3/12", "0-4"),
        ("2y 4m", "0-4"),
        ("0", "0-4"),
        ("103", "85+"),
        ("90+", "85+"),
        ("5-9", "5-14"),
        ("18\u201324", "18-24"),
        ("25-64", "25-64"),
        ("65+", "65+"),
        ("-1", "invalid"),
        ("199", "invalid"),
        ("forty", "invalid"),
        ("Unknown", "unknown"),
    ],
)
def test_ages_in_many_forms(text, expected):
    assert category("age", text) == expected


def test_tenths_and_fifths_of_deprivation_are_never_mixed():
    def fifths(heading, labels):
        found = match_values(field_of("deprivation"), heading, labels)
        return {label: match.category for label, match in found.matches.items()}, found.mixed_scales

    tenths, mixed = fifths("IMD decile", [str(i) for i in range(12)])
    assert not mixed
    assert tenths["1"] == tenths["2"] == "1 (most deprived fifth)"
    assert tenths["10"] == "5 (least deprived fifth)"
    assert tenths["0"] == tenths["11"] == "invalid"
    by_fifth, mixed = fifths("IMD quintile", ["1", "2", "5"])
    assert (by_fifth["2"], mixed) == ("2", False)
    both, mixed = fifths("Deprivation", ["1", "10", "Q1", "Decile 1", "20% most deprived"])
    assert mixed
    assert both["1"] == both["10"] == "invalid"
    assert both["Q1"] == both["Decile 1"] == both["20% most deprived"] == "1 (most deprived fifth)"


def test_places_keep_their_own_labels_with_spellings_brought_together():
    found = match_values(
        field_of("neighbourhood"), "Neighbourhood", ["NORMANTON", "Normanton ", "Allestree"]
    ).as_choices()
    assert found == {"NORMANTON": "Normanton", "Normanton ": "Normanton", "Allestree": "Allestree"}


def test_no_two_categories_of_a_field_share_a_spelling():
    for field in all_fields().values():
        if field.scheme:
            spellings = [text for one in field.scheme.categories for text in (*one.codes, *one.words)]
            assert len(spellings) == len(set(spellings)), field.key
            assert len(categories_of(field.key)) == len(set(categories_of(field.key)))


def test_a_language_as_clinical_systems_write_it():
    labels = ["Main spoken language English (XaG5t)", "english", "Urdu"]
    found = match_values(field_of("language"), "Main spoken language", labels).as_choices()
    assert found == {labels[0]: "English", "english": "English", "Urdu": "Urdu"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("\\N", "blank"), ("<NULL>", "blank"), ("#N/A", "blank"), ("N.K.", "unknown"),
        ("Unknown/Not stated", "unknown"),
        ("Info not given", "not_stated"), ("N", None), ("None", None),
    ],
)  # fmt: skip
def test_more_ways_of_writing_nothing(text, state):
    assert missing_state(text) == state
