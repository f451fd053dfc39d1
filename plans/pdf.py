"""The plan as a tagged PDF. The only module that knows WeasyPrint, imported only when a PDF is made."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .document import PlanDocument

FONT_SCHEME = "plan-font:"


class OwnFontsOnly(URLFetcher):
    """Fetches the plan's fonts and data: addresses, and refuses all else, so that no answer can make the server
    open a file or a page."""

    def __init__(self):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=False)

    def fetch(self, url, headers=None):
        if url.startswith(FONT_SCHEME):
            name = Path(url.removeprefix(FONT_SCHEME)).name
            return URLFetcherResponse(url, (settings.PLAN_FONTS / name).read_bytes(), {"Content-Type": "font/woff2"})
        return super().fetch(url, headers)


def plan_html(plan: PlanDocument) -> str:
    return render_to_string("plans/plan_pdf.jinja", {"plan": plan})


def plan_pdf(plan: PlanDocument) -> bytes:
    """The PDF of a plan: PDF/UA-1, tagged, titled, in British English."""
    fonts, sheet = _style()
    html = HTML(string=plan_html(plan), url_fetcher=OwnFontsOnly(), base_url="about:blank")
    return html.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


@cache
def _style() -> tuple[FontConfiguration, CSS]:
    """The print stylesheet, read once: fonts and rules are the same for every plan."""
    fonts = FontConfiguration()
    text = Path(finders.find("plan-print.css")).read_text("utf-8")
    return fonts, CSS(string=text, font_config=fonts, url_fetcher=OwnFontsOnly())
