"""The plan of the worked example: the same on screen and in print, and a PDF that everybody can read."""

import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from accounts.models import AuditEvent
from demo.projects import make_example
from plans.gather import build_plan
from plans.pdf import plan_html
from projects.models import Project
from worksheets.models import Action

from . import verapdf
from .reading import body_of, headings_of, letters, tags_of, text_of_pdf, words_of

# One group, so that one process makes the example and its PDF for all of them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("worked example"), pytest.mark.thorough]
# It prints on 25 pages. A few more are for words that grow; many more mean that a part prints what no reader needs.
MOST_PAGES = 28
CHECKER = settings.BASE_DIR.parent / "shared" / "tools" / "pdfua_check.py"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The example and nothing else of the demonstration, made once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_example({})
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def file(made, django_db_blocker, tmp_path_factory):
    """Its PDF, made as an IT person makes it."""
    path = tmp_path_factory.mktemp("plan") / "plan.pdf"
    with django_db_blocker.unblock():
        call_command("export_plan", "long-covid-service", "--pdf", str(path))
    return path


@pytest.fixture
def example(made, db):
    return Project.objects.get(pk=made.pk)


@pytest.fixture
def plan(example):
    return build_plan(example)


@pytest.fixture
def screen(example, client_for, people) -> str:
    """Its page. Not by `open_page`: “None seen”, as this team wrote, would pass there for a value that was missing."""
    response = client_for(people.outsider).get(reverse("plans:show_plan", args=[example.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture(scope="module")
def printed(file) -> str:
    return letters(text_of_pdf(file.read_bytes()))


@pytest.fixture
def pdf(file):
    with pikepdf.open(file) as opened:
        yield opened


def test_screen_and_print_say_the_same(plan, screen):
    on_screen, on_paper = body_of(screen), body_of(plan_html(plan))
    assert headings_of(on_screen) == headings_of(on_paper)
    assert words_of(on_screen) == words_of(on_paper)


def test_every_section_stands_in_both_contents_lists(plan, screen):
    for markup in (screen, plan_html(plan)):
        titles = [text for level, text in headings_of(markup) if level == "2"]
        assert [title for title in titles if title in plan.titles] == list(plan.titles)
        for section in plan.sections:
            assert f'href="#section-{section.key}"' in markup
            assert f'id="section-{section.key}"' in markup


def test_the_plan_is_whole(plan):
    assert len(plan.sections) == 10
    assert plan.status == "Worked example"
    assert not plan.is_draft
    assert all(answers for _, answers in plan.one_page.answers if _ != "By when")
    assert any(all(records for _, records in row.cells) for row in plan.thread)


def test_the_print_holds_every_section(printed, plan):
    missing = [title for title in plan.titles if letters(title) not in printed]
    named = [part.title for one in plan.sections for part in one.subsections if one.names(part)]
    missing += [title for title in named if letters(title) not in printed]
    assert missing == []


def test_the_print_holds_every_row_of_the_thread(printed, plan):
    records = {record for row in plan.thread for _, records in row.cells for record in records}
    assert len(records) > 10
    assert [str(record) for record in records if letters(f"{record.ref}{record.title}") not in printed] == []


def test_the_print_holds_every_action(printed, example):
    actions = list(Action.objects.of(example))
    assert len(actions) > 3
    assert [str(action) for action in actions if letters(f"{action.ref}{action.title}") not in printed] == []


def test_the_print_holds_every_answer_and_cell(printed, plan):
    """Pages break inside answers, so the beginning of each is looked for."""
    blocks = [block for section in plan.sections for block in section.blocks]
    blocks += [block for section in plan.sections for part in section.subsections for block in part.blocks]
    texts = [answer.text for block in blocks if block.kind == "answers" for answer in block.answers]
    texts += [cell for block in blocks if block.kind == "table" for row in block.rows for cell in row]
    assert len(texts) > 100
    assert [text for text in texts if letters(text[:40]) not in printed] == []


def test_the_plan_is_short_enough_to_be_read(pdf):
    assert len(pdf.pages) <= MOST_PAGES


def test_the_print_is_numbered_and_says_what_it_is(file):
    text = text_of_pdf(file.read_bytes())
    assert "Page 2 of" in text
    assert "Derby and Derbyshire guide" in text
    assert "worked example built on the case study" in " ".join(text.split())


def test_the_print_is_tagged_titled_and_in_british_english(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert "Long Covid service" in metadata["dc:title"]
        assert metadata["pdfuaid:part"] == "1"


def test_headings_are_in_order(pdf):
    levels = [int(str(tag.S)[2]) for tag in tags_of(pdf) if str(tag.S)[:2] == "/H" and str(tag.S)[2:].isdigit()]
    assert levels.count(1) == 1
    assert levels.count(2) >= 12
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_tables_have_headers(pdf, plan):
    tables = [tag for tag in tags_of(pdf) if tag.S == "/Table"]
    names = [str(tag.S) for tag in tags_of(pdf)]
    assert len(tables) >= 10
    assert names.count("/TH") > len(tables)
    markup = plan_html(plan)
    headed = markup.count('<table class="nhsuk-table plan-table" aria-label=')
    (actions,) = [one for one in plan.sections if one.key == "actions"]
    assert headed == len(actions.subsections)
    captions = markup.count("<table") - headed + markup.count("<figcaption")
    assert names.count("/Caption") == captions, "a table that runs over a page says it once"


def test_figures_have_words_and_links_say_where_they_lead(pdf):
    assert all(str(tag.get("/Alt", "")) for tag in tags_of(pdf) if tag.S == "/Figure")
    links = [note for page in pdf.pages for note in page.get("/Annots", ()) if note.Subtype == "/Link"]
    assert len(links) >= 12
    assert all(str(link.get("/Contents", "")).strip() for link in links)
    assert not any("/URI" in str(link.get("/A", "")) for link in links), "a link leads out of the plan"


def test_fonts_are_our_own_and_inside(pdf):
    names = set()
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert any(key in inner.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            names.add(str(inner.BaseFont))
    assert names
    assert {name.split("+")[1].split("-")[0] for name in names} == {"Plan"}, "a letter was not in our own fonts"


def test_nothing_is_attached_and_nothing_runs(pdf):
    assert not pdf.attachments
    assert "/OpenAction" not in pdf.Root
    assert "/JavaScript" not in pdf.Root.get("/Names", {})


def test_the_checker_for_pdf_ua_finds_nothing(file):
    if not CHECKER.is_file():
        pytest.skip("the PDF/UA checker is not on this machine")
    checked = subprocess.run([sys.executable, CHECKER, file], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.skipif(bool(verapdf.what_is_missing()), reason=verapdf.what_is_missing())
def test_verapdf_finds_nothing(file):
    assert verapdf.judged([file]) == {file.name: []}


def test_the_file_is_a_pdf_and_the_making_is_in_the_trail(file, example):
    assert pikepdf.open(BytesIO(file.read_bytes())).pages
    event = AuditEvent.objects.get(verb="made plan file")
    assert (event.project_id, event.by_name, event.note) == (example.pk, "System", "by command")


def test_the_table_of_key_questions_says_who_answered_and_when(plan):
    (section,) = [one for one in plan.sections if one.key == "key-questions"]
    table = section.blocks[0]
    assert len(table.rows) == 5
    assert all(re.search(r"team.*, \d{1,2} \w+ \d{4}$", row[-1]) for row in table.rows)
