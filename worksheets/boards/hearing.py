"""Step 7: what to ask people, who has been heard, how many came, and whether that may be enough."""

from design.words import count, day, sentence_list

from ..guesses import explanations
from ..meeting import Hearing, conversations, hearings, is_held
from ..models import Engagement
from ..saying import in_words, name_of, people_in_words
from ..situation import Situation
from ..sources import sources_of
from ..ties import AbsentGroup, absent_groups, rows_of_grid
from . import Board, Cell, Table, board, offer

STEP = "co-production"
ENOUGH = 3
SETTLED = ("confirmed", "wrong")


@board
def questions_for_people(s: Situation) -> Board | None:
    """What the steps before left open, as questions to take to people."""
    rows = tuple(_open_questions(s))
    if not rows:
        return None
    text = f"The steps before this one leave {count(len(rows), 'question')} to ask people."
    table = Table("Questions to ask people", ("Question", "Where it comes from"), rows)
    return Board("questions_for_people", "What to ask people", text, (table,), printed=False)


def _open_questions(s: Situation):
    checked = s.answers(STEP).get("guess_check") or {}
    for key, name, cells in explanations(s):
        if cells.get("state") == "open" and checked.get(key, {}).get("verdict") not in SETTLED:
            yield Cell(f"Does this explain the gap? {name}"), Cell("Step 4, still open")
    for line in filter(str.strip, s.answers("literature").get("not_found", "").splitlines()):
        yield Cell(line.strip()), Cell("Step 5, not found in research")
    for _, cells in rows_of_grid(s, "local-knowledge", "assumptions"):
        if cells.get("assumption") and cells.get("state", "open") == "open":
            who = f", ask {cells['who_knows']}" if cells.get("who_knows") else ""
            yield Cell(f"Is this so: {cells['assumption']}?"), Cell(f"Step 6, assumed{who}")
    for barrier in s.thread.of("barrier"):
        if not sources_of(s.thread, barrier).community:
            how = in_words(barrier, "strength") or "Nobody has said how you know"
            yield Cell(f"Is this so for you? {barrier.title}", (barrier,)), Cell(how)


@board
def who_is_heard(s: Situation) -> Board:
    """Each focus group, then each group that is not seen: met, heard through others, or not yet."""
    found, absent = hearings(s), absent_groups(s)
    rows = (*(_hearing_row(one) for one in found), *_absent_rows(s, absent))
    table = Table("Who has been heard", ("Group", "Activities", "What people said", "State"), rows)
    return Board("who_is_heard", "Who has been heard", _heard_sentence(found), (table,) if rows else ())


def _heard_sentence(found: list[Hearing]) -> str:
    unheard = sum(not one.is_heard for one in found)
    if not found:
        return "No focus group is chosen yet. Step 4 chooses them, and this then shows which of them have been heard."
    if unheard:
        return f"Nobody from {unheard} of {count(len(found), 'focus group')} has been heard yet."
    unmet = [one.group.ref for one in found if not one.is_met]
    return "Each focus group has been heard." + (
        f" The team has not met {sentence_list(unmet)} itself." if unmet else ""
    )


def _hearing_row(one: Hearing) -> tuple[Cell, ...]:
    group = Cell(name_of(one.group) + (" (main group)" if one.group.is_primary else ""), (one.group,))
    return group, Cell(records=(*one.held, *one.planned)), Cell(records=one.voices), _hearing_state(one)


def _hearing_state(one: Hearing) -> Cell:
    fresh = offer("Plan an activity", "engagement", one.group.ref, focus_groups=[one.group])
    if one.is_met:
        return Cell("Met", tone="good")
    if one.is_left_for_now:
        return Cell("Not met for now", tone="doubt")
    if one.planned:
        dates = [activity.held_on for activity in one.planned if activity.held_on]
        return Cell(f"Planned for {day(min(dates))}" if dates else "Planned, with no date yet", tone="doubt")
    if one.voices:
        return Cell("Heard through others", tone="doubt", offer=fresh)
    return Cell("Nobody yet", tone="gap", offer=fresh)


