"""What the command does whatever the file: it tells, is asked twice without harm, can be taken back, is followed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError

from datasets.reference import store
from datasets.reference.figures import figure
from datasets.reference.places import DERBY, districts
from datasets.reference.updating.laying import journal

from .conftest import PUBLISHERS, written, zipped

ROOT = Path(__file__).parents[3]


@pytest.fixture
def newer(tmp_path):
    """The cars of households with some more in Derby."""

    def make(more: int) -> Path:
        rows = [line.split(",") for line in (PUBLISHERS / "census2021-ts045-ltla.csv").read_text().splitlines()]
        rows[1][4] = str(int(rows[1][4]) + more)
        return written(tmp_path / f"census2021-ts045-{more}.csv", rows)

    return make


def without_cars() -> int:
    return figure("cars", DERBY).counts[0].count


def test_the_same_file_twice_is_written_once(update, newer, overlay):
    before = without_cars()
    assert "Beside the figures stands: Office for National Statistics: census2021-ts045-10.csv. Census day" in update(
        newer(10)
    )
    stamps = {path: path.stat().st_mtime_ns for path in overlay.rglob("*") if path.name != ".lock"}
    assert "Nothing to do: these figures are in use already." in update(newer(10))
    assert {path: path.stat().st_mtime_ns for path in overlay.rglob("*") if path.name != ".lock"} == stamps
    assert without_cars() == before + 10
    assert len(journal(overlay)) == 1


def test_earlier_files_are_kept_and_can_be_gone_back_to(update, newer, overlay):
    before = without_cars()
    update(newer(10))
    update(newer(20))
    assert without_cars() == before + 20
    assert len(list((overlay / "census").glob("cars.*.csv"))) == 2
    assert "Taken back: census2021-ts045-20.csv" in update("--undo")
    assert without_cars() == before + 10
    update("--undo")
    assert without_cars() == before
    with pytest.raises(CommandError, match="nothing to take back"):
        update("--undo")


def test_the_list_tells_what_is_in_use_and_what_was_taken_in(update, newer):
    update(newer(10))
    said = update("--list")
    assert "Cars and vans of households: Census 2021, census2021-ts045-10.csv (taken in later)" in said
    assert "Religion: Census 2021, TS030 Religion (came with the product)" in said
    assert "census2021-ts045-10.csv (Census 2021 table (Nomis or ONS); SHA-256 " in said


def test_running_servers_follow_without_a_restart(update, newer, overlay):
    """Two other processes that have read the old figures see the new ones at their next question."""
    code = (
        "import sys; from datasets.reference import store; from datasets.reference.figures import figure\n"
        f"store.use_overlay({str(overlay)!r})\n"
        "for line in sys.stdin: print(figure('cars', 'derby_city').counts[0].count, flush=True)"
    )
    others = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    before = without_cars()

    def asked() -> list[int]:
        for one in others:
            one.stdin.write("\n")
            one.stdin.flush()
        return [int(one.stdout.readline()) for one in others]

    try:
        assert asked() == [before, before]
        update(newer(10))
        assert asked() == [before + 10, before + 10]
        update("--undo")
        assert asked() == [before, before]
    finally:
        for one in others:
            one.communicate()


def test_a_reader_never_sees_some_of_each(update, newer, overlay):
    """A table is read from the file its manifest named, whatever was laid over it since."""
    before = without_cars()
    update(newer(10))
    named = store.path_of(store.manifest()["cars"]["file"])
    update(newer(20))
    assert named.is_file()
    assert without_cars() == before + 20
    os.remove(overlay / store.MANIFEST)
    assert without_cars() == before


def test_files_of_nobody_are_refused_with_what_can_be_taken_in(update, take_in, tmp_path):
    with pytest.raises(
        CommandError, match="file.csv was not taken in. The headings of this file are not known"
    ) as refused:
        take_in(["Something", "else"], [["1", "2"]])
    assert refused.value.returncode == 2
    assert "English Indices of Deprivation, File 7" in str(refused.value)
    assert "GeoJSON" in str(refused.value)
    packed = zipped(tmp_path / "file.zip", written(tmp_path / "a.csv", [["x"]]), written(tmp_path / "b.csv", [["y"]]))
    with pytest.raises(CommandError, match="in Data/a.csv, Data/b.csv"):
        update(packed)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(CommandError, match="damaged or not whole. Download it again"):
        update(broken)
    workbook = tmp_path / "broken.xlsx"
    workbook.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(CommandError, match="cannot be opened"):
        update(workbook)
    with pytest.raises(CommandError, match="There is no file"):
        update(tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match="Give a file"):
        update()


def test_two_commands_at_once_do_not_lose_each_others_tables(overlay, newer, tmp_path):
    names = [one.category for one in figure("religion", DERBY).counts]
    rows = [
        ["2021", one.name, one.code, *(figure("religion", one).count(name) + 1 for name in names)]
        for one in districts()
    ]
    headings = ["date", "geography", "geography code", *(f"Religion: {name}" for name in names)]
    religion = written(tmp_path / "religion.csv", [headings, *rows])
    before = figure("religion", DERBY).total, without_cars()
    environment = os.environ | {"REFERENCE_ROOT": str(overlay)}
    command = [sys.executable, ROOT / "manage.py", "update_reference"]
    running = [
        subprocess.Popen([*command, path], env=environment, stdout=subprocess.PIPE, text=True)
        for path in (newer(10), religion)
    ]
    assert all("Written to" in one.communicate()[0] for one in running)
    assert (figure("religion", DERBY).total, without_cars()) == (before[0] + len(names), before[1] + 10)
