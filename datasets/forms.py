"""The forms that take a file in, and that have it read another way."""

from django import forms
from django.core.exceptions import ValidationError

from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.reading.formats import kind_of
from datasets.analysis.reading.options import CannotRead
from design.fields import ChoiceField, ChoicesField, DateField, FileField, NumberField, SelectField, TextField

from .forms_named import NamedData
from .models import Dataset, Unit
from .reading_choices import COUNTED, DELIMITER_WORDS, ENCODING_WORDS, said_only

UNSURE = ("", "I am not sure: work it out from the file")
FIND_IT = "Find it for me"
# How far down the reader looks for a row of headings.
DEEPEST_HEADINGS = 100


def file_field() -> FileField:
    return FileField(
        label="Choose your file",
        hint="CSV, TSV, Excel or ODS, just as your system gave it. You can drop it on the button too. At most 200 MB "
        "of text or 40 MB of workbook.",
        error_messages={
            "required": "Choose a file",
            "empty": "This file is empty. Export it again, then choose it.",
        },
    )


class ReadingForm(forms.Form):
    """How a file is to be read, for those that are unusual: everything may be left to be found."""

    missing_as = TextField(
        label="How “not known” is written, if in an unusual way",
        hint="We know blanks, “not stated”, “unknown”, “Z” and “99”. Put commas between several. It counts for dates "
        "and numbers too.",
        max_length=200,
        required=False,
    )
    sheet = TextField(
        label="Sheet with the table, in a workbook",
        hint="As it is written on its tab. If you leave this empty, we take the one with the largest table.",
        max_length=60,
        required=False,
    )
    header_row = NumberField(
        label="Row that holds the headings",
        hint="Its number at the left edge in Excel. If there are no headings, put 0.",
        required=False,
        min_value=0,
        max_value=DEEPEST_HEADINGS,
        error_messages={
            "invalid": "The row of the headings must be a whole number, such as 5",
            "min_value": "The row of the headings must be 0 or more",
            "max_value": f"The row of the headings must be among the first {DEEPEST_HEADINGS}",
        },
    )
    delimiter = SelectField(
        label="What stands between the cells, in a text file",
        choices=[("", FIND_IT), *((key, words[0].upper() + words[1:]) for key, words in DELIMITER_WORDS.items())],
        required=False,
    )
    encoding = SelectField(
        label="How letters are written, in a text file",
        hint="Change this where accents, dashes or pound signs look wrong.",
        choices=[("", FIND_IT), *ENCODING_WORDS.items()],
        required=False,
    )

    def clean_missing_as(self):
        return without_identifier(self.cleaned_data["missing_as"], "These words seem")

    def clean_sheet(self):
        return without_identifier(self.cleaned_data["sheet"], "The name of the sheet seems")

    def clean_header_row(self):
        row = self.cleaned_data["header_row"]
        if row is not None and row != int(row):
            raise ValidationError("The row of the headings must be a whole number, such as 5")
        return row

    def read_as(self) -> dict:
        """What was said, as it is kept; what the form did not ask stays away."""
        names = ("sheet", "header_row", "delimiter", "encoding")
        return said_only({name: self.cleaned_data.get(name) for name in names})


def without_identifier(words: str, what: str) -> str:
    if holds_identifier(words):
        raise ValidationError(f"{what} to hold an NHS number, a phone number or an e-mail address. Leave it out.")
    return words


class TakesFile(forms.Form):
    """The file comes last, so that everything else has arrived when a file that is too large is refused."""

    def __init__(self, *args, refused: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if refused:
            self.fields["file"].error_messages["required"] = refused

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            kind_of(upload.head, upload.size)
        except CannotRead as fault:
            raise ValidationError(fault.message) from None
        return upload


class UploadForm(NamedData, TakesFile, ReadingForm):
    """What we are told of a new file, and the file."""

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
        initial="",
        required=False,
    )
    period_from = DateField(label="First day the file covers", hint="For example, 1 4 2026", required=False)
    period_to = DateField(label="Last day the file covers", hint="For example, 30 6 2026", required=False)
    by_mail = ChoicesField(
        label="It can take a few minutes",
        choices=[("yes", "Tell me by e-mail when it is done")],
        option_hints={"yes": "The message holds a link, and nothing of the file"},
        required=False,
    )
    file = file_field()
    field_order = (
        "label", "unit", "period_from", "period_to", "missing_as", "sheet", "header_row", "delimiter", "encoding",
        "by_mail", "file",
    )  # fmt: skip
    UNUSUAL = ("period_from", "period_to", "missing_as", "sheet", "header_row", "delimiter", "encoding")

    @property
    def is_unusual(self) -> bool:
        """Whether something under “My file is unusual” has been filled in, or is wrong."""
        bound = [self[name] for name in self.UNUSUAL]
        return any(one.errors or _says_something(one.value()) for one in bound)

    def described(self) -> dict:
        """What is kept of the form beside the file."""
        given = self.cleaned_data
        unit = given["unit"]
        read_as = self.read_as() | said_only({"unit": unit}) | ({"counted": True} if unit == COUNTED else {})
        kept = ("label", "unit", "period_from", "period_to", "missing_as")
        return {name: given[name] for name in kept} | {"read_as": read_as}


def chosen_for(dataset: Dataset) -> dict:
    """What was said of an earlier file, as the first answers of the form."""
    kept = ("label", "period_from", "period_to", "missing_as")
    names = ("unit", "sheet", "header_row", "delimiter", "encoding")
    said = {name: dataset.read_as[name] for name in names if name in dataset.read_as}
    return {name: getattr(dataset, name) for name in kept} | said


def _says_something(value) -> bool:
    return any(value) if isinstance(value, list | tuple) else bool(value)
