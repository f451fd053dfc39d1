"""Somebody who has no mouse: reaches what a page offers by Tab, reads what has the focus, and types."""

import datetime as dt
import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from guide.questions import Question
from guide.steps import Step

MOST_TABS = 900
DATE_PARTS = {"_day": "%d", "_month": "%m", "_year": "%Y"}
# What has the focus, in the words a screen reader would say, and whether a person sees that it has it.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const label = e.labels && e.labels[0];
  const words = e.getAttribute("aria-label") || (label || e).innerText || "";
  const box = e.getBoundingClientRect(), size = label ? label.getBoundingClientRect() : box;
  const marked = [e, e.parentElement, e.nextElementSibling].filter(Boolean).some(one =>
    ["", "::before", "::after"].some(part => { const s = getComputedStyle(one, part || null);
      return s.boxShadow !== "none" || (s.outlineStyle !== "none" && s.outlineWidth !== "0px"); }));
  const inWindow = one => one.bottom > 0 && one.top < innerHeight && one.right > 0 && one.left < innerWidth;
  const opens = e.tagName === "SUMMARY" && !e.parentElement.open
    ? [...e.parentElement.querySelectorAll("[name]")].map(field => field.name) : [];
  const leads = e.tagName === "SUMMARY" && !e.parentElement.open
    ? [...e.parentElement.querySelectorAll("a, button")].map(one => one.textContent.trim().replace(/\\s+/g, " ")) : [];
  return { tag: e.tagName, type: e.type || "", name: e.name || "", words: words.trim().replace(/\\s+/g, " "),
    value: e.value || "", checked: Boolean(e.checked), opens, leads, seen: marked && (inWindow(box) || inWindow(size)),
    chosen: e.selectedOptions ? e.selectedOptions[0].text : "", html: e.outerHTML.slice(0, 160) };
}"""
VISIBLE = """names => names.filter(name => {
  const field = document.querySelector(`main [name="${name}"]`);
  return field && field.checkVisibility();
})"""


class Keyboard:
    """One person at one page. Every key is pressed; nothing is clicked."""

    def __init__(self, page: Page):
        self.page = page

    @property
    def focused(self) -> dict | None:
        return self.page.evaluate(FOCUSED)

    def press(self, key: str):
        self.page.keyboard.press(key)

    def start(self):
        """Past the header, by the link that every page begins with. A page that was opened at a part of itself, or
        that says first what was done, starts there."""
        led = self.focused is not None or urlsplit(self.page.url).fragment
        self.press("Tab")
        if led:
            return
        assert (self.focused or {}).get("words") == "Skip to main content", f"no skip link first: {self.focused}"
        self.press("Enter")
        self.press("Tab")

    def reach(self, words: str | re.Pattern, tags: tuple[str, ...] = ("A", "BUTTON"), back: bool = False) -> dict:
        """Tab until the link or button with these words has the focus, and is seen to have it; what is folded around
        it is opened on the way. After the last thing on a page comes the first again."""
        wanted = words if isinstance(words, re.Pattern) else re.compile(rf"^{re.escape(words)}$")
        passed = []
        for _ in range(MOST_TABS):
            at = self.focused
            if at and at["tag"] in tags and wanted.search(at["words"]):
                assert at["seen"], f"the focus cannot be seen on {at['html']}"
                return at
            if at and any(wanted.search(hidden) for hidden in at["leads"]):
                self.press("Enter")
            passed.append(at["words"][:40] if at else None)
            if passed.count(None) > 2:
                break
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{self.page.url}: Tab does not reach {words!r}, only {passed}")

    def follow(self, words: str | re.Pattern, back: bool = False):
        """Reaches a link or button and presses it; the page it leads to is there afterwards."""
        if not back:
            self.start()
        self.reach(words, back=back)
        self.enter()

    def enter(self):
        with self.page.expect_navigation(wait_until="load", timeout=60_000):
            self.press("Enter")

    def fill(self, wanted: dict[str, object], save: str):
        """Goes through the form once, answers what is wanted by field name, and stops on the button that saves.
        A word stands for the choice that starts with it; None for the first choice there is."""
        open_still = dict(wanted)
        self.start()
        for _ in range(MOST_TABS):
            at = self.focused
            assert at is not None, f"{self.page.url}: the focus is lost in the form; still open: {list(open_still)}"
            if at["tag"] == "BUTTON" and at["words"] == save:
                break
            if set(at["opens"]) & set(open_still):
                self.press("Enter")
            elif at["name"] in open_still and self._answer(at, open_still[at["name"]]):
                del open_still[at["name"]]
            self.press("Tab")
        missed = self.page.evaluate(VISIBLE, [name for name, value in open_still.items() if value != []])
        assert not missed, f"{self.page.url}: not reached by Tab: {missed}"

    def _answer(self, at: dict, value) -> bool:
        """Answers the field that has the focus. True where nothing more is to be said under its name."""
        assert at["seen"], f"the focus cannot be seen on {at['html']}"
        match at["tag"], at["type"]:
            case "INPUT", "radio":
                self._choose_radio(at, value)
            case "INPUT", "checkbox":
                return self._tick(at, value)
            case "SELECT", _:
                self._choose_from_list(at, value)
            case _:
                if at["value"]:
                    self.press("Control+A")
                self.page.keyboard.type(str(value))
        assert self.focused is not None, f"{self.page.url}: answering {at['html']} lost the focus"
        return True

    def _choose_radio(self, at: dict, value: str | None):
        if not at["checked"]:
            self.press("Space")
        first = None
        while value is not None and not (now := self.focused)["words"].startswith(value):
            assert now["value"] != first, f"{self.page.url}: no choice {value!r} of {at['name']}"
            first = first or now["value"]
            self.press("ArrowDown")

    def _tick(self, at: dict, value) -> bool:
        """Ticks the box if it is one of those wanted; each takes its word off the list."""
        if value is None or isinstance(value, str):
            wanted = value is None or at["words"].startswith(value)
            if wanted and not at["checked"]:
                self.press("Space")
            return wanted
        for word in [one for one in value if at["words"].startswith(one)]:
            value.remove(word)
            if not at["checked"]:
                self.press("Space")
        return not value

    def _choose_from_list(self, at: dict, value: str | None):
        for _ in range(60):
            self.press("ArrowDown")
            chosen = self.focused["chosen"]
            if value is None or chosen.startswith(value):
                return
        raise AssertionError(f"{self.page.url}: no choice {value!r} of {at['name']}")


def fields_of(questions: tuple[Question, ...], answers: dict) -> dict[str, object]:
    """What is typed under which field name: the answers given, and something plain wherever one is needed."""
    wanted = {}
    for question in questions:
        if not question.retired and (question.needed or question.key in answers):
            wanted |= _fields_of_one(question, answers.get(question.key))
    return wanted


def _fields_of_one(question: Question, answer) -> dict[str, object]:
    match question.kind:
        case "grid":
            cells = answer or {question.columns[0].key: None}
            typed = {column.key: column for column in question.columns if column.key in cells}
            return {
                name: value
                for row in question.rows
                for key, column in typed.items()
                for name, value in _cell(column, f"{question.key}__{row.value}__{key}", cells[key]).items()
            }
        case "links" | "choices" if isinstance(answer, list):
            return {question.key: list(answer)}
    return _cell(question, question.key, answer)


def _cell(question: Question, name: str, answer) -> dict[str, object]:
    if question.kind == "date":
        return date_fields(name, answer or dt.date.today())
    if question.kind in ("text", "long-text"):
        return {name: answer or "Our team has talked this through"}
    return {name: answer}


def date_fields(name: str, day: dt.date) -> dict[str, object]:
    return {f"{name}{end}": day.strftime(part) for end, part in DATE_PARTS.items()}


def answer_step(keys: Keyboard, step: Step, answers: dict):
    """Fills a worksheet and saves it; the page says when it was saved."""
    keys.fill(fields_of(step.questions, answers), save="Save answers")
    keys.enter()
    expect(keys.page.get_by_text(re.compile("Saved at"))).to_be_visible()
