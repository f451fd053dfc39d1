"""Makes a project out of a Story, through the same actions the pages use."""

from accounts.models import Membership, Organisation, User
from accounts.roles import OrganisationRole, ProjectRole
from directory.models import Partner
from guide.questions import Question
from guide.records import RecordKind, record_kind
from guide.steps import find_step
from projects import actions as project_actions
from projects.models import Project
from worksheets import actions
from worksheets.actions_commitments import note_commitment
from worksheets.models import Record
from worksheets.values import values_of

from .content import Story
from .people import address_of, make_person

ABOUT_PROJECT = (
    "about", "setting", "places", "start_on", "end_on", "meeting_name", "meeting_on", "hours_a_month",
    "unknown_threshold",
)  # fmt: skip
LINKS = ("link", "links")
Team = dict[str, User]


def begin(story: Story, organisation: Organisation, team: Team) -> Project:
    """The project, its team and every record of its thread. team: who stands for each key of the story's team."""
    lead = team[story.lead]
    facts = {name: value for name, value in story.project.items() if name in ABOUT_PROJECT}
    project = project_actions.create_project(organisation=organisation, name=story.project["name"], by=lead, **facts)
    for member in story.team:
        project_actions.set_member(
            project=project, user=team[member["key"]], role=ProjectRole(member["role"]), job=member["job"], by=lead
        )
    made = {entry["id"]: _add(story, project, kind, entry, team) for kind, entry in story.records}
    for kind, entry in story.records:
        _join(made, record_kind(kind), entry, lead)
    return project


def answer_steps(story: Story, project: Project, team: Team) -> None:
    """Fills in the worksheets and finishes those that are said to be finished."""
    lead = team[story.lead]
    for key, told in story.steps.items():
        step = find_step(key)
        answers = story.answers(told)
        if "stated" in told:
            answers["stated_in_guide"] = told["stated"]
        actions.save_step(project=project, step=step, answers=answers, seen_version=0, by=lead)
        if told.get("status") == "finished":
            by = team[told["finished_by"]]
            actions.finish_step(project=project, step=step, reason=told.get("reason", ""), by=by)
    for said in story.commitments:
        note_commitment(project=project, by=lead, **said)


def make_team(story: Story, organisation: Organisation) -> Team:
    """The people a story names itself. They can read what their organisation shares and have no password of use."""
    team = {}
    for member in story.team:
        person = make_person(address_of(member["name"]), member["name"], member["job"], password=None)
        Membership.objects.get_or_create(user=person, organisation=organisation, role=OrganisationRole.VIEWER)
        team[member["key"]] = person
    return team


def _add(story: Story, project: Project, kind: str, entry: dict, team: Team) -> Record:
    """One record without its links, which may lead to records that are not made yet."""
    answers = {
        name: _answer(story, record_kind(kind).question(name), value, team)
        for name, value in entry.items()
        if _is_plain(record_kind(kind), name)
    }
    if "stated" in entry:
        answers |= {"stated_in_guide": entry["stated"], "stated_note": entry.get("stated_note", "")}
    fixed = {"partner": Partner.objects.get(slug=entry["partner_slug"])} if "partner_slug" in entry else {}
    return actions.add_record(project=project, kind=kind, answers=answers, by=team[story.lead], **fixed)


def _is_plain(kind: RecordKind, name: str) -> bool:
    """Whether an entry is an answer, or the words beside “other”, and no link."""
    question = kind.question(name.removesuffix("__other"))
    return question is not None and question.kind not in LINKS


def _answer(story: Story, question: Question | None, value, team: Team):
    if question is not None and question.kind == "person":
        return str(team[value].pk)
    return story.as_answer(value)


def _join(made: dict[str, Record], kind: RecordKind, entry: dict, lead: User) -> None:
    links = {}
    for question in kind.questions:
        named = entry.get(question.key)
        if question.kind == "link" and named:
            links[question.key] = str(made[named].pk)
        elif question.kind == "links" and named:
            links[question.key] = [str(made[one].pk) for one in named]
    if links:
        record = made[entry["id"]]
        answers = values_of(record) | links
        actions.change_record(record=record, answers=answers, seen_version=record.version, by=lead)
