"""The appendices: what stands behind the plan, and what is too long for its parts."""

from datasets.downloads import profile_rows
from datasets.plan_charts import latest_profile
from design.words import day
from guide.records import all_record_kinds
from guide.steps import all_steps
from worksheets.doing.standing import what_moved
from worksheets.presenters import ShownAnswer
from worksheets.saying import without_contacts

from ..document import ANSWERS, COMMENTS, Answers, Points, Section, Subsection, Table, Words
from ..left_out import LEFT_OUT
from .in_full import in_full
from .steps import rest_of_step

# What has an appendix of its own, with the kinds of record in it; the others follow in one.
OWN = (
    ("evidence", "Evidence and references", ("evidence",)),
    ("contacts", "Contact log", ("partner_link",)),
    ("insights", "Insight log", ("engagement", "insight")),
    ("materials", "Materials", ("material",)),
)
MOST_ROWS = 400
INTRODUCTION = "What the parts of this plan leave out or shorten, step by step. These do not print here either:"
LETTERS = "ABCDEFGHIJKLMNOP"


def appendices(source) -> tuple[Section, ...]:
    """Those with something in them, lettered: the rest of the worksheets, the records, and last the comments, which
    print only where asked for."""
    named = {kind for _, _, kinds in OWN for kind in kinds}
    others = [kind for kind in all_record_kinds() if kind not in named]
    found = [
        ("appendix-data", "Data behind the plan", _data(source)),
        *((f"appendix-{key}", title, _in_full(source, kinds)) for key, title, kinds in OWN),
        ("appendix-records", "Everything else on the golden thread", _in_full(source, others)),
        ("appendix-reviews", "Reviews, versions and commitments", _reviews(source)),
    ]
    there = [one for one in found if one[2]]
    lettered = [
        Section(key, f"Appendix {letter}: {title}", (), parts)
        for letter, (key, title, parts) in zip(LETTERS[1:], there)
    ]
    comments = _comments(source)
    last = [Section(COMMENTS, "Comments of the team", (), comments)] if comments else []
    return (*answers_in_full(source), *lettered, *last)


def answers_in_full(source) -> tuple[Section, ...]:
    """Step by step what the parts leave out or shorten, of answers and boards: always the first appendix."""
    parts = tuple(part for step in all_steps() if (part := rest_of_step(source, step)).blocks)
    out = Points(tuple(f"{one}." for one in LEFT_OUT))
    return (Section(ANSWERS, f"Appendix {LETTERS[0]}: Answers in full", (Words(INTRODUCTION), out), parts),)


def _in_full(source, kinds) -> tuple[Subsection, ...]:
    return tuple(part for kind in kinds if (part := in_full(source, kind)))


def _data(source) -> tuple[Subsection, ...]:
    """Every released figure of the newest file, then those frozen with findings and indicators."""
    parts = []
    if found := latest_profile(source.project, released=True):
        parts.append(_rates(*found))
    for kind, title, figures in (
        ("finding", "Figures behind the findings", "figures"),
        ("indicator", "Figures behind the indicators", "baseline"),
    ):
        tables = tuple(_figures(one, kept) for one in source.thread.of(kind) if (kept := getattr(one, figures)))
        if tables:
            parts.append(Subsection(title, tables))
    return tuple(parts)


def _rates(dataset, profile) -> Subsection:
    headers, *rows = profile_rows(profile)
    texts = tuple(tuple(_text(cell) for cell in row) for row in rows[:MOST_ROWS])
    table = Table(f"{dataset.label}: counts and rates", headers, texts, wide=True)
    more = f" The first {MOST_ROWS} of {len(rows)} rows are here." if len(rows) > MOST_ROWS else ""
    when = " to ".join(filter(None, (day(dataset.period_from), day(dataset.period_to)))) or "a period not said"
    return Subsection("All counts and rates", (Words(f"From {dataset.label}, {when}.{more}"), table))


def _text(cell) -> str:
    return "–" if cell is None else str(cell)


def _figures(record, kept: dict) -> Table:
    rows = tuple((name, text) for name, text in kept["released"]["facts"])
    return Table(str(record), ("Figure", "Value"), (*rows, ("Source", kept["source"])))


def _reviews(source) -> tuple[Subsection, ...]:
    project = source.project
    reviews = sorted(project.reviews.all(), key=lambda review: review.number)
    parts = [_review(review, before) for review, before in zip(reviews, [None, *reviews])]
    versions = tuple(
        (str(one), day(one.made_at), one.note or "–", f"Agreed {day(one.agreed_at)}" if one.agreed_at else "Draft")
        for one in project.plan_versions.defer("document").order_by("number")
    )
    said = tuple(
        (one.get_part_display(), one.name, without_contacts(one.words), day(one.said_on), _standing(one))
        for one in source.picture.situation.commitments
    )
    if said:
        table = Table("All that was said", ("Who", "Name", "What they will do", "Said on", "Does it stand?"), said)
        parts.append(Subsection("Commitments", (table,)))
    if versions:
        table = Table("Versions kept", ("Version", "Kept on", "What for", "Agreed?"), versions)
        parts.append(Subsection("Versions of this plan", (table,)))
    if hasattr(project, "closing"):
        parts.append(_closing(project.closing))
    return tuple(parts)


def _standing(commitment) -> str:
    return f"Taken back {day(commitment.taken_back_at)}" if commitment.taken_back_at else "Yes"


def _review(review, before) -> Subsection:
    """What a meeting wrote down, and what had moved since the one before it."""
    said = (
        ("What is stuck", review.stuck),
        ("What was decided", review.decisions),
        ("New risks", review.new_risks),
        ("Also said", review.minutes),
        ("Next review", day(review.next_on)),
    )
    blocks = [_said(said)]
    moved = what_moved(before.snapshot, review.snapshot) if before else []
    if moved:
        rows = tuple((one.what, one.before, one.after) for one in moved)
        blocks.append(Table(f"What moved since {before}", ("What", "Before", "After"), rows))
    return Subsection(f"{review}, {day(review.held_on)}", tuple(blocks))


def _closing(closing) -> Subsection:
    said = (
        ("What changed", closing.what_changed),
        ("What others can learn", closing.learned),
        ("Who was told", closing.told),
        ("What becomes of the data", closing.data_kept),
        ("What comes next", closing.what_next),
    )
    return Subsection("How the project ended", (_said(said),))


def _said(pairs) -> Answers:
    shown = (ShownAnswer(name, name, without_contacts(text)) for name, text in pairs)
    return Answers(tuple(one for one in shown if one.text))


def _comments(source) -> tuple[Subsection, ...]:
    comments = list(source.project.comments.select_related("written_by", "settled_by"))
    parts = []
    for step in all_steps():
        rows = tuple(
            (one.written_by.name, day(one.written_at), without_contacts(one.text), "Yes" if one.settled_at else "No")
            for one in comments
            if one.step_key == step.key
        )
        if rows:
            table = Table(f"Comments: {step.label}", ("Who", "When", "Comment", "Settled?"), rows)
            parts.append(Subsection(step.label, (table,)))
    return tuple(parts)
