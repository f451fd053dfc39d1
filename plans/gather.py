"""Gathers a project’s plan from its records, in one place."""

from base64 import b64encode
from dataclasses import dataclass

from django.utils import timezone

from accounts.logos import logo_of
from accounts.roles import ProjectRole
from datasets.area_page import area_charts_for_plan
from datasets.plan_charts import charts_for_plan, missing_for_plan
from datasets.queries import ready_datasets_of
from design.words import day
from projects.queries import place_names
from worksheets.queries import ProjectPicture, picture_of
from worksheets.thread_rows import rows_of

from .document import DRAFT, EXAMPLE, PlanDocument, Ref, ThreadLine
from .one_page import one_page_of
from .options import FULL_PLAN, PlanOptions, chosen
from .sections.about import about_section
from .sections.actions import action_section
from .sections.appendices import answers_in_full, appendices
from .sections.evidence import part_sections
from .sections.judgement import judgement_sections


@dataclass(frozen=True)
class Source:
    """What the sections are made from: the project, its picture, its data, and the day it is read."""

    project: object
    picture: ProjectPicture
    leads: tuple[str, ...]
    datasets: tuple
    charts: tuple
    missing: tuple
    area: tuple

    @property
    def thread(self):
        return self.picture.thread

    def answers(self, step_key: str) -> dict:
        record = self.picture.states[step_key].record
        return record.answers if record else {}


def build_plan(project, options: PlanOptions = FULL_PLAN) -> PlanDocument:
    """The plan as it stands now, as these options print it."""
    return chosen(gather_plan(project, with_appendices=options.with_appendices, with_logo=options.logo), options)


def gather_plan(project, *, with_appendices: bool = True, with_logo: bool = True) -> PlanDocument:
    """Everything a plan can print, as it stands now; without the appendices still every answer, which a comparison
    reads. Every figure in it obeys the small-number rule."""
    return plan_from(read_source(project), with_appendices=with_appendices, with_logo=with_logo)


def read_source(project) -> Source:
    leads = project.members.filter(role=ProjectRole.LEAD).select_related("user")
    return Source(
        project=project,
        picture=picture_of(project),
        leads=tuple(member.user.name for member in leads),
        datasets=tuple(ready_datasets_of(project)),
        charts=tuple(charts_for_plan(project)),
        missing=tuple(missing_for_plan(project)),
        area=area_charts_for_plan(project),
    )


def plan_from(source: Source, *, with_appendices: bool = False, with_logo: bool = True) -> PlanDocument:
    project = source.project
    return PlanDocument(
        title=project.name,
        organisation=project.organisation.name,
        logo=b64encode(logo_of(project.organisation)).decode() if with_logo else "",
        about=project.about,
        as_at=timezone.localdate(),
        status=EXAMPLE if project.is_example else DRAFT,
        lead=", ".join(source.leads),
        places=tuple(place_names(project)),
        meeting=_meeting(project),
        end_on=project.end_on,
        is_example=project.is_example,
        one_page=one_page_of(source),
        thread=_thread(source),
        loose_ends=tuple(end.text for end in source.picture.loose_ends),
        sections=(
            about_section(source),
            *part_sections(source),
            action_section(source),
            *judgement_sections(source),
        ),
        appendices=appendices(source) if with_appendices else answers_in_full(source),
    )


def _thread(source: Source) -> tuple[ThreadLine, ...]:
    """The thread's rows in plain words, so that a frozen plan holds no record of the database."""
    return tuple(
        ThreadLine(
            tuple((name, tuple(Ref(one.ref, one.title) for one in records)) for name, records in row.cells),
            row.is_turned_down,
        )
        for row in rows_of(source.thread)
    )


def _meeting(project) -> str:
    name = project.meeting_name or ("Governance meeting" if project.meeting_on else "")
    return f"{name}, {day(project.meeting_on)}" if project.meeting_on else name
