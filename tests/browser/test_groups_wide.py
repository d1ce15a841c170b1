"""Groups started from the roster and from cohorts, on wide and narrow screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.campus import NARROW, WIDE
from tests.browser.groups import INBOX, ROSTER, open_people, open_thread, start_group
from tests.browser.test_care import assert_accessible, assert_fits


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_a_teacher_writes_to_several_as_a_group_from_the_roster(visit, width):
    assistant = visit("assistant", width)
    assistant.go(ROSTER)
    roster = assistant.page.locator("proserva-roster")
    roster.get_by_role("checkbox", name="Select Lena Fischer").check()
    roster.get_by_role("searchbox").fill("Quispe")
    expect(roster.get_by_text("Lena Fischer")).to_be_hidden()
    roster.get_by_role("checkbox", name="Select Mateo Quispe Mamani").check()
    expect(roster.get_by_text("2 selected")).to_be_visible()
    assert_accessible(assistant.page)
    assert_fits(assistant.page)
    roster.get_by_role("button", name="Message as a group").click()
    composer = roster.locator("proserva-compose")
    expect(composer.get_by_role("list", name="Selected")).to_contain_text("Mateo Quispe Mamani")
    composer.get_by_label("Group name").fill(f"At {width}")
    composer.get_by_label("Message", exact=True).fill("Please form a pair")
    assert_accessible(assistant.page)
    assert_fits(assistant.page)
    composer.get_by_role("button", name="Send").click()
    expect(composer.get_by_text(f"Sent to At {width}")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_a_synced_cohort_group_fits_every_screen(visit, width):
    instructor = visit("instructor", width)
    instructor.go(INBOX)
    instructor.page.get_by_role("button", name="New message").click()
    composer = instructor.page.locator("proserva-inbox .write proserva-compose")
    composer.get_by_role("button", name="Start a group").click()
    composer.get_by_role("checkbox", name=re.compile("Morning group")).check()
    composer.get_by_role("checkbox", name="Keep in sync with the cohort").check()
    composer.get_by_label("Group name").fill(f"Morning {width}")
    composer.get_by_label("Message", exact=True).fill("Good morning, all")
    assert_accessible(instructor.page)
    assert_fits(instructor.page)
    composer.get_by_role("button", name="Send").click()
    thread = instructor.page.locator("proserva-thread")
    expect(thread.locator(".head").get_by_text("16 people")).to_be_visible()
    assert_accessible(instructor.page)
    assert_fits(instructor.page)
    dialog = open_people(thread)
    expect(dialog.get_by_role("checkbox", name="Keep in sync with: Morning group")).to_be_checked()
    dialog.get_by_role("searchbox", name="Search for people").fill("Lena")
    dialog.get_by_role("button", name="Manage Lena Fischer").click()
    assert_accessible(instructor.page)
    assert_fits(instructor.page)


def test_the_panel_is_accessible_and_fits_right_to_left(visit):
    instructor, learner = visit("instructor"), visit("learner3", NARROW)
    start_group(instructor, ["ليلى", "Noor"], "ورشة العمل", "مرحبا")
    thread = open_thread(learner, "ورشة العمل")
    assert_accessible(learner.page)
    assert_fits(learner.page)
    thread.locator(".facts").click()
    thread.locator("proserva-people-dialog li[data-name]").first.wait_for()
    assert_accessible(learner.page)
    assert_fits(learner.page)
