"""Whom a project should ask: the directory's suggestions for its focus groups and places, beside its contact log."""

from dataclasses import dataclass

from directory.finder import groups_without_partner, partners_for
from directory.models import Partner

from ..models import PartnerLink
from ..thread import Thread
from .in_touch import InTouch, others_in_touch

FIRST = 10


@dataclass(frozen=True)
class SuggestedPartner:
    """A partner worth asking, with the project's own contact with it, and that of others."""

    partner: Partner
    reasons: tuple[str, ...]
    own: PartnerLink | None
    others: tuple[InTouch, ...]


@dataclass(frozen=True)
class Suggestions:
    """`looked_for` says on what they rest; `unserved` names groups that no partner is named for; `asked_by_others` are
    partners of the project's own log that other services are in touch with too."""

    partners: tuple[SuggestedPartner, ...]
    more: int
    looked_for: tuple[str, ...]
    unserved: tuple[str, ...]
    asked_by_others: tuple[SuggestedPartner, ...] = ()


def suggestions_for(user, project, thread: Thread, *, shows_all: bool = False) -> Suggestions:
    """Suggestions for the people and places of a project's focus groups; of the project itself, where it has none."""
    groups = thread.of("focus_group")
    words = [" ".join(filter(None, (group.title, group.who))) for group in groups] or [
        f"{project.name} {project.about}"
    ]
    places = list(dict.fromkeys([group.place for group in groups if group.place] or project.places))
    found = partners_for(places, words)
    shown = found if shows_all else found[:FIRST]
    unserved = tuple(group.name for group in groups_without_partner(words))
    own = {link.partner: link for link in thread.of("partner_link") if link.partner_id}
    others = others_in_touch(user, project, [one.partner.pk for one in shown] + [partner.pk for partner in own])

    def beside(partner: Partner, reasons: tuple[str, ...]) -> SuggestedPartner:
        return SuggestedPartner(partner, reasons, own.get(partner), tuple(others.get(partner.pk, ())))

    return Suggestions(
        tuple(beside(one.partner, one.reasons) for one in shown),
        len(found) - len(shown),
        tuple(group.title.rstrip(".") for group in groups),
        unserved,
        tuple(beside(partner, ()) for partner in own if others.get(partner.pk)),
    )
