"""Checking how a file was read, and matching anew."""

import pytest
from django.urls import reverse

from datasets.matching_page import columns_to_match
from datasets.models import Dataset, RememberedMapping, Status
from datasets.profiles import profile_of_dataset
from datasets.tasks import read_dataset
from tests.pages import open_page

from .conftest import appointments

pytestmark = pytest.mark.thorough

ODD = appointments().replace(b"White: British", b"Zorgon")


@pytest.fixture
def dataset(upload, client_for, people):
    return upload(client_for(people.editor), ODD)


@pytest.fixture
def confirm(client_for, people, address, django_capture_on_commit_callbacks):
    """Presses the button, and reads the file again where that was asked for."""

    def press(dataset: Dataset, **answers) -> Dataset:
        with django_capture_on_commit_callbacks(execute=True):
            response = client_for(people.editor).post(address("match_columns", dataset), answers)
        assert response.status_code == 302, response.content.decode()
        dataset.refresh_from_db()
        if dataset.is_working:
            with django_capture_on_commit_callbacks(execute=True):
                read_dataset.call(str(dataset.pk), dataset.attempt)
            dataset.refresh_from_db()
        return dataset

    return press


def column(dataset: Dataset, heading: str):
    return next(one for one in columns_to_match(dataset) if one.heading == heading)


def value(dataset: Dataset, heading: str, label: str):
    return next(one for one in column(dataset, heading).values if one.label == label)


def test_a_value_we_do_not_know_is_shown_first(dataset, client_for, people, address):
    assert columns_to_match(dataset)[0].heading == "Ethnicity"
    page = open_page(client_for(people.editor), address("match_columns", dataset))
    assert "1 value we do not know" in page.text
    assert "Zorgon 400 rows" in page.text


def test_what_was_noticed_is_told_once(upload, client_for, people, address):
    """The columns that say who people are have a list of their own; everything else is said in words."""
    content = appointments().replace(b"White: British", b"#N/A")
    page = open_page(client_for(people.editor), address("match_columns", upload(client_for(people.editor), content)))
    assert "400 cells of this file hold an error of Excel" in page.text
    assert "a number or key for each person. Used only to count people" in page.text
    assert "This column holds a number or key for each person" not in page.text


def test_counts_of_a_counted_table_are_not_called_rows(upload, client_for, people, address):
    table = b"Ethnic group,People\nWhite British,290\nZorgon,95\nIndian,40\n"
    page = open_page(client_for(people.editor), address("match_columns", upload(client_for(people.editor), table)))
    assert "Zorgon 95 counted" in page.text


def test_saying_what_a_value_stands_for_counts_it(dataset, confirm, private_folder):
    confirm(dataset, **{value(dataset, "Ethnicity", "Zorgon").name: "White: British"})
    assert dataset.status == Status.READY
    assert not list(private_folder.iterdir())
    assert profile_of_dataset(dataset).field("ethnicity").count("known") == 600


def test_values_are_matched_anew_without_the_file(dataset, confirm):
    confirm(dataset)
    assert profile_of_dataset(dataset).field("ethnicity").count("invalid") == 400
    assert dataset.unknown_shares["ethnicity"] == pytest.approx(0.6667)
    assert not dataset.has_file
    confirm(dataset, **{value(dataset, "Ethnicity", "Zorgon").name: "declined"})
    field = profile_of_dataset(dataset).field("ethnicity")
    assert (field.count("invalid"), field.count("declined")) == (0, 400)


def test_another_column_reads_the_file_again(dataset, confirm, private_folder):
    confirm(dataset, **{column(dataset, "Religion").name: ""})
    assert dataset.status == Status.READY, dataset.problems
    assert not list(private_folder.iterdir())
    assert profile_of_dataset(dataset).field("religion") is None
    assert "religion" in profile_of_dataset(dataset).not_collected


def test_another_unit_reads_the_file_again(dataset, confirm):
    confirm(dataset, unit="referral")
    assert dataset.status == Status.READY
    assert dataset.unit == "referral"
    assert profile_of_dataset(dataset).unit == "referral"


