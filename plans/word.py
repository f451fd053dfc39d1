"""The plan as an editable Word document: what stands in it, piece by piece, for writing.docx_of to write."""

from dataclasses import replace

from django.conf import settings
from django.template.loader import render_to_string

from design.words import day, sentence_list

from .document import DRAFT, Answers, Block, Drawing, Facts, PlanDocument, Points, Section, Subsection, Table, Words
from .pdf import print_css
from .writing import Contents, Heading, Picture, Piece, Text
from .writing import Points as PiecePoints
from .writing import Table as PieceTable

FROM_THE_GUIDE = (
    "Created from the Derby and Derbyshire guide to service-level action on health inequalities, February 2025."
)
WORKED_EXAMPLE = (
    "This is a worked example built on the case study in the guide. Much of it is made up to show the form."
)


def what_to_write(plan: PlanDocument) -> dict:
    """What writing.docx_of needs, so that it can be handed to a child process."""
    return {
        "title": f"{plan.title}: {plan.paper.lower()}",
        "above": f"{plan.title}. {_standing(plan)}",
        "below": "",
        "has_cover": "cover" in plan.shows,
        "pieces": tuple(_turned(pieces_of(plan))),
        "css": print_css(),
        "page_size": plan.page_size,
        "logo": plan.logo,
        "logo_said": f"Logo of {plan.organisation}",
        "fonts": str(settings.PLAN_FONTS),
        "watermark": DRAFT.upper() if plan.is_draft else "",
    }


def pieces_of(plan: PlanDocument) -> list[Piece]:
    pieces = _cover(plan) if "cover" in plan.shows else _head(plan)
    if "contents" in plan.shows:
        signed = ("Who has signed",) if plan.signed else ()
        pieces.append(Contents("Contents", (*plan.titles, *signed)))
    if "one_page" in plan.shows:
        pieces += _one_page(plan)
    if "thread" in plan.shows:
        pieces += _thread(plan)
    for section in plan.sections:
        pieces += _section(section, new_page=bool(plan.shows))
    if plan.signed:
        rows = tuple((one.name, one.role, one.commitment, day(one.signed_on)) for one in plan.signed)
        pieces.append(Heading("Who has signed", 1, new_page=True))
        pieces.append(PieceTable("Signatures", ("Name", "As", "Commits to", "Date"), rows))
    return pieces


def _standing(plan: PlanDocument) -> str:
    version = f"version {plan.version}, " if plan.version else ""
    return f"{plan.status}, {version}as at {day(plan.as_at)}"


def _cover(plan: PlanDocument) -> list[Piece]:
    facts = (
        ("Lead", plan.lead or "Not yet decided"),
        ("Places", sentence_list(plan.places) or "Not yet decided"),
        ("For", plan.meeting or "No meeting chosen yet"),
        ("Ends", day(plan.end_on) or "No end date yet"),
    )
    notes = (WORKED_EXAMPLE, FROM_THE_GUIDE) if plan.is_example else (FROM_THE_GUIDE,)
    return [
        Text(plan.organisation, "Subtitle"),
        Heading(plan.title, 0),
        Text(f"{plan.paper} on health inequalities", "Subtitle"),
        Text(_standing(plan), "Ask" if plan.is_draft else "Lead"),
        Text(plan.about, "Lead"),
        PieceTable("", (), facts),
        Text("What we ask", "Question"),
        Text(plan.one_page.ask, "Ask"),
        *(Text(note, "Quiet") for note in notes),
    ]


def _head(plan: PlanDocument) -> list[Piece]:
    meeting = f" For {plan.meeting}." if plan.meeting else ""
    return [
        Heading(plan.title, 0),
        Text(plan.paper, "Subtitle"),
        Text(f"{plan.organisation}. {_standing(plan)}.{meeting}", "Quiet"),
    ]


def _one_page(plan: PlanDocument) -> list[Piece]:
    pieces: list[Piece] = [Heading("The plan on a page", 1, new_page="cover" in plan.shows)]
    for question, answers in plan.one_page.answers:
        pieces.append(Heading(question, 2))
        pieces.append(PiecePoints(answers) if answers else Text("Not yet decided"))
    return [*pieces, Heading("What we ask of the meeting", 2), Text(plan.one_page.ask, "Ask")]


