"""HTML into a tagged PDF. The only module that knows WeasyPrint. No Django in here: it runs in a child process with
limits, since a long or hostile plan must end neither the worker nor a page."""

from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

FONT_SCHEME = "plan-font:"


class OwnFontsOnly(URLFetcher):
    """Fetches the plan's fonts and data: addresses, and refuses all else, so that no answer can make the server
    open a file or a page."""

    def __init__(self, fonts: str):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=False)
        self.fonts = Path(fonts)

    def fetch(self, url, headers=None):
        if url.startswith(FONT_SCHEME):
            name = Path(url.removeprefix(FONT_SCHEME)).name
            return URLFetcherResponse(url, (self.fonts / name).read_bytes(), {"Content-Type": "font/woff2"})
        return super().fetch(url, headers)


def pdf_of(html: str, css: str, fonts: str) -> bytes:
    """The PDF of a page of HTML: PDF/UA-1, tagged, titled. `css` is the print stylesheet, `fonts` its font folder."""
    config, sheet = _style(css, fonts)
    page = HTML(string=html, url_fetcher=OwnFontsOnly(fonts), base_url="about:blank")
    return page.write_pdf(stylesheets=[sheet], font_config=config, pdf_variant="pdf/ua-1")


@cache
def _style(css: str, fonts: str) -> tuple[FontConfiguration, CSS]:
    """The print stylesheet, read once: fonts and rules are the same for every plan."""
    config = FontConfiguration()
    return config, CSS(string=css, font_config=config, url_fetcher=OwnFontsOnly(fonts))
