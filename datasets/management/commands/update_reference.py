"""manage.py update_reference FILE: takes in a newer file of a publisher and tells what changed, without a database."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasets.reference.sources import all_sources, source_of
from datasets.reference.store import manifest, overlay_files
from datasets.reference.updating.draft import Changes, NotUsable, changes_of
from datasets.reference.updating.formats import NAMES, Read, read_publishers_file
from datasets.reference.updating.laying import alone, journal, lay_over, take_back
from design.words import day

CANNOT_USE = 2


class Command(BaseCommand):
    help = "Take in a newer file of published figures: " + "; ".join(NAMES) + "."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument(
            "file", metavar="FILE", nargs="?", help="as the publisher gives it: CSV, workbook, zip, GeoJSON"
        )
        parser.add_argument("--date", help="what stands beside the figures, such as “May 2026”")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument("--list", action="store_true", help="tell which figures are in use, and what was taken in")
        parser.add_argument("--undo", action="store_true", help="go back to the figures before the last file taken in")

    def handle(self, *args, file, date, dry_run, undo, **options):
        folder = Path(settings.REFERENCE_ROOT)
        if options["list"]:
            return self._list(folder)
        if undo:
            return self._undo(folder)
        path = Path(file or "")
        if not path.is_file():
            raise CommandError(f"There is no file {file}." if file else "Give a file.", returncode=CANNOT_USE)
        with alone(folder):
            return self._take_in(path, folder, date, dry_run)

    def _take_in(self, path: Path, folder: Path, date: str | None, dry_run: bool) -> None:
        try:
            read = read_publishers_file(path)
        except NotUsable as fault:
            raise CommandError(f"{path.name} was not taken in. {fault}", returncode=CANNOT_USE) from None
        self.stdout.write(f"This is: {read.form}.\nTaken from it: {read.said}.")
        found = {one.table: changes_of(one) for one in read.tables}
        for changes in found.values():
            self._tell(changes)
        tables = [one for one in read.tables if not found[one.table].is_same]
        if not tables:
            self.stdout.write("Nothing to do: these figures are in use already.")
        elif dry_run:
            self.stdout.write("Nothing was written (--dry-run).")
        else:
            self._write(read, tables, path, folder, date)

    def _write(self, read: Read, tables, path: Path, folder: Path, date: str | None) -> None:
        tables = [replace(one, date=date) if date else one for one in tables]
        now = dt.datetime.now().astimezone()
        lay_over(tables, folder, at=now.isoformat(timespec="seconds"), form=read.form, file=path)
        for one in tables:
            source = source_of(one.table)
            self.stdout.write(f"Beside the figures stands: {source.in_words}")
        self.stdout.write(f"Written to {folder}. Running servers follow by themselves. To go back: --undo.")

    def _tell(self, changes: Changes) -> None:
        title = source_of(changes.table).title
        if changes.is_same:
            self.stdout.write(f"{title}: the same figures as before.")
            return
        self.stdout.write(f"{title}: {changes.changed:,} changed, {changes.added:,} new, {changes.gone:,} gone.")
        for example in changes.examples:
            self.stdout.write(f"  {example}")

    def _list(self, folder: Path) -> None:
        newer = overlay_files()
        for source in all_sources():
            mark = "taken in later" if manifest()[source.key]["file"] in newer else "came with the product"
            self.stdout.write(f"{source.title}: {source.edition or source.date}, {source.source_file} ({mark})")
        for taken in journal(folder):
            when = day(dt.datetime.fromisoformat(taken.at).date())
            self.stdout.write(f"{when}: {taken.file} ({taken.form}; SHA-256 {taken.sha256})")

    def _undo(self, folder: Path) -> None:
        with alone(folder):
            taken = take_back(folder)
        if taken is None:
            raise CommandError("No file was taken in, so there is nothing to take back.", returncode=CANNOT_USE)
        self.stdout.write(f"Taken back: {taken.file} ({taken.form}). The figures before it are in use again.")
