"""Broadcasts: written, undone, followed, answered privately and reported on, on wide and narrow screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.campus import ENDED_COURSE, MAIN_COURSE, NARROW, WIDE
from tests.browser.post_office import REFUSED
from tests.browser.test_care import assert_accessible, assert_fits

ROSTER = f"/messages/courses/{MAIN_COURSE}/roster/"
# The thirty people of the campus, without the sender.
RECIPIENTS = 30


def write(visitor, subject, text="Dear {first_name}, *bring a pen*."):
    """Open the form from the roster and fill it in."""
    visitor.go(ROSTER)
    visitor.page.get_by_role("button", name="Message all learners").click()
    form = visitor.page.locator("proserva-broadcast-form")
    form.get_by_label("Subject").fill(subject)
    form.get_by_label("Message", exact=True).fill(text)
    expect(form.get_by_text(f"{RECIPIENTS} recipients")).to_be_visible()
    return form


def send(form):
    """Send it and confirm the question."""
    form.get_by_role("button", name="Send…").click()
    form.get_by_role("dialog").get_by_role("button", name=re.compile("^Send to")).click()


def change_subject(visitor, subject):
    """Edit the scheduled broadcast on screen."""
    status(visitor).get_by_role("button", name="Edit").click()
    form = visitor.page.locator("proserva-broadcast-form")
    form.get_by_label("Subject").fill(subject)
    form.get_by_text(f"{RECIPIENTS} recipients").wait_for()
    form.get_by_role("button", name="Schedule…").click()
    form.get_by_role("button", name=f"Schedule for {RECIPIENTS} people").click()
    expect(status(visitor).get_by_role("heading", name=subject)).to_be_visible()


def status(visitor):
    """Return the status of the broadcast on screen."""
    return visitor.page.locator("proserva-broadcast-status")


def figure(visitor, name):
    """Return one of its figures."""
    return status(visitor).locator("dl > div").filter(has_text=re.compile(f"^{name}")).locator("dd")


def test_a_broadcast_reaches_the_whole_course_and_is_answered_in_private(visit):
    instructor = visit("instructor")
    preview_it(instructor)
    watch_the_progress(instructor)
    address = instructor.page.url
    assert re.search(r"\?broadcast=\d+$", address)
    first, second = visit("learner1"), visit("learner2")
    for learner, name in ((first, "Lena"), (second, "Олександра")):
        open_it_from_the_bell(learner, name)
    reply_in_private(first)
    second.page.reload()
    expect(second.page.locator("proserva-thread").get_by_text("bring a pen", exact=True)).to_be_visible()
    expect(second.page.get_by_text("Which room?")).to_have_count(0)
    instructor.page.goto(address)
    read_the_report(instructor)
    instructor.bell(1).wait_for(timeout=20_000)


def preview_it(instructor):
    """Preview it as a learner, on the page and as an email."""
    form = write(instructor, "Exam on Friday")
    seen = form.locator("proserva-broadcast-preview")
    expect(seen.get_by_text("Dear Lena, bring a pen.")).to_be_visible()
    seen.get_by_role("tab", name="Email").click()
    expect(seen.frame_locator("iframe").locator("p", has_text="Dear Lena, bring a pen.")).to_be_visible()
    assert_accessible(instructor.page)
    form.get_by_role("button", name="Send…").click()
    question = form.get_by_role("dialog")
    expect(question.get_by_role("heading")).to_have_text(re.compile(rf"Message {RECIPIENTS} people in .+\?"))
    assert_accessible(instructor.page)


def watch_the_progress(instructor):
    """Confirm, wait for the end of the undo period, and watch the progress bar."""
    question = instructor.page.locator("proserva-broadcast-form").get_by_role("dialog")
    question.get_by_role("button", name=f"Send to {RECIPIENTS} people").click()
    expect(status(instructor).get_by_role("button", name="Undo")).to_be_focused()
    assert_accessible(instructor.page)
    bar = status(instructor).get_by_role("progressbar", name="Delivered")
    expect(bar).to_have_attribute("aria-valuenow", str(RECIPIENTS), timeout=60_000)
    expect(status(instructor).get_by_text("Sent", exact=True)).to_be_visible(timeout=30_000)


def open_it_from_the_bell(learner, name):
    """Read it as a recipient, with the recipient's own name in it."""
    learner.bell(1).click()
    learner.page.locator("proserva-bell").get_by_role("link", name=re.compile("bring a pen")).first.click()
    thread = learner.page.locator("proserva-thread")
    expect(thread.get_by_role("heading", name="Exam on Friday")).to_be_visible()
    expect(thread.get_by_text(f"Dear {name}, bring a pen.")).to_be_visible()
    expect(thread.get_by_text("Sent to everyone in the course. Replies go privately to Ines Torres.")).to_be_visible()
    assert_accessible(learner.page)


