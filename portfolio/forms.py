"""The filters of the overview."""

from django import forms

from design import fields
from directory.vocabularies import all_groups
from guide.vocabularies import vocabulary


class OverviewFilter(forms.Form):
    organisation = fields.SelectField(label="Organisation", required=False, small=True)
    place = fields.SelectField(label="Place", required=False, small=True)
    group = fields.SelectField(label="Group of people", required=False, small=True)
    talk = fields.SelectField(
        label="Health",
        required=False,
        small=True,
        choices=[("", "All"), ("talk", "Needs a conversation"), ("track", "On track")],
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(organisation.pk), organisation.name) for organisation in organisations]
        self.fields["organisation"].choices = [("", "All"), *names]
        self.fields["place"].choices = [("", "All"), *((one.value, one.text) for one in vocabulary("places"))]

        groups = [(name, name[0].upper() + name[1:]) for name, one in all_groups().items() if not one.general]
        self.fields["group"].choices = [("", "All"), *groups]

    def keeps(self, row) -> bool:
        """Whether a row passes the filters. An unknown value filters nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        place, talk, group = wanted.get("place"), wanted.get("talk"), wanted.get("group")
        return (
            wanted.get("organisation") in (None, "", str(row.project.organisation_id))
            and (not place or place in row.where)
            and (not group or group in row.groups)
            and (not talk or (talk == "talk") == bool(row.needs_talk))
        )
