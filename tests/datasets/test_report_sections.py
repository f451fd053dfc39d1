"""Who is missing, what unknowns could hide, two characteristics at once, what changed: on the report’s page."""

import re

import pytest

from tests.datasets.conftest import appointments
from tests.pages import open_page

pytestmark = pytest.mark.thorough


def clinic(year: int, missed_by: int) -> bytes:
    """A file with districts, waits and deprivation, in which one group misses so many in ten."""
    lines = ["Patient ID,Appointment date,Attendance,Ethnicity,Sex,District,IMD quintile,Days waited"]
    for n in range(600):
        group = ("White: British", "Asian or Asian British: Pakistani", "")[n % 3]
        missed = n % 10 < (missed_by if n % 3 == 1 else 1)
        place = ("Derby", "Amber Valley", "Erewash")[n % 7 % 3]
        outcome = "Did not attend" if missed else "Attended"
        lines.append(f"P{n},{year}-0{4 + n % 3}-1{n % 9},{outcome},{group},{'FM'[n % 2]},{place},{n % 5 + 1},{n % 40}")
    return "\n".join(lines).encode()


@pytest.fixture
def two_files(ready):
    return ready(clinic(2025, 6)), ready(clinic(2026, 3))


def test_people_seen_stand_beside_people_who_live_here(client_for, people, two_files, address):
    page = open_page(client_for(people.editor), address("show_profile", two_files[1]))
    assert "Who is missing" in page.text
    assert "Ethnicity: seen compared with those who live in the districts your patients come from" in page.text
    assert "than expected:" in page.text
    assert "Source: Office for National Statistics" in page.text
    assert "200 whose answer is not known" in page.text
    page = open_page(client_for(people.editor), address("show_profile", two_files[1]) + "?compare=district")
    assert "District: seen compared with those who live in all the places you serve" in page.text


def test_only_fields_that_can_be_compared_are_offered(client_for, people, ready, address):
    """Broad ethnic groups stand beside the broad published ones; there is nothing to say of the nineteen."""
    content = b"Ethnic group,People\nWhite,200\nAsian,60\nBlack,30\nMixed,20\nOther,9\n"
    page = open_page(client_for(people.editor), address("show_profile", ready(content)))
    assert "do not have enough in common" not in page.text
    assert "Ethnicity, broad groups: seen compared with" in page.text


def test_a_table_of_appointments_says_how_many_it_holds(client_for, people, ready, address):
    content = b"Ethnic category,All Attendances,Note\nA,2000,x\nH,600,y\nZ,148,z\n"
    dataset = ready(content)
    page = open_page(client_for(people.editor), address("show_profile", dataset))
    assert "3 rows read: 3 used, 0 set aside. 2,748 appointments." in page.text
    page = open_page(client_for(people.viewer), address("show_profile", dataset))
    assert "2,750 appointments." in page.text
    assert "2,748" not in page.text


def test_what_could_show_is_told_of_groups_that_do_worse(client_for, people, two_files, address):
    """A group that clearly does better needs no fall to be found."""
    where = address("show_profile", two_files[0]) + "?measure=did_not_attend&field=ethnicity"
    text = open_page(client_for(people.editor), where).text
    assert "appointments with people recorded as “Asian: Pakistani” in each quarter, only a fall from" in text
    assert "appointments with people recorded as “White: British” in each quarter" not in text


def test_unknowns_waits_and_two_at_once(client_for, people, two_files, address):
    where = address("show_profile", two_files[1]) + "?measure=did_not_attend&field=ethnicity"
    page = open_page(client_for(people.editor), where + "&with=sex")
    assert "Missed appointments, by ethnicity: what the unknowns could hide" in page.text
    assert "Days waited, by ethnicity" in page.text
    assert "Missed appointments, by ethnicity and sex" in page.text
    page = open_page(client_for(people.editor), where.replace("ethnicity", "deprivation"))
    assert "Missed appointments: slope over deprivation" in page.text


def test_an_earlier_file_shows_how_the_gap_changed(client_for, people, two_files, address):
    before, after = two_files
    where = address("show_profile", after) + f"?measure=did_not_attend&field=ethnicity&before={before.pk}"
    page = open_page(client_for(people.editor), where)
    assert "the gap narrowed by" in page.text
    assert "This says what changed, not why." in page.text
    assert "With about" in page.text
    page = open_page(client_for(people.editor), address("show_profile", before))
    assert "When you upload a later file" in page.text


def test_a_file_without_such_fields_says_so(client_for, people, ready, address):
    lines = ["Team,Attendance", *["A,Attended", "B,Did not attend"] * 20]
    page = open_page(client_for(people.editor), address("show_profile", ready("\n".join(lines).encode())))
    assert "This file has no field that is published for the people who live here" in page.text


def test_whoever_may_not_see_counts_sees_released_ones(client_for, people, two_files, address):
    before, after = two_files
    where = address("show_profile", after) + f"?measure=did_not_attend&field=ethnicity&with=sex&before={before.pk}"
    page = open_page(client_for(people.viewer), where)
    parts = page.html[page.html.index('id="rates"') :]
    tables = re.findall(r"<td>([\d,]+)</td>", parts)
    assert tables
    assert all(int(one.replace(",", "")) % 5 == 0 for one in tables), tables


def test_the_report_of_the_plain_file_has_no_empty_parts(client_for, people, ready, address):
    page = open_page(client_for(people.editor), address("show_profile", ready(appointments())))
    assert "None" not in page.text
