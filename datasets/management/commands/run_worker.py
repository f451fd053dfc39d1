"""manage.py run_worker: the background worker, with an eye on work whose worker died. Takes db_worker's options."""

import threading

from django.db import close_old_connections
from django_tasks_db.management.commands import db_worker

from projects.tending import EVERY, tend_all


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
    """At the start, then every few seconds."""
    while True:
        tend_all()
        close_old_connections()
        if stop.wait(EVERY.total_seconds()):
            return
