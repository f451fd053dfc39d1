"""Step 4: the scores sorted, how sure first place is, and the groups that wait."""

from design.words import count, day, sentence_list
from guide.vocabularies import vocabulary

from ..models import CandidateGroup
from ..situation import Situation
from ..weighing import DEPENDS, NONE, ONE_AT_A_TIME, OPEN, STEADY, TIE, FirstPlace, first_place, standings
from . import Board, Cell, Table, board
from .candidates import name_of

STEP = "combined-picture"
HINT = (
    "First place is tried with every weight halved or doubled, alone and together, and with each test left out. "
    "The sum does not decide. You do."
)


@board
def priorities(s: Situation) -> Board | None:
    """Candidate groups by their total, the scores below, and what becomes of first place if weights vary."""
    candidates = [one for one in s.thread.of("candidate_group") if any(score is not None for score in scores_of(one))]
    if not candidates:
        return None
    weights, scores = weights_of(s), [scores_of(one) for one in candidates]
    ranked = standings(scores, weights)
    order = [candidates[one.index] for one in ranked]
    rows = tuple(_place(place, candidates[one.index], one) for place, one in enumerate(ranked, start=1))
    sorted_table = Table("Groups by their total", ("Place", "Group", "Total", "Not scored yet"), rows)
    tests = Table("Scores by test", ("Test", "Weight", *(one.ref for one in order)), _tests(order, weights))
    sentence = _sentence(order, first_place(scores, weights))
    return Board("priorities", "Scores, sorted", sentence, (sorted_table, tests), (HINT,))


def scores_of(candidate: CandidateGroup) -> list[int | None]:
    """0 to 3 by test, None where nobody has scored it."""
    filled = candidate.details.get("scores") or {}
    given = (filled.get(test.value, {}).get("score") for test in vocabulary("priority_tests"))
    return [int(score) if score not in (None, "") else None for score in given]


def weights_of(s: Situation) -> list[float]:
    """By test; 1 where the team gave none."""
    given = s.answers(STEP).get("weights") or {}
    cells = (given.get(test.value, {}).get("weight") for test in vocabulary("priority_tests"))
    return [1.0 if weight in (None, "") else float(weight) for weight in cells]


def _place(place: int, candidate: CandidateGroup, standing) -> tuple[Cell, ...]:
    missing = Cell(count(standing.missing, "test"), tone="doubt") if standing.missing else Cell("None left")
    return (
        Cell(str(place)),
        Cell(candidate.title, (candidate,)),
        Cell(f"{standing.total:g} of {standing.most:g}"),
        missing,
    )


def _tests(order: list[CandidateGroup], weights: list[float]) -> tuple:
    by_group = [scores_of(one) for one in order]
    return tuple(
        (Cell(test.text), Cell(f"{weights[index]:g}"), *(_score(scores[index]) for scores in by_group))
        for index, test in enumerate(vocabulary("priority_tests"))
    )


def _score(score: int | None) -> Cell:
    return Cell("Open", tone="doubt") if score is None else Cell(str(score))


def _sentence(order: list[CandidateGroup], first: FirstPlace) -> str:
    if first.state == NONE:
        return "One group is scored so far. Score another, to have something to compare it with."
    if first.state == TIE:
        return f"{name_of(order[0])} and {name_of(order[1])} share first place."
    return f"{name_of(order[0])} comes first. {_sureness(first)}"


def _sureness(first: FirstPlace) -> str:
    tests = vocabulary("priority_tests")
    named = sentence_list(f"“{tests[test].text}”" for test in first.tests)
    return {
        OPEN: "Tests that are not scored yet can still change that.",
        STEADY: "First place does not change if weights vary.",
        ONE_AT_A_TIME: "First place does not change if one weight varies, but it can if several do.",
        DEPENDS: f"First place is not sure: it changes with the weight of {named}.",
    }[first.state]


@board
def not_now(s: Situation) -> Board | None:
    """Candidate groups that are no focus: why not now, and when they are looked at again."""
    waiting = [one for one in s.thread.of("candidate_group") if not is_focus(s, one)]
    if not waiting:
        return None
    unanswered = [one for one in waiting if not is_put_off(one)]
    sentence = f"{count(len(waiting), 'group waits', 'groups wait')}."
    if unanswered:
        sentence += f" {count(len(unanswered), 'group has', 'groups have')} no reason or no date yet."
    rows = tuple(_waiting_row(s, one) for one in waiting)
    table = Table("Groups that wait", ("Group", "Not now, because", "Look again on"), rows)
    return Board("not_now", "Not now", sentence, (table,))


def is_focus(s: Situation, candidate: CandidateGroup) -> bool:
    return candidate.decision == CandidateGroup.FOCUS or bool(
        s.thread.pointing(candidate, "focus_group", "candidate_group")
    )


def is_put_off(candidate: CandidateGroup) -> bool:
    return candidate.decision == CandidateGroup.NOT_NOW and bool(candidate.not_now_reason and candidate.look_again_on)


def _waiting_row(s: Situation, candidate: CandidateGroup) -> tuple[Cell, ...]:
    reason = Cell(candidate.not_now_reason) if candidate.not_now_reason else Cell("No reason yet", tone="gap")
    if candidate.look_again_on is None:
        return Cell(candidate.title, (candidate,)), reason, Cell("No date yet", tone="gap")
    is_due = candidate.look_again_on <= s.today
    words = f"{day(candidate.look_again_on)}{', which is now' if is_due else ''}"
    return Cell(candidate.title, (candidate,)), reason, Cell(words, tone="doubt" if is_due else "")
