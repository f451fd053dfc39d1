"""What the team guessed in step 4 and assumed in step 6, and what became of it in step 7."""

from dataclasses import dataclass

from guide.vocabularies import vocabulary

from .situation import Situation
from .ties import rows_of_grid


@dataclass(frozen=True)
class Guess:
    """`before` is what the earlier step said of it; `verdict` confirmed, wrong or open."""

    name: str
    before: str
    verdict: str
    people_said: str = ""


def guesses(s: Situation) -> list[Guess]:
    """What step 4 did not rule out, with the verdict of step 7; then the assumptions of step 6."""
    before = dict(rows_of_grid(s, "combined-picture", "explanations"))
    after = dict(rows_of_grid(s, "co-production", "guess_check"))
    states = {option.value: option.text for option in vocabulary("explanation_states")}
    found = [
        Guess(
            name,
            f"Step 4: {states.get(before.get(name, {}).get('state'), 'not said')}",
            after.get(name, {}).get("verdict") or "open",
            after.get(name, {}).get("people_said", ""),
        )
        for name in dict.fromkeys((*before, *after))
        if is_guess(before.get(name, {})) or after.get(name, {}).get("verdict")
    ]
    assumed = (cells for _, cells in rows_of_grid(s, "local-knowledge", "assumptions") if cells.get("assumption"))
    return found + [Guess(one["assumption"], "Step 6: assumed", one.get("state") or "open") for one in assumed]


def is_guess(cells: dict) -> bool:
    """Whether step 4 thinks that this explains the gap, or leaves it open."""
    return cells.get("state") in ("ruled_in", "open")
