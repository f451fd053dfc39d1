"""Partners and resources alike: what the pages for curators need to know of each."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from ..models import Entry, Partner, Resource
from .forms import EntryForm, PartnerForm, ResourceForm


@dataclass(frozen=True)
class EntryKind:
    """`name` is the word in addresses and on pages; `title` the field an entry is called by."""

    name: str
    plural: str
    title: str
    model: type[Entry]
    form: type[EntryForm]

    def address(self, entry: Entry) -> str:
        return reverse(f"directory:show_{self.name}", args=[entry.slug])


KINDS: dict[str, EntryKind] = {
    "partner": EntryKind("partner", "partners", "name", Partner, PartnerForm),
    "resource": EntryKind("resource", "resources", "title", Resource, ResourceForm),
}


def kind_named(name: str) -> EntryKind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def kind_of(entry: Entry) -> EntryKind:
    return next(kind for kind in KINDS.values() if isinstance(entry, kind.model))
