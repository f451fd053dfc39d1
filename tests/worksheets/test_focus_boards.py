"""Step 4 and key question 1: the focus statement made from its parts, and what speaks for a focus and against it."""

from dataclasses import replace

import pytest

from guide.records import record_kind
from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.focus import focus_statements, unknowns_over_the_limit, where_findings_lead
from worksheets.boards.key_question_1 import evidence_for_and_against
from worksheets.done_means import combined_picture as done
from worksheets.focus import focus_sentence
from worksheets.loose_ends import LooseEnd
from worksheets.titles import with_title

WHOLE = {
    "who": "Adults in the most deprived fifth",
    "place": "derby_city",
    "gap": "miss more appointments",
    "pathway_point": "The first visit",
    "aspect": "access",
}
UNKNOWN = LooseEnd(13, "Religion is not known in many records.", "service-data")


@pytest.fixture
def project():
    return Imagined(unknown_threshold=10)


class TestTheFocus:
    def test_the_statement_is_made_from_its_parts_in_the_guides_shape(self):
        assert focus_sentence(WHOLE) == (
            "We will focus on adults in the most deprived fifth in Derby City, who miss more appointments at the first "
            "visit, to improve access."
        )
        everywhere = WHOLE | {"place": "whole_area", "who": "GP patients of Pakistani heritage"}
        assert "on GP patients of Pakistani heritage in all of Derby" in focus_sentence(everywhere)
        assert "in Normanton (Derby City), who" in focus_sentence(WHOLE | {"place_detail": "Normanton."})
        for part in WHOLE:
            assert focus_sentence(WHOLE | {part: ""}) == ""
        assert focus_sentence(WHOLE | {"gap": "wait " * 80}) == ""

    def test_a_title_that_was_made_follows_its_parts_and_one_that_was_written_stays(self):
        kind = record_kind("focus_group")
        made = with_title(kind, WHOLE | {"title": ""})
        assert made["title"] == focus_sentence(WHOLE)
        changed = with_title(kind, made | {"gap": "drop out"}, made)
        assert "who drop out at" in changed["title"]
        own = made | {"title": "Our own words"}
        assert with_title(kind, own | {"gap": "drop out"}, own)["title"] == "Our own words"
        assert with_title(record_kind("barrier"), {"title": ""}) == {"title": ""}

    def test_a_whole_focus_rests_on_a_finding_with_a_source_that_is_no_hunch(self, project):
        assert focus_statements(project.situation) is None
        assert done.a_focus_is_complete(project.situation).refs == ()
        hunch = project.add("finding", kind="hunch", source="Set-up")
        group = project.add("focus_group", "A focus", findings=[hunch], is_primary="yes", **WHOLE)
        assert done.a_focus_is_complete(project.situation).refs == ("G1",)
        assert texts(focus_statements(project.situation))[0][-1] == "a finding that shows it"
        project.thread.join("focus_group", "findings", group.pk, project.add("finding", kind="data").pk)
        assert texts(focus_statements(project.situation))[0][-1] == "the source of its findings"
        with_source = project.add("finding", kind="data", source="Patient record")
        project.thread.join("focus_group", "findings", group.pk, with_source.pk)
        assert done.a_focus_is_complete(project.situation) is None
        assert focus_statements(project.situation).sentence == (
            "1 of 1 focus statement has all parts. The main one is G1."
        )

    def test_a_chosen_candidate_is_offered_its_statement(self, project):
        finding = project.add("finding")
        candidate = project.add("candidate_group", "Men", decision="focus", place="bolsover", findings=[finding])
        made = dict(focus_statements(project.situation).tables[0].rows[0][0].offer.answers)
        expected = {"who": "Men", "place": "bolsover", "candidate_group": str(candidate.pk)}
        assert made == expected | {"findings": str(finding.pk)}

    def test_up_to_three_and_one_main_one(self, project):
        assert done.one_focus_is_the_main_one(project.situation) is not None
        first = project.add("focus_group", is_primary="yes")
        assert done.one_focus_is_the_main_one(project.situation) is None
        second = project.add("focus_group", is_primary="yes")
        assert done.one_focus_is_the_main_one(project.situation).refs == ("G1", "G2")
        second.is_primary = False
        for _ in range(2):
            project.add("focus_group")
        assert done.one_focus_is_the_main_one(project.situation).refs == (first.ref,)

    def test_what_is_unknown_too_often_waits_for_an_action(self, project):
        assert done.unknowns_have_an_action(project.situation) is None
        assert "No field over it" in unknowns_over_the_limit(project.situation).sentence
        of_data = replace(project.situation, ends_above=(UNKNOWN,))
        assert done.unknowns_have_an_action(of_data) is not None
        assert unknowns_over_the_limit(of_data).sentence == "The team’s limit is 10%. 1 fault waits for an action."
        fault = project.add("finding", "Ethnicity is not asked", kind="data_quality")
        assert done.unknowns_have_an_action(project.situation).refs == ("F1",)
        project.add("action", findings=[fault])
        assert done.unknowns_have_an_action(project.situation) is None

    def test_each_finding_says_what_came_of_it(self, project):
        assert where_findings_lead(project.situation) is None
        findings = [project.add("finding", kind="data") for _ in range(4)]
        project.add("focus_group", findings=findings[:1])
        project.add("candidate_group", findings=findings[1:2], decision="not_now", not_now_reason="Too few")
        findings[2].not_now_reason = "After the summer"
        board = where_findings_lead(project.situation)
        assert board.sentence == "1 of 4 findings leads nowhere yet."
        said = [row[1] for row in texts(board)]
        assert said == ["Leads to: G1", "Waits with: N1", "Not now: After the summer", "Nowhere yet"]
        project.add("action", findings=findings[3:])
        assert where_findings_lead(project.situation).sentence.startswith("Each finding leads somewhere")


class TestKeyQuestion1:
    def test_without_records_nothing_speaks_for_a_focus(self, project):
        board = evidence_for_and_against(project.situation)
        assert board.sentence == "0 things speak for a focus. 1 speaks against it or is missing."

    def test_both_sides_are_listed_from_the_records(self, project):
        shown = project.add("finding", "Men miss more", kind="data", source="Record", strength="strong")
        weak = project.add("finding", "Men say so", kind="insight", source="Survey", strength="weak")
        views = {"data_view": "shows_gap", "people_view": "shows_gap"}
        candidate = project.add("candidate_group", "Men", **views)
        group = project.add("focus_group", "A focus", findings=[shown, weak], candidate_group=candidate, **WHOLE)
        project.add("insight", "Letters", source="fft", focus_groups=[group])
        project.add("partner_link", "Men’s shed", focus_groups=[group])
        project.answer("combined-picture", explanations={"distance": {"state": "open"}})
        board = evidence_for_and_against(replace(project.situation, ends_above=(UNKNOWN,)))
        pro, con = ([row[0] for row in [[c.in_words for c in r] for r in table.rows]] for table in board.tables)
        assert pro == [
            "A focus is written with all its parts",
            "Our own data shows it",
            "Something people told us shows it",
            "The community speaks of it",
            "Partners know these people",
            "Sources agree",
        ]
        assert con == [
            "It rests partly on weak findings",
            UNKNOWN.text,
            "Another reason is still open: distance and travel",
        ]

    def test_loose_ends_1_2_and_12_speak_against_it(self, project):
        project.add("finding", kind="data")
        project.add("finding", kind="absence")
        project.add("focus_group")
        con = evidence_for_and_against(project.situation).tables[-1]
        assert {row[1].text for row in con.rows} >= {"Loose end 1", "Loose end 2", "Loose end 12"}
