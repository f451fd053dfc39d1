"""What the access tests put into addresses and bodies. Each entry makes what it names, in the world it is asked for.

`ARGUMENTS`: by the argument's name, or by `url_name argument` where one address needs something else.
`BODIES`: by URL name, a body that an allowed person could send. Ids in it are also tried from the other world."""

import hashlib
from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OrganisationLogo, User
from datasets import comparing
from datasets.models import Dataset
from datasets.tasks import read_dataset
from directory.curation.actions import report_change
from directory.models import Partner, Resource
from guide.steps import find_step
from plans import actions as plan_actions
from plans.models import PlanFile, PlanVersion
from plans.options import FULL_PLAN
from projects.models import BreakGlass
from worksheets import actions, actions_beside
from worksheets.actions_commitments import note_commitment
from worksheets.doing import actions as doing
from worksheets.models import Closing

from .accounts.codes import set_up_app
from .datasets.conftest import appointments
from .factories import InvitationFactory, ProjectFactory
from .worksheets.records import add

STEP = "service-data"


def invitation(world):
    return InvitationFactory(organisation=world.organisation, email=f"waiting@{world.project.slug}.example.test")


def open_secret(world) -> str:
    """The secret of an open invitation, as it stands in the letter."""
    secret = f"secret-of-{world.project.slug}"
    digest = hashlib.sha256(secret.encode()).hexdigest()
    InvitationFactory(organisation=world.organisation, email=f"{secret}@example.test", secret_digest=digest)
    return secret


def finding(world):
    return add("finding", world.project, world.people.lead, title=f"{world.project.name} finding", kind="data")


def removed_finding(world):
    record = finding(world)
    actions.remove_record(record=record, by=world.people.lead)
    return record


def plan_file(world) -> PlanFile:
    """A finished file, put there without WeasyPrint."""
    made = PlanFile.objects.create(project=world.project, kind="json", asked_by=world.people.lead, status="ready")
    made.file.save("", ContentFile(b"{}"))
    return made


def plan_version(world) -> PlanVersion:
    there = world.project.plan_versions.first()
    lead = world.people.lead
    return there or plan_actions.freeze_version(project=world.project, options=FULL_PLAN, note="", by=lead)


def directory_report(world):
    return report_change(about="wrong", text=f"{world.project.name} says so", by=world.people.viewer)


def shared_insight(world):
    """Something another service shares with everybody: it is no secret of either world."""
    world_of_others = ProjectFactory(organisation=world.organisation)
    return add("insight", world_of_others, world.people.lead, title="Letters come late", sharing="everyone")


def review(world):
    day, by = timezone.localdate(), world.people.lead
    return doing.keep_review(project=world.project, by=by, held_on=day, decisions=f"{world.project.name} goes on")


def comment(world):
    step, by = find_step(STEP), world.people.lead
    return actions_beside.add_comment(project=world.project, step=step, text=f"{world.project.name} comment", by=by)


def commitment(world):
    said = {"part": "sponsor", "name": f"{world.project.name} sponsor", "words": "I will help."}
    return note_commitment(project=world.project, said_on=timezone.localdate(), by=world.people.lead, **said)


def attachment(world):
    step, by = find_step(STEP), world.people.lead
    title = f"{world.project.name} letter"
    return actions_beside.attach_file(
        project=world.project, step=step, title=title, kind="txt", data=b"Dear all", by=by
    )


def saved_version(world) -> int:
    """The version of a step that was saved once."""
    lead = world.people.lead
    step = find_step(STEP)
    return actions.save_step(project=world.project, step=step, answers={}, seen_version=0, by=lead).version


def ready_dataset(world) -> Dataset:
    """Appointments, uploaded, read and confirmed through the pages, as an editor does it."""
    client = Client()
    client.force_login(world.people.editor)
    form = {"label": f"{world.project.name} data", "file": SimpleUploadedFile("export.csv", appointments())}
    client.post(reverse("datasets:upload_file", args=[world.project.pk]), form)
    dataset = Dataset.objects.get(project=world.project)
    read_dataset.call(str(dataset.pk), dataset.attempt)
    client.post(reverse("datasets:match_columns", args=[world.project.pk, dataset.pk]))
    dataset.refresh_from_db()
    assert dataset.is_ready, (dataset.status, dataset.problems)
    return dataset


def need(world):
    stated = {"factor": 2, "reason": "More have it", "source": "A study, 2024", "by": world.people.lead}
    return comparing.set_need(project=world.project, field="ethnicity", groups=["Asian: Indian"], **stated)[0]


def population(world):
    typed = {"people": f"people {world.project.name} knows of", "source": "A register, 2024", "counts": {"Female": 60}}
    return comparing.set_population(project=world.project, kind="condition", field="sex", by=world.people.lead, **typed)


