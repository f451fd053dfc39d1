"""What the team guessed in step 4 and assumed in step 6, and what became of it in step 7."""

from dataclasses import dataclass

from guide.vocabularies import vocabulary

from .situation import Situation
from .ties import rows_of_grid

ANOTHER = "another"


@dataclass(frozen=True)
class Guess:
    """`before` is what the earlier step said of it; `verdict` confirmed, wrong or open."""

    name: str
    before: str
    verdict: str
    people_said: str = ""


def guesses(s: Situation) -> list[Guess]:
    """What step 4 did not rule out, with the verdict of step 7; then the assumptions of step 6."""
    checked = s.answers("co-production").get("guess_check") or {}
    states = {option.value: option.text for option in vocabulary("explanation_states")}
    found = [
        Guess(
            name,
            f"Step 4: {states.get(cells.get('state'), 'not said')}",
            checked.get(key, {}).get("verdict") or "open",
            checked.get(key, {}).get("people_said", ""),
        )
        for key, name, cells in explanations(s)
        if is_guess(cells) or checked.get(key, {}).get("verdict")
    ]
    assumed = (cells for _, cells in rows_of_grid(s, "local-knowledge", "assumptions") if cells.get("assumption"))
    return found + [Guess(one["assumption"], "Step 6: assumed", one.get("state") or "open") for one in assumed]


def explanations(s: Situation) -> list[tuple[str, str, dict]]:
    """(key, name, cells) of each reason for the gap that steps 4 or 7 speak of. Another reason goes by what was
    written beside it."""
    then = s.answers("combined-picture").get("explanations") or {}
    now = s.answers("co-production").get("guess_check") or {}
    return [
        (one.value, (cells.get("why") or one.text) if one.value == ANOTHER else one.text, cells)
        for one in vocabulary("explanations")
        if (cells := then.get(one.value) or {}) or now.get(one.value)
    ]


def is_guess(cells: dict) -> bool:
    """Whether step 4 thinks that this explains the gap, or leaves it open."""
    return cells.get("state") in ("ruled_in", "open")
