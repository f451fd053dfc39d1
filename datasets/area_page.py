"""What the page about an area shows: the places of a project or others asked for, its charts, and the map."""

from dataclasses import dataclass

from datasets.analysis.area_charts import compared_places
from datasets.analysis.area_deprivation import AreaMap, deprivation_map, fifths_chart
from datasets.analysis.area_people import ethnic_groups
from datasets.analysis.area_profile import EVERY_AGE, area_profile, area_sentences
from datasets.analysis.charts import Chart
from datasets.reference.deprivation import Edition
from datasets.reference.places import ENGLAND, Place, find_place, places
from datasets.reference.sources import ATTRIBUTION
from worksheets.models import StepRecord

from .area_figures import map_figure
from .figures import plotly_figure
from .report_page import DrawnChart

# The step that asks which ages a service sees, and the one that asks where it works.
ABOUT_STEP, AREA_STEP = "introduction", "local-data"
OLDEST = 110
SEX_LIMITS = {"female": "female", "male": "male"}


@dataclass(frozen=True)
class Choice:
    """What is shown: places, ages and an edition, and whether they are the project's own."""

    places: tuple[Place, ...]
    ages: tuple[int, int | None]
    sex: str | None
    edition: Edition
    is_own: bool


@dataclass(frozen=True)
class DrawnPart:
    key: str
    title: str
    charts: tuple[DrawnChart, ...]


@dataclass(frozen=True)
class AreaPage:
    choice: Choice
    name: str
    parts: tuple[DrawnPart, ...]
    map: AreaMap | None
    attribution: tuple[str, ...] = ATTRIBUTION


def places_of_project(project) -> tuple[Place, ...]:
    """Where the service works: as said on step 3, otherwise as said when the project was set up. Places outside the
    county have no figures here."""
    said = _answers(project, AREA_STEP).get("reference_places") or project.places
    found = (find_place(word) for word in said)
    return tuple(dict.fromkeys(place for place in found if place and place is not ENGLAND))


def ages_of_project(project) -> tuple[int, int | None]:
    """The lowest and the highest age the service sees, as said in the introduction; every age where nothing was."""
    answers = _answers(project, ABOUT_STEP)
    first, last = (_age(answers.get(key)) for key in ("age_from", "age_to"))
    return (first or 0, last) if last is None or last >= (first or 0) else EVERY_AGE


def sex_of_project(project) -> str | None:
    """The one sex the service sees, where it sees only one."""
    return SEX_LIMITS.get(_answers(project, ABOUT_STEP).get("sex_limit"))


def _answers(project, step_key: str) -> dict:
    return StepRecord.objects.filter(project=project, step_key=step_key).values_list("answers", flat=True).first() or {}


def _age(answer) -> int | None:
    text = str(answer if answer is not None else "").strip()
    return min(int(text), OLDEST) if text.isdecimal() else None


def choice_of(project, asked: list[str], edition: str) -> Choice:
    """What to show, from the places and the edition asked for by name. What is not known is left out."""
    found = tuple(dict.fromkeys(place for word in asked if (place := find_place(word)) and place is not ENGLAND))
    year = next((one for one in Edition if str(one.year) == edition), Edition.IMD_2025)
    chosen = found or places_of_project(project)
    return Choice(chosen, ages_of_project(project), sex_of_project(project), year, not found)


def area_page(choice: Choice) -> AreaPage:
    profile = area_profile(choice.places, ages=choice.ages, sex=choice.sex, edition=choice.edition)
    parts = tuple(DrawnPart(one.key, one.title, tuple(map(_drawn, one.charts))) for one in profile.parts)
    return AreaPage(choice, profile.compared.name, parts, profile.map)


def map_for_plotly(choice: Choice) -> dict:
    return map_figure(deprivation_map(compared_places(choice.places)))


def _drawn(chart) -> DrawnChart:
    """A chart without a single bar is told in words and by its table alone."""
    return DrawnChart(chart, plotly_figure(chart) if chart.series[0].points else None)


def area_said(project) -> tuple[str, ...]:
    """The area in a few sentences, for step 3's page."""
    return area_sentences(places_of_project(project))


def area_charts_for_plan(project) -> tuple[Chart, ...]:
    """What the plan prints of the people who live in a project's places: deprivation, then ethnic group."""
    compared = compared_places(places_of_project(project))
    return fifths_chart(compared, Edition.IMD_2025), ethnic_groups(compared)[0]


def other_places() -> tuple[Place, ...]:
    """Every place that can be looked at by itself."""
    return tuple(place for place in places() if place is not ENGLAND)
