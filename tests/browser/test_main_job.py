"""The main job, end to end in two browsers: a learner asks from a lesson, the instructor answers."""

import re

from playwright.sync_api import expect

from tests.browser.campus import ENDED_COURSE, LESSON

QUESTION = "Is the **median** always one of the numbers?\n\nI get `4.5` for [1, 4, 5, 9]."
ANSWER = "Good question! With an even count it lies *between* the two in the middle."


def test_a_learner_asks_from_a_lesson_and_the_instructor_answers(visit):
    instructor, learner = visit("instructor"), visit("learner1")
    ask_with_a_file(learner)
    see_the_toast_and_the_feed(instructor)
    answer_in_the_inbox(instructor)
    read_the_answer(learner)
    expect(instructor.page.locator("proserva-thread").get_by_text(re.compile(r"Seen \d"))).to_be_visible(timeout=20_000)
    look_into_the_mailbox(learner)


def ask_with_a_file(learner):
    unit = learner.open_composer()
    composer = unit.locator("proserva-compose")
    expect(composer.get_by_label("To")).to_have_value("Ines Torres (Instructor)")
    expect(composer.get_by_text("Welcome")).to_be_visible()
    text = composer.locator("textarea")
    expect(text).to_be_focused()
    text.fill(QUESTION)
    files = [{"name": "my data.csv", "mimeType": "text/csv", "buffer": b"1,4,5,9\n"}]
    composer.locator("input[type=file]").set_input_files(files)
    expect(composer.get_by_text("my data.csv")).to_be_visible()
    learner.page.wait_for_timeout(800)
    learner.page.reload()
    unit.locator("proserva-message-button").get_by_role("button").first.click()
    expect(text).to_have_value(QUESTION)
    expect(composer.get_by_text("my data.csv")).to_be_visible()
    text.press("Control+Enter")
    expect(unit.get_by_text("Sent to Ines Torres")).to_be_visible()


def see_the_toast_and_the_feed(instructor):
    bell = instructor.bell(1)
    expect(bell).to_be_visible(timeout=10_000)
    expect(instructor.page.get_by_role("status").get_by_text("Lena Fischer")).to_be_visible()
    bell.click()
    item = instructor.page.locator("proserva-bell").get_by_role("link", name=re.compile("Is the median always"))
    expect(item).to_be_visible()
    item.click()
    instructor.page.wait_for_url(re.compile(r"/messages/\?thread=\d+#message-\d+$"))


def answer_in_the_inbox(instructor):
    thread = instructor.page.locator("proserva-thread")
    expect(thread.locator("strong", has_text="median")).to_be_visible()
    expect(thread.get_by_role("link", name=re.compile("lesson", re.IGNORECASE))).to_have_attribute(
        "href", re.compile("welcome")
    )
    with instructor.page.expect_download() as download:
        thread.get_by_role("link", name=re.compile("my data.csv")).click()
    assert download.value.suggested_filename == "my data.csv"
    expect(instructor.bell(0)).to_be_visible(timeout=10_000)
    thread.locator("textarea").fill(ANSWER)
    thread.get_by_role("button", name="Send").click()
    expect(thread.locator("em", has_text="between")).to_be_visible()


def read_the_answer(learner):
    expect(learner.bell(1)).to_be_visible(timeout=10_000)
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_text("Ines Torres").first.click()
    thread = learner.page.locator("proserva-thread")
    expect(thread.locator("em", has_text="between")).to_be_visible()
    expect(thread.get_by_text(re.compile(r"Seen \d"))).to_be_visible()
    expect(learner.bell(0)).to_be_visible(timeout=10_000)


def look_into_the_mailbox(learner):
    learner.go("/demo/mailbox/")
    mailbox = learner.page.locator("main")
    for words in ("Is the median always one of the numbers?", "Good question! With an even count"):
        expect(mailbox.get_by_text(re.compile(re.escape(words))).first).to_be_visible()
    mailbox.get_by_role("link", name=re.compile("Lena Fischer <")).click()
    email = learner.page.frame_locator("iframe.html")
    expect(email.get_by_role("link", name="my data.csv")).to_be_visible()
    expect(email.get_by_role("link", name="Read and reply")).to_have_attribute(
        "href", re.compile(r"/messages/\?thread=")
    )
    learner.page.get_by_text("Plain text").click()
    assert learner.page.locator("pre.text").inner_text().startswith(QUESTION)


def test_conversations_stay_after_a_course_has_ended(visit):
    learner = visit("learner1")
    learner.go(f"/courses/{ENDED_COURSE}/")
    learner.page.get_by_role("main").get_by_role("link").first.click()
    learner.ask("Are the maps of the last week still there?", learner.page.url.removeprefix(learner.address))
    instructor = visit("instructor")
    instructor.go("/messages/")
    inbox = instructor.page.locator("proserva-inbox")
    inbox.get_by_text("Are the maps of the last week").first.click()
    expect(inbox.locator("proserva-thread").get_by_text("Are the maps of the last week")).to_be_visible()


def test_the_button_works_without_a_frame(visit):
    learner = visit("learner2")
    learner.go(f"{LESSON}?legacy=1")
    learner.page.locator("proserva-message-button").get_by_role("button").first.click()
    composer = learner.page.locator("proserva-compose")
    composer.locator("textarea").fill("From a legacy page")
    composer.get_by_role("button", name="Send").click()
    expect(learner.page.get_by_text("Sent to Ines Torres")).to_be_visible()
