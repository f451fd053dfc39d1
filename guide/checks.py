"""Stops `manage.py check`, and so every start, while a content file is wrong, and says which one."""

import tomllib

from django.core.checks import Error
from django.urls import URLPattern, URLResolver, get_resolver

from .pages import all_pages, find_page
from .questions import GuideContentError
from .records import all_record_kinds
from .steps import CONTENT, all_steps
from .suggestions import staff_suggestions
from .vocabularies import all_vocabularies

NOT_READ, NO_PAGE, NO_STEP, DEAD_LINK, NO_TOOL, NO_RECORD = (f"guide.E00{number}" for number in range(1, 7))


def check_content(app_configs, **kwargs) -> list[Error]:
    """Reads every content file; where all can be read, checks what they say of each other."""
    return _not_toml() or _not_read() or [*_steps_have_pages(), *_pages_fit(), *_tools_exist(), *_records_exist()]


def _not_toml() -> list[Error]:
    faults = []
    for path in sorted(CONTENT.rglob("*.toml")):
        try:
            tomllib.loads(path.read_text("utf-8"))
        except ValueError as fault:
            faults.append(Error(f"{path.relative_to(CONTENT)}: {fault}", id=NOT_READ))
    return faults


def _not_read() -> list[Error]:
    faults = []
    for read in (all_vocabularies, all_record_kinds, all_steps, all_pages, staff_suggestions):
        try:
            read()
        except (GuideContentError, OSError, KeyError, TypeError, ValueError) as fault:
            faults.append(Error(str(fault), hint="A file of guide/content is wrong.", id=NOT_READ))
    return faults


def _steps_have_pages():
    for step in all_steps():
        if find_page(step.page) is None:
            yield Error(f"step {step.key}: there is no page {step.page!r} (pages/{step.page}.md)", id=NO_PAGE)


def _pages_fit():
    """Each page names a step that exists, and links only to pages that do."""
    steps = {step.key for step in all_steps()}
    for page in all_pages():
        if page.step and page.step not in steps:
            yield Error(f"pages/{page.key}.md: there is no step {page.step!r}", id=NO_STEP)
        for kind, key in page.links:
            if kind == "page" and find_page(key) is None:
                yield Error(f"pages/{page.key}.md: links to a page {key!r} that does not exist", id=DEAD_LINK)


def _tools_exist():
    """A tool is the name of an address that takes a project's id."""
    named = {tool: step.key for step in all_steps() for tool in step.tools}
    named |= {tool.url: kind.key for kind in all_record_kinds().values() for tool in kind.tools}
    known = set(url_names()) if named else set()
    for tool, step in named.items():
        if tool not in known:
            yield Error(f"step {step}: its tool {tool!r} is not the name of an address", id=NO_TOOL)


def _records_exist():
    for step in all_steps():
        for record in step.records:
            if record not in all_record_kinds():
                yield Error(f"step {step.key}: lists records of an unknown kind {record!r}", id=NO_RECORD)


def url_names(patterns=None, namespace="") -> list[str]:
    """Every name an address has, with its namespace: "datasets:profile_panel"."""
    names = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names += url_names(pattern.url_patterns, inside)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names.append(namespace + pattern.name)
    return names
