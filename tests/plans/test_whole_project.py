"""A whole project goes out as one file and comes in again as a new project: without loss, without a small number, and
nothing that is not sound."""

import copy
import json
import random
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from datasets import comparing
from demo.projects import load_everything
from guide.records import all_record_kinds
from guide.steps import all_steps, find_step
from plans import actions as plan_actions
from plans.options import FULL_PLAN
from plans.whole.checking import read
from plans.whole.format import FROZEN, VERSION
from plans.whole.out import project_out
from plans.whole.saying import NotUsable
from plans.whole.starting import start_project
from projects.models import Project
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets import actions, actions_beside
from worksheets.actions_commitments import note_commitment
from worksheets.doing import actions as doing
from worksheets.models import Action, Finding, Record, StepRecord
from worksheets.registry import column_of, model_of
from worksheets.saying import counts_people

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FIGURES = {
    "exact": {"sentence": "5 of 12 (41.7%) missed their first visit.", "facts": [["Rate", "41.7% (5 of 12)"]]},
    "released": {"sentence": "Fewer than 8 missed their first visit.", "facts": [["Rate", "fewer than 8"]]},
    "source": "Appointments: about 500 appointments; uploaded 3 July 2026",
    "numbers": {"count": 5, "total": 12, "rate": 0.4167},
    "dataset": "8f14e45f-ceea-467f-a0e6-000000000000",
    "where": "#row",
    "key": "rate:missed",
    "rule": [8, 5],
}
# Number questions that count nobody: ages, years, months, points, shares, papers found, places in an order.
NOT_PEOPLE = {
    "need_factor", "year", "position", "age_before", "age_target", "age_after", "baseline_months", "gap_from", "gap_to",
    "percent", "age_from", "age_to", "weight", "hits", "kept", "everyone", "focus_group", "reflection_group_size",
}  # fmt: skip


def out_and_back(project, by, **more):
    """(what went out, what goes out of the project started from it, that project)."""
    one = project_out(project, today=TODAY)
    found = read(json.dumps(one).encode())
    started = start_project(found=found, organisation=project.organisation, by=by, **more).project
    return one, project_out(started, today=TODAY), started


