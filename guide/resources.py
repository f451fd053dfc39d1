"""What the guide's pages show of the directory: links and resources, through the functions the settings name."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from .pages import Page, as_html
from .steps import Step


def page_html(page: Page) -> str:
    """The page's full text, with a link wherever the address of what it names is known."""
    book = import_string(settings.GUIDE_ADDRESS_OF)
    addresses = book.of_all([link for link in page.links if link[0] != "page"])

    def address_of(kind: str, key: str) -> str | None:
        return reverse("guide:show_page", args=[key]) if kind == "page" else addresses.get((kind, key))

    return as_html(page.source, address_of)


@dataclass(frozen=True)
class StepResources:
    """The resources of one step: those with a confirmed link, and those whose address nobody could confirm."""

    linked: tuple
    unlinked: tuple

    def __bool__(self) -> bool:
        return bool(self.linked or self.unlinked)


def resources_of(step: Step | None) -> StepResources:
    code = _directory_code(step)
    found = import_string(settings.GUIDE_RESOURCES)(code) if code else []
    return StepResources(
        tuple(resource for resource in found if resource.address),
        tuple(resource for resource in found if not resource.address),
    )


def _directory_code(step: Step | None) -> str:
    """How the directory calls a step: its number, or P5 for staff development. Other pages have no resources."""
    if step is None:
        return ""
    return str(step.number) if step.number else "P5" if step.kind == "staff" else ""
