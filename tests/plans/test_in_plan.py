"""What of a step stands in the plan: what the guide lists for it, in that order; the rest in the first appendix."""

import re
from dataclasses import replace

import pytest

from guide.steps import InPlan, all_steps, find_step
from guide.steps import _check as check_step
from plans.checks import figures_of_the_plan_are_known
from plans.document import ANSWERS
from plans.gather import build_plan, gather_plan, read_source
from plans.options import Form, PlanOptions
from plans.sections.figures import FIGURES
from plans.sections.steps import rest_of_step, step_subsection
from tests.worksheets.records import add, whole_thread
from worksheets import actions
from worksheets.boards import boards_of

pytestmark = pytest.mark.django_db
STEP = find_step("literature")


def with_plan(*entries: InPlan):
    return replace(STEP, in_plan=entries)


def answers_in(part) -> dict[str, str]:
    return {one.key: one.text for block in part.blocks if block.kind == "answers" for one in block.answers}


def tables_in(part) -> dict[str, int]:
    return {block.caption: len(block.rows) for block in part.blocks if block.kind == "table"}


@pytest.fixture
def source(project, people):
    """Research with an answer that its part prints and one that it leaves out, and more evidence than fits."""
    whole_thread(project, people.lead)
    for number in range(11):
        add("evidence", project, people.lead, title=f"Study {number}", key_message="Letters are not read")
    said = {"review_question": "Why do few come?", "question_people": "Older men"}
    actions.save_step(project=project, step=STEP, answers=said, seen_version=0, by=people.lead)
    return read_source(project)


@pytest.mark.parametrize(
    "entry",
    [
        InPlan(answer="revue_question"),
        InPlan(answer="library_contact"),
        InPlan(board="evidence_tables"),
        InPlan(record="insight"),
        InPlan(),
        InPlan(answer="review_question", board="evidence_table"),
        InPlan(answer="review_question", tables=()),
        InPlan(board="evidence_table", title="Evidence"),
    ],
    ids=["no such question", "private", "no such board", "no such list", "nothing", "two", "tables", "title"],
)
def test_a_slip_in_the_list_stops_the_start(entry):
    with pytest.raises(ValueError, match="in_plan"):
        check_step(with_plan(entry))


def test_a_step_says_something_of_the_plan_and_nothing_twice():
    for entries in ((), (InPlan(board="evidence_table"), InPlan(board="evidence_table", tables=()))):
        with pytest.raises(ValueError, match="in_plan"):
            check_step(with_plan(*entries))


def test_every_kind_of_figures_is_named_and_made(monkeypatch):
    assert figures_of_the_plan_are_known(None) == []
    monkeypatch.setitem(FIGURES, "weather", lambda source: ())
    (fault,) = figures_of_the_plan_are_known(None)
    assert "weather" in fault.msg


def test_the_part_prints_in_the_order_of_the_list_and_under_its_titles(source):
    step = with_plan(
        InPlan(record="evidence"), InPlan(answer="review_question", title="What we asked"), InPlan(answer="not_found")
    )
    table, answers = step_subsection(source, step).blocks
    assert table.caption == "Evidence items"
    assert [one.label for one in answers.answers] == ["What we asked", STEP.questions[-1].label]


def test_what_the_part_leaves_out_or_shortens_is_whole_in_the_appendix(source):
    step = with_plan(
        InPlan(answer="review_question"),
        InPlan(record="evidence", at_most=5),
        InPlan(board="evidence_table", at_most=3),
    )
    part, rest = step_subsection(source, step), rest_of_step(source, step)
    assert answers_in(part) == {"review_question": "Why do few come?"}
    assert "review_question" not in answers_in(rest)
    assert answers_in(rest)["question_people"] == "Older men"
    assert tables_in(part) == {"Evidence items": 5, "Key evidence": 3}
    assert tables_in(rest)["Key evidence"] == 8
    said = [block.text for block in part.blocks if block.kind == "words"]
    assert "6 more rows stand in the plan with appendices." in said
    assert "5 more rows stand in the plan with appendices." in said


def test_of_a_board_the_sentence_alone_may_stand_in_the_part(source):
    step = with_plan(InPlan(board="evidence_table", tables=()))
    (block,) = step_subsection(source, step).blocks
    assert block.kind == "words"
    assert "11 items kept" in block.text
    assert "Key evidence" in tables_in(rest_of_step(source, step))


def test_a_board_that_prints_whole_in_its_part_prints_once(source):
    step = with_plan(InPlan(board="evidence_table"))
    assert "Key evidence" in tables_in(step_subsection(source, step))
    assert "Key evidence" not in tables_in(rest_of_step(source, step))


def test_each_answer_stands_in_the_part_or_in_the_appendix_and_never_in_both(project):
    plan = gather_plan(project)
    (appendix,) = [one for one in plan.appendices if one.key == ANSWERS]
    rest = {part.title: set(answers_in(part)) for part in appendix.subsections}
    source = read_source(project)
    for step in all_steps():
        part = set(answers_in(step_subsection(source, step)))
        asked = {one.key for one in step.questions if not one.private and one.is_asked({})}
        assert part | rest.get(step.label, set()) == asked, step.key
        assert not part & rest.get(step.label, set()), step.key


def test_the_appendix_prints_with_the_appendices_alone_and_only_what_somebody_said(source, project):
    assert ANSWERS not in {one.key for one in build_plan(project).sections}
    printed = build_plan(project, PlanOptions(form=Form.FULL_WITH_APPENDICES))
    (appendix,) = [one for one in printed.sections if one.key == ANSWERS]
    titles = {part.title for part in appendix.subsections}
    assert STEP.label in titles
    assert find_step("introduction").label not in titles
    (part,) = [part for part in appendix.subsections if part.title == STEP.label]
    assert answers_in(part) == {"question_people": "Older men"}


def test_what_the_boards_say_in_a_plan_speaks_of_the_team_not_to_it(source):
    """A committee reads it. What to do next stands in the hints, which do not print."""
    boards = [
        one for step in all_steps() for found in boards_of(step, source.picture.situation).values() for one in found
    ]
    said = [text for board in boards if board.printed for text in (board.title, board.sentence, *_names_in(board))]
    assert said
    assert [text for text in said if re.search(r"\byou(rs?|rselves)?\b", _unquoted(text), re.IGNORECASE)] == []


def _names_in(board):
    return [name for table in board.tables for name in (table.caption, *table.headings)]


def _unquoted(text: str) -> str:
    return re.sub("“.*?”", "", text)
