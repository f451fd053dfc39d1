"""The plan as a tagged PDF."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from .columns import column_widths, thread_widths
from .document import PlanDocument

# What a size of paper adds to the stylesheet.
PAGES = {"A4": "", "A3": "@page { size: A3 } @page wide { size: A3 landscape }"}


def plan_html(plan: PlanDocument) -> str:
    context = {"plan": plan, "column_widths": column_widths, "thread_widths": thread_widths}
    return render_to_string("plans/plan_pdf.jinja", context)


def what_to_print(plan: PlanDocument) -> dict:
    """What printing.pdf_of needs, so that it can be handed to a child process."""
    css = print_css() + (draft_css() if plan.is_draft else "") + PAGES[plan.page_size]
    return {"html": plan_html(plan), "css": css, "fonts": str(settings.PLAN_FONTS)}


def plan_pdf(plan: PlanDocument) -> bytes:
    """The PDF of a plan, made in this process: for the command and for tests."""
    from .printing import pdf_of  # WeasyPrint costs half a second to import

    return pdf_of(**what_to_print(plan))


@cache
def print_css() -> str:
    return Path(finders.find("plan-print.css")).read_text("utf-8")


@cache
def draft_css() -> str:
    """The watermark of a plan that is not agreed yet."""
    return Path(finders.find("plan-draft.css")).read_text("utf-8")
