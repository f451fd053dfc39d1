"""Small answers that views share."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

# Of a version, a page, a number of a plan: what a column of the database holds.
MOST_FIGURES = 9


def render_page_or_partial(request, page: str, partial: str, context: dict, status: int = 200):
    """The whole page, or for htmx the one part of it that changed."""
    wants_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, partial if wants_part else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def attached_file(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    """A download: what it holds is never shown as a page of ours. `name` may hold what people typed."""
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=content_type, headers=headers)


def whole_number(text) -> int:
    """A number somebody sent in an address or a form; 0 where it is none, or more than any of ours can be."""
    figures = str(text or "")
    return int(figures) if figures.isdecimal() and len(figures) <= MOST_FIGURES else 0
