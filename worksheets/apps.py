from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    name = "worksheets"

    def ready(self):
        from . import checks  # noqa: F401 (registers the checks)
