"""Step 6: each group has somebody who knows it, each place its partnership, and localisation is answered."""

from guide.vocabularies import vocabulary

from ..situation import Situation
from ..ties import absent_groups, is_in_touch, is_planned, knows_place
from . import Short, rule, short_of

STEP = "local-knowledge"


@rule
def each_group_has_a_partner(s: Situation) -> Short | None:
    """Every focus group has a partner who was contacted, or who will be on a day that is written down."""
    return short_of([group for group in s.thread.of("focus_group") if not _has_partner(s, group)])


def _has_partner(s: Situation, group) -> bool:
    partners = s.thread.pointing(group, "partner_link", "focus_groups")
    return any(is_in_touch(one) or is_planned(one) for one in partners)


@rule
def locality_partnerships_thought_of(s: Situation) -> Short | None:
    """The locality partnership of each place the service covers is ticked, or is one of the partners. Where no place
    is written down, or the team covers none of them, something must be ticked."""
    ticked = set(s.answers(STEP).get("locality_considered") or ())
    names = {option.value: option.text for option in vocabulary("locality_partnerships")}
    covered = set(s.project.places or ())
    places = names if "whole_area" in covered else [place for place in names if place in covered]
    missing = [names[place] for place in places if place not in ticked and not _is_partner(s, place)]
    if missing:
        return Short(tuple(missing))
    return None if ticked or places else Short()


def _is_partner(s: Situation, place: str) -> bool:
    partnerships = (
        one for one in s.thread.of("partner_link") if one.details.get("partner_kind") == "locality_partnership"
    )
    return any(knows_place(one, place) for one in partnerships)


@rule
def absent_groups_have_a_route(s: Situation) -> Short | None:
    """Somebody is named for each group that step 4 says is not seen."""
    without = [one.finding.ref if one.finding else one.name for one in absent_groups(s) if not one.has_route]
    return Short(tuple(without)) if without else None


@rule
def localisation_is_answered(s: Situation) -> Short | None:
    """Each of the three ways is said to be needed or not, and what will be done or why not."""
    answered = s.answers(STEP).get("localisation") or {}
    short = [
        option.text
        for option in vocabulary("localisation")
        if answered.get(option.value, {}).get("needed") not in ("needed", "not_needed")
        or not answered[option.value].get("what")
    ]
    return Short(tuple(short)) if short else None