def _thread(plan: PlanDocument) -> list[Piece]:
    pieces: list[Piece] = [Heading("The golden thread", 1, new_page=True), Text(plan.thread_introduction)]
    table = plan.thread_table
    if table:
        headings = tuple(cell.name for cell in table[0])
        rows = tuple(tuple("\n".join(cell.lines) for cell in row) for row in table)
        pieces.append(PieceTable("From finding to outcome", headings, rows, wide=True, heads_rows=False))
    else:
        pieces.append(Text("No thread is recorded yet."))
    pieces.append(Heading("Loose ends", 2))
    if plan.loose_ends:
        return [*pieces, PiecePoints(plan.loose_ends)]
    return [*pieces, Text("No loose ends. Everything recorded is joined up.")]


def _section(section: Section, *, new_page: bool) -> list[Piece]:
    """In a short paper, which has no leading parts, sections follow one another."""
    pieces: list[Piece] = [Heading(section.title, 1, new_page=new_page)]
    for block in section.blocks:
        pieces += _block(block, 2)
    for part in section.subsections:
        pieces += _subsection(part, is_named=section.names(part))
    return pieces


def _subsection(part: Subsection, *, is_named: bool) -> list[Piece]:
    pieces: list[Piece] = [Heading(part.title, 2)] if is_named else []
    if part.shown_status:
        pieces.append(Text(part.shown_status, "Quiet"))
    for block in part.blocks:
        pieces += _block(block, 3 if is_named else 2)
    return pieces


def _block(block: Block, level: int) -> list[Piece]:
    """`level` is that of the heading of a drawing."""
    match block:
        case Words():
            return [Text(block.text, "Lead" if block.lead else "Normal")]
        case Facts():
            return [PieceTable("", (), block.rows)]
        case Answers():
            return [piece for is_short, run in block.runs for piece in _answers(run, is_short)]
        case Table():
            source = [Text(block.source, "Quiet")] if block.source else []
            return [_table(block), *source] if block.rows else [Text(block.empty)]
        case Drawing():
            return _drawing(block, level)
        case Points():
            return [PiecePoints(block.points)] if block.points else [Text(block.empty)]


def _answers(run, is_short: bool) -> list[Piece]:
    if is_short and len(run) > 1:
        return [PieceTable("", (), tuple((one.label, one.text) for one in run))]
    return [piece for answer in run for piece in _answer(answer)]


def _answer(answer) -> list[Piece]:
    if answer.table:
        headings = tuple(one or "Item" for one in answer.headings)
        return [PieceTable(answer.label, headings, answer.table)]
    return [Text(answer.label, "Question"), Text(answer.text)]


def _table(table: Table) -> PieceTable:
    rows = tuple(tuple(cell or "–" for cell in row) for row in table.rows)
    headings = tuple(one or "Item" for one in table.headers)
    return PieceTable(table.caption, headings, rows, table.turned, headed=table.headed)


def _drawing(drawing: Drawing, level: int) -> list[Piece]:
    """The chart as a picture, its sentence before it, and its figures after where they print."""
    chart, wide = drawing.chart, drawing.wide
    svg = render_to_string("plans/_drawing.jinja", {"chart": chart})
    words = [Heading(chart.title, level), Text(chart.sentence, "Question")]
    pieces = [*words, Picture(svg, chart.title, chart.described, wide)]
    if not chart.alone:
        pieces.append(PieceTable(f"{chart.title}: the figures", chart.table.headers, chart.table.rows, wide))
    return [*pieces, Text(f"Source: {chart.source}", "Quiet", wide)] if chart.source else pieces


def _turned(pieces: list[Piece]) -> list[Piece]:
    """What leads to a wide table or picture (its headings, and one line) stands on the same page, turned with it."""
    found: list[Piece] = []
    leads, words = False, 0
    for piece in reversed(pieces):
        if isinstance(piece, PieceTable | Picture):
            leads, words = piece.wide, 0
        elif leads and isinstance(piece, Heading | Text):
            words += isinstance(piece, Text) and piece.style != "Quiet"
            leads = words < 2
            if leads:
                piece = replace(piece, wide=True)
        else:
            leads = False
        found.append(piece)
    return found[::-1]
