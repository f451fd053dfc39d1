"""The partner finder: who to ask first about some people in some places, and why."""

from dataclasses import dataclass

from .models import Partner
from .reasons import place_reason, works_with
from .vocabularies import ALL_OF_DERBYSHIRE, ALL_OF_ENGLAND, DERBY, Group, all_groups, areas_reaching, groups_named_in

NAMED_FOR_THEM, AND_FOR_MORE, NEXT_BEST, PARTNERSHIP, IN_PLACE, COVERS_PLACE = 16, 4, 6, 5, 4, 2
OPENS_DOORS, ANY_PARTNERSHIP = 3, 1
DOOR_OPENERS = {Partner.Kind.CVS, Partner.Kind.VCSE_ALLIANCE, Partner.Kind.DIRECTORY, Partner.Kind.PUBLIC_VOICE}
NOT_COMMUNITY = {
    Partner.Kind.OWN_ORGANISATION,
    Partner.Kind.LIBRARY,
    Partner.Kind.IMPROVEMENT_TEAM,
    Partner.Kind.WELLBEING_TEAM,
    Partner.Kind.TRAINING_PROVIDER,
    Partner.Kind.NATIONAL_BODY,
    Partner.Kind.NHS_PROVIDER,
}


@dataclass(frozen=True)
class Suggestion:
    partner: Partner
    score: int
    reasons: tuple[str, ...]


def partners_for(places, words) -> list[Suggestion]:
    """Partners worth asking, best first, each with its reasons.

    places: keys of places where the people live (empty, or "whole_area", means anywhere in Derby and Derbyshire).
    words: phrases that say who the people are, such as the titles of a project's focus groups.
    Nobody is suggested who neither works with the people nor in the place. The locality partnership always is.
    """
    places = [place for place in places if place not in ("whole_area", "outside")]
    groups = _groups_in(words)
    partners = Partner.objects.current().exclude(kind__in=NOT_COMMUNITY)
    suggestions = [_suggest(partner, places, groups) for partner in partners]
    wanted = [suggestion for suggestion in suggestions if suggestion.score]
    return sorted(wanted, key=lambda suggestion: (-suggestion.score, suggestion.partner.name))


def groups_without_partner(words) -> list[Group]:
    """The groups these phrases speak of for which the directory names nobody: to be said openly."""
    groups = _groups_in(words)
    served = {name for names in Partner.objects.current().values_list("groups", flat=True) for name in names}
    return [group for group in groups if group.name not in served]


def _groups_in(words) -> list[Group]:
    found = {group.name: group for phrase in words for group in groups_named_in(phrase)}
    return list(found.values())


def _suggest(partner: Partner, places: list[str], groups: list[Group]) -> Suggestion:
    where, where_reasons = _place_score(partner, places)
    who, who_reasons = _group_score(partner, groups)
    if places and not where:
        return Suggestion(partner, 0, ())  # helps these people, but somewhere else
    kind = _kind_score(partner, bool(places))
    if not who and not kind:
        return Suggestion(partner, 0, ())
    reasons = who_reasons + where_reasons + _kind_reasons(partner)
    return Suggestion(partner, where + who + kind, tuple(reasons))


def _kind_score(partner: Partner, place_is_known: bool) -> int:
    """Where no place is given, one of nine locality partnerships is no better than the next: alliances come first."""
    if partner.kind == Partner.Kind.LOCALITY_PARTNERSHIP:
        return PARTNERSHIP if place_is_known else ANY_PARTNERSHIP
    return OPENS_DOORS if partner.kind in DOOR_OPENERS else 0


def _place_score(partner: Partner, places: list[str]) -> tuple[int, list[str]]:
    if ALL_OF_ENGLAND in partner.areas:
        return COVERS_PLACE, ["Covers all of England"]
    if not places and {DERBY, ALL_OF_DERBYSHIRE} <= set(partner.areas):
        return COVERS_PLACE, ["Covers Derby and all of Derbyshire"]
    exact = [place for place in places if place in partner.areas]
    near = [place for place in places if set(areas_reaching(place)) & set(partner.areas)]
    reasons = [place_reason(partner, place) for place in exact or near[:1]]
    return (IN_PLACE if exact else COVERS_PLACE if near else 0), reasons


def _group_score(partner: Partner, groups: list[Group]) -> tuple[int, list[str]]:
    named = [group.name for group in groups if group.name in partner.groups]
    if named:
        return NAMED_FOR_THEM + AND_FOR_MORE * (len(named) - 1), [works_with(name) for name in named]
    wider = [name for group in groups for name in group.wider if name in partner.groups]
    wider = [name for name in dict.fromkeys(wider) if not all_groups()[name].general]
    return (NEXT_BEST, [f"{works_with(name)}, and may know these people" for name in wider]) if wider else (0, [])


def _kind_reasons(partner: Partner) -> list[str]:
    if partner.kind == Partner.Kind.LOCALITY_PARTNERSHIP:
        return ["Brings health, council, voluntary groups and residents of the place together"]
    if partner.kind in (Partner.Kind.CVS, Partner.Kind.VCSE_ALLIANCE, Partner.Kind.DIRECTORY):
        return ["Knows many small local groups"]
    if partner.kind == Partner.Kind.PUBLIC_VOICE:
        return ["Gathers what patients say"]
    return []
