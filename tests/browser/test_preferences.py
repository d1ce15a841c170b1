"""The choice of emails, from the link in an email; and what the sender sees of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.campus import MAIN_COURSE, WIDE
from tests.browser.test_care import assert_accessible, assert_fits


@pytest.mark.parametrize("width", [WIDE, 320])
def test_the_link_in_an_email_opens_the_choice_and_the_choice_is_kept(visit, width):
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
    expect(page.get_by_role("button", name="Settings")).to_be_focused()
    assert "preferences" not in page.url


@pytest.mark.parametrize("width", [WIDE, 320])
def test_a_receipt_shows_the_readers(visit, width):
    instructor, learner = visit("instructor", width), visit("learner11", width)
    choose_in_the_course(instructor.page, instructor, "none")
    learner.ask(f"Do you get emails, at {width}?")
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_text("Do you get emails").first.click()
    receipt = learner.page.locator("proserva-thread").get_by_role("button", name="Sent", exact=True).last
    receipt.click()
    details = learner.page.get_by_role("dialog", name="Message details")
    expect(details.get_by_text("Not seen yet")).to_be_visible()
    # A learner does not see who has turned emails off.
    expect(details.get_by_text("mail")).to_have_count(0)
    assert_accessible(learner.page)
    assert_fits(learner.page)
    learner.page.keyboard.press("Escape")
    expect(receipt).to_be_focused()
    choose_in_the_course(instructor.page, instructor, "")


@pytest.mark.parametrize(
    ("username", "choice", "words"),
    [("learner12", "none", "No email: turned off in their settings."), ("learner13", "", "Email sent")],
)
def test_the_course_team_sees_the_state_of_an_email(visit, username, choice, words):
    instructor, learner = visit("instructor"), visit(username)
    choose_in_the_course(learner.page, learner, choice)
    learner.ask(f"Can you write to {username}?")
    instructor.go("/messages/")
    instructor.page.locator("proserva-inbox").get_by_text(f"Can you write to {username}?").first.click()
    thread = instructor.page.locator("proserva-thread")
    thread.locator("textarea").fill("I can.")
    thread.locator("textarea").press("Control+Enter")
    thread.get_by_role("button", name="Sent", exact=True).last.click()
    details = instructor.page.get_by_role("dialog", name="Message details")
    expect(details.get_by_text(words)).to_be_visible()


def choose_in_the_course(page, instructor, value):
    """Choose for one course. An empty choice removes it."""
    instructor.go(f"/messages/?preferences=1&course_id={MAIN_COURSE.replace('+', '%2B')}")
    page.locator(f'proserva-preferences select[name="{MAIN_COURSE}"]').select_option(value)
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, 320])
def test_a_person_has_a_download_made_and_saves_it(visit, width):
    learner = visit("learner4", width)
    learner.go("/messages/?preferences=1")
    page = learner.page
    page.get_by_role("button", name="Download my messages").or_(
        page.get_by_role("button", name="Make a new one")
    ).click()
    save = page.get_by_role("link", name="Save the file")
    expect(save).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename.endswith(".zip")
    assert download.value.path().read_bytes().startswith(b"PK")
