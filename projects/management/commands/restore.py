"""manage.py restore FILE: fills an empty installation from a backup."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from projects.backups.databases import ToolFailed
from projects.backups.restoring import CannotRestore, restore


class Command(BaseCommand):
    help = "Fill an empty database and empty folders from a backup, and check that every row is there."
    # The tables that checks may ask for come with the backup.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path)

    def handle(self, *, backup, **options):
        try:
            contents = restore(backup)
        except (CannotRestore, ToolFailed) as fault:
            raise CommandError(str(fault)) from None
        rows = sum(table["rows"] for table in contents["tables"].values())
        self.stdout.write(f"Restored as of {contents['made_at']}: {len(contents['tables'])} tables, {rows:,} rows.")
        self.stdout.write("Everybody signs in anew. Run manage.py migrate if the code is newer than the backup.")
