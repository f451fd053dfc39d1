"""Reads from a page what a browser would send back of it without being asked."""

import html
import re

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: id="[^"]*")? value="([^"]*)"')


def hidden_fields(text: str) -> dict[str, list[str]]:
    """Every hidden field of a page or of a piece of one, but the token against forgery."""
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(text):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(html.unescape(value))
    return found
