"""From a file to a gap report, and from a gap to a finding, an action and a baseline, as an editor does it."""

import json
import re

import pytest
from django.urls import reverse

from datasets.models import Status
from tests.pages import check_page, open_page
from tests.worksheets.records import add
from worksheets.models import Action, Finding, Indicator

from .conftest import appointments

pytestmark = pytest.mark.thorough

ETHNICITY_GAP = "did_not_attend:ethnicity:Asian: Pakistani"
RELIGION_GAP = "completeness:religion:unknown"


def test_a_file_becomes_a_gap_report(
    client_for, people, project, upload, address, private_folder, django_capture_on_commit_callbacks
):
    client = client_for(people.editor)
    open_page(client, reverse("datasets:upload_file", args=[project.pk]))
    dataset = upload(client, appointments())
    assert dataset.status == Status.TO_MATCH, dataset.problems
    page = open_page(client, address("match_columns", dataset))
    assert "600 read = 600 used + 0 set aside" in page.text
    assert "Patient ID : a number or key for each person. Used only to count people" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        page = open_page(client, address("match_columns", dataset), post={}, follow=True)
    assert page.h1 == "Gap report: Appointments, spring"
    assert "600 rows read: 600 used, 0 set aside. 600 people." in page.text
    assert "Least complete: religion or belief (5.0% known)" in page.text
    assert "clearly worse than others for 1 group: Asian: Pakistani" in page.text
    assert not list(private_folder.iterdir()), "the raw file must be gone once it is counted"
    listed = open_page(client, reverse("datasets:list_datasets", args=[project.pk]))
    assert "Appointments, spring Ready" in listed.text


def test_every_chart_has_its_drawing_its_table_and_its_figure(client_for, people, ready, address):
    page = open_page(client_for(people.editor), address("show_profile", ready()))
    figures = re.findall(r'<script type="application/json" id="([^"]+)">(.+?)</script>', page.html)
    assert len(figures) >= 3
    assert page.html.count('<svg class="app-chart__svg"') == len(figures) == page.html.count("data-chart=")
    for name, text in figures:
        figure = json.loads(text)
        assert figure["data"], name
        assert figure["config"]["showSendToCloud"] is False
    told_alone = page.html.count("app-chart--told")
    assert page.html.count("See these figures as a table") == len(figures) + told_alone


def test_rates_by_a_chosen_field(client_for, people, ready, address):
    dataset = ready()
    page = open_page(client_for(people.editor), address("show_profile", dataset) + "?measure=did_not_attend&field=sex")
    assert "Missed appointments, by sex" in page.text
    page = open_page(client_for(people.editor), address("show_profile", dataset) + "?measure=nonsense&field=nonsense")
    assert "Missed appointments, by" in page.text


def test_one_field_by_month_and_team(client_for, people, ready, address):
    dataset = ready()
    page = open_page(client_for(people.editor), address("show_field", dataset, "religion"))
    assert "Religion or belief: share known, by month" in page.text
    assert "Religion or belief: share known, by team" in page.text
    assert client_for(people.editor).get(address("show_field", dataset, "no-such-field")).status_code == 404


def test_a_gap_becomes_one_finding(client_for, people, ready, address):
    dataset, client = ready(), client_for(people.editor)
    for _ in range(2):
        page = open_page(client, address("make_finding", dataset), post={"gap": ETHNICITY_GAP}, follow=True)
    finding = Finding.objects.get()
    assert "See F1" in page.text
    assert finding.kind == "data"
    assert finding.strength == "strong"
    assert finding.title == (
        "Of 100 appointments with people recorded as “Asian: Pakistani”, 40 were missed; of 100 with others, 10."
    )
    assert ["Rate", "40% (80 of 200)"] in finding.figures["exact"]["facts"]
    assert finding.figures["numbers"]["count"] == 80
    assert finding.figures["numbers"]["rest"]["total"] == 400
    page = open_page(client, reverse("worksheets:show_record", args=[dataset.project_id, "finding", finding.pk]))
    assert "40% (80 of 200)" in page.text
    assert "Appointments, spring: about 600 appointments; uploaded" in page.text


