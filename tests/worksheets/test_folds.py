"""A worksheet shows what to do next and folds the rest, so that no page is a wall of boxes."""

import re

import pytest

from guide.steps import find_step

pytestmark = pytest.mark.django_db
FOLD = re.compile(r'<details class="app-fold"( open)?>.*?id="part-(\w+)-title">.*?app-fold__state">([^<]+)<', re.DOTALL)


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


def folds(client, project, step: str, **posted) -> dict[str, tuple[bool, str]]:
    """Each section of the page that edits a step: whether it stands open, and what its headline says."""
    address = f"/projects/{project.pk}/steps/{step}/edit/"
    page = client.post(address, posted) if posted else client.get(address)
    return {key: (bool(is_open), words) for is_open, key, words in FOLD.findall(page.content.decode())}


def open_of(shown: dict) -> list[str]:
    return [key for key, (is_open, _) in shown.items() if is_open]


def test_a_new_worksheet_opens_at_its_first_section_and_says_what_each_needs(editor, project):
    shown = folds(editor, project, "service-data")
    assert list(shown) == [section.key for section in find_step("service-data").sections]
    assert open_of(shown) == ["activity"]
    assert shown["activity"] == (True, "2 things left")
    assert shown["not_visible"] == (False, "Optional")


def test_the_next_section_with_something_left_opens_when_one_is_done(editor, project):
    editor.post(f"/projects/{project.pk}/steps/literature/edit/", {"version": 0, "review_question": "What helps?"})
    shown = folds(editor, project, "literature")
    assert shown["question"] == (False, "Nothing left")
    assert open_of(shown) == ["route"]


def test_a_section_with_a_fault_opens_beside_the_next(editor, project):
    shown = folds(editor, project, "service-data", version=0, trust_statement="Call 943 476 5919 about it")
    assert open_of(shown) == ["activity", "trust"]


def test_a_grid_asks_the_choice_that_counts_in_the_open(editor, project):
    page = editor.get(f"/projects/{project.pk}/steps/service-data/edit/").content.decode()
    row = page.split('aria-label="Opt-in rates"')[1].split("</details>")[0]
    before, behind = row.split("<details")
    assert [name in before for name in ("__have", "__period", "Say more")] == [True, False, False]
    assert [name in behind for name in ("__have", "__period", "Say more")] == [False, True, True]


def test_the_list_of_faults_names_the_box_and_how_to_mend_it(editor, project):
    """Also of a cell in a grid, whose own words are the same in every row."""
    posted = {"version": 0, "trust_statement": "Call 943 476 5919", "inventory_activity__attendance__who": "at DE1 2QY"}
    page = editor.post(f"/projects/{project.pk}/steps/service-data/edit/", posted).content.decode()
    faults = page.split("There is a problem")[1].split("</ul>")[0]
    assert "In two lines, how far can readers trust your data?: This looks like it holds an NHS number" in faults
    assert "Attendance rates, Who can get it or find out?: This looks like it holds a full postcode" in faults
    assert "Take it out, then save again" in faults
