"""Reads plans back: what a page of HTML says, and what a PDF says and how it is tagged."""

import html
import re
from io import BytesIO

import pikepdf
import pypdf


def words_of(markup: str) -> str:
    """The text of HTML, tags gone, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def body_of(markup: str) -> str:
    """The plan itself in a page that prints it: from the plan on a page to the end of the last section, without what
    unfolds on screen: the figures of a chart, which print with the appendices."""
    start = markup.index('<section class="plan-one-page"')
    return re.sub(r"<details\b.*?</details>", " ", markup[start : markup.rindex("</section>")], flags=re.DOTALL)


def headings_of(markup: str) -> list[tuple[str, str]]:
    found = re.findall(r"<h([1-6])\b[^>]*>(.*?)</h\1>", markup, re.DOTALL)
    return [(level, words_of(text)) for level, text in found]


def letters(text: str) -> str:
    """Letters and digits only: lines break and words are parted in print as the page needs."""
    return re.sub(r"[\W_]+", "", text).casefold()


def text_of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def tags_of(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""
    found, waiting = [], [pdf.Root.StructTreeRoot.get("/K")]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            waiting.append(node.get("/K"))
    return found
