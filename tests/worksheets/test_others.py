"""The partner finder of a project, and what services share with each other: enough to save people from being asked
twice, and nothing more."""

import pytest
from django.urls import reverse

from directory.models import Partner
from tests.factories import ProjectFactory, ProjectMemberFactory
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets.actions import remove_record
from worksheets.boards.lodging import insights_to_lodge
from worksheets.models import Evidence, PartnerLink
from worksheets.others.in_touch import others_in_touch
from worksheets.others.shelf import shelf_for
from worksheets.queries import picture_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def deaf_people(project, people):
    return add("focus_group", project, people.editor, title="Deaf people in Derby", place="derby_city")


@pytest.fixture
def neighbour(project):
    """Another project of the same organisation, with a lead of its own."""
    made = ProjectFactory(organisation=project.organisation, name="Stroke service")
    ProjectMemberFactory(project=made, role="lead")
    return made


def page_of(name, project, *more):
    return reverse(f"worksheets:{name}", args=[project.pk, *more])


def test_the_finder_names_whom_to_ask_with_true_reasons(client_for, project, people, deaf_people):
    page = open_page(client_for(people.editor), page_of("find_partners", project))
    assert page.text.index("Derby Deaf Forum") < page.text.index("(VCSE) Sector Alliance")
    assert "Works with deaf people" in page.text
    assert "Looked for: Deaf people in Derby" in page.text


def test_a_group_nobody_is_named_for_is_said_openly(client_for, project, people):
    add("focus_group", project, people.editor, title="Gypsy and Traveller families", place="south_derbyshire")
    page = open_page(client_for(people.editor), page_of("find_partners", project))
    assert "No partner in the directory is named for Gypsy, Roma and Traveller communities" in page.text
    assert "South Derbyshire partnership" in page.text


def test_one_click_puts_a_partner_in_the_log_once(client_for, project, people, deaf_people):
    client = client_for(people.editor)
    for _ in range(2):
        client.post(page_of("add_partner", project, "derby-deaf-forum"))
    link = PartnerLink.objects.get(project=project)
    assert (link.title, link.status) == ("Derby Deaf Forum", "to_contact")
    assert list(link.focus_groups.all()) == [deaf_people]
    assert f"In your contact log: {link.ref}" in open_page(client, page_of("find_partners", project)).text


@pytest.mark.parametrize(("sharing", "is_seen"), [("", False), ("team", False), ("icb", True), ("everyone", True)])
def test_contact_with_a_partner_is_seen_where_a_team_shares_it(project, neighbour, people, sharing, is_seen):
    forum = Partner.objects.get(slug="derby-deaf-forum")
    lead = neighbour.members.get().user
    add("partner_link", neighbour, lead, title="The forum", status="met", sharing=sharing,
        their_contact="Jo on 01332 000000", fixed={"partner": forum})  # fmt: skip
    found = others_in_touch(people.editor, project, [forum.pk])
    assert bool(found) == is_seen
    if is_seen:
        (other,) = found[forum.pk]
        assert (other.project, other.leads, other.status) == ("Stroke service", (lead.name,), "Met")


def test_the_page_shows_who_else_asks_and_no_contact_details(client_for, project, neighbour, people, deaf_people):
    forum = Partner.objects.get(slug="derby-deaf-forum")
    add("partner_link", neighbour, people.lead, title="The forum", status="met", sharing="icb",
        their_contact="Jo Bloggs", fixed={"partner": forum})  # fmt: skip
    page = open_page(client_for(people.editor), page_of("find_partners", project))
    assert "Stroke service" in page.text
    assert "Jo Bloggs" not in page.html


def test_what_is_shared_under_another_board_stays_there(project, people, other_world):
    add("insight", other_world.project, other_world.people.editor, title="Trains are late", sharing="icb")
    assert not shelf_for(people.editor, project).items
    add("insight", other_world.project, other_world.people.editor, title="Letters are long", sharing="everyone")
    assert [item.title for item in shelf_for(people.editor, project).items] == ["Letters are long"]


def test_what_is_removed_or_a_teams_own_is_not_on_the_shelf(project, neighbour, people):
    add("insight", neighbour, people.lead, title="Ours alone", sharing="team")
    add("insight", project, people.lead, title="My own", sharing="everyone")
    gone = add("insight", neighbour, people.lead, title="Taken back", sharing="everyone")
    remove_record(record=gone, by=people.lead)
    assert not shelf_for(people.editor, project).items


def test_the_shelf_is_searched_by_group_place_theme_and_age(client_for, project, neighbour, people):
    add("insight", neighbour, people.lead, title="The bus does not come", sharing="icb", place="bolsover",
        theme="Transport", group="Older people", heard_on="2026-05-01")  # fmt: skip
    add(
        "insight",
        neighbour,
        people.lead,
        title="Letters are long",
        sharing="icb",
        theme="Letters",
        heard_on="2019-05-01",
    )
    found = {
        asked: [item.title for item in shelf_for(people.editor, project, **dict([asked])).items]
        for asked in (("text", "older"), ("place", "bolsover"), ("theme", "letters"), ("years", "3"), ("text", "boat"))
    }
    bus, letters = ["The bus does not come"], ["Letters are long"]
    assert list(found.values()) == [bus, bus, letters, bus, []]
    for words in ("pensioners", "over 65s", "what do old people say about buses", "letter"):
        assert shelf_for(people.editor, project, text=words).items, words
    page = open_page(client_for(people.editor), page_of("list_shelf", project) + "?text=older")
    assert "The bus does not come" in page.text
    assert "Letters are long" not in page.text


def test_a_quote_without_consent_stays_with_its_team(project, neighbour, people):
    said = {"quote": "I hid the letter", "sharing": "everyone"}
    add("insight", neighbour, people.lead, title="No", quote_consent="no", **said)
    add("insight", neighbour, people.lead, title="Yes", quote_consent="yes", **said)
    items = {item.title: item.more for item in shelf_for(people.editor, project).items}
    assert "I hid the letter" not in items["No"]
    assert "I hid the letter" in items["Yes"]


def test_one_click_makes_it_evidence_once_and_says_where_it_comes_from(client_for, project, neighbour, people):
    insight = add("insight", neighbour, people.lead, title="Letters are long", sharing="icb", heard_on="2026-05-01")
    client = client_for(people.editor)
    for _ in range(2):
        client.post(page_of("use_from_shelf", project, "insight", insight.pk))
    evidence = Evidence.objects.get(project=project)
    assert evidence.title == "Letters are long"
    assert evidence.year == 2026
    assert "Stroke service" in evidence.details["authors"]


def test_what_is_not_shared_cannot_be_taken(client_for, project, neighbour, people):
    insight = add("insight", neighbour, people.lead, title="Ours alone", sharing="team")
    url = page_of("use_from_shelf", project, "insight", insight.pk)
    assert client_for(people.editor).post(url).status_code == 404
    assert not Evidence.objects.exists()


def test_insights_that_are_shared_are_to_be_lodged(project, people):
    assert insights_to_lodge(picture_of(project).situation) is None
    insight = add("insight", project, people.editor, title="Letters are long", sharing="icb")
    board = insights_to_lodge(picture_of(project).situation)
    assert board.tables[0].rows[0][0].records == (insight,)
    insight.details["lodged_on"] = "2026-11-01"
    insight.save()
    assert not insights_to_lodge(picture_of(project).situation).tables
