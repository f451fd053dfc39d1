"""manage.py export_plan PROJECT --pdf FILE: the plan of one project as a PDF, without a browser."""

import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.audit import record
from plans.gather import build_plan
from plans.pdf import plan_pdf
from projects.models import Project


class Command(BaseCommand):
    help = "Writes the plan of one project (its slug or id) to a PDF file."

    def add_arguments(self, parser):
        parser.add_argument("project", help="the project's slug, for example long-covid-service, or its id")
        parser.add_argument("--pdf", required=True, type=Path, help="the file to write")

    def handle(self, *, project, pdf, **options):
        found = _project(project)
        if found is None:
            slugs = ", ".join(Project.objects.order_by("slug").values_list("slug", flat=True)[:10])
            raise CommandError(f"There is no project called “{project}”. Projects here: {slugs or 'none yet'}.")
        if not pdf.absolute().parent.is_dir():
            raise CommandError(f"The folder {pdf.absolute().parent} does not exist. Make it first.")
        pdf.write_bytes(plan_pdf(build_plan(found)))
        record(by=None, verb="made plan file", on=found, project=found, note="by command")
        self.stdout.write(f"Wrote {pdf}")


def _project(text: str) -> Project | None:
    by_slug = Project.objects.filter(slug=text).first()
    try:
        return by_slug or Project.objects.filter(pk=uuid.UUID(text)).first()
    except ValueError:
        return None
