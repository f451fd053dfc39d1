"""Finding partners and resources, and what the guide's pages show of them."""

from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from .models import Partner, Resource
from .search_words import mark
from .spelling import Asked, words_asked
from .vocabularies import ALL_OF_ENGLAND, areas_reaching, groups_named_in, places_named_in


@dataclass(frozen=True)
class ResourceLink:
    """A resource as a guide page lists it. `address` is None where none is confirmed; `entry` is its page here."""

    slug: str
    title: str
    publisher: str
    kind: str
    description: str
    address: str | None
    entry: str


def every(model) -> QuerySet:
    """All entries of a model, with the one each became part of: retired ones still have an address that leads on."""
    return model.objects.select_related("merged_into")


def search_partners(
    text: str = "",
    place: str = "",
    group: str = "",
    kind: str = "",
    step: str = "",
    meant: Asked | None = None,
    but_one: bool = False,
) -> QuerySet:
    """Current partners that fit everything asked for, best first: those named for the people asked for, then those of
    the place, then the name before other words, then local before national.

    meant: the words of `text` as they are to be understood, where the caller has asked for them already.
    but_one: one of the words may be missing.
    place: a key of vocabularies.all_places(); a wider area that covers it counts, England as a whole does not.
    group: a name of vocabularies.all_groups(). kind: a Partner.Kind. step: "6" or "P5". An empty word asks nothing.
    """
    found = Partner.objects.current()
    if place:
        found = found.filter(marked("place", areas_reaching(place)))
    if group:
        found = found.filter(marked("group", [group]))
    found = _search(found, "name", meant or words_asked(Partner, text), kind, step, but_one)
    groups = [named.name for named in groups_named_in(text)]
    places = [named.key for named, _ in places_named_in(text)]
    found = found.annotate(theirs=_carries("group", groups), here=_carries("place", places))
    return found.order_by("theirs", "here", "rank", "far", "name")


def _carries(kind: str, values: list[str]):
    """0 for entries that carry one of these marks and 1 for others, to sort by; 0 for all where nothing is asked."""
    return Case(When(marked(kind, values), then=0), default=1) if values else Value(0)


def search_resources(
    text: str = "", kind: str = "", step: str = "", meant: Asked | None = None, but_one: bool = False
) -> QuerySet:
    """Current resources that fit everything asked for, those with the words in their title first."""
    meant = meant or words_asked(Resource, text)
    return _search(Resource.objects.current(), "title", meant, kind, step, but_one).order_by("rank", "title")


def _search(found: QuerySet, name: str, meant: Asked, kind: str, step: str, but_one: bool) -> QuerySet:
    if kind:
        found = found.filter(kind=kind)
    if step:
        found = found.filter(marked("step", [step]))
    words = meant.words
    if but_one and len(words) > 1:
        hits = [Case(When(search_text__contains=f" {word}", then=1), default=0) for word in words]
        found = found.annotate(hits=sum(hits, start=Value(0))).filter(hits__gte=len(words) - 1)
    else:
        for word in words:
            found = found.filter(search_text__contains=f" {word}")
    in_name = [Case(When(**{f"{name}__icontains": word}, then=0), default=1) for word in words]
    england = marked("place", [ALL_OF_ENGLAND])
    return found.annotate(
        rank=sum(in_name, start=Value(0, output_field=IntegerField())), far=Case(When(england, then=1), default=0)
    )


def marked(kind: str, values) -> Q:
    """Entries that carry any of these marks. kind: "place", "group" or "step"."""
    marked = Q()
    for value in values:
        marked |= Q(search_marks__contains=mark(kind, value))
    return marked


def groups_asked(text: str = "", group: str = "") -> list[str]:
    """The groups of people a search asks for."""
    return [group] if group else [named.name for named in groups_named_in(text)]


def groups_nobody_is_named_for(text: str = "", group: str = "") -> list[str]:
    """The groups of people a search asks for that no partner here works with by name: that must be said openly."""
    wanted = groups_asked(text, group)
    return [name for name in wanted if not Partner.objects.current().filter(marked("group", [name])).exists()]


class AddressBook:
    """Where a named resource or partner is found: `book(kind, slug)` for one, `book.of_all(links)` for a page of them.

    kind: "resource" or "partner". A partner's address is its own entry here, which says how to reach it.
    """

    def __call__(self, kind: str, slug: str) -> str | None:
        return self.of_all([(kind, slug)]).get((kind, slug))

    def of_all(self, links) -> dict[tuple[str, str], str]:
        """In one query for each kind. Links whose address nobody confirmed are left out."""
        resources = [slug for kind, slug in links if kind == "resource"]
        partners = [slug for kind, slug in links if kind == "partner"]
        return self._resources(resources) | self._partners(partners)

    def _resources(self, slugs: list[str]) -> dict[tuple[str, str], str]:
        if not slugs:
            return {}
        confirmed = Resource.objects.current().filter(slug__in=slugs, confirmed=True).exclude(website="")
        return {("resource", slug): website for slug, website in confirmed.values_list("slug", "website")}

    def _partners(self, slugs: list[str]) -> dict[tuple[str, str], str]:
        if not slugs:
            return {}
        known = Partner.objects.current().filter(slug__in=slugs).values_list("slug", flat=True)
        return {("partner", slug): reverse("directory:show_partner", args=[slug]) for slug in known}


confirmed_address = AddressBook()


def resources_for_step(step: str) -> list[ResourceLink]:
    """What helps with one step ("1" to "13") or with staff development ("P5"), those with a confirmed link first."""
    found = search_resources(step=step).order_by(F("confirmed").desc(), "title")
    return [
        ResourceLink(
            slug=resource.slug,
            title=resource.title,
            publisher=resource.publisher,
            kind=resource.get_kind_display(),
            description=resource.description,
            address=resource.confirmed_website or None,
            entry=reverse("directory:show_resource", args=[resource.slug]),
        )
        for resource in found
    ]
