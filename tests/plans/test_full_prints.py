"""Every full print of a project reads back whole: each section, row of the thread, action, indicator and sentence."""

import shutil
import subprocess

import pypdf
import pytest
from django.db import transaction

from plans.document import Answers, Drawing, Facts, PlanDocument, Points, Table, Words
from plans.gather import build_plan
from plans.kinds import KINDS
from plans.options import Form, PlanOptions
from tests.world import build_world
from worksheets.models import Action, Indicator

from .projects import MANY, PROJECTS
from .reading import letters
from .reading_kinds import content_of, text_of, without_edges
from .reading_word import headings_of_docx

pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("full prints")]
EVERYTHING = PlanOptions(form=Form.FULL_WITH_APPENDICES, unanswered=True, comments=True)
PIECE = 40


class Printed:
    """One project with its plan and every kind of print of it, made once."""

    def __init__(self, name: str):
        self.world = build_world(name.capitalize())
        self.project = self.world.project
        PROJECTS[name](self.project, self.world.people.lead)
        self.plan = build_plan(self.project, EVERYTHING)
        self.files = {key: content_of(key, self.plan) for key in KINDS}
        self.texts = {key: read(key, content, self.plan) for key, content in self.files.items()}


def read(key: str, content: bytes, plan: PlanDocument) -> str:
    """What a print says, in letters alone: those of scripts that run from right to left in any order."""
    return in_any_order(without_edges(text_of(key, content), plan))


def in_any_order(text: str) -> str:
    return letters("".join(letter for letter in text if not "\u0590" <= letter <= "\u08ff" and letter < "\ufb00"))


@pytest.fixture(scope="module", params=PROJECTS)
def printed(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Printed(request.param)
        transaction.set_rollback(True)


@pytest.fixture(params=KINDS)
def text(request, printed) -> str:
    return printed.texts[request.param]


def sentences_of(plan: PlanDocument) -> list[str]:
    """Every text a plan is to print."""
    blocks = [block for section in plan.sections for block in section.blocks]
    blocks += [block for section in plan.sections for part in section.subsections for block in part.blocks]
    texts = [plan.about, plan.organisation, plan.one_page.ask, *plan.loose_ends]
    texts += [answer for _, answers in plan.one_page.answers for answer in answers]
    for block in blocks:
        match block:
            case Words():
                texts.append(block.text)
            case Facts():
                texts += [words for row in block.rows for words in row]
            case Answers():
                texts += [words for one in block.answers for words in (one.label, one.text)]
                texts += [cell for one in block.answers for row in one.table for cell in row]
            case Table():
                texts += [cell for row in block.rows for cell in row] + (
                    [block.caption] if block.rows and not block.headed else []
                )
            case Points():
                texts += block.points or [block.empty]
            case Drawing():
                texts += [block.chart.title, block.chart.sentence]
    return [line for text in texts for line in text.splitlines()]


def lost(sentences, text: str) -> list[str]:
    """Those whose beginning, middle and end are not there: a page may break anywhere between."""
    missing = []
    for sentence in dict.fromkeys(sentences):
        said = in_any_order(sentence)
        middle = len(said) // 2
        for piece in (said[:PIECE], said[middle : middle + PIECE], said[-PIECE:]):
            if piece not in text:
                missing.append(f"{sentence[:80]} … {piece}")
    return missing


def titles_of(plan: PlanDocument) -> list[str]:
    return [title for one in plan.sections for title in (one.title, *(part.title for part in one.subsections))]


def test_every_section_is_there(printed, text):
    assert lost(titles_of(printed.plan), text) == []


def test_every_row_of_the_thread_is_there(printed, text):
    records = {ref for line in printed.plan.thread for _, refs in line.cells for ref in refs}
    assert lost([f"{one.ref}{one.title}" for one in records], text) == []


def test_every_action_and_indicator_is_there(printed, text):
    records = [*Action.objects.of(printed.project), *Indicator.objects.of(printed.project)]
    assert lost([str(one) for one in records], text) == []


def test_every_sentence_is_there(printed, text):
    sentences = sentences_of(printed.plan)
    assert len(sentences) > 250
    assert lost(sentences, text) == []


def test_headings_of_the_word_file_are_ours_and_in_order(printed):
    found = headings_of_docx(printed.files["docx"])
    assert [words for level, words in found if level == 1] == [" ".join(one.split()) for one in printed.plan.titles]
    assert all(after[0] <= before[0] + 1 for before, after in zip(found, found[1:]))
    assert "Injected" not in [words for _, words in found]


def test_the_prints_are_of_a_size_to_send(printed):
    assert {key for key, content in printed.files.items() if len(content) > 4_000_000} == set()
    assert len(printed.plan.sections) >= 10
    if printed.project.name.startswith("Huge"):
        assert sum(len(part.blocks) for one in printed.plan.sections for part in one.subsections) > MANY


def test_libre_office_opens_the_word_file(printed, tmp_path):
    """And finds in it what we wrote: a fault in the file would end the conversion, or leave words out."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine, so nothing opens the Word file")
    file = tmp_path / "plan.docx"
    file.write_bytes(printed.files["docx"])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    opened = pypdf.PdfReader(tmp_path / "plan.pdf")
    said = in_any_order("\n".join(page.extract_text() for page in opened.pages))
    assert lost([printed.plan.title, *titles_of(printed.plan)], said) == []
