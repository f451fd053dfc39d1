"""The groups of people a project is looking at, wherever they are named, with what is known of each."""

from dataclasses import dataclass, field

from .models import Finding, Insight, Record
from .situation import Situation

# Findings of these kinds are about how records are kept, or about nothing that was found.
NOT_OF_A_GROUP = frozenset({"data_quality", "hunch"})


@dataclass
class GroupInView:
    """One group: what it is called, the record that stands for it (a focus group, a candidate, or none yet), and the
    findings and insights about it."""

    name: str
    record: Record | None = None
    findings: list[Finding] = field(default_factory=list)
    insights: list[Insight] = field(default_factory=list)


def groups_in_view(s: Situation) -> list[GroupInView]:
    """Focus groups first, then candidates that are no focus, then groups that only findings or insights name."""
    found: dict[str, GroupInView] = {}
    for group in s.thread.of("focus_group"):
        one = _named(found, group.who or group.title, group)
        candidate = s.thread.linked(group, "candidate_group")
        for same in candidate:
            found.setdefault(_key(same.title), one)
            _take(one, s.thread.linked(same, "findings"), s.thread.linked(same, "insights"))
        _take(one, s.thread.linked(group, "findings"), s.thread.pointing(group, "insight", "focus_groups"))
    for candidate in s.thread.of("candidate_group"):
        one = _named(found, candidate.title, candidate)
        _take(one, s.thread.linked(candidate, "findings"), s.thread.linked(candidate, "insights"))
    _add_by_name(s, found)
    return list({id(one): one for one in found.values()}.values())


def _key(name: str) -> str:
    return name.strip().rstrip(".").casefold()


def _named(found: dict[str, GroupInView], name: str, record: Record | None = None) -> GroupInView:
    one = found.setdefault(_key(name), GroupInView(name.strip().rstrip("."), record))
    one.record = one.record or record
    return one


def _take(one: GroupInView, findings, insights) -> None:
    one.findings = list(dict.fromkeys([*one.findings, *findings]))
    one.insights = list(dict.fromkeys([*one.insights, *insights]))


def _add_by_name(s: Situation, found: dict[str, GroupInView]) -> None:
    """Findings and insights that name their group in words, and stand in no focus or candidate group yet."""
    placed = {one for group in found.values() for one in (*group.findings, *group.insights)}
    for finding in s.thread.of("finding"):
        name = "" if finding.kind in NOT_OF_A_GROUP else finding.group
        if name and (finding not in placed or _key(name) in found):
            _take(_named(found, name), [finding], s.thread.linked(finding, "insights"))
    for insight in s.thread.of("insight"):
        name = insight.details.get("group")
        if name and (insight not in placed or _key(name) in found):
            _take(_named(found, name), [], [insight])


def groups_to_hear(s: Situation) -> list[GroupInView]:
    """The groups each of which needs a voice: those chosen or thought about, or while there are none, those that
    findings name."""
    groups = groups_in_view(s)
    return [one for one in groups if one.record] or [one for one in groups if one.findings]
