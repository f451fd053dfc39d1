"""Word documents as everything here writes them: real headings, lists and tables, a language, a title, and only letters
that a document may hold. No Django in here: long documents are written in a child process."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor

from .word_letters import clean, runs_right_to_left
from .word_shapes import word_across
from .word_tables import built_table

FONT = "Arial"
LANGUAGE = "en-GB"
INK, BLUE, GREY = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x00, 0x30, 0x87), RGBColor(0x4C, 0x62, 0x72)
# Height and width of a page that stands upright.
PAGES = {"A4": (Mm(297), Mm(210)), "A3": (Mm(420), Mm(297))}
LOGO = Mm(16)
# What a picture leaves free on its page, for its heading and its sentence.
HEADING = Mm(35)
_SIZES = {"Title": 28, "Subtitle": 14, "Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "Caption": 10.5}
_MARK = "_Toc"
# Styles of our own: what each is built on, its size, whether it is bold, its colour, whether it stays with the next.
_OWN = {
    "Lead": ("Normal", 12.5, False, INK, False),
    "Question": ("Normal", 11, True, INK, True),
    "Quiet": ("Normal", 9.5, False, GREY, False),
    "Ask": ("Normal", 11.5, True, INK, False),
    "TOC 1": ("Normal", 12, False, INK, False),
    "Cell": ("Normal", 9.5, False, INK, False),
}


class WordFile:
    """A document that is written from its beginning to its end."""

    def __init__(self, title: str, *, margin: int = 18, landscape: bool = False, page_size: str = "A4"):
        self.document = Document()
        properties = self.document.core_properties
        properties.title, properties.language, properties.author = clean(title)[:255], LANGUAGE, ""
        properties.comments = ""
        _style(self.document)
        # Looked up once: python-docx goes through every style for each paragraph.
        self._styles = {style.name: style.style_id for style in self.document.styles}
        self.margin, self.is_landscape, self._pictures, self._chapters = margin, landscape, 0, 0
        self.long, self.short = PAGES[page_size]
        self._lay(self.document.sections[0])

    @property
    def width(self) -> int:
        """What a line may be long, in Word’s own unit."""
        return (self.long if self.is_landscape else self.short) - 2 * Mm(self.margin)

    def turn(self, landscape: bool) -> None:
        """What follows stands on pages turned that way."""
        if landscape != self.is_landscape:
            self.is_landscape = landscape
            self._lay(self.document.add_section(WD_SECTION.NEW_PAGE))

    def _lay(self, section) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if self.is_landscape else WD_ORIENT.PORTRAIT
        sides = (self.long, self.short) if self.is_landscape else (self.short, self.long)
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = Mm(self.margin)
        section.top_margin = section.bottom_margin = Mm(self.margin)
        section.different_first_page_header_footer = False

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """Level 0 is the title of the document."""
        paragraph = self._paragraph("Title" if level == 0 else f"Heading {level}", " ".join(clean(text).split()))
        paragraph.paragraph_format.page_break_before = new_page or None
        if level == 1:
            _bookmark(paragraph, self._chapters)
            self._chapters += 1

    def text(self, text: str, style: str = "Normal", *, italic: bool = False, stays: bool = False) -> None:
        """A paragraph for each line that says something. What `stays` is never parted from what follows it."""
        for line in clean(text).splitlines():
            if line.strip():
                paragraph = self._paragraph(style, line, italic=italic)
                if stays:
                    paragraph.paragraph_format.keep_with_next = True

    def _paragraph(self, style: str, text: str, *, italic: bool = False):
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._styles[style]
        paragraph.add_run(text).italic = italic or None
        return _directed(paragraph, text)

    def points(self, lines, style: str = "List Bullet") -> None:
        for line in lines:
            self.text(" ".join(clean(line).split()), style)

    def table(self, headings, rows, *, caption: str = "", heads_rows: bool = True, headed: bool = False) -> None:
        """A table whose headings, where it has any, stand again on each page. Its first column heads the rows. The
        caption of a `headed` one, which stands under a heading of the same name, is only there to be heard."""
        if caption and not headed:
            self.text(caption, "Caption")
        whole = built_table(headings, rows, self.width, caption=caption, heads_rows=heads_rows)
        self.document.element.body.insert_element_before(whole, "w:sectPr")
        self._paragraph("Quiet", "")

    def picture(self, content: bytes, said: str, *, name: str = "") -> None:
        """A picture as wide as the page, or as tall, with what it says for those who do not see it."""
        self._pictures += 1
        shape = self.document.add_picture(io.BytesIO(content), width=Emu(self.width))
        tallest = (self.short if self.is_landscape else self.long) - 2 * Mm(self.margin) - HEADING
        if shape.height > tallest:
            shape.width, shape.height = Emu(shape.width * tallest // shape.height), Emu(tallest)
        shape._inline.docPr.set("descr", clean(said))
        shape._inline.docPr.set("title", clean(name))
        shape._inline.docPr.set("name", f"Chart {self._pictures}")

    def logo(self, content: bytes, said: str) -> None:
        """A small picture at the head of what follows."""
        shape = self.document.add_picture(io.BytesIO(content), height=LOGO)
        if shape.width > 4 * LOGO:
            shape.width, shape.height = Emu(4 * LOGO), Emu(shape.height * 4 * LOGO // shape.width)
        shape._inline.docPr.set("descr", clean(said))

    def contents(self, heading: str, titles) -> None:
        """A list of the chapters that leads to each. Word asks on opening whether to bring the page numbers up to date,
        since only it knows them; until then none stand there."""
        self.text(heading, "TOC Heading")
        self.document.paragraphs[-1].paragraph_format.page_break_before = True
        paragraphs = [self._paragraph("TOC 1", "") for _ in titles]
        for paragraph in paragraphs:
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Emu(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        for place, (paragraph, title) in enumerate(zip(paragraphs, titles)):
            if place == 0:
                _field_start(paragraph, 'TOC \\o "1-1" \\h \\z')
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"{_MARK}{place}")
            link.append(paragraph.add_run(f"{clean(title)}\t")._r)
            paragraph._p.append(link)
            _field(paragraph, f"PAGEREF {_MARK}{place} \\h", "")
            _directed(paragraph, title)
        if paragraphs:
            _field_end(paragraphs[-1])
            self._ask_to_update()

    def _ask_to_update(self) -> None:
        """Has Word fill the fields when the document is opened."""
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        self.document.settings.element.find(qn("w:compat")).addprevious(update)

    def watermark(self, word: str) -> None:
        """A word across every page, pale, as Word itself draws one."""
        first = self.document.sections[0]
        heads = [first.header, *([first.first_page_header] if first.different_first_page_header_footer else [])]
        for place, head in enumerate(heads):
            head.paragraphs[0].add_run()._r.append(parse_xml(word_across(clean(word), place)))

    def edges(self, above: str, below: str, *, bare_first_page: bool) -> None:
        """What stands at the head and foot of each page, with its number; none on the first, where it is bare."""
        first = self.document.sections[0]
        first.different_first_page_header_footer = bare_first_page
        head, foot = first.header.paragraphs[0], first.footer.paragraphs[0]
        head.text = clean(above)
        foot.add_run(f"{clean(below)} ")
        foot.add_run("Page ")
        _field(foot, "PAGE", "1")
        foot.add_run(" of ")
        _field(foot, "NUMPAGES", "1")

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def _style(document) -> None:
    styles = document.styles
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), LANGUAGE)
    default = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in default.findall(qn("w:lang")):
        default.remove(old)
    default.append(language)
    for name, (parent, size, bold, colour, stays) in _OWN.items():
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.quick_style = styles[parent], True
        made.font.size, made.font.bold, made.font.color.rgb = Pt(size), bold, colour
        made.paragraph_format.keep_with_next = stays
    for name in ("Normal", "TOC Heading", "Header", "Footer", *_SIZES):
        _letters(styles[name])
    for name, size in _SIZES.items():
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), BLUE if name != "Caption" else INK
    styles["Normal"].font.size, styles["Normal"].font.color.rgb = Pt(11), INK
    styles["Header"].font.size = styles["Footer"].font.size = Pt(9)
    styles["Subtitle"].font.italic = False
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before = Pt(8)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Question"].paragraph_format.space_after = Pt(2)
    styles["Question"].paragraph_format.space_before = Pt(6)
    styles["Cell"].paragraph_format.space_after = Pt(0)
    styles["TOC Heading"].font.size, styles["TOC Heading"].font.color.rgb = Pt(20), BLUE
    styles["Ask"].element.get_or_add_pPr().append(
        parse_xml(
            f"<w:pBdr {nsdecls('w')}>"
            + "".join(f'<w:{side} w:val="single" w:sz="12" w:space="6" w:color="212B32"/>' for side in _SIDES)
            + "</w:pBdr>"
        )
    )


_SIDES = ("top", "left", "bottom", "right")


def _letters(style) -> None:
    """Our letters in place of those of the theme, which would win."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _directed(paragraph, text: str):
    """Turns a paragraph that begins in a script from right to left."""
    if runs_right_to_left(text):
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        for run in paragraph.runs:
            run.font.rtl = True
    return paragraph


_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def _field(paragraph, code: str, shown: str) -> None:
    """A field that Word works out: `shown` until it does."""
    _field_start(paragraph, code)
    paragraph.add_run(shown)
    _field_end(paragraph)


def _field_start(paragraph, code: str) -> None:
    _mark(paragraph, "begin")
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {code} "
    paragraph.add_run()._r.append(words)
    _mark(paragraph, "separate")


def _field_end(paragraph) -> None:
    _mark(paragraph, "end")


def _mark(paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _bookmark(paragraph, number: int) -> None:
    """A place that the contents lead to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"{_MARK}{number}")
    paragraph.runs[0]._r.addprevious(start)
    paragraph._p.append(end)
