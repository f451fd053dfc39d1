"""Makes a plan as each kind of file there is, and reads its words back, whatever the kind."""

import json
import re
from importlib import import_module
from io import BytesIO

from openpyxl import load_workbook

from design.words import day
from plans.document import PlanDocument
from plans.kinds import KINDS

from .reading import letters, text_of_pdf
from .reading_word import text_of_docx

PAGE = re.compile(r"^\s*(.{0,300}\s)?Page \d+ of \d+\s*$")


def content_of(key: str, plan: PlanDocument) -> bytes:
    """The file, made in this process."""
    kind = KINDS[key]
    if not kind.child:
        return kind.make(plan)
    module, name = kind.child.split(":")
    return getattr(import_module(module), name)(**kind.for_child(plan))


def text_of(key: str, content: bytes) -> str:
    return READERS[KINDS[key].ending](content)


def without_edges(text: str, plan: PlanDocument) -> str:
    """The text of a print without what stands at the edges of each page, in the middle of a sentence that goes on."""
    version = f"version {plan.version}, " if plan.version else ""
    edges = {letters(plan.title), letters(f"{plan.status}, {version}as at {day(plan.as_at)}"), letters(plan.status)}
    return "\n".join(line for line in text.splitlines() if letters(line) not in edges and not PAGE.match(line))


def _words_in_json(value) -> list[str]:
    if isinstance(value, dict):
        return [words for one in value.values() for words in _words_in_json(one)]
    if isinstance(value, list):
        return [words for one in value for words in _words_in_json(one)]
    return [str(value)]


def _json(content: bytes) -> str:
    return "\n".join(_words_in_json(json.loads(content)))


def _workbook(content: bytes) -> str:
    sheets = load_workbook(BytesIO(content), read_only=True).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)


READERS = {"pdf": text_of_pdf, "docx": text_of_docx, "json": _json, "xlsx": _workbook}
