from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self):
        from projects.backups.restoring import add_settler
        from projects.tending import add_tender

        from . import checks  # noqa: F401 (registers the checks)
        from .making import settle_restored, tend

        add_tender(tend)
        add_settler(settle_restored)
