"""Step 5: what was kept, what it points to, and where local voice stands on it."""

from design.words import count, sentence_list

from ..models import Barrier, Evidence
from ..saying import brief, in_words, name_of
from ..situation import Situation
from ..sources import Sources, sources_of
from . import Board, Cell, Offer, Table, board, offer

KEY_ITEMS = 8
STRENGTH = ("strong", "some", "weak", "")
FIT = ("well", "partly", "unsure", "")
TONES = {"well": "good", "partly": "", "unsure": "doubt", "": "gap"}
VOICES = {
    "agrees": ("Agrees", "good"),
    "divided": ("Is divided", "doubt"),
    "disagrees": ("Disagrees", "doubt"),
    "silent": ("Is silent", "gap"),
}


@board
def evidence_table(s: Situation) -> Board | None:
    """The kept evidence, the strongest that fits best first. Eight are the key ones and print in the plan; the rest is
    folded away, and stands in the plan’s appendix."""
    kept = sorted(s.thread.of("evidence"), key=lambda one: (_place(STRENGTH, one.strength), _place(FIT, one.applies)))
    if not kept:
        return None
    rows = tuple(_evidence_row(one) for one in kept)
    headings = ("Source", "What it says", "Strength", "Applies here")
    more = Table("More evidence", headings, rows[KEY_ITEMS:]) if len(rows) > KEY_ITEMS else None
    waiting = [one.ref for one in kept if not one.applies]
    fits = sum(one.applies == "well" for one in kept)
    text = f"{count(len(kept), 'item')} kept. {_fits(fits)}"
    hints = (f"Say how well {sentence_list(waiting)} {'applies' if len(waiting) == 1 else 'apply'} here.",)
    return Board(
        "evidence_table",
        "Key evidence",
        text,
        (Table("Key evidence", headings, rows[:KEY_ITEMS]),),
        hints if waiting else (),
        template="worksheets/boards/evidence_table.jinja",
        drawing=more,
    )


def _place(order: tuple, value: str) -> int:
    return order.index(value) if value in order else len(order)


def _fits(number: int) -> str:
    return (
        f"{number} {'applies' if number == 1 else 'apply'} well here."
        if number
        else "None is known to apply well here."
    )


def _evidence_row(one: Evidence) -> tuple[Cell, ...]:
    by = ", ".join(part for part in (one.details.get("authors"), str(one.year or "")) if part)
    why = one.details.get("applies_reason", "")
    fit = in_words(one, "applies") or "Not said yet"
    where = one.details.get("studied", "")
    said = one.details.get("key_message", "")
    return (
        Cell(f"{name_of(one)}{f' ({by})' if by else ''}", (one,)),
        Cell(f"{said} Looked at: {where}." if said and where else said or where),
        Cell(in_words(one, "strength") or "Not said yet", tone="" if one.strength else "gap"),
        Cell(f"{fit}. {why}" if why else fit, tone=TONES.get(one.applies, "")),
    )


@board
def research_points_to(s: Situation) -> Board | None:
    """Every barrier, change and measure that evidence suggests, and what there is of it."""
    rows = [row for one in s.thread.of("evidence") for row in _suggestions(s, one)]
    if not rows:
        return None
    waiting = sum(not row[-1].records for row in rows)
    text = f"Research suggests {count(len(rows), 'barrier, change or measure', 'barriers, changes and measures')}. " + (
        f"{count(waiting, 'suggestion has', 'suggestions have')} no record yet." if waiting else "Each has a record."
    )
    table = Table("What research points to", ("Source", "It points to", "In words", "Our records"), tuple(rows))
    return Board("research_points_to", "What research points to", text, (table,))


def _suggestions(s: Situation, one: Evidence):
    """A change has no link to the paper it came from: those that answer the same barriers stand beside it."""
    barriers = s.thread.pointing(one, "barrier", "evidence")
    changes = _after(s, barriers, "adjustment", "barriers")
    measures = _after(s, changes, "indicator", "adjustments")
    groups = s.thread.linked(one, "focus_groups")
    if text := one.details.get("barrier_suggested"):
        known = {"strength": "literature", "evidence": [one], "focus_groups": groups}
        fresh = None if barriers else offer("Add this barrier", "barrier", brief(text), title=text, **known)
        yield Cell(records=(one,)), Cell("A barrier"), Cell(text), Cell(records=tuple(barriers), offer=fresh)
    if text := one.details.get("adjustment_suggested"):
        fresh = offer("Add this adjustment", "adjustment", brief(text), title=text, barriers=barriers)
        yield Cell(records=(one,)), Cell("A change"), Cell(text), _beside("For the same barriers", changes, text, fresh)
    if text := one.details.get("measure_used"):
        fresh = offer("Add this indicator", "indicator", brief(text), title=text, adjustments=changes)
        yield (
            Cell(records=(one,)),
            Cell("A measure"),
            Cell(text),
            _beside("For the same changes", measures, text, fresh),
        )


def _beside(words: str, records: list, title: str, fresh: Offer) -> Cell:
    """The records of that very title, or else those it stands beside, with the offer to add it."""
    if same := tuple(one for one in records if one.title == title):
        return Cell(records=same)
    return Cell(words if records else "", tuple(records), offer=fresh)


def _after(s: Situation, records, kind: str, question: str) -> list:
    found = dict.fromkeys(one for record in records for one in s.thread.pointing(record, kind, question))
    return sorted(found, key=lambda one: one.number)


@board
def barriers_and_sources(s: Situation) -> Board | None:
    """Barriers by how many sources stand behind them and how strong these are, with where local voice stands."""
    found = [(barrier, sources_of(s.thread, barrier)) for barrier in s.thread.of("barrier")]
    if not found:
        return None
    found.sort(key=lambda pair: (-len(pair[1].research), -len(pair[1].all)))
    silent = [barrier.ref for barrier, sources in found if sources.local_voice == "silent"]
    agrees = sum(sources.local_voice == "agrees" for _, sources in found)
    text = f"Local voice agrees with {agrees} of {count(len(found), 'barrier')}" + (
        f", and is silent on {sentence_list(silent)}." if silent else "."
    )
    headings = ("Barrier", "Research", "Findings", "Staff", "The community", "Local voice")
    table = Table("Barriers and what stands behind them", headings, tuple(_source_row(*pair) for pair in found))
    hints = (f"Ask people about {sentence_list(silent)} in step 7.",) if silent else ()
    return Board("barriers_and_sources", "What stands behind each barrier", text, (table,), hints)


def _source_row(barrier: Barrier, sources: Sources) -> tuple[Cell, ...]:
    words, tone = VOICES[sources.local_voice]
    return (
        Cell(records=(barrier,), titled=True),
        Cell(_strengths(sources), sources.research),
        Cell(records=sources.findings),
        Cell(records=sources.staff),
        Cell(records=sources.community),
        Cell(words, sources.against, tone),
    )


def _strengths(sources: Sources) -> str:
    """2 strong, 1 weak."""
    counted = [(sum(one.strength == key for one in sources.research), key) for key in ("strong", "some", "weak")]
    names = {"strong": "strong", "some": "of some strength", "weak": "weak"}
    return ", ".join(f"{number} {names[key]}" for number, key in counted if number)
