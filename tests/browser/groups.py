"""Steps of the tests of groups in browsers."""

import re

from playwright.sync_api import expect

from tests.browser.campus import MAIN_COURSE

INBOX = f"/messages/?course_id={MAIN_COURSE.replace('+', '%2B')}"


ROSTER = f"/messages/courses/{MAIN_COURSE}/roster/"


def open_thread(visitor, words):
    """Open the thread whose row in the inbox has this text, and return it."""
    visitor.go("/messages/")
    visitor.page.locator("proserva-inbox .item a").filter(has_text=words).first.click()
    thread = visitor.page.locator("proserva-thread")
    thread.locator(".head h2").wait_for()
    return thread


def open_people(thread):
    """Open the people dialog of a thread, and return it."""
    thread.get_by_role("button", name=re.compile("People in this conversation")).click()
    dialog = thread.get_by_role("dialog", name="People in this conversation")
    dialog.get_by_role("list", name="People").wait_for()
    return dialog


def choose(dialog, name):
    """Choose a person to add, by name."""
    field = dialog.get_by_role("combobox", name="People to add")
    field.fill(name)
    dialog.get_by_role("option", name=re.compile(name)).click()


def add(dialog, name, history):
    """Add a person. `history` is the choice of what they will see."""
    dialog.get_by_role("button", name="Add people").click()
    choose(dialog, name)
    dialog.get_by_role("radio", name=re.compile(history)).check()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text(f"Added: {name}")).to_be_visible()


def say(thread, words):
    """Send a message to a thread."""
    thread.locator("textarea").fill(words)
    thread.get_by_role("button", name="Send").click()
    expect(thread.locator(".message").get_by_text(words)).to_be_visible()


def start_group(visitor, names, title, words):
    """Start a group from the inbox, and return its thread."""
    visitor.go(INBOX)
    visitor.page.get_by_role("button", name="New message").click()
    composer = visitor.page.locator("proserva-inbox .write proserva-compose")
    field = composer.get_by_role("combobox", name="To")
    for name in names:
        field.fill(name)
        composer.get_by_role("option", name=re.compile(name)).click()
    composer.get_by_label("Group name").fill(title)
    composer.get_by_label("Message", exact=True).fill(words)
    composer.get_by_role("button", name="Send").click()
    thread = visitor.page.locator("proserva-thread")
    expect(thread.locator(".message").get_by_text(words)).to_be_visible()
    return thread
