"""The search on the shelf. Every box is optional, and a wrong choice asks nothing."""

from django import forms

from design.fields import SelectField, TextField
from guide.vocabularies import vocabulary

from .shelf import AGES

LONGEST = 100


class ShelfForm(forms.Form):
    text = TextField(label="Search", hint="A group, a theme or any word", required=False, max_length=LONGEST)
    place = SelectField(label="Place", required=False)
    theme = SelectField(label="Theme", required=False)
    years = SelectField(label="How old", required=False, choices=[("", "Any age"), *AGES])

    def __init__(self, *args, themes=(), **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        self.fields["place"].choices = [("", "Anywhere"), *((one.value, one.text) for one in vocabulary("places"))]
        self.fields["theme"].choices = [("", "Any theme"), *((one, one[0].upper() + one[1:]) for one in themes)]

    @classmethod
    def read(cls, query) -> tuple["ShelfForm", dict[str, str]]:
        """The form and what was asked, by name. A theme is taken as it is: its choices depend on what is found."""
        given = {name: query.get(name, "")[:LONGEST] for name in ("text", "place", "theme", "years")}
        form = cls(given, themes=[given["theme"]] if given["theme"] else ())
        form.full_clean()
        return form, {name: form.cleaned_data.get(name, "") for name in given}
