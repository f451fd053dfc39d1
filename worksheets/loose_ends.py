"""Every loose end of the golden thread, named in plain words. Computed on read, in this one place."""

from collections.abc import Callable
from dataclasses import dataclass, field

from design.words import sentence_list

from .answering import is_left_open
from .models import Record
from .owned import OWNED
from .saying import without_contacts
from .situation import Situation
from .thread_rows import is_put_off
from .ties import absent_groups


@dataclass(frozen=True)
class LooseEnd:
    """Something left hanging: the rule's number, what is missing, and where it is mended (a record, or a step)."""

    rule: int
    text: str
    step: str
    record: Record | None = None
    tool: str = ""


@dataclass(frozen=True)
class Above:
    """What an app above this one knows of a project: loose ends of its own, and facts by name for rules and boards."""

    ends: tuple[LooseEnd, ...] = ()
    facts: dict = field(default_factory=dict)


# Readers of apps above this one (data quality), added when they start: function(project) -> Above.
READERS_ABOVE: list[Callable[[object], Above]] = []


def add_reader(reader: Callable[[object], Above]) -> None:
    if reader not in READERS_ABOVE:
        READERS_ABOVE.append(reader)


def read_above(project) -> Above:
    """What all apps above say, taken together."""
    said = [reader(project) for reader in READERS_ABOVE]
    facts = {name: value for one in said for name, value in one.facts.items()}
    return Above(tuple(end for one in said for end in one.ends), facts)


def loose_ends_in(situation: Situation) -> list[LooseEnd]:
    """Every loose end, in the order of the guide’s steps."""
    return [*(end for rule in RULES for end in rule(situation)), *situation.ends_above]


def ends_of(situation: Situation, *rules: int) -> list[LooseEnd]:
    """The loose ends of some rules only, from what is loaded already."""
    return [end for rule in RULES for end in rule(situation) if end.rule in rules]


def _say(rule: int, record: Record, words: str, step: str) -> LooseEnd:
    # A barrier’s title is often in people’s own words and quoted already.
    title = record.title if record.title.startswith("“") else f"“{record.title}”"
    return LooseEnd(rule, f"{record.ref} {title} {words}", step, record)


def _findings(s: Situation):
    for finding in s.thread.of("finding"):
        used = s.thread.pointing(finding, "focus_group", "findings") or s.thread.pointing(finding, "action", "findings")
        if not used and not is_put_off(s.thread, finding):
            yield _say(
                1, finding, "leads nowhere yet. Link it to a focus group, or say why not now.", "combined-picture"
            )


def _unheard_groups(s: Situation):
    for group in s.thread.of("focus_group"):
        voices = s.thread.pointing(group, "insight", "focus_groups")
        if not any(insight.is_community_voice for insight in voices):
            yield _say(2, group, "has no voice from the community yet. Add what people have said.", "co-production")


def _barriers(s: Situation):
    for barrier in s.thread.of("barrier"):
        if barrier.strength in ("", "assumed"):
            yield _say(3, barrier, "rests on what we assume. Test it with people, or find evidence.", "co-production")
        if is_left_open(s.thread, barrier):
            words = "is a priority but nothing will change it. Add an adjustment, or say why you cannot act."
            yield _say(4, barrier, words, "possible-adjustments")


def _adjustments(s: Situation):
    for change in s.thread.of("adjustment"):
        if not s.thread.linked(change, "barriers"):
            yield _say(5, change, "answers no barrier. Link it to the barrier it lowers.", "possible-adjustments")
        measured = s.thread.pointing(change, "indicator", "adjustments") or s.thread.pointing(
            change, "method", "adjustments"
        )
        if change.is_chosen and not measured:
            words = "has no way to tell if it works. Add an indicator or a way to hear from people."
            yield _say(6, change, words, "quantitative-evaluation")
        if change.is_digital and not change.non_digital_equal and not change.is_turned_down:
            words = "is digital. Say what people who are not online can use instead."
            yield _say(9, change, words, "possible-adjustments")


def _indicators(s: Situation):
    for indicator in s.thread.of("indicator"):
        missing = [
            name
            for name, value in (
                ("a baseline", indicator.baseline_value or indicator.collect_by),
                ("a target", indicator.target_value),
                ("a date", indicator.target_on),
                ("an owner", indicator.owner_id),
            )
            if not value
        ]
        if missing:
            yield _say(7, indicator, f"still needs {sentence_list(missing)}.", "quantitative-evaluation")
    indicators = s.thread.of("indicator")
    if indicators and not any(indicator.measures_gap for indicator in indicators):
        text = "No indicator measures the gap between your focus group and others. Add one, or mark one that does."
        yield LooseEnd(8, text, "quantitative-evaluation")


def _actions(s: Situation):
    for action in s.thread.of("action"):
        missing = [name for name, value in (("an owner", action.owner_id), ("a date", action.due_on)) if not value]
        why = ("adjustments", "findings", "development_need")
        if not any(s.thread.linked(action, question) for question in why):
            missing.append("a link to what it is for")
        if missing and action.is_open:
            yield _say(10, action, f"still needs {sentence_list(missing)}.", "sharing-and-learning")


def _owners(s: Situation):
    for owned in OWNED:
        for record in s.thread.of(owned.model.kind_key):
            person = owned.person_of(record)
            if person and person.pk not in s.team and owned.waits(record):
                words = f"belongs to {person.name}, who is no longer on the project. Choose a new owner."
                yield _say(11, record, words, owned.step)


def _absent_groups(s: Situation):
    """A finding is named by itself, the rest of step 4’s register together: it can be long."""
    without = [one for one in absent_groups(s) if not one.has_route]
    for one in without:
        if one.finding:
            words = "names a missing group. Plan which partner to ask about them."
            yield _say(12, one.finding, words, "local-knowledge")
    if names := [one.name for one in without if not one.finding]:
        text = f"Nobody is named to ask about groups you do not see: {sentence_list(names)}. Say who on the register."
        yield LooseEnd(12, text, "combined-picture")


def _promises(s: Situation):
    for partner in s.thread.of("partner_link"):
        promise = without_contacts(partner.promise)
        if promise and not (partner.promise_kept_on or partner.promise_due_on):
            yield _say(14, partner, f"was promised “{promise}” with no date. Say when.", "local-knowledge")
        elif promise and not partner.promise_kept_on and partner.promise_due_on < s.today:
            yield _say(14, partner, f"is still waiting for “{promise}”.", "local-knowledge")


def _project(s: Situation):
    if s.project.end_on is None:
        yield LooseEnd(
            15, "The project has no end date. Set one, so that people know when it will be judged.", "", None
        )


def _feedback(s: Situation):
    for activity in s.thread.of("engagement"):
        if activity.held_on and activity.held_on <= s.today and not activity.fed_back_on:
            words = "has happened. Tell the people who took part what came of it, and note the date."
            yield _say(16, activity, words, "co-production")


def _changed_upstream(s: Situation):
    for key, state in s.states.items():
        if state.changed_upstream:
            text = f"{state.step.label} was finished before something it builds on changed. Look at it again."
            yield LooseEnd(17, text, key)


RULES = (
    _project,
    _findings,
    _absent_groups,
    _unheard_groups,
    _barriers,
    _promises,
    _feedback,
    _adjustments,
    _indicators,
    _actions,
    _owners,
    _changed_upstream,
)
