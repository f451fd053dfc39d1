"""The guide's table of contents: which pages stand in which part, and what comes before and after each."""

from dataclasses import dataclass

from .pages import Page, all_pages, pages_of
from .steps import all_parts

# Pages from this order on are about this site, not part of the guide that is read from front to back.
SITE_PAGES_FROM = 700
ABOUT = "about"


@dataclass(frozen=True)
class Chapter:
    """A part of the guide and its pages in order, the part's own page first where it has one."""

    key: str
    title: str
    summary: str
    pages: tuple[Page, ...]


def chapters() -> list[Chapter]:
    """The introduction and the five parts, then the pages that close the guide."""
    found = [Chapter(part.key, part.label, part.summary, pages_of(part.key)) for part in all_parts()]
    closing = tuple(page for page in pages_of(ABOUT) if page.order < SITE_PAGES_FROM)
    return [
        *found,
        Chapter(ABOUT, "At the end", "Closing words, every resource, and where the guide comes from.", closing),
    ]


def site_pages() -> tuple[Page, ...]:
    return tuple(page for page in all_pages() if page.order >= SITE_PAGES_FROM)


def chapter_of(page: Page) -> Chapter | None:
    return next((chapter for chapter in chapters() if page in chapter.pages), None)


def neighbours(page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after in reading order."""
    reading = [other for other in all_pages() if other.order < SITE_PAGES_FROM]
    if page not in reading:
        return None, None
    at = reading.index(page)
    return (reading[at - 1] if at else None), (reading[at + 1] if at + 1 < len(reading) else None)
