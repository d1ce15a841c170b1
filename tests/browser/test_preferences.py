"""Which emails one gets, from the link in an email on; and what the sender learns of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.campus import MAIN_COURSE, WIDE
from tests.browser.test_care import assert_accessible, assert_fits


@pytest.mark.parametrize("width", [WIDE, 320])
def test_the_link_in_an_email_leads_to_the_choice_and_the_choice_is_kept(visit, width):
    learner = visit("learner4", width)
    learner.go("/messages/?preferences=1")
    page = learner.page
    daily = page.get_by_role("radio", name="One email a day with all messages")
    daily.check()
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.reload()
    expect(daily).to_be_checked()
    page.get_by_role("radio", name="An email for each message").check()
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    page.keyboard.press("Escape")
    expect(daily).to_be_hidden()
    expect(page.get_by_role("button", name="Email settings")).to_be_focused()
    assert "preferences" not in page.url


@pytest.mark.parametrize("width", [WIDE, 320])
def test_a_receipt_tells_who_has_seen_the_message_and_what_the_email_did(visit, width):
    instructor, learner = visit("instructor", width), visit("learner11", width)
    choose_in_the_course(instructor.page, instructor, "none")
    learner.ask(f"Do you get emails, at {width}?")
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_text("Do you get emails").first.click()
    receipt = learner.page.locator("proserva-thread").get_by_role("button", name="Sent", exact=True).last
    receipt.click()
    details = learner.page.get_by_role("dialog", name="Message details")
    expect(details.get_by_text("Not seen yet")).to_be_visible()
    expect(details.get_by_text("No email: they have chosen to get none.")).to_be_visible()
    assert_accessible(learner.page)
    assert_fits(learner.page)
    learner.page.keyboard.press("Escape")
    expect(receipt).to_be_focused()
    choose_in_the_course(instructor.page, instructor, "")
    learner.ask("And now?")
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_text("And now?").first.click()
    learner.page.locator("proserva-thread").get_by_role("button", name="Sent", exact=True).last.click()
    expect(details.get_by_text(re.compile(r"Email sent .*\d"))).to_be_visible()


def choose_in_the_course(page, instructor, value):
    """Choose for one course; empty forgets the choice."""
    instructor.go(f"/messages/?preferences=1&course_id={MAIN_COURSE.replace('+', '%2B')}")
    page.locator(f'proserva-preferences select[name="{MAIN_COURSE}"]').select_option(value)
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
