"""Counts typed in place of a file: the same report, the same rules, and nothing that is typed is lost."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from datasets import actions
from datasets.analysis.typed import TYPED_MEASURES
from datasets.models import Dataset, Status
from datasets.profiles import profile_of_dataset
from datasets.typed_counts import typed_so_far
from datasets.typed_page import COUNTED
from datasets.typing_tables import typing_tables
from tests.pages import open_page

pytestmark = pytest.mark.thorough

BEGIN = {"label": "Patients seen", "measure": "did_not_attend", "table": "sex"}
PAKISTANI, BRITISH = "Asian: Pakistani", "White: British"


@pytest.fixture
def client(client_for, people):
    return client_for(people.editor)


@pytest.fixture
def begin(client, project):
    def make(**fields) -> Dataset:
        open_page(client, reverse("datasets:type_counts", args=[project.pk]), post=BEGIN | fields, follow=True)
        return Dataset.objects.get()

    return make


@pytest.fixture
def type_in(client, address):
    """Types numbers into a table: {group: (count, events, people)}; further keywords are posted as they are."""

    def send(dataset, table_key, numbers, *, status=200, **posted):
        lines = {line.label: place for place, line in enumerate(typing_tables()[table_key].lines)}
        for group, typed in numbers.items():
            keys = ("count", "events", "people")
            posted |= {f"{key}-{lines[group]}": number for key, number in zip(keys, typed, strict=False)}
        page = open_page(client, address("type_groups", dataset, table_key), post=posted, status=status, follow=True)
        dataset.refresh_from_db()
        return page

    return send


def test_typed_counts_become_a_report_like_any_other(begin, type_in, client, address):
    dataset = begin(period_from_day="1", period_from_month="4", period_from_year="2026")
    assert dataset.status == Status.TO_MATCH
    page = type_in(
        dataset,
        "ethnicity",
        {BRITISH: ("4,000", 400, 900), PAKISTANI: (300, 90, 80), "Not stated": (50, 10, 20)},
        report="yes",
    )
    assert page.h1 == "Gap report: Patients seen"
    assert "Counts typed by your team" in page.text
    assert "Of 100 appointments with people recorded as “Asian: Pakistani”, 30 were missed" in page.text
    profile = profile_of_dataset(dataset)
    assert profile.field("ethnicity").count("not_stated") == 50
    assert profile.rows.people == 1_000
    assert "religion" in profile.not_collected
    assert dataset.unknown_shares["ethnicity"] == pytest.approx(50 / 4350, abs=1e-4)
    released = profile_of_dataset(dataset, released=True)
    assert released.field("ethnicity").count("not_stated") == 50
    assert "Read the file another way" not in page.text


def test_another_characteristic_is_added_changed_and_taken_away(begin, type_in, client, address):
    dataset = begin(measure="")
    type_in(dataset, "ethnicity_broad", {"White": (900,), "Asian": (80,)})
    page = type_in(dataset, "sex", {"Female": (600,), "Male": (300,)})
    assert "Ethnicity, 5 broad groups Groups 2 People 980" in page.text
    assert "Sex Groups 2 People 900" in page.text
    profile = profile_of_dataset(dataset)
    assert profile.field("sex").count("blank") == 80, "what the other table has more of was not said here"
    assert {one.group for one in profile.field("ethnicity").groups} == {"White (no more said)", "Asian (no more said)"}
    page = open_page(client, address("type_groups", dataset, "ethnicity"))
    assert "You typed “Ethnicity, 5 broad groups” before" in page.text
    type_in(dataset, "ethnicity", {BRITISH: (900,)})
    dataset.refresh_from_db()
    assert list(typed_so_far(dataset)) == ["ethnicity", "sex"], "the order of the tables offered, on every database"
    page = open_page(client, address("remove_typed", dataset, "sex"), post={}, follow=True)
    assert "Removed: Sex" in page.text
    assert open_page(client, address("remove_typed", dataset, "ethnicity"), post={}, follow=True).status == 200
    dataset.refresh_from_db()
    assert (dataset.status, dataset.counts) == (Status.TO_MATCH, None)


def test_what_was_typed_is_there_again(begin, type_in, client, address):
    dataset = begin()
    type_in(dataset, "age", {"18-24": (40, 4, "")}, **{"name-15": "25-64", "count-15": "90", "events-15": "9"})
    html = open_page(client, address("type_groups", dataset, "age")).html
    for value in ("40", "25-64", "90"):
        assert f'value="{value}"' in html
    assert {one.group for one in profile_of_dataset(dataset).field("age").groups} == {"18-24", "25-64"}
    assert open_page(client, address("match_columns", dataset), follow=True).h1 == "Counts typed: Patients seen"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"Female": ("<5", 1)}, "must be a whole number"),
        ({"Female": (10, 11)}, "11 cannot be part of 10"),
        ({"Female": ("", 3)}, "type appointments attended or missed too"),
        ({"Female": (10, "")}, "0 if none"),
        ({"Female": (10, 1, 12)}, "12 people cannot have had 10 appointments"),
        ({"Female": (10, 1, 8), "Male": (10, 1)}, "Type the people of every group, or of none"),
        ({"Female": (99_999_999, 1)}, "at most 10,000,000"),
        ({}, "Type at least one number"),
    ],
)
def test_what_does_not_fit_together_is_said_and_nothing_typed_is_lost(begin, type_in, numbers, said):
    dataset = begin()
    page = type_in(dataset, "sex", numbers, status=422)
    assert said in page.text
    for typed in numbers.values():
        assert f'value="{str(typed[0]).replace("<", "&lt;")}"' in page.html
    assert dataset.counts is None


def test_a_group_of_ones_own_needs_a_name_that_is_about_nobody(begin, type_in):
    dataset = begin(measure="")
    named = {"name-4": "Clinic A", "count-4": "10"}
    assert type_in(dataset, "team", {}, **named).status == 200
    assert [one.group for one in profile_of_dataset(dataset).field("team").groups] == ["Clinic A"]
    assert "Say which group" in type_in(dataset, "team", {}, status=422, **named | {"name-4": ""}).text
    wrong = type_in(dataset, "team", {}, status=422, **named | {"name-4": "9434765919"})
    assert "nothing in it that is about one person" in wrong.text
    twice = named | {"name-5": "clinic a", "count-5": "3"}
    assert "stands on two lines" in type_in(dataset, "team", {}, status=422, **twice).text


def test_tenths_of_deprivation_are_brought_to_fifths(begin, type_in):
    dataset = begin(measure="")
    type_in(
        dataset, "deprivation_tenths", {"1 (most deprived tenth)": (30,), "2": (20,), "10 (least deprived tenth)": (9,)}
    )
    groups = {one.group: one.count for one in profile_of_dataset(dataset).field("deprivation").groups}
    assert groups == {"1 (most deprived fifth)": 50, "5 (least deprived fifth)": 9}


def test_counts_of_an_earlier_version_are_counted_anew_without_typing(begin, type_in, client, address):
    dataset = begin(measure="")
    type_in(dataset, "sex", {"Female": (600,), "Male": (300,)})
    Dataset.objects.update(analysis_version=0, counts=None)
    page = open_page(client, address("show_dataset", dataset), follow=True)
    assert "counted anew" in page.text
    page = open_page(client, address("typed_tables", dataset), post={}, follow=True)
    assert page.h1 == "Gap report: Patients seen"


def test_a_viewer_cannot_type_and_sees_only_released_figures(begin, type_in, client_for, people, project, address):
    dataset = begin(measure="")
    type_in(dataset, "sex", {"Female": (603,), "Male": (5,)})
    viewer = client_for(people.viewer)
    assert viewer.get(reverse("datasets:type_counts", args=[project.pk])).status_code == 403
    assert viewer.get(address("type_groups", dataset, "sex")).status_code == 403
    page = open_page(viewer, address("show_field", dataset, "sex"))
    assert "fewer than 8" in page.text
    assert "603" not in page.text


def test_typed_counts_count_towards_the_limit(begin, client, project, monkeypatch):
    begin()
    monkeypatch.setattr("datasets.typed_counts.MOST_FILES", 1)
    page = open_page(client, reverse("datasets:type_counts", args=[project.pk]), post=BEGIN, status=422)
    assert "at most 1 files" in page.text
    assert actions.MOST_FILES == 20


def test_every_measure_is_asked_for_in_words():
    assert set(COUNTED) == {"", *TYPED_MEASURES}


@pytest.mark.parametrize("table", ["rows", "counted"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_blank_tables_are_there_in_both_kinds(client, project, table, kind):
    response = client.get(reverse("datasets:download_template", args=[project.pk]), {"table": table, "as": kind})
    assert response.status_code == 200
    assert f".{kind}" in response["Content-Disposition"]
    assert client.get(reverse("datasets:download_template", args=[project.pk]), {"table": "x"}).status_code == 404


def filled(content: bytes, rows: dict[str, list]) -> bytes:
    """A blank workbook with something typed into it: after the headings, or beside the groups that stand there."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Data"]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value in rows:
            for cell, value in zip(row[1:], rows.pop(row[0].value), strict=False):
                cell.value = value
    for first, rest in rows.items():
        sheet.append([first, *rest])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_filled_workbook_of_records_is_understood(client, project, upload):
    address = reverse("datasets:download_template", args=[project.pk])
    blank = client.get(address, {"table": "rows", "as": "xlsx"}).content
    row = "2026-04-01,Attended,54,Female,White: British,No,No religion,Not known,Married,No,No,No,English,No,Derby,3,A"
    dataset = upload(client, filled(blank, {str(n): row.split(",") for n in range(1, 40)}), name="filled.xlsx")
    assert (dataset.facts["sheet"], dataset.rows["profiled"]) == ("Data", 39)
    assert not [heading for heading, field in dataset.mapping["columns"].items() if field is None]


def test_a_filled_workbook_of_counts_is_understood(client, project, upload):
    address = reverse("datasets:download_template", args=[project.pk])
    blank = client.get(address, {"table": "counted", "as": "xlsx"}).content
    numbers = {line.label: [200 + n, 20 + n] for n, line in enumerate(typing_tables()["ethnicity"].lines)}
    dataset = upload(client, filled(blank, dict(numbers)), name="filled.xlsx", unit="counted")
    profile = profile_of_dataset(dataset)
    assert dataset.unit == "counted"
    assert profile.field("ethnicity").count("declined") == numbers["Declined to say"][0]
    assert profile.measure("did_not_attend").overall.total == sum(count for count, _ in numbers.values())
    assert profile.field("ethnicity").count("invalid") == 0
