"""The guide as anybody reads it: front page, contents, every page with its layers, help; and the content checks."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import reverse

from guide import checks, contents
from guide.pages import Page, all_pages, find_page
from guide.questions import GuideContentError
from guide.steps import all_parts, all_steps, find_step, numbered_steps
from tests.pages import open_page

pytestmark = pytest.mark.django_db
EVERY_PAGE = [pytest.param(page, id=page.key) for page in all_pages()]


def address(key: str) -> str:
    return reverse("guide:show_page", args=[key])


def test_the_front_page_says_what_it_is_and_where_to_begin(client):
    page = open_page(client, "/")
    assert "NHS service teams in Derby and Derbyshire" in page.text
    assert reverse("account_login") in page.links
    assert reverse("guide:list_pages") in page.links
    for part in all_parts()[1:]:
        assert part.title in page.text


def test_a_new_person_is_told_what_to_do_first(client_for, people):
    page = open_page(client_for(people.outsider), "/")
    assert "New here? Start like this" in page.text
    assert reverse("projects:create_project") in page.links
    assert reverse("projects:list_projects") in page.links
    assert "How to get an account" not in page.text


def test_the_contents_list_every_page_with_its_summary(client):
    listed = open_page(client, "/guide/")
    for page in all_pages():
        assert address(page.key) in listed.links
    for step in numbered_steps():
        assert find_page(step.page).summary in listed.text


def test_there_are_five_parts_thirteen_steps_and_four_key_questions():
    assert len([chapter for chapter in contents.chapters() if chapter.key.startswith("part-")]) == 5
    assert [step.number for step in numbered_steps()] == list(range(1, 14))
    assert len([step for step in all_steps() if step.kind == "key-question"]) == 4


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_page_can_be_read_without_signing_in(client, page):
    read = open_page(client, address(page.key))
    assert read.h1 == page.title
    assert page.summary in read.text
    assert page.purpose in read.text


@pytest.mark.parametrize("page", [param for param in EVERY_PAGE if param.values[0].step])
def test_a_steps_page_has_its_short_layer(client, page):
    step = find_step(page.step)
    read = open_page(client, address(page.key))
    assert " ".join(step.why.split()) in read.text
    for line in step.how:
        assert line in read.text


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_link_inside_the_guide_leads_somewhere(client, page):
    read = open_page(client, address(page.key))
    for link in read.links:
        if link.startswith(("/guide/", "/directory/")):
            assert client.get(link).status_code == 200, link


def test_a_steps_page_lists_its_resources_and_says_which_have_no_address(client):
    read = open_page(client, address("literature"))
    assert "Resources for this step" in read.text
    assert "https://openathens.nice.org.uk/" not in read.links  # suggested, never confirmed
    assert "https://www.cochranelibrary.com/cdsr/reviews/topics" in read.links
    assert "whose address we could not confirm" in read.text
    assert "/directory/resources/openathens/" in read.links


def test_a_name_without_confirmed_address_stands_without_link(client):
    read = open_page(client, address("further-resources"))
    assert "Patient Surveys Tracker" in read.text
    assert not [link for link in read.links if "resource:" in link or "partner:" in link]


def test_pages_follow_each_other_from_the_introduction_to_the_end():
    reading = [page for page in all_pages() if page.order < contents.SITE_PAGES_FROM]
    assert reading[0].key == "introduction"
    for earlier, later in zip(reading, reading[1:]):
        assert contents.neighbours(earlier)[1] == later
        assert contents.neighbours(later)[0] == earlier
    assert contents.neighbours(reading[0])[0] is None
    assert contents.neighbours(find_page("privacy")) == (None, None)


def test_a_page_takes_few_queries_however_many_links_it_has(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        open_page(client, address("further-resources"))


def test_a_page_that_does_not_exist_is_not_found(client):
    assert client.get("/guide/no-such-page/").status_code == 404


def test_help_says_who_to_ask(client, client_for, people):
    read = open_page(client, "/guide/help/")
    for heading in ("Get started", "What is kept, and what is not", "Who sees what", "Contact"):
        assert heading in read.text
    assert "your organisation’s administrator" in read.text
    assert reverse("accounts:show_profile") in open_page(client_for(people.viewer), "/guide/help/").links


# --- The checks of the content ---


def messages() -> list[str]:
    return [error.msg for error in checks.check_content(None)]


def test_the_content_is_in_order():
    assert messages() == []


@pytest.fixture
def with_page(monkeypatch):
    """Puts one more page into the guide."""

    def put(**fields):
        page = Page(**{"key": "odd", "title": "", "summary": "", "part": "about", "order": 1, "source": ""} | fields)
        changed = (*all_pages(), page)
        monkeypatch.setattr(checks, "all_pages", lambda: changed)

    return put


def test_a_link_to_a_page_that_is_not_there_is_named(with_page):
    with_page(source="See [this](page:nowhere).")
    assert messages() == ["pages/odd.md: links to a page 'nowhere' that does not exist"]


def test_a_page_of_an_unknown_step_is_named(with_page):
    with_page(step="dancing")
    assert messages() == ["pages/odd.md: there is no step 'dancing'"]


def test_a_step_without_page_or_with_an_unknown_tool_is_named(monkeypatch):
    odd = replace(find_step("literature"), page="gone", tools=("datasets:no_such_panel",))
    monkeypatch.setattr(checks, "all_steps", lambda: (*all_steps(), odd))
    assert messages() == [
        "step literature: there is no page 'gone' (pages/gone.md)",
        "step literature: its tool 'datasets:no_such_panel' is not the name of an address",
    ]


def test_a_file_that_is_no_toml_is_named(tmp_path, monkeypatch):
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps" / "01-odd.toml").write_text("title = ")
    monkeypatch.setattr(checks, "CONTENT", tmp_path)
    (message,) = messages()
    assert message.startswith("steps/01-odd.toml: ")


def test_a_wrong_file_stops_the_check_command(monkeypatch):
    def wrong():
        raise GuideContentError("01-odd.toml: unknown kind 'texty'")

    monkeypatch.setattr(checks, "all_steps", wrong)
    with pytest.raises(SystemCheckError, match="01-odd.toml: unknown kind 'texty'"):
        call_command("check")
