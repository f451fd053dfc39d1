"""What is put in the place of identifiers, and what is told about it."""

import pytest

from datasets.analysis.identifiers.find import find_identifiers
from datasets.analysis.identifiers.remove import remove_identifiers, settled
from datasets.analysis.identifiers.told import identifier_problems
from tests.analysis.identifiers.test_find import NAMES, NHS, table

KEY = b"a key for tests"


def removed(made, **more):
    return remove_identifiers(made, find_identifiers(made), key=KEY, **more)


def texts(made, name):
    column = made.column(name)
    return [column.labels[code] if code >= 0 else "" for code in column.codes]


def test_a_key_becomes_a_code_that_only_the_same_key_gives_again():
    made = table(NHS__number=[*NHS, NHS[0][:3] + " " + NHS[0][3:6] + " " + NHS[0][6:]], Sex=["F"] * 13)
    codes = texts(removed(made), "NHS number")
    assert codes[0] == codes[12]
    assert len(set(codes)) == 12
    assert not set(codes) & set(NHS)
    other = remove_identifiers(made, find_identifiers(made), key=b"another")
    assert not set(codes) & set(texts(other, "NHS number"))


@pytest.mark.parametrize("nobody", ["", "NULL", "Not known", "9.99285E+09", "0"])
def test_a_row_without_a_usable_key_has_none(nobody):
    assert texts(removed(table(NHS__number=[*NHS, nobody])), "NHS number")[-1] == ""


def test_a_date_of_birth_becomes_age_at_the_event():
    births = ["01/05/2000", "02/05/2000", "29/02/2004", "31/12/46", "1950-06-01", "unknown"] * 2
    made = table(
        DOB=births,
        Appointment__date=["01/05/2024", "01/05/2024", "28/02/2024", "01/01/2024", "1 June 2024", "01/05/2024"] * 2,
    )
    after = removed(made)
    assert texts(after, "Age from DOB")[:6] == ["24", "23", "19", "77", "74", ""]
    assert after.column("DOB") is None


def test_without_an_event_date_or_areas_the_column_goes():
    made = table(
        DOB=[f"0{n % 9 + 1}/05/19{n + 40}" for n in range(12)], Postcode=[f"LS98 {n % 9 + 1}AA" for n in range(12)]
    )
    assert removed(made).columns == ()
    assert {finding.action for finding in settled(made, find_identifiers(made))} == {"dropped"}


def test_a_postcode_becomes_the_area_it_is_given():
    made = table(Postcode=["LS98 1AA", "LS98 2AA", "LS98 3AA"] * 4)
    after = removed(made, area_of=lambda labels: tuple("E01000001" if "1AA" in label else None for label in labels))
    assert [column.name for column in after.columns] == ["Postcode (area)"]
    assert after.columns[0].labels == ("E01000001",)


def test_a_cell_among_groups_is_blanked_and_the_rest_stays():
    after = removed(table(Ethnicity=["British", "Indian"] * 15 + ["ring 07700 900123"]))
    assert texts(after, "Ethnicity")[-1] == ""
    assert after.column("Ethnicity").labels == ("British", "Indian")


def test_other_columns_are_untouched_and_no_value_is_told():
    made = table(Surname=[f"{name}son" for name in NAMES], Sex=["F", "M"] * 6, Ref=NHS)
    findings = find_identifiers(made)
    after = remove_identifiers(made, findings, key=KEY)
    assert [column.name for column in after.columns] == ["Sex", "Ref"]
    assert texts(after, "Sex") == ["F", "M"] * 6
    problems = identifier_problems(settled(made, findings))
    assert {problem.column for problem in problems} == {"Surname", "Ref"}
    assert not any(value in problem.message for problem in problems for value in (*NHS, "Johnson"))
