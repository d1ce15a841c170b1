"""Messages outside of lessons: the gradebook, a profile, a link, a discussion post."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.campus import MAIN_COURSE, NARROW, WIDE
from tests.browser.test_care import assert_accessible, assert_fits

GRADEBOOK = f"/courses/{MAIN_COURSE}/instructor/api/gradebook"
POST = "5f0c1a7be4d2a90c11d20001"
OTHER = "course-v1:Proserva+OTHER+2026"


def write(place, text):
    area = place.locator("proserva-compose textarea")
    area.fill(text)
    area.press("Control+Enter")
    expect(place.get_by_text("Sent to")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_a_button_makes_a_row_of_the_gradebook_no_taller(visit, width):
    teacher = visit("instructor", width)
    heights = "Array.from(document.querySelectorAll('.student-table tbody tr'), row => row.offsetHeight)"
    teacher.context.route("**/proserva.js", lambda route: route.abort())
    teacher.go(GRADEBOOK)
    before = teacher.page.evaluate(heights)
    teacher.context.unroute("**/proserva.js")
    teacher.go(GRADEBOOK)
    button = teacher.page.get_by_role("button", name="Message learner5", exact=True)
    expect(button).to_be_visible()
    assert teacher.page.evaluate(heights) == before
    assert_accessible(teacher.page)
    assert_fits(teacher.page)
    button.click()
    dialog = teacher.page.get_by_role("dialog", name="Message learner5")
    expect(dialog.locator("textarea")).to_be_focused()
    assert_accessible(teacher.page)
    assert_fits(teacher.page)
    write(teacher.page.locator("proserva-gradebook"), f"About your results, at {width}")
    teacher.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_column_too_narrow_for_name_and_button_makes_no_row_taller(visit):
    """The LMS's gradebook has such a column on a phone."""
    teacher = visit("instructor", NARROW)
    teacher.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        "  const sheet = new CSSStyleSheet();"
        "  sheet.replaceSync('.student-table { table-layout: fixed; inline-size: 60px !important; min-inline-size: 0 }'"
        "    + '.student-table td { block-size: 50px; line-height: 50px; padding: 0 0 0 8px; overflow: hidden }'"
        "    + '.student-table td { white-space: normal }');"
        "  document.adoptedStyleSheets.push(sheet) })"
    )
    teacher.go(GRADEBOOK)
    button = teacher.page.get_by_role("button", name="Message learner5", exact=True)
    expect(button).to_be_visible()
    heights = "Array.from(document.querySelectorAll('.student-table tbody tr'), row => row.offsetHeight)"
    assert max(teacher.page.evaluate(heights)) < 60
    button.click()
    expect(teacher.page.get_by_role("dialog", name="Message learner5").locator("textarea")).to_be_focused()


def test_a_message_from_the_gradebook_links_to_the_learners_own_results(visit):
    visit("instructor").go(GRADEBOOK)
    learner = visit("learner5")
    learner.go("/messages/")
    learner.page.locator("proserva-inbox").get_by_role("link", name=re.compile("Ines Torres")).first.click()
    link = learner.page.locator("proserva-thread").get_by_role("link", name="Open page").first
    expect(link).to_have_attribute("href", re.compile(f"/courses/{re.escape(MAIN_COURSE)}/progress$"))


def test_a_profile_has_a_button_for_permitted_senders(visit):
    teacher = visit("instructor")
    teacher.go("/u/learner4")
    person = teacher.page.locator("proserva-person")
    person.get_by_role("button", name=re.compile("^Message ")).click()
    assert_accessible(teacher.page)
    write(person, "From your profile")
    classmate = visit("learner5")
    classmate.go("/u/learner4")
    expect(classmate.page.get_by_role("heading", level=1)).to_be_visible()
    classmate.page.wait_for_load_state("networkidle")
    expect(classmate.page.locator("proserva-person").get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_link_opens_a_message_in_a_shared_course(visit, width):
    boss = visit("admin", width)
    boss.go(f"/messages/new/?to=learner3&course_id={OTHER.replace('+', '%2B')}")
    person = boss.page.locator("proserva-person")
    expect(person.get_by_label("Course")).to_have_value(OTHER)
    assert_accessible(boss.page)
    assert_fits(boss.page)
    person.get_by_label("Course").select_option(MAIN_COURSE)
    write(person, "In the main course")
    stranger = visit("learner5", width)
    assert stranger.page.goto(f"{stranger.address}/messages/new/?to=learner3").status == 404


@pytest.mark.parametrize(
    ("width", "listing", "post"),
    [
        (WIDE, "/discussions/{}/posts", f"/{POST}"),
        (NARROW, "/discussions/{}/posts", f"/{POST}"),
        (WIDE, "/courses/{}/discussion/forum", f"/general-topic/threads/{POST}"),
    ],
)
def test_the_post_on_screen_has_a_button(visit, width, listing, post):
    # The front end and the platform's legacy page are not available here: use a page at such a URL with the element.
    learner = visit("learner2", width)
    learner.go("/u/learner2")
    learner.page.evaluate(
        """listing => {
        history.replaceState(null, "", listing);
        document.body.append(document.createElement("proserva-post-button"));
        }""",
        listing.format(MAIN_COURSE),
    )
    place = learner.page.locator("proserva-post-button")
    expect(place.get_by_role("button")).to_have_count(0)
    learner.page.evaluate(f"history.pushState(null, '', location.pathname + '{post}')")
    button = place.get_by_role("button", name="Message the instructor privately")
    button.click()
    expect(place.locator("textarea")).to_be_focused()
    # A floating button has its label only once.
    expect(button).to_be_hidden()
    assert_accessible(learner.page)
    assert_fits(learner.page)
    learner.page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.press("Enter")
    expect(place.locator("textarea")).to_be_focused()
    write(place, "I did not want to ask this in public.")
    place.get_by_role("link", name="Open the conversation").click()
    thread = learner.page.locator("proserva-thread")
    expect(thread.get_by_text("A chart without a zero").first).to_be_visible()
