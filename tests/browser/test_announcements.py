"""Announcements: posted, shown above lessons and on their page, dismissed, changed, expired and deleted."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.campus import LESSON, MAIN_COURSE, NARROW, WIDE
from tests.browser.test_care import assert_accessible, assert_fits

PAGE = f"/messages/courses/{MAIN_COURSE}/announcements/"
COURSE = f"/courses/{MAIN_COURSE}/"
LONG = "unbreakable" * 20
FILES = [{"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 plan"}]


def write(teacher, title, body="Hello **all**"):
    """Begin a new announcement on the announcements page."""
    teacher.go(PAGE)
    teacher.page.get_by_role("button", name="New announcement").click()
    teacher.page.get_by_label("Title").fill(title)
    teacher.page.get_by_label("Announcement", exact=True).fill(body)


def publish(teacher, title, body="Hello **all**", *boxes):
    """Post an announcement with some boxes ticked."""
    write(teacher, title, body)
    for box in boxes:
        teacher.page.get_by_label(box).check()
    teacher.page.get_by_role("button", name="Publish", exact=True).click()
    expect(teacher.page.get_by_role("heading", name=title)).to_be_focused()


def card(visitor, title):
    """Return an announcement's card on the page."""
    return visitor.page.get_by_role("article", name=title)


def download(visitor, title, name):
    """Return the content of a file of an announcement."""
    with visitor.page.expect_download() as started:
        card(visitor, title).get_by_role("link", name=name).click()
    return started.value.path().read_bytes()


def remove(teacher, title):
    """Delete an announcement, so that the next test finds none."""
    teacher.go(PAGE)
    card(teacher, title).get_by_role("button", name="Delete").click()
    card(teacher, title).get_by_role("button", name="Delete permanently").click()
    expect(card(teacher, title)).to_have_count(0)


def test_an_announcement_rings_is_shown_above_lessons_and_is_read(visit):
    teacher, learner = visit("instructor"), visit("learner11")
    write(teacher, "Exam dates", "The exam is on **Friday**.")
    teacher.page.locator("proserva-announcement-form input[type=file]").set_input_files(FILES)
    expect(teacher.page.get_by_text("plan.pdf")).to_be_visible()
    teacher.page.get_by_role("button", name="Publish", exact=True).click()
    expect(teacher.page.get_by_role("heading", name="Exam dates")).to_be_focused()
    learner.bell(1).wait_for(timeout=20_000)
    banner = learner.unit().get_by_role("region", name="Announcement")
    expect(banner).to_contain_text("The exam is on Friday.")
    banner.get_by_role("link", name="Exam dates").click()
    learner.page.wait_for_url(re.compile("/announcements/#announcement-"))
    expect(learner.page.get_by_role("heading", name="Exam dates")).to_be_focused()
    expect(card(learner, "Exam dates")).to_contain_text("New")
    assert download(learner, "Exam dates", "plan.pdf") == FILES[0]["buffer"]
    # They have seen it: the bell is quiet, and it is not new the next time.
    learner.bell(0).wait_for(timeout=20_000)
    learner.go(PAGE)
    expect(card(learner, "Exam dates")).to_be_visible()
    expect(card(learner, "Exam dates")).not_to_contain_text("New")
    expect(learner.page.get_by_role("button", name="Edit")).to_have_count(0)
    remove(teacher, "Exam dates")
    learner.go(LESSON)
    learner.page.wait_for_timeout(500)
    expect(learner.unit().get_by_role("region", name="Announcement")).to_have_count(0)


def test_a_dismissed_banner_returns_only_with_a_new_text(visit):
    teacher, learner = visit("instructor"), visit("learner12")
    publish(teacher, "Room change", "We meet in room 7.", "Pin to the top")
    region = learner.page.get_by_role("region", name="Announcement")
    learner.go(COURSE)
    region.get_by_role("button", name="Dismiss").click()
    expect(region).to_have_count(0)
    for _again in range(2):
        expect(learner.unit().locator("proserva-message-button").first).to_be_visible()
        expect(learner.unit().get_by_role("region", name="Announcement")).to_have_count(0)
    elsewhere = visit("learner12")
    elsewhere.go(COURSE)
    expect(elsewhere.page.get_by_role("heading", name="Outline")).to_be_visible()
    elsewhere.page.wait_for_timeout(500)
    expect(elsewhere.page.get_by_role("region", name="Announcement")).to_have_count(0)
    teacher.go(PAGE)
    card(teacher, "Room change").get_by_role("button", name="Edit").click()
    teacher.page.get_by_label("Announcement", exact=True).fill("We meet in room 8.")
    teacher.page.get_by_role("button", name="Save").click()
    expect(card(teacher, "Room change")).to_contain_text("Edited on")
    learner.go(COURSE)
    expect(region).to_contain_text("We meet in room 8.")
    expect(region).to_contain_text("Edited")
    remove(teacher, "Room change")


def test_an_announcement_is_published_and_expires_on_time(visit):
    teacher, learner = visit("instructor"), visit("learner13")
    write(teacher, "Later")
    teacher.page.get_by_label("Schedule for later").check()
    soon = datetime.fromisoformat(
        teacher.page.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString()")[:16]
    )
    teacher.page.get_by_label("Date and time").fill((soon + timedelta(minutes=1)).isoformat()[:16])
    expect(teacher.page.get_by_text("It will be published on")).to_be_visible()
    teacher.page.get_by_role("button", name="Schedule").click()
    expect(card(teacher, "Later")).to_contain_text("Scheduled")
    learner.go(PAGE)
    expect(learner.page.get_by_text("No announcements yet")).to_be_visible()
    learner.bell(1).wait_for(timeout=90_000)
    learner.go(PAGE)
    expect(card(learner, "Later")).to_be_visible()
    teacher.go(PAGE)
    card(teacher, "Later").get_by_role("button", name="Unpublish").click()
    expect(card(teacher, "Later")).to_contain_text("Unpublished")
    learner.go(PAGE)
    expect(learner.page.get_by_text("No announcements yet")).to_be_visible()
    learner.bell(0).wait_for(timeout=20_000)
    remove(teacher, "Later")


