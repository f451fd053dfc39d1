"""110,527 real appointments, uploaded as anybody would: the figures equal those worked out independently, in time."""

import json
import time

import pytest

from datasets.profiles import profile_of_dataset
from tests.pages import open_page

from .conftest import REAL

pytestmark = pytest.mark.thorough

LONGEST = 20  # seconds


@pytest.fixture
def expected(shared_case):
    return json.loads(shared_case(REAL, "expected_kaggle_noshow.json").read_text(encoding="utf-8"))


def test_the_no_show_file_through_the_pages(shared_case, expected, upload, client_for, people, address):
    content = shared_case(REAL, "KaggleV2-May-2016.csv").read_bytes()
    client = client_for(people.editor)
    begun = time.monotonic()
    dataset = upload(client, content, unit="appointment", label="No-shows")
    page = open_page(client, address("match_columns", dataset), post={}, follow=True)
    taken = time.monotonic() - begun
    assert taken < LONGEST, f"took {taken:.1f} s"
    assert "110,527 rows read: 110,527 used, 0 set aside. 62,299 people." in page.text
    dataset.refresh_from_db()
    measure = profile_of_dataset(dataset).measure("did_not_attend")
    assert (measure.overall.count, measure.overall.total) == (22319, 110527)
    bands = {name: name for name in expected["rate_by_band"]}
    _equal(measure.of("gender"), expected["rate_by_Gender"], {"F": "Female", "M": "Male"})
    _equal(measure.of("age"), expected["rate_by_band"], bands)
    places = {name: name for name in expected["rate_by_Neighbourhood"]}
    _equal(measure.of("neighbourhood"), expected["rate_by_Neighbourhood"], places)


def _equal(rates, expected: dict, names: dict) -> None:
    found = {one.group: one.rate for one in rates.groups}
    for name, figures in expected.items():
        if name not in names or names[name] not in found:
            assert name in ("unknown", "invalid", "missing"), f"{name} is not among {sorted(found)}"
            continue
        rate = found[names[name]]
        assert (rate.count, rate.total) == (figures["event"], figures["denominator"]), name
        assert rate.rate == pytest.approx(figures["rate"], abs=1e-6)
