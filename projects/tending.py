"""What the worker looks after every few seconds, beside its tasks: work whose worker died, and files nobody needs.

Each app adds its own tender when it starts; the worker calls them all."""

from collections.abc import Callable
from datetime import timedelta

# How often a worker looks round.
EVERY = timedelta(seconds=20)
TENDERS: list[Callable[[], None]] = []


def add_tender(tender: Callable[[], None]) -> None:
    if tender not in TENDERS:
        TENDERS.append(tender)


def tend_all() -> None:
    for tender in TENDERS:
        tender()
