"""Files in the publishers’ own layouts, taken in by the command over a folder of the test’s own."""

import csv
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from datasets.reference import store

PUBLISHERS = Path(__file__).parents[1] / "publishers"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture
def overlay(tmp_path, settings):
    """An overlay folder of this test's own, forgotten afterwards."""
    before = store.overlay()
    settings.REFERENCE_ROOT = tmp_path / "reference"
    store.use_overlay(settings.REFERENCE_ROOT)
    yield settings.REFERENCE_ROOT
    store.use_overlay(before)


@pytest.fixture
def update(overlay, capsys):
    """manage.py update_reference with these arguments; gives what it said."""

    def run(*arguments) -> str:
        call_command("update_reference", *map(str, arguments))
        return capsys.readouterr().out

    return run


@pytest.fixture
def take_in(update, tmp_path):
    """Writes a CSV in a publisher's form and takes it in; gives what the command said."""

    def run(headings, rows, *options, name="file.csv", above=(), encoding="utf-8-sig") -> str:
        return update(written(tmp_path / name, [*above, headings, *rows], encoding), *options)

    return run


def written(path: Path, rows, encoding="utf-8-sig") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)
    return path


def zipped(path: Path, *members: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in members:
            packed.write(member, f"Data/{member.name}")
    return path


def workbook(path: Path, tabs: dict[str, list[list]]) -> Path:
    book = Workbook(write_only=True)
    for name, rows in tabs.items():
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    book.save(path)
    return path


def headings_of(name: str) -> list[str]:
    """The first row of one of the publishers' own files."""
    with (PUBLISHERS / name).open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))
