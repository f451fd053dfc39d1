"""Identifiers are found by heading and by content, and what only looks like one is left alone."""

from dataclasses import replace

import numpy as np
import pytest

from datasets.analysis.identifiers.by_heading import by_heading
from datasets.analysis.identifiers.find import find_identifiers
from datasets.analysis.identifiers.patterns import holds_identifier, is_nhs_number, nhs_numbers_in
from datasets.analysis.reading.grid import grid_of
from datasets.analysis.table import Passage, Shape, SideSheet, Table

# Invented: the range 999 is not issued to patients.
NHS = [
    "9990184720", "9991408894", "9994946102", "9993346861", "9997367111", "9998899192",
    "9990741956", "9995383403", "9996922219", "9997302907", "9999085202", "9997958632",
]  # fmt: skip
NAMES = ["John", "Ali", "Mary", "Ravi", "Tom", "Fatima", "Samuel", "Omar", "Ada", "Kenneth", "Leo", "Ian"]


def table(**columns) -> Table:
    """A table from lists of texts, with headings that may have spaces (as double underscores)."""
    names = [name.replace("__", " ") for name in columns]
    rows = list(zip(*columns.values(), strict=True))
    grid = grid_of(rows, range(2, len(rows) + 2))
    return Table(tuple(replace(c, name=n) for c, n in zip(grid.columns, names, strict=True)), grid.row_numbers, ())


def kinds(made: Table, **more) -> dict[str, str]:
    return {finding.column: finding.kind for finding in find_identifiers(made, **more)}


@pytest.mark.parametrize("number", NHS)
def test_modulus_11_accepts_valid_numbers_and_no_neighbour(number):
    assert is_nhs_number(number)
    assert not any(is_nhs_number(number[:9] + str(digit)) for digit in range(10) if str(digit) != number[9])


@pytest.mark.parametrize("text", ["1111111111", "999018472", "99901847200", "999018472X", ""])
def test_modulus_11_refuses_what_is_no_number(text):
    assert not is_nhs_number(text)


@pytest.mark.parametrize("text", ["see 999 018 4720", "(9990184720)", "no 999-018-4720."])
def test_a_number_is_found_within_text(text):
    assert nhs_numbers_in(text) == ["9990184720"]
    assert holds_identifier(text)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("NHS No", "nhs_number"), ("NHSNumber", "nhs_number"), ("nhs_number", "nhs_number"), 
        ("Patient name", "name"), ("Family name", "name"), ("SURNAME", "name"), ("DOB", "date_of_birth"),
        ("Date of Birth", "date_of_birth"),
        ("PostCode", "postcode"), ("Home address", "address"), ("Address line 1", "address"), ("Mobile", "phone"),
        ("Tel No", "phone"), ("Email address", "email"), ("PatientId", "person_key"), ("Client ID", "person_key"),
        ("RiO ID", "person_key"), ("Hospital number", "person_key"), ("EMIS number", "person_key"),
        ("Comments", "free_text"),
        ("Practice name", None), ("Site name", None), ("Ward name", None), ("Age", None), ("AppointmentID", None),
        ("Country of birth", None), ("Year of birth", None), ("Postcode district", None), ("Email consent", None),
        ("Telephone appointment", None), ("Referral ID", None), ("Patients", "person_key"),
        ("Number of patients", None),
        ("Q1. How satisfied were you with your care?", None),
    ],
)  # fmt: skip
def test_headings_say_what_a_column_holds(heading, kind):
    found = by_heading(heading)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    "how", [str, "{0:.3}-{0:.0}".format, lambda n: f"{n[:3]} {n[3:6]} {n[6:]}", lambda n: n + ".0"]
)
def test_nhs_numbers_are_found_under_any_heading_and_in_any_form(how):
    values = [how(number) if "-" not in how(number) else f"{number[:3]}-{number[3:6]}-{number[6:]}" for number in NHS]
    assert kinds(table(Ref=values, Sex=["F", "M"] * 6)) == {"Ref": "nhs_number"}


def test_other_ten_digit_numbers_are_not_nhs_numbers():
    numbers = [str(1_000_000_007 + 37_000_019 * n) for n in range(60)]
    assert 0 < sum(map(is_nhs_number, numbers)) < 30
    assert kinds(table(Booking=numbers, Sex=["F", "M"] * 30)) == {}


def test_half_of_few_numbers_proves_nothing():
    assert kinds(table(Booking=[*NHS[:3], "1234567890", "2345678901", "3456789012"])) == {}


