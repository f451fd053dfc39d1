"""Checks one page against WCAG 2.2 AA: axe, and what axe does not look for."""

from playwright.sync_api import Page

from .site import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 60
MENU_SETTLES = 200  # milliseconds until the NHS header has put what does not fit under More
CHECKS = (ROOT / "tests" / "browser" / "accessibility.js").read_text()

WIDER_THAN_WINDOW = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > edge + 1);
  const inner = out.filter(e => !out.some(other => other !== e && e.contains(other)));
  return [`${document.documentElement.scrollWidth} wide`, ...inner.slice(0, 5).map(e => e.outerHTML.slice(0, 120))];
}"""
# A sheet of its own, since the CSP refuses style elements. 1.4.12 names these four distances.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                     p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
PACK_AGAIN = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1) }"
CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && e.innerText && e.clientWidth > 2 && !e.matches("textarea, input, select") &&
    !e.closest(".nhsuk-u-visually-hidden") && ["hidden", "clip"].includes(style.overflowX) &&
    (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2);
}).map(e => e.outerHTML.slice(0, 120))"""
# What has the focus, and whether something else lies over it (2.4.11).
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
  const own = [e, e.parentElement, ...(e.labels || [])];
  const hidden = Boolean(box.width && over && !e.contains(over) && !own.some(part => part && part.contains(over)) &&
    !over.contains(e));
  e.dataset.tabbed = e.dataset.tabbed || Math.random();
  return { key: e.dataset.tabbed, html: e.outerHTML.slice(0, 120), hidden, text: e.matches("input, textarea, select") };
}"""
# One control of each kind, focused and not: it, its parent or its neighbour must look different (2.4.7).
UNMARKED = """() => {
  const look = e => [e, e.parentElement, e.nextElementSibling].filter(Boolean).map(one =>
    ["", "::before", "::after"].map(part => { const s = getComputedStyle(one, part || null);
      return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor, s.borderWidth].join() }));
  const kinds = new Map();
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary"))
    if (e.checkVisibility() && !e.disabled) kinds.set(`${e.tagName}.${e.className}`, e);
  return [...kinds.values()].filter(e => {
    document.activeElement.blur();
    const before = String(look(e));
    e.focus({ focusVisible: true, preventScroll: true });
    return document.activeElement === e && String(look(e)) === before;
  }).map(e => e.outerHTML.slice(0, 120));
}"""


def axe(page: Page) -> list[dict]:
    """What axe-core finds on the page as it stands; asserts nothing."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(f"() => {{ {AXE.read_text()} }}")
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    return [one for one in found if not _is_nhs_radio(one)]


def _is_nhs_radio(found: dict) -> bool:
    """The NHS radios say by aria-expanded that a choice shows a field; the NHS tested that with screen readers."""
    inputs = all('class="nhsuk-radios__input"' in node["html"] for node in found["nodes"])
    return found["id"] == "aria-allowed-attr" and inputs


def check_accessibility(page: Page, keyboard: bool = True):
    """Fails with every fault of the page at once: wide, at 320 pixels, with text spaced out, and by keyboard."""
    before = page.viewport_size
    problems = [f"here: {text}" for text in page.evaluate(CHECKS)]
    for width in (1280, 320):
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(MENU_SETTLES)
        problems += [f"at {width}: {text}" for text in [*_axe_sentences(page), *_scrolls_sideways(page)]]
    problems += [f"at 320: {text}" for text in page.evaluate(CHECKS) if f"here: {text}" not in problems]
    page.set_viewport_size(before)
    problems += [f"with text spaced out: {text}" for text in _with_text_spaced_out(page)]
    if keyboard:
        problems += [f"by keyboard: {text}" for text in _by_keyboard(page)]
    assert not problems, f"{page.url}\n" + "\n".join(problems)


def _axe_sentences(page: Page) -> list[str]:
    return [
        f"axe {found['id']}: {found['help']}: {node['html'][:160]}" for found in axe(page) for node in found["nodes"]
    ]


def _scrolls_sideways(page: Page) -> list[str]:
    found = page.evaluate(WIDER_THAN_WINDOW)
    return [f"the page scrolls sideways: {found}"] if found else []


def _with_text_spaced_out(page: Page) -> list[str]:
    already = set(page.evaluate(CUT_OFF))
    page.evaluate(SPACE_OUT)
    cut = [html for html in page.evaluate(CUT_OFF) if html not in already]
    found = [f"text is cut off: {html}" for html in cut] + _scrolls_sideways(page)
    page.evaluate(PACK_AGAIN)
    return found


def _by_keyboard(page: Page) -> list[str]:
    """Tab through the page: what has the focus shows it and is not covered, and Tab moves on."""
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
    found, last = [], None
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        if focused["key"] == last and not focused["text"]:
            found.append(f"Tab does not move on from {focused['html']}")
            break
        last = focused["key"]
        if focused["hidden"]:
            found.append(f"covered by something else: {focused['html']}")
    return found + [f"the focus cannot be seen: {html}" for html in page.evaluate(UNMARKED)]
