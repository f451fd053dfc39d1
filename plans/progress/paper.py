"""Builds the progress paper: a small document of a plan’s blocks, at most two pages for most projects."""

from dataclasses import replace

from design.words import count, day, sentence_list
from guide.records import all_record_kinds
from worksheets.doing.tracker import tracked
from worksheets.measuring.baselines import aim_in_words, baseline_in_words
from worksheets.measuring.figures import figures_of, rule_in
from worksheets.measuring.newest import newest_of
from worksheets.queries import ProjectPicture
from worksheets.saying import brief, without_contacts

from ..comparing import Comparison, How, compare
from ..document import EXAMPLE, Facts, OnePage, PlanDocument, Points, Section, Subsection, Table, Words
from ..entries import LOOSE_ENDS
from ..gather import plan_from, read_source
from .moves import DONE, HEADINGS, LATE, STARTED, STUCK_NOW, Moves, moves_of, shortened
from .since import Since, since_of

PAPER = "Progress paper"
NOTHING_ASKED = "Note the progress. The team asks for no decision this time."
VERY_LATE = 28
MOST_CHANGES, MOST_ENDS = 6, 4
# Records named one by one where they are new or gone. Actions and milestones have sections of their own.
RECORDS = {kind.heading: kind.name for kind in all_record_kinds().values() if kind.key not in ("action", "milestone")}


def progress_paper(project, key: str = "") -> PlanDocument:
    """What moved since a version or a review (`key`, see since.py), and what is asked of the meeting."""
    source, since = read_source(project), since_of(project, key)
    plan, picture = plan_from(source), source.picture
    moves = moves_of(picture.situation, since)
    changed = compare(since.plan, plan) if since.plan else None
    asks = decisions_of(picture)
    start = f"Since {since.words} of {day(since.on)}" if since.key else "The first paper"
    plan = replace(plan, meeting=_meeting(plan, project, picture))
    return replace(
        plan,
        about="",
        status=f"{EXAMPLE}. {start}" if project.is_example else start,
        one_page=OnePage((), " ".join(asks)),
        thread=(),
        loose_ends=(),
        sections=(
            Section("in-short", "In short", (Words(_in_short(moves, since, picture), lead=True),)),
            Section("asked", "What we ask of the meeting", (Points(asks),)),
            _actions(moves, since),
            *_milestones(picture, since),
            *_indicators(picture),
            _plan(changed, since),
            _loose_ends(changed, plan),
            _next(plan, picture),
        ),
        shows=(),
        paper=PAPER,
    )


def decisions_of(picture: ProjectPicture) -> tuple[str, ...]:
    """What only the meeting can settle: what is passed on, stuck, undecided or very late."""
    thread, today = picture.thread, picture.situation.today
    asks = [
        f"Decide on what the team cannot change alone: {_named(one)}."
        for one in thread.of("adjustment")
        if one.choice == "escalate"
    ]
    for one in thread.of("action"):
        if one.status == "blocked":
            asks.append(f"Help to unblock {_named(one)}{f': {one.blocked_by}' if one.blocked_by else ''}.")
        elif one.status == "to_discuss":
            asks.append(f"Discuss {_named(one)}.")
        elif one.is_late(today) and (today - one.due_on).days > VERY_LATE:
            asks.append(f"Agree a new date for {_named(one)}. It was due on {day(one.due_on)}.")
    for one in thread.of("outcome"):
        if not one.decision:
            asks.append(f"Decide on {_named(one)}: adopt it, adapt it or abandon it.")
    return tuple(without_contacts(ask.replace("..", ".")) for ask in asks) or (NOTHING_ASKED,)


def _meeting(plan: PlanDocument, project, picture: ProjectPicture) -> str:
    """The meeting it is for. A day that has passed is left out: the paper is for the next one."""
    has_passed = project.meeting_on and project.meeting_on < picture.situation.today
    return project.meeting_name if has_passed else plan.meeting


def _named(record) -> str:
    return f"{record.ref} {record.title.rstrip('.')}"


def _in_short(moves: Moves, since: Since, picture: ProjectPicture) -> str:
    said = [f"{moves.done} of {count(moves.total, 'action')} {'is' if moves.done == 1 else 'are'} done."]
    for heading, words in ((LATE, "late"), (STUCK_NOW, "blocked or to discuss")):
        if number := moves.number(heading):
            said.append(f"{number} {'is' if number == 1 else 'are'} {words}.")
    if not since.key:
        said.append("No version and no review was kept before, so this paper says how things stand now.")
    elif moves.number(DONE) or moves.number(STARTED):
        said.append(
            f"Since then {moves.number(DONE) or 'none'} got done and {moves.number(STARTED) or 'none'} started."
        )
    return " ".join(said) if moves.total else "No action is written down yet."


