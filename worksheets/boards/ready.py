"""Key question 4: what shows that the team can learn from the work, and who stands behind the plan."""

from design.words import count, day, sentence_list

from ..done_means import Rule
from ..done_means.evaluating import (
    COUNTING,
    LISTENING,
    adjustments_are_counted,
    adjustments_are_listened_for,
    focus_group_is_heard,
    gap_is_measured,
    harm_is_watched,
    indicators_are_complete,
    workforce_is_heard,
)
from ..done_means.staff import adjustments_have_their_training, areas_have_a_next_step
from ..loose_ends import loose_ends_in
from ..models import Commitment, Record
from ..situation import Situation
from ..staffing.areas import areas_of
from . import Board, Cell, Table, board

# Each thing to check, the rule that tells, and the answer of a step that gives a reason where it is not so.
EVALUATION = (
    ("Each chosen adjustment has an indicator", adjustments_are_counted, (COUNTING, "words_only_reason")),
    ("Each indicator has its start, target, rhythm and owner", indicators_are_complete, None),
    ("An indicator measures the gap", gap_is_measured, (COUNTING, "words_only_reason")),
    ("An indicator watches for harm", harm_is_watched, (COUNTING, "harm_reason")),
    ("People are heard about each chosen adjustment", adjustments_are_listened_for, (LISTENING, "numbers_only_reason")),
    ("People from a focus group are heard", focus_group_is_heard, (LISTENING, "numbers_only_reason")),
    ("The workforce is heard", workforce_is_heard, (LISTENING, "numbers_only_reason")),
)
STAFF = (
    ("Each area has a next step", areas_have_a_next_step, None),
    ("Each chosen adjustment has its training, or needs none", adjustments_have_their_training, None),
)
MEASURING_ENDS = (6, 7, 8)
NEEDED = (Commitment.Part.LEAD, Commitment.Part.SPONSOR, Commitment.Part.REVIEWER)


@board
def evaluation_evidence(s: Situation) -> Board:
    """What of the evaluation plan stands, and the loose ends about measuring."""
    rows = tuple(_check(s, *one) for one in EVALUATION)
    ends = [end.text for end in loose_ends_in(s) if end.rule in MEASURING_ENDS]
    sentence = f"{_met(rows)} of {len(rows)} parts of the evaluation plan are there."
    table = Table("The evaluation plan", ("Part", "Is it there?"), rows)
    return Board(
        "evaluation_evidence", "What shows that you can learn from it", sentence, (table,), tuple(ends), printed=False
    )


@board
def staff_evidence(s: Situation) -> Board:
    """What of staff development stands: areas, needs, and who meets them by when."""
    areas, needs = areas_of(s), s.thread.of("development_need")
    planned = [need for need in needs if _is_planned(s, need)]
    said = [area for area in areas if area.rating and area.evidence]
    rows = (
        (Cell("Each area is rated, with what shows it"), _all_of(said, areas)),
        *(_check(s, *one) for one in STAFF),
        (Cell("Each need has an owner and a date, or an action"), _all_of(planned, needs)),
    )
    sentence = f"{_met(rows)} of {len(rows)} parts of staff development are there. {count(len(needs), 'need')} written."
    table = Table("Staff development", ("Part", "Is it there?"), rows)
    return Board("staff_evidence", "What shows that staff are ready", sentence, (table,), printed=False)


def _is_planned(s: Situation, need: Record) -> bool:
    """Somebody meets the need by a day: its own owner, or the owner of an action."""
    return bool(need.owner_id and need.due_on) or bool(s.thread.pointing(need, "action", "development_need"))


def _check(s: Situation, words: str, rule: Rule, excuse: tuple[str, str] | None) -> tuple[Cell, Cell]:
    short = rule(s)
    if short is None:
        return Cell(words), Cell("Yes", tone="good")
    if excuse and s.answers(excuse[0]).get(excuse[1]):
        return Cell(words), Cell("No, with a reason", tone="doubt")
    missing = f": {sentence_list(short.refs)}" if short.refs else ""
    return Cell(words), Cell(f"Not yet{missing}", tone="gap")


def _all_of(found: list, wanted: list) -> Cell:
    if not wanted:
        return Cell("None yet")
    if len(found) == len(wanted):
        return Cell("Yes", tone="good")
    return Cell(f"{len(found)} of {len(wanted)}", tone="gap")


def _met(rows) -> int:
    return sum(cell.tone in ("good", "doubt") for _, cell in rows)


def standing(s: Situation) -> dict[str, Commitment]:
    """The newest commitment of each part that was not taken back."""
    return {one.part: one for one in s.commitments if not one.taken_back_at}


def ready_sentence(s: Situation) -> str:
    """Since when everybody needed stands behind the plan, and what is open still. Empty until the last has spoken."""
    said = standing(s)
    if any(part not in said for part in NEEDED):
        return ""
    return f"Ready for action since {day(max(said[part].said_on for part in NEEDED))}: {_still_open(s)}"


@board
def ready_for_action(s: Situation) -> Board:
    """Who stands behind the plan, with what each will do, and for whom it waits."""
    said = standing(s)
    sentence = ready_sentence(s)
    if not sentence:
        missing = [part.label for part in NEEDED if part not in said]
        sentence = f"Not ready for action yet. Still to speak: {sentence_list(_inside(one) for one in missing)}."
    rows = tuple(_part_row(part, said.get(part)) for part in Commitment.Part)
    table = Table("Who stands behind the plan", ("Who", "What they will do", "Name", "Said on", "How we know"), rows)
    earlier = tuple(one for one in s.commitments if one not in said.values())
    template = "worksheets/boards/ready_for_action.jinja"
    drawing = {"standing": tuple(said.values()), "earlier": earlier}
    return Board("ready_for_action", "Ready for action", sentence, (table,), template=template, drawing=drawing)


def _inside(text: str) -> str:
    return text if text.startswith("ICB") else text[:1].lower() + text[1:]


def _still_open(s: Situation) -> str:
    """Honest about what was left open when people said yes."""
    waiting = [state for state in s.states.values() if not state.is_settled and state.step.key != "key-question-4"]
    return (
        f"{count(len(waiting), 'worksheet is', 'worksheets are')} still open."
        if waiting
        else "every worksheet is settled."
    )


def _part_row(part: Commitment.Part, said: Commitment | None) -> tuple[Cell, ...]:
    if said is not None:
        return Cell(part.label), Cell(said.words), Cell(said.name), Cell(day(said.said_on)), Cell(said.how_known)
    if part in NEEDED:
        return Cell(part.label), Cell("Not yet", tone="gap"), Cell(), Cell(), Cell()
    return Cell(f"{part.label} (if one wishes to)"), Cell("Not yet"), Cell(), Cell(), Cell()
