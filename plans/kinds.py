"""The kinds of file a plan can be taken as, and what makes each. A maker gives the bytes of a PlanDocument; one that is
heavy runs in a child process, named by its path and given what it needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from .document import PlanDocument
from .freezing import freeze
from .pdf import what_to_print
from .word import what_to_write


@dataclass(frozen=True)
class Kind:
    key: str
    label: str
    description: str
    content_type: str
    ending: str
    make: Callable[[PlanDocument], bytes] | None = None
    child: str = ""
    for_child: Callable[[PlanDocument], dict] | None = None


def _as_json(plan: PlanDocument) -> bytes:
    return json.dumps(freeze(plan), ensure_ascii=False, indent=1).encode()


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "pdf",
            "PDF",
            "To read, print and send with the papers.",
            "application/pdf",
            "pdf",
            child="plans.printing:pdf_of",
            for_child=what_to_print,
        ),
        Kind(
            "docx",
            "Word",
            "To change, or to copy from into papers of your own.",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            child="plans.writing:docx_of",
            for_child=what_to_write,
        ),
        Kind("json", "JSON", "For another computer system.", "application/json", "json", make=_as_json),
    )
}

# What a short paper is taken as: it is read or changed by people, and no system asks for it.
PAPER_KINDS = (KINDS["pdf"], KINDS["docx"])
