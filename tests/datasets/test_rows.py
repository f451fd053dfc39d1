"""Any row of the report becomes one finding in one click, with what an analyst needs to trace it."""

import html
import re

import pytest
from django.urls import reverse

from datasets.handing_on import KEY_LENGTH, finding_key
from datasets.models import Dataset
from datasets.report import Report
from datasets.report_rows import row_of, standing_out
from tests.pages import open_page
from worksheets.models import Action, Finding

pytestmark = pytest.mark.thorough


def clinic(year: int, lost: int) -> bytes:
    """Referrals with districts, deprivation, waits and stages; of one group so many in ten more are lost on the way."""
    lines = [
        "Patient ID,Referral date,Ethnicity,Sex,Age,District,IMD quintile,Opted in,Completed treatment,Days waited"
    ]
    for n in range(900):
        group = ("White: British", "Asian or Asian British: Pakistani", "")[n % 3]
        poor = n % 5 == 0
        opted = n % 10 >= (lost if n % 3 == 1 else 1) + poor
        done = opted and n % 7 != 0 and not (poor and n % 2)
        place = ("Derby", "Amber Valley", "Erewash")[n % 11 % 3]
        answers = f"{'FM'[n % 2]},{20 + n % 60},{place},{n % 5 + 1},{_yes(opted)},{_yes(done)},{10 + n % 50}"
        lines.append(f"P{n},{year}-0{4 + n % 3}-1{n % 9},{group},{answers}")
    return "\n".join(lines).encode()


def _yes(flag: bool) -> str:
    return "Yes" if flag else "No"


@pytest.fixture
def two_files(ready):
    return ready(clinic(2025, 6)), ready(clinic(2026, 3))


KEYS = {
    "a rate": "opt_in:ethnicity:Asian: Pakistani",
    "everyone’s rate": "opt_in::",
    "a representation gap": "seen:district:all_residents:ethnicity_broad:Asian",
    "a district never reached": "seen:catchment:all_residents:district:High Peak",
    "by age and sex": "seen:age_sex:all_residents:district:Derby",
    "a deprivation slope": "slope:completed",
    "a drop-off": "pathway:ethnicity:Asian: Pakistani",
    "two at once": "crossed:opt_in:ethnicity:sex:Asian: Pakistani & Female",
    "a mean": "mean:days_waited:sex:Female",
    "a gap in recording": "completeness:ethnicity:blank",
    "a field not collected": "completeness:religion:not_collected",
}


def test_one_click_makes_one_finding_that_can_be_traced(client_for, people, two_files, address):
    dataset, client = two_files[1], client_for(people.editor)
    every = KEYS | {"a change": f"change:{two_files[0].pk}:opt_in:ethnicity:Asian: Pakistani"}
    for place, (what, key) in enumerate(every.items(), 1):
        for _ in range(2):
            client.post(address("make_finding", dataset), {"gap": key})
        finding = Finding.objects.order_by("-number").first()
        assert finding.number == place, f"{what} made no finding, or two"
        _check_trace(dataset, finding, what)
        page = open_page(client, reverse("worksheets:show_record", args=[dataset.project_id, "finding", finding.pk]))
        assert "Where this number comes from" in page.text
        back = next(link for link in page.links if link.startswith(address("show_profile", dataset)))
        page = open_page(client, back)
        assert back.partition("#")[2] in page.ids, f"{what} leads back to nowhere"
        assert f"See {finding.ref}" in page.text, f"the button of {what} becomes a link"
        if not key.startswith("completeness"):
            assert f'value="{key}"'.replace("&", "&amp;") not in page.html, what


def _check_trace(dataset, finding, what):
    exact, released = finding.figures["exact"], finding.figures["released"]
    assert finding.title == released["sentence"][:300], what
    traced = dict(exact["trace"])
    assert {"What was counted", "File", "Period", "Rows"} <= set(traced), what
    assert traced["Fingerprint of the file (SHA-256)"] == dataset.sha256
    assert "Numbers from 1 to 7 are hidden" in dict(released["trace"])["Small numbers"]