class Imagined:
    """A project in which everything that can be said is said, by chance but always the same for one seed."""

    def __init__(self, project, people, seed: int):
        self.project, self.people, self.by = project, people, people.lead
        self.chance, self.made = random.Random(seed), {}

    def words(self, most: int = 6) -> str:
        some = ["letters", "“come late”", "=1+1", "<b>", "žluť", "—", "line\nbreak", "& more", "17", "the bus"]
        return " ".join(self.chance.choices(some, k=self.chance.randint(1, most)))

    def answer(self, kind_key: str, question):
        chance = self.chance
        match question.kind:
            case "text" | "long-text":
                return self.words()
            case "choice":
                return chance.choice(question.options).value
            case "choices":
                return [one.value for one in chance.sample(question.options, k=min(2, len(question.options)))]
            case "yes-no":
                return chance.choice(["yes", "no"])
            case "date":
                return f"2027-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
            case "number":
                return chance.choice([0, 3, 12, 40, 118])
            case "person":
                return str(chance.choice([self.people.lead, self.people.editor]).pk)
            case "grid":
                rows = chance.sample(question.rows, k=min(2, len(question.rows)))
                cells = {row.value: {c.key: self.answer("", c) for c in question.columns} for row in rows}
                return {row: {key: one for key, one in found.items() if one != ""} for row, found in cells.items()}
        others = [str(one.pk) for one in self.made.get(question.to, [])]
        chosen = chance.sample(others, k=min(len(others), chance.randint(0, 2)))
        return chosen if question.kind == "links" else next(iter(chosen), "")

    def answers(self, kind_key: str, questions) -> dict:
        found = {one.key: self.answer(kind_key, one) for one in questions}
        return found | {one.other_key: self.words() for one in questions if one.has_other}

    def build(self):
        for key, kind in all_record_kinds().items():
            for _ in range(2):
                answers = self.answers(key, kind.questions)
                made = actions.add_record(project=self.project, kind=key, answers=answers, by=self.by)
                self.made.setdefault(key, []).append(made)
        for key, kind in all_record_kinds().items():
            later = [one for one in kind.questions if one.kind in ("link", "links")]
            for one in self.made[key]:
                one.refresh_from_db()
                answers = {question.key: self.answer(key, question) for question in later}
                actions.change_record(record=one, answers=answers, seen_version=one.version, by=self.by)
        for step in all_steps():
            answers = self.answers("", step.questions) | {"stated_in_guide": ["one"]}
            actions.save_step(project=self.project, step=step, answers=answers, seen_version=0, by=self.by)
        self.beside()
        return self.project

    def beside(self):
        project, by, step = self.project, self.by, find_step("service-data")
        common = {"project": project, "by": by}
        actions.finish_step(step=step, reason="Enough for now", **common)
        actions.save_note(step=step, note="Between us", **common)
        actions.remove_record(record=self.made["action"][1], by=by)
        said = actions_beside.add_comment(project=project, step=step, text="Look again", by=self.people.viewer)
        actions_beside.settle_comment(comment=said, is_settled=True, by=by)
        actions_beside.attach_link(step=step, title="A page", link="https://www.example.org/?a=1&b=2", **common)
        actions_beside.attach_file(step=step, title="A letter", kind="txt", data=b"Dear all", **common)
        note_commitment(part="sponsor", name="A sponsor", words="I will help", said_on=TODAY, **common)
        need = {"field": "ethnicity", "groups": ["Asian: Indian"], "factor": 2, "reason": "Why", "source": "A study"}
        comparing.set_need(**common, **need)
        doing.keep_review(held_on=TODAY, decisions="Go on", **common)
        version = plan_actions.freeze_version(options=FULL_PLAN, note="For the board", **common)
        for role in ("lead", "sponsor"):
            plan_actions.sign_version(version=version, role=role, name=f"A {role}", commitment="I will", by=by)
        finding = self.made["finding"][0]
        Finding.objects.filter(pk=finding.pk).update(figures=FIGURES, figures_key="rate:missed")


@pytest.mark.parametrize("seed", [7, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in (1, 2026))])
def test_out_and_in_again_it_is_the_same(project, people, seed):
    Imagined(project, people, seed).build()
    before = project_out(project, today=TODAY)
    one, two, started = out_and_back(project, people.lead)
    assert one == two
    assert before == project_out(project, today=TODAY), "the project it came from is as it was"
    assert {key: len(found) for key, found in one["records"].items()} == dict.fromkeys(all_record_kinds(), 2)
    assert all(one[part] for part in ("comments", "links", "needs", "commitments", "reviews", "plans"))
    assert one["plans"][0]["agreed_at"]
    ours = {str(one.pk) for model in Record.__subclasses__() for one in model.objects.of(project, removed=None)}
    assert not ours & set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", json.dumps(two)))
    for model in Record.__subclasses__():
        for record in model.objects.of(started, removed=None):
            for field in model._meta.many_to_many:
                assert {one.project_id for one in getattr(record, field.name).all()} <= {started.pk}


@pytest.mark.thorough
def test_the_worked_example_comes_in_as_it_went_out():
    load_everything()
    for project in Project.objects.all():
        lead = project.members.filter(role="lead").first().user
        one, two, started = out_and_back(project, lead)
        assert one == two, project
        assert (started.is_example, started.shared_at) == (False, None)


