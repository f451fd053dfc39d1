"""Step 4: groups not seen, candidates compared, and how sure first place is."""

import datetime as dt
from time import process_time

import pytest

from guide.vocabularies import vocabulary
from tests.worksheets.imagined import Imagined, texts
from worksheets.absent import groups_not_seen
from worksheets.boards import all_makers
from worksheets.boards.absent import groups_not_seen_yet
from worksheets.boards.candidates import candidates_to_add, four_questions_by_group, three_sources
from worksheets.boards.priorities import not_now, priorities
from worksheets.done_means import combined_picture as done
from worksheets.loose_ends import loose_ends_in
from worksheets.references import by_reference, records_named

ANSWERS = {one.value: {"answer": "yes", "evidence": "F1"} for one in vocabulary("analysis_questions")}


@pytest.fixture
def project():
    return Imagined(unknown_threshold=10)


def scores(*given):
    tests = [one.value for one in vocabulary("priority_tests")]
    return {test: {"score": str(score)} for test, score in zip(tests, given, strict=False)}


class TestGroupsNotSeen:
    def test_the_register_is_made_of_steps_1_and_3_and_of_findings(self, project):
        assert groups_not_seen_yet(project.situation) is None
        project.answer("service-data", groups_not_visible=["homelessness", "sex_workers", "modern_slavery"])
        thought = {
            "sex_workers": {"relevant": "no", "why_not": "Children only"},
            "modern_slavery": {"relevant": "yes", "could_see": "yes", "do_see": "yes"},
            "justice_system": {"relevant": "yes", "could_see": "yes", "do_see": "no", "partner": "The prison"},
            "drug_alcohol": {"relevant": ""},
        }
        plus = {"learning_disability_autism": {"relevant": "unsure", "could_see": "no", "do_see": "unsure"}}
        project.answer("local-data", inclusion_groups=thought, plus_groups=plus)
        project.add("finding", "No deaf people come", kind="absence", group="Deaf people")
        found = {one.name: one for one in groups_not_seen(project.situation)}
        assert list(found) == [
            "People experiencing homelessness",
            "People in contact with the justice system",
            "People with a learning disability and autistic people",
            "Deaf people",
        ]
        assert [one.why for one in found.values()] == ["not_recorded", "not_coming", "not_recorded", "not_known"]
        assert found["People in contact with the justice system"].who == "The prison"
        assert groups_not_seen_yet(project.situation).sentence.endswith("4 of them still need a next step.")

    def test_each_needs_a_next_step_or_a_reason_why_not_now(self, project):
        project.answer("service-data", groups_not_visible=["homelessness"])
        assert done.absent_groups_have_a_next_step(project.situation).refs == ("People experiencing homelessness",)
        planned = {"homelessness": {"who": "A day centre", "next_step": "Visit", "by": "2026-08-01"}}
        project.answer("combined-picture", absent_register=planned)
        assert done.absent_groups_have_a_next_step(project.situation) is None
        assert texts(groups_not_seen_yet(project.situation))[0][3:] == ["A day centre", "Visit, by 1 August 2026"]
        project.add("finding", kind="absence", group="Deaf people", not_now_reason="After the summer")
        assert done.absent_groups_have_a_next_step(project.situation) is None
        assert texts(groups_not_seen_yet(project.situation))[1][-1] == "Not now: After the summer"

    def test_a_finding_about_a_listed_group_is_not_a_second_row(self, project):
        project.answer("service-data", groups_not_visible=["homelessness"])
        board = groups_not_seen_yet(project.situation)
        made = dict(board.tables[0].rows[0][0].offer.answers)
        assert (made["kind"], made["absence_reason"]) == ("absence", "not_recorded")
        project.add("finding", made["title"], kind="absence", group=made["group"], who_to_ask="A day centre")
        board = groups_not_seen_yet(project.situation)
        assert [row[0] for row in texts(board)] == ["People experiencing homelessness: F1"]
        assert board.tables[0].rows[0][0].offer is None

    def test_loose_end_12_is_tied_by_a_name_on_the_register(self, project):
        project.answer("service-data", groups_not_visible=["homelessness"])
        assert [end.rule for end in loose_ends_in(project.situation)] == [15, 12]
        project.answer("combined-picture", absent_register={"homelessness": {"who": "A day centre"}})
        assert [end.rule for end in loose_ends_in(project.situation)] == [15]