def test_the_second_of_two_editors_sees_the_changes_of_the_first(visit):
    first, second = visit("instructor"), visit("assistant")
    publish(first, "Shared", "The first text", "Pin to the top")
    second.go(PAGE)
    for visitor in (first, second):
        card(visitor, "Shared").get_by_role("button", name="Edit").click()
        expect(visitor.page.get_by_label("Title")).to_have_value("Shared")
    first.page.get_by_label("Announcement", exact=True).fill("By the first")
    first.page.get_by_role("button", name="Save").click()
    expect(card(first, "Shared")).to_contain_text("By the first")
    second.page.get_by_label("Announcement", exact=True).fill("By the second")
    second.page.get_by_role("button", name="Save").click()
    expect(second.page.get_by_role("alert")).to_contain_text("By the first")
    expect(second.page.get_by_label("Announcement", exact=True)).to_have_value("By the second")
    second.page.get_by_role("button", name="Save").click()
    expect(card(second, "Shared")).to_contain_text("By the second")
    remove(second, "Shared")


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_every_view_is_accessible_and_fits(visit, width):
    teacher, learner = visit("instructor", width), visit("learner14", width)
    teacher.go(PAGE)
    expect(teacher.page.get_by_text("No announcements yet")).to_be_visible()
    assert_accessible(teacher.page)
    write(teacher, f"Wide {LONG}", f"{LONG} https://example.org/{LONG} <b>שלום</b>\n\n- a list\n\n`code {LONG}`")
    for box in ("Schedule for later", "Set an end date", "Also send by email"):
        teacher.page.get_by_label(box).check()
    assert_accessible(teacher.page)
    assert_fits(teacher.page)
    teacher.page.get_by_label("Title").fill("")
    teacher.page.get_by_role("button", name="Schedule").click()
    expect(teacher.page.get_by_text("Enter a title.")).to_be_visible()
    assert_accessible(teacher.page)
    teacher.page.get_by_label("Title").fill(f"Wide {LONG}")
    teacher.page.get_by_label("Publish now").check()
    teacher.page.get_by_role("button", name="Publish", exact=True).click()
    expect(teacher.page.get_by_role("button", name="Unpublish")).to_be_visible()
    assert_accessible(teacher.page)
    assert_fits(teacher.page)
    look_everywhere(learner, re.compile("^Wide unbreakable"))
    teacher.page.get_by_role("button", name="Delete").click()
    assert_accessible(teacher.page)
    teacher.page.get_by_role("button", name="Delete permanently").click()
    expect(teacher.page.get_by_text("Announcement deleted.")).to_be_focused()


def look_everywhere(learner, title):
    """Check each page that shows an announcement to learners."""
    for path in (COURSE, LESSON, f"{LESSON}?legacy=1", PAGE):
        learner.go(path)
        place = learner.page.frame_locator("iframe[src*='/xblock/']") if path == LESSON else learner.page
        expect(place.locator("proserva-announcements").get_by_text(title).first).to_be_visible()
        assert_accessible(learner.page)
        assert_fits(learner.page)


def test_right_to_left(visit):
    teacher, learner = visit("instructor"), visit("learner3", NARROW)
    publish(teacher, "Для всех", "مرحبا **بكم**")
    learner.go(COURSE)
    banner = learner.page.locator("proserva-announcements section")
    expect(banner).to_be_visible()
    assert (
        learner.page.evaluate("getComputedStyle(document.querySelector('proserva-announcements')).direction") == "rtl"
    )
    assert_accessible(learner.page)
    assert_fits(learner.page)
    learner.go(PAGE)
    expect(learner.page.get_by_role("heading", name="Для всех")).to_be_visible()
    assert_accessible(learner.page)
    assert_fits(learner.page)
    remove(teacher, "Для всех")


def test_posting_and_dismissing_need_no_mouse(visit):
    teacher, learner = visit("instructor"), visit("learner15")
    teacher.go(PAGE)
    teacher.page.get_by_role("button", name="New announcement").focus()
    teacher.page.keyboard.press("Enter")
    expect(teacher.page.get_by_role("heading", name="New announcement")).to_be_focused()
    teacher.page.keyboard.press("Tab")
    teacher.page.keyboard.type("By keyboard")
    teacher.page.keyboard.press("Tab")
    teacher.page.keyboard.type("Alone")
    teacher.page.get_by_label("Title").focus()
    teacher.page.keyboard.press("Enter")
    expect(teacher.page.get_by_role("heading", name="By keyboard")).to_be_focused()
    learner.go(COURSE)
    away = learner.page.get_by_role("button", name="Dismiss")
    away.focus()
    learner.page.keyboard.press("Enter")
    expect(away).to_have_count(0)
    expect(learner.page.get_by_text("Announcement dismissed.")).to_be_focused()
    remove(teacher, "By keyboard")


def test_an_outsider_sees_no_announcement(visit):
    stranger = visit("instructor2")
    answer = stranger.page.goto(stranger.address + PAGE)
    assert answer.status == 404
    assert stranger.page.locator("proserva-announcements").count() == 0
