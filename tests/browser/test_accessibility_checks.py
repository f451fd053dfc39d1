"""The accessibility checks find what they are there to find: each fault below is on a page made for it."""

import re

import pytest

from .accessibility import axe, check_accessibility

GOOD = """<!doctype html><html lang="en-GB"><head><title>Step 1 – Equity Steps</title><style>
  body { margin: 0; font: 19px/1.5 Arial } header, main { padding: 16px } nav a { display: inline-block; padding: 12px }
  button, input { font: inherit; min-height: 44px } input { max-width: 90% }
  a:focus, button:focus, input:focus { outline: 4px solid #212b32 }</style></head><body>
  <header><nav aria-label="Menu"><a href="/guide">Guide</a> <a href="/help">Help</a></nav></header>
  <main><h1>Understand the problem</h1><h2>Who is missing</h2><p>Words to read.</p>
  <form><label for="name">Name of the service</label><br><input id="name" name="name"><button>Save</button>
  </form></main>
  </body></html>"""
FAULTS = {
    "levels that skip": ("<h2>Who is missing</h2>", "<h4>Who is missing</h4>", "level 4 follows one of level 1"),
    "two first headings": ("<h2>Who is missing</h2>", "<h1>Who is missing</h1>", "2 headings of level 1"),
    "a title without the site": ("<title>Step 1 – Equity Steps", "<title>Step 1", "does not end with the site's name"),
    "an error title alone": ("<title>Step 1", "<title>Error: Step 1", "do not go together"),
    "no help": ('<a href="/help">Help</a>', "", "Help is not the last link"),
    "a small button": ("<button>", '<button style="min-height:0;height:15px;font-size:9px">', "24 is the least"),
    "dragging": ("<p>Words", '<p draggable="true">Words', "can only be dragged"),
    "a password field for no manager": ('name="name">', 'name="name" type="password">', "has autocomplete"),
    "one id twice": ("<p>Words", '<p id="name">Words', "two elements have the id"),
    "a chart without a table": ("<p>Words", "<figure><svg></svg></figure><p>Words", "holds a chart and no table"),
    "a field without a label": ('<label for="name">Name of the service</label>', "", "axe label"),
    "pale text": ("<p>Words", '<p style="color:#bbb">Words', "axe color-contrast"),
    "too wide for a phone": ("<p>Words", '<p style="width:600px">Words', "at 320: the page scrolls sideways"),
    "a box that cuts text off": (
        "<p>Words",
        '<p style="height:24px;line-height:1.2;overflow:hidden">Words',
        "with text spaced out: text is cut off",
    ),
    "a focus nobody sees": ("outline: 4px solid #212b32", "outline: none", "the focus cannot be seen"),
    "a bar over what has the focus": (
        "<main>",
        '<main><div style="position:fixed;inset:0;background:#fff">A bar over all.</div>',
        "covered by something else",
    ),
}


@pytest.fixture
def blank_page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_a_page_without_faults_passes(blank_page):
    blank_page.set_content(GOOD)
    check_accessibility(blank_page)
    assert blank_page.viewport_size == {"width": 1280, "height": 900}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(blank_page, fault):
    good, bad, complaint = FAULTS[fault]
    assert good in GOOD
    blank_page.set_content(GOOD.replace(good, bad, 1))
    with pytest.raises(AssertionError, match=re.escape(complaint)):
        check_accessibility(blank_page)


def test_axe_itself_asserts_nothing(blank_page):
    blank_page.set_content(GOOD.replace('<label for="name">Name of the service</label>', ""))
    assert [found["id"] for found in axe(blank_page)] == ["label"]
