"""What browser tests may ask for: the running site, a watched page, and one with JavaScript off."""

import shutil

import pytest
from playwright.sync_api import Browser, sync_playwright

from .site import Site, running_site
from .watch import Watch

WIDE = {"width": 1280, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(item.config.rootpath / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Browser:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "No Chromium on this machine: script/browser installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watch(site: Site) -> Watch:
    return Watch(site.address)


@pytest.fixture
def new_page(site: Site, browser: Browser, watch: Watch):
    """`new_page()` is a window of somebody else, with cookies of their own; all are watched together."""
    contexts = []

    def opened(**options):
        context = browser.new_context(base_url=site.address, viewport=WIDE, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        watch.attach(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not watch.problems, "\n".join([*watch.problems, site.log[-3000:]])


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def page_without_javascript(new_page):
    return new_page(java_script_enabled=False)
