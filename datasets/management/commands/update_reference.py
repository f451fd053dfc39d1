"""manage.py update_reference FILE: takes in a newer file of a publisher and tells what changed, without a database."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasets.reference.sources import source_of
from datasets.reference.updating.formats import FORMATS, read_publishers_file
from datasets.reference.updating.tables import Changes, NotUsable, changes_of, lay_over
from design.words import day

CANNOT_USE = 2


class Command(BaseCommand):
    help = "Take in a newer file of published figures: " + "; ".join(one.name for one in FORMATS) + "."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="the file as the publisher gives it (CSV)")
        parser.add_argument("--date", help="what stands beside the figures, such as “May 2026”")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")

    def handle(self, *args, file, date, dry_run, **options):
        path = Path(file)
        if not path.is_file():
            raise CommandError("There is no such file.", returncode=CANNOT_USE)
        try:
            form, tables = read_publishers_file(path)
        except NotUsable as fault:
            raise CommandError(str(fault), returncode=CANNOT_USE) from None
        self.stdout.write(f"This is: {form.name}.")
        found = [changes_of(one) for one in tables]
        for changes in found:
            self._tell(changes)
        if dry_run:
            self.stdout.write("Nothing was written (--dry-run).")
            return
        lay_over(tables, Path(settings.REFERENCE_ROOT), date or f"taken in on {day(dt.date.today())}")
        self.stdout.write(f"Written to {settings.REFERENCE_ROOT}. Running servers follow by themselves.")

    def _tell(self, changes: Changes) -> None:
        title = source_of(changes.table).title
        if changes.is_same:
            self.stdout.write(f"{title}: the same figures as before.")
            return
        self.stdout.write(f"{title}: {changes.changed:,} changed, {changes.added:,} new, {changes.gone:,} gone.")
        for example in changes.examples:
            self.stdout.write(f"  {example}")
