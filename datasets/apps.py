from django.apps import AppConfig
from django.conf import settings


class DatasetsConfig(AppConfig):
    name = "datasets"

    def ready(self):
        from worksheets.loose_ends import add_rule

        from .loose_ends import unknown_rates
        from .reference.store import use_overlay

        add_rule(unknown_rates)
        use_overlay(settings.REFERENCE_ROOT)
