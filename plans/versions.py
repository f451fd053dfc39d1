"""Frozen versions as plans, who has still to sign them, and with which words."""

from dataclasses import replace

from django.utils import timezone

from .document import AGREED, DRAFT, PlanDocument, Signed
from .freezing import thaw
from .models import PlanVersion, Signature

# A version is agreed once these have signed it.
AGREEING = frozenset({Signature.Role.LEAD, Signature.Role.SPONSOR})


def plan_of_version(version: PlanVersion) -> PlanDocument:
    """A version as it was frozen, with what was put under it since: its number, its names, whether it is agreed."""
    plan = thaw(version.document)
    signed = tuple(
        Signed(one.get_role_display(), one.name, one.commitment, timezone.localdate(one.signed_at))
        for one in version.signatures.all()
    )
    status = plan.status if plan.is_example else AGREED if version.agreed_at else DRAFT
    return replace(plan, version=version.number, signed=signed, status=status)


def missing_signatures(version: PlanVersion) -> list[str]:
    """Who must still sign for the version to be agreed."""
    signed = {one.role for one in version.signatures.all()}
    return [role.label for role in Signature.Role if role in AGREEING - signed]


def words_to_sign(version: PlanVersion, roles) -> list:
    """What people of these roles said they will do (worksheets.Commitment), under which they have not signed yet."""
    signed = {(one.role, one.name) for one in version.signatures.all()}
    said = version.project.commitments.filter(taken_back_at=None, part__in=roles).select_related("noted_by")
    return [one for one in said if (one.part, one.name) not in signed]
