"""The form that takes a file in."""

from django import forms
from django.core.exceptions import ValidationError

from datasets.analysis.reading.formats import kind_of
from datasets.analysis.reading.options import CannotRead
from design.fields import ChoiceField, DateField, FileField, TextField
from design.personal import personal_details_in

from .models import Unit

UNSURE = ("", "I am not sure: work it out from the file")


class UploadForm(forms.Form):
    """The file comes last, so that everything else has arrived when a file that is too large is refused."""

    label = TextField(
        label="What shall we call this data?",
        hint="For example, “Appointments, April to June 2026”. Do not put anybody’s name in it.",
        max_length=120,
        error_messages={"required": "Give this data a name, such as “Appointments, April to June 2026”"},
    )
    unit = ChoiceField(
        label="What is one row of your file?",
        choices=[*Unit.choices, UNSURE],
        option_hints={
            Unit.PERSON: "Each person stands in the file once",
            Unit.REFERRAL: "A person can stand in the file more than once",
            Unit.APPOINTMENT: "With what became of it: attended, missed, cancelled",
            Unit.COUNTED: "For example, one row for each ethnic group, with a number beside it",
        },
        required=False,
    )
    period_from = DateField(
        label="First day the file covers, if you know it", hint="For example, 1 4 2026", required=False
    )
    period_to = DateField(
        label="Last day the file covers, if you know it", hint="For example, 30 6 2026", required=False
    )
    missing_as = TextField(
        label="How is “not known” written in your file, if in an unusual way?",
        hint="We know blanks, “not stated”, “unknown”, “Z” and “99”. Put commas between several.",
        max_length=200,
        required=False,
    )
    file = FileField(
        label="Choose your file",
        hint="CSV, TSV, Excel or ODS, just as your system gave it. At most 200 MB of text or 40 MB of workbook.",
        error_messages={
            "required": "Choose a file",
            "empty": "This file is empty. Export it again, then choose it.",
        },
    )

    def __init__(self, *args, refused: str = "", **kwargs):
        self.refused = refused
        super().__init__(*args, **kwargs)
        if refused:
            self.fields["file"].error_messages["required"] = refused

    def clean_label(self):
        label = self.cleaned_data["label"]
        if found := personal_details_in(label):
            raise ValidationError(f"The name seems to hold {found[0]}. Leave it out.")
        return label

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            kind_of(upload.head, upload.size)
        except CannotRead as fault:
            raise ValidationError(fault.message) from None
        return upload

    def clean(self):
        given = super().clean()
        first, last = given.get("period_from"), given.get("period_to")
        if first and last and first > last:
            self.add_error("period_to", "The last day must not be before the first day")
        return given
