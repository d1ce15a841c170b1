"""Accessibility and robustness: WCAG 2.2 AA, narrow screens, keyboard, no network, errors and attacks."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.campus import LESSON, MAIN_COURSE, NARROW, WIDE

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LONG = "unbreakable" * 30


def assert_accessible(page):
    """Check the page with axe, including frames and shadow trees."""
    page.wait_for_timeout(400)
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, json.dumps(results.response["violations"], indent=1)


def assert_fits(page):
    """Check that the page does not scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_button_that_no_author_placed_keeps_its_distance(visit):
    """The platform puts it right below a problem, and the unit's button right below that."""
    learner = visit("learner1")
    button = f'<proserva-message-button automatic course-id="{MAIN_COURSE}"></proserva-message-button>'
    script = '<script src="/static/proserva_messaging/proserva.js"></script>'
    body = f"<!DOCTYPE html><title>Unit</title><p style='margin: 0'>A problem</p>{button}{button}{script}"
    learner.page.route("**/unit/", lambda route: route.fulfill(body=body, content_type="text/html"))
    learner.go("/unit/")
    buttons = learner.page.get_by_role("button", name="Message instructor")
    expect(buttons).to_have_count(2)
    problem, first, second = (each.bounding_box() for each in (learner.page.get_by_text("A problem"), *buttons.all()))
    assert first["y"] - problem["y"] - problem["height"] >= 16
    assert second["y"] - first["y"] - first["height"] >= 16


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_every_page_is_accessible_and_fits(visit, width):
    learner = visit("learner5", width)
    unit = learner.open_composer()
    assert_accessible(learner.page)
    assert_fits(learner.page)
    unit.locator("proserva-compose textarea").fill(f"{LONG} https://example.org/{LONG} <b>שלום</b>")
    unit.get_by_role("button", name="Send").click()
    expect(unit.get_by_text("Sent to")).to_be_visible()
    assert_accessible(learner.page)
    instructor = visit("instructor", width)
    for path in ("/messages/", f"/messages/?course_id={MAIN_COURSE.replace('+', '%2B')}"):
        instructor.go(path)
        instructor.page.locator("proserva-inbox").get_by_text("unbreakable").first.wait_for()
        assert_accessible(instructor.page)
        assert_fits(instructor.page)
    instructor.page.locator("proserva-inbox").get_by_text("unbreakable").first.click()
    instructor.page.locator("proserva-thread").get_by_text("unbreakable").first.wait_for()
    assert_accessible(instructor.page)
    assert_fits(instructor.page)
    instructor.page.locator("proserva-bell").get_by_role("button").first.click()
    instructor.page.wait_for_timeout(800)
    assert_accessible(instructor.page)
    assert_fits(instructor.page)


def test_right_to_left_pages_are_accessible_and_fit(visit):
    learner = visit("learner3", NARROW)
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").wait_for()
    assert learner.page.evaluate("document.documentElement.dir || document.body.closest('[dir]').dir") == "rtl"
    assert_accessible(learner.page)
    assert_fits(learner.page)


def test_asking_and_reading_work_with_the_keyboard(visit):
    learner = visit("learner6")
    learner.go(f"{LESSON}?legacy=1")
    page = learner.page
    page.locator("proserva-message-button").get_by_role("button").first.focus()
    page.keyboard.press("Enter")
    text = page.locator("proserva-compose textarea")
    expect(text).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    page.keyboard.type("By keyboard alone")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Sent to Ines Torres")).to_be_visible()


def test_a_refused_message_is_kept_with_its_reason(visit):
    learner = visit("learner7")
    unit = learner.open_composer()
    text = unit.locator("proserva-compose textarea")
    text.fill("x" * 20_001)
    unit.get_by_role("button", name="Send").click()
    expect(unit.locator("proserva-compose").get_by_text(re.compile("1 character"))).to_be_visible()
    expect(text).to_have_value("x" * 20_001)


def test_a_forbidden_or_large_file_is_refused_before_the_upload(visit):
    learner = visit("learner8")
    unit = learner.open_composer()
    uploads = []
    learner.page.on("request", lambda request: uploads.append(request.url) if "attachments" in request.url else None)
    intake = unit.locator("proserva-compose input[type=file]")
    intake.set_input_files([{"name": "virus.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}])
    expect(unit.locator("proserva-compose").get_by_text(re.compile("virus.exe"))).to_be_visible()
    intake.set_input_files([{"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * (10 * 1024 * 1024 + 1)}])
    expect(unit.locator("proserva-compose").get_by_text(re.compile("big.txt"))).to_be_visible()
    assert uploads == []


def test_a_message_written_offline_is_kept_and_sent_once(visit):
    learner = visit("learner9")
    unit = learner.open_composer()
    text = unit.locator("proserva-compose textarea")
    text.fill("From the train")
    learner.context.set_offline(True)
    text.press("Control+Enter")
    expect(text).to_have_value("From the train")
    learner.context.set_offline(False)
    learner.page.wait_for_timeout(500)
    text.press("Control+Enter")
    expect(unit.get_by_text("Sent to Ines Torres")).to_be_visible()
    learner.go("/messages/")
    expect(learner.page.locator("proserva-inbox").get_by_text("From the train")).to_have_count(1)


def test_markup_in_a_message_never_runs(visit):
    learner, instructor = visit("learner10"), visit("instructor")
    script = "document.title='owned'"
    attack = f"<img src=x onerror={script}> [x](javascript:{script}) <script>{script}</script>"
    learner.ask(attack)
    instructor.page.wait_for_timeout(3000)
    instructor.go("/messages/")
    instructor.page.locator("proserva-inbox").get_by_text("onerror").first.click()
    instructor.page.locator("proserva-thread").get_by_text("onerror").first.wait_for()
    for visitor in (learner, instructor):
        assert visitor.page.title() != "owned"
    assert instructor.page.locator("proserva-thread .body img, proserva-thread script").count() == 0


@pytest.mark.parametrize("view", ["student", "student:learner1"])
def test_masquerading_staff_cannot_send(visit, view):
    instructor = visit("instructor")
    instructor.go(LESSON)
    instructor.page.get_by_label("View this course as").select_option(value=view)
    instructor.page.get_by_role("button", name="View", exact=True).click()
    expect(instructor.page.get_by_text("You see this course as")).to_be_visible()
    unit = instructor.unit()
    expect(unit.get_by_text(re.compile("You are viewing the course as"))).to_be_visible()
    expect(unit.locator("proserva-compose")).to_have_count(0)
    sent = instructor.page.evaluate(
        """course => fetch("/api/proserva_messaging/v1/threads/", {
            method: "POST",
            headers: {"Content-Type": "application/json", "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)[1]},
            body: JSON.stringify({course_id: course, recipients: ["assistant"], body: "In whose name?"}),
        }).then(answer => answer.json())""",
        MAIN_COURSE,
    )
    assert sent["code"] == "masquerading"
