"""Step 7: barriers on the COM-B board, in rank order, in people’s own words, and with ideas for a change."""

from dataclasses import dataclass

from design.words import count, sentence_list
from guide.vocabularies import vocabulary

from ..models import Barrier, Insight
from ..saying import brief, in_words
from ..situation import Situation
from ..sources import FORMULA, Ranked, first_barriers, ranking
from . import Board, Cell, Offer, Table, board, offer

# How a card is drawn by how the barrier is known: a pattern beside the words.
TONES = {
    "assumed": "gap",
    "literature": "doubt",
    "staff": "doubt",
    "community_heard": "",
    "community_confirmed": "good",
}


@dataclass(frozen=True)
class Card:
    """One barrier on the COM-B board."""

    barrier: Barrier
    groups: str
    strength: str
    tone: str


@dataclass(frozen=True)
class Column:
    title: str
    hint: str
    cards: tuple[Card, ...]


@board
def com_b(s: Situation) -> Board | None:
    """Six columns, one for each part of COM-B, with the barriers that touch it, sorted by focus group."""
    barriers = s.thread.of("barrier")
    if not barriers:
        return None
    cards = {barrier.pk: _card(s, barrier) for barrier in barriers}
    columns = tuple(
        Column(
            option.text,
            option.hint,
            tuple(sorted((cards[b.pk] for b in barriers if option.value in b.com_b), key=lambda card: card.groups)),
        )
        for option in vocabulary("com_b")
    )
    unsorted = [barrier.ref for barrier in barriers if not barrier.com_b]
    fullest = max(columns, key=lambda column: len(column.cards))
    if fullest.cards:
        text = f"Most barriers touch “{fullest.title.lower()}”: {len(fullest.cards)} of {len(barriers)}."
    else:
        text = "No barrier is sorted with COM-B yet."
    hints = (f"Sort {sentence_list(unsorted)}: open each, and tick what it touches.",) if unsorted else ()
    rows = tuple((Cell(column.title), Cell("; ".join(map(_card_in_words, column.cards)))) for column in columns)
    return Board(
        "com_b",
        "Barriers by what they touch",
        text,
        (Table("Barriers sorted with COM-B", ("COM-B", "Barriers"), rows),),
        hints,
        template="worksheets/boards/com_b.jinja",
        drawing=columns,
    )


def _card(s: Situation, barrier: Barrier) -> Card:
    groups = sentence_list(sorted(group.ref for group in s.thread.linked(barrier, "focus_groups")))
    strength = in_words(barrier, "strength") or "Nobody has said how you know"
    return Card(barrier, groups or "no focus group", strength, TONES.get(barrier.strength, "gap"))


def _card_in_words(card: Card) -> str:
    return f"{card.barrier.ref} {card.barrier.title} (for {card.groups}; {card.strength.lower()})"


@board
def barrier_ranking(s: Situation) -> Board | None:
    """Barriers by sources × strength × size, with the sum written out, and those acted on first that lack a source."""
    ranked = ranking(s)
    if not ranked:
        return None
    lacking = [one.barrier.ref for one in ranked if one.lacks_source]
    top = ranked[0]
    text = f"{top.barrier.ref} comes first with {top.score}: {top.barrier.title}"
    hints = [FORMULA, *_passed_over(ranked), *_unheard(ranked)]
    if lacking:
        needed = "find a second kind of source, one of them the community, or mark it “We assume it”."
        hints.append(f"{sentence_list(lacking)}: {needed}")
    headings = (
        "Barrier",
        "Sources",
        "How we know",
        "Sources × strength × size",
        "Can we change it?",
        "Act on it first?",
    )
    table = Table("Barriers in order", headings, tuple(_ranked_row(one) for one in ranked))
    return Board("barrier_ranking", "Which barriers come first", text, (table,), tuple(hints))


def _passed_over(ranked: list[Ranked]):
    """The highest barrier that is not acted on first though it ranks above one that is."""
    first = [one for one in ranked if one.barrier.is_priority]
    higher = next((one for one in ranked if not one.barrier.is_priority and not one.barrier.cannot_act_reason), None)
    if first and higher and higher.score > first[-1].score:
        yield (
            f"{higher.barrier.ref} ranks above {first[-1].barrier.ref}, which you act on first. "
            "The sum helps you to talk: you decide."
        )


def _unheard(ranked: list[Ranked]):
    """Barriers that people are said to have told the team of, though nothing they said is linked."""
    told = (one for one in ranked if one.barrier.strength.startswith("community"))
    bare = [one.barrier.ref for one in told if not one.sources.community]
    if bare:
        yield f"You say that people told you of {sentence_list(bare)}. Link what they said as an insight."


