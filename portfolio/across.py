"""What projects have in common: the same barriers, changes, partners and training, and fields that nobody records."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from datasets.loose_ends import not_known_too_often
from design.words import count
from guide.records import record_kind


@dataclass(frozen=True)
class Line:
    """One thing that stands in projects: what, how often, and in which projects, each with a word on it if any."""

    name: str
    count: int
    projects: tuple[tuple[object, str], ...]


@dataclass(frozen=True)
class Tally:
    """Lines under one heading, those in most projects first. `unit` is the word for what is counted."""

    heading: str
    intro: str
    unit: str
    lines: tuple[Line, ...]
    empty: str


def tallies_of(situations) -> list[Tally]:
    return [
        _fields(situations),
        _choices(
            situations,
            "barrier",
            "com_b",
            "What stands in people’s way",
            "Barriers by what they touch: being able to, having the chance, and wanting to. Where many services meet "
            "the same kind, work on it once for all.",
        ),
        _choices(situations, "adjustment", "kind", "What services change", "Adjustments by kind."),
        _partners(situations),
        _choices(
            situations,
            "development_need",
            "area",
            "Training that staff want",
            "Development needs by the guide’s five areas.",
        ),
        _choices(situations, "outcome", "decision", "What came of it", "Decisions on changes that were tried."),
    ]


def _fields(situations) -> Tally:
    where = defaultdict(list)
    for situation in situations:
        for label, share in not_known_too_often(situation.project).items():
            said = f"not known in {round(100 * share)}%" if share is not None else "often not known"
            where[label].append((situation.project, said))
    return Tally(
        "What services do not record",
        "Facts about people that a project’s newest file leaves open more often than its team puts up with. Offer help "
        "with recording these first. Shares are rounded.",
        "project",
        _sorted(Line(label, len(projects), tuple(projects)) for label, projects in where.items()),
        "No project has a file in which a field is open too often.",
    )


def _choices(situations, kind_key: str, question_key: str, heading: str, intro: str) -> Tally:
    kind = record_kind(kind_key)
    question = kind.question(question_key)
    found: dict[str, dict] = defaultdict(lambda: defaultdict(int))
    projects = {situation.project.pk: situation.project for situation in situations}
    for situation in situations:
        for record in situation.thread.of(kind_key):
            given = getattr(record, question_key)
            for value in given if isinstance(given, list) else [given]:
                if value:
                    found[value][situation.project.pk] += 1
    lines = [
        Line(question.text_of(value), sum(times.values()), tuple((projects[pk], _times(n)) for pk, n in times.items()))
        for value, times in found.items()
    ]
    return Tally(
        heading, intro, kind.name.lower(), _sorted(lines), f"No project has {kind.plural.lower()} with this yet."
    )


def _partners(situations) -> Tally:
    """An entry of the directory is one partner whatever a team calls it; other names count as they are written."""
    question = record_kind("partner_link").question("status")
    names, found = {}, defaultdict(list)
    for situation in situations:
        for link in situation.thread.of("partner_link"):
            who = link.partner_id or link.title
            names.setdefault(who, link.title)
            found[who].append((situation.project, question.text_of(link.status).lower() if link.status else ""))
    return Tally(
        "Whom services ask",
        "Partners in contact logs. Where several services ask one small group, bring the services together first.",
        "contact",
        _sorted(Line(names[who], len(projects), tuple(projects)) for who, projects in found.items()),
        "No project has a partner in its contact log yet.",
    )


def _times(number: int) -> str:
    return "" if number == 1 else count(number, "time")


def _sorted(lines) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-len(line.projects), -line.count, line.name)))


def learning_of(situations) -> list[tuple]:
    """What teams learned and chose to share, newest first, each with its project."""
    shared = [
        (situation.project, one)
        for situation in situations
        for one in situation.thread.of("learning")
        if one.sharing in ("icb", "everyone")
    ]
    return sorted(shared, key=lambda pair: pair[1].learned_on or dt.date.min, reverse=True)
