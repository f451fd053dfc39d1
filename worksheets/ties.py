"""The partners of a project: how contact stands, which places and groups they know, whom they can reach."""

import datetime as dt
from dataclasses import dataclass

from directory.vocabularies import areas_reaching
from guide.steps import find_step

from .absent import NotSeen, groups_not_seen
from .models import PartnerLink, Record
from .situation import Situation

IN_TOUCH = frozenset({"contacted", "replied", "met", "working_together"})
SAID_NO = frozenset({"declined", "not_suitable"})


def is_in_touch(partner: PartnerLink) -> bool:
    return partner.status in IN_TOUCH


def is_planned(partner: PartnerLink) -> bool:
    """Still to be contacted, on a day that is written down."""
    return partner.status in ("", "to_contact") and partner.next_contact_on is not None


def may_help(partner: PartnerLink) -> bool:
    return partner.status not in SAID_NO


def places_of(partner: PartnerLink) -> frozenset[str]:
    """The places a partner knows: what the team ticked, or else what the directory says."""
    listed = partner.details.get("places") or (partner.partner.areas if partner.partner_id and partner.partner else ())
    return frozenset(listed)


def knows_place(partner: PartnerLink, place: str) -> bool:
    known = places_of(partner)
    return bool(known & {"whole_area", place, *areas_reaching(place)})


def contacts_of(partner: PartnerLink) -> list[tuple[dt.date, str]]:
    """Each dated contact that is past or planned by the log, with how it was made, in order."""
    rows = (partner.details.get("contact_log") or {}).values()
    column = next(one for one in partner.spec.question("contact_log").columns if one.key == "route")
    found = [(dt.date.fromisoformat(row["on"]), column.text_of(row.get("route", ""))) for row in rows if row.get("on")]
    if partner.contacted_on and partner.contacted_on not in {on for on, _ in found}:
        route = partner.details.get("route") or ""
        found.append((partner.contacted_on, "" if route == "other" else column.text_of(route)))
    return sorted(found)


@dataclass(frozen=True)
class AbsentGroup:
    """A group the service does not see (step 4), and who can help to reach it."""

    name: str
    key: str
    finding: Record | None
    partners: tuple[PartnerLink, ...]
    next_step: str

    @property
    def has_route(self) -> bool:
        return bool(self.partners or self.next_step)


def absent_groups(s: Situation) -> list[AbsentGroup]:
    """The groups on step 4’s register that are not put off, each with the partners who can help to reach it."""
    partners = [one for one in s.thread.of("partner_link") if may_help(one)]
    return [
        AbsentGroup(one.name, one.key, one.finding, _helping(s, one, partners), one.next_step or one.who)
        for one in groups_not_seen(s)
        if not one.is_put_off
    ]


def _helping(s: Situation, one: NotSeen, partners: list[PartnerLink]) -> tuple[PartnerLink, ...]:
    """Partners who say they reach the group, and those of the focus groups that its finding led to."""
    reaching = [partner for partner in partners if one.key and one.key in (partner.details.get("reaches") or ())]
    groups = s.thread.pointing(one.finding, "focus_group", "findings") if one.finding else []
    linked = [partner for group in groups for partner in s.thread.pointing(group, "partner_link", "focus_groups")]
    return tuple(dict.fromkeys([*reaching, *(partner for partner in linked if may_help(partner))]))


def rows_of_grid(s: Situation, step_key: str, question_key: str) -> list[tuple[str, dict]]:
    """The rows of a grid that somebody filled in, by what the row is called."""
    question = next(one for one in find_step(step_key).questions if one.key == question_key)
    filled = s.answers(step_key).get(question_key) or {}
    return [(row.text, filled[row.value]) for row in question.rows if filled.get(row.value)]
