"""Hard files through the web: each is used or refused as its row in EXPECTED.csv says, no row is lost without a word,
and none of the identifiers planted in any of them is found anywhere afterwards."""

import csv
import json
import pickle
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache as site_cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.urls import reverse

from datasets.models import Dataset, Status
from datasets.profiles import profile_of_dataset
from datasets.tasks import read_dataset
from tests.pages import check_page

from .conftest import NASTY, SHARED

pytestmark = pytest.mark.thorough

# What score.py takes for an explanation of rows that are not counted.
EXPLAINED = re.compile(r"row|line|left out|skip|total|heading|header|sheet|footer|duplicate", re.IGNORECASE)
RECONCILED = re.compile(r"([\d,]+) read = ([\d,]+) used \+ ([\d,]+) set aside")


@cache
def expected() -> list[dict[str, str]]:
    """One row for each hard file; none where the shared cases are not here."""
    path = NASTY / "EXPECTED.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.is_file() else []


def words_on(html: str) -> str:
    """What is read on a page. The words of a file may be any, so the rules of our own pages do not hold for them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@dataclass(frozen=True)
class Seen:
    """What a person saw of one file on the pages."""

    status: str
    messages: tuple[str, ...]
    rows: int | None
    people: int | None
    pages: tuple[str, ...]


@pytest.fixture
def take_in(client_for, people, project, address, private_folder, django_capture_on_commit_callbacks):
    """Uploads a file as a person does, goes on to the report, and gives what was seen on the way."""
    client = client_for(people.editor)

    def read(dataset: Dataset) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            read_dataset.call(str(dataset.pk), dataset.attempt)
        dataset.refresh_from_db()

    def take(path: Path) -> Seen:
        data = {"label": "A hard file", "unit": "", "file": SimpleUploadedFile(path.name, path.read_bytes())}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse("datasets:upload_file", args=[project.pk]), data)
        if response.status_code != 302:
            page = check_page(response)
            assert page.status in (413, 422)
            return Seen("error", (page.text,), None, None, (page.html,))
        dataset = Dataset.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[-1])
        pages = [look("show_dataset", dataset)]
        read(dataset)
        pages.append(look("show_dataset", dataset))
        text = words_on(pages[-1])
        if dataset.status == Status.FAILED:
            assert any(mend in text for mend in ("Choose the file again", "Read it another way")), text
            assert not list(private_folder.iterdir()) or "The file is still here" in text
            return Seen("error", tuple(said(dataset.problems)), None, None, tuple(pages))
        return confirmed(dataset, text, pages)

    def look(name: str, dataset: Dataset) -> str:
        response = client.get(address(name, dataset), follow=True)
        assert response.status_code == 200
        return response.content.decode()

    def confirmed(dataset: Dataset, text: str, pages: list[str]) -> Seen:
        read_rows, used, aside = (int(one.replace(",", "")) for one in RECONCILED.search(text).groups())
        assert read_rows == used + aside
        set_aside = client.get(address("download_set_aside", dataset)).content.decode("utf-8-sig")
        assert len(set_aside.splitlines()) == aside + 1
        pages += [set_aside, look("read_again", dataset)]
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address("match_columns", dataset), {})
        dataset.refresh_from_db()
        assert dataset.is_ready
        assert not list(private_folder.iterdir()), "the file goes once it is counted"
        pages.append(look("show_profile", dataset))
        pages.append(client.get(address("download_profile", dataset)).content.decode())
        problems = [vars(problem) for problem in profile_of_dataset(dataset).problems]
        status = "warning" if problems else "accepted"
        return Seen(status, tuple(said(problems)), used, dataset.rows["people"], tuple(pages))

    return take


def said(problems: list[dict]) -> list[str]:
    return [f"{one['message']} {one['column'] or ''}" for one in problems]


@pytest.fixture
def nothing_left(private_folder, tmp_path, caplog, settings):
    """Scans everything that could have kept something: database, media, temporary files, logs, cache, pages."""

    def scan(seen: Seen) -> None:
        kept = tmp_path / "kept"
        kept.mkdir()
        (kept / "database.json").write_text(database_dump(), encoding="utf-8")
        (kept / "log.txt").write_text(caplog.text, encoding="utf-8")
        (kept / "pages.html").write_text("\n".join((*seen.pages, *seen.messages)), encoding="utf-8")
        (kept / "cache").write_bytes(pickle.dumps(getattr(site_cache, "_cache", {})))
        places = [kept, private_folder, *filter(Path.is_dir, [Path(settings.MEDIA_ROOT)])]
        scan = [sys.executable, SHARED / "cases" / "canary_scan.py", NASTY / "CANARIES.csv", *places]
        found = subprocess.run(scan, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout

    return scan


def database_dump() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        dump = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            dump[table] = cursor.fetchall()
    return json.dumps(dump, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_all_hard_files_are_here(shared_case):
    shared_case(NASTY, "EXPECTED.csv")
    assert len(expected()) >= 59
    assert not [case["file"] for case in expected() if not (NASTY / case["file"]).is_file()]


@pytest.mark.parametrize("case", expected(), ids=lambda case: case["file"].split("_")[0])
def test_each_file_is_used_or_refused_as_expected_and_leaves_no_identifier(case, take_in, nothing_left):
    seen = take_in(NASTY / case["file"])
    assert seen.status in case["acceptable"].split("|"), seen.messages
    words = " ".join(seen.messages)
    if seen.status != "accepted" and case["message_should_mention"]:
        assert re.search(case["message_should_mention"], words, re.IGNORECASE), words
    if case["ideal"] != "error":
        assert seen.status != "error", "a file that can be read is not refused"
    if seen.rows is not None and case["true_rows"] and seen.rows != int(case["true_rows"]):
        assert EXPLAINED.search(words)
    if seen.people is not None and case["true_people"]:
        assert seen.people == int(case["true_people"])
    nothing_left(seen)


def test_the_command_passes_every_file(shared_case):
    """The same files through `manage.py profile`, scored by the script that came with them."""
    shared_case(NASTY, "EXPECTED.csv")
    ask = f"{sys.executable} {SHARED / 'cases' / 'profile_status.py'} {{path}}"
    scored = [sys.executable, SHARED / "cases" / "score.py", NASTY / "EXPECTED.csv", ask, "--seconds", "90"]
    done = subprocess.run(scored, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_words_of_a_file_are_never_markup(shared_case, upload, client_for, people, address):
    path = shared_case(NASTY, "s37_html_script_values.csv")
    client = client_for(people.editor)
    dataset = upload(client, path.read_bytes(), label="Markup")
    for here in (address("match_columns", dataset), address("show_dataset", dataset), address("read_again", dataset)):
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