def test_no_small_number_leaves(client_for, project, people):
    fixed = {"figures": FIGURES, "figures_key": "rate:missed"}
    add("finding", project, people.lead, title="Few came", kind="data", fixed=fixed)
    fixed = {"baseline": FIGURES, "baseline_value": "fewer than 8"}
    counts = {"baseline_hits": 5, "baseline_count": 12, "comparator_count": 874, "comparator_hits": 3}
    add("indicator", project, people.lead, title="Visits", figure="share_people", fixed=fixed, **counts)
    add("needs_count", project, people.lead, people=12, asked=5, need_recorded=0, provided=7)
    add("engagement", project, people.lead, planned_number=12, actual_number=5)
    add("outcome", project, people.lead, title="What came", value="5 of 12", gap="29 of 118", count=12)
    add("indicator", project, people.lead, title="Typed", baseline_value="5 out of 12", target_value="3 of 12")
    found, _, started = out_and_back(project, people.lead)
    text = json.dumps(found["records"])
    assert not re.search(r"\b5 of 12\b|41\.7|0\.41|: (5|7|12|3|874)\b", text)
    assert "Fewer than 8 missed their first visit" in text
    assert found["records"]["needs_count"][0]["answers"] | {"title": ""} == {
        "title": "",
        "people": 10,
        "need_recorded": 0,
    }
    url = reverse("worksheets:show_record", args=[started.pk, "finding", Finding.objects.of(started).get().pk])
    assert "Fewer than 8 missed their first visit" in open_page(client_for(people.lead), url).text


def test_of_every_number_it_is_known_whether_it_counts_people():
    asked = [one for of in (all_record_kinds().values(), all_steps()) for kind in of for one in kind.questions]
    numbers = [one for question in asked for one in (question, *question.columns) if one.kind == "number"]
    assert {one.key for one in numbers if not counts_people(one)} == NOT_PEOPLE


def test_of_everything_a_project_holds_it_is_known_whether_it_goes_out():
    """A new model or column must be decided on."""
    goes = {
        "ProjectMember",
        "StepRecord",
        "Comment",
        "Attachment",
        "Commitment",
        "Review",
        "Closing",
        "NeedFactor",
        "PlanVersion",
    }
    stays = {"BreakGlass", "Dataset", "TypedPopulation", "PlanFile"}
    records = {model.__name__ for model in Record.__subclasses__()}
    holding = {
        model.__name__
        for model in apps.get_models()
        if not model.__name__.startswith("Historical")
        and any(field.related_model is Project for field in model._meta.concrete_fields if field.is_relation)
    }
    assert holding == goes | stays | records
    base = {field.name for field in Record._meta.get_fields()} | {"id"}
    for key, kind in all_record_kinds().items():
        own = {one.name for one in model_of(key)._meta.get_fields() if not one.auto_created or one.concrete} - base
        unasked = own - {one.key for one in kind.questions if column_of(key, one.key)} - {"id"}
        carried = {
            FROZEN.get(key),
            "figures_key" if key == "finding" else None,
            "partner" if key == "partner_link" else None,
        }
        assert unasked == carried - {None}, key


@pytest.fixture
def found(project, people):
    """A small file that is sound."""
    change = add("adjustment", project, people.lead, title="Ring first", choice="do_now")
    add(
        "action",
        project,
        people.lead,
        title="Buy phones",
        adjustments=[change],
        owner=people.editor,
        due_on="2027-01-31",
    )
    step = find_step("service-data")
    actions_beside.add_comment(project=project, step=step, text="Look again", by=people.lead)
    actions.finish_step(project=project, step=step, reason="Enough", by=people.lead)
    doing.keep_review(project=project, held_on=TODAY, by=people.lead)
    plan_actions.freeze_version(project=project, options=FULL_PLAN, note="", by=people.lead)
    return project_out(project, today=TODAY)


def _at(found, path: str, value):
    """Sets, or with `value` DROP takes out, what stands at a path."""
    *way, last = [int(one) if one.isdecimal() else one for one in path.split("/")]
    place = found
    for one in way:
        place = place[one]
    if value is DROP:
        del place[last]
    else:
        place[last] = value