def test_names_are_found_by_content_and_groups_are_not_taken_for_names():
    found = kinds(table(Who=[f"{name} Quill" for name in NAMES], Seen__by=[f"FIELD, {name}" for name in NAMES]))
    assert found == {"Who": "name", "Seen by": "name"}
    assert kinds(table(Clinic=["Victoria", "Grace", "Heather"] * 10)) == {}


def test_dates_of_birth_are_known_by_how_their_years_spread():
    births = [f"{n + 1:02}/03/{1930 + 7 * n}" for n in range(12)]
    events = [f"{n + 1:02}/03/2024" for n in range(12)]
    assert kinds(table(Day=births, Seen=events)) == {"Day": "date_of_birth"}


def test_phones_mail_postcodes_and_addresses_are_found_by_content():
    found = kinds(
        table(
            A=[f"07700 9001{n:02}" for n in range(12)],
            B=[f"{name.lower()}@example.org" for name in NAMES],
            C=[f"LS98 {n % 9 + 1}AA" for n in range(12)],
            D=[f"{n} Notareal Road" for n in range(1, 13)],
            E=["DE1", "DE22", "S18"] * 4,
        )
    )
    assert found == {"A": "phone", "B": "email", "C": "postcode", "D": "address"}


def test_free_text_with_a_single_identifier_goes_as_a_whole():
    notes = [f"Did attend after reminder number {n} was sent out" for n in range(30)]
    notes[17] = "Please ring " + "07700 900123"
    assert kinds(table(Remark__on__visit=notes)) == {"Remark on visit": "free_text"}


def test_a_stray_identifier_in_a_column_of_groups_costs_only_its_cell():
    groups = ["British", "Indian", "Not stated"] * 12 + ["see NHS 9990184720"]
    (finding,) = find_identifiers(table(Ethnicity=groups))
    assert (finding.action, finding.kept) == ("cells_dropped", "as_is")


@pytest.mark.parametrize(
    "labels",
    [
        ["White: English, Welsh, Scottish, Northern Irish or British", "Asian or Asian British: Indian", "Not stated"],
        ["St Mary’s drop-in clinic, DE1 2QY", "Café clinic, S18 1AB"],
        ["JARDIM DA PENHA", "MARIA ORTIZ", "SANTO ANTONIO"],
        ["Yes", "No", ""],
        ["line one line two", "a, b c"],
    ],
)
def test_labels_that_come_again_are_groups_and_not_free_text(labels):
    assert kinds(table(Group=(labels * 30)[:60])) == {}


def test_the_headings_comments_and_notes_do_not_condemn_a_column_of_groups():
    assert kinds(table(Notes=["Seen by locum", "Interpreter used"] * 10)) == {}


def test_one_key_is_chosen_to_count_people_by():
    blank = [*NHS[:6], *["NULL"] * 6]
    found = find_identifiers(table(NHS__number=blank, Client__ID=[f"C{n:04}" for n in range(12)]))
    assert {finding.column: finding.action for finding in found} == {"NHS number": "dropped", "Client ID": "hashed"}


def test_a_code_that_comes_again_may_be_a_key_and_one_for_each_row_is_not():
    codes = [f"R{n % 7:03}" for n in range(12)]
    assert kinds(table(Ref=codes, Sex=["F", "M"] * 6)) == {"Ref": "person_key"}
    assert kinds(table(Ref=[f"R{n:03}" for n in range(12)], Sex=["F", "M"] * 6)) == {}


def test_counts_are_never_identifiers():
    made = table(Group=["Asian", "White"], Patients=["120", "300"])
    assert kinds(made, shape=Shape("counted", "Patients")) == {}


def test_places_outside_the_table_are_looked_at():
    made = table(Sex=["F", "M"])
    side = SideSheet("Lookup", True, table(NHS__Number=NHS))
    passages = [Passage("lines above the headings", "Run by: SMITH, Olive"), Passage("file name", "Q3 report.csv")]
    found = find_identifiers(made, passages=passages, side_sheets=[side])
    assert {(finding.column, finding.place) for finding in found} == {
        ("Lookup!NHS Number", "sheet"),
        ("(lines above the headings)", "outside"),
    }
    assert all(finding.action == "dropped" for finding in found)


def test_the_order_of_rows_makes_no_difference():
    rows = list(zip(NHS, NAMES, strict=True))
    turned = [rows[place] for place in np.random.default_rng(1).permutation(len(rows))]
    first, second = (
        set(find_identifiers(table(Ref=[a for a, _ in order], Who=[b for _, b in order]))) for order in (rows, turned)
    )
    assert first == second
