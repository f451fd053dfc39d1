"""Step 13: who hears what happened, how long is left, what is late, and what each thirty days hold."""

from design.words import count, day, sentence_list
from guide.records import record_kind

from ..models import Record
from ..saying import in_words
from ..situation import Situation
from ..timing.days import LATE, Entry, entries_of
from ..timing.ninety_days import STEP, Thirty, thirties, windows_chosen
from . import Board, Cell, Table, board, offer

CONTRIBUTORS = ("contributors",)
# Joined Up Care Derbyshire hears through any of these.
ICB = ("icb", "insight_library", "improvement_derbyshire")
MUST_HEAR = (("the people who took part", CONTRIBUTORS), ("Joined Up Care Derbyshire or the ICB", ICB))
DRIFT_DAYS = {"two_weeks": 14, "next_meeting": 0, "month": 30}
TWO_WEEKS = 14


@board
def who_is_told(s: Situation) -> Board:
    """Each audience of the guide, and what is planned for it; those that must hear stand out until they do."""
    items = s.thread.of("dissemination")
    audiences = record_kind("dissemination").question("audience").options
    rows = tuple(
        _audience_row(s, option, [one for one in items if one.audience == option.value])
        for option in audiences
        if option.value != "other" or any(one.audience == "other" for one in items)
    )
    table = Table("Who is told", ("Audience", "What", "When", "How it stands"), rows)
    return Board("who_is_told", "Who is told, and who is not yet", _told_sentence(items), (table,), printed=False)


def is_told(items: list[Record], audiences: tuple[str, ...]) -> bool:
    return any(one.audience in audiences for one in items)


def _told_sentence(items: list[Record]) -> str:
    missing = [words for words, audiences in MUST_HEAR if not is_told(items, audiences)]
    if missing:
        return f"Nothing is planned yet for {sentence_list(missing)}."
    sent = sum(bool(one.sent_on) for one in items)
    return f"{sent} of {count(len(items), 'sharing item')} sent."


def _audience_row(s: Situation, option, items: list[Record]) -> tuple[Cell, ...]:
    must = option.value in CONTRIBUTORS or (option.value in ICB and not is_told(s.thread.of("dissemination"), ICB))
    if not items:
        plan = offer("Plan it", "dissemination", about=option.text, audience=option.value, focus_groups=_groups(s))
        return Cell(option.text), Cell(offer=plan), Cell(), Cell("Nothing planned", tone="gap" if must else "")
    late = [one for one in items if not one.sent_on and one.due_on and one.due_on < s.today]
    states = (
        Cell("Late", tuple(late), "gap")
        if late
        else Cell("Sent", tone="good")
        if all(one.sent_on for one in items)
        else Cell("Planned")
    )
    when = ", ".join(dict.fromkeys(day(one.sent_on or one.due_on) for one in items if one.sent_on or one.due_on))
    return Cell(option.text), Cell(records=tuple(items)), Cell(when), states


def _groups(s: Situation) -> list[Record]:
    return [group for group in s.thread.of("focus_group") if group.is_primary]


@board
def project_dates(s: Situation) -> Board:
    """The project’s own dates, shown and not asked again, with the days that are left."""
    start, end = s.project.start_on, s.project.end_on
    if end is None:
        sentence = "The project has no end date yet. Set one: work without an end drifts."
    elif end < s.today:
        sentence = f"The end date was {day(end)}, {count((s.today - end).days, 'day')} ago."
    else:
        began = f"The project runs from {day(start)} to" if start else "The project ends on"
        sentence = f"{began} {day(end)}. {count((end - s.today).days, 'day')} left."
    links = (("Change the dates of the project", "projects:edit_project"),)
    return Board("project_dates", "The project’s dates", sentence, links=links, printed=end is not None)


@board
def drift(s: Situation) -> Board | None:
    """What is late by more than the team’s rule allows, and so must be talked about."""
    entries = entries_of(s)
    if not entries:
        return None
    rule = s.answers(STEP).get("drift_rule")
    allowed = DRIFT_DAYS.get(rule, TWO_WEEKS)
    late = [one for one in entries if one.days_late(s.today) > allowed]
    late.sort(key=lambda one: one.day)
    rule_words = {14: "more than two weeks late", 0: "late", 30: "more than a month late"}[allowed]
    if not late:
        return Board("drift", "What drifts", f"Nothing is {rule_words}.", printed=False)
    waits = sum(one.state(s.today) == LATE for one in entries) - len(late)
    sentence = (
        f"{count(len(late), 'thing is', 'things are')} {rule_words}. Talk about {'it' if len(late) == 1 else 'them'}."
    )
    hints = (f"{count(waits, 'other thing is', 'other things are')} late by less than that.",) if waits else ()
    rows = tuple(_late_row(one, s) for one in late)
    table = Table("What drifts", ("What", "Was due", "Late by", "Who"), rows)
    return Board("drift", "What drifts", sentence, (table,), hints, printed=False)


def _late_row(entry: Entry, s: Situation) -> tuple[Cell, ...]:
    return (
        Cell(entry.words, entry.records),
        Cell(day(entry.day)),
        Cell(count(entry.days_late(s.today), "day"), tone="gap"),
        Cell(entry.owner or "Nobody named"),
    )


@board
def ninety_days(s: Situation) -> Board | None:
    """The 30, 60 and 90 day plans, from the actions and from what was written beside them."""
    windows = windows_chosen(s)
    if not windows:
        return None
    parts = [one for window in windows for one in thirties(s, window)]
    empty = [one for one in parts if one.is_empty]
    sentence = (
        f"Nothing is planned yet for {sentence_list(_inside(one.words) for one in empty)}."
        if empty
        else "Something is planned for each 30 days."
    )
    headings = ("What", "Who", "Done looks like", "How it stands")
    tables = tuple(Table(one.words, headings, tuple(_thirty_rows(one))) for one in parts)
    return Board("ninety_days", "What each 30 days hold", sentence, tables)


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]


def _thirty_rows(part: Thirty):
    for action in part.actions:
        yield (
            Cell(records=(action,), titled=True),
            Cell(action.owner.name if action.owner else "Nobody yet", tone="" if action.owner_id else "gap"),
            Cell(action.said("done_looks_like") or ""),
            Cell(in_words(action, "status")),
        )
    if part.written.get("what"):
        written = part.written
        yield (
            Cell(written["what"]),
            Cell(written.get("who", "")),
            Cell(written.get("done_looks_like", "")),
            Cell(),
        )
    if part.is_empty:
        yield Cell("Nothing yet", tone="gap"), Cell(), Cell(), Cell()


@board
def changes_to_test(s: Situation) -> Board | None:
    """Adjustments chosen to be tested small that no small test tries yet."""
    waiting = [
        change
        for change in s.thread.of("adjustment")
        if change.choice == "test_small" and not s.thread.pointing(change, "pdsa_cycle", "adjustments")
    ]
    if not waiting:
        return None
    sentence = f"{count(len(waiting), 'adjustment waits', 'adjustments wait')} for a small test."
    rows = tuple(
        (
            Cell(records=(change,), titled=True),
            Cell(offer=offer("Plan a small test", "pdsa_cycle", about=change.ref, adjustments=change)),
        )
        for change in waiting
    )
    table = Table("Adjustments to test", ("Adjustment", "What you can do"), rows)
    return Board("changes_to_test", "Not tested yet", sentence, (table,), printed=False)
