"""Step 6: who knows the groups and places, when the team was in touch, what it promised and assumed."""

import datetime as dt

import pytest

from directory.models import Partner
from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.contacts import assumptions_register, contact_timeline, localisation_to_do, promises
from worksheets.boards.partners import absent_routes, partner_coverage, partner_map, told_by_partners
from worksheets.done_means.partners import (
    absent_groups_have_a_route,
    each_group_has_a_partner,
    localisation_is_answered,
    locality_partnerships_thought_of,
)

SOON, PAST = "2026-07-01", "2026-05-01"


@pytest.fixture
def project():
    return Imagined(places=["bolsover", "derby_city"])


@pytest.mark.parametrize(
    ("partner", "state", "is_met"),
    [
        ({"status": "met"}, "Covered", True),
        ({"status": "to_contact", "next_contact_on": SOON}, "Contact planned for 1 July 2026", True),
        ({"status": "to_contact", "next_contact_on": PAST}, "Contact was planned for 1 May 2026", True),
        ({"status": "to_contact"}, "Nobody yet", False),
        ({"status": "declined", "next_contact_on": SOON}, "Nobody yet", False),
    ],
)
def test_each_focus_group_has_a_partner_or_a_date(project, partner, state, is_met):
    group = project.add("focus_group", "A focus", who="Deaf people")
    project.add("partner_link", focus_groups=[group], **partner)
    board = partner_coverage(project.situation)
    assert texts(board)[0][0] == "Deaf people: G1"
    assert texts(board)[0][-1] == state
    short = each_group_has_a_partner(project.situation)
    assert short is None if is_met else short.refs == ("G1",)
    assert ("no partner yet" in board.sentence) is not is_met


def test_without_focus_groups_the_board_says_where_to_begin(project):
    assert "Step 4" in partner_coverage(project.situation).sentence


def test_the_map_shows_gaps_by_place_and_group(project):
    north = project.add("focus_group", "North", place="bolsover", who="Men")
    everywhere = project.add("focus_group", "All", who="Women")
    project.add("partner_link", "A local one", focus_groups=[north, everywhere], places=["bolsover"], status="met")
    project.add("partner_link", "No place", focus_groups=[everywhere], status="met")
    board = partner_map(project.situation)
    rows = {row[0]: row[1:] for row in texts(board)}
    assert rows == {"Derby City": ["Not this place", "Nobody yet"], "Bolsover": ["P1", "P1"]}
    assert board.sentence == "1 of 3 boxes has nobody yet."
    assert board.hints == ("Say which places P2 knows.",)
    assert dict(board.tables[0].rows[0][2].offer.answers)["places"] == "derby_city"


def test_the_directory_says_which_places_a_partner_knows(project):
    group = project.add("focus_group")
    partner = project.add("partner_link", focus_groups=[group], status="met")
    partner.partner = Partner(areas=["derbyshire_wide"])
    partner.partner_id = partner.partner.pk
    assert [row[1] for row in texts(partner_map(project.situation))] == ["Nobody yet", "P1"]


def test_a_partner_who_said_no_is_not_on_the_map(project):
    group = project.add("focus_group")
    project.add("partner_link", focus_groups=[group], places=["whole_area"], status="declined")
    assert {row[1] for row in texts(partner_map(project.situation))} == {"Nobody yet"}


def test_a_group_that_is_not_seen_needs_somebody_who_reaches_it(project):
    assert "no group" in absent_routes(project.situation).sentence
    project.answer("service-data", groups_not_visible=["homelessness"])
    board = absent_routes(project.situation)
    assert texts(board) == [["People experiencing homelessness", "Nobody yet"]]
    assert dict(board.tables[0].rows[0][1].offer.answers)["reaches"] == "homelessness"
    assert absent_groups_have_a_route(project.situation).refs == ("People experiencing homelessness",)
    project.add("partner_link", reaches=["homelessness"], status="replied")
    assert texts(absent_routes(project.situation)) == [["People experiencing homelessness", "P1"]]
    assert absent_groups_have_a_route(project.situation) is None


def test_whom_step_4_or_a_finding_names_is_a_route_too(project):
    project.answer("service-data", groups_not_visible=["homelessness"])
    planned = {"who": "DVA", "next_step": "Write to sam@dva.example, 07700 900123"}
    project.answer("combined-picture", absent_register={"homelessness": planned})
    project.add("finding", "No deaf people come", kind="absence")
    assert absent_groups_have_a_route(project.situation).refs == ("F1",)
    project.add("finding", "Nobody with autism", kind="absence", who_to_ask="The Alliance", group="Autistic people")
    routes = texts(absent_routes(project.situation))
    assert routes[0][1] == "Write to [contact details left out], [contact details left out]"
    assert routes[2] == ["Autistic people: F2", "Ask The Alliance"]


def test_a_missing_group_that_is_put_off_needs_nobody_yet(project):
    project.add("finding", "No deaf people come", kind="absence", not_now_reason="After the summer")
    assert absent_groups_have_a_route(project.situation) is None


def test_what_a_partner_said_becomes_an_insight_in_one_click(project):
    group = project.add("focus_group")
    partner = project.add(
        "partner_link", "Healthwatch Derbyshire", partner_kind="healthwatch", focus_groups=[group],
        told_us="People wait too long. They give up, and stay at home.", contacted_on=PAST,
    )  # fmt: skip
    board = told_by_partners(project.situation)
    assert "1 partner told you is not an insight yet" in board.sentence
    known = dict(board.tables[0].rows[0][-1].offer.answers)
    assert known["title"] == "People wait too long."
    assert known["summary"] == partner.details["told_us"]
    assert known["partner"] == str(partner.pk)
    assert known["heard_on"] == PAST
    assert known["source"] == "healthwatch_derbyshire"
    project.add("insight", partner=partner)
    assert "kept as an insight" in told_by_partners(project.situation).sentence


