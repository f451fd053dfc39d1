"""The form of the reading-age page: a text to look at, and what to keep of it."""

from django import forms

from design import fields

from .forms import no_personal_details
from .readability import FEWEST_WORDS, reading_of

LONGEST_TEXT = 50_000
STAGES = (("before", "Before it is rewritten"), ("after", "After it was rewritten"))
METHODS = (("smog", "SMOG"), ("flesch_kincaid", "Flesch-Kincaid"))


class ReadingForm(forms.Form):
    """Checks a text. `reading` holds its figures once the form is sound."""

    text = fields.LongTextField(
        label="The words of the leaflet or letter",
        hint="Paste all of it. It must not hold anything about a patient. It is not kept unless you say so below.",
        rows=12,
        max_length=LONGEST_TEXT,
        validators=[no_personal_details],
        error_messages={"required": "Paste the words you want to check"},
    )
    reading = None

    def clean_text(self):
        text = self.cleaned_data["text"]
        self.reading = reading_of(text)
        if self.reading is None:
            raise forms.ValidationError(f"Paste at least {FEWEST_WORDS} words. With fewer, a reading age says nothing")
        return text


class KeepForm(ReadingForm):
    """Keeps the figures of a text with a material. For that, it must say with which, and by which method it goes."""

    material = fields.SelectField(label="For which material?", error_messages={"required": "Choose a material"})
    stage = fields.ChoiceField(
        label="Is this the text before or after rewriting?",
        choices=STAGES,
        error_messages={"required": "Say whether this is the text before or after rewriting"},
    )
    method = fields.ChoiceField(
        label="Which reading age do you go by?",
        hint="Use the same one before and after.",
        choices=METHODS,
        error_messages={"required": "Choose which reading age you go by"},
    )
    keep_text = fields.ChoicesField(
        label="Keep the words too?", choices=[("yes", "Yes, keep these words with the material")], required=False
    )

    def __init__(self, *args, materials, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["material"].choices = [("", "Choose one"), *((str(one.pk), str(one)) for one in materials)]
