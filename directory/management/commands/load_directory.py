"""manage.py load_directory: brings the directory up to date with the files in directory/data/."""

from django.core.management.base import BaseCommand
from django.db import transaction

from directory.loading import Loaded, load_partners, load_resources
from directory.models import Partner, Resource


class Command(BaseCommand):
    help = "Loads partners and resources from directory/data/. Entries a curator has edited stay as they are."

    @transaction.atomic
    def handle(self, *args, **options):
        self._say("partners", load_partners(Partner))
        self._say("resources", load_resources(Resource))

    def _say(self, what: str, loaded: Loaded):
        self.stdout.write(
            f"{what}: {loaded.added} added, {loaded.changed} changed, {loaded.same} as before, "
            f"{loaded.kept} left as a curator wrote them"
        )
