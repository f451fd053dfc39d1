"""The people of an organisation: who they are, what they may do, and help when an account is in trouble."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, kept, policies, queries
from accounts.access import PAGE, organisations_where, requires, with_organisation
from accounts.forms import RolesForm
from accounts.roles import Permission
from accounts.second_factor import has_second_factor
from accounts.sessions import open_sessions


def with_person(view):
    """Gives the view a person of its organisation; anybody else is not found there."""

    @wraps(view)
    def guarded(request, organisation, user_id, **kwargs):
        person = queries.person_in(organisation, user_id)
        if person is None:
            raise Http404
        return view(request, organisation, person, **kwargs)

    return guarded


@require_safe
@requires(Permission.INVITE_PEOPLE)
def list_organisations(request):
    organisations = list(organisations_where(request.user, Permission.INVITE_PEOPLE))
    if len(organisations) == 1:
        return redirect("accounts:list_people", organisations[0].pk)
    context = {"page_title": "Organisations", "organisations": organisations}
    return render(request, "accounts/list_organisations.jinja", context)


@require_safe
@with_organisation(Permission.INVITE_PEOPLE)
def list_people(request, organisation):
    may_give = policies.roles_to_give(request.user, organisation)
    context = {
        "page_title": f"People at {organisation.name}",
        "organisation": organisation,
        "people": queries.colleagues(organisation),
        "invitations": [
            {"made": made, "is_expired": queries.is_expired(made), "may_send": made.role in may_give}
            for made in queries.waiting_invitations(organisation)
        ],
    }
    return render(request, "accounts/list_people.jinja", context)


@require_safe
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def show_person(request, organisation, person):
    context = {
        "page_title": person.name,
        "organisation": organisation,
        "person": person,
        "roles": queries.roles_in(organisation, person),
        "has_second_factor": has_second_factor(person),
        "session_count": len(open_sessions(person)),
        "is_oneself": person.pk == request.user.pk,
        "may_manage": request.user.is_system_administrator or not person.is_system_administrator,
        "may_remove": policies.may_remove(request.user, person, organisation),
    }
    return render(request, "accounts/show_person.jinja", context)


@require_http_methods(PAGE)
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def change_roles(request, organisation, person):
    policies.check_not_oneself(request.user, person)
    policies.check_may_manage(request.user, person)
    may_give = policies.roles_to_give(request.user, organisation)
    held = queries.roles_in(organisation, person)
    initial = {"roles": [role.value for role in held]}
    form = RolesForm(kept.sent_or_kept(request), roles=may_give, initial=initial)
    if request.method == "POST" and _changed(request, organisation, person, form):
        return redirect("accounts:show_person", organisation.pk, person.pk)
    context = {
        "page_title": f"Change what {person.name} may do",
        "organisation": organisation,
        "person": person,
        "other_roles": [role for role in held if role not in may_give],
        "form": form,
        "submit_text": "Save roles",
    }
    return render(request, "accounts/change_roles.jinja", context)


def _changed(request, organisation, person, form) -> bool:
    if not form.is_valid():
        return False
    try:
        roles = form.cleaned_data["roles"]
        actions.set_roles(person=person, organisation=organisation, roles=roles, by=request.user)
    except actions.NoRoleLeft:
        form.add_error("roles", "Choose at least one role. To stop somebody signing in, deactivate their account")
        return False
    messages.success(request, f"The roles of {person.name} are saved.")
    return True


@require_http_methods(PAGE)
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def deactivate_person(request, organisation, person):
    policies.check_not_oneself(request.user, person)
    policies.check_may_manage(request.user, person)
    if request.method == "POST":
        try:
            actions.deactivate(person=person, organisation=organisation, by=request.user)
            messages.success(request, f"{person.name} can no longer sign in.")
        except actions.WorksElsewhere:
            text = f"{person.name} works for another organisation too. Ask a system administrator to deactivate them."
            messages.warning(request, text)
        return redirect("accounts:show_person", organisation.pk, person.pk)
    return _ask(request, organisation, person, "accounts/deactivate_person.jinja", f"Deactivate {person.name}")


@require_POST
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def reactivate_person(request, organisation, person):
    actions.reactivate(person=person, organisation=organisation, by=request.user)
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("accounts:show_person", organisation.pk, person.pk)


@require_POST
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def sign_person_out(request, organisation, person):
    actions.sign_out_everywhere(person=person, organisation=organisation, by=request.user)
    messages.success(request, f"{person.name} is signed out everywhere.")
    if person.pk == request.user.pk:
        return redirect("account_login")
    return redirect("accounts:show_person", organisation.pk, person.pk)


@require_http_methods(PAGE)
@with_organisation(Permission.INVITE_PEOPLE)
@with_person
def reset_second_factor(request, organisation, person):
    policies.check_not_oneself(request.user, person)
    policies.check_may_manage(request.user, person)
    if request.method == "POST":
        actions.reset_second_factor(person=person, organisation=organisation, by=request.user)
        messages.success(request, f"{person.name} sets up a new second factor at the next sign-in.")
        return redirect("accounts:show_person", organisation.pk, person.pk)
    title = f"Reset the second factor of {person.name}"
    return _ask(request, organisation, person, "accounts/reset_second_factor.jinja", title)


def _ask(request, organisation, person, template: str, title: str):
    return render(request, template, {"page_title": title, "organisation": organisation, "person": person})