def _ranked_row(one: Ranked) -> tuple[Cell, ...]:
    barrier = one.barrier
    return (
        Cell(records=(barrier,), titled=True),
        Cell("" if one.sources.all else "None yet", one.sources.all, "" if one.sources.all else "gap"),
        Cell(in_words(barrier, "strength") or "Not said yet", tone="" if barrier.strength else "gap"),
        Cell(f"{' × '.join(map(str, one.factors))} = {one.score}"),
        Cell(in_words(barrier, "changeable") or "Not said yet"),
        _first(one),
    )


def _first(one: Ranked) -> Cell:
    if not one.barrier.is_priority:
        return Cell("No")
    if one.lacks_source:
        return Cell("Yes, but needs another kind of source", tone="gap")
    if one.barrier.strength == "assumed":
        return Cell("Yes, still to be tested", tone="doubt")
    return Cell("Yes", tone="good")


@board
def in_their_words(s: Situation) -> Board | None:
    """The barriers acted on first with what people said: quotes they agreed to, or else a summary."""
    first = first_barriers(s)
    if not first:
        return None
    quoted = sum(any(map(_quote, one.sources.community)) for one in first)
    if quoted:
        text = f"People’s own words stand behind {quoted} of {count(len(first), 'barrier')}."
    else:
        text = "No quote may be printed yet. What people said is summed up."
    rows = tuple(_words_row(one) for one in first)
    table = Table("Top barriers in people’s words", ("Barrier", "COM-B", "What people said"), rows)
    return Board("in_their_words", "In people’s own words", text, (table,))


def _words_row(one: Ranked) -> tuple[Cell, ...]:
    quotes = [f"“{_quote(said)}” ({said.ref})" for said in one.sources.community if _quote(said)]
    summed = [f"{said.title} ({said.ref})" for said in one.sources.community]
    words = "; ".join(quotes or summed) or "Nobody has been heard on this yet"
    tone = "" if one.sources.community else "gap"
    return Cell(records=(one.barrier,), titled=True), Cell(in_words(one.barrier, "com_b")), Cell(words, tone=tone)


def _quote(said: Insight) -> str:
    """A quote that its speaker agreed to have printed."""
    agreed = said.details.get("quote_consent") == "yes"
    return (said.details.get("quote") or "").strip().strip("“”\"'") if agreed else ""


@board
def east_ideas(s: Situation) -> Board | None:
    """Every idea written down for a barrier with EAST, and the adjustments made of it."""
    ranked = ranking(s)
    rows = tuple(row for one in ranked for row in _ideas(s, one.barrier))
    bare = [one.barrier.ref for one in ranked if one.barrier.is_priority and not _written(one.barrier)]
    if not rows and not bare:
        return None
    waiting = sum(not row[-1].records for row in rows)
    text = (
        f"{count(waiting, 'idea waits', 'ideas wait')} to become an adjustment."
        if waiting
        else "Every idea is taken up."
    )
    hints = (f"Write an idea for {sentence_list(bare)}: open it, and look under “Ideas for a change”.",) if bare else ()
    table = Table("Ideas for a change", ("Barrier", "EAST", "Idea", "Adjustments"), rows)
    text = text if rows else "No idea is written down yet."
    return Board("east_ideas", "Ideas for a change", text, (table,) if rows else (), hints, printed=False)


def _written(barrier: Barrier) -> list[tuple[str, str, str]]:
    """(EAST key, its name, the idea) for each idea; other ideas have no key, one for each line."""
    prompts = barrier.details.get("east_prompts") or {}
    found = [(option.value, option.text, prompts[option.value]["idea"]) for option in vocabulary("east")
             if prompts.get(option.value, {}).get("idea")]  # fmt: skip
    others = (barrier.details.get("east_ideas") or "").splitlines()
    return found + [("", "Other", line.strip()) for line in others if line.strip()]


def _ideas(s: Situation, barrier: Barrier):
    changes = s.thread.pointing(barrier, "adjustment", "barriers")
    for number, (key, name, idea) in enumerate(_written(barrier)):
        same = tuple(one for one in changes if one.title == brief(idea, 300))
        alike = tuple(one for one in changes if key and key in (one.details.get("east") or ()))
        fresh = None if same else _draft(barrier, key, idea)
        yield (
            Cell(records=(barrier,), titled=not number),
            Cell(name),
            Cell(idea),
            Cell(records=same or alike, offer=fresh),
        )


def _draft(barrier: Barrier, key: str, idea: str) -> Offer:
    known = {"east": [key]} if key else {}
    return offer("Add this adjustment", "adjustment", brief(idea), title=brief(idea, 300), barriers=[barrier], **known)
