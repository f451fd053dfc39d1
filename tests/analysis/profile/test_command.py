"""manage.py profile: prints a profile, stores nothing, needs no database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

CSV = "Group of people,DNA\n" + "Indian,Y\nIrish,N\n" * 30


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "clinic.csv"
    made.write_text(CSV, encoding="utf-8")
    return made


def run(*args) -> str:
    out = StringIO()
    call_command("profile", *map(str, args), stdout=out)
    return out.getvalue()


def test_json(path):
    made = json.loads(run(path, "--json"))
    assert made["rows"]["profiled"] == 60
    assert made["measures"]["did_not_attend"]["overall"]["count"] == 30


def test_words(path):
    text = run(path)
    assert "How complete the records are" in text
    assert "Missed appointments, by ethnicity" in text


def test_a_unit_and_the_small_number_rule(path):
    made = json.loads(run(path, "--json", "--unit", "referral", "--release"))
    assert (made["unit"], made["released"]) == ("referral", True)


def test_the_unit_reaches_the_reader(tmp_path):
    made = tmp_path / "counted.csv"
    made.write_text("Ethnicity,Patients\nIndian,40\nAfrican,60\n", encoding="utf-8")
    people = [json.loads(run(made, "--json", *unit))["rows"]["people"] for unit in ((), ("--unit", "person"))]
    assert people == [100, 2]


def test_how_a_file_is_read_can_be_said(tmp_path):
    made = tmp_path / "odd.csv"
    made.write_bytes("Clinic – May;x\nEthnicity;DNA\nIndian;Y\nn/k;N\nn/k;N\n".encode("cp1252"))
    said = ("--header-row", 2, "--delimiter", "semicolon", "--encoding", "cp1252", "--missing-as", "N/K, 99")
    file = json.loads(run(made, "--json", *said))
    assert (file["file"]["header_row"], file["file"]["delimiter"], file["file"]["encoding"]) == (2, ";", "cp1252")
    assert file["fields"]["ethnicity"]["unknown"] == 2


def test_a_mapping_of_ones_own(path, tmp_path):
    own = tmp_path / "map.json"
    own.write_text(json.dumps({"columns": {"DNA": None}, "values": {"Group of people": {"Indian": "White: Roma"}}}))
    made = json.loads(run(path, "--json", "--columns", own))
    assert made["measures"] == {}
    assert {one["group"] for one in made["fields"]["ethnicity"]["groups"]} == {"White: Irish", "White: Roma"}


@pytest.mark.parametrize(
    ("text", "named"),
    [("not json", "mapping file"), ('{"columns": {"DNA": "dnas"}}', "dnas"), ('{"columns": []}', "mapping file")],
)
def test_a_mapping_that_cannot_be_used(path, tmp_path, text, named):
    own = tmp_path / "map.json"
    own.write_text(text)
    with pytest.raises(CommandError, match=named) as fault:
        run(path, "--columns", own)
    assert fault.value.returncode == 2


def test_a_file_that_cannot_be_used(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.touch()
    for path in (empty, tmp_path / "nowhere.csv"):
        with pytest.raises(CommandError) as fault:
            run(path)
        assert fault.value.returncode == 2
