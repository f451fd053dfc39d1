"""What waits for a curator: reports, entries nobody has looked at for a year, addresses nobody has confirmed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ..models import Entry, Partner, Report, Resource

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Waiting:
    reports: tuple[Report, ...]
    due: tuple[Entry, ...]
    due_count: int
    unconfirmed_count: int


def waiting_on(today: date, most: int = 25) -> Waiting:
    """The queue on a day, oldest first; `most` entries that are due are named, all are counted."""
    reports = all_reports().filter(settled_at=None)
    due = [entry for model in (Partner, Resource) for entry in _due(model, today)]
    due.sort(key=lambda entry: (entry.last_checked_on or date.min, str(entry).lower()))
    unconfirmed = sum(model.objects.current().filter(confirmed=False).count() for model in (Partner, Resource))
    return Waiting(tuple(reports), tuple(due[:most]), len(due), unconfirmed)


def all_reports():
    """Reports for the eyes of a curator, with what they are about and who sent them."""
    return Report.objects.select_related("partner", "resource", "reported_by")


def _due(model, today: date):
    """Entries whose day to be checked has come, or that nobody has checked for a year."""
    never = Q(last_checked_on=None) | Q(last_checked_on__lt=today - YEAR)
    return model.objects.current().filter(Q(review_on__lte=today) | Q(review_on=None) & never)
