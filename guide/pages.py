"""The guide's own pages: Markdown with a small TOML head, read once and turned into safe HTML. No Django in here."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nh3
from markdown_it import MarkdownIt

from .questions import GuideContentError

FOLDER = Path(__file__).parent / "content" / "pages"
HEAD = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.S)
PAGE_LINK = re.compile(r"\[([^\]]+)\]\((page|resource|partner):([a-z0-9-]+)\)")
CLASSES = {
    "<ul>": '<ul class="nhsuk-list nhsuk-list--bullet">',
    "<ol>": '<ol class="nhsuk-list nhsuk-list--number">',
    "<table>": '<table class="nhsuk-table">',
    "<h2>": '<h2 class="nhsuk-heading-m">',
    "<h3>": '<h3 class="nhsuk-heading-s">',
}


@dataclass(frozen=True)
class Page:
    """A page of the guide. `source` is its Markdown; `links` the pages, resources and partners it names."""

    key: str
    title: str
    summary: str
    part: str
    order: int
    source: str
    step: str = ""
    purpose: str = ""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return tuple((kind, key) for _, kind, key in PAGE_LINK.findall(self.source))


@cache
def all_pages() -> tuple[Page, ...]:
    pages = [_read(path) for path in FOLDER.glob("*.md")]
    return tuple(sorted(pages, key=lambda page: page.order))


def find_page(key: str) -> Page | None:
    return next((page for page in all_pages() if page.key == key), None)


def pages_of(part: str) -> tuple[Page, ...]:
    return tuple(page for page in all_pages() if page.part == part)


def as_html(markdown: str, address_of=lambda kind, key: None) -> str:
    """Safe HTML with NHS classes. address_of(kind, key) gives the address of a named page, resource or partner,
    or None where none is confirmed: then the words stand without a link."""

    def put_address(match: re.Match) -> str:
        address = address_of(match[2], match[3])
        return f"[{match[1]}]({address})" if address else match[1]

    html = MarkdownIt("commonmark").enable("table").render(PAGE_LINK.sub(put_address, markdown))
    safe = nh3.clean(html, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"})
    for plain, classed in CLASSES.items():
        safe = safe.replace(plain, classed)
    return safe


def _read(path: Path) -> Page:
    match = HEAD.match(path.read_text("utf-8"))
    if match is None:
        raise GuideContentError(f"pages/{path.name}: does not start with a +++ head +++")
    try:
        return Page(key=path.stem, source=match[2], **tomllib.loads(match[1]))
    except (TypeError, ValueError) as fault:
        raise GuideContentError(f"pages/{path.name}: {fault}") from fault
