"""manage.py backup FOLDER: the database and the kept files as one file. For cron, each night and before an update."""

import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.backups.databases import ToolFailed
from projects.backups.making import back_up, remove_older

# What somebody deleted is in no backup after that.
LONGEST = 35


class Command(BaseCommand):
    help = "Write a backup into a folder, and remove the backups there that are too old."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="on another disk, encrypted")
        parser.add_argument("--days", type=int, default=LONGEST, help=f"how long backups stay; {LONGEST} at most")

    def handle(self, *, folder, days, **options):
        if not 1 <= days <= LONGEST:
            raise CommandError(f"Backups stay from 1 to {LONGEST} days.")
        now = timezone.now()
        try:
            made = back_up(folder, now)
        except (ToolFailed, OSError) as fault:
            raise CommandError(f"No backup was made. {fault}") from None
        gone = remove_older(folder, now - dt.timedelta(days=days))
        self.stdout.write(f"{made} ({made.stat().st_size / 1024**2:.1f} MB). Older ones removed: {gone}.")
