"""`open_page` is the one way tests open a page: it checks what must hold for every page there is.

`open_page(client, url)` gives a `Page`: `.status`, `.title`, `.h1`, `.text` (what is read), `.html`, `.links`, `.ids`,
`.response`. `open_page(client, url, post={...}, status=200)` posts; `check_page(response)` checks one already fetched.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

SITE_TITLE = " – Equity Steps"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "svg", "title"}
NOT_PROSE = SILENT | {"code", "pre", "kbd", "samp", "textarea", "td", "dd", "option"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
# Words that only appear where a template printed a value that was not there.
FORBIDDEN = (
    r"\bNone\b(?! of these| yet)",
    r"\bundefined\b",
    r"\{\{",
    r"\}\}",
    r"\{%",
    r"<[a-z]+ [a-z]+=",
    r"\bobject at 0x",
)


@dataclass(frozen=True)
class Page:
    response: object
    html: str
    parsed: "Reader"

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def title(self) -> str:
        return _tidy(self.parsed.title)

    @property
    def h1(self) -> str:
        return _tidy(self.parsed.headings[0])

    @property
    def text(self) -> str:
        """Everything a person reads on the page, with single spaces."""
        return _tidy(" ".join(self.parsed.words))

    @property
    def links(self) -> list[str]:
        return self.parsed.links

    @property
    def ids(self) -> list[str]:
        return self.parsed.ids


def open_page(client, url: str, *, post=None, status: int = 200, follow: bool = False, **options) -> Page:
    """Fetches a page (or posts to it), checks its status and every rule, and gives it back to be looked at."""
    if post is None:
        response = client.get(url, follow=follow, **options)
    else:
        response = client.post(url, post, follow=follow, **options)
    assert response.status_code == status, f"{url} answered {response.status_code}, not {status}"
    return check_page(response)


def check_page(response) -> Page:
    """Every rule of a page, on a response already fetched."""
    html = response.content.decode()
    parsed = Reader()
    parsed.feed(html)
    parsed.close()
    page = Page(response, html, parsed)
    for rule in RULES:
        rule(page)
    return page


def _one_heading_that_the_title_starts_with(page: Page):
    assert len(page.parsed.headings) == 1, f"one h1 expected, got {page.parsed.headings}"
    assert page.h1, "the h1 is empty"
    title = page.title.removeprefix("Error: ")
    assert title.startswith(page.h1), f"title “{page.title}” does not start with h1 “{page.h1}”"
    assert page.title.endswith(SITE_TITLE), page.title


def _errors_are_in_the_title_and_linked(page: Page):
    has_errors = not page.parsed.classes.isdisjoint({"nhsuk-error-summary", "nhsuk-error-message"})
    assert page.title.startswith("Error: ") == has_errors, f"errors: {has_errors}, title: {page.title}"
    if "nhsuk-error-message" in page.parsed.classes:
        assert page.parsed.error_links, "an error message stands beside a field but no error summary does"
    for link in page.parsed.error_links:
        assert link.startswith("#"), link
        assert link[1:] in page.ids, f"the error summary links to {link}, which is not on the page"


def _ids_are_unique(page: Page):
    twice = {name for name in page.ids if page.ids.count(name) > 1}
    assert not twice, f"ids used more than once: {twice}"


def _every_input_is_labelled(page: Page):
    for tag, attributes in page.parsed.inputs:
        named = attributes.get("aria-label") or attributes.get("aria-labelledby") or attributes.get("title")
        labelled = attributes.get("id") in page.parsed.label_targets or attributes.get("_inside_label")
        assert named or labelled, f"<{tag} name={attributes.get('name')!r}> has no label"


def _described_by_what_exists(page: Page):
    for reference in page.parsed.references:
        assert reference in page.ids, f"aria points at #{reference}, which is not on the page"


def _forms_are_ours(page: Page):
    for form in page.parsed.forms:
        if form.attributes.get("method", "get").lower() == "post":
            assert "novalidate" in form.attributes, f"form {form.attributes} lets the browser validate"
            assert "csrfmiddlewaretoken" in form.names, f"form {form.attributes} has no CSRF token"


def _scripts_carry_the_nonce(page: Page):
    policy = page.response.headers.get("Content-Security-Policy", "")
    assert "'unsafe" not in policy, policy
    nonce = re.search(r"'nonce-([^']+)'", policy)
    for attributes in page.parsed.scripts:
        if "src" in attributes or attributes.get("type") == "application/json":
            continue
        assert nonce, f"inline script, but the policy has no nonce: {policy}"
        assert attributes.get("nonce") == nonce.group(1), f"inline script without nonce: {attributes}"
    assert not page.parsed.inline_handlers, f"inline handlers or styles: {page.parsed.inline_handlers}"


def _no_holes_in_the_text(page: Page):
    for pattern in FORBIDDEN:
        found = re.search(pattern, page.text)
        assert not found, f"“{found.group()}” in: …{page.text[max(0, found.start() - 60) : found.end() + 60]}…"


def _quotes_are_typographic(page: Page):
    prose = _tidy(" ".join(page.parsed.prose))
    found = re.search(r"[\"']", prose)
    assert not found, f"straight quote in: …{prose[max(0, found.start() - 60) : found.end() + 60]}…"


def _language_is_said(page: Page):
    assert page.parsed.language == "en-GB", f"<html lang> is {page.parsed.language!r}"


def _charts_have_their_words_and_table(page: Page):
    for chart in re.findall(r'<figure class="app-chart">(.*?)</figure>', page.html, re.DOTALL):
        missing = [part for part in ("<figcaption", "<svg", "<title", "<table", "<caption") if part not in chart]
        assert not missing, f"a chart stands without {missing}: {chart[:300]}"


RULES = (
    _one_heading_that_the_title_starts_with,
    _errors_are_in_the_title_and_linked,
    _ids_are_unique,
    _every_input_is_labelled,
    _described_by_what_exists,
    _forms_are_ours,
    _scripts_carry_the_nonce,
    _no_holes_in_the_text,
    _quotes_are_typographic,
    _language_is_said,
    _charts_have_their_words_and_table,
)


@dataclass
class Form:
    attributes: dict
    names: set


class Reader(HTMLParser):
    """Reads a page once and keeps what the rules ask about."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict]] = []
        self.title, self.language = "", ""
        self.headings, self.words, self.prose, self.links = [], [], [], []
        self.ids, self.inputs, self.forms, self.scripts = [], [], [], []
        self.label_targets, self.classes, self.references = set(), set(), set()
        self.error_links, self.inline_handlers = [], []

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        self._note_anything(tag, attributes)
        note = getattr(self, f"_note_{tag}", None)
        if note:
            note(attributes)
        if tag in ("input", "select", "textarea"):
            self._note_control(tag, attributes)
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data):
        inside = [tag for tag, _ in self.open]
        if "title" in inside and "svg" not in inside:
            self.title += data
        if "h1" in inside:
            self.headings[-1] += data
        if SILENT.intersection(inside):
            return
        self.words.append(data)
        if not NOT_PROSE.intersection(inside) and not self._typed_by_people():
            self.prose.append(data)

    def _typed_by_people(self) -> bool:
        """Text inside an element marked data-typed was typed by somebody, who may use any quotes they like."""
        return any("data-typed" in attributes for _, attributes in self.open)

    def _note_anything(self, tag, attributes):
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.classes.update(attributes.get("class", "").split())
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            self.references.update(attributes.get(name, "").split())
        self.inline_handlers += [
            f"<{tag} {name}>" for name in attributes if re.fullmatch(r"on[a-z]+|style", name) and tag != "svg"
        ]

    def _note_html(self, attributes):
        self.language = attributes.get("lang", "")

    def _note_h1(self, attributes):
        self.headings.append("")

    def _note_form(self, attributes):
        self.forms.append(Form(attributes, set()))

    def _note_script(self, attributes):
        self.scripts.append(attributes)

    def _note_label(self, attributes):
        self.label_targets.add(attributes.get("for", ""))

    def _note_a(self, attributes):
        href = attributes.get("href", "")
        self.links.append(href)
        if any("nhsuk-error-summary" in parent.get("class", "").split() for _, parent in self.open):
            self.error_links.append(href)

    def _note_control(self, tag, attributes):
        if self.forms and any(parent == "form" for parent, _ in self.open):
            self.forms[-1].names.add(attributes.get("name", ""))
        if attributes.get("type") not in UNLABELLED_TYPES:
            attributes["_inside_label"] = any(parent == "label" for parent, _ in self.open)
            self.inputs.append((tag, attributes))


def _tidy(text: str) -> str:
    return " ".join(text.split())
