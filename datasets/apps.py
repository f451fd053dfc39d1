from django.apps import AppConfig
from django.conf import settings


class DatasetsConfig(AppConfig):
    name = "datasets"

    def ready(self):
        from projects.tending import add_tender
        from worksheets.loose_ends import add_rule

        from .loose_ends import ends_of_data
        from .reaper import tend
        from .reference.store import use_overlay

        add_rule(ends_of_data)
        add_tender(tend)
        use_overlay(settings.REFERENCE_ROOT)