DROP = object()
T1 = "records/action/0"
HOSTILE = [
    ("version", VERSION + 1, "newer Equity Steps"),
    ("version", "1", "version: this must be a whole number"),
    ("surprise", 1, "surprise: we do not know this name"),
    ("project/name", DROP, "project: “name” is missing"),
    ("project/name", "x" * 151, "project › name: these words are longer than 150"),
    ("project/places", ["atlantis"], "project › places: “atlantis” is not one of the answers"),
    ("project/hidden_below", 2, "project › hidden_below: this is not one of the small-number rules"),
    ("project/hidden_below", True, "project › hidden_below"),
    ("people/0/email", "nobody", "people › 1 › email: this is not an email address"),
    ("people/0/role", "king", "people › 1 › role"),
    ("records/weapon", [], "records › weapon: we do not know this name"),
    ("records/action", {}, "records › action: this must be a list"),
    (f"{T1}/ref", "F1", "records › action › 1 › ref: this must be T and a number"),
    (f"{T1}/ref", 1, "this must be words"),
    (f"{T1}/answers/title", "", "records › T1 › title: this must not be empty"),
    (f"{T1}/answers/title", ["a"], "records › T1 › title: this must be words"),
    (f"{T1}/answers/title", "Ring 943 476 5919", "records › T1 › title: this looks like it holds an NHS number"),
    (f"{T1}/answers/title", "a\x00b", "records › T1 › title: these words hold characters"),
    (f"{T1}/answers/due_on", "soon", "records › T1 › due_on: this must be a day"),
    (f"{T1}/answers/status", "doing", "records › T1 › status: “doing” is not one of the answers"),
    (f"{T1}/answers/owner", "x@y.example", "records › T1 › owner: x@y.example is not among the people of the file"),
    (f"{T1}/answers/adjustments", ["J9"], "records › T1 › adjustments: J9 is no adjustment in this file"),
    (f"{T1}/answers/adjustments", ["T1"], "records › T1 › adjustments: T1 is no adjustment in this file"),
    (f"{T1}/answers/adjustments", ["8f14e45f-ceea-467f-a0e6-000000000000"], "longer than 8"),
    (f"{T1}/answers/percent", True, "records › T1 › percent: this must be a number"),
    (f"{T1}/answers/percent", 10**40, "records › T1 › percent: this number must be between"),
    (f"{T1}/answers/nothing_asked", "x", "records › T1 › nothing_asked: we do not know this question"),
    (f"{T1}/figures", {}, "records › T1 › figures: this record has none"),
    ("steps/0/step", "step-99", "steps › 1 › step: there is no step “step-99”"),
    ("steps/0/answers", {"x": {"y": 1}}, "steps › service-data › x: we do not know this question"),
    ("steps/0/said_at", DROP, "steps › service-data › said_at"),
    ("comments/0/by", "x@y.example", "comments › 1 › by: x@y.example is not among the people"),
    ("comments/0/at", "2027-01-01", "comments › 1 › at: this must be a moment"),
    ("links", [{"step": "service-data", "title": "x", "link": "javascript:alert(1)", "at": "2027-01-01T00:00:00Z"}],
     "links › 1 › link: this is not a web address"),
    ("needs", [{"field": "blood", "group": "x", "factor": "2", "reason": "x", "source": "x"}], "needs › 1 › field"),
    ("reviews/0/snapshot/actions", {"T7": {}}, "reviews › 1 › snapshot › actions › T7: there is no such record"),
    ("reviews/0/number", 0, "reviews › 1 › number: this number must be between"),
    ("plans/0/document", {"format": 99}, "plans › 1 › document: this kept plan cannot be read"),
    ("plans/0/document/plan/title", 7, "plans › 1 › document › title: this is not of the right kind"),
    ("plans/0/document/plan/sections/0/is", "Chart", "plans › 1 › document"),
    ("plans/0/options/form", "novel", "plans › 1 › document: this kept plan cannot be read"),
    ("closing", {"learned": "x"}, "closing: “what_changed” is missing"),
    ("put_away", "no", "put_away: this must be true or false"),
]  # fmt: skip


