"""The directory in the shape of Open Referral UK, so that other service directories can read it.

Field names: the UK profile of the Human Services Data Specification 3.0 (Open Referral UK), its objects service,
organization, service_area, attribute and taxonomy_term. Each partner is an organization with one service of the same
name; a service must have a URL, so one without a confirmed website gives the page of its entry here."""

import uuid
from collections.abc import Callable

from ..models import Partner
from ..vocabularies import all_places

GROUPS, KINDS = "Equity Steps groups of people", "Equity Steps kinds of partner"


def service_list(partners, page_of: Callable[[Partner], str]) -> dict:
    """Every service on one page of results. `page_of` gives the whole address of an entry's own page."""
    contents = [_service(partner, page_of(partner)) for partner in partners]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def _service(partner: Partner, page: str) -> dict:
    organization = {
        "id": str(partner.pk),
        "name": partner.name,
        "description": partner.description,
        "website": partner.confirmed_website,
        "email": partner.confirmed_email,
    }
    service = {
        "id": _id(partner, "service"),
        "name": partner.name,
        "description": partner.description,
        "url": partner.confirmed_website or page,
        "email": partner.confirmed_email,
        "status": "active",
        "assured_date": partner.last_checked_on.isoformat() if partner.last_checked_on else "",
        "last_modified": partner.changed_at.isoformat(timespec="milliseconds"),
        "organization": _filled(organization),
        "service_areas": [_area(partner, key) for key in partner.areas],
        "attributes": [
            _attribute(partner, KINDS, partner.get_kind_display()),
            *(_attribute(partner, GROUPS, group) for group in partner.groups),
        ],
    }
    return _filled(service)


def _filled(fields: dict) -> dict:
    """An empty text is left out: it is no address and no date."""
    return {name: value for name, value in fields.items() if value != ""}


def _area(partner: Partner, key: str) -> dict:
    return {"id": _id(partner, f"area {key}"), "name": all_places()[key].name}


def _attribute(partner: Partner, taxonomy: str, term: str) -> dict:
    term_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{taxonomy}: {term}"))
    return {
        "id": _id(partner, f"{taxonomy}: {term}"),
        "link_id": _id(partner, "service"),
        "link_type": "service_type" if taxonomy == KINDS else "intended_audience",
        "taxonomy_term_id": term_id,
        "taxonomy_term": {"id": term_id, "taxonomy": taxonomy, "term": term},
    }


def _id(partner: Partner, of: str) -> str:
    """The same id each time, without a table to keep it in."""
    return str(uuid.uuid5(partner.pk, of))
