"""Who did what: for one organisation, and for system administrators all of it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import queries
from accounts.access import requires, with_organisation
from accounts.roles import Permission

LINES_A_PAGE = 50


@require_safe
@with_organisation(Permission.VIEW_AUDIT)
def list_events(request, organisation):
    title = f"What was done at {organisation.name}"
    return _show(request, queries.events_of(organisation), title, organisation)


@require_safe
@requires(Permission.RUN_SYSTEM)
def list_all_events(request):
    return _show(request, queries.all_events(), "Everything that was done", None)


def _show(request, events, title: str, organisation):
    verbs = queries.verbs(events)
    verb = asked if (asked := request.GET.get("verb")) in verbs else ""
    chosen = events.filter(verb=verb) if verb else events
    page = Paginator(chosen, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": title,
        "organisation": organisation,
        "events": page,
        "verb": verb,
        "verbs": verbs,
    }
    return render(request, "accounts/list_events.jinja", context)
