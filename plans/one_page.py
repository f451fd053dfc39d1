"""The plan on a page, drawn from the records a team marked as most important."""

from design.words import day
from worksheets.measuring.baselines import aim_in_words
from worksheets.saying import brief

from .document import OnePage

# How many answers stand in a box, and how many letters of each, so that all of it fits one side of paper.
MOST, MOST_LETTERS = 3, 150
# What at least stands of a name with figures after it.
FEWEST_LETTERS = 40


def one_page_of(source) -> OnePage:
    thread = source.thread
    groups = sorted(thread.of("focus_group"), key=lambda group: not group.is_primary)
    findings = [finding for group in groups for finding in thread.linked(group, "findings")] or thread.of("finding")
    barriers = sorted(thread.of("barrier"), key=lambda barrier: not barrier.is_priority)
    changes = [change for change in thread.of("adjustment") if change.is_chosen] or thread.of("adjustment")
    indicators = sorted(thread.of("indicator"), key=lambda indicator: not indicator.measures_gap)
    answers = (
        ("Who is missing out", _titles(groups)),
        ("How we know", tuple(dict.fromkeys(_in_words(finding) for finding in findings))[:MOST]),
        ("What stands in their way", _titles(barriers)),
        ("What we will change", _titles(changes)),
        ("By when", _dates(source)),
        ("How we will know it worked", tuple(_target(indicator) for indicator in indicators[:MOST])),
    )
    return OnePage(tuple((question, tuple(map(_short, texts))) for question, texts in answers), _ask(source))


def _short(text: str) -> str:
    return brief(text, MOST_LETTERS)


def _titles(records) -> tuple[str, ...]:
    return tuple(record.title.rstrip(".") for record in records[:MOST])


def _in_words(finding) -> str:
    return finding.figures["released"]["sentence"] if finding.figures else finding.title


def _dates(source) -> tuple[str, ...]:
    dated = sorted(
        (action for action in source.thread.of("action") if action.due_on and action.is_open),
        key=lambda action: action.due_on,
    )
    lines = [f"{action.title.rstrip('.')}, by {day(action.due_on)}" for action in dated[:MOST]]
    if source.project.end_on:
        lines.append(f"The work ends on {day(source.project.end_on)}")
    return tuple(lines)


def _target(indicator) -> str:
    """The name gives way where there is not the room: the figures and the day always stand."""
    if indicator.measures_gap and indicator.details.get("gap_to") is not None:
        said = f". {aim_in_words(indicator)}"
    else:
        start = f", from {indicator.baseline_value}" if indicator.baseline_value else ""
        said = start + (f" to {indicator.target_value}" if indicator.target_value else "")
    said += f" by {day(indicator.target_on)}" if indicator.target_on else ""
    return brief(indicator.title.rstrip("."), max(MOST_LETTERS - len(said), FEWEST_LETTERS)) + said


def _ask(source) -> str:
    """What the meeting is asked: what is passed on, what is blocked, or to note and support."""
    passed_on = [change.title.rstrip(".") for change in source.thread.of("adjustment") if change.choice == "escalate"]
    blocked = [action.title.rstrip(".") for action in source.thread.of("action") if action.status == "blocked"]
    if passed_on:
        return f"Decide on what the team cannot change alone: {'; '.join(passed_on)}."
    if blocked:
        return f"Help to unblock: {'; '.join(blocked)}."
    return "Note the plan, support its actions, and agree when to hear how it went."
