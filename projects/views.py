"""Pages of a project as a whole: find, start, describe, share, put away, and its team."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE, may, organisations_where, requires, with_organisation
from accounts.policies import check_may_remove
from accounts.roles import Permission, ProjectRole
from accounts.views.people import with_person
from design.http import whole_number
from design.words import day

from . import actions, deleting, leaving
from .access import with_project
from .forms import DETAILS, MemberForm, NewProjectForm, ProjectForm, ReasonForm
from .models import Project
from .queries import example_project, people_of, place_names, projects_of


@require_safe
@requires(Permission.USE_ACCOUNT)
def list_projects(request):
    projects = list(projects_of(request.user))
    context = {
        "projects": [project for project in projects if not project.is_archived],
        "archived": [project for project in projects if project.is_archived],
        "example": example_project(),
        "may_create": may(request.user, Permission.CREATE_PROJECT),
        "page_title": "My projects",
    }
    return render(request, "projects/list_projects.jinja", context)


@require_http_methods(PAGE)
@requires(Permission.CREATE_PROJECT)
def create_project(request):
    organisations = organisations_where(request.user, Permission.CREATE_PROJECT)
    form = NewProjectForm(request.POST or kept.take(request), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        project = actions.create_project(by=request.user, **form.cleaned_data)
        messages.success(request, f"“{project.name}” is ready. Start with any step.")
        return redirect("worksheets:list_steps", project.pk)
    context = {
        "form": form,
        "page_title": "Start a project",
        "submit_text": "Start project",
        "cancel_href": reverse("projects:list_projects"),
    }
    return render(request, "layouts/form_page.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def edit_project(request, project):
    initial = {name: getattr(project, name) for name in DETAILS}
    sent = kept.sent_or_kept(request)
    form = ProjectForm(sent, initial=initial)
    version = _version(sent, project)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(project=project, version=version, by=request.user, **form.cleaned_data)
        except actions.SomebodySavedFirst:
            project.refresh_from_db()
            form.add_error(
                None,
                "Somebody else saved this page while you had it open. Your words are below; check them "
                "against theirs, then save again to keep yours.",
            )
            page = _details_page(project, form) | {"theirs": _their_details(project)}
            return render(request, "projects/edit_project.jinja", page, status=409)
        messages.success(request, "Saved the project’s details")
        return redirect("worksheets:list_steps", project.pk)
    page = _details_page(project, form) | {"version": version}
    return render(request, "projects/edit_project.jinja", page)


def _version(sent, project) -> int:
    """The version the person saw; the present one where the page is drawn fresh."""
    return whole_number(sent.get("version")) if sent else project.version


def _details_page(project, form) -> dict:
    return {
        "form": form,
        "project": project,
        "version": project.version,
        "crumbs": _crumbs(project),
        "page_title": "About the project",
        "submit_text": "Save details",
        "cancel_href": reverse("worksheets:list_steps", args=[project.pk]),
    }


def _their_details(project) -> list[tuple[str, str]]:
    """What stands now, in words, for somebody whose own save came second."""
    labels = {name: field.label for name, field in ProjectForm().fields.items()}
    values = {name: getattr(project, name) for name in DETAILS} | {
        "places": ", ".join(place_names(project)),
        "setting": project.get_setting_display(),
    }
    values |= {name: day(values[name]) for name in ("start_on", "end_on", "meeting_on")}
    return [(labels[name], "Nothing written" if values[name] in (None, "") else values[name]) for name in DETAILS]


def _crumbs(project) -> list[dict]:
    return [
        {"text": "My projects", "href": reverse("projects:list_projects")},
        {"text": project.name, "href": reverse("worksheets:list_steps", args=[project.pk])},
    ]


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_team(request, project):
    context = {
        "project": project,
        "members": project.members.select_related("user"),
        "may_manage": Permission.MANAGE_TEAM in project.permissions,
        "may_share": Permission.SHARE_PROJECT in project.permissions,
        "may_take": Permission.TAKE_PROJECT in project.permissions,
        "may_delete": project.is_archived and Permission.DELETE_PROJECT in project.permissions,
        "may_archive": Permission.ARCHIVE_PROJECT in project.permissions,
        "openings": project.openings.select_related("user")[:5],
        "labels": {role.value: role.label for role in ProjectRole},
        "crumbs": _crumbs(project),
        "page_title": "Team and sharing",
    }
    return render(request, "projects/show_team.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.MANAGE_TEAM)
def add_member(request, project):
    form = MemberForm(request.POST or None, people=people_of(project.organisation))
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            actions.set_member(
                project=project, user=answers["person"], role=answers["role"], job=answers["job"], by=request.user
            )
        except actions.LastLead as fault:
            form.add_error("role", str(fault))
        else:
            messages.success(request, f"{answers['person'].name} is on the team")
            return redirect("projects:show_team", project.pk)
    context = {
        "form": form,
        "project": project,
        "crumbs": _crumbs(project),
        "page_title": "Add someone to the team",
        "submit_text": "Save",
        "cancel_href": reverse("projects:show_team", args=[project.pk]),
    }
    return render(request, "projects/add_member.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.MANAGE_TEAM)
def remove_member(request, project, member_id):
    member = get_object_or_404(project.members.select_related("user"), pk=member_id)
    if request.method == "POST":
        try:
            actions.remove_member(project=project, user=member.user, by=request.user)
        except actions.LastLead as fault:
            messages.warning(request, str(fault))
        else:
            messages.success(request, f"{member.user.name} is no longer on the team")
        return redirect("projects:show_team", project.pk)
    context = {"project": project, "member": member, "crumbs": _crumbs(project)}
    context["page_title"] = f"Remove {member.user.name} from the team?"
    return render(request, "projects/remove_member.jinja", context)


@require_POST
@with_project(Permission.SHARE_PROJECT)
def share_project(request, project):
    """Shares with the ICB, or stops sharing: as the button said, so that a double click does it once."""
    if request.POST.get("share") == "yes":
        actions.share_with_icb(project=project, by=request.user)
        messages.success(request, "ICB leads can now read this project. They cannot change it.")
    else:
        actions.stop_sharing(project=project, by=request.user)
        messages.success(request, "The ICB can no longer see this project")
    return redirect("projects:show_team", project.pk)


@require_POST
@with_project(Permission.ARCHIVE_PROJECT)
def archive_project(request, project):
    """Puts a project away, or brings it back, as the button said."""
    if request.POST.get("archive") == "yes":
        actions.archive_project(project=project, by=request.user)
        messages.success(request, "The project is put away. It can be read, and brought back.")
    else:
        actions.restore_project(project=project, by=request.user)
        messages.success(request, "The project is open again")
    return redirect("projects:show_team", project.pk)


@require_http_methods(PAGE)
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def remove_person(request, organisation, person):
    """Somebody leaves an organisation. Projects that only they lead are named first, with the way to a new lead."""
    check_may_remove(request.user, person, organisation)
    if request.method == "POST":
        try:
            leaving.remove_person(person=person, organisation=organisation, by=request.user)
        except leaving.LeadsAlone:
            messages.warning(request, f"{person.name} still leads a project alone. Choose a new lead first.")
            return redirect("projects:remove_person", organisation.pk, person.pk)
        messages.success(request, f"{person.name} is no longer at {organisation.name}.")
        return redirect("accounts:list_people", organisation.pk)
    context = {
        "organisation": organisation,
        "person": person,
        "led_alone": leaving.led_alone(person, organisation),
        "others": leaving.other_teams(person, organisation),
        "crumbs": [
            {"text": organisation.short_name, "href": reverse("accounts:list_people", args=[organisation.pk])},
            {"text": person.name, "href": reverse("accounts:show_person", args=[organisation.pk, person.pk])},
        ],
        "page_title": f"Remove {person.name} from {organisation.short_name}?",
    }
    return render(request, "projects/remove_person.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.DELETE_PROJECT)
def delete_project(request, project):
    """Says from when it may be deleted, and then deletes it."""
    if request.method == "POST":
        try:
            deleting.delete_project(project=project, by=request.user)
        except deleting.TooEarly:
            messages.warning(request, "Nothing was deleted. The page says from when it can be.")
            return redirect("projects:delete_project", project.pk)
        messages.success(request, f"“{project.name}” is deleted for good")
        return redirect("projects:list_projects")
    since = deleting.may_be_deleted_from(project)
    context = {
        "project": project,
        "since": since,
        "may_delete": since is not None and since <= timezone.now(),
        "crumbs": _crumbs(project),
        "page_title": f"Delete “{project.name}” for good?",
    }
    return render(request, "projects/delete_project.jinja", context)


@require_http_methods(PAGE)
@requires(Permission.RUN_SYSTEM)
def break_glass(request, project_id):
    project = Project.objects.visible_to(request.user).filter(pk=project_id).first()
    if project is not None:
        return redirect("worksheets:list_steps", project.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not actions.break_glass(project_id=project_id, reason=form.cleaned_data["reason"], by=request.user):
            raise Http404
        return redirect("worksheets:list_steps", project_id)
    context = {
        "form": form,
        "page_title": "Open a project that is not yours",
        "submit_text": "Open for one hour",
        "cancel_href": reverse("projects:list_projects"),
    }
    return render(request, "layouts/form_page.jinja", context)
