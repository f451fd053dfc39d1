"""manage.py delete_unused_data: deletes uploads nobody has used for 24 months, and warns of those next. For cron."""

from django.core.management.base import BaseCommand

from datasets.retention import MONTHS, WARNING, delete_unused, due_soon, unused, warn_of_deletion
from design.words import count


class Command(BaseCommand):
    help = (
        f"Delete what is kept of uploads that nobody has used for {MONTHS} months, and write to the leads of projects "
        f"whose uploads are next, {WARNING.days} days before. The worker does the same once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *, dry_run, **options):
        if dry_run:
            gone, soon = unused(), due_soon()
            more = f"{len(soon) - len(gone)} more within {WARNING.days} days"
            self.stdout.write(f"Would delete {count(len(gone), 'upload')}; {more}.")
            for dataset in gone:
                self.stdout.write(f"  {dataset.pk} of project {dataset.project_id}")
            return
        warn_of_deletion()
        self.stdout.write(f"Deleted {count(delete_unused(), 'upload')}.")
