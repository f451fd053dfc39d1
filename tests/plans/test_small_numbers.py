"""A finding about few people: its true figures reach the team and nobody else, on no page and in no plan."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.gather import build_plan
from plans.pdf import plan_html
from tests.pages import open_page
from tests.worksheets.records import add

from .reading import words_of

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"\b5 of 12\b|\b41\.7\b|\b42%|\b0\.41")
FIGURES = {
    "exact": {"sentence": "5 of 12 (41.7%) missed their first visit.", "facts": [["Rate", "41.7% (5 of 12)"]]},
    "released": {"sentence": "Fewer than 8 missed their first visit.", "facts": [["Rate", "fewer than 8"]]},
    "source": "Appointments: about 500 appointments; uploaded 3 July 2026",
    "numbers": {"count": 5, "total": 12, "rate": 0.4167},
    "measure": "did_not_attend",
    "field": "ethnicity",
    "group": "Mixed",
}


@pytest.fixture
def finding(project, people):
    project.shared_at = timezone.now()
    project.save()
    made = add("finding", project, people.lead, title="Few came", kind="data", fixed={"figures": FIGURES})
    group = add("focus_group", project, people.lead, title="Those few", findings=[made], is_primary="yes")
    change = add("adjustment", project, people.lead, title="Ring first")
    fixed = {"baseline": FIGURES, "baseline_value": "fewer than 8"}
    add("indicator", project, people.lead, title="Visits", adjustments=[change], fixed=fixed)
    assert group.findings.get() == made
    return made


def pages_of(project, finding) -> list[str]:
    def at(name, *rest):
        return reverse(name, args=[project.pk, *rest])

    return [
        at("worksheets:list_steps"),
        at("worksheets:show_step", "combined-picture"),
        at("worksheets:show_step", "service-data"),
        at("worksheets:show_step", "quantitative-evaluation"),
        at("worksheets:show_thread"),
        at("worksheets:list_records", "finding"),
        at("worksheets:list_records", "indicator"),
        at("worksheets:show_record", "finding", finding.pk),
        at("plans:show_plan"),
    ]


@pytest.mark.parametrize("role", ["viewer", "org_admin", "reviewer"])
def test_no_page_of_a_reader_holds_the_true_figures(client_for, people, project, finding, role):
    client = client_for(getattr(people, role))
    shown = ""
    for url in pages_of(project, finding):
        page = open_page(client, url)
        assert not SECRET.search(page.html), f"{url} tells a {role} {SECRET.search(page.html).group()}"
        shown += page.text
    assert "Fewer than 8 missed their first visit" in shown


@pytest.mark.parametrize("role", ["viewer", "org_admin"])
def test_nor_does_the_history(client_for, people, project, finding, role):
    url = reverse("worksheets:show_record_history", args=[project.pk, "finding", finding.pk])
    assert not SECRET.search(open_page(client_for(getattr(people, role)), url).html)


def test_nor_does_the_overview(client_for, people, finding):
    assert not SECRET.search(open_page(client_for(people.reviewer), reverse("portfolio:show_overview")).html)


def test_the_plan_says_it_in_released_words_whoever_makes_it(client_for, people, project, finding):
    markup = plan_html(build_plan(project))
    assert not SECRET.search(markup)
    assert "Fewer than 8 missed their first visit" in words_of(markup)
    page = open_page(client_for(people.lead), reverse("plans:show_plan", args=[project.pk]))
    assert not SECRET.search(page.html), "a plan is made to be passed on, so the lead’s own shows no more"


def test_the_team_itself_sees_them(client_for, people, project, finding):
    url = reverse("worksheets:show_record", args=[project.pk, "finding", finding.pk])
    assert "5 of 12" in open_page(client_for(people.editor), url).text
