"""Takes the pictures of the README: script/screenshots. Not a test; pytest runs it for the site and the browser."""

from .site import ROOT
from .visit import sign_in

PROJECT = "Community heart failure service"
SIZE = {"width": 1000, "height": 1300}


def test_take_pictures(page, site):
    sign_in(page, site, "amina.yusuf@demonstration.example")
    page.set_viewport_size(SIZE)
    page.get_by_role("link", name=PROJECT).first.click()
    page.get_by_role("heading", level=1, name=PROJECT).wait_for()
    page.screenshot(path=ROOT / "docs" / "images" / "steps.png")
    page.get_by_role("link", name="Read the plan").click()
    page.get_by_role("heading", level=1).wait_for()
    page.screenshot(path=ROOT / "docs" / "images" / "plan.png")
