"""Words that try to become something else in a plan: markup, files, addresses; and words in any script."""

import socket
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

from guide.steps import find_step
from plans import printing
from plans.gather import build_plan
from plans.pdf import plan_html, plan_pdf
from plans.printing import OwnFontsOnly
from tests.worksheets.records import whole_thread
from worksheets import actions

from .reading import headings_of, letters, tags_of, text_of_pdf

FONTS = str(settings.PLAN_FONTS)
pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ATTACKS = (
    "<img src=file:///etc/passwd>",
    '"><script>alert(1)</script>',
    "<h2>Injected heading</h2>",
    '<link rel=attachment href="file:///etc/passwd">',
    "</title><style>@import url(http://127.0.0.1:9/x.css)</style>",
    "<a href='http://127.0.0.1:9/'>click</a> http://127.0.0.1:9/ {{ 7 * 7 }} {% include 'x' %}",
)
TAGS = ("<img", "<script", "<link", "<h2>Injected", "<style", "<a href='http")


@pytest.fixture
def attacked(project, people):
    """A project in which every kind of words people type is an attack."""
    words = " ".join(ATTACKS)
    project.name, project.about, project.meeting_name = ATTACKS[0], words, ATTACKS[1]
    project.save()
    people.lead.name = ATTACKS[1]
    people.lead.save()
    made = whole_thread(project, people.lead)
    for kind, record in made.items():
        details = {**record.details, "caveat": words, "harm_risk": words}
        type(record).objects.filter(pk=record.pk).update(title=words[:300], details=details)
        assert kind
    for step in ("literature", "introduction"):
        texts = {one.key: words for one in find_step(step).questions if one.kind in ("text", "long-text")}
        actions.save_step(project=project, step=find_step(step), answers=texts, seen_version=0, by=people.lead)
    return project


@pytest.fixture
def asked_for(monkeypatch):
    """Every address the PDF asks for."""
    addresses, fetch = [], OwnFontsOnly.fetch

    def note(self, url, headers=None):
        addresses.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(OwnFontsOnly, "fetch", note)
    printing._style.cache_clear()
    yield addresses
    printing._style.cache_clear()


def test_attacks_are_words_in_the_html_of_the_print(attacked, project):
    markup = plan_html(build_plan(attacked))
    for tag in TAGS:
        assert tag not in markup, tag
    assert "&lt;script&gt;" in markup
    assert "Injected heading" not in [text for _, text in headings_of(markup)]


def test_attacks_are_words_on_the_screen(attacked, client_for, people):
    response = client_for(people.viewer).get(reverse("plans:show_plan", args=[attacked.pk]))
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    for tag in TAGS:
        assert tag not in main, tag


def test_attacks_are_words_in_the_pdf_and_nothing_is_asked_for(attacked, asked_for):
    content = plan_pdf(build_plan(attacked))
    assert asked_for
    assert [url for url in asked_for if not url.startswith(("plan-font:", "data:"))] == []
    text = text_of_pdf(content)
    assert letters("<img src=file:///etc/passwd>") in letters(text)
    assert "root:" not in text
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.attachments
        assert [str(tag.S) for tag in tags_of(pdf)].count("/H2") == len(build_plan(attacked).titles) + 1
        assert not [tag for tag in tags_of(pdf) if tag.S == "/Figure"]
        links = [note for page in pdf.pages for note in page.get("/Annots", ())]
        assert not any("/URI" in str(link.get("/A", "")) for link in links)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.org/",
        "ftp://127.0.0.1/",
        "jar:file:///x",
        "//127.0.0.1/x",
        "/etc/passwd",
        "plan-print.css",
        "about:blank",
    ],
)
def test_nothing_is_fetched_from_anywhere(url, monkeypatch):
    def connect(*args, **kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(ValueError, match="URI"):
        OwnFontsOnly(FONTS).fetch(url)


def test_data_and_our_fonts_are_fetched():
    assert OwnFontsOnly(FONTS).fetch("data:text/plain,hello").read() == b"hello"
    assert (
        OwnFontsOnly(FONTS).fetch("plan-font:source-sans-3/source-sans-3-latin-400-normal.woff2").read()[:4] == b"wOF2"
    )


def test_a_font_address_leads_to_fonts_only():
    with pytest.raises(OSError):
        OwnFontsOnly(FONTS).fetch("plan-font:../../../../../../etc/passwd")


@pytest.mark.parametrize(
    "words",
    [
        "Care 💙 for all 👩🏾‍⚕️",
        "خدمة عادلة للجميع",
        "שירות הוגן לכולם",
        "公平的护理",
        "Gofal teg i bawb ŵ ŷ",
        "a\u202eb\u0000c\ufffe",
    ],
    ids=["emoji", "arabic", "hebrew", "chinese", "welsh", "controls"],
)
def test_words_in_any_script_do_not_break_the_pdf(project, people, words):
    project.name = words.replace("\x00", "")
    project.save()
    step = find_step("literature")
    clean = words.replace("\x00", "")
    actions.save_step(project=project, step=step, answers={"review_question": clean}, seen_version=0, by=people.lead)
    content = plan_pdf(build_plan(project))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) > 5
