"""Step 5: the review question, where the team looked, what it kept, and what that points to."""

import pytest

from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.literature import barriers_and_sources, evidence_table, research_points_to
from worksheets.done_means.literature import enough_sources_searched, evidence_is_judged
from worksheets.drafting.literature import inside, literature__literature_summary, literature__review_question


@pytest.fixture
def project():
    return Imagined()


def test_the_question_is_drafted_from_its_parts(project):
    project.answer(
        "literature",
        question_people="Adults in poorer areas",
        question_service="Foot clinics",
        question_problem="Fewer of them come.",
        question_where="uk",
        question_aims=["barriers", "measures"],
    )
    assert literature__review_question(project.situation)["review_question"] == (
        "What does research from the UK say about adults in poorer areas and foot clinics, when fewer of them come: "
        "what gets in people’s way and how to measure it?"
    )


def test_parts_left_empty_come_from_the_main_focus_group(project):
    finding = project.add("finding", "They miss more visits")
    project.add("focus_group", "Another group")
    project.add("focus_group", "A focus", who="Men in Bolsover", is_primary="yes", findings=[finding])
    drafted = literature__review_question(project.situation)
    assert drafted["question_people"] == "Men in Bolsover"
    assert drafted["question_service"] == "Foot clinic"
    assert "men in Bolsover and foot clinic, when they miss more visits: what gets" in drafted["review_question"]


def test_with_nobody_to_ask_about_there_is_no_draft(project):
    assert literature__review_question(project.situation) == {}


@pytest.mark.parametrize(
    ("typed", "inside_a_sentence"),
    [
        ("Adults.", "adults"), ("Bolsover men", "Bolsover men"), ("NHS staff", "NHS staff"), ("", ""),
        ("Long Covid", "Long Covid"), ("Long waits", "long waits"),
    ],
)  # fmt: skip
def test_words_keep_their_capital_only_where_it_is_a_name(typed, inside_a_sentence):
    assert inside(typed) == inside_a_sentence


def test_the_summary_numbers_its_sources_the_strongest_first(project):
    project.add("evidence", "A weak paper", key_message="Money matters.", strength="weak", year=2020)
    project.add("evidence", "A strong paper", key_message="Trust matters", strength="strong", authors="A body")
    project.add("evidence", "Nothing to say")
    project.answer("literature", not_found="Anything on Derby")
    words = literature__literature_summary(project.situation)["literature_summary"]
    assert words.startswith("We kept 2 sources. Trust matters (1). Money matters (2). What we could not find: anything")
    assert words.endswith("Sources: (1) A body, A strong paper, strong; (2) 2020, A weak paper, weak.")


def test_evidence_shows_the_eight_best_first_and_what_is_not_judged(project):
    for number in range(9):
        project.add("evidence", f"Paper {number}", strength="some", applies="partly")
    project.add(
        "evidence", "Best", strength="strong", applies="well", key_message="It helps", studied="Adults in Leeds"
    )
    project.add("evidence", "Unjudged", strength="strong")
    board = evidence_table(project.situation)
    assert board.sentence == "11 items kept. 1 applies well here."
    assert (len(board.tables[0].rows), len(board.drawing.rows)) == (8, 3)
    assert texts(board)[0] == ["Best: E10", "It helps Looked at: Adults in Leeds.", "Strong", "Well"]
    assert board.hints == ("Say how well E11 applies here.",)
    assert evidence_table(Imagined().situation) is None


def test_each_suggestion_shows_what_there_is_of_it_or_offers_to_add_it(project):
    group = project.add("focus_group")
    paper = project.add(
        "evidence", barrier_suggested="Fear", adjustment_suggested="A call first", measure_used="Reading age",
        focus_groups=[group],
    )  # fmt: skip
    board = research_points_to(project.situation)
    assert "3 suggestions have no record yet" in board.sentence
    fresh = board.tables[0].rows[0][-1].offer
    assert (fresh.kind, dict(fresh.answers)["strength"]) == ("barrier", "literature")
    assert dict(fresh.answers)["evidence"] == str(paper.pk)
    assert dict(fresh.answers)["focus_groups"] == str(group.pk)

    barrier = project.add("barrier", "Fear", evidence=[paper])
    project.add("adjustment", "Something else", barriers=[barrier])
    change = research_points_to(project.situation).tables[0].rows[1][-1]
    assert change.in_words == "For the same barriers: J1"
    assert dict(change.offer.answers) == {"title": "A call first", "barriers": str(barrier.pk)}
    project.add("adjustment", "A call first", barriers=[barrier])
    change = research_points_to(project.situation).tables[0].rows[1][-1]
    assert (change.in_words, change.offer) == ("J2", None)


def test_local_voice_agrees_disagrees_is_divided_or_silent(project):
    paper = project.add("evidence", strength="strong")
    yes, no = project.add("insight", source="community"), project.add("insight", source="vcse")
    staff = project.add("insight", source="staff")
    for title, links in (
        ("One", {"insights": [yes]}),
        ("Two", {"insights_against": [no]}),
        ("Three", {"insights": [yes], "insights_against": [no]}),
        ("Four", {"insights": [staff]}),
    ):
        project.add("barrier", title, evidence=[paper], **links)
    board = barriers_and_sources(project.situation)
    voices = {row[0]: row[-1] for row in texts(board)}
    assert voices["B1 One"] == "Agrees"
    assert voices["B2 Two"] == "Disagrees: I2"
    assert voices["B3 Three"] == "Is divided: I2"
    assert voices["B4 Four"] == "Is silent"
    assert board.sentence == "Local voice agrees with 1 of 4 barriers, and is silent on B4."
    assert texts(board)[0][1] == "1 strong: E1"


def test_done_needs_three_sources_or_the_library(project):
    assert enough_sources_searched(project.situation)
    project.answer("literature", sources_searched=["hmic", "nice"])
    assert enough_sources_searched(project.situation)
    project.answer("literature", sources_searched=["hmic", "nice"], search_log={"marmot": {"date": "2026-03-01"}})
    assert enough_sources_searched(project.situation) is None
    project.answer("literature", route="library")
    assert enough_sources_searched(project.situation)
    project.answer("literature", route="library", library_asked_on="2026-03-01")
    assert enough_sources_searched(project.situation) is None


def test_done_needs_a_judgement_of_each_item(project):
    project.add("evidence", applies="well")
    assert evidence_is_judged(project.situation) is None
    project.add("evidence")
    assert evidence_is_judged(project.situation).refs == ("E2",)
