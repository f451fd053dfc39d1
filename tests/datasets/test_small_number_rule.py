"""A project's own small-number rule: stricter than usual, never looser, and used by everything that leaves."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from datasets.analysis.statistics.suppression import SmallNumberRule
from datasets.frozen import Place
from datasets.handing_on import make_finding, set_baseline
from datasets.small_numbers import rule_of
from datasets.stricter import Chosen, set_rule
from plans.gather import build_plan
from plans.pdf import plan_html, plan_pdf
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets.models import Finding, Indicator
from worksheets.queries import picture_of


def page_of(project) -> str:
    return reverse("datasets:set_small_numbers", args=[project.pk])


def test_an_editor_may_be_stricter_and_only_a_lead_goes_back(client_for, people, project):
    stricter = {"hidden_below": "10", "rounded_to": "10"}
    page = open_page(client_for(people.editor), page_of(project), post=stricter, follow=True)
    assert "Numbers from 1 to 9 are hidden and others are rounded to the nearest 10" in page.text
    usual = {"hidden_below": "8", "rounded_to": "5"}
    page = open_page(client_for(people.editor), page_of(project), post=usual, status=422)
    assert "Only a lead of the project may hide less" in page.text
    open_page(client_for(people.lead), page_of(project), post=usual, follow=True)
    project.refresh_from_db()
    assert rule_of(project) == SmallNumberRule()
    events = AuditEvent.objects.filter(project_id=project.pk, verb="set small-number rule")
    assert [event.note for event in events.order_by("at")] == [
        "under 10 hidden, rounded to 10",
        "under 8 hidden, rounded to 5",
    ]


@pytest.mark.parametrize("looser", [{"hidden_below": "5"}, {"rounded_to": "1"}, {"hidden_below": "0"}])
def test_nobody_may_hide_less_than_usual(client_for, people, project, looser):
    given = {"hidden_below": "8", "rounded_to": "5"} | looser
    open_page(client_for(people.lead), page_of(project), post=given, status=422)
    with pytest.raises(ValueError):
        set_rule(project=project, chosen=Chosen(5, 1), may_loosen=True, by=people.lead)


def test_a_looser_rule_in_the_database_is_not_followed(project):
    project.hidden_below, project.rounded_to = 2, 1
    assert rule_of(project) == SmallNumberRule()


# 5 of 12, and a group of which 33 of 71 missed; none of these numbers can come from rounding.
SMALL, FEW, SOME, MANY = 5, 12, 33, 71
SECRET = re.compile(r"\b5 of 12\b|\b41\.7\b|\b42%|\b0\.41[67]|\b33 of 71\b|\b46\.5|\b46%|\b0\.46[45]")
# The black African group is what is hidden so that nobody can work out the mixed one.
GROUPS = (("White: British", 81, 403), ("Chinese", SOME, MANY), ("Mixed", SMALL, FEW), ("Black African", 13, 41))
TRUE = {SOME, MANY, 403, 81, 132, 527, 479}


def planted() -> bytes:
    rows = ["Patient ID,Attendance,Ethnicity,Religion"]
    for group, missed, people in GROUPS:
        for n in range(people):
            faith = "Christian" if n >= 12 else ""
            rows.append(f"{group[:1]}{people}-{n},{'Did not attend' if n < missed else 'Attended'},{group},{faith}")
    return "\n".join(rows).encode()


@pytest.fixture
def dataset(ready, project, people):
    """Findings and a baseline about very few people, in a project the ICB reads."""
    project.shared_at = timezone.now()
    project.save()
    made = ready(planted())
    for group in ("Mixed (no more said)", "Asian: Chinese"):
        make_finding(dataset=made, candidate_key=f"did_not_attend:ethnicity:{group}", by=people.editor)
    make_finding(dataset=made, candidate_key="seen:catchment:all_residents:ethnicity:Asian: Chinese", by=people.editor)
    make_finding(dataset=made, candidate_key="crossed:did_not_attend:ethnicity:religion:Asian: Chinese & Christian",
                 by=people.editor)  # fmt: skip
    indicator = add("indicator", project, people.editor, title="Missed visits", measures_gap="yes")
    place = Place("did_not_attend", "ethnicity", "Asian: Chinese")
    set_baseline(indicator=indicator, dataset=made, place=place, by=people.editor)
    return made


def everything_that_leaves(client_for, people, project, dataset) -> dict[str, str]:
    """Pages of readers with their source and chart data, the plan on screen and as PDF, downloads, the overview."""
    found = {}
    names = [("plans:show_plan", ()), ("worksheets:show_thread", ()), ("worksheets:list_steps", ())]
    names += [("worksheets:list_records", (kind,)) for kind in ("finding", "indicator")]
    names += [("datasets:show_profile", (dataset.pk,)), ("datasets:show_field", (dataset.pk, "ethnicity"))]
    names += [("datasets:profile_panel", ()), ("datasets:need_panel", ()), ("datasets:list_datasets", ())]
    names += [("worksheets:show_record", ("finding", one.pk)) for one in Finding.objects.of(project)]
    names += [("worksheets:show_record", ("indicator", one.pk)) for one in Indicator.objects.of(project)]
    for role in ("viewer", "reviewer"):
        for name, rest in names:
            url = reverse(name, args=[project.pk, *rest])
            found[f"{name} as {role}"] = open_page(client_for(getattr(people, role)), url).html
    download = reverse("datasets:download_profile", args=[project.pk, dataset.pk])
    found["the download"] = client_for(people.lead).get(download).content.decode()
    found["the overview"] = open_page(client_for(people.reviewer), reverse("portfolio:show_overview")).html
    plan = build_plan(project)
    found["the plan’s words"] = plan_html(plan)
    found["the PDF"] = text_of_pdf(plan_pdf(plan))
    return found


def text_of_pdf(content: bytes) -> str:
    import io

    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def numbers_in(text: str) -> set[int]:
    """Whole numbers people or programs read as counts: in table cells, chart data, words."""
    words = re.sub(r"<(svg|script(?! type=\"application/json\")|style)\b.*?</\1>", " ", text, flags=re.S)
    words = re.sub(r"(href|id|for|src|value|content|nonce|integrity|class|aria-\w+)=\"[^\"]*\"", " ", words)
    return {int(one) for one in re.findall(r"(?<![\d.,/:#\w-])\d+(?![\d.\w%-])", words)}


@pytest.mark.thorough
def test_five_of_twelve_is_in_nothing_that_leaves(client_for, people, project, dataset):
    for name, text in everything_that_leaves(client_for, people, project, dataset).items():
        assert not SECRET.search(text), f"{name}: {SECRET.search(text).group()}"
        assert not numbers_in(text) & TRUE, (name, numbers_in(text) & TRUE)
    page = open_page(client_for(people.editor), reverse("datasets:show_profile", args=[project.pk, dataset.pk]))
    assert "33" in page.text, "the team itself sees true figures"


@pytest.mark.thorough
def test_under_a_stricter_rule_everything_is_said_again(client_for, people, project, dataset):
    finding = Finding.objects.of(project).get(figures_key="did_not_attend:ethnicity:Asian: Chinese")
    indicator = Indicator.objects.get()
    assert "35 of 70" in str(finding.figures["released"]["facts"])
    assert indicator.baseline_value == "50% (35 of 70)"
    set_rule(project=project, chosen=Chosen(30, 20), may_loosen=False, by=people.editor)
    project.refresh_from_db()
    finding.refresh_from_db()
    indicator.refresh_from_db()
    for text in (finding.title, str(finding.figures["released"]), indicator.baseline_value):
        assert "35 of 70" not in text
    assert "40 of 80" in str(finding.figures["released"]["facts"])
    assert indicator.baseline_value == "50% (40 of 80)"
    assert "Numbers from 1 to 29 are hidden" in str(finding.figures["released"]["trace"])
    assert finding.figures["numbers"]["count"] == SOME, "the team keeps its true figures"
    history = str(
        [past.figures["released"] for past in finding.history.all()] + [past.title for past in finding.history.all()]
    )
    assert "35 of 70" not in history
    leaving = everything_that_leaves(client_for, people, project, dataset)
    for name, text in leaving.items():
        assert "fewer than 8" not in text, name
        assert "35 of 70" not in text, name
    assert "fewer than 30" in leaving["the plan’s words"]
    shown = [
        cell for row in leaving["the download"].splitlines()[1:] for cell in row.split(",")[3:5] if cell.isdecimal()
    ]
    assert shown
    assert {int(cell) % 20 for cell in shown} == {0}


@pytest.mark.thorough
def test_without_its_data_a_figure_made_under_a_looser_rule_is_not_shown(client_for, people, project, dataset):
    client_for(people.lead).post(reverse("datasets:delete_dataset", args=[project.pk, dataset.pk]))
    finding = Finding.objects.of(project).get(figures_key="did_not_attend:ethnicity:Asian: Chinese")
    assert "35 of 70" in str(finding.figures["released"])
    set_rule(project=project, chosen=Chosen(10, 10), may_loosen=False, by=people.editor)
    finding.refresh_from_db()
    assert finding.figures["released"]["facts"] == []
    assert "35" not in finding.figures["released"]["sentence"]


@pytest.mark.thorough
def test_how_often_a_field_is_unknown_is_said_of_rounded_numbers(ready, project):
    """Loose ends stand in the plan: 12 of 474 unknown, or a share of few, would tell true counts."""
    ready(b"Ethnicity,Attendance\n" + b"White: British,Attended\n" * 7 + b",Attended\n" * 5)
    (text,) = [end.text for end in picture_of(project).loose_ends if end.rule == 13]
    assert "42%" not in text
    assert text.startswith("Ethnicity is not known in many records, over the team’s limit of 10%")