def test_a_removed_finding_can_be_made_again(client_for, people, ready, address):
    from worksheets.actions import remove_record

    dataset, client = ready(), client_for(people.editor)
    client.post(address("make_finding", dataset), {"gap": ETHNICITY_GAP})
    remove_record(record=Finding.objects.get(), by=people.editor)
    client.post(address("make_finding", dataset), {"gap": ETHNICITY_GAP})
    assert Finding.objects.of(dataset.project_id).get().ref == "F2"


def test_a_gap_that_is_not_there_makes_nothing(client_for, people, ready, address):
    page = open_page(client_for(people.editor), address("make_finding", ready()), post={"gap": "a:b:c"}, follow=True)
    assert "no longer in this report" in page.text
    assert not Finding.objects.exists()


def test_a_fault_in_the_data_becomes_one_planned_action(client_for, people, ready, address):
    dataset, client = ready(), client_for(people.editor)
    for _ in range(2):
        page = open_page(client, address("plan_action", dataset), post={"gap": RELIGION_GAP}, follow=True)
    assert page.h1 == "Change T1"
    action, finding = Action.objects.get(), Finding.objects.get()
    assert action.title == "Agree when “not known” may be chosen in the box for religion or belief"
    assert action.details["done_looks_like"] == "Religion or belief is known for at least 90% of records."
    assert action.status == "to_start"
    assert list(action.findings.all()) == [finding]
    assert finding.kind == "data_quality"
    assert finding.details["data_field"] == "Religion or belief"
    page = open_page(client, address("show_profile", dataset))
    assert "Planned as T1" in page.text


def test_a_figure_becomes_a_baseline_that_stays(client_for, people, project, ready, address):
    dataset, client = ready(), client_for(people.editor)
    indicator = add("indicator", project, people.editor, title="Missed visits")
    here = reverse("datasets:choose_baseline", args=[project.pk])
    open_page(client, here)
    page = open_page(client, f"{here}?indicator={indicator.pk}&measure=did_not_attend&field=ethnicity")
    assert page.h1 == "Choose the baseline of K1"
    picked = {"measure": "did_not_attend", "field": "ethnicity", "group": "Asian: Pakistani"}
    picked |= {"indicator": str(indicator.pk), "dataset": str(dataset.pk)}
    page = open_page(client, here, post=picked, follow=True)
    indicator = Indicator.objects.get()
    assert indicator.baseline_value == "40% (80 of 200)"
    assert indicator.baseline_period == "10 April 2026 to 18 June 2026"
    assert indicator.baseline["numbers"]["rate"] == 0.4
    assert indicator.version == 2
    dataset.delete()
    indicator.refresh_from_db()
    assert indicator.baseline["definition"].startswith("Appointments missed")


def test_another_projects_indicator_is_not_there(client_for, people, other_world, ready, project):
    dataset = ready()
    theirs = add("indicator", other_world.project, other_world.people.lead, title="Theirs")
    picked = {"measure": "did_not_attend", "indicator": str(theirs.pk), "dataset": str(dataset.pk)}
    here = reverse("datasets:choose_baseline", args=[project.pk])
    assert client_for(people.editor).post(here, picked).status_code == 404
    assert client_for(people.editor).get(here + "?indicator=nonsense").status_code == 404
    theirs.refresh_from_db()
    assert theirs.baseline is None


def test_the_panel_on_the_step_says_what_the_data_says(client_for, people, project, ready):
    client, here = client_for(people.editor), reverse("datasets:profile_panel", args=[project.pk])
    assert "No file has been counted yet" in open_page(client, here).text
    ready()
    page = check_page(client.get(here))
    assert "Least complete: religion or belief" in page.text
    part = client.get(here, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert "Least complete: religion or belief" in part
