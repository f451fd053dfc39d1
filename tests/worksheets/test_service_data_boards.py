"""Steps 1 to 3: inventory, patterns, faults being mended; who was heard where, how long ago; who matters here."""

import datetime as dt
from dataclasses import replace

import pytest

from guide.steps import find_step
from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.insights import age_of_insights, themes_by_source, who_has_been_heard
from worksheets.boards.local_groups import groups_that_matter, who_could_use_it
from worksheets.boards.service_data import data_inventory, data_mending, file_to_get, patterns_and_findings
from worksheets.boards.side_by_side import data_beside_words, staff_and_community
from worksheets.done_means.local_data import groups_ruled_out_have_a_reason
from worksheets.done_means.patient_insights import activities_are_spelled_out, each_group_is_heard_or_asked_about
from worksheets.done_means.service_data import (
    a_file_is_counted,
    a_finding_is_evidence,
    unknowns_in_the_inventory_have_an_owner,
)


@pytest.fixture
def project():
    return Imagined(places=["bolsover"])


def offered(board, row: int, column: int = -1) -> dict:
    return dict(board.tables[0].rows[row][column].offer.answers)


def test_the_inventory_says_what_can_be_exported_and_who_finds_out(project):
    assert data_inventory(project.situation) is None
    activity = {"opt_in": {"have": "export"}, "attendance": {"have": "unknown"}}
    project.answer("service-data", inventory_activity=activity)
    board = data_inventory(project.situation)
    assert board.sentence.startswith("You can export 1 of the 25 kinds of data")
    assert "nobody is named to find out" in board.sentence
    assert unknowns_in_the_inventory_have_an_owner(project.situation).refs == ("Attendance rates",)
    activity["attendance"]["who"] = "The analyst"
    project.answer("service-data", inventory_activity=activity)
    assert unknowns_in_the_inventory_have_an_owner(project.situation) is None
    assert texts(data_inventory(project.situation))[0] == [
        "Activity", "Opt-in rates", "", "", "Attendance rates (The analyst)",
    ]  # fmt: skip


def test_getting_a_file_is_offered_as_an_action_until_it_is_one(project):
    assert file_to_get(project.situation) is None
    project.answer("service-data", file_ready="no", no_file_action="Ask for counts", no_file_by="2026-08-01")
    board = file_to_get(project.situation)
    assert offered(board, 0) == {"title": "Ask for counts", "due_on": "2026-08-01"}
    project.add("action", "Ask for counts", owner=project.person())
    assert texts(file_to_get(project.situation)) == [["Ask for counts", "It belongs to Amina Yusuf: T1"]]


def test_a_pattern_that_is_seen_becomes_a_finding_with_the_pattern_set(project):
    assert patterns_and_findings(project.situation) is None
    seen = {"no_reply": {"seen": "yes", "groups": "Men", "how": "Counts"}, "leave_early": {"seen": "cannot_tell"}}
    project.answer("service-data", patterns_seen=seen)
    board = patterns_and_findings(project.situation)
    assert board.sentence == "You see 1 of the five patterns, and cannot tell for 1."
    assert offered(board, 0)["pattern"] == "no_reply"
    assert board.tables[0].rows[1][-1].offer is None
    project.add("finding", "Men do not reply", pattern="no_reply")
    board = patterns_and_findings(project.situation)
    assert board.tables[0].rows[0][-1].offer is None
    assert texts(board)[0][-1] == "F1"


def test_a_fault_in_the_data_waits_for_its_action(project):
    assert data_mending(project.situation) is None
    fault = project.add("finding", "Ethnicity is not asked", kind="data_quality", data_field="Ethnicity")
    board = data_mending(project.situation)
    assert board.sentence == "1 fault in the data found. 1 fault has no action yet."
    assert offered(board, 0) == {"title": "Improve how we record ethnicity", "findings": str(fault.pk)}
    project.add("action", "Ask at the first call", findings=[fault], owner=project.person(), due_on="2026-07-01")
    board = data_mending(project.situation)
    assert board.sentence == "1 fault in the data found. Each has an action."
    assert texts(board)[0][-1] == "Amina Yusuf, by 1 July 2026: T1"


