"""The forms of a curator, and the one by which anybody reports a change."""

from django import forms

from design import fields
from design.personal import personal_details_in

from ..models import Partner, Report, Resource
from ..steps import steps_helped
from ..vocabularies import all_groups, all_places

LARGEST_LIST = 5 * 1024 * 1024
NO_CSV = "This is no CSV file in UTF-8. Save it as “CSV UTF-8”, then choose it."


class EntryForm(forms.Form):
    """What partners and resources share. A website or an email counts as confirmed when a curator has opened it."""

    description = fields.LongTextField(
        label="What is it?",
        hint="One or two plain sentences",
        max_length=1000,
        error_messages={"required": "Say in a sentence what it is"},
    )
    steps = fields.ChoicesField(label="Which steps does it help with?", required=False)
    website = fields.TextField(label="Website", max_length=300, required=False)
    website_source = fields.TextField(
        label="Where do you know the address from?", hint="For example, “Their own leaflet, 2026”", required=False
    )
    confirmed = fields.ChoiceField(
        label="Have you opened the address and seen that it is theirs?",
        hint="Readers see an address only when somebody has",
        choices=[("yes", "Yes"), ("no", "No, keep it as a suggestion")],
        initial="no",
    )
    review_on = fields.DateField(
        label="When should it be checked again?", hint="In a year, if you leave it empty", required=False
    )
    note = fields.LongTextField(label="Note for curators", required=False, max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["steps"].choices = [(step.code, step.name) for step in steps_helped().values()]

    def clean_website(self):
        website = self.cleaned_data["website"]
        if not website:
            return ""
        check = forms.URLField(
            assume_scheme="https", error_messages={"invalid": "Enter a web address, such as https://www.example.org"}
        )
        return check.clean(website)

    def clean_confirmed(self):
        return self.cleaned_data["confirmed"] == "yes"

    def clean(self):
        given = super().clean()
        if given.get("confirmed") and not (given.get("website") or given.get("email")):
            self.add_error("confirmed", "There is no address here to confirm. Enter one, or answer “No”")
        return given


class PartnerForm(EntryForm):
    name = fields.TextField(label="Name", max_length=200, error_messages={"required": "Enter its name"})
    kind = fields.SelectField(label="Kind", error_messages={"required": "Choose what kind of partner it is"})
    areas = fields.ChoicesField(label="Where does it work?", error_messages={"required": "Choose at least one place"})
    groups = fields.ChoicesField(label="Which groups does it work with?", required=False)
    email = fields.TextField(
        label="Email of the organisation",
        hint="Not of a person: anybody can read it",
        max_length=254,
        required=False,
    )

    field_order = ["name", "kind", "description", "areas", "groups", "steps", "website", "email", "website_source",
                   "confirmed", "review_on", "note"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose one"), *Partner.Kind.choices]
        self.fields["areas"].choices = [(place.key, place.name) for place in all_places().values()]
        self.fields["groups"].choices = [(name, name[0].upper() + name[1:]) for name in all_groups()]

    def clean_email(self):
        email = self.cleaned_data["email"]
        wrong = {"invalid": "Enter an email address, such as hello@example.org"}
        return forms.EmailField(required=False, error_messages=wrong).clean(email)


class ResourceForm(EntryForm):
    title = fields.TextField(label="Title", max_length=200, error_messages={"required": "Enter its title"})
    publisher = fields.TextField(
        label="Publisher", max_length=150, error_messages={"required": "Enter who publishes it"}
    )
    kind = fields.SelectField(label="Kind", error_messages={"required": "Choose what kind of resource it is"})

    field_order = ["title", "publisher", "kind", "description", "steps", "website", "website_source", "confirmed",
                   "review_on", "note"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose one"), *Resource.Kind.choices]


class MergeForm(forms.Form):
    """Which entry stays."""

    into = fields.SelectField(label="Which entry stays?", error_messages={"required": "Choose the entry that stays"})

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", "Choose one"), *((other.slug, str(other)) for other in others)]


class ReportForm(forms.Form):
    about = fields.ChoiceField(
        label="What is it about?",
        choices=Report.About.choices,
        error_messages={"required": "Choose what your report is about"},
    )
    text = fields.LongTextField(
        label="What should the directory say?",
        hint="For example, “They moved to a new website”, with the address. A curator reads this.",
        max_length=2000,
        error_messages={"required": "Say what should change"},
    )

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["about"].choices = [choice for choice in Report.About.choices if choice[0] == Report.About.NEW]
            self.fields["about"].initial = Report.About.NEW
        else:
            self.fields["about"].choices = [choice for choice in Report.About.choices if choice[0] != Report.About.NEW]

    def clean_text(self):
        if found := personal_details_in(self.cleaned_data["text"]):
            raise forms.ValidationError(f"This seems to hold {found[0]}. Take it out, then send again.")
        return self.cleaned_data["text"]


class SettleForm(forms.Form):
    outcome = fields.TextField(
        label="What did you do?",
        hint="For example, “Changed the website”",
        error_messages={"required": "Say what you did about it"},
    )


class ListForm(forms.Form):
    """A list from a spreadsheet."""

    file = fields.FileField(
        label="Choose a CSV file",
        hint="With the same headings as the list you can take out below",
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )

    def clean_file(self) -> str:
        """The words of the list."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            raise forms.ValidationError("This file is larger than 5 MB. Part the list.")
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(NO_CSV) from None
