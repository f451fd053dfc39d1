"""A drawing as a picture: the same SVG, letters and patterns as in the PDF. No Django in here."""

import io

import pypdfium2

from .printing import pdf_of

# Sharp on paper at the width of a page, and small enough to send.
DOTS_PER_POINT, COLOURS = 2.5, 64
PAGE = (
    '<html lang="en-GB"><title>Drawing</title>'
    "<style>@page{{size:{width}px {height}px;margin:0;@top-right{{content:none}}@bottom-left{{content:none}}"
    "@bottom-right{{content:none}}}}body{{margin:0}}svg{{display:block}}</style><body>{svg}</body>"
)


def picture_of(svg: str, css: str, fonts: str) -> bytes:
    """The PNG of one SVG, which says its own width and height."""
    width, height = _size(svg)
    with pypdfium2.PdfDocument(pdf_of(PAGE.format(width=width, height=height, svg=svg), css, fonts)) as pdf:
        out = io.BytesIO()
        pdf[0].render(scale=DOTS_PER_POINT).to_pil().quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _size(svg: str) -> tuple[str, str]:
    start = svg.split(">", 1)[0]
    return tuple(start.split(f' {name}="', 1)[1].split('"', 1)[0] for name in ("width", "height"))
