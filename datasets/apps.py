from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    name = "datasets"

    def ready(self):
        from worksheets.loose_ends import add_rule

        from .loose_ends import unknown_rates

        add_rule(unknown_rates)
