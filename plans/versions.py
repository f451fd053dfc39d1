"""Frozen versions as plans, and what moved between two of them."""

from dataclasses import replace

from django.utils import timezone

from .document import AGREED, DRAFT, PlanDocument, Signed
from .freezing import thaw
from .models import PlanVersion


def plan_of_version(version: PlanVersion) -> PlanDocument:
    """A version as it was frozen, with what was put under it since: its number, its names, whether it is agreed."""
    plan = thaw(version.document)
    signed = tuple(
        Signed(one.get_role_display(), one.name, one.commitment, timezone.localdate(one.signed_at))
        for one in version.signatures.all()
    )
    status = plan.status if plan.is_example else AGREED if version.agreed_at else DRAFT
    return replace(plan, version=version.number, signed=signed, status=status)
