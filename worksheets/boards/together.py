"""Step 12: numbers and words side by side for each adjustment, and how often the same people are asked."""

import datetime as dt
from dataclasses import dataclass

from design.words import count, sentence_list
from guide.records import record_kind

from ..measuring.adjustments import chosen, groups_of
from ..measuring.voices import hears_only_workforce
from ..models import Record
from ..saying import in_words
from ..situation import Situation
from . import Board, Cell, Offer, Table, board, offer

# More often than this in a year and people tire of it. A rule of thumb of ours; the guide asks for samples.
OFTEN = 3
A_YEAR = dt.timedelta(days=365)


@board
def numbers_and_words(s: Situation) -> Board | None:
    """Each chosen adjustment with its indicators and its methods by kind, so that what is missing stands out."""
    changes = chosen(s.thread)
    if not changes:
        return None
    rows = tuple(_row(s, change) for change in changes)
    both = sum(row[-1].text == "Numbers and words" for row in rows)
    headings = ("Adjustment", "Numbers", "Words", "Made with people", "Together")
    sentence = f"Of {count(len(changes), 'chosen adjustment')}, {both} will be judged by numbers and words together."
    table = Table("Numbers and words for each adjustment", headings, rows)
    return Board("numbers_and_words", "Numbers and words together", sentence, (table,), _unused(s))


def _unused(s: Situation) -> tuple[str, ...]:
    """The guide’s kinds of method that the team does not use: none has to be, but each hears something of its own."""
    used = {one.kind for one in s.thread.of("method")} | {"other"}
    unused = [one.text for one in record_kind("method").question("kind").options if one.value not in used]
    return (f"Not used: {sentence_list(text[:1].lower() + text[1:] for text in unused)}.",) if unused else ()


def _row(s: Situation, change: Record) -> tuple[Cell, ...]:
    indicators = s.thread.pointing(change, "indicator", "adjustments")
    methods = s.thread.pointing(change, "method", "adjustments")
    return (
        Cell(records=(change,), titled=True),
        Cell(
            records=tuple(indicators), offer=None if indicators else _begin(s, change, "indicator", "Add an indicator")
        ),
        Cell("; ".join(dict.fromkeys(in_words(one, "kind") for one in methods if one.kind)), tuple(methods)),
        Cell(in_words(change, "designed_with")),
        _together(s, change, indicators, methods),
    )


def _together(s: Situation, change: Record, indicators, methods) -> Cell:
    add = _begin(s, change, "method", "Add a method")
    if indicators and methods:
        return Cell("Numbers and words", tone="good")
    if indicators:
        return Cell("Numbers only", tone="doubt", offer=add)
    return Cell("Words only", tone="doubt") if methods else Cell("Nothing yet", tone="gap", offer=add)


def _begin(s: Situation, change: Record, kind: str, words: str) -> Offer:
    groups = groups_of(s.thread, change)
    return offer(words, kind, about=change.ref, adjustments=change, focus_groups=groups)


@dataclass(frozen=True)
class Asked:
    """Which focus group (none: staff) is asked, by what, and how many times in the fullest year."""

    who: tuple[Record, ...]
    by: tuple[Record, ...]
    in_a_year: int


@board
def asked_how_often(s: Situation) -> Board | None:
    """How often the same people are asked: activities, methods and surveys, for each focus group and for staff."""
    groups = [Asked((group,), *_asking(s, group)) for group in s.thread.of("focus_group")]
    staff = [one for one in s.thread.of("method") if hears_only_workforce(one)]
    asked = [*groups, Asked((), tuple(staff), fullest_year(_days_of(staff)))]
    asked = [one for one in asked if one.by]
    if not asked:
        return None
    often = [one for one in asked if one.in_a_year > OFTEN]
    who = ", ".join(one.who[0].ref if one.who else "staff" for one in often)
    sentence = (
        f"Some people may tire: {who} will be asked more than {OFTEN} times in a year."
        if often
        else f"Nobody is asked more than {OFTEN} times in a year."
    )
    hints = ("Ask a sample, or put several questions into one visit.",) if often else ()
    rows = tuple(_asked_row(one, one in often) for one in asked)
    table = Table("How often people are asked", ("Who", "Asked by", "Most times in a year"), rows)
    return Board("asked_how_often", "How often the same people are asked", sentence, (table,), hints)


def _asked_row(asked: Asked, is_often: bool) -> tuple[Cell, ...]:
    return (
        Cell("" if asked.who else "Staff", asked.who, titled=True),
        Cell(records=asked.by),
        Cell(str(asked.in_a_year), tone="doubt" if is_often else ""),
    )


def _asking(s: Situation, group: Record) -> tuple[tuple[Record, ...], int]:
    activities = s.thread.pointing(group, "engagement", "focus_groups")
    methods = [one for one in s.thread.pointing(group, "method", "focus_groups") if not hears_only_workforce(one)]
    surveys = [one for one in s.thread.pointing(group, "indicator", "focus_groups") if one.domain == "satisfaction"]
    by = (*activities, *methods, *surveys)
    return by, fullest_year(_days_of(by)) + sum(_rounds(one) for one in surveys)


def _rounds(survey: Record) -> int:
    """How many times a year a survey goes out."""
    return {"weekly": 52, "monthly": 12, "quarterly": 4}.get(survey.frequency, 1)


def _days_of(records) -> list[dt.date]:
    """When each happened or is planned. What has no date yet is counted in no year."""
    days = (getattr(one, "held_on", None) or getattr(one, "planned_on", None) for one in records)
    return sorted(day for day in days if day)


def fullest_year(days: list[dt.date]) -> int:
    """The most of these days that lie within any one year. The days are in order."""
    most, start = 0, 0
    for end, day in enumerate(days):
        while day - days[start] >= A_YEAR:
            start += 1
        most = max(most, end - start + 1)
    return most
