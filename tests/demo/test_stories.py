"""The projects of the demonstration as data: each answer is asked for, each value is an option, each link leads on."""

import csv
import datetime as dt

import pytest
from django.conf import settings

from demo.people import PEOPLE
from demo.projects import EXAMPLE, STORIES
from guide.records import all_record_kinds
from guide.steps import all_steps, numbered_steps

from .story_faults import faults_of, read_story

START = dt.date(2026, 1, 5)
EXAMPLE_NAME = "long-covid"
OURS = ("heart-failure", "perinatal", "foot-clinic")
# What the worked example rightly leaves open: reasons for having none of what it has, and what few teams need.
LEFT_OPEN = {
    "introduction.age_to",
    "service-data.no_pattern",
    "combined-picture.weights",
    "combined-picture.weights_reason",
    "literature.nothing_found",
    "co-production.not_engaged_groups",
    "possible-adjustments.no_adjustment_reason",
    "individual-adjustments.already_in_place",
    "key-question-3.not_together_reason",
    "quantitative-evaluation.words_only_reason",
    "quantitative-evaluation.harm_reason",
    "qualitative-evaluation.numbers_only_reason",
}
# What the guide’s case study tells: the focus, its reasons, what was done, how it was judged and what came of it.
STATED = {
    *(
        "F1",
        "N1",
        "G1",
        "F8",
        "I1",
        "I2",
        "B1",
        "A1",
        "J1",
        "J2",
        "J3",
        "J4",
        "J5",
        "J6",
        "T1",
        "T2",
        "T3",
        "T4",
        "T10",
    ),
    *("K1", "K2", "Q1", "Q2", "W3", "O1", "O2", "O3", "D1"),
}


def story_of(name):
    return read_story(EXAMPLE if name == EXAMPLE_NAME else STORIES, name, START)


@pytest.fixture(scope="module")
def partners():
    with (settings.BASE_DIR / "directory" / "data" / "partners.csv").open(encoding="utf-8") as file:
        return {row["slug"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", [EXAMPLE_NAME, *OURS])
def test_answers_are_asked_for_and_values_are_options(name, partners):
    assert faults_of(story_of(name), partners) == []


@pytest.mark.parametrize("name", OURS)
def test_the_team_are_people_one_can_sign_in_as(name):
    assert {member["key"] for member in story_of(name).team} <= {person.key for person in PEOPLE}


def test_every_file_of_stories_belongs_to_one():
    told = {path for name in OURS for path in STORIES.glob(f"{name}*.toml")}
    assert set(STORIES.iterdir()) == told


def test_the_worked_example_is_complete():
    story = story_of(EXAMPLE_NAME)
    finished = {key for key, step in story.steps.items() if step["status"] == "finished" and not step.get("reason")}
    assert finished == {step.key for step in all_steps()}
    assert len(numbered_steps()) == 13
    assert {kind for kind, _ in story.records} == set(all_record_kinds())


def test_the_worked_example_answers_every_question_it_is_asked():
    story = story_of(EXAMPLE_NAME)
    told = {step.key: (step, story.answers(story.steps[step.key])) for step in all_steps()}
    asked = {(key, q.key) for key, (step, answers) in told.items() for q in step.questions if q.is_asked(answers)}
    open_still = {f"{key}.{question}" for key, question in asked if not told[key][1].get(question)}
    assert open_still == LEFT_OPEN


def test_the_worked_example_marks_what_the_guide_states():
    story = story_of(EXAMPLE_NAME)
    assert {entry["id"] for _, entry in story.records if entry["stated"]} >= STATED
    marks = [entry["stated"] for _, entry in story.records]
    assert set(marks) == {True, False}
    assert all(isinstance(step["stated"], list) for step in story.steps.values())
    assert any(step["stated"] for step in story.steps.values())


def test_dates_count_from_the_start():
    story = story_of("perinatal")
    assert story.dated({"days": 31}) == dt.date(2026, 2, 5)
    assert story.as_answer({"days": 31}) == "2026-02-05"
    assert story.as_answer({"row": {"when": {"days": 0}, "note": ""}}) == {"row": {"when": "2026-01-05"}}


def test_a_story_last_moved_when_something_was_last_done():
    assert story_of("perinatal").last_moved_on == START + dt.timedelta(days=192)
    assert story_of("foot-clinic").last_moved_on == START


def test_faults_are_found():
    story = story_of("perinatal")
    story.steps["introduction"]["answers"] |= {"sex_limit": "nobody", "colour": "blue"}
    story.steps["sharing-and-learning"]["answers"]["new_end_date"] = {"days": 3}
    story.raw["barrier"][0] |= {"findings": ["G1"], "is_priority": "perhaps"}
    story.raw["partner_link"][0]["partner_slug"] = "nowhere"
    story.steps["key-question-2"]["answers"].pop("answer")
    assert set(faults_of(story, {"kirk-hallam-parents-forum"})) == {
        "introduction.sex_limit: 'nobody' does not fit a question of kind choice",
        "introduction.colour: nobody asks this",
        "key-question-2: finished without a reason though answer is not answered",
        "sharing-and-learning.new_end_date: answered but not asked",
        "P1: nowhere is not in the directory",
        "B1.findings: ['G1'] does not fit a question of kind links",
        "B1.is_priority: 'perhaps' does not fit a question of kind yes-no",
    }
