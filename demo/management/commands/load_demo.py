"""manage.py load_demo: invented people, organisations’ projects at different stages, and the worked example."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.people import PASSWORD, sign_ins
from demo.projects import load_everything


class Command(BaseCommand):
    help = "Loads the demonstration: people with a published password, and projects at different stages."

    def add_arguments(self, parser):
        parser.add_argument("--sign-ins", action="store_true", help="only print who can be signed in as")

    def handle(self, **options):
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration has published passwords, so it loads only where DEMONSTRATION=true is set."
            )
        if options["sign_ins"]:
            self._print_sign_ins()
            return
        made = load_everything()
        self.stdout.write(f"Projects made: {', '.join(made) if made else 'none, they were there already'}")

    def _print_sign_ins(self):
        for email, who in sign_ins():
            self.stdout.write(f"  {email:<42} {who}")
        self.stdout.write(f"  Password for all of them: {PASSWORD}")