def test_every_key_a_table_offers_leads_to_its_row(client_for, people, two_files, address):
    report = Report(Dataset.objects.select_related("project__organisation").get(pk=two_files[1].pk), released=False)
    query = f"?measure=opt_in&field=deprivation&with=sex&before={two_files[0].pk}&compare=district"
    page = open_page(client_for(people.editor), address("show_profile", two_files[1]) + query)
    keys = {html.unescape(key) for key in re.findall(r'name="gap" value="([^"]+)"', page.html)}
    assert len(keys) > 40
    lost = [key for key in keys if row_of(report, key) is None]
    assert lost == []
    kinds = {key.split(":")[0] for key in keys}
    assert {"seen", "slope", "pathway", "crossed", "mean", "change", "completeness", "opt_in"} <= kinds


def test_what_stands_out_is_sure_large_and_on_the_first_screen(client_for, people, two_files, address):
    page = open_page(client_for(people.editor), address("show_profile", two_files[1]))
    assert page.html.index("What stands out") < page.html.index("How complete the records are")
    first = page.html[page.html.index('id="stands-out"') : page.html.index('id="contents"')]
    assert first.count('class="app-gap"') == 5
    assert "nobody was seen" in first
    assert "Ethnicity is not known in 33 of 100 records" in first
    report = Report(Dataset.objects.select_related("project__organisation").get(pk=two_files[1].pk), released=False)
    rows = standing_out(report)
    clear = [row for row in rows if row.label == "clear difference" and row.kind != "data_quality" and not row.doubtful]
    assert rows[: len(clear)] == clear, "what is sure comes first"
    scores = [row.weight * row.large for row in clear]
    assert scores == sorted(scores, reverse=True)


def test_a_made_up_key_finds_nothing(two_files):
    report = Report(Dataset.objects.select_related("project__organisation").get(pk=two_files[1].pk), released=False)
    made_up = ["", ":", "seen", "seen:x:y:z:w", "crossed:opt_in:nonsense:sex:a & b", "change:1:2:3:4", "slope:nothing"]
    made_up += [
        "pathway:nothing:x",
        "mean:nothing:sex:Female",
        "quality:none:x",
        "completeness:sex:nothing",
        "a:b:c:d:e",
    ]
    assert [key for key in made_up if row_of(report, key)] == []


def test_one_action_for_each_field(client_for, people, two_files, address, project):
    client = client_for(people.editor)
    for key in ("completeness:ethnicity:blank", "completeness:ethnicity:blank", KEYS["a field not collected"]):
        client.post(address("plan_action", two_files[1]), {"gap": key})
    client.post(address("plan_action", two_files[0]), {"gap": "completeness:ethnicity:blank"})
    titles = sorted(Action.objects.of(project).values_list("title", flat=True))
    assert titles == [
        "Ask everyone about ethnicity at the first contact, and fill in its box",
        "Get a box for religion or belief on the system, and agree who asks",
    ]
    for action in Action.objects.of(project):
        (finding,) = action.findings.all()
        assert finding.kind == "data_quality"
        assert action.details["others_helping"]
    page = open_page(client, address("show_profile", two_files[1]))
    assert "Mend the records: an action for each of" in page.text
    assert "See T1" in page.text


def test_an_action_cannot_be_planned_from_a_rate(client_for, people, two_files, address, project):
    page = open_page(
        client_for(people.editor), address("plan_action", two_files[1]), post={"gap": KEYS["a rate"]}, follow=True
    )
    assert "no longer in this report" in page.text
    assert not Action.objects.of(project).exists()
    assert not Finding.objects.of(project).exists()


def test_a_reader_follows_the_trace_to_rounded_figures(client_for, people, two_files, address):
    dataset = two_files[1]
    client_for(people.editor).post(address("make_finding", dataset), {"gap": KEYS["a rate"]})
    finding = Finding.objects.get()
    page = open_page(
        client_for(people.viewer), reverse("worksheets:show_record", args=[dataset.project_id, "finding", finding.pk])
    )
    assert "Small numbers Numbers from 1 to 7 are hidden" in page.text
    assert "See it in the report" in page.text
    page = open_page(client_for(people.viewer), address("show_profile", dataset))
    assert "Make this a finding" not in page.text
    assert "See F1" in page.text


def test_long_keys_are_kept_apart():
    long = "did_not_attend:team:" + "x" * 300
    keys = {finding_key(long + end) for end in "ab"}
    assert len(keys) == 2
    assert all(len(key) <= KEY_LENGTH for key in keys)
    assert finding_key("opt_in:sex:Female") == "opt_in:sex:Female"
