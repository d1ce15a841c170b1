"""The roster of a course: the team finds one learner among thirty and writes to them, on wide and narrow screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.campus import MAIN_COURSE, NARROW, WIDE
from tests.browser.test_care import assert_accessible, assert_fits

SCRIPT = "proserva-more.js"
ROSTER = f"/messages/courses/{MAIN_COURSE}/roster/"


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_a_teacher_finds_a_learner_and_writes_to_them(visit, width):
    assistant = visit("assistant", width)
    assistant.go(ROSTER)
    roster = assistant.page.locator("proserva-roster")
    expect(roster.get_by_text("Lena Fischer")).to_be_visible()
    assert_accessible(assistant.page)
    assert_fits(assistant.page)
    roster.get_by_role("searchbox").fill("Quispe")
    expect(roster.get_by_text("Lena Fischer")).to_be_hidden()
    roster.get_by_role("button", name=re.compile("Message")).first.click()
    text = roster.locator("proserva-compose textarea")
    text.fill(f"Well done, at {width} pixels")
    assert_accessible(assistant.page)
    assert_fits(assistant.page)
    text.press("Control+Enter")
    expect(roster.get_by_text("Sent to Mateo Quispe Mamani")).to_be_visible()
    assistant.go("/messages/?thread=1")
    expect(assistant.page.locator("proserva-thread").get_by_text(f"at {width} pixels").first).to_be_visible()


def test_the_roster_is_on_the_instructor_dashboard(visit):
    instructor = visit("instructor")
    instructor.go(f"/courses/{MAIN_COURSE}/instructor")
    instructor.page.get_by_role("tab", name="Messages").click()
    expect(instructor.page.locator("proserva-roster").get_by_text("Lena Fischer")).to_be_visible()


def test_a_script_that_failed_to_load_can_be_retried(visit):
    instructor = visit("instructor")
    asked = []
    instructor.page.on("request", lambda request: asked.append(request.url) if SCRIPT in request.url else None)
    instructor.page.route(f"**/{SCRIPT}", lambda route: route.abort())
    instructor.go(ROSTER)
    roster = instructor.page.locator("proserva-roster")
    expect(roster.get_by_role("alert")).to_contain_text("The server cannot be reached")
    assert_accessible(instructor.page)
    instructor.page.unroute(f"**/{SCRIPT}")
    roster.get_by_role("button", name="Try again").click()
    expect(roster.get_by_text("Lena Fischer")).to_be_visible()
    assert len(asked) == 2
    instructor.page.evaluate("document.body.append(document.querySelector('proserva-roster').cloneNode())")
    expect(roster.nth(1).get_by_text("Lena Fischer")).to_be_visible()
    assert len(asked) == 2


def test_pages_without_a_roster_do_not_load_its_script(visit):
    instructor = visit("instructor")
    asked = []
    instructor.page.on("request", lambda request: asked.append(request.url))
    instructor.go("/messages/")
    expect(instructor.page.locator("proserva-inbox").get_by_role("button", name="Archived")).to_be_visible()
    assert any("proserva.js" in url for url in asked)
    assert not any(SCRIPT in url for url in asked)


def test_the_dashboards_script_finds_the_methods_of_a_section(visit):
    """The LMS's script, which uses jQuery, calls it when a section is opened."""
    instructor = visit("instructor")
    instructor.page.add_init_script("""
      window.wrappers = {}
      window.jQuery = (selector) => ({ data: (name, value) => { window.wrappers[selector + " " + name] = value } })
    """)
    instructor.go(f"/courses/{MAIN_COURSE}/instructor")
    called = instructor.page.evaluate("window.wrappers['#proserva_messages wrapper'].onClickTitle() === undefined")
    assert called


def test_a_learner_sees_no_roster(visit):
    learner = visit("learner1")
    answer = learner.page.goto(learner.address + ROSTER)
    assert answer.status == 404
    assert "Fischer, " not in learner.page.content()
    assert learner.page.locator("proserva-roster").count() == 0
