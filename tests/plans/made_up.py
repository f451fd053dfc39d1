"""A small plan made up for tests, to be changed in one place at a time."""

import datetime as dt

from datasets.analysis.charts import Chart, ChartTable
from plans.document import (
    Answers,
    Drawing,
    Facts,
    OnePage,
    PlanDocument,
    Points,
    Ref,
    Section,
    Subsection,
    Table,
    ThreadLine,
    Words,
)
from worksheets.presenters import ShownAnswer

COLUMNS = ("Finding", "Focus group", "Barrier", "Adjustment", "How we will know", "Action", "Outcome")
ACTION_HEADERS = ("Action", "For", "Owner", "Due", "Status")


def line(*refs: tuple[tuple[str, str], ...]) -> ThreadLine:
    """A thread line from (reference, title) pairs under each heading."""
    filled = (*refs, *((),) * (len(COLUMNS) - len(refs)))
    return ThreadLine(tuple((name, tuple(Ref(*one) for one in cell)) for name, cell in zip(COLUMNS, filled)))


def actions(*rows: tuple, title="Within 30 days") -> Subsection:
    return Subsection(title, (Table(f"Actions: {title}", ACTION_HEADERS, rows),))


RING = ("T1 Ring people first", "J1", "Ann Lead", "1 March 2027", "To start")
LEAFLET = ("T2 Write a leaflet", "J1, J2", "Bo Editor", "1 April 2027", "Under way")
INDICATOR = ("K1 People who miss a first visit", "30 in 100", "20 in 100")


def chart(sentence="Men miss more visits than women.", rows=(("Men", "30%"),)) -> Chart:
    return Chart("missed", "Missed visits", sentence, "percent", "bars", (), ChartTable(("Sex", "Share"), rows))


def answers(*pairs, table=()) -> Answers:
    said = [ShownAnswer(label.lower(), label, text) for label, text in pairs]
    return Answers((*said, ShownAnswer("grid", "Who helps", headings=("", "How"), table=table)))


def part_two(*blocks, status="Finished") -> Section:
    return Section("part-two", "The people behind the data", (), (Subsection("Step 5. Literature", blocks, status),))


STEP = (
    Words("What we heard. Three partners helped."),
    answers(("Why", "Letters are hard."), ("Cost", ""), table=(("A club", "Lends a room"),)),
    Table("Evidence", ("Paper", "Year"), (("A review", "2020"), ("A survey", "2021"))),
    Points(("J1 Ring first: takes staff time", "J2 Leaflet: not read by all")),
    Drawing(chart()),
)


def made_up(**changes) -> PlanDocument:
    facts = {
        "title": "A clinic",
        "organisation": "A trust",
        "about": "",
        "as_at": dt.date(2027, 1, 1),
        "status": "Draft",
        "lead": "Ann Lead",
        "places": ("Derby", "Bolsover"),
        "meeting": "The board, 3 March 2027",
        "end_on": None,
        "is_example": False,
        "one_page": OnePage((("What we will change", ("Ring first", "A leaflet")),), "Note the plan."),
        "thread": (
            line((("F1", "Few come"),), (("G1", "Men"),), (("B1", "Letters"),), (("J1", "Ring first"),)),
            line((("F1", "Few come"),), (("G1", "Men"),), (("B2", "Fear"),)),
        ),
        "loose_ends": ("F2 “Nobody asked” leads nowhere yet.", "The project has no end date."),
        "sections": (
            Section("about", "About the service", (Facts((("Setting", "Community"),)),)),
            part_two(*STEP),
            Section("actions", "Action plan", (Words("2 actions in the plan."),), (actions(RING, LEAFLET),)),
            Section(
                "evaluation",
                "Evaluation plan",
                (),
                (Subsection("Step 11", (Table("Indicators", ("Indicator", "Start", "Aim"), (INDICATOR,)),)),),
            ),
        ),
    }
    return PlanDocument(**facts | changes)


def with_section(section: Section) -> tuple[Section, ...]:
    """The made-up plan’s sections with one of them in another form."""
    return tuple(section if one.key == section.key else one for one in made_up().sections)
