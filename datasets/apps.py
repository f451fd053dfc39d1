from django.apps import AppConfig
from django.conf import settings


class DatasetsConfig(AppConfig):
    name = "datasets"

    def ready(self):
        from projects.backups.restoring import add_settler
        from projects.tending import add_tender
        from worksheets.loose_ends import add_reader

        from .loose_ends import read_of_data
        from .reaper import TENDERS, settle_restored
        from .reference.store import use_overlay

        add_reader(read_of_data)
        for tender in TENDERS:
            add_tender(tender)
        add_settler(settle_restored)
        use_overlay(settings.REFERENCE_ROOT)
