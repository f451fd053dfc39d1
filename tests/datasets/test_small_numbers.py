"""Whoever may not see counts never meets a true one: on no page, in no chart or its words, in no download."""

import csv
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from datasets.downloads import profile_rows
from datasets.plan_charts import charts_for_plan, latest_profile
from datasets.profiles import profile_of_dataset
from tests.pages import open_page
from worksheets.models import Finding

pytestmark = pytest.mark.thorough

# Every count in this table leaves 1 when divided by 5, so that none can appear by rounding.
GROUPS = {"White: British": (401, 81), "Asian or Asian British: Indian": (96, 46), "Chinese": (21, 6), "Mixed": (6, 1)}


def table() -> bytes:
    rows = ["Patient ID,Attendance,Ethnicity"]
    for group, (people, missed) in GROUPS.items():
        for n in range(people):
            rows.append(f"{group[:1]}{people}-{n},{'Did not attend' if n < missed else 'Attended'},{group}")
    return "\n".join(rows).encode()


TRUE_COUNTS = {n for pair in GROUPS.values() for n in pair} | {524, 134}


@pytest.fixture
def dataset(ready, project):
    project.shared_at = timezone.now()
    project.save()
    return ready(table())


def whole_numbers(text: str) -> set[int]:
    return {int(n.replace(",", "")) for n in re.findall(r"(?<![\d.,/:#\w-])\d[\d,]*(?![\d.\w%-])", text)}


# The day of the published figures is no count of this file.
CENSUS_DAY = "Census day, 21 March 2021"


@pytest.mark.parametrize("role", ["viewer", "reviewer", "org_admin"])
def test_no_true_count_on_any_page(dataset, client_for, people, address, role):
    client = client_for(getattr(people, role))
    addresses = [address("show_profile", dataset), address("show_field", dataset, "ethnicity")]
    addresses.append(reverse("datasets:profile_panel", args=[dataset.project_id]))
    for here in addresses:
        page = open_page(client, here)
        words = page.text.replace(CENSUS_DAY, "")
        shown = whole_numbers(words) | whole_numbers(" ".join(re.findall(r"<title[^>]*>(.*?)</title>", page.html)))
        for script in re.findall(r'type="application/json"[^>]*>(.+?)</script>', page.html):
            shown |= whole_numbers(script)
        assert not shown & (TRUE_COUNTS - {1, 6}), f"{here} shows {shown & TRUE_COUNTS} to a {role}"
    assert "fewer than 8" in open_page(client, addresses[1]).text


def test_the_team_sees_true_counts(dataset, client_for, people, address):
    page = open_page(client_for(people.editor), address("show_profile", dataset))
    assert {401, 81, 96, 46} <= whole_numbers(page.text)


@pytest.mark.parametrize("role", ["viewer", "editor", "lead", "reviewer"])
def test_a_download_is_released_whoever_asks(dataset, client_for, people, address, role):
    response = client_for(getattr(people, role)).get(address("download_profile", dataset))
    assert response["Content-Disposition"] == 'attachment; filename="gap-report.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    counts = {cell for row in rows for cell in row[3:5] if cell.isdigit()}
    assert counts
    assert {int(count) % 5 for count in counts} == {0}


def test_true_figures_cannot_be_downloaded_by_mistake(dataset):
    with pytest.raises(ValueError, match="released"):
        list(profile_rows(profile_of_dataset(dataset)))


def test_rows_set_aside_are_for_the_team(dataset, client_for, people, address):
    assert client_for(people.viewer).get(address("download_set_aside", dataset)).status_code == 403
    assert client_for(people.editor).get(address("download_set_aside", dataset)).status_code == 200


def test_a_finding_shows_a_viewer_the_released_side(dataset, client_for, people, address):
    client = client_for(people.editor)
    client.post(address("make_finding", dataset), {"gap": "did_not_attend:ethnicity:Asian: Indian"})
    finding = Finding.objects.get()
    here = reverse("worksheets:show_record", args=[dataset.project_id, "finding", finding.pk])
    text = open_page(client, here).text
    assert "46 of 96" in text, text
    page = open_page(client_for(people.viewer), here)
    assert not whole_numbers(page.text) & (TRUE_COUNTS - {1, 6})
    assert "45 of 95" in page.text


def test_a_finding_about_few_people_has_words_for_a_title(ready, people, client_for, address):
    rows = table().decode() + "".join(
        f"\nB{n},{'Did not attend' if n < 26 else 'Attended'},Black African" for n in range(29)
    )
    dataset = ready(rows.encode())
    client_for(people.editor).post(address("make_finding", dataset), {"gap": "did_not_attend:ethnicity:Black: African"})
    finding = Finding.objects.get()
    assert finding.title.startswith("Missed appointments among people recorded as “Black: African”")
    assert not re.search(r"\d", finding.title)
    assert "26 of 29" in str(finding.figures["exact"])


def test_the_plan_gets_released_charts_only(dataset, project):
    assert latest_profile(project, released=True)[1].released
    charts = charts_for_plan(project)
    assert charts[0].key == "gaps"
    for chart in charts:
        shown = whole_numbers(" ".join(cell for row in chart.table.rows for cell in row))
        assert not shown & (TRUE_COUNTS - {1, 6}), chart.key


def test_the_plan_of_a_project_without_data(project):
    assert charts_for_plan(project) == []
