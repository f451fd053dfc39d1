"""A new project from its name to “Ready for action” by somebody who has no mouse: every worksheet, every record."""

import re

from django.urls import resolve
from playwright.sync_api import Page, expect

from guide.records import record_kind
from guide.steps import all_steps
from worksheets.progress import birthplace

from .accessibility import axe
from .keyboard import Keyboard, answer_step, date_fields, fields_of
from .memory_clinic import ANSWERS, COMMITMENTS, LATER, LEAD, RECORDS, SERVICE, TODAY
from .site import Site
from .visit import shot


class Walk(Keyboard):
    """The whole way, each kind of page looked at with axe when it is first open, and again when it is filled."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.looked: set = set()
        self.faults: list[str] = []

    def look(self, name: str = ""):
        at = resolve(re.sub(r"^https?://[^/]+|[?#].*$", "", self.page.url))
        kind = (at.view_name, at.kwargs.get("step_key") if name else None, at.kwargs.get("kind_key"), name)
        if kind in self.looked:
            return
        self.looked.add(kind)
        shot(self.page, "-".join(["keyboard", *(part.replace(":", "-") for part in kind if part)]))
        self.faults += [
            f"{self.page.url}: axe {one['id']}: {node['html'][:160]}" for one in axe(self.page) for node in one["nodes"]
        ]

    def heading(self, text: str):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)


def test_a_new_project_becomes_ready_for_action_by_keyboard_alone(new_page, site: Site):
    page = new_page()
    page.set_default_timeout(30_000)
    walk = Walk(page)
    come_in(walk, site)
    begin_a_project(walk)
    for step in all_steps():
        walk.follow(step.label)
        walk.heading(step.label)
        walk.look("empty")
        for kind, answers in RECORDS.get(step.key, ()):
            add_record(walk, step, kind, answers)
        answer_step(walk, step, ANSWERS.get(step.key, {}))
        walk.look("filled")
        if step.key == "key-question-4":
            stand_behind_it(walk)
        finish(walk)
    walk.look("at the end")
    main = page.get_by_role("main")
    expect(main).to_contain_text("13 of 13 steps settled")
    expect(main.get_by_text("Finished", exact=True)).to_have_count(len(all_steps()))
    expect(main).to_contain_text(re.compile(r"Ready for action since .*: every worksheet is settled"))
    assert not walk.faults, "\n".join(walk.faults)


def come_in(walk: Walk, site: Site):
    walk.page.goto("/accounts/login/")
    walk.look()
    walk.fill({"login": LEAD, "password": site.passwords[LEAD]}, save="Sign in")
    walk.enter()
    walk.heading("My projects")
    walk.look()


def begin_a_project(walk: Walk):
    walk.follow("Start a project")
    walk.look()
    walk.fill({"name": SERVICE, "places": ["Derby City"], **date_fields("end_on", LATER)}, save="Start project")
    walk.enter()
    walk.heading(SERVICE)
    walk.look()


def add_record(walk: Walk, step, kind_key: str, answers: dict):
    kind = record_kind(kind_key)
    walk.follow(kind.adding)
    walk.look()
    walk.fill(fields_of(kind.questions, answers), save=f"Save {kind.name}")
    walk.enter()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^[A-Z]+[0-9]+ "))
    walk.look()
    if birthplace(kind_key) == step.key:
        walk.follow(step.label, back=True)
    else:
        walk.follow(SERVICE, back=True)
        walk.follow(step.label)
    walk.heading(step.label)


def finish(walk: Walk):
    walk.follow("Finish this step", back=True)
    main = walk.page.get_by_role("main")
    assert main.get_by_text("Everything this step needs is there").count(), main.inner_text()
    walk.look()
    walk.fill({"said": "Finished"}, save="Save what we say")
    walk.enter()
    walk.heading(SERVICE)


def stand_behind_it(walk: Walk):
    for part, words in COMMITMENTS:
        walk.follow("Write down what somebody said")
        walk.look()
        said = {"part": part, "name": "Somebody at work", "words": words, **date_fields("said_on", TODAY)}
        walk.fill(said, save="Record it")
        walk.enter()
        expect(walk.page.get_by_role("main")).to_contain_text(words)
        walk.look()