class TestCandidates:
    def test_a_group_that_findings_name_is_offered_with_all_that_is_known_of_it(self, project):
        assert candidates_to_add(project.situation) is None
        found = [project.add("finding", kind="data", group="Men"), project.add("finding", kind="data", group="men")]
        board = candidates_to_add(project.situation)
        answers = board.tables[0].rows[0][2].offer.answers
        assert dict(answers)["title"] == "Men"
        assert [value for key, value in answers if key == "findings"] == [str(one.pk) for one in found]
        project.add("candidate_group", "Men", findings=found)
        assert candidates_to_add(project.situation) is None

    def test_four_questions_stand_group_by_group_with_what_shows_them(self, project):
        assert four_questions_by_group(project.situation) is None
        project.add("finding", "Men miss more")
        project.add("candidate_group", "Men", four_questions={"access_gaps": ANSWERS["access_gaps"]})
        board = four_questions_by_group(project.situation)
        assert [row[1] for row in texts(board)] == ["Yes: F1", *["Not answered yet"] * 3]
        assert "0 of 1 candidate group" in board.sentence

    def test_the_questions_are_needed_of_the_group_that_is_chosen_only(self, project):
        assert done.four_questions_are_answered(project.situation) is not None
        project.add("candidate_group", "Women", decision="not_now")
        project.add("candidate_group", "Men", decision="focus")
        assert done.four_questions_are_answered(project.situation).refs == ("N2",)
        project.thread.of("candidate_group")[1].details["four_questions"] = ANSWERS
        assert done.four_questions_are_answered(project.situation) is None

    def test_references_in_words_become_records(self, project):
        finding = project.add("finding")
        assert records_named(by_reference(project.situation), "See F1, F9 and DE1, and F1") == (finding,)

    @pytest.mark.parametrize(
        ("views", "together"),
        [
            (("shows_gap", "shows_gap", "shows_gap"), "All three agree"),
            (("shows_gap", "silent", "shows_gap"), "Two agree, one is silent"),
            (("shows_gap", "no_gap", "silent"), "They disagree"),
            (("shows_gap", "silent", "silent"), "Only one source speaks"),
            (("silent", "silent", "silent"), "All are silent"),
        ],
    )
    def test_three_sources_agree_disagree_or_are_silent(self, project, views, together):
        data, people, population = views
        project.add("candidate_group", "Men", data_view=data, people_view=people, population_view=population)
        assert texts(three_sources(project.situation))[0][-1] == together

    def test_what_is_linked_and_not_judged_is_not_called_silent(self, project):
        assert three_sources(project.situation) is None
        shown = project.add("finding", kind="data")
        hunch = project.add("finding", kind="hunch")
        staff = project.add("insight", source="staff")
        project.add("candidate_group", "Men", findings=[shown, hunch], insights=[staff])
        row = texts(three_sources(project.situation))[0]
        assert row[1:] == ["Not judged yet: F1", "Silent", "Silent", "Not judged yet"]


