"""Taking up what the directory or another project offers. Keyword-only; `by` is the person doing it."""

from django.db import transaction

from directory.models import Partner
from projects.models import Project

from ..actions import add_record
from ..models import Evidence, PartnerLink, Record
from .shelf import ShelfItem


@transaction.atomic
def add_partner(*, project: Project, partner: Partner, focus_groups, by) -> Record:
    """Puts a partner of the directory into the contact log, to be contacted; once, however often it is asked for."""
    Project.objects.select_for_update().get(pk=project.pk)
    if present := PartnerLink.objects.of(project).filter(partner=partner).first():
        return present
    answers = {"title": partner.name, "status": "to_contact", "focus_groups": [str(group.pk) for group in focus_groups]}
    return add_record(project=project, kind="partner_link", answers=answers, by=by, partner=partner)


@transaction.atomic
def use_as_evidence(*, project: Project, item: ShelfItem, by) -> Record:
    """Takes up what another project heard or learned as evidence of this one: not as a voice that this one heard."""
    Project.objects.select_for_update().get(pk=project.pk)
    for present in Evidence.objects.of(project):
        if present.details.get("from_shelf") == str(item.pk):
            return present
    studied = ", ".join(filter(None, (*item.groups, item.place)))
    answers = {
        "title": item.title,
        "authors": f"{item.project}, {item.organisation}",
        "year": item.on.year if item.on else None,
        "evidence_kind": "local_insight",
        "studied": studied,
        "key_message": "\n".join(filter(None, (item.title, item.more))),
        "from_shelf": str(item.pk),
    }
    return add_record(project=project, kind="evidence", answers=answers, by=by)
