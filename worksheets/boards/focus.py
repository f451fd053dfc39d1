"""Step 4: the focus statements with what they rest on, and fields that are unknown too often."""

from design.words import count, sentence_list

from ..focus import missing_of
from ..models import CandidateGroup, Finding, FocusGroup
from ..situation import Situation
from ..thread_rows import is_put_off
from . import Board, Cell, Table, board, offer

MOST = 3
UNKNOWN_TOO_OFTEN = 13


@board
def focus_statements(s: Situation) -> Board | None:
    """Each focus in one sentence, the findings behind it, and what it still needs."""
    groups = sorted(s.thread.of("focus_group"), key=lambda group: not group.is_primary)
    chosen = [one for one in s.thread.of("candidate_group") if _waits_for_a_statement(s, one)]
    if not groups and not chosen:
        return None
    rows = (*(_focus_row(s, one) for one in groups), *(_chosen_row(s, one) for one in chosen))
    table = Table("Focus statements", ("Focus", "Rests on", "Still missing"), rows)
    return Board("focus_statements", "The focus in the guide’s shape", _sentence(s, groups), (table,))


def _waits_for_a_statement(s: Situation, one: CandidateGroup) -> bool:
    return one.decision == CandidateGroup.FOCUS and not s.thread.pointing(one, "focus_group", "candidate_group")


def _sentence(s: Situation, groups: list[FocusGroup]) -> str:
    if not groups:
        return "A group is chosen, and its focus is not written yet."
    whole = sum(not missing_of(s, one) for one in groups)
    sentence = f"{whole} of {count(len(groups), 'focus statement')} {'has' if whole == 1 else 'have'} all parts."
    main = [one.ref for one in groups if one.is_primary]
    if len(groups) > MOST:
        return f"{sentence} The guide’s way is a small start: choose up to three."
    if len(main) != 1:
        return f"{sentence} Mark one as the main one."
    return f"{sentence} The main one is {main[0]}."


def _focus_row(s: Situation, group: FocusGroup) -> tuple[Cell, ...]:
    missing = missing_of(s, group)
    state = Cell(sentence_list(missing), tone="gap") if missing else Cell("Nothing", tone="good")
    return Cell(records=(group,), titled=True), Cell(records=tuple(s.thread.linked(group, "findings"))), state


def _chosen_row(s: Situation, one: CandidateGroup) -> tuple[Cell, ...]:
    findings = s.thread.linked(one, "findings")
    known = {"who": one.title.rstrip("."), "candidate_group": one, "findings": findings}
    known |= {"place": one.place} if one.place else {}
    made = offer("Write its focus", "focus_group", one.ref, **known)
    return Cell("Chosen", (one,), offer=made), Cell(records=tuple(findings)), Cell("The statement", tone="gap")


@board
def where_findings_lead(s: Situation) -> Board | None:
    """Each finding with what came of it: a focus, an action, a reason to wait, or nothing yet."""
    findings = s.thread.of("finding")
    if not findings:
        return None
    rows = [(Cell(records=(one,), titled=True), _led_to(s, one)) for one in findings]
    loose = sum(cell.tone == "gap" for _, cell in rows)
    sentence = f"{loose} of {count(len(rows), 'finding')} {'leads' if loose == 1 else 'lead'} nowhere yet."
    sentence = sentence if loose else "Each finding leads somewhere, or has a reason to wait."
    table = Table("Where findings lead", ("Finding", "What came of it"), tuple(rows))
    return Board("where_findings_lead", "Where your findings lead", sentence, (table,), printed=False)


def _led_to(s: Situation, finding: Finding) -> Cell:
    groups = s.thread.pointing(finding, "focus_group", "findings")
    led_to = (*groups, *s.thread.pointing(finding, "action", "findings"))
    if led_to:
        return Cell("Leads to", led_to, "good")
    if is_put_off(s.thread, finding):
        waiting = tuple(s.thread.pointing(finding, "candidate_group", "findings"))
        return Cell(f"Not now: {finding.not_now_reason}" if finding.not_now_reason else "Waits with", waiting, "doubt")
    return Cell("Nowhere yet", tuple(s.thread.pointing(finding, "candidate_group", "findings")), "gap")


@board
def unknowns_over_the_limit(s: Situation) -> Board:
    """Fields that are unknown more often than the project puts up with and that nobody plans to mend, and faults found
    that have no action."""
    ends = [one for one in s.ends_above if one.rule == UNKNOWN_TOO_OFTEN]
    faults = faults_without_action(s)
    limit = f"The team’s limit is {s.project.unknown_threshold}%."
    if not ends and not faults:
        return Board("unknowns_over_the_limit", "Unknown too often", f"{limit} No field over it waits for an action.")
    rows = [(Cell(one.text), Cell("Nothing planned", tone="gap")) for one in ends]
    rows += [(Cell(records=(one,), titled=True), Cell(tone="gap", offer=_mend(one))) for one in faults]
    sentence = f"{limit} {count(len(rows), 'fault waits', 'faults wait')} for an action."
    table = Table("Faults that wait", ("What is unknown or at fault", "What to do"), tuple(rows))
    return Board("unknowns_over_the_limit", "Unknown too often", sentence, (table,))


def faults_without_action(s: Situation) -> list:
    faults = (one for one in s.thread.of("finding") if one.kind == "data_quality")
    return [one for one in faults if not s.thread.pointing(one, "action", "findings") and not one.not_now_reason]


def _mend(finding):
    return offer("Plan an action", "action", finding.ref, title=f"Mend this: {finding.title}"[:300], findings=[finding])
