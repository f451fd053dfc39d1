"""Step 7 and key question 2: what became of the guesses, and what was believed before."""

from ..guesses import Guess, guesses
from ..situation import Situation
from ..sources import COMMUNITY, ranking
from . import drafter


@drafter
def co_production__guesses_checked(s: Situation) -> dict[str, str]:
    """“We guessed distance. People said trust.” A line for each settled guess, then what people speak of most."""
    told = [_in_words(guess) for guess in guesses(s) if guess.verdict != "open"]
    heard = next((one for one in ranking(s) if COMMUNITY in one.sources.kinds), None)
    if told and heard:
        told.append(f"What people speak of most: {heard.barrier.title}")
    return {"guesses_checked": "\n".join(told)}


def _in_words(guess: Guess) -> str:
    verdict = "People say that this is so" if guess.verdict == "confirmed" else "People say that it is not so"
    said = f": {guess.people_said.rstrip('.')}" if guess.people_said else ""
    return f"We guessed: {guess.name.rstrip('.')}. {verdict}{said}."


@drafter
def key_question_2__believed_before(s: Situation) -> dict[str, str]:
    """What step 4 says of why the gap exists."""
    return {"believed_before": s.answers("combined-picture").get("belief", "")}
