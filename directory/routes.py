"""How else to reach a partner whose address nobody could confirm."""

from dataclasses import dataclass

from .models import Partner
from .queries import marked

COUNTY_LOCALITY_TEAM = "dcc-public-health-localities"
LAST_RESORT = "joined-up-care-derbyshire"


@dataclass(frozen=True)
class Routes:
    """One sentence of advice, and partners who can put you in touch."""

    advice: str
    partners: tuple[Partner, ...] = ()


def routes_to(partner: Partner) -> Routes:
    if partner.kind == Partner.Kind.OWN_ORGANISATION:
        return Routes("This team is inside your own organisation. Ask your manager or look on your intranet.")
    if partner.kind == Partner.Kind.LOCALITY_PARTNERSHIP:
        ways = _nearby(partner, [Partner.Kind.STATUTORY_BODY]) + _named(COUNTY_LOCALITY_TEAM)
        return Routes("Ask the council for this place, or the county’s public health team, to introduce you.", ways)
    if partner.kind in (Partner.Kind.COMMUNITY_GROUP, Partner.Kind.CVS):
        ways = _nearby(partner, [Partner.Kind.CVS, Partner.Kind.STATUTORY_BODY]) or _named(LAST_RESORT)
        return Routes("Search for its name on the web, or ask one of these to introduce you.", ways)
    return Routes("Search for its name on the web, or ask Joined Up Care Derbyshire.", _named(LAST_RESORT))


def _nearby(partner: Partner, kinds: list[str]) -> tuple[Partner, ...]:
    """Others in the same places whose own address is confirmed, voluntary sector before councils."""
    same_places = Partner.objects.current().filter(marked("place", partner.areas), kind__in=kinds, confirmed=True)
    others = same_places.exclude(pk=partner.pk).exclude(slug=COUNTY_LOCALITY_TEAM)
    return tuple(sorted(others, key=lambda other: (kinds.index(other.kind), other.name))[:4])


def _named(slug: str) -> tuple[Partner, ...]:
    return tuple(Partner.objects.current().filter(slug=slug))
