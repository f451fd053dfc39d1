"""The search boxes of the directory. Every choice is optional, and a wrong one asks nothing."""

from django import forms

from design.fields import SelectField, TextField

from .models import Partner, Resource
from .steps import steps_helped
from .vocabularies import all_groups, all_places

LONGEST_SEARCH = 100


class SearchForm(forms.Form):
    """What somebody looks for."""

    text = TextField(label="Search", required=False, max_length=LONGEST_SEARCH)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        for name, choices in self.choices().items():
            self.fields[name].choices = choices

    def choices(self) -> dict:
        steps = [(step.code, step.name) for step in steps_helped().values()]
        return {"step": [("", "Any step"), *steps]}

    @classmethod
    def read(cls, query) -> tuple["SearchForm", dict[str, str]]:
        """The form as it should be shown again, and what was asked, by name."""
        given = cls(query.dict() | {"text": query.get("text", "")[:LONGEST_SEARCH]})
        given.full_clean()
        asked = {name: given.cleaned_data.get(name, "") for name in given.fields}
        return cls(initial=asked), asked


class PartnerSearchForm(SearchForm):
    place = SelectField(label="Place", required=False)
    group = SelectField(label="Group of people", required=False)
    kind = SelectField(label="Kind of partner", required=False)
    step = SelectField(label="Helps with", required=False)

    def choices(self) -> dict:
        places = [(place.key, place.name) for place in all_places().values()]
        return super().choices() | {
            "place": [("", "Anywhere"), *places],
            "group": [("", "Any group"), *((name, name[0].upper() + name[1:]) for name in all_groups())],
            "kind": [("", "Any kind"), *Partner.Kind.choices],
        }


class ResourceSearchForm(SearchForm):
    kind = SelectField(label="Kind of resource", required=False)
    step = SelectField(label="Helps with", required=False)

    def choices(self) -> dict:
        return super().choices() | {"kind": [("", "Any kind"), *Resource.Kind.choices]}
