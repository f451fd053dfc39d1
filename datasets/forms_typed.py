"""The form with which typing counts begins."""

from design.fields import ChoiceField, DateField, SelectField, TextField

from .forms_named import NamedData
from .typing_tables import typing_tables

WHAT = (
    ("", "How many people"),
    ("did_not_attend", "How many appointments, and how many of them were missed"),
    ("opt_in", "How many people were invited, and how many of them opted in"),
    ("attended_first", "How many people were referred, and how many of them came to the first appointment"),
    ("completed", "How many people started, and how many of them completed"),
    ("good_outcome", "How many people, and how many of them had a good outcome"),
)


class TypeCountsForm(NamedData):
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
