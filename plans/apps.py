from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self):
        from projects.tending import add_tender

        from . import checks  # noqa: F401 (registers the checks)
        from .making import tend

        add_tender(tend)
