"""The form with which typing counts begins."""

from django import forms
from django.core.exceptions import ValidationError

from design.fields import ChoiceField, DateField, SelectField, TextField
from design.personal import personal_details_in

from .typing_tables import typing_tables

WHAT = (
    ("", "How many people"),
    ("did_not_attend", "How many appointments, and how many of them were missed"),
    ("opt_in", "How many people were invited, and how many of them opted in"),
    ("attended_first", "How many people were referred, and how many of them came to the first appointment"),
    ("completed", "How many people started, and how many of them completed"),
    ("good_outcome", "How many people, and how many of them had a good outcome"),
)


class TypeCountsForm(forms.Form):
    label = TextField(
        label="What shall we call this data?",
        hint="For example, “Patients seen, April to June 2026”. Do not put anybody’s name in it.",
        max_length=120,
        error_messages={"required": "Give this data a name, such as “Patients seen, April to June 2026”"},
    )
    measure = ChoiceField(label="What can you count for each group?", choices=WHAT, initial="", required=False)
    table = SelectField(
        label="Which characteristic will you begin with?",
        hint="You can add others afterwards.",
        error_messages={"required": "Choose a characteristic to begin with"},
    )
    period_from = DateField(
        label="First day the counts cover, if you know it", hint="For example, 1 4 2026", required=False
    )
    period_to = DateField(
        label="Last day the counts cover, if you know it", hint="For example, 30 6 2026", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(key, table.label) for key, table in typing_tables().items()]
        self.fields["table"].choices = [("", "Choose one"), *choices]

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
