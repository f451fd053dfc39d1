"""The directory as everybody may read it, signed in or not."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import public
from design.http import render_page_or_partial

from ..finder import partners_for
from ..forms import PartnerSearchForm, ResourceSearchForm
from ..models import Partner, Resource
from ..presenters import found_partners, found_resources
from ..queries import every, groups_asked, groups_nobody_is_named_for, search_partners, search_resources
from ..routes import routes_to
from ..spelling import words_asked
from ..steps import steps_of
from ..vocabularies import places_named_in

ON_A_PAGE = 25
NEXT_BEST = 5


def _page_of(request, search, asked, meant, may_loosen=True):
    """One page of what fits all the words; where nothing does, of what fits all but one, and whether that is so."""
    found, loose = Paginator(search(**asked, meant=meant), ON_A_PAGE), False
    if may_loosen and not found.count and len(meant.words) > 1:
        found, loose = Paginator(search(**asked, meant=meant, but_one=True), ON_A_PAGE), True
    return found.get_page(request.GET.get("page")), loose and found.count > 0


@require_safe
@public
def list_partners(request):
    form, asked = PartnerSearchForm.read(request.GET)
    meant = words_asked(Partner, asked["text"])
    people = {"text": asked["text"], "group": asked["group"]}
    unserved = groups_nobody_is_named_for(**people)
    served = [name for name in groups_asked(**people) if name not in unserved]
    page, loose = _page_of(request, search_partners, asked, meant, may_loosen=bool(served or not unserved))
    places = [asked["place"]] if asked["place"] else [place.key for place, _ in places_named_in(asked["text"])]
    context = {
        "page_title": "Partners in Derby and Derbyshire",
        "form": form,
        "found": found_partners(page, asked, meant, loose),
        "unserved": unserved,
        "next_best": [one for one in partners_for(places, unserved) if one.reasons][:NEXT_BEST] if unserved else [],
    }
    return render_page_or_partial(request, "directory/list_partners.jinja", "directory/_partner_list.jinja", context)


@require_safe
@public
def show_partner(request, slug):
    partner = get_object_or_404(every(Partner), slug=slug)
    if not partner.is_current:
        return _moved(partner, "directory:show_partner")
    reachable = partner.confirmed_website or partner.confirmed_email
    context = {
        "page_title": partner.name,
        "partner": partner,
        "routes": None if reachable else routes_to(partner),
        "steps": steps_of(partner),
    }
    return render(request, "directory/show_partner.jinja", context)


@require_safe
@public
def list_resources(request):
    form, asked = ResourceSearchForm.read(request.GET)
    meant = words_asked(Resource, asked["text"])
    page, loose = _page_of(request, search_resources, asked, meant)
    context = {"page_title": "Resources", "form": form, "found": found_resources(page, asked, meant, loose)}
    return render_page_or_partial(request, "directory/list_resources.jinja", "directory/_resource_list.jinja", context)


@require_safe
@public
def show_resource(request, slug):
    resource = get_object_or_404(every(Resource), slug=slug)
    if not resource.is_current:
        return _moved(resource, "directory:show_resource")
    context = {"page_title": resource.title, "resource": resource, "steps": steps_of(resource)}
    return render(request, "directory/show_resource.jinja", context)


def _moved(entry, name: str):
    """A merged entry leads to the one it became part of; a retired one is gone."""
    if entry.merged_into is None:
        raise Http404
    return redirect(name, entry.merged_into.slug)