def _absent_rows(s: Situation, absent: list[AbsentGroup]):
    """A row for each group that is not seen but whose voice somebody passed on, and one for all the others."""
    heard = {one.name: _passed_on(s, one) for one in absent}
    for one in absent:
        if voices := heard[one.name]:
            yield (
                Cell(f"{one.name} (not seen)"),
                Cell(),
                Cell(records=voices),
                Cell("Heard through others", tone="doubt"),
            )
    if silent := [one.name for one in absent if not heard[one.name]]:
        names = Cell(f"Groups not seen: {'; '.join(silent)}")
        yield names, Cell(), Cell(), Cell("Nobody yet", tone="gap")


def _passed_on(s: Situation, one: AbsentGroup) -> tuple:
    return tuple(insight for partner in one.partners for insight in s.thread.pointing(partner, "insight", "partner"))


@board
def reach(s: Situation) -> Board | None:
    """Every activity: with whom, when, how many were planned and came, which level was aimed for and reached."""
    activities = s.thread.of("engagement")
    if not activities:
        return None
    held = [one for one in activities if is_held(one, s.today)]
    came = sum(one.actual_number or 0 for one in held)
    text = f"{count(len(held), 'activity', 'activities')} held, {len(activities) - len(held)} planned."
    if came:
        words = people_in_words(s.project, came)
        text += f" {words[0].upper()}{words[1:]} {'of people' if words == 'a small number' else 'people'} took part."
    aimed = [one for one in held if one.level_aimed and one.level_reached]
    if aimed:
        met = sum(_reached(one) for one in aimed)
        text += f" The level aimed for was reached in {met} of {len(aimed)}."
    headings = ("Activity", "Approach", "With whom", "When", "People", "Level of power")
    table = Table("Activities with people", headings, tuple(_activity_row(s, one) for one in activities))
    return Board("reach", "Activities: planned and reached", text, (table,))


def _reached(one: Engagement) -> bool:
    levels = [option.value for option in one.spec.question("level_aimed").options]
    return levels.index(one.level_reached) >= levels.index(one.level_aimed)


def _activity_row(s: Situation, one: Engagement) -> tuple[Cell, ...]:
    groups, partners = s.thread.linked(one, "focus_groups"), s.thread.linked(one, "partners")
    planned = f"{one.planned_number} planned" if one.planned_number else ""
    came = people_in_words(s.project, one.actual_number)
    came = f"{came} came" if came else ""
    fewer = bool(one.planned_number and one.actual_number is not None and one.actual_number < one.planned_number)
    aimed, got = in_words(one, "level_aimed"), in_words(one, "level_reached")
    level = "; ".join(
        [*([f"aimed for: {aimed.lower()}"] if aimed else []), *([f"reached: {got.lower()}"] if got else [])]
    )
    short = bool(aimed and got and not _reached(one))
    return (
        Cell(records=(one,), titled=True),
        Cell(in_words(one, "approach")),
        Cell(records=(*groups, *partners)),
        Cell(day(one.held_on) or "No date yet", tone="" if one.held_on else "gap"),
        Cell(", ".join(filter(None, (planned, came))), tone="doubt" if fewer else ""),
        Cell(level[:1].upper() + level[1:], tone="doubt" if short else ""),
    )


@board
def heard_enough(s: Situation) -> Board | None:
    """Whether the last conversations still brought up barriers that nobody had named before."""
    talks = conversations(s)
    if not talks:
        return None
    last = talks[-ENOUGH:]
    if len(talks) < ENOUGH:
        text = f"You have had {count(len(talks), 'conversation')}. Look here again after {ENOUGH}."
    elif any(one.new_barriers for one in last):
        text = f"The last {ENOUGH} conversations still brought up new barriers. Keep listening."
    else:
        text = f"The last {ENOUGH} conversations gave no new barrier. You may have heard enough from these people."
    rows = tuple(
        (Cell(one.name), Cell(day(one.on)), Cell("" if one.new_barriers else "None", one.new_barriers))
        for one in reversed(last)
    )
    table = Table("The last conversations", ("Conversation", "When", "New barriers"), rows)
    unheard = [one.group.ref for one in hearings(s) if not one.is_heard]
    hints = (f"You have still to hear from {sentence_list(unheard)}.",) if unheard else ()
    return Board("heard_enough", "Have you heard enough?", text, (table,), hints, printed=False)
