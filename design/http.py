"""Small answers that views share."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page_or_partial(request, page: str, partial: str, context: dict, status: int = 200):
    """The whole page, or for htmx the one part of it that changed."""
    wants_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, partial if wants_part else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
