"""script/bench plan: the worked example's full plan as PDF, beside WeasyPrint alone on the same finished HTML.

Measured is what a worker does for one file: the records gathered, the sections made, the HTML drawn, and the pages laid
out in a child process of their own. Beside it stands WeasyPrint alone with the same HTML, stylesheet and fonts, in a
fresh process as well, its start and its import left out. Both are done in turn and several times over; the middle of
each is given. The database is made for this and goes with it."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from tests.killing.site import ROOT, environment_of

ROUNDS = 3
BAR = 1.5
# WeasyPrint by itself: prints the seconds it took, and how many pages came of it.
ALONE = """
import sys, time
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from plans.printing import OwnFontsOnly
html, css, fonts = (Path(one) for one in sys.argv[1:])
html, css, fonts = html.read_text(), css.read_text(), str(fonts)
began = time.perf_counter()
config, fetcher = FontConfiguration(), OwnFontsOnly(fonts)
sheet = CSS(string=css, font_config=config, url_fetcher=fetcher)
page = HTML(string=html, url_fetcher=fetcher, base_url="about:blank")
laid_out = page.render(stylesheets=[sheet], font_config=config)
laid_out.write_pdf(pdf_variant="pdf/ua-1")
print(time.perf_counter() - began, len(laid_out.pages))
"""


def alone(folder: Path, fonts: str) -> tuple[float, int]:
    """Seconds, and pages."""
    command = (sys.executable, "-c", ALONE, folder / "plan.html", folder / "plan.css", fonts)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, pages = done.stdout.split()
    return float(seconds), int(pages)


def whole(project) -> tuple[float, bytes]:
    """Seconds from the records to the bytes of the file, and those."""
    from datasets.analysis.child import run_in_child
    from plans.gather import build_plan
    from plans.kinds import KINDS
    from plans.making import LIMITS

    kind, began = KINDS["pdf"], time.perf_counter()
    outcome = run_in_child(kind.child, kind.for_child(build_plan(project)), limits=LIMITS)
    assert outcome.problem is None, outcome.problem
    return time.perf_counter() - began, outcome.result


def finished(project, folder: Path) -> str:
    """Writes the HTML and the stylesheet as WeasyPrint gets them; returns the folder of fonts."""
    from plans.gather import build_plan
    from plans.pdf import what_to_print
    from plans.printing import ready_to_lay_out

    given = what_to_print(build_plan(project))
    html, css = ready_to_lay_out(**given)
    (folder / "plan.html").write_text(html)
    (folder / "plan.css").write_text(css)
    return given["fonts"]


def measure(folder: Path) -> float:
    """How many times as long the whole way takes as WeasyPrint alone."""
    from demo.projects import make_example

    project = make_example({})
    fonts = finished(project, folder)
    times, pages = [], 0
    for _ in range(ROUNDS):
        bare, pages = alone(folder, fonts)
        times.append((bare, whole(project)[0]))
    bare, all_of_it = (statistics.median(one) for one in zip(*times, strict=True))
    print(f"the worked example's full plan, {pages} pages: {all_of_it:.1f} s from the records to the file")
    print(f"WeasyPrint alone {bare:.1f} s: {all_of_it / bare:.2f} times")
    return all_of_it / bare


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_of(folder, f"sqlite:///{folder / 'plan.sqlite3'}")
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="config.settings")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return 0 if measure(folder) <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