def test_contacts_are_in_order_and_what_is_late_comes_first(project):
    log = {"first": {"on": "2026-01-10", "route": "email"}, "second": {"on": "2026-02-10", "route": "visit"}}
    project.add("partner_link", "Links", status="working_together", contacted_on="2026-04-01", route="phone",
                contact_log=log, next_contact_on=PAST, roles=["find_people"])  # fmt: skip
    project.add("partner_link", "New", status="to_contact", next_contact_on=SOON, promise="Come back",
                promise_due_on="2026-06-20")  # fmt: skip
    board = contact_timeline(project.situation)
    assert [event.words for event in board.drawing.past] == [
        "In touch (phone)", "In touch (visit)", "First contact (email)",
    ]  # fmt: skip
    assert [(event.partner.ref, event.is_late) for event in board.drawing.coming] == [
        ("P1", True), ("P2", False), ("P2", False),
    ]  # fmt: skip
    assert "1 date has passed" in board.sentence
    rows = texts(board)
    assert rows[0][:4] == ["P1 Links", "Help us to find people to talk to", "Working together", "10 January 2026"]
    assert rows[1][3] == "Not yet"


def test_promises_are_late_open_kept_or_undated_and_become_actions(project):
    finding = project.add("finding")
    group = project.add("focus_group", findings=[finding])
    project.add("partner_link", "Kept", promise="Write", promise_due_on=PAST, promise_kept_on=PAST)
    project.add("partner_link", "Late", promise="Ring 07700 900123", promise_due_on=PAST, focus_groups=[group])
    project.add("partner_link", "No date", promise="Visit")
    project.add("partner_link", "Silent")
    board = promises(project.situation)
    assert board.sentence == "1 promise kept, 2 still open, 1 of them late."
    assert [row[3] for row in texts(board)] == ["No date yet", "Late", "Kept on 1 May 2026"]
    assert texts(board)[1][1] == "Ring [contact details left out]"
    known = dict(board.tables[0].rows[1][-1].offer.answers)
    assert (known["due_on"], known["findings"]) == (PAST, str(finding.pk))
    project.add("action", "Visit")
    assert texts(promises(project.situation))[0][-1] == "T1"


def test_assumptions_stand_by_what_became_of_them(project):
    assert assumptions_register(project.situation) is None
    project.answer(
        "local-knowledge",
        assumptions={
            "first": {"assumption": "They drive", "state": "confirmed"},
            "second": {"assumption": "They read", "who_knows": "Links CVS"},
            "third": {"assumption": "They trust us", "state": "wrong"},
            "fourth": {"who_knows": "Nobody"},
        },
    )
    board = assumptions_register(project.situation)
    assert board.sentence == "You were right about 1 and wrong about 1. 1 still open."
    assert [row[0] for row in texts(board)] == ["They trust us", "They read", "They drive"]


def test_what_fits_the_place_becomes_an_adjustment(project):
    assert localisation_to_do(project.situation) is None
    ways = {
        "language": {"needed": "needed", "what": "Letters in Polish", "who_checks": "Links CVS"},
        "culture": {"needed": "not_needed", "what": "Pictures fit"},
    }
    project.answer("local-knowledge", localisation=ways)
    board = localisation_to_do(project.situation)
    assert board.sentence == "You need 1 way to fit the place. 1 is not an adjustment yet."
    known = dict(board.tables[0].rows[0][-1].offer.answers)
    assert known == {"title": "Letters in Polish", "designed_with_whom": "Links CVS"}
    project.add("adjustment", "Letters in Polish")
    assert texts(localisation_to_do(project.situation)) == [["Language", "Letters in Polish", "J1"]]


def test_done_needs_the_partnership_of_each_place(project):
    assert locality_partnerships_thought_of(project.situation).refs == ("Derby City", "Bolsover")
    project.answer("local-knowledge", locality_considered=["bolsover"])
    assert locality_partnerships_thought_of(project.situation).refs == ("Derby City",)
    project.add("partner_link", partner_kind="locality_partnership", places=["derby_city"])
    assert locality_partnerships_thought_of(project.situation) is None


def test_the_whole_area_has_nine_partnerships_and_no_place_needs_a_tick():
    everywhere, nowhere = Imagined(places=["whole_area"]), Imagined()
    assert len(locality_partnerships_thought_of(everywhere.situation).refs) == 9
    assert locality_partnerships_thought_of(nowhere.situation)
    nowhere.answer("local-knowledge", locality_considered=["none"])
    assert locality_partnerships_thought_of(nowhere.situation) is None


def test_done_needs_each_way_of_localisation_answered_with_what_or_why(project):
    answered = {
        "language": {"needed": "needed", "what": "Polish"},
        "culture": {"needed": "not_needed"},
        "content": {"needed": "unsure", "what": "Ask first"},
    }
    project.answer("local-knowledge", localisation=answered)
    short = localisation_is_answered(project.situation)
    assert short.refs == ("Cultural references", "Content and how it works")
    answered["culture"]["what"], answered["content"]["needed"] = "Pictures fit", "needed"
    assert localisation_is_answered(project.situation) is None


def test_dates_count_from_the_day_the_project_is_looked_at():
    later = Imagined(today=dt.date(2026, 8, 1))
    later.add("partner_link", promise="Write", promise_due_on=SOON)
    assert texts(promises(later.situation))[0][3] == "Late"