ARGUMENTS = {
    "project_id": lambda world: world.project.pk,
    "organisation_id": lambda world: world.organisation.pk,
    "user_id": lambda world: world.people.viewer.pk,
    "member_id": lambda world: world.project.members.get(user=world.people.viewer).pk,
    "invitation_id": lambda world: invitation(world).pk,
    "secret": open_secret,
    "session_name": lambda world: "0123456789abcdef",
    "uidb36": lambda world: "1",
    "account_reset_password_from_key key": lambda world: "no-such-key",
    "guide:show_page key": lambda world: "accessibility",
    "step_key": lambda world: STEP,
    "worksheets:draft_answer step_key": lambda world: "literature",
    "worksheets:draft_answer question_key": lambda world: "review_question",
    "kind_key": lambda world: "finding",
    "worksheets:take_list kind_key": lambda world: "action",
    "worksheets:load_changes kind_key": lambda world: "action",
    "record_id": lambda world: finding(world).pk,
    "worksheets:update_action record_id": lambda world: add("action", world.project, world.people.lead).pk,
    "worksheets:show_review number": lambda world: review(world).number,
    "worksheets:put_back_record record_id": lambda world: removed_finding(world).pk,
    "worksheets:move_step record_id": lambda world: add("pathway_step", world.project, world.people.lead).pk,
    "worksheets:judge_steps record_id": lambda world: add("focus_group", world.project, world.people.lead).pk,
    "worksheets:forget_kept_text record_id": lambda world: add("material", world.project, world.people.lead).pk,
    "stage": lambda world: "before",
    "version": saved_version,
    "file_id": lambda world: plan_file(world).pk,
    "number": lambda world: plan_version(world).number,
    "ref": lambda world: (
        add("partner_link", world.project, world.people.lead, title=f"{world.project.name} club", status="met").ref
    ),
    "kind": lambda world: "insight",
    "item_id": lambda world: shared_insight(world).pk,
    "comment_id": lambda world: comment(world).pk,
    "commitment_id": lambda world: commitment(world).pk,
    "attachment_id": lambda world: attachment(world).pk,
    "dataset_id": lambda world: Dataset.objects.get(project=world.project).pk,
    "field_key": lambda world: "ethnicity",
    "need_id": lambda world: need(world).pk,
    "population_id": lambda world: population(world).pk,
    "table_key": lambda world: "sex",
    "kind_name": lambda world: "partner",
    "slug": lambda world: Partner.objects.current().first().slug,
    "report_id": lambda world: directory_report(world).pk,
    "directory:show_partner slug": lambda world: Partner.objects.current().first().slug,
    "directory:show_resource slug": lambda world: Resource.objects.current().first().slug,
}

BODIES = {
    "worksheets:update_action": lambda world: {"status": "under_way"},
    "worksheets:add_review": lambda world: {"held_on_day": "1", "held_on_month": "6", "held_on_year": "2026"},
    "worksheets:hand_over": lambda world: {"to": str(world.people.editor.pk), "stays": "yes"},
    "worksheets:state_commitment": lambda world: {"part": "sponsor", "words": "I will help."},
    "worksheets:state_as_reviewer": lambda world: {"part": "reviewer", "words": "I will help."},
    "worksheets:note_commitment": lambda world: {
        "part": "partner",
        "name": "A group",
        "words": "We will help.",
        "said_on_day": "1",
        "said_on_month": "3",
        "said_on_year": "2026",
    },
    "directory:suggest_entry": lambda world: {"about": "new", "text": "The chess club helps"},
    "directory:report_entry": lambda world: {"about": "wrong", "text": "They have moved"},
    "directory:settle_report": lambda world: {"outcome": "Changed"},
    "worksheets:move_step": lambda world: {"to": "up"},
    "worksheets:check_reading_age": lambda world: {"text": "Please ring us if you cannot come. " * 8},
    "plans:list_files": lambda world: {"form": "full", "kind": "json"},
    "plans:freeze_version": lambda world: {"note": "For the board"},
    "plans:sign_as_reviewer": lambda world: {
        "role": "reviewer",
        "name": "Ann Reader",
        "commitment": "I will come back",
    },
    "plans:sign_version": lambda world: {"role": "lead", "name": "Ann Lead", "commitment": "I will see it through"},
    "worksheets:ask_team": lambda world: {"text": "How can the ICB help?"},
    "worksheets:list_comments": lambda world: {"text": "Who can ask the front desk?"},
    "worksheets:add_attachment": lambda world: {"title": "The guide", "link": "https://www.england.nhs.uk"},
    "accounts:edit_profile": lambda world: {"name": "A new name", "job": "Nurse"},
    "accounts:invite_person": lambda world: {"email": "new@example.test", "role": "editor"},
    "accounts:change_roles": lambda world: {"roles": ["viewer", "editor"]},
    "projects:create_project": lambda world: {"name": "A new project", "organisation": str(world.organisation.pk)},
    "datasets:edit_need": lambda world: {"factor": "3", "reason": "More have it", "source": "A study, 2025"},
    "datasets:set_small_numbers": lambda world: {"hidden_below": "10", "rounded_to": "10"},
    "projects:add_member": lambda world: {"person": str(world.people.org_admin.pk), "role": "viewer"},
    "projects:break_glass": lambda world: {"reason": "The team asked for help with a broken page."},
}


def argument(url_name: str, name: str, world):
    make = ARGUMENTS.get(f"{url_name} {name}") or ARGUMENTS.get(name)
    assert make, f"{url_name} needs “{name}”: add it to tests/sweep_arguments.py"
    return make(world)


def body(url_name: str, world) -> dict:
    make = BODIES.get(url_name)
    return make(world) if make else {}


def prepare(world) -> None:
    """Everybody has a second factor and recovery codes, so that the pages about them have something to show; the
    project has data and is shared, and a system administrator has opened it with a reason."""
    now = timezone.now()
    ready_dataset(world)
    OrganisationLogo.objects.create(organisation=world.organisation, png=b"a picture")
    Closing.objects.create(project=world.project, closed_by=world.people.lead, what_changed="Little")
    for person in User.objects.filter(email__endswith=f"@{world.project.name.split()[0].lower()}.example.test"):
        set_up_app(person)
        RecoveryCodes.activate(person)
    world.project.shared_at = now
    world.project.save()
    BreakGlass.objects.create(
        project=world.project,
        user=world.people.sys_admin,
        reason="A test",
        opened_at=now,
        until=now + timedelta(hours=1),
    )
