"""The guide as everybody may read it, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .contents import chapter_of, chapters, neighbours, site_pages
from .pages import find_page
from .resources import page_html, resources_of
from .steps import find_step


def public(view):
    """Anybody may open it. Marks it as accounts.access.public does, which stands above the guide: no import."""
    open_view = login_not_required(view)
    open_view.required_permission = "public"
    return open_view


@require_safe
@public
def home(request):
    context = {"page_title": "Make your service fairer, one step at a time", "chapters": chapters()}
    return render(request, "guide/home.jinja", context)


@require_safe
@public
def list_pages(request):
    context = {"page_title": "The guide", "chapters": chapters(), "site_pages": site_pages()}
    return render(request, "guide/list_pages.jinja", context)


@require_safe
@public
def show_page(request, key):
    page = find_page(key)
    if page is None:
        raise Http404
    step = find_step(page.step)
    before, after = neighbours(page)
    context = {
        "page_title": page.title,
        "page": page,
        "step": step,
        "chapter": chapter_of(page),
        "body": page_html(page),
        "resources": resources_of(step),
        "before": before,
        "after": after,
    }
    return render(request, "guide/show_page.jinja", context)


@require_safe
@public
def help(request):
    return render(request, "guide/help.jinja", {"page_title": "Help"})