def test_other_columns_wait_for_the_file_once_it_is_gone(dataset, confirm, upload_again, client_for, people, address):
    confirm(dataset)
    answers = {column(dataset, "Religion").name: ""}
    page = open_page(client_for(people.editor), address("match_columns", dataset), post=answers, follow=True)
    assert page.h1 == "Read the file another way"
    assert "You chose other columns" in page.text
    dataset.refresh_from_db()
    assert dataset.is_ready, "what was there before stands meanwhile"
    assert dataset.mapping["columns"]["Religion"] == "religion"
    upload_again(dataset, ODD)
    assert dataset.is_ready, "it need not be checked a second time"
    assert dataset.mapping["columns"]["Religion"] is None
    assert "religion" in profile_of_dataset(dataset).not_collected


def test_values_matched_anew_reach_the_tables_of_two_characteristics(dataset, confirm):
    confirm(dataset)
    confirm(dataset, **{value(dataset, "Ethnicity", "Zorgon").name: "White: British"})
    pairs = [one["categories"] for key, cells in dataset.counts["pairs"].items() if "ethnicity" in key for one in cells]
    assert pairs
    assert not [names for names in pairs if "invalid" in names]


def test_one_field_for_two_columns_is_refused(dataset, client_for, people, address):
    answers = {column(dataset, "Religion").name: "ethnicity"}
    page = open_page(client_for(people.editor), address("match_columns", dataset), post=answers, status=422)
    assert "“Ethnicity” is chosen for two columns" in page.text


def test_broad_groups_are_no_column_to_choose(dataset, client_for, people, address):
    """They are made from the field itself; a column given to them would be left out without a word."""
    page = open_page(client_for(people.editor), address("match_columns", dataset))
    assert '<option value="ethnicity"' in page.html
    assert '<option value="ethnicity_broad"' not in page.html


def test_nonsense_changes_nothing(dataset, confirm):
    before = dataset.mapping
    name = value(dataset, "Ethnicity", "Zorgon").name
    confirm(dataset, unit="spaceship", **{name: "Martian", "column-99": "sex", "value-7-7": "x"})
    assert dataset.mapping == before
    assert dataset.unit == "appointment"


def test_what_was_confirmed_is_remembered_for_the_organisation(dataset, confirm, upload, client_for, people):
    confirm(dataset, **{value(dataset, "Ethnicity", "Zorgon").name: "White: British"})
    kept = RememberedMapping.objects.get(heading="Ethnicity")
    assert kept.organisation == dataset.project.organisation
    assert kept.values["Zorgon"] == "White: British"
    assert RememberedMapping.objects.get(heading="Clinic").values == {}, "names of places are not remembered"
    again = upload(client_for(people.editor), ODD + b"\nP9999,2026-04-01,Attended,Zorgon,F,Muslim,Clinic 1")
    assert profile_of_dataset(again).field("ethnicity").count("known") == 601


def test_what_others_confirmed_is_not_ours(dataset, confirm, other_world):
    confirm(dataset)
    assert not RememberedMapping.objects.filter(organisation=other_world.organisation).exists()


def test_the_persons_own_word_for_missing_counts_as_not_known(upload, client_for, people):
    dataset = upload(client_for(people.editor), ODD, missing_as="Zorgon, FM")
    field = profile_of_dataset(dataset).field("ethnicity")
    assert (field.count("unknown"), field.count("invalid")) == (400, 0)


def test_a_viewer_waits_until_the_team_has_checked(dataset, client_for, people, address):
    page = open_page(client_for(people.viewer), address("show_dataset", dataset))
    assert page.h1 == "Waiting to be checked"
    assert client_for(people.viewer).get(address("match_columns", dataset)).status_code == 403


def test_counts_of_an_earlier_version_ask_for_the_file_again(
    dataset, confirm, upload, client_for, people, project, address, django_capture_on_commit_callbacks
):
    confirm(dataset, **{value(dataset, "Ethnicity", "Zorgon").name: "White: British"})
    Dataset.objects.update(analysis_version=0)
    client = client_for(people.editor)
    for name in ("show_dataset", "match_columns", "show_profile"):
        assert open_page(client, address(name, dataset), follow=True).h1 == "This file is needed once more"
    assert client.get(address("download_profile", dataset)).status_code == 404
    assert "No file has been counted" in open_page(client, reverse("datasets:profile_panel", args=[project.pk])).text
    again = upload(client, ODD)
    assert again.pk == dataset.pk
    assert again.is_ready
    assert profile_of_dataset(again).field("ethnicity").count("known") == 600