def _actions(moves: Moves, since: Since) -> Section:
    parts = tuple(
        Subsection(heading if since.key else heading.removesuffix(" since then"), (Points(shortened(lines)),))
        for heading in HEADINGS
        if (lines := moves.lines[heading])
    )
    return Section(
        "moved", "Actions", () if parts else (Words("No action has moved, and none is late or blocked."),), parts
    )


def _milestones(picture: ProjectPicture, since: Since):
    lines = []
    for one in picture.thread.of("milestone"):
        name = _named(one)
        if one.reached_on:
            if since.on is None or one.reached_on >= since.on:
                lines.append(f"{name}: reached on {day(one.reached_on)}.")
        elif one.due_on:
            late = (picture.situation.today - one.due_on).days
            lines.append(f"{name}: due {day(one.due_on)}" + (f", {count(late, 'day')} late." if late > 0 else "."))
    if lines:
        yield Section("milestones", "Milestones", (Points(shortened(lines)),))


def _indicators(picture: ProjectPicture):
    s = picture.situation
    rows = []
    for one in s.thread.of("indicator"):
        newest = newest_of(s, one)
        aim = ", by ".join(part for part in (aim_in_words(one), day(one.target_on)) if part)
        rows.append(
            (
                _named(one),
                baseline_in_words(one, figures_of(one, rule_in(s))) or "Not known yet",
                f"{newest.text} ({day(newest.on)})" if newest else "Not counted again yet",
                aim or "Not set yet",
            )
        )
    if rows:
        table = Table("Indicators", ("Indicator", "Start", "Newest", "Aim"), tuple(rows))
        yield Section("numbers", "What the numbers say", (table,))


def _plan(changed: Comparison | None, since: Since) -> Section:
    title = "What changed in the plan"
    if changed is None:
        return Section("plan-changes", title, (Words("No version was kept then, so nothing can be compared."),))
    parts = [part for part in changed.parts if part.title != LOOSE_ENDS]
    if not parts:
        return Section("plan-changes", title, (Words(f"Nothing has changed since {since.plan_words}."),))
    told = [part for part in parts if part.title in RECORDS]
    lines = [
        brief(f"New {RECORDS[part.title]}: {change.what}" if how is How.ADDED else f"Taken out: {change.what}")
        for how in (How.ADDED, How.TAKEN_OUT)
        for part in told
        for change in part.changes
        if change.how is how
    ]
    more = [f"And {len(lines) - MOST_CHANGES} more."] if len(lines) > MOST_CHANGES else []
    also = [part for part in parts if part not in told or part.how_many(How.CHANGED)]
    touched = sentence_list(part.title[0].lower() + part.title[1:] for part in also)
    blocks = [Words(f"Compared with {since.plan_words}.")]
    blocks += [Points((*lines[:MOST_CHANGES], *more))] if lines else []
    blocks += [Words(f"Other words or figures in: {touched}.")] if also else []
    return Section("plan-changes", title, tuple(blocks))


def _loose_ends(changed: Comparison | None, plan: PlanDocument) -> Section:
    total = count(len(plan.loose_ends), "loose end") if plan.loose_ends else "No loose end"
    if changed is None:
        return Section("loose-ends", LOOSE_ENDS, (Words(f"{total} now."),))
    ends = changed.part(LOOSE_ENDS)
    new, closed = ([one.what for one in ends if one.how is how] for how in (How.ADDED, How.TAKEN_OUT))
    lead = Words(f"{total} now. Since then {len(closed) or 'none'} closed and {len(new) or 'none'} came up.")
    lines = [f"New: {brief(end)}" for end in new[:MOST_ENDS]]
    if len(new) > MOST_ENDS:
        lines.append(f"And {len(new) - MOST_ENDS} more.")
    return Section("loose-ends", LOOSE_ENDS, (lead, *([Points(tuple(lines))] if lines else [])))


def _next(plan: PlanDocument, picture: ProjectPicture) -> Section:
    s, last = picture.situation, picture.situation.project.reviews.first()
    ahead = [one for one in tracked(s) if one.group == "soon"]
    soon = [f"{_named(one.action)}, by {day(one.action.due_on)}" for one in ahead]
    facts = (
        ("Next review", day(last.next_on) if last and last.next_on else "No day set yet"),
        ("Meeting", plan.meeting or "No meeting chosen yet"),
        ("Due in the next 30 days", "; ".join(soon[:MOST_ENDS]) or "Nothing"),
    )
    return Section("next", "What comes next", (Facts(facts),))
