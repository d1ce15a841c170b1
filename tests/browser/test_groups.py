"""Groups in browsers: adding people with and without history, live updates, keyboard, wide and narrow screens."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.campus import LESSON, NARROW, WIDE
from tests.browser.groups import ROSTER, add, choose, open_people, open_thread, say, start_group
from tests.browser.test_care import assert_accessible, assert_fits

SECRET = "Between the two of us: I failed the exam"
FILE = {"name": "grades.csv", "mimeType": "text/csv", "buffer": b"F\n"}
FROM_NOW, WITH_ALL = "Noor Khan", "Zoë Baker"


def test_people_added_to_a_private_conversation_see_the_chosen_history(visit):
    instructor, learner = visit("instructor"), visit("learner12")
    ask_in_private(learner)
    thread = open_thread(instructor, SECRET)
    file = thread.get_by_role("link", name=re.compile("grades.csv")).get_attribute("href")
    dialog = open_people(thread)
    expect(dialog.get_by_text(re.compile("stays between the two of you"))).to_be_visible()
    dialog.get_by_role("switch", name="Group Chat").check()
    refuse_to_choose_for_them(dialog)
    add(dialog, WITH_ALL, "All messages")
    dialog.get_by_role("button", name="Close", exact=True).click()
    say(thread, "Welcome, both of you")
    see_nothing_earlier(visit("learner29"), file)
    see_everything(visit("learner30"), file)
    lines = open_thread(learner, "Welcome, both").locator(".line")
    shown = f"Ines Torres added {FROM_NOW}, with access to new messages only."
    expect(lines.filter(has_text=shown)).to_be_visible()
    expect(lines.filter(has_text=f"Ines Torres added {WITH_ALL}, with access to the whole history.")).to_be_visible()
    assert_accessible(learner.page)


def ask_in_private(learner):
    unit = learner.open_composer(LESSON)
    unit.locator("proserva-compose input[type=file]").set_input_files([FILE])
    unit.locator("proserva-compose textarea").fill(SECRET)
    unit.get_by_role("button", name="Send").click()
    unit.get_by_text("Sent to").wait_for()


def refuse_to_choose_for_them(dialog):
    dialog.get_by_role("button", name="Add people").click()
    expect(dialog.get_by_text("This is a private conversation")).to_be_visible()
    choose(dialog, FROM_NOW)
    expect(dialog.get_by_role("radio", checked=True)).to_have_count(0)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text("Choose what they will see.")).to_be_visible()
    dialog.get_by_role("radio", name=re.compile("New messages only")).check()
    expect(dialog.get_by_text(f"{FROM_NOW} will see new messages only")).to_be_visible()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text(f"Added: {FROM_NOW}")).to_be_visible()


def see_nothing_earlier(later, file):
    thread = open_thread(later, "Welcome, both")
    expect(thread.get_by_text("You can't see earlier messages.")).to_be_visible()
    expect(thread.locator(".line").first).to_contain_text("added you. You can see new messages only.")
    expect(thread.get_by_text(SECRET)).to_have_count(0)
    assert later.page.request.get(file).status == 404
    assert_accessible(later.page)
    later.page.get_by_role("searchbox", name="Search messages").fill("failed the exam")
    expect(later.page.get_by_text("No results")).to_be_visible()


def see_everything(reader, file):
    thread = open_thread(reader, "Welcome, both")
    expect(thread.get_by_text(SECRET)).to_be_visible()
    expect(thread.get_by_text("You can't see earlier messages.")).to_have_count(0)
    assert reader.page.request.get(file).status == 200
    reader.page.get_by_role("searchbox", name="Search messages").fill("failed the exam")
    expect(reader.page.locator("proserva-inbox .item")).to_have_count(1)


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_a_private_conversation_is_labelled_and_adding_people_fits(visit, width):
    assistant = visit("assistant", width)
    assistant.go(ROSTER)
    roster = assistant.page.locator("proserva-roster")
    roster.get_by_role("button", name="Message Lena Fischer").click()
    roster.locator("proserva-compose textarea").fill(f"About your homework, {width}")
    roster.get_by_role("button", name="Send").click()
    expect(roster.get_by_text("Sent to Lena Fischer")).to_be_visible()
    thread = open_thread(assistant, f"About your homework, {width}")
    dialog = open_people(thread)
    if width == WIDE:
        dialog.get_by_role("switch", name="Group Chat").check()
    expect(dialog.get_by_text("Until then, it stays between the two of you.")).to_be_visible()
    assert_accessible(assistant.page)
    assert_fits(assistant.page)
    dialog.get_by_role("button", name="Add people").click()
    dialog.get_by_role("combobox", name="People to add").fill("María")
    expect(dialog.get_by_role("option", name=re.compile("María"))).to_be_visible()
    assert_accessible(assistant.page)
    choose(dialog, "María")
    dialog.get_by_role("radio", name=re.compile("All messages")).check()
    assert_accessible(assistant.page)
    assert dialog.locator(".scroll").evaluate("part => part.scrollWidth <= part.clientWidth")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog.get_by_role("button", name="Add people")).to_be_focused()


def test_messages_and_system_messages_arrive_within_three_seconds(visit):
    instructor, learner = visit("instructor"), visit("learner21")
    thread = start_group(instructor, ["João", "Fatima"], "Live workshop", "Are you all here?")
    other = open_thread(learner, "Live workshop")
    expect(other.get_by_text("Are you all here?")).to_be_visible()
    thread.locator("textarea").fill("The answer is 42")
    thread.get_by_role("button", name="Send").click()
    sent = time.monotonic()
    expect(other.get_by_text("The answer is 42")).to_be_visible(timeout=4500)
    took = time.monotonic() - sent
    assert took < 4, f"It took {took:.1f} seconds"
    expect(thread.get_by_text(re.compile(r"Seen by 1 of 2"))).to_be_visible(timeout=12_000)
    dialog = open_people(thread)
    add(dialog, "Jonas", "New messages only")
    expect(other.locator(".line").get_by_text(re.compile("added Jonas Björklund"))).to_be_visible(timeout=4500)
    expect(other.locator(".head").get_by_text("4 people")).to_be_visible(timeout=4500)


def test_a_mention_is_completed_and_highlighted_and_rings_in_a_muted_group(visit):
    instructor, learner = visit("instructor"), visit("learner26")
    thread = start_group(instructor, ["Giulia", "Ana-Maria"], "Mentions", "A group")
    muted = open_thread(learner, "Mentions")
    muted.get_by_role("button", name=re.compile("^Mute")).click()
    learner.go("/")
    text = thread.locator("textarea")
    text.click()
    text.press_sequentially("Over to you, @giu")
    option = thread.get_by_role("option", name=re.compile("Giulia Romano"))
    expect(option).to_be_visible()
    assert_accessible(instructor.page)
    text.press("Enter")
    expect(text).to_have_value("Over to you, @learner26 ")
    expect(option).to_be_hidden()
    text.press("Control+Enter")
    expect(thread.locator(".message .mention")).to_have_text("@learner26")
    bell = learner.bell(1)
    expect(bell).to_be_visible(timeout=10_000)
    bell.click()
    expect(
        learner.page.locator("proserva-bell").get_by_text("Ines Torres mentioned you · Mentions").first
    ).to_be_visible()
    learner.page.locator("proserva-bell").get_by_role("link", name=re.compile("Over to you")).click()
    expect(learner.page.locator("proserva-thread .message.mentions").get_by_text("mentions you")).to_be_visible()
    assert_accessible(learner.page)


def test_the_people_panel_works_with_the_keyboard(visit):
    instructor = visit("instructor")
    thread = start_group(instructor, ["Chloé", "Thandiwe"], "Keys", "By keyboard")
    page = instructor.page
    thread.get_by_role("button", name=re.compile("People in this conversation")).focus()
    page.keyboard.press("Enter")
    dialog = thread.get_by_role("dialog", name="People in this conversation")
    dialog.get_by_role("list", name="People").wait_for()
    add_by_keyboard(page, dialog, "Kwame Mensah")
    tab_to(page, "Manage Kwame Mensah")
    page.keyboard.press("Enter")
    tab_to(page, "Remove")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Remove Kwame Mensah")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Remove", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog.locator("li[data-name]").get_by_text("Kwame Mensah")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(thread.get_by_role("button", name=re.compile("People in this conversation"))).to_be_focused()


def add_by_keyboard(page, dialog, name):
    """Add a person to the conversation of an open people panel."""
    tab_to(page, "Add people")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("combobox", name="People to add")).to_be_focused()
    page.keyboard.type(name.split()[0])
    expect(dialog.get_by_role("option", name=re.compile(name))).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("list", name="Selected")).to_contain_text(name)
    tab_to(page, "Add")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text(f"Added: {name}")).to_be_visible()


def tab_to(page, name):
    """Press Tab until the focused element has this name."""
    script = """() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return (at?.getAttribute("aria-label") ?? at?.textContent ?? "").trim();
    }"""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(script) == name:
            return
    raise AssertionError(f"No way to {name!r} by keyboard")


def test_the_last_owner_transfers_ownership_before_leaving_and_still_finds_the_group(visit):
    instructor = visit("instructor")
    thread = start_group(instructor, ["Aroha", "Giulia"], "Handing over", "You will do this without me")
    dialog = open_people(thread)
    leave = dialog.get_by_role("button", name="Leave this conversation")
    leave.click()
    dialog.get_by_role("group", name="Leave this conversation").get_by_role("button", name="Leave").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    dialog.get_by_role("button", name="Manage Aroha Ngata").click()
    dialog.get_by_role("button", name="Transfer ownership").click()
    dialog.get_by_role("button", name="Transfer ownership to Aroha Ngata").click()
    expect(dialog.get_by_role("switch")).to_have_count(0)
    leave.click()
    dialog.get_by_role("group", name="Leave this conversation").get_by_role("button", name="Leave").click()
    expect(dialog).to_be_hidden()
    expect(thread.locator("textarea")).to_have_count(0)
    expect(thread.locator(".foot")).to_contain_text("left")
    instructor.go("/messages/")
    expect(instructor.page.locator("proserva-inbox .item").filter(has_text="Handing over")).to_contain_text("You left")
    assert_accessible(instructor.page)


def test_a_removed_member_sees_the_removal_on_an_open_page(visit):
    instructor, learner = visit("instructor"), visit("learner24")
    thread = start_group(instructor, ["Thandiwe", "Jonas"], "Short visit", "Welcome")
    other = open_thread(learner, "Short visit")
    other.locator("textarea").fill("I was just about to say")
    dialog = open_people(thread)
    dialog.get_by_role("button", name="Manage Thandiwe Nkosi").click()
    dialog.get_by_role("button", name="Remove", exact=True).click()
    dialog.get_by_role("button", name="Remove Thandiwe Nkosi").click()
    expect(other.locator(".line").get_by_text("Ines Torres removed you.")).to_be_visible(timeout=4500)
    expect(other.locator("textarea")).to_have_count(0)
    expect(other.locator(".foot .notice")).to_contain_text("removed")
