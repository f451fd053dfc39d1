"""What every form asks that brings data in: a name for it, and the time it covers."""

from django import forms
from django.core.exceptions import ValidationError

from design.personal import personal_details_in


class NamedData(forms.Form):
    """For a form with `label`, `period_from` and `period_to`: a name that names nobody, a time that runs on."""

    def clean_label(self):
        label = self.cleaned_data["label"]
        if found := personal_details_in(label):
            raise ValidationError(f"The name seems to hold {found[0]}. Leave it out.")
        return label

    def clean(self):
        given = super().clean()
        first, last = given.get("period_from"), given.get("period_to")
        if first and last and first > last:
            self.add_error("period_to", "The last day must not be before the first day")
        return given
