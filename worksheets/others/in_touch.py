"""Other services that are in touch with the same partners, so that five do not ask one small charity the same thing."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.roles import ProjectRole
from guide.records import record_kind
from projects.models import ProjectMember

from ..models import PartnerLink
from .shared import shared_with


@dataclass(frozen=True)
class InTouch:
    """One other project in touch with a partner: how contact stands, and whom to ask. No contact details of anybody."""

    project: str
    organisation: str
    leads: tuple[str, ...]
    status: str


def others_in_touch(user, project, partner_ids) -> dict[object, list[InTouch]]:
    """By partner, the other projects that share their contact with it, in two queries."""
    links = PartnerLink.objects.filter(shared_with(user, project), partner__in=partner_ids)
    links = list(links.select_related("project__organisation").order_by("project__name"))
    leads = defaultdict(list)
    roles = ProjectMember.objects.filter(project__in={link.project_id for link in links}, role=ProjectRole.LEAD)
    for member in roles.select_related("user"):
        leads[member.project_id].append(member.user.name)
    found = defaultdict(list)
    status = record_kind("partner_link").question("status")
    for link in links:
        words = status.text_of(link.status) if link.status else "Not said"
        organisation = link.project.organisation.short_name
        found[link.partner_id].append(InTouch(link.project.name, organisation, tuple(leads[link.project_id]), words))
    return found