def test_a_file_is_seen_to_be_counted_and_not_declared(project):
    project.answer("service-data", file_ready="yes")
    assert a_file_is_counted(project.situation) is not None
    assert a_file_is_counted(replace(project.situation, facts={"file_is_counted": True})) is None


def test_a_hunch_is_no_finding_to_finish_a_step_with(project):
    project.add("finding", kind="hunch")
    assert a_finding_is_evidence(project.situation) is not None
    project.add("finding", kind="data")
    assert a_finding_is_evidence(project.situation) is None


def test_who_was_heard_where_and_who_never(project):
    assert who_has_been_heard(project.situation) is None
    group = project.add("focus_group", who="Deaf people")
    project.add("finding", "Men miss more", kind="data", group="Men")
    project.add("insight", source="staff", focus_groups=[group])
    board = who_has_been_heard(project.situation)
    assert board.sentence == "Nobody from 2 of 2 groups has been heard yet."
    assert offered(board, 1, 0) == {"group": "Men"}
    project.add("insight", source="fft", focus_groups=[group])
    project.add("insight", source="vcse", group="men")
    board = who_has_been_heard(project.situation)
    assert board.sentence == "Each of the 2 groups has been heard at least once."
    rows = {row[0]: row[1:] for row in texts(board)}
    assert rows == {"Deaf people": ["I2", "", "", "", "I1", ""], "Men": ["", "", "I3", "", "", ""]}


def test_what_was_heard_in_an_activity_was_met_ourselves(project):
    group = project.add("focus_group", who="Deaf people")
    activity = project.add("engagement")
    heard = project.add("insight", focus_groups=[group], source="survey")
    heard.engagement_id = activity.pk
    assert texts(who_has_been_heard(project.situation))[0] == ["Deaf people", "", "", "", "I1", "", ""]


def test_one_group_under_two_names_is_one_row(project):
    candidate = project.add("candidate_group", "Deaf adults")
    project.add("focus_group", who="Deaf people", candidate_group=candidate)
    project.add("finding", kind="data", group="deaf adults.")
    assert [row[0] for row in texts(who_has_been_heard(project.situation))] == ["Deaf people"]


@pytest.mark.parametrize(
    ("heard_on", "is_old"), [("2023-06-15", True), ("2023-06-16", False), ("2020-02-29", True), ("2026-06-15", False)]
)
def test_an_insight_is_old_after_three_years_to_the_day(project, heard_on, is_old):
    project.add("insight", "Letters come late", heard_on=dt.date.fromisoformat(heard_on))
    board = age_of_insights(project.situation)
    assert bool(board.tables) is is_old
    assert ("No insight is older" in board.sentence) is not is_old


def test_a_finding_of_a_focus_group_makes_no_second_group_of_its_other_name(project):
    shown = project.add("finding", kind="data", group="people from the most deprived fifth")
    project.add("focus_group", who="Adults in the most deprived fifth", findings=[shown])
    assert [row[0] for row in texts(who_has_been_heard(project.situation))] == ["Adults in the most deprived fifth"]


def test_an_insight_without_a_date_is_named(project):
    assert age_of_insights(project.situation) is None
    project.add("insight", "Letters come late")
    board = age_of_insights(project.situation)
    assert board.sentence == "1 insight has no date. Check that they still hold."
    assert texts(board)[0][-1] == "No date"


def test_themes_count_kinds_of_source_not_mentions(project):
    assert themes_by_source(project.situation) is None
    loud = [project.add("insight", source="fft", theme="Parking") for _ in range(5)]
    shared = [project.add("insight", source=source, theme="Letters") for source in ("complaint", "vcse")]
    board = themes_by_source(project.situation)
    assert [row[0] for row in texts(board)] == ["Letters", "Parking"]
    assert texts(board)[0][1] == "2: Feedback to us; Partners"
    assert board.sentence.startswith("“Letters” comes from 2 kinds of source.")
    assert len(board.tables[0].rows[1][2].records) == len(loud)
    answers = board.tables[0].rows[0][-1].offer.answers
    assert [value for key, value in answers if key == "insights"] == [str(one.pk) for one in shared]
    project.add("finding", "People speak of letters", kind="insight", insights=shared)
    row = themes_by_source(project.situation).tables[0].rows[0]
    assert (row[-1].in_words, row[-1].offer) == ("F1", None)


