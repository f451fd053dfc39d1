"""What the worker looks after every few seconds, beside its tasks: work whose worker died, and files nobody needs.

Each app adds its own tenders when it starts; the worker calls them all. A fault of one is logged by its kind, and stops
neither the others nor the next look round."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.db import close_old_connections

log = logging.getLogger(__name__)

Tender = Callable[[], None]
# How often a worker looks round.
EVERY = timedelta(seconds=20)
A_DAY = 24 * 60 * 60
TENDERS: list[Tender] = []
_done_at: dict[str, float] = {}


def add_tender(tender: Tender) -> None:
    if tender not in TENDERS:
        TENDERS.append(tender)


def once_a_day(act: Tender) -> Tender:
    """The same, done once a day in each process that calls it often. One that broke off waits for the next day too."""
    name = f"{act.__module__}.{act.__name__}"

    @wraps(act)
    def daily() -> None:
        now = time.monotonic()
        if now - _done_at.get(name, -A_DAY) >= A_DAY:
            _done_at[name] = now
            act()

    return daily


def tend_all() -> None:
    for tender in TENDERS:
        try:
            tender()
        except Exception as fault:  # noqa: BLE001 - said by its kind; the next look round tries again
            log.error("%s.%s broke off: %s", tender.__module__, tender.__name__, type(fault).__name__)
            close_old_connections()
