"""The trail: who did what, when and from where. Ids and short words only, never an answer, a cell or a file name."""

from contextvars import ContextVar

from django.utils import timezone

from .models import AuditEvent

# The address of the request being answered, set by the middleware; None in commands and background tasks.
current_address: ContextVar[str | None] = ContextVar("current_address", default=None)


def record(
    *, by, verb: str, on=None, project=None, organisation=None, note: str = "", project_id=None, organisation_id=None
) -> AuditEvent:
    """Writes one line of the trail. `by` is a person, or None where nobody is signed in or the system itself acts.

    `project_id` and `organisation_id` are for where only the id is known, as when somebody was refused."""
    if organisation is None and project is not None:
        organisation = project.organisation
    return AuditEvent.objects.create(
        at=timezone.now(),
        by_id=by.pk if by else None,
        by_name=by.name if by else "System",
        verb=verb,
        on_kind=on._meta.verbose_name if on is not None else "",
        on_id=str(on.pk) if on is not None else "",
        project_id=project.pk if project is not None else project_id,
        organisation_id=organisation.pk if organisation is not None else organisation_id,
        note=note[:300],
        address=current_address.get(),
    )
