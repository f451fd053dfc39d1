"""Search results as the pages show them: one page of rows, how many there are, and where the other pages are."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse

from .reasons import reasons_for, word_reasons
from .spelling import Asked


@dataclass(frozen=True)
class FoundRow:
    title: str
    href: str
    about: str
    description: str
    reasons: tuple[str, ...] = ()
    website: str = ""


@dataclass(frozen=True)
class Found:
    """One page of a search. `changed`: words that were spelled another way, with what was looked for instead. `loose`:
    nothing fits all the words, so these fit all but one."""

    rows: tuple[FoundRow, ...]
    count: int
    asked: bool
    first: int
    last: int
    previous: str
    next: str
    changed: tuple[tuple[str, str], ...] = ()
    loose: bool = False


def found_partners(page: Page, asked: dict[str, str], meant: Asked, loose: bool = False) -> Found:
    why = {name: asked[name] for name in ("text", "place", "group")}
    rows = [
        FoundRow(
            title=partner.name,
            href=reverse("directory:show_partner", args=[partner.slug]),
            about=f"{partner.get_kind_display()} · {', '.join(partner.area_names)}",
            description=partner.description,
            reasons=tuple(reasons_for(partner, **why, words=meant.words)),
            website=partner.confirmed_website,
        )
        for partner in page
    ]
    return _found(rows, page, asked, meant, loose)


def found_resources(page: Page, asked: dict[str, str], meant: Asked, loose: bool = False) -> Found:
    rows = [
        FoundRow(
            title=resource.title,
            href=reverse("directory:show_resource", args=[resource.slug]),
            about=f"{resource.get_kind_display()} · {resource.publisher}",
            description=resource.description,
            reasons=tuple(word_reasons(resource, meant.words)),
            website=resource.confirmed_website,
        )
        for resource in page
    ]
    return _found(rows, page, asked, meant, loose)


def _found(rows: list[FoundRow], page: Page, asked: dict[str, str], meant: Asked, loose: bool) -> Found:
    given = {name: value for name, value in asked.items() if value}

    def address(number: int) -> str:
        return "?" + urlencode(given | {"page": number})

    return Found(
        rows=tuple(rows),
        count=page.paginator.count,
        asked=bool(given),
        first=page.start_index(),
        last=page.end_index(),
        previous=address(page.previous_page_number()) if page.has_previous() else "",
        next=address(page.next_page_number()) if page.has_next() else "",
        changed=meant.changed,
        loose=loose,
    )
