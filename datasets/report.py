"""One file's report as this person may see it: its profile, the comparisons it allows, and every row of them."""

from functools import cached_property

from django.db.models.fields.json import KT

from datasets.analysis.change import Change, change_between
from datasets.analysis.counts import ServiceCounts
from datasets.analysis.eligible import Population
from datasets.analysis.fields import all_fields, field_of
from datasets.analysis.intersections import Intersection, fields_to_cross, intersection, release_intersection
from datasets.analysis.mapping import Mapping
from datasets.analysis.measures import measure_of
from datasets.analysis.observed import BY_AGE_AND_SEX, BY_CATCHMENT, BY_DISTRICT
from datasets.analysis.populations import COMPARABLE
from datasets.analysis.profile import Count, Profile
from datasets.analysis.release import release_profile
from datasets.analysis.release_representation import release_representation
from datasets.analysis.released_figures import shown
from datasets.analysis.representation import Representation, representation_of

from .comparing import Comparing, comparing_of
from .models import Dataset
from .profiles import profile_of_dataset
from .queries import ready_datasets_of, whole_datasets_of
from .small_numbers import rule_of

WAYS = (BY_DISTRICT, BY_CATCHMENT, BY_AGE_AND_SEX)


class Report:
    """What one file says. With released, every figure of it is under the project's small-number rule."""

    def __init__(self, dataset: Dataset, *, released: bool):
        self.dataset, self.released, self.rule = dataset, released, rule_of(dataset.project)
        self.counts, self.mapping = ServiceCounts.from_json(dataset.counts), Mapping.from_json(dataset.mapping)
        self._seen: dict[tuple, Representation | None] = {}
        self._before: dict[object, Profile] = {}

    @cached_property
    def profile(self) -> Profile:
        exact = profile_of_dataset(self.dataset)
        return release_profile(exact, self.rule) if self.released else exact

    @cached_property
    def appointments_counted(self) -> Count | None:
        """How many appointments a table of counts holds, where it does not count people."""
        if self.counts.unit != "counted" or self.counts.people is not None:
            return None
        return shown(self.counts.total[0], self.rule) if self.released else self.counts.total[0]

    @cached_property
    def comparing(self) -> Comparing:
        return comparing_of(self.dataset.project)

    @cached_property
    def fields_compared(self) -> tuple[str, ...]:
        """The fields of this file that people who live here are counted by."""
        return tuple(key for key in COMPARABLE if self.profile.field(field_of(key).of or key))

    def population(self, field: str, among: str) -> Population | None:
        if field not in self.fields_compared:
            return None
        groups = self.profile.field(field_of(field).of or field).groups
        return self.comparing.population(field, tuple(one.group for one in groups), among)

    def seen(self, field: str, by: str, among: str) -> Representation | None:
        """Who is seen beside who would be expected; None where the file or the figures do not have what it takes."""
        key = (field, by, among)
        if key not in self._seen:
            self._seen[key] = self._compare(*key)
        return self._seen[key]

    def _compare(self, field: str, by: str, among: str) -> Representation | None:
        population = self.population(field, among) if by in WAYS else None
        if population is None:
            return None
        groups = {
            group for people in (*population.by_district.values(), *population.by_age_sex.values()) for group in people
        }
        found = representation_of(self.counts, self.mapping, population, by, self.comparing.need(field, groups))
        return release_representation(found, self.rule) if found and self.released else found

    @cached_property
    def fields_crossed(self) -> tuple[str, ...]:
        return fields_to_cross(self.counts)

    def crossed(self, measure: str, row_field: str, column_field: str) -> Intersection | None:
        """A measure by two fields at once; None where no such table was kept."""
        found = self._crossed(measure, row_field, column_field)
        return release_intersection(found, self.rule) if found and self.released else found

    def may_cross(self, measure: str, row_field: str, column_field: str) -> bool:
        return self._crossed(measure, row_field, column_field) is not None

    def _crossed(self, measure: str, row_field: str, column_field: str) -> Intersection | None:
        """As it is. What may not leave goes through `crossed`."""
        if self.profile.measure(measure) is None or not {row_field, column_field} <= all_fields().keys():
            return None
        return intersection(self.counts, self.mapping, measure_of(measure), row_field, column_field)

    @cached_property
    def earlier(self) -> tuple[Dataset, ...]:
        """The project's other files that are about an earlier time, newest first; without what is kept of each."""
        others = ready_datasets_of(self.dataset.project).annotate(first_day=KT("counts__first_day"))
        return tuple(one for one in others if _is_earlier(one, self.dataset, self.counts.first_day))

    def before(self, pk: str) -> Dataset | None:
        """One of the earlier files, whole."""
        found = next((one for one in self.earlier if str(one.pk) == pk), None)
        return whole_datasets_of(self.dataset.project).get(pk=found.pk) if found else None

    def change(self, before: Dataset, measure: str, field: str) -> Change | None:
        return change_between(self.profile_before(before), self.profile, measure, field)

    def profile_before(self, before: Dataset) -> Profile:
        """The earlier file's profile, under the same rule."""
        if before.pk not in self._before:
            exact = profile_of_dataset(before)
            self._before[before.pk] = release_profile(exact, self.rule) if self.released else exact
        return self._before[before.pk]


def _is_earlier(one: Dataset, dataset: Dataset, first_day: str | None) -> bool:
    """Whether a file is about an earlier time; by when they were uploaded, where one of the two has no dates."""
    if one.first_day and first_day and one.first_day != first_day:
        return one.first_day < first_day
    return one.uploaded_at < dataset.uploaded_at