class TestChoosing:
    def test_groups_are_sorted_by_their_total_and_first_place_is_tried(self, project):
        assert priorities(project.situation) is None
        project.add("candidate_group", "Women", scores=scores(0, 0, 0, 0, 0, 0, 0, 0))
        assert "Score another" in priorities(project.situation).sentence
        project.add("candidate_group", "Men", scores=scores(3, 3, 3, 3, 3, 3, 3, 3))
        board = priorities(project.situation)
        assert board.sentence == "N2 Men comes first. First place does not change if weights vary."
        assert texts(board)[0] == ["1", "Men: N2", "24 of 24", "None left"]

    def test_weights_of_the_team_count_and_a_test_that_carries_first_place_is_named(self, project):
        project.add("candidate_group", "Men", scores=scores(3, 0, 1, 1, 1, 1, 1, 1))
        project.add("candidate_group", "Women", scores=scores(0, 2, 1, 1, 1, 1, 1, 1))
        sentence = priorities(project.situation).sentence
        assert "it changes with the weight of “Size of the gap” and “Number of people”." in sentence
        project.answer("combined-picture", weights={"size": {"weight": 0.5}})
        assert priorities(project.situation).sentence.startswith("N2 Women comes first.")

    def test_scores_still_open_keep_first_place_open(self, project):
        project.add("candidate_group", "Men", scores=scores(3))
        project.add("candidate_group", "Women", scores=scores(2))
        assert "not scored yet can still change that" in priorities(project.situation).sentence

    def test_the_same_total_shares_first_place(self, project):
        for title in ("Men", "Women"):
            project.add("candidate_group", title, scores=scores(1, 1))
        assert priorities(project.situation).sentence == "N1 Men and N2 Women share first place."

    def test_groups_that_wait_say_why_and_until_when(self, project):
        assert not_now(project.situation) is None
        project.add("candidate_group", "Men")
        assert done.runners_up_are_answered(project.situation).refs == ("N1",)
        assert texts(not_now(project.situation))[0][1:] == ["No reason yet", "No date yet"]
        other = Imagined()
        answer = {"decision": "not_now", "not_now_reason": "Too few", "look_again_on": dt.date(2026, 6, 15)}
        other.add("candidate_group", "Men", **answer)
        assert done.runners_up_are_answered(other.situation) is None
        assert texts(not_now(other.situation))[0][1:] == ["Too few", "15 June 2026, which is now"]

    def test_a_candidate_with_a_focus_statement_waits_for_nothing(self, project):
        candidate = project.add("candidate_group", "Men")
        project.add("focus_group", candidate_group=candidate)
        assert not_now(project.situation) is None
        assert done.runners_up_are_answered(project.situation) is None

    def test_a_finding_of_a_group_put_off_is_no_loose_end(self, project):
        finding = project.add("finding", kind="data")
        assert 1 in {end.rule for end in loose_ends_in(project.situation)}
        project.add("candidate_group", "Men", findings=[finding], decision="not_now", not_now_reason="Too few")
        assert 1 not in {end.rule for end in loose_ends_in(project.situation)}


def test_boards_of_part_one_are_quick_with_500_records(project):
    """Pure functions of what is loaded: nothing here could ask a database, and each answers in 50 ms."""
    findings = [project.add("finding", kind="data", group=f"Group {n % 40}", source="Record") for n in range(200)]
    groups = [project.add("focus_group", who=f"Group {n}", findings=findings[n::3]) for n in range(3)]
    for n in range(20):
        answers = {"four_questions": ANSWERS, "scores": scores(*[n % 4] * 8)}
        project.add("candidate_group", f"Group {n + 5}", findings=findings[n::20], **answers)
    for n in range(280):
        project.add("insight", source="fft", theme=f"Theme {n % 30}", focus_groups=[groups[n % 3]])
    for name in BOARDS:
        assert min(_seconds(name, project.situation) for _ in range(3)) < 0.05, name


def _seconds(name: str, situation) -> float:
    began = process_time()
    all_makers()[name](situation)
    return process_time() - began


BOARDS = (
    "dates_ahead", "hunch", "time_map", "suggested_order", "data_inventory", "patterns_and_findings", "data_mending",
    "who_has_been_heard", "age_of_insights", "themes_by_source", "staff_and_community", "data_beside_words",
    "groups_that_matter", "groups_not_seen_yet", "candidates_to_add", "four_questions_by_group", "three_sources",
    "priorities", "not_now", "focus_statements", "unknowns_over_the_limit", "evidence_for_and_against",
)  # fmt: skip
