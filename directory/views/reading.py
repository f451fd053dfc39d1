"""The directory as everybody may read it, signed in or not."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import public
from design.http import render_page_or_partial

from ..forms import PartnerSearchForm, ResourceSearchForm
from ..models import Partner, Resource
from ..presenters import found_partners, found_resources
from ..queries import every, groups_nobody_is_named_for, search_partners, search_resources
from ..routes import routes_to
from ..spelling import words_asked
from ..steps import steps_of

ON_A_PAGE = 25


@require_safe
@public
def list_partners(request):
    form, asked = PartnerSearchForm.read(request.GET)
    meant = words_asked(Partner, asked["text"])
    page = Paginator(search_partners(**asked, meant=meant), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": "Partners in Derby and Derbyshire",
        "form": form,
        "found": found_partners(page, asked, meant),
        "unserved": groups_nobody_is_named_for(asked["text"], asked["group"]),
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
    page = Paginator(search_resources(**asked, meant=meant), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_title": "Resources", "form": form, "found": found_resources(page, asked, meant)}
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
