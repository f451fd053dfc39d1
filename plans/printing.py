"""HTML into a tagged PDF. The only module that knows WeasyPrint. No Django in here: it runs in a child process with
limits, since a long or hostile plan must end neither the worker nor a page."""

from functools import lru_cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .lettering import FONT_SCHEME, font_file, lettering_of


class OwnFontsOnly(URLFetcher):
    """Fetches the plan's fonts and data: addresses, and refuses all else, so that no answer can make the server
    open a file or a page."""

    def __init__(self, fonts: str):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=False)
        self.fonts = Path(fonts)

    def fetch(self, url, headers=None):
        if url.startswith(FONT_SCHEME):
            content = font_file(url, self.fonts).read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": "font/woff2"})
        return super().fetch(url, headers)


def pdf_of(html: str, css: str, fonts: str) -> bytes:
    """The PDF of a page of HTML: PDF/UA-1, tagged, titled. `css` is the print stylesheet, `fonts` the folder of font
    packages."""
    text, rules = ready_to_lay_out(html, css, fonts)
    config, sheet = _style(rules, fonts)
    page = HTML(string=text, url_fetcher=OwnFontsOnly(fonts), base_url="about:blank")
    return page.write_pdf(stylesheets=[sheet], font_config=config, pdf_variant="pdf/ua-1")


def ready_to_lay_out(html: str, css: str, fonts: str) -> tuple[str, str]:
    """The page and its stylesheet with the fonts that its letters need."""
    lettering = lettering_of(html, Path(fonts))
    # A drawing inside a page takes no font from the stylesheet.
    text = lettering.text.replace("<svg ", f'<svg font-family="{",".join(lettering.families)}" ')
    return text, f"{css}\n{lettering.css}"


@lru_cache(maxsize=4)
def _style(css: str, fonts: str) -> tuple[FontConfiguration, CSS]:
    """The print stylesheet, read once: fonts and rules are the same for plans of the same letters."""
    config = FontConfiguration()
    return config, CSS(string=css, font_config=config, url_fetcher=OwnFontsOnly(fonts))
