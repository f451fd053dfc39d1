"""With whom a project compares the people it sees: places, ages, sex, numbers typed from a source, and need."""

from dataclasses import dataclass, replace

from django.db import transaction

from accounts.audit import record as note_in_trail
from datasets.analysis.eligible import RESIDENTS, Need, Population
from datasets.analysis.fields import broad_group, categories_of, field_of
from datasets.analysis.populations import COMPARABLE, EVERY_AGE, RESIDENTS_BY, Served, districts_named, population_of
from datasets.analysis.wording import and_list
from datasets.reference.places import WHOLE_AREA
from projects.actions import note_movement
from projects.models import Project
from worksheets.models import StepRecord

from .area_page import AREA_STEP, ages_of_project, places_of_project, sex_of_project
from .models import NeedFactor, TypedPopulation

# Keys of the guide's vocabulary of reference populations.
AGES, SEX = "age_band", "sex"
TYPED = {kind.value: kind.label for kind in TypedPopulation.Kind}


@dataclass(frozen=True)
class Comparing:
    """Everything a project says about whom it compares with, read once."""

    districts: tuple
    served: Served
    said: str
    typed: tuple[TypedPopulation, ...]
    factors: tuple[NeedFactor, ...]

    def among(self, field: str) -> dict[str, str]:
        """The people this field can be compared with, by key, in words; the one to start with first."""
        found = {}
        if field in RESIDENTS_BY:
            if self.served != Served():
                found[AGES] = self.served.in_words
            if self.served.sex and self.served.ages != EVERY_AGE:
                found[SEX] = Served(sex=self.served.sex).in_words
        found[RESIDENTS] = "all residents" if field in RESIDENTS_BY else self._published(field)
        found |= {one.kind: one.people for one in self.typed if one.field == field}
        first = self.said if self.said in found else next(iter(found))
        return {first: found[first]} | found

    def _published(self, field: str) -> str:
        population = population_of(field, self.districts[:1])
        return population.people if population else ""

    def population(self, field: str, seen: tuple[str, ...], among: str) -> Population | None:
        """The people compared with, by the groups of a field; None where there are no figures."""
        if among in TYPED:
            return next((self._typed(one) for one in self.typed if (one.kind, one.field) == (among, field)), None)
        limits = {AGES: self.served, SEX: Served(sex=self.served.sex)}.get(among, Served())
        found = population_of(field, self.districts, seen, limits.ages, limits.sex)
        return replace(found, among=among) if found else None

    @staticmethod
    def _typed(one: TypedPopulation) -> Population:
        counts = {group: float(number) for group, number in one.counts.items()}
        return Population(one.field, one.people, one.source, {"": counts}, among=one.kind, is_residents=False)

    def need(self, field: str, groups) -> Need | None:
        """How often each group of a field needs the service: as stated for it, or for the broad group it is in."""
        own = {one.group: one for one in self.factors if one.field == field}
        broad = {one.group: one for one in self.factors if field_of(one.field).of == field}
        wider = {group: broad_group(field, group) if broad else group for group in groups}
        found = {group: own.get(group) or broad.get(wider[group]) for group in groups}
        found = {group: one for group, one in found.items() if one}
        if not found:
            return None
        used = [one for one in self.factors if one in found.values()]
        return Need({group: float(one.factor) for group, one in found.items()}, _said(used))


def _said(factors) -> str:
    """“Asian: Indian and Asian: Pakistani 2 times as often as others: more have diabetes (Diabetes UK, 2024)”."""
    alike: dict[tuple, list[str]] = {}
    for one in factors:
        alike.setdefault((one.factor, one.reason.rstrip("."), one.source.rstrip(".")), []).append(one.group)
    return "; ".join(
        f"{and_list(groups)} {times(factor)} as often as others: {reason} ({source})"
        for (factor, reason, source), groups in alike.items()
    )


def times(factor) -> str:
    """“2.5 times”."""
    return f"{float(factor):g} times"


def comparing_of(project: Project) -> Comparing:
    places = places_of_project(project) or (WHOLE_AREA,)
    return Comparing(
        districts=districts_named(tuple(place.key for place in places)),
        served=Served(ages_of_project(project), sex_of_project(project)),
        said=_said_on_area_step(project),
        typed=tuple(TypedPopulation.objects.filter(project=project)),
        factors=tuple(NeedFactor.objects.filter(project=project)),
    )


def _said_on_area_step(project: Project) -> str:
    """Whom the team compares with, as it said on step 3."""
    answers = StepRecord.objects.filter(project=project, step_key=AREA_STEP).values_list("answers", flat=True).first()
    return (answers or {}).get("reference_population") or ""


def groups_to_choose(field: str) -> tuple[str, ...]:
    """The groups of a field that a number can be typed for: those a census counts. Districts are the nine there are
    figures for."""
    if field == "district":
        return tuple(place.name for place in districts_named((WHOLE_AREA.key,)))
    own = field_of(field)
    if own.of:
        scheme = field_of(own.of).scheme
        return tuple(dict.fromkeys(one.broad for one in scheme.categories if one.broad))
    published = tuple(one.label for one in own.scheme.categories if one.census) if own.scheme else ()
    return published or categories_of(field)


def fields_to_choose() -> tuple[str, ...]:
    return COMPARABLE


@transaction.atomic
def set_need(*, project: Project, field: str, groups, factor, reason: str, source: str, by) -> list[NeedFactor]:
    """States how much more often some groups need the service. What was stated of one of them before is replaced."""
    made = []
    for group in groups:
        stated = {"factor": factor, "reason": reason, "source": source, "changed_by": by}
        one, _ = NeedFactor.objects.update_or_create(project=project, field=field, group=group, defaults=stated)
        note_in_trail(by=by, verb="stated need", on=one, project=project, note=f"{field}: {factor} times")
        made.append(one)
    note_movement(project)
    return made


@transaction.atomic
def change_need(*, need: NeedFactor, factor, reason: str, source: str, by) -> NeedFactor:
    need.factor, need.reason, need.source, need.changed_by = factor, reason, source, by
    need.save()
    note_in_trail(by=by, verb="changed need", on=need, project=need.project, note=f"{need.field}: {factor} times")
    note_movement(need.project)
    return need


@transaction.atomic
def remove_need(*, need: NeedFactor, by) -> None:
    note_in_trail(by=by, verb="removed need", on=need, project=need.project, note=need.field)
    note_movement(need.project)
    need.delete()


@transaction.atomic
def set_population(
    *, project: Project, kind: str, field: str, people: str, source: str, counts: dict[str, int], by
) -> TypedPopulation:
    """Keeps numbers of people to compare with, typed from a source. They replace those typed before."""
    typed = {"people": people, "source": source, "counts": counts, "changed_by": by}
    one, _ = TypedPopulation.objects.update_or_create(project=project, kind=kind, field=field, defaults=typed)
    note_in_trail(by=by, verb="typed a population", on=one, project=project, note=f"{kind}: {field}")
    note_movement(project)
    return one


@transaction.atomic
def remove_population(*, population: TypedPopulation, by) -> None:
    note_in_trail(by=by, verb="removed a population", on=population, project=population.project, note=population.field)
    note_movement(population.project)
    population.delete()
