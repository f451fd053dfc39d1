"""The document that options ask for: the plan in one of its forms, or a paper made of the same blocks."""

from .document import PlanDocument
from .gather import gather_plan
from .models import PlanVersion
from .options import Form, PlanOptions, chosen
from .progress.paper import progress_paper
from .versions import plan_of_version
from .you_said.paper import you_said_paper


def paper_of(project, options: PlanOptions, version: PlanVersion | None = None) -> PlanDocument:
    return chosen(_whole(project, options, version), options)


def _whole(project, options: PlanOptions, version: PlanVersion | None) -> PlanDocument:
    if version is not None:
        return plan_of_version(version)
    if options.form is Form.PROGRESS:
        return progress_paper(project, options.since)
    if options.form is Form.YOU_SAID:
        return you_said_paper(project, options.about)
    return gather_plan(project, with_appendices=options.with_appendices, with_logo=options.logo)
