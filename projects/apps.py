from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from .housekeeping import clear_what_ended
        from .tending import add_tender

        add_tender(clear_what_ended)