def test_what_is_not_sound_is_refused_with_its_place(found, django_assert_num_queries):
    read(json.dumps(found).encode())
    for path, value, words in HOSTILE:
        spoiled = copy.deepcopy(found)
        _at(spoiled, path, value)
        with django_assert_num_queries(0), pytest.raises(NotUsable) as refused:
            read(json.dumps(spoiled).encode())
        assert words in str(refused.value), (path, str(refused.value))
    for content in (b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}', b'{"a": ' + b"9" * 5000 + b"}"):
        with pytest.raises(NotUsable, match="not a project file"):
            read(content)


def upload(client, project, content: bytes, **more):
    form = {"organisation": str(project.organisation_id), "file": SimpleUploadedFile("x.json", content)}
    return {"client": client, "url": reverse("plans:start_from_file"), "post": form | more}


def test_a_lead_takes_it_and_starts_another_from_it(client_for, people, project, found, organisation):
    client = client_for(people.lead)
    page = open_page(client, reverse("plans:show_project_file", args=[project.pk]))
    assert "Numbers from 1 to 7 are hidden" in page.text
    answer = client.get(reverse("plans:download_project", args=[project.pk]))
    assert answer["Content-Disposition"].endswith('-project.json"')
    assert json.loads(answer.content) == found
    form = open_page(client, reverse("plans:start_from_file"))
    pk = re.search(r'name="pk" value="([^"]+)"', form.html)[1]
    for _ in range(2):
        page = open_page(**upload(client, project, answer.content, pk=pk), follow=True)
        assert "is ready. You lead it." in page.text
    new = Project.objects.exclude(pk=project.pk).get(name=project.name)
    assert str(new.pk) == pk
    team = {people.lead: "lead", people.editor: "editor", people.viewer: "viewer"}
    assert {one.user: one.role for one in new.members.all()} == team
    assert Action.objects.of(new).get().adjustments.get().project == new
    assert AuditEvent.objects.filter(verb="started project from file", project_id=new.pk).count() == 1
    assert AuditEvent.objects.filter(verb="took project file").count() == 1
    count = Project.objects.count()
    page = open_page(**upload(client, project, b'{"format": "x"}'), status=422)
    assert "not a project file from Equity Steps" in page.text
    assert Project.objects.count() == count


def test_elsewhere_nobody_comes_along_who_does_not_work_there(client_for, other_people, other_world, found, project):
    client = client_for(other_people.lead)
    page = open_page(**upload(client, other_world.project, json.dumps(found).encode()), follow=True)
    assert "Not people of this organisation: Ashby Editor, Ashby Lead and Ashby Viewer." in page.text
    new = Project.objects.get(organisation=other_world.organisation, name=project.name)
    assert Action.objects.of(new).get().owner is None
    assert new.comments.get().text == "Ashby Lead wrote: Look again"
    assert new.comments.get().written_by == other_people.lead
    assert [one.user for one in new.members.all()] == [other_people.lead]
    refused = upload(client, project, json.dumps(found).encode())
    assert open_page(**refused, status=422).title.startswith("Error: ")


def test_an_administrator_takes_it_without_what_only_the_team_reads(client_for, people, project):
    actions.save_note(project=project, step=find_step("literature"), note="Between us", by=people.lead)
    StepRecord.objects.filter(project=project).update(answers={"library_contact": "Ann", "review_question": "Why?"})
    add("partner_link", project, people.lead, title="A partner", their_contact="Bea")
    taken = [
        client_for(person).get(reverse("plans:download_project", args=[project.pk])).content.decode()
        for person in (people.lead, people.org_admin)
    ]
    for words in ("Between us", "Ann", "Bea"):
        assert f'"{words}"' in taken[0]
        assert f'"{words}"' not in taken[1]
    assert "Why?" in taken[1]
