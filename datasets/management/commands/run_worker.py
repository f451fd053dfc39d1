"""manage.py run_worker: the background worker, with an eye on work whose worker died. Takes db_worker's options."""

import logging
import threading

from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands import db_worker

from projects.tending import EVERY, tend_all

log = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Run background work, and look after uploads every few seconds."

    def handle(self, **options):
        stop = threading.Event()
        threading.Thread(target=_look_round, args=(stop,), name="tend-uploads", daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stop.set()


def _look_round(stop: threading.Event) -> None:
    """At the start, then every few seconds. A database that is busy or away is tried again the next time."""
    while True:
        try:
            tend_all()
        except OperationalError as fault:
            log.warning("Could not look after uploads just now: %s", type(fault).__name__)
        finally:
            close_old_connections()
        if stop.wait(EVERY.total_seconds()):
            return
