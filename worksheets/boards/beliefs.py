"""What the team believed, and what it has learned since: the guesses of step 4 and key question 2."""

from collections import Counter

from design.words import count
from guide.vocabularies import vocabulary

from ..guesses import explanations, guesses, is_guess
from ..loose_ends import ends_of
from ..saying import in_words
from ..situation import Situation
from ..sources import COMMUNITY, ranking
from . import Board, Cell, Table, board

UNHEARD, ASSUMED = 2, 3


@board
def guesses_checked(s: Situation) -> Board | None:
    """Each guess that step 4 wrote down beside what people said of it, and the barrier they speak of most."""
    found = guesses(s)
    if not found:
        return None
    verdicts = Counter(one.verdict for one in found)
    right, wrong = verdicts["confirmed"], verdicts["wrong"]
    text = f"People say that {count(right, 'guess was', 'guesses were')} right and {wrong} wrong. "
    text += f"{count(verdicts['open'], 'is', 'are')} still open."
    if heard := next((one for one in ranking(s) if COMMUNITY in one.sources.kinds), None):
        text += f" What they speak of most is {heard.barrier.ref}: {heard.barrier.title}"
    rows = tuple((Cell(one.name), Cell(one.before), _verdict(one.verdict), Cell(one.people_said)) for one in found)
    table = Table("Your guesses and what people say", ("Guess", "Before", "Now", "What people say"), rows)
    return Board("guesses_checked", "Guesses and what people say", text, (table,), printed=False)


def _verdict(state: str) -> Cell:
    words = next(option.text for option in vocabulary("assumption_states") if option.value == state)
    return Cell(words, tone={"confirmed": "good", "wrong": "gap"}.get(state, "doubt"))


@board
def beliefs(s: Situation) -> Board | None:
    """What step 4 said about why the gap exists, as it stands there."""
    belief = s.answers("combined-picture").get("belief", "")
    reasons = [name for _, name, cells in explanations(s) if is_guess(cells)]
    if not belief and not reasons:
        return None
    text = f"Then you wrote: {belief}" if belief else "Step 4 does not say why you think the gap exists."
    hints = tuple(f"It might be explained by this: {name}" for name in reasons)
    return Board("beliefs", "What step 4 said", text, hints=hints, printed=False)


@board
def barriers_by_strength(s: Situation) -> Board | None:
    """How many barriers people have told the team of, and how many rest on less."""
    ranked = ranking(s)
    if not ranked:
        return None
    heard = sum(one.barrier.strength.startswith("community") for one in ranked)
    text = f"People named {heard} of {count(len(ranked), 'barrier')} themselves."
    rows = []
    for option in reversed(vocabulary("barrier_strengths")):
        found = [one.barrier for one in ranked if one.barrier.strength == option.value]
        rows.append((Cell(option.text), Cell("; ".join(f"{one.ref} {one.title}" for one in found))))
    if unsaid := [one.barrier for one in ranked if not in_words(one.barrier, "strength")]:
        rows.append((Cell("Nobody has said how we know"), Cell("; ".join(f"{one.ref} {one.title}" for one in unsaid))))
    table = Table("Barriers by how we know", ("How we know", "Barriers"), tuple(rows))
    return Board("barriers_by_strength", "How well we know the barriers", text, (table,))


@board
def people_loose_ends(s: Situation) -> Board:
    """Focus groups nobody has spoken for, and barriers that are only assumed."""
    ends = ends_of(s, UNHEARD, ASSUMED)
    unheard, assumed = (sum(end.rule == rule for end in ends) for rule in (UNHEARD, ASSUMED))
    if ends:
        text = (
            f"{count(unheard, 'focus group')} with no voice yet, and {count(assumed, 'barrier')} that you only assume."
        )
    else:
        text = "No loose end: each focus group has a voice, and no barrier is only assumed."
    return Board("people_loose_ends", "Loose ends", text, hints=tuple(end.text for end in ends), printed=False)
