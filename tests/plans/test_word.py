"""The plan as a Word file: built of real headings and tables, said for those who do not see it, harmless to open."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from plans.document import Drawing, Section, Table
from plans.gather import build_plan
from plans.options import Form, PlanOptions
from plans.word import what_to_write
from plans.writing import docx_of
from tests.worksheets.records import whole_thread

from .plans_to_judge import LOGO
from .reading_word import headings_of_docx, names_in, opened, text_of_docx

pytestmark = pytest.mark.django_db
CHART = Chart(
    "gaps",
    "How complete the records are",
    "Ethnicity is known for 60% of rows.",
    "percent",
    "bars",
    (Series("Known", (Point("Ethnicity", 60.0, 55.0, 65.0), Point("Sex", 99.0))),),
    ChartTable(("Field", "Share known"), (("Ethnicity", "60%"), ("Sex", "99%"))),
)


@pytest.fixture
def plan(project, people):
    project.name = "عيادة القلب"
    project.save()
    whole_thread(project, people.lead)
    # As a file of another house could hold it; our own database refuses the first sign.
    plan = replace(build_plan(project), about="\x0cCare\x00 <b>for</b> all 💙\u202e")
    wide = Table("A wide one", ("One", "Two", *"345678"), (("=1+1", "{ HYPERLINK x }", *"345678"),), wide=True)
    return replace(plan, sections=(*plan.sections, Section("drawn", "Drawn", (Drawing(CHART), wide))))


@pytest.fixture
def content(plan) -> bytes:
    return docx_of(**what_to_write(plan))


def test_a_word_file_is_built_as_one_and_harmless(plan, content):
    document, text = opened(content), text_of_docx(content)
    levels = headings_of_docx(content)
    assert [words for level, words in levels if level == 1] == list(plan.titles)
    assert levels[0] == (0, "عيادة القلب")
    assert all(after[0] <= before[0] + 1 for before, after in zip(levels, levels[1:]))
    assert document.core_properties.title == "عيادة القلب: action and evaluation plan"
    assert document.core_properties.language == "en-GB"
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    for words in ("Care <b>for</b> all 💙", "=1+1", "Draft, as at", "Page ", "What we ask", *plan.titles):
        assert words in text
    assert not {"\u202e", "\x00", "\x0c"} & set(text)

    tables = document.tables
    thread = next(one for one in tables if one.rows[0].cells[0].text == "Finding")
    assert thread.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    ways = [section.orientation for section in document.sections]
    assert ways[:3] == [0, 1, 0], "the thread is turned on its side, and what follows is not"
    assert ways[-1] == 1, "so is a wide table"
    assert document.element.body.findall(".//" + qn("w:bidi")), "a right-to-left name runs from right to left"

    drawings = list(document.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in drawings] == [f"{CHART.title}. {CHART.sentence}"]
    assert "Ethnicity\n60%" in text
    codes = "".join(one.text for one in document.element.body.iter(qn("w:instrText")))
    assert codes.split()[0] == "TOC"
    assert codes.count("PAGEREF") == len(plan.titles), "Word fills in the page of each chapter"
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    assert "HYPERLINK" not in codes
    names = names_in(content)
    assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]
    assert len([name for name in names if "media/" in name]) == 1


def test_the_plan_on_a_page_has_no_cover_and_no_contents(project):
    content = docx_of(**what_to_write(build_plan(project, PlanOptions(form=Form.ONE_PAGE))))
    assert [words for level, words in headings_of_docx(content) if level == 1] == ["The plan on a page"]
    assert "Contents" not in text_of_docx(content)


@pytest.mark.parametrize(("status", "marks"), [("Draft", 2), ("Agreed", 0)])
def test_a_draft_has_the_word_across_its_cover_and_every_page_until_it_is_agreed(plan, status, marks):
    first = opened(docx_of(**what_to_write(replace(plan, status=status)))).sections[0]
    heads = [first.header._element, first.first_page_header._element]
    drawn = [one for head in heads for one in head.iter("{urn:schemas-microsoft-com:vml}textpath") if one.get("string")]
    assert [one.get("string") for one in drawn] == ["DRAFT"] * marks


def test_a_logo_stands_first_and_the_paper_may_be_larger(plan):
    content = docx_of(**what_to_write(replace(plan, logo=LOGO, page_size="A3")))
    document = opened(content)
    assert names_in(content).count("word/media/image1.png") == 1
    picture = document.paragraphs[0]._p.find(".//" + qn("wp:docPr"))
    assert picture.get("descr") == f"Logo of {plan.organisation}"
    widths = {round(section.page_width.mm) for section in document.sections}
    assert widths == {297, 420}, "A3 upright, and turned for the thread"
