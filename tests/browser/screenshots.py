"""`make screenshots`: plays the main job on a new demo campus and saves the screenshots of docs/img."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.campus import CHROMIUM, FLAGS, MAIN_COURSE, NARROW, ROOT, Visitor, serve_campus

IMAGES = ROOT / "docs" / "img"
QUESTION = (
    "Is the **median** always one of the numbers?\n\nI get `4.5` for [1, 4, 5, 9], which is not. My data is attached."
)
ANSWER = (
    "Good question! With an *even* count there are two in the middle, and the median lies between them:\n\n"
    "- 1, 4, **5**, 9, 12 → 5\n- 1, **4, 5**, 9 → 4.5\n\nSo both are right."
)
BROADCAST = (
    "Dear {first_name},\n\nthe exam is on **Friday at nine**, in room 4. Please bring a pen.\n\n"
    "- Chapters 1 to 3\n- One page of notes is allowed\n\nAnswer here if you cannot come."
)
FILES = [{"name": "my data.csv", "mimeType": "text/csv", "buffer": b"1,4,5,9\n" * 40}]


def take(page, name: str) -> None:
    """Save a screenshot of the window once it has stopped changing."""
    page.mouse.move(2, 2)
    page.wait_for_timeout(1200)
    page.screenshot(path=IMAGES / f"{name}.png")


def ask(learner: Visitor) -> None:
    """Send a question with a file from a lesson."""
    unit = learner.open_composer()
    unit.locator("proserva-compose textarea").fill(QUESTION)
    unit.locator("proserva-compose input[type=file]").set_input_files(FILES)
    expect(unit.get_by_text("my data.csv")).to_be_visible()
    unit.locator("proserva-compose").scroll_into_view_if_needed()
    take(learner.page, "lesson")
    unit.locator("proserva-compose textarea").press("Control+Enter")
    unit.get_by_text("Sent to").wait_for()


def answer(instructor: Visitor) -> None:
    """Follow the bell to the question and answer it."""
    bell = instructor.bell(2)
    bell.wait_for(timeout=20_000)
    bell.click()
    take(instructor.page, "bell")
    instructor.page.locator("proserva-bell").get_by_role("link", name=re.compile("Is the median")).click()
    thread = instructor.page.locator("proserva-thread")
    thread.locator("textarea").fill(ANSWER)
    thread.locator("textarea").press("Control+Enter")
    thread.get_by_text("So both are right").wait_for()


def broadcast(instructor: Visitor) -> None:
    """Write to the whole course, send it, and open the report."""
    page = instructor.page
    instructor.go(f"/messages/courses/{MAIN_COURSE}/roster/?broadcast=new")
    page.get_by_label("Subject").fill("Exam on Friday")
    page.get_by_label("Message", exact=True).fill(BROADCAST)
    page.get_by_text(re.compile(r"\d+ recipients")).wait_for()
    take(page, "broadcast")
    page.get_by_role("button", name="Send…").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Send to")).click()
    page.get_by_text("Sent", exact=True).wait_for(timeout=60_000)


def report(instructor: Visitor, readers: list[Visitor]) -> None:
    """Have some recipients read the broadcast, and open the report."""
    for reader in readers:
        reader.go("/messages/")
        reader.page.locator("proserva-inbox").get_by_text("Exam on Friday").first.click()
        reader.page.locator("proserva-thread").get_by_text("bring a pen").wait_for()
        reader.page.wait_for_timeout(1500)
    instructor.page.reload()
    shown = instructor.page.locator("proserva-broadcast-report")
    shown.get_by_label("Show").select_option("seen")
    expect(shown.locator("tbody tr")).to_have_count(len(readers))
    shown.locator("tbody tr").last.scroll_into_view_if_needed()
    take(instructor.page, "report")


def look(learner: Visitor, instructor: Visitor, phone: Visitor) -> None:
    """Read the answer, see that it was seen, and open the mailbox."""
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_text("Ines Torres").first.click()
    seen = instructor.page.locator("proserva-thread").get_by_text(re.compile(r"Seen \d"))
    expect(seen).to_be_visible(timeout=20_000)
    take(instructor.page, "inbox")
    phone.go("/messages/")
    phone.page.locator("proserva-inbox").get_by_text("Ines Torres").first.click()
    take(phone.page, "phone")
    learner.go("/demo/mailbox/")
    learner.page.get_by_role("link", name=re.compile("Lena Fischer <")).click()
    take(learner.page, "email")


def add_people(instructor: Visitor) -> None:
    """Turn Group Chat on in the open conversation, and add two people with its history."""
    thread = instructor.page.locator("proserva-thread")
    thread.get_by_role("button", name=re.compile("People in this conversation")).click()
    dialog = thread.get_by_role("dialog")
    dialog.get_by_role("switch", name="Group Chat").check()
    dialog.get_by_role("button", name="Add people").click()
    for name in ("Kwame Mensah", "Giulia Romano"):
        dialog.get_by_role("combobox").fill(name)
        dialog.get_by_role("option", name=name).click()
    dialog.get_by_role("radio", name=re.compile("All messages")).check()
    take(instructor.page, "adding")
    dialog.get_by_role("button", name="Add", exact=True).click()
    dialog.get_by_role("button", name="Manage Kwame Mensah").click()
    take(instructor.page, "people")
    dialog.get_by_role("button", name="Close", exact=True).click()


def expand(instructor: Visitor, learner: Visitor, phone: Visitor) -> None:
    """Turn the private conversation into a group, name it, and go on."""
    add_people(instructor)
    thread = instructor.page.locator("proserva-thread")
    thread.get_by_role("button", name="Rename").click()
    thread.get_by_label("Group name").fill("Median workshop")
    thread.get_by_role("button", name="Save name").click()
    say(thread, "Now there are four of us. @learner1, will you tell the others what you found?")
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_text("Median workshop").first.click()
    say(learner.page.locator("proserva-thread"), "With an even count the median lies between the two in the middle.")
    expect(thread.get_by_text("With an even count the median")).to_be_visible(timeout=10_000)
    expect(thread.get_by_text(re.compile("Seen by 1 of 3"))).to_be_visible(timeout=10_000)
    take(instructor.page, "group")
    phone.go("/messages/")
    phone.page.locator("proserva-inbox").get_by_text("Median workshop").first.click()
    take(phone.page, "group-phone")


def say(thread, words: str) -> None:
    """Send a message to a thread."""
    thread.locator("textarea").fill(words)
    thread.locator("textarea").press("Control+Enter")
    expect(thread.locator("textarea")).to_have_value("")


def main() -> None:
    """Take all screenshots."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_campus(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        learner, classmate, instructor = (
            Visitor(browser, address, name) for name in ("learner1", "learner2", "instructor")
        )
        classmate.ask("May I hand in the homework on Monday? I was ill.")
        ask(learner)
        answer(instructor)
        phone = Visitor(browser, address, "learner1", NARROW, device_scale_factor=2)
        look(learner, instructor, phone)
        expand(instructor, learner, phone)
        broadcast(instructor)
        report(instructor, [learner, classmate])
        browser.close()


if __name__ == "__main__":
    main()
