"""Makes a project out of a Story, through the same actions the pages use."""

from accounts.models import Membership, Organisation, User
from accounts.roles import OrganisationRole, ProjectRole
from directory.models import Partner
from guide.records import record_kind
from guide.steps import find_step
from projects import actions as project_actions
from projects.models import Project
from worksheets import actions
from worksheets.values import values_of

from .content import Story
from .people import make_person

ABOUT_PROJECT = (
    "about", "setting", "places", "start_on", "end_on", "meeting_name", "meeting_on", "hours_a_month",
    "unknown_threshold",
)  # fmt: skip


def tell(story: Story, organisation: Organisation, people: dict[str, User] | None = None) -> Project:
    """Makes the project, its team, its records and its answers. people: who stands for each key of the team."""
    team = people or _make_team(story, organisation)
    roles = {member["key"]: member for member in story.team}
    lead = team[next(member["key"] for member in story.team if member["role"] == "lead")]
    facts = {name: story.project[name] for name in ABOUT_PROJECT if name in story.project}
    project = project_actions.create_project(organisation=organisation, name=story.project["name"], by=lead, **facts)
    for key, member in roles.items():
        project_actions.set_member(
            project=project, user=team[key], role=ProjectRole(member["role"]), job=member["job"], by=lead
        )
    made = _make_records(story, project, team, lead)
    _join_records(story, made, lead)
    for key, step in story.steps.items():
        _answer_step(story, project, key, step, team, lead)
    return project


def _make_team(story: Story, organisation: Organisation) -> dict[str, User]:
    team = {}
    for member in story.team:
        email = f"{member['name'].lower().replace(' ', '.')}@demonstration.example"
        team[member["key"]] = make_person(email, member["name"], member["job"])
        Membership.objects.get_or_create(
            user=team[member["key"]], organisation=organisation, role=OrganisationRole.VIEWER
        )
    return team


def _make_records(story: Story, project, team, lead) -> dict:
    """Every record without its links, by local id."""
    made = {}
    for kind, entry in story.records:
        questions = {question.key: question for question in record_kind(kind).questions}
        answers = {
            key: _answer(story, questions.get(key.removesuffix("__other")), value, team)
            for key, value in entry.items()
            if key.removesuffix("__other") in questions
            and questions[key.removesuffix("__other")].kind not in ("link", "links")
        }
        fixed = {"partner": Partner.objects.get(slug=entry["partner_slug"])} if "partner_slug" in entry else {}
        record = actions.add_record(project=project, kind=kind, answers=answers, by=lead, **fixed)
        if "stated" in entry:
            record.details |= {"stated_in_guide": entry["stated"], "stated_note": entry.get("stated_note", "")}
            record.save()
        made[entry["id"]] = record
    return made


def _answer(story: Story, question, value, team):
    if question is not None and question.kind == "person":
        return str(team[value].pk)
    return story.as_answer(value)


def _join_records(story: Story, made: dict, lead) -> None:
    for kind, entry in story.records:
        links = {}
        for question in record_kind(kind).questions:
            if question.kind in ("link", "links") and entry.get(question.key):
                named = entry[question.key]
                ids = [str(made[one].pk) for one in (named if isinstance(named, list) else [named])]
                links[question.key] = ids if question.kind == "links" else ids[0]
        if links:
            record = made[entry["id"]]
            base = values_of(record)
            actions.change_record(record=record, answers=base | links, seen_version=record.version, by=lead)


def _answer_step(story: Story, project, key: str, step: dict, team, lead) -> None:
    found = find_step(key)
    answers = story.answers(step)
    if "stated" in step:
        answers["stated_in_guide"] = step["stated"]
    actions.save_step(project=project, step=found, answers=answers, seen_version=0, by=lead)
    if step.get("status") == "finished":
        by = team.get(step.get("finished_by"), lead)
        actions.finish_step(project=project, step=found, reason=step.get("reason", ""), by=by)
