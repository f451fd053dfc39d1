"""Hard files through the web: the identifiers planted in them are nowhere afterwards."""

import csv
import json
import subprocess
import sys

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from datasets.models import Status

from .conftest import NASTY, SHARED

pytestmark = pytest.mark.thorough

PLANTED = (
    "s06_systmone_report.csv",
    "s07_rio_sql_export.csv",
    "s14_sci_notation_and_lost_zeros.csv",
    "s16_direct_identifiers.csv",
    "s17_nhs_numbers_in_ref_column.xlsx",
    "s21_aggregate_with_hidden_patient_sheet.xlsx",
    "s48_Q3 report – Ada QUILLFEATHER (9999453112) £5 & more.csv",
    "s58_names_in_notes_column.csv",
)
READABLE = {"s06_systmone_report.csv", "s07_rio_sql_export.csv", "s16_direct_identifiers.csv"}


def database_dump() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        dump = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            dump[table] = cursor.fetchall()
    return json.dumps(dump, cls=DjangoJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize("name", PLANTED)
def test_no_planted_identifier_is_left(
    name,
    shared_case,
    upload,
    client_for,
    people,
    address,
    caplog,
    tmp_path,
    private_folder,
    django_capture_on_commit_callbacks,
):
    path = shared_case(NASTY, name)
    client = client_for(people.editor)
    dataset = upload(client, path.read_bytes(), name=path.name, label="A hard file")
    pages = [client.get(address("show_dataset", dataset), follow=True).content.decode()]
    if dataset.status == Status.TO_MATCH:
        with django_capture_on_commit_callbacks(execute=True):
            pages.append(client.post(address("match_columns", dataset), {}, follow=True).content.decode())
        assert not list(private_folder.iterdir())
    else:
        assert name not in READABLE, dataset.problems
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "database.json").write_text(database_dump(), encoding="utf-8")
    (kept / "log.txt").write_text(caplog.text, encoding="utf-8")
    (kept / "pages.html").write_text("\n".join(pages), encoding="utf-8")
    scan = [sys.executable, SHARED / "cases" / "canary_scan.py", NASTY / "CANARIES.csv", kept]
    found = subprocess.run(scan, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_words_of_a_file_are_never_markup(shared_case, upload, client_for, people, address):
    path = shared_case(NASTY, "s37_html_script_values.csv")
    client = client_for(people.editor)
    dataset = upload(client, path.read_bytes(), label="Markup")
    for here in (address("match_columns", dataset), address("show_dataset", dataset)):
        html = client.get(here, follow=True).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_formulas_stay_words_in_a_download(shared_case, upload, client_for, people, address):
    path = shared_case(NASTY, "s36_formula_injection.csv")
    client = client_for(people.editor)
    dataset = upload(client, path.read_bytes(), label="=1+1")
    client.post(address("match_columns", dataset), {})
    text = client.get(address("download_profile", dataset)).content.decode("utf-8-sig")
    for row in csv.reader(text.splitlines()):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")), row
