"""One's own account: name and job, sessions, and how long the present one lasts."""

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, kept
from accounts.access import PAGE, public, requires
from accounts.forms import ProfileForm
from accounts.middleware import seconds_left, seconds_left_at_most
from accounts.roles import OrganisationRole, Permission
from accounts.second_factor import has_second_factor
from accounts.sessions import name_of, open_sessions

from .sign_in import identity_providers


@require_safe
@requires(Permission.USE_ACCOUNT)
def show_profile(request):
    memberships = request.user.memberships.select_related("organisation").order_by("organisation__name")
    context = {
        "page_title": "Your account",
        "roles": [(held.organisation.name, OrganisationRole(held.role).label) for held in memberships],
        "has_second_factor": has_second_factor(request.user),
        "identity_providers": identity_providers(),
    }
    return render(request, "accounts/show_profile.jinja", context)


@require_http_methods(PAGE)
@requires(Permission.USE_ACCOUNT)
def edit_profile(request):
    person = request.user
    form = ProfileForm(kept.sent_or_kept(request), initial={"name": person.name, "job": person.job})
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person=person, by=person, **form.cleaned_data)
        messages.success(request, "Your name and job are saved.")
        return redirect("accounts:show_profile")
    context = {"page_title": "Change your name or job", "form": form, "submit_text": "Save"}
    return render(request, "accounts/edit_profile.jinja", context)


@require_safe
@requires(Permission.USE_ACCOUNT)
def list_sessions(request):
    sessions = [
        {"name": name_of(session), "is_here": session.is_current(), "began_at": session.created_at}
        | {"browser": session.user_agent, "address": session.ip, "seen_at": session.last_seen_at}
        for session in open_sessions(request.user)
    ]
    context = {"page_title": "Where you are signed in", "sessions": sessions}
    return render(request, "accounts/list_sessions.jinja", context)


@require_POST
@requires(Permission.USE_ACCOUNT)
def end_session(request, session_name: str):
    ended = actions.end_own_session(name=session_name, by=request.user)
    messages.success(request, "That browser is signed out." if ended else "That session had already ended.")
    return redirect("accounts:list_sessions")


@require_POST
@requires(Permission.USE_ACCOUNT)
def end_other_sessions(request):
    actions.end_own_other_sessions(request=request, by=request.user)
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("accounts:list_sessions")


@require_safe
@public
def session_left(request):
    """How long the session lasts if nothing is done; asking does not make it last longer.

    `form_token` lets a page that was open before a new sign-in be saved after it."""
    is_signed_in = request.user.is_authenticated
    answer = {
        "seconds": seconds_left(request) if is_signed_in else 0,
        "at_most": seconds_left_at_most(request) if is_signed_in else 0,
        "warn_at": int(settings.SESSION_WARNING.total_seconds()),
        "form_token": get_token(request) if is_signed_in else "",
    }
    return JsonResponse(answer)


@require_POST
@requires(Permission.USE_ACCOUNT)
def stay_signed_in(request):
    """Any request makes an idle session last longer; this one is for nothing else."""
    return JsonResponse({"seconds": seconds_left(request), "at_most": seconds_left_at_most(request)})
