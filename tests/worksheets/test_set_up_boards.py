"""The introduction: the project at a glance, the days until its dates, the time the steps take, and the first hunch."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.models import Organisation
from accounts.roles import ProjectRole
from guide.steps import find_step, numbered_steps
from tests.pages import open_page
from tests.worksheets.imagined import TODAY, Imagined, texts
from worksheets.boards.project_card import dates_ahead, hunch, project_card
from worksheets.boards.way_through import suggested_order, time_map
from worksheets.done_means.introduction import end_date_is_set, lead_is_named, places_are_set
from worksheets.models import Finding, StepRecord
from worksheets.time_needed import DAYS_A_MONTH, needed_minutes, whole_minutes
from worksheets.time_needed import time_map as fitted


@pytest.fixture
def project():
    return Imagined(organisation=Organisation(name="A trust"))


def with_lead(situation):
    lead = SimpleNamespace(role=ProjectRole.LEAD, job="Manager", user=SimpleNamespace(name="Amina Yusuf"))
    return replace(situation, members=(lead,), team=frozenset({1}))


def settled(situation, *keys):
    states = {step.key: SimpleNamespace(is_settled=step.key in keys) for step in numbered_steps()}
    return replace(situation, states=states)


def test_the_card_counts_what_is_missing_and_nothing_else(project):
    card = project_card(project.situation)
    facts = dict(texts(card))
    assert facts["Places"] == "No places yet"
    assert facts["Project lead"] == "Nobody yet"
    assert card.sentence == "5 things still missing."
    project.project.places, project.project.end_on = ["bolsover"], TODAY
    project.answer("introduction", people_served="Adults", has_sponsor="yes", sponsor="Deputy director")
    card = project_card(with_lead(project.situation))
    assert card.sentence == "All that is needed of the project is there."
    assert dict(texts(card))["Project lead"] == "Amina Yusuf (Manager)"


def test_a_reason_stands_in_for_a_sponsor(project):
    project.answer("introduction", has_sponsor="not_yet", no_sponsor_reason="We ask in May")
    assert dict(texts(project_card(project.situation)))["Senior sponsor"] == "Not yet: We ask in May"


@pytest.mark.parametrize(
    ("rule", "mend"),
    [(places_are_set, {"places": ["bolsover"]}), (end_date_is_set, {"end_on": TODAY})],
)
def test_places_and_end_date_are_needed(rule, mend):
    assert rule(Imagined().situation) is not None
    assert rule(Imagined(**mend).situation) is None


def test_a_lead_is_needed(project):
    assert lead_is_named(project.situation) is not None
    assert lead_is_named(with_lead(project.situation)) is None
    # The ICB’s overview reads the ids of a team, not who they are.
    assert lead_is_named(replace(project.situation, team=frozenset({1}))) is None


def test_the_next_meeting_is_counted_down_whichever_page_it_was_written_on(project):
    assert "No meeting is set yet" in dates_ahead(project.situation).sentence
    project.project.meeting_name, project.project.meeting_on = "Quality committee", TODAY + dt.timedelta(days=44)
    assert dates_ahead(project.situation).sentence == "44 days until Quality committee on 29 July 2026."
    second = {"second": {"meeting": "Board", "date": "2026-06-16"}}
    project.answer("introduction", more_meetings=second, keep_until="2026-06-01")
    board = dates_ahead(project.situation)
    assert board.sentence == "1 day until Board on 16 June 2026."
    assert ["The data is kept until", "1 June 2026", "14 days ago"] in texts(board)
    project.project.meeting_on = TODAY
    assert dates_ahead(project.situation).sentence == "Today is Quality committee on 15 June 2026."


def test_meetings_that_have_passed_ask_for_the_next(project):
    project.project.meeting_on = TODAY - dt.timedelta(days=1)
    assert "Set the next one" in dates_ahead(project.situation).sentence


def test_the_time_is_fitted_to_the_hours_given():
    whole = sum(whole_minutes(step) for step in numbered_steps())
    needed = sum(needed_minutes(step) for step in numbered_steps())
    assert 0 < needed < whole
    year = (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    assert fitted(set(), None, *year).fit == ""
    assert fitted(set(), 40, *year).fit == "whole"
    between = dt.timedelta(days=(whole + needed) / 2 / 60 / 10 * DAYS_A_MONTH)
    assert fitted(set(), 10, year[0], year[0] + between).fit == "needed"
    assert fitted(set(), 1, *year).fit == "short"
    made = fitted({"service-data"}, 40, *year)
    assert made.whole == whole - whole_minutes(find_step("service-data"))
    ends = [one.ends_on for one in made.steps if not one.is_settled]
    assert ends == sorted(ends)
    assert ends[-1] < year[1]


def test_the_map_says_what_the_hours_mean(project):
    assert "Say how many hours a month" in time_map(project.situation).sentence
    project.project.hours_a_month = 40
    assert "a month that is about" in time_map(project.situation).sentence
    project.project.end_on = TODAY + dt.timedelta(days=365)
    assert "There is time for every step." in time_map(project.situation).sentence
    project.project.hours_a_month = 1
    assert "That is too little." in time_map(project.situation).sentence
    everything = settled(project.situation, *(step.key for step in numbered_steps()))
    assert time_map(everything).sentence == "Every step is settled."


def test_without_a_file_the_order_starts_with_what_people_have_said(project):
    first = [row[0] for row in texts(suggested_order(settled(project.situation)))]
    assert first[0] == find_step("service-data").label
    project.answer("service-data", file_ready="no")
    board = suggested_order(settled(project.situation))
    assert [row[0] for row in texts(board)][:2] == [find_step("patient-insights").label, find_step("local-data").label]
    assert board.sentence == f"Start with “{find_step('patient-insights').label}”."
    after = suggested_order(settled(project.situation, "patient-insights"))
    assert after.sentence == f"Go on with “{find_step('local-data').label}”."


def test_a_meeting_that_is_near_puts_the_focus_first(project):
    project.project.meeting_on = TODAY + dt.timedelta(days=20)
    label = find_step("combined-picture").label
    assert texts(suggested_order(settled(project.situation)))[0][0] == label
    project.add("focus_group")
    assert texts(suggested_order(settled(project.situation)))[0][0] != label


def test_nothing_is_suggested_once_all_is_settled(project):
    keys = (*(step.key for step in numbered_steps()), "staff-development")
    states = {key: SimpleNamespace(is_settled=True) for key in keys}
    assert suggested_order(replace(project.situation, states=states)) is None


def test_a_hunch_is_offered_then_kept_then_tested(project):
    assert hunch(project.situation) is None
    project.answer("introduction", same_for_everyone="We send one letter")
    offered = hunch(project.situation)
    assert offered.sentence == "Your hunch is not among your findings yet."
    answers = dict(offered.tables[0].rows[0][1].offer.answers)
    assert (answers["title"], answers["kind"]) == ("We send one letter", "hunch")
    kept = project.add("finding", "We send one letter", kind="hunch")
    assert texts(hunch(project.situation)) == [["F1 We send one letter", "Not tested yet"]]
    project.add("barrier", "Letters stay shut", findings=[kept])
    assert texts(hunch(project.situation)) == [["F1 We send one letter", "It led to: B1"]]


@pytest.mark.django_db
class TestTheFirstHunch:
    """What is done the same for everyone becomes a finding when the page is saved, once."""

    @pytest.fixture
    def save(self, client_for, people, project_in_database):
        client = client_for(people.editor)
        url = reverse("worksheets:edit_step", args=[project_in_database.pk, "introduction"])

        def posted(words):
            record = StepRecord.objects.filter(project=project_in_database, step_key="introduction").first()
            version = record.version if record else 0
            return open_page(client, url, post={"version": version, "same_for_everyone": words}, follow=True)

        return posted

    @pytest.fixture
    def project_in_database(self, world):
        return world.project

    def test_it_becomes_a_finding_and_follows_the_answer(self, save, project_in_database):
        assert "Added F1 to your findings" in save("We send one letter").text
        assert "Added F1" not in save("We send everybody one letter").text
        finding = Finding.objects.of(project_in_database).get()
        assert (finding.title, finding.kind) == ("We send everybody one letter", "hunch")
        assert not finding.is_evidence

    def test_words_the_team_gave_it_since_are_kept(self, save, project_in_database):
        save("We send one letter")
        Finding.objects.update(title="One letter may put people off")
        save("We send everybody one letter")
        assert Finding.objects.get().title == "One letter may put people off"

    def test_once_removed_it_does_not_come_back(self, save, project_in_database):
        save("We send one letter")
        Finding.objects.update(removed_at="2026-01-01T00:00Z")
        save("We send everybody one letter")
        assert Finding.objects.count() == 1

    def test_saving_itself_while_somebody_types_makes_none(self, client_for, people, project_in_database):
        url = reverse("worksheets:autosave_step", args=[project_in_database.pk, "introduction"])
        client_for(people.editor).post(url, {"version": 0, "same_for_everyone": "We se"})
        assert not Finding.objects.exists()
