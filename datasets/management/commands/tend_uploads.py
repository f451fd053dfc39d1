"""manage.py tend_uploads: brings back readings whose worker died, and deletes files nobody needs any more. For cron."""

from django.core.management.base import BaseCommand

from datasets.reaper import tend


class Command(BaseCommand):
    help = "Bring back readings whose worker died, and delete uploaded files that are no longer needed."

    def handle(self, **options):
        tend()