def reply_in_private(learner):
    """Reply. The reply goes to the direct thread with the sender and quotes the broadcast."""
    thread = learner.page.locator("proserva-thread")
    thread.get_by_label("Reply to Ines Torres").fill("Which room?")
    thread.get_by_role("button", name="Send").click()
    expect(thread.get_by_text("Sent to Ines Torres")).to_be_visible()
    thread.get_by_role("link", name="Open the conversation").click()
    answer = learner.page.locator("proserva-thread")
    expect(answer.get_by_text("Which room?")).to_be_visible()
    expect(answer.get_by_label("About this message").get_by_text("Exam on Friday")).to_be_visible()


def read_the_report(instructor):
    """Read who has opened it, on the page and as a file."""
    expect(figure(instructor, "Opened")).to_have_text("2")
    report = instructor.page.locator("proserva-broadcast-report")
    report.get_by_label("Show").select_option("seen")
    expect(report.get_by_text("Lena Fischer")).to_be_visible()
    expect(report.locator("tbody tr")).to_have_count(2)
    report.get_by_role("searchbox").fill("Lena")
    expect(report.locator("tbody tr")).to_have_count(1)
    assert_accessible(instructor.page)
    with instructor.page.expect_download() as download:
        report.get_by_role("link", name="Download as CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 2
    assert "Lena Fischer" in text


def test_only_failed_emails_are_retried(visit, campus_folder):
    instructor = visit("instructor")
    refused = campus_folder / REFUSED
    refused.write_text("learner4@campus.example")
    send(write(instructor, "Some letters come back"))
    expect(figure(instructor, "Emails failed")).to_have_text("1", timeout=60_000)
    expect(figure(instructor, "Emailed")).to_have_text(str(RECIPIENTS - 1))
    report = instructor.page.locator("proserva-broadcast-report")
    report.get_by_label("Show").select_option("email_failed")
    expect(report.locator("tbody tr")).to_have_count(1)
    expect(report.locator("tbody")).to_contain_text("550 5.1.1 No such user here")
    assert_accessible(instructor.page)
    refused.unlink()
    status(instructor).get_by_role("button", name="Retry 1 failed email").click()
    expect(figure(instructor, "Emailed")).to_have_text(str(RECIPIENTS), timeout=60_000)
    expect(status(instructor).get_by_role("button", name=re.compile("failed"))).to_have_count(0)
    for learner in ("learner4", "learner5"):
        instructor.go(f"/demo/mailbox/?to={learner}@campus.example")
        expect(instructor.page.get_by_role("link", name="Some letters come back")).to_have_count(1)


def test_an_undone_broadcast_reaches_no_one(visit):
    assistant, learner = visit("assistant"), visit("learner3")
    form = write(assistant, "Sent too early")
    send(form)
    status(assistant).get_by_role("button", name="Undo").click()
    expect(status(assistant).get_by_text("It was cancelled before it was sent.")).to_be_visible()
    assistant.page.wait_for_timeout(11_000)
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").wait_for()
    learner.page.wait_for_timeout(1000)
    expect(learner.page.get_by_text("Sent too early")).to_have_count(0)


@pytest.mark.parametrize("width", [NARROW, 320])
def test_a_broadcast_is_scheduled_changed_and_cancelled_on_a_narrow_screen(visit, width):
    assistant = visit("assistant", width)
    page = assistant.page
    form = write(assistant, f"Later, at {width} pixels")
    form.get_by_label("Later").check()
    form.get_by_label("Date and time").fill("2099-03-02T09:30")
    expect(form.get_by_text(re.compile("It will be sent on Monday, March 2, 2099"))).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    form.get_by_role("button", name="Schedule…").click()
    assert_accessible(page)
    assert_fits(page)
    form.get_by_role("button", name=f"Schedule for {RECIPIENTS} people").click()
    expect(status(assistant).get_by_text("Scheduled", exact=True)).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    change_subject(assistant, f"Later still, at {width} pixels")
    status(assistant).get_by_role("button", name="Back to all broadcasts").click()
    listed = page.locator("proserva-broadcast-list")
    listed.get_by_role("button", name=f"Later still, at {width} pixels").wait_for()
    assert_accessible(page)
    assert_fits(page)
    listed.get_by_role("button", name=f"Later still, at {width} pixels").click()
    status(assistant).get_by_role("button", name="Cancel broadcast").click()
    status(assistant).get_by_role("button", name="Yes, cancel").click()
    expect(status(assistant).get_by_text("It was cancelled before it was sent.")).to_be_visible()


def test_a_broadcast_is_sent_with_the_keyboard(visit):
    assistant = visit("assistant")
    page = assistant.page
    assistant.go(ROSTER)
    page.get_by_role("button", name="Message all learners").focus()
    page.keyboard.press("Enter")
    form = page.locator("proserva-broadcast-form")
    expect(form.get_by_role("heading", name="Message all learners")).to_be_focused()
    form.get_by_label("Message", exact=True).focus()
    page.keyboard.type("By keyboard alone")
    form.get_by_label("Subject").focus()
    page.keyboard.type("Keys")
    expect(form.get_by_text(f"{RECIPIENTS} recipients")).to_be_visible()
    page.keyboard.press("Enter")
    expect(form.get_by_role("dialog").get_by_role("heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form.get_by_role("dialog")).to_have_count(0)
    expect(form.get_by_role("button", name="Send…")).to_be_enabled()
    form.get_by_label("Subject").press("Enter")
    expect(form.get_by_role("dialog").get_by_role("heading")).to_be_focused()
    yes = form.get_by_role("dialog").get_by_role("button", name=re.compile("^Send to"))
    while not yes.evaluate("button => button.matches(':focus')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(assistant).get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(assistant).get_by_text("It was cancelled before it was sent.")).to_be_visible()


def test_a_draft_survives_a_reload_and_errors_are_shown_at_their_fields(visit):
    assistant = visit("assistant")
    form = write(assistant, "Half written", "Dear {firstname}")
    expect(form.get_by_text(re.compile("Did you mean"))).to_be_visible()
    assistant.page.wait_for_timeout(600)
    assistant.page.reload()
    expect(form.get_by_label("Subject")).to_have_value("Half written")
    message = form.get_by_label("Message", exact=True)
    expect(form.get_by_text(re.compile("Did you mean"))).to_be_visible()
    assert_accessible(assistant.page)
    form.get_by_role("button", name="Replace with {first_name}").click()
    expect(message).to_have_value("Dear {first_name}")
    message.fill("")
    form.get_by_role("button", name="Send…").click()
    expect(form.get_by_role("dialog")).to_have_count(0)
    expect(message).to_be_focused()
    assert_accessible(assistant.page)


def test_a_template_is_sent_to_a_part_of_the_course(visit):
    assistant = visit("assistant", WIDE)
    form = write(assistant, "To some", "Hello {first_name}")
    form.get_by_role("button", name="Templates").click()
    templates = form.locator("proserva-broadcast-templates")
    templates.get_by_label("Save this message as a template").fill("Greeting")
    templates.get_by_role("button", name="Save", exact=True).click()
    expect(templates.get_by_role("button", name="Use: Greeting")).to_be_visible()
    form.get_by_label("To", exact=True).select_option("people")
    form.get_by_role("combobox", name="Add a person").fill("Lena")
    form.get_by_role("option", name=re.compile("Lena Fischer")).click()
    expect(form.get_by_text("1 recipient")).to_be_visible()
    assert_accessible(assistant.page)
    form.get_by_label("Subject").fill("")
    templates.get_by_role("button", name="Use: Greeting").click()
    expect(form.get_by_label("Subject")).to_have_value("To some")
    form.get_by_role("button", name="Send a test to me").click()
    expect(form.get_by_text("Test sent to you.")).to_be_visible()
    assistant.bell(1).wait_for(timeout=20_000)


def test_an_ended_course_shows_that_it_has_ended(visit):
    instructor = visit("instructor")
    instructor.go(f"/messages/courses/{ENDED_COURSE}/roster/?broadcast=new")
    expect(instructor.page.locator("proserva-broadcast-form").get_by_text(re.compile(r"ended on"))).to_be_visible()


def test_a_learner_sees_no_broadcast_form(visit):
    learner = visit("learner4")
    answer = learner.page.goto(learner.address + ROSTER + "?broadcast=new")
    assert answer.status == 404
    assert learner.page.locator("proserva-broadcast-form").count() == 0
