"""Every plan can be read by everybody: veraPDF finds no break of PDF/UA-1 in plans of every form and kind of words, and
no letter comes from a font that is not brought along."""

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings

from plans import lettering
from plans.lettering import NO_SHAPE, lettering_of
from plans.pdf import plan_pdf

from . import plans_to_judge, verapdf

ABSENT = verapdf.what_is_missing()
CHECKER = settings.BASE_DIR.parent / "shared" / "tools" / "pdfua_check.py"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder, made = tmp_path_factory.mktemp("plans"), []
    for name, plan in plans_to_judge.plans():
        made.append(folder / f"{name}.pdf")
        made[-1].write_bytes(plan_pdf(plan))
    return made


@pytest.mark.thorough
@pytest.mark.skipif(bool(ABSENT), reason=ABSENT)
def test_verapdf_finds_no_fault_in_any_plan(files):
    assert len(files) >= 30
    found = verapdf.judged(files)
    assert found == {file.name: [] for file in files}


@pytest.mark.thorough
@pytest.mark.skipif(bool(ABSENT), reason=ABSENT)
def test_verapdf_would_find_a_fault(files, tmp_path):
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(files[0]) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    assert verapdf.judged([broken])["broken.pdf"]


@pytest.mark.thorough
@pytest.mark.skipif(not CHECKER.is_file(), reason="the PDF/UA checker is not on this machine")
def test_every_table_has_headers_and_every_plan_one_title(files):
    checked = subprocess.run([sys.executable, CHECKER, *files], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.thorough
def test_the_plan_on_a_page_is_one_page_however_much_stands_in_it(files):
    (file,) = (file for file in files if file.name == "full page.pdf")
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.thorough
def test_every_letter_is_of_a_font_brought_along(files):
    names = {name for file in files for name in _fonts(file.read_bytes())}
    assert {name.split("+")[1].split("-")[0] for name in names} == {"Plan"}


def _fonts(content: bytes) -> set[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = [font for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for font in [one.get("/BaseFont")]]
        return {str(font) for font in fonts if font}


def test_a_plan_in_english_needs_no_further_font_and_keeps_its_words():
    words = "Fair care – “for all”: café, £5, Łódź, ŵ"
    found = lettering_of(words, settings.PLAN_FONTS)
    assert (found.text, found.faces) == (words, lettering.ALWAYS)


@pytest.mark.parametrize(
    ("written", "printed"),
    [("SpO₂", "SpO2"), ("ﬁt", "fit"), ("a\u202eb\ufe0f", "ab"), ("公", NO_SHAPE), ("ਸਾਰਿਆਂ", "ਸਾਰਿਆਂ"), ("💙→▲", "💙→▲")],
)
def test_what_no_font_has_stands_as_its_letters_or_as_a_box(written, printed):
    assert lettering_of(written, settings.PLAN_FONTS).text == printed
