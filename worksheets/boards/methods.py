"""Step 12: the methods as they stand, whom they hear and when, beside the numbers, and what people said of barriers."""

from design.words import count, day, sentence_list

from ..models import Record
from ..saying import in_words, people_in_words
from ..situation import Situation
from . import Board, Cell, Table, board

WHEN = {
    "before": ("before",),
    "during": ("during",),
    "after": ("after",),
    "before_after": ("before", "after"),
    "throughout": ("before", "during", "after"),
}
CHANGES = ("eased", "same", "worse")
MUST_HEAR = ("focus_groups", "non_attenders", "providers")


@board
def methods_in_short(s: Situation) -> Board | None:
    """Each method on one line, by date: who is heard, when, by whom, and how they consent. Printed for the list."""
    methods = sorted(s.thread.of("method"), key=lambda one: (_day_of(one) is None, _day_of(one) or s.today, one.number))
    if not methods:
        return None
    held = sum(bool(one.held_on) for one in methods)
    headings = ("Method", "Kind, and what it judges", "Who is heard", "When", "Who leads", "Consent and thanks")
    return Board(
        "methods_in_short",
        "Who will be heard, how and when",
        f"{count(len(methods), 'way', 'ways')} of hearing from people. Done so far: {held}.",
        (Table("Qualitative methods", headings, tuple(_in_short(s, one) for one in methods)),),
        wide=True,
    )


def _day_of(method: Record):
    return method.held_on or method.planned_on


def _in_short(s: Situation, method: Record) -> tuple[Cell, ...]:
    who = "; ".join(part for part in (in_words(method, "voices"), _how_many(s, method)) if part)
    when = ", ".join(part for part in (in_words(method, "when"), day(_day_of(method))) if part)
    return (
        Cell(records=(method,), titled=True),
        Cell(in_words(method, "kind"), tuple(s.thread.linked(method, "adjustments"))),
        Cell(who or "Nobody chosen yet", tuple(s.thread.linked(method, "focus_groups")), "" if who else "gap"),
        Cell(when or "Not said yet", tone="" if when else "gap"),
        Cell(_leader(method)),
        Cell(". ".join(part.rstrip(".") for part in (method.said("consent"), method.said("payment")) if part)),
    )


def _how_many(s: Situation, method: Record) -> str:
    return people_in_words(s.project, method.said("number_of_people"))


def _leader(method: Record) -> str:
    name = method.lead.name if method.lead else ""
    return f"{name}, independent of the service" if name and method.said("independent") == "yes" else name


@board
def voices_calendar(s: Situation) -> Board | None:
    """Who is heard before, during and after the change."""
    methods = s.thread.of("method")
    if not methods:
        return None
    voices = methods[0].spec.question("voices").options
    heard = {voice.value: [one for one in methods if voice.value in (one.said("voices") or ())] for voice in voices}
    missing = [voice.text for voice in voices if voice.value in MUST_HEAR and not heard[voice.value]]
    sentence = (
        f"Nobody plans to hear {sentence_list(_inside(text) for text in missing)} yet."
        if missing
        else "People from the focus groups, people who stayed away and staff will all be heard."
    )
    rows = tuple(
        (Cell(voice.text), *(_at(heard[voice.value], time) for time in ("before", "during", "after")))
        for voice in voices
        if heard[voice.value] or voice.value in MUST_HEAR
    )
    table = Table("Who is heard when", ("Voices", "Before", "During", "After"), rows)
    return Board("voices_calendar", "Whose voices, and when", sentence, (table,))


def _inside(text: str) -> str:
    return text[:1].lower() + text[1:]


def _at(methods: list[Record], time: str) -> Cell:
    return Cell(records=tuple(one for one in methods if time in WHEN.get(one.when, ())))


@board
def barriers_after(s: Situation) -> Board | None:
    """What people say has become of each barrier: eased, the same or worse, by the method that heard it."""
    methods = [one for one in s.thread.of("method") if any(_said_of(s, one, change) for change in CHANGES)]
    if not methods:
        return None
    told = {
        barrier: {change: s.thread.pointing(barrier, "method", f"barriers_{change}") for change in CHANGES}
        for barrier in s.thread.of("barrier")
    }
    rows = tuple(
        (Cell(records=(barrier,), titled=True), *(Cell(records=tuple(by[change])) for change in CHANGES), _verdict(by))
        for barrier, by in told.items()
        if any(by.values()) or barrier.is_priority
    )
    eased = [barrier.ref for barrier, by in told.items() if by["eased"] and not by["worse"]]
    worse = [barrier.ref for barrier, by in told.items() if by["worse"]]
    sentence = (
        f"People say that {sentence_list(eased)} eased." if eased else "Nobody says yet that a barrier has eased."
    )
    if worse:
        sentence += f" {sentence_list(worse)} got worse for some."
    headings = ("Barrier", "Eased", "The same", "Worse", "Together")
    return Board(
        "barriers_after",
        "What became of the barriers",
        sentence,
        (Table("What became of the barriers", headings, rows),),
    )


def _said_of(s: Situation, method: Record, change: str) -> list[Record]:
    return s.thread.linked(method, f"barriers_{change}")


def _verdict(by: dict) -> Cell:
    said = [change for change in CHANGES if by[change]]
    if not said:
        return Cell("Nobody was asked", tone="gap")
    if len(said) > 1:
        return Cell("Views differ", tone="doubt")
    return {"eased": Cell("Eased", tone="good"), "same": Cell("The same", tone="doubt")}.get(
        said[0], Cell("Worse", tone="gap")
    )