def test_staff_are_kept_apart_from_the_community(project):
    assert staff_and_community(project.situation) is None
    project.add("insight", "Staff say buses", source="staff")
    board = staff_and_community(project.situation)
    assert board.sentence.startswith("0 insights from the community, 1 from staff.")
    assert texts(board)[1][1] == "Nothing yet"
    project.add("insight", "People say letters", source="fft")
    rows = texts(staff_and_community(project.situation))
    assert rows == [
        ["What staff think", "", "I1 Staff say buses"],
        ["What the community says", "", "I2 People say letters"],
    ]


def test_data_stands_beside_words_group_by_group(project):
    assert data_beside_words(project.situation) is None
    shown = project.add("finding", "Men miss more", kind="data", group="Men")
    group = project.add("focus_group", who="Men", findings=[shown])
    board = data_beside_words(project.situation)
    assert texts(board) == [["Men", "F1 Men miss more", "No words yet"]]
    project.add("insight", "Letters come late", source="fft", focus_groups=[group])
    board = data_beside_words(project.situation)
    assert board.sentence == "Both data and people’s words speak of 1 of 1 group."
    assert texts(board)[0][-1] == "I1 Letters come late"


def test_each_group_is_heard_or_somebody_will_ask(project):
    assert each_group_is_heard_or_asked_about(project.situation) is not None
    project.add("insight")
    assert each_group_is_heard_or_asked_about(project.situation) is None
    group = project.add("focus_group", who="Deaf people")
    assert each_group_is_heard_or_asked_about(project.situation).refs == ("Deaf people",)
    project.add("partner_link", focus_groups=[group], status="to_contact", next_contact_on=dt.date(2026, 8, 1))
    assert each_group_is_heard_or_asked_about(project.situation) is None
    project.add("candidate_group", "Men")
    assert each_group_is_heard_or_asked_about(project.situation).refs == ("Men",)
    asked = {"partner_to_ask": "A men’s shed", "partner_to_ask_on": "2026-08-01"}
    project.answer("patient-insights", will_ask_partner=["yes"], **asked)
    assert each_group_is_heard_or_asked_about(project.situation) is None


@pytest.mark.parametrize(
    ("row", "is_met"),
    [
        ({"state": "done"}, True),
        ({"state": "planned", "who": "Lead"}, False),
        ({"state": "planned", "who": "Lead", "when": "2026-08-01"}, True),
        ({"state": "not_now"}, False),
        ({"state": "not_now", "why_not": "After the visits"}, True),
    ],
)
def test_an_activity_that_is_planned_or_put_off_is_spelled_out(project, row, is_met):
    project.answer("patient-insights", activities_state={"community_leaders": row})
    assert (activities_are_spelled_out(project.situation) is None) is is_met


def test_who_could_use_it_comes_from_the_set_up(project):
    project.answer("introduction", age_from=18, condition="Long Covid")
    board = who_could_use_it(project.situation)
    assert board.sentence == "You serve Bolsover."
    assert texts(board) == [["Ages", "18 and over"], ["Condition or need", "Long Covid"]]
    assert "No places" in who_could_use_it(Imagined().situation).sentence


def test_groups_that_matter_leave_out_those_ruled_out_and_ask_for_the_reason(project):
    assert groups_that_matter(project.situation) is None
    thought = {
        "homelessness": {"relevant": "yes", "could_see": "no", "do_see": "no"},
        "sex_workers": {"relevant": "no"},
    }
    project.answer("local-data", inclusion_groups=thought)
    board = groups_that_matter(project.situation)
    assert [row[0] for row in texts(board)] == ["People experiencing homelessness"]
    assert board.sentence == ("1 of 14 groups matter or may matter to this service. 1 of them is not seen yet.")
    assert groups_ruled_out_have_a_reason(project.situation).refs == ("Sex workers",)
    thought["sex_workers"]["why_not"] = "We see children under ten"
    assert groups_ruled_out_have_a_reason(project.situation) is None


def test_two_sources_at_least_are_read():
    question = next(one for one in find_step("local-data").questions if one.key == "sources_read")
    assert not question.is_answered({"sources_read": ["imd"]})
    assert question.is_answered({"sources_read": ["imd", "info4derby"]})
