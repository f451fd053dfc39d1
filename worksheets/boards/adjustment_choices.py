"""What was taken up, turned down and passed on: the seven considerations, the mix, and the choices made."""

from design.words import count, day, sentence_list
from guide.vocabularies import vocabulary

from ..models import Adjustment
from ..situation import Situation
from . import Board, Cell, Table, board, named, offer

STEP = "possible-adjustments"
MATTERS = {"yes": "It matters", "no": "It does not matter here", "unsure": "We don’t know yet"}


@board
def seven_considerations(s: Situation) -> Board | None:
    """Which of the seven things matter to the focus group, and what takes each up. Drawn once one is answered."""
    told = s.answers(STEP).get("considerations") or {}
    if not told:
        return None
    taken = {
        option.value: tuple(
            one for one in s.thread.of("adjustment") if option.value in (one.said("considerations") or [])
        )
        for option in vocabulary("adjustment_considerations")
    }
    rows = tuple(
        _consideration(option, told.get(option.value, {}), taken[option.value])
        for option in vocabulary("adjustment_considerations")
    )
    matter = [value for value in taken if told.get(value, {}).get("relevant") == "yes"]
    idle = [value for value in matter if not taken[value]]
    sentence = f"{len(matter)} of {len(taken)} matter to your focus group"
    if matter:
        sentence += f"; {count(len(idle), 'has', 'have')} no adjustment yet" if idle else "; each has an adjustment"
    table = Table("Seven things to think about", ("What", "Does it matter?", "Idea", "Taken up by"), rows)
    return Board("seven_considerations", "What takes them up", f"{sentence}.", (table,), printed=False)


def _consideration(option, told: dict, taken: tuple[Adjustment, ...]) -> tuple[Cell, ...]:
    relevant = told.get("relevant", "")
    waits = relevant == "yes" and not taken
    idea = told.get("idea", "")
    add = offer("Make it an adjustment", "adjustment", option.text, considerations=[option.value], title=idea[:300])
    return (
        Cell(option.text),
        Cell(MATTERS.get(relevant, "Not answered"), tone="" if relevant in ("yes", "no") else "doubt"),
        Cell(idea),
        Cell("Nothing yet" if waits else "", taken, "gap" if waits else "", add if waits else None),
    )


@board
def mix_of_adjustments(s: Situation) -> Board | None:
    """The balance of individual and pathway changes, and the share that is digital."""
    changes = [one for one in s.thread.of("adjustment") if not one.is_turned_down]
    if not changes:
        return None
    whole = [one for one in changes if one.level == Adjustment.WHOLE_PATHWAY]
    individual = [one for one in changes if one.level == Adjustment.INDIVIDUAL]
    digital = [one for one in changes if one.is_digital]
    unsaid = [one for one in changes if not one.level]
    rows = [
        ("For the whole pathway", whole),
        ("For one person at a time", individual),
        ("Level not said", unsaid),
        ("Digital", digital),
        ("Must do by law", [one for one in changes if one.is_legal_duty]),
    ]
    cells = tuple(
        (Cell(name), Cell(f"{len(found)} of {len(changes)}"), Cell("", tuple(found)))
        for name, found in rows
        if found or name != "Level not said"
    )
    sentence = (
        f"{count(len(whole), 'adjustment changes', 'adjustments change')} the whole pathway and "
        f"{count(len(individual), 'meets', 'meet')} the needs of one person at a time. "
        f"{_digital_words(len(digital), len(changes))}"
    )
    table = Table("The mix of adjustments", ("Kind", "How many", "Which"), cells)
    return Board("mix_of_adjustments", "The mix", sentence, (table,), _balance(whole, individual))


def _digital_words(digital: int, of_all: int) -> str:
    if not digital:
        return "No adjustment is digital."
    return f"{digital} of {of_all} {'is' if digital == 1 else 'are'} digital."


def _balance(whole, individual) -> tuple[str, ...]:
    if whole and not individual:
        return ("Nothing meets the needs of one person at a time yet. See step 10.",)
    if individual and not whole:
        return ("Nothing changes the pathway for everybody yet. See step 9.",)
    return ()


@board
def decided_against(s: Situation) -> Board | None:
    """What the team will not do, or not yet, and why."""
    found = [one for one in s.thread.of("adjustment") if one.choice in ("not_doing", "later")]
    if not found:
        return None
    not_doing = sum(1 for one in found if one.is_turned_down)
    waiting = len(found) - not_doing
    parts = [f"{count(not_doing, 'adjustment')} will not be made"] if not_doing else []
    parts += [f"{count(waiting, 'adjustment waits', 'adjustments wait')} until later"] if waiting else []
    rows = tuple((named(one), _chosen(one), _why(one)) for one in found)
    table = Table("What we decided not to do, or not yet", ("Adjustment", "What we chose", "Why"), rows)
    return Board("decided_against", "Not doing, or not yet", f"{sentence_list(parts)}.", (table,))


def _chosen(one: Adjustment) -> Cell:
    return Cell(one.spec.question("choice").text_of(one.choice))


def _why(one: Adjustment) -> Cell:
    return Cell(one.choice_reason) if one.choice_reason else Cell("Not said why", tone="gap")


@board
def passed_on(s: Situation) -> Board | None:
    """What others must decide: adjustments that were escalated, and barriers the team cannot act on."""
    changes = [one for one in s.thread.of("adjustment") if one.choice == "escalate"]
    barriers = [one for one in s.thread.of("barrier") if one.cannot_act_reason]
    if not changes and not barriers:
        return None
    rows = [
        (
            named(one),
            Cell(one.said("escalated_to") or "Not said yet", tone="" if one.said("escalated_to") else "gap"),
            Cell(day(one.escalated_on)),
            _why(one),
        )
        for one in changes
    ]
    rows += [(named(one), Cell(), Cell(), Cell(one.cannot_act_reason)) for one in barriers]
    parts = [f"{count(len(changes), 'adjustment was', 'adjustments were')} passed on"] if changes else []
    parts += [f"{count(len(barriers), 'barrier is', 'barriers are')} for others to deal with"] if barriers else []
    table = Table("What others must decide", ("What", "Passed on to", "When", "Why"), tuple(rows))
    return Board("passed_on", "Passed on", f"{sentence_list(parts)}.", (table,))


@board
def individual_adjustments(s: Situation) -> Board | None:
    """On step 10: the adjustments for one person at a time, and whether somebody is doing something about each."""
    found = [one for one in s.thread.of("adjustment") if one.level == Adjustment.INDIVIDUAL]
    if not found:
        return None
    rows = tuple(_individual(s, one) for one in found)
    idle = sum(1 for one in found if one.is_chosen and not s.thread.pointing(one, "action", "adjustments"))
    sentence = f"{count(len(found), 'adjustment meets', 'adjustments meet')} the needs of one person at a time."
    sentence += f" {count(idle, 'that you chose has', 'that you chose have')} no action yet." if idle else ""
    table = Table("Adjustments for one person at a time", ("Adjustment", "What we chose", "Actions"), rows)
    return Board("individual_adjustments", "Chosen for individuals", sentence, (table,), printed=False)


def _individual(s: Situation, one: Adjustment) -> tuple[Cell, ...]:
    actions = tuple(s.thread.pointing(one, "action", "adjustments"))
    waits = one.is_chosen and not actions
    add = offer("Add an action", "action", f"for {one.ref}", adjustments=one) if waits else None
    chosen = one.spec.question("choice").text_of(one.choice)
    tone = "gap" if waits else ""
    return (
        named(one),
        Cell(chosen or "Not decided yet"),
        Cell("None yet" if waits else "", actions, tone, add),
    )
