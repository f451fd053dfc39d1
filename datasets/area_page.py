"""What the page about an area shows: the places of a project or others asked for, its charts, and the map."""

from dataclasses import dataclass

from django.http import QueryDict

from datasets.analysis.area_charts import compared_places
from datasets.analysis.area_deprivation import AreaMap, deprivation_map, fifths_chart
from datasets.analysis.area_local import Local, local_charts, local_map, local_of
from datasets.analysis.area_people import ethnic_groups
from datasets.analysis.area_profile import EVERY_AGE, Part, area_profile, area_sentences
from datasets.analysis.charts import Chart
from datasets.reference.deprivation import Edition
from datasets.reference.neighbourhoods import Neighbourhood, find_neighbourhoods, wards
from datasets.reference.places import ENGLAND, Place, districts, find_place, places
from datasets.reference.sources import ATTRIBUTION
from worksheets.models import StepRecord

from .area_figures import map_figure
from .figures import DrawnChart, plotly_figure

# The step that asks which ages a service sees, and the one that asks where it works.
ABOUT_STEP, AREA_STEP = "introduction", "local-data"
OLDEST, MOST_TYPED = 110, 500
LOCAL_TITLE = "Your wards and small areas"
SEX_LIMITS = {"female": "female", "male": "male"}


IN_SHORT, EVERYTHING, LOCAL = "", "everything", "local"


@dataclass(frozen=True)
class Choice:
    """What is shown: places, ages, an edition, wards or small areas, and which part of the page.

    is_own: the places are the project's own. near is what was typed of wards; unknown, the pieces that name none.
    part is IN_SHORT for the short version, EVERYTHING, or the key of a part.
    """

    places: tuple[Place, ...]
    ages: tuple[int, int | None]
    sex: str | None
    edition: Edition
    is_own: bool
    part: str = IN_SHORT
    near: str = ""
    neighbourhoods: tuple[Neighbourhood, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnPart:
    """A part of the page; its map, where it has one, stands after the chart with the key map_after."""

    key: str
    title: str
    charts: tuple[DrawnChart, ...]
    map: AreaMap | None = None
    map_after: str = ""


@dataclass(frozen=True)
class AreaPage:
    """parts are those that are drawn, names the key and title of every part, in_short the sentences of each part."""

    choice: Choice
    name: str
    names: tuple[tuple[str, str], ...]
    in_short: tuple[tuple[str, str, tuple[str, ...]], ...]
    parts: tuple[DrawnPart, ...]
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


def choice_of(project, asked: QueryDict) -> Choice:
    """What to show, from the places, edition, wards and part asked for. What is not known is left out."""
    words = asked.getlist("place")
    found = tuple(dict.fromkeys(place for word in words if (place := find_place(word)) and place is not ENGLAND))
    year = next((one for one in Edition if str(one.year) == asked.get("edition")), Edition.IMD_2025)
    chosen = found or places_of_project(project)
    near = asked["near"] if "near" in asked else _answers(project, AREA_STEP).get("finer_areas") or ""
    near = str(near)[:MOST_TYPED]
    neighbourhoods, unknown = find_neighbourhoods(near)
    return Choice(
        chosen,
        ages_of_project(project),
        sex_of_project(project),
        year,
        not found,
        asked.get("part", IN_SHORT),
        near,
        neighbourhoods,
        unknown,
    )


def area_page(choice: Choice) -> AreaPage:
    """The short version, or one part of the profile drawn, or everything. A part there is none of: the short one."""
    profile = area_profile(choice.places, ages=choice.ages, sex=choice.sex, edition=choice.edition)
    local = local_of(choice.neighbourhoods) if choice.neighbourhoods else None
    names = tuple((part.key, part.title) for part in profile.parts)
    names = (*names[:1], (LOCAL, LOCAL_TITLE), *names[1:]) if local else names
    wanted = {key for key, _ in names if choice.part in (key, EVERYTHING)}
    drawn = {part.key: _drawn_part(part, profile.map) for part in profile.parts if part.key in wanted}
    if local and LOCAL in wanted:
        drawn[LOCAL] = _drawn_local(local)
    in_short = () if wanted else tuple((part.key, part.title, part.in_short) for part in profile.parts)
    parts = tuple(drawn[key] for key, _ in names if key in drawn)
    return AreaPage(choice, profile.compared.name, names, in_short, parts)


def _drawn_part(part: Part, area_map: AreaMap | None) -> DrawnPart:
    charts = tuple(map(_drawn, part.charts))
    if part.key == "deprivation":
        return DrawnPart(part.key, part.title, charts, area_map, "area:core20")
    return DrawnPart(part.key, part.title, charts)


def _drawn_local(local: Local) -> DrawnPart:
    charts = tuple(map(_drawn, local_charts(local)))
    return DrawnPart(LOCAL, f"{LOCAL_TITLE}: {local.name}", charts, local_map(local), "area:local-fifths")


def map_for_plotly(choice: Choice) -> dict:
    """The map of the places, or of the wards and small areas where the local part is asked for."""
    if choice.part == LOCAL and choice.neighbourhoods:
        return map_figure(local_map(local_of(choice.neighbourhoods)))
    return map_figure(deprivation_map(compared_places(choice.places)))


def wards_by_district() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The name of each district with the names of its wards, for people who look theirs up."""
    return tuple(
        (place.name, tuple(one.name for one in wards() if one.district == place.code)) for place in districts()
    )


def _drawn(chart) -> DrawnChart:
    """A chart without a single bar is told in words and by its table alone."""
    return DrawnChart(chart, plotly_figure(chart) if chart.series[0].points else None)


def area_said(project) -> tuple[str, ...]:
    """The area in a few sentences, for step 3's page."""
    return area_sentences(places_of_project(project))


def area_charts_for_plan(project) -> tuple[Chart, ...]:
    """What the plan prints of the people who live in a project's places: deprivation, then ethnic group. Nothing while
    no place is known."""
    chosen = places_of_project(project)
    if not chosen:
        return ()
    compared = compared_places(chosen)
    return fifths_chart(compared, Edition.IMD_2025), ethnic_groups(compared)[0]


def other_places() -> tuple[Place, ...]:
    """Every place that can be looked at by itself."""
    return tuple(place for place in places() if place is not ENGLAND)
