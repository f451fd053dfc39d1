"""Plans that are hard to print well: long, empty, hostile, in many scripts, full of charts."""

import datetime as dt
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from plans import document
from plans.document import (
    Answers,
    Drawing,
    Facts,
    OnePage,
    PlanDocument,
    Points,
    Section,
    Signed,
    Subsection,
    Table,
    Words,
)
from plans.one_page import MOST, MOST_LETTERS
from plans.options import Form, PlanOptions, chosen
from worksheets.presenters import ShownAnswer

SCRIPTS = {
    "emoji": "Care 💙 for all 👩🏾‍⚕️ 🏳️‍🌈 ☎️ ✅",
    "arabic": "خدمة عادلة للجميع",
    "urdu": "سب کے لیے منصفانہ خدمت",
    "hebrew": "שירות הוגן לכולם",
    "punjabi": "ਸਾਰਿਆਂ ਲਈ ਨਿਰਪੱਖ ਸੇਵਾ",
    "gujarati": "બધા માટે ન્યાયી સેવા",
    "hindi": "सभी के लिए निष्पक्ष सेवा",
    "bengali": "সবার জন্য ন্যায্য সেবা",
    "chinese": "公平的护理",
    "polish and welsh": "Żółć dla każdego, gofal teg i bawb ŵ ŷ",
    "russian and greek": "Справедливая помощь, δίκαιη φροντίδα",
    "signs": "SpO₂ ≥ 92 % → ward; ½ ﬁt; 　wide ＝ ① \u2011 \u00ad",
    "hidden": "a\u202eb\u0001c\ufffe\u2028d\ufeff\ue000\U0001f9ff\U000e0041",
}
ATTACKS = (
    "<img src=file:///etc/passwd>",
    "<h2>Injected heading</h2> </title><style>@import url(http://127.0.0.1:9/x.css)</style>",
    '<link rel=attachment href="file:///etc/passwd"> "><script>alert(1)</script> {{ 7 * 7 }}',
    "A" * 400,
)


# As much as six boxes ever hold.
def _logo() -> str:
    made = BytesIO()
    Image.new("RGB", (60, 20), "navy").save(made, "PNG")
    return b64encode(made.getvalue()).decode()


LOGO = _logo()
FULL_PAGE = OnePage(
    (("A question of the page", (("People wait too long for what they need. " * 4)[:MOST_LETTERS],) * MOST),) * 6,
    "To help.",
)
PATHWAY = Chart(
    "board:process_map",
    "The pathway",
    "It gets in the way.",
    "",
    "pathway",
    tuple(
        Series(f"G{n} People", tuple(Point("", (1.0, 0.0, -1.0, None)[(n + at) % 4]) for at in range(9)))
        for n in range(3)
    ),
    ChartTable(
        ("Step", "What the person does", "What the service does", "Told", "Groups", "Adjustments"),
        tuple(
            (f"{n}. {'Waits ' * n}: S{n}", "Reads a letter " * n, "", "", "", "J1" if n % 2 else "") for n in range(9)
        ),
    ),
)


def chart(kind: str, name: str = "Attended", labels: int = 6, series: int = 2) -> Chart:
    """One chart of a kind; one of its values may not be shown."""
    rows = [f"{name} {place}" for place in range(labels)]
    drawn = tuple(
        Series(
            f"{name} part {place}",
            tuple(
                Point(label, None if number == 1 else 20.0 + number, 10.0, 40.0) for number, label in enumerate(rows)
            ),
        )
        for place in range(series)
    )
    table = ChartTable(("Group", "Share"), tuple((label, "20%") for label in rows))
    reference = ("All", 25.0) if kind in ("bars", "lines") else None
    return Chart(
        f"{kind}:{labels}", f"{name} by {kind}", f"{name}: one in five.", "percent", kind, drawn, table, reference
    )


def plan(words: str = "Fair care", *, blocks: tuple = (), rows: int = 3, **more) -> PlanDocument:
    """A plan in which every place that can hold words holds these."""
    table = Table(words, ("Action", "Owner", "Due"), tuple((f"T{row} {words}", words, "") for row in range(rows)))
    wide = Table(f"Wide {words}", tuple(f"{words} {place}" for place in range(6)), ((words,) * 6,) * 4, wide=True)
    everything = (Words(words, lead=True), Facts(((words, words),)), Points((words, words)), *blocks)
    record = document.Ref("F1", words)
    return PlanDocument(
        **{
            "title": words,
            "organisation": words,
            "about": words,
            "as_at": dt.date(2026, 11, 24),
            "status": document.DRAFT,
            "lead": words,
            "places": (words,),
            "meeting": words,
            "end_on": dt.date(2027, 3, 31),
            "is_example": False,
            "one_page": OnePage((("Who is missing out", (words,)), ("By when", ())), words),
            "thread": (document.ThreadLine((("Finding", (record,)), ("Barrier", ()), ("Outcome", ()))),) * 2,
            "loose_ends": (words,),
            "sections": (
                Section("about", words, everything, (Subsection(words, (table, wide), words),)),
                Section(
                    "empty", "Nothing here", (), (Subsection("Empty", (Table("None", ("A",), (), empty="None."),)),)
                ),
            ),
            **more,
        }
    )


def plans() -> Iterator[tuple[str, PlanDocument]]:
    for name, words in SCRIPTS.items():
        yield name, plan(words, blocks=(Drawing(chart("bars", words)),))
    for number, words in enumerate(ATTACKS):
        yield f"attack {number}", plan(words)
    for kind in ("stacked", "bars", "lines", "pyramid", "dots"):
        yield f"chart {kind}", plan(blocks=(Drawing(chart(kind)), Drawing(chart(kind, labels=24, series=2))))
    yield "seven parts", plan(blocks=(Drawing(chart("stacked", series=7)),))
    yield "nothing", plan("", thread=(), loose_ends=(), sections=(), places=(), meeting="", end_on=None)
    yield "long table", plan(rows=500)
    yield "long words", plan("A very long story of what was found out and done. " * 4, title="A long story")
    facts = tuple(
        (f"What was asked in words {'and more words ' * (row % 7)}?", "Said " * (row % 40)) for row in range(120)
    )
    yield "many facts", plan(blocks=(Facts(facts),))
    answers = tuple(
        ShownAnswer(str(at), f"{question} {'and ' * (at % 9)}", "Yes " * (at % 5 + 1))
        for at, (question, _) in enumerate(facts)
    )
    yield "many answers", plan(blocks=(Answers(answers),))
    signed = Signed("Project lead", "A. Person", "To do it.", dt.date(2026, 11, 20))
    yield "agreed", plan(status=document.AGREED, version=3, signed=(signed,))
    yield "example", plan(status=document.EXAMPLE, is_example=True)
    yield "full page", chosen(plan(one_page=FULL_PAGE), PlanOptions(Form.ONE_PAGE))
    yield "pathway", plan(blocks=(Drawing(PATHWAY, wide=True), Drawing(chart("bars"))))
    yield "logo on A3", plan(logo=LOGO, page_size="A3", blocks=(Drawing(PATHWAY, wide=True),))
    for form in Form:
        yield f"form {form.value}", chosen(plan(), PlanOptions(form, unanswered=True, committee="A committee"))
