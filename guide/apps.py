"""Checks the content files whenever Django checks itself."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from .checks import check_content


class GuideConfig(AppConfig):
    name = "guide"

    def ready(self):
        register(check_content, Tags.urls)
