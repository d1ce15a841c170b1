"""Other languages: on an Arabic page all our elements are in Arabic, right to left; on a French page, in French."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.campus import LESSON, MAIN_COURSE, NARROW, WIDE

# Everything that can be read or heard in our elements and their shadow trees: texts, labels, hints, tooltips.
READ = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
    if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
    if (node instanceof Element) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(node.getAttribute(name) ?? "");
      if (node instanceof HTMLInputElement && node.type === "text") found.push(node.value);
    }
    [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].forEach(walk);
  };
  document.querySelectorAll(
    "proserva-bell, proserva-inbox, proserva-message-button, .proserva-unavailable").forEach(walk);
  return found.join("\\n");
}"""
# Texts that need no translation: names and initials, the course's content, technical terms.
SAME = [
    "Ines Torres", "IT", "Statistics for Everyone", "Week 1: Looking at data", "Pictures of numbers", "Welcome",
    "Stuck, or curious? We usually answer within a day.", "Markdown", "Ctrl", "Enter", "MB",
]  # fmt: skip
QUESTION = "هل الوسيط دائمًا أحد الأعداد؟"


def get_latin_words(place):
    """Return the words in Latin letters that our elements show in a page or a frame."""
    text = place.evaluate(READ)
    for known in SAME:
        text = text.replace(known, " ")
    return re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]+)*", text)


def get_unit_frame(page):
    """Return the frame of the unit."""
    return next(frame for frame in page.frames if "/xblock/" in frame.url)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_lesson_and_the_inbox_in_arabic(visit, width):
    learner = visit("learner3", width)
    unit = learner.open_composer(LESSON)
    expect(unit.get_by_role("button", name="مراسلة المدرّس")).to_be_visible()
    expect(unit.locator("proserva-compose").get_by_role("button", name="إرسال")).to_be_visible()
    frame = get_unit_frame(learner.page)
    assert frame.evaluate("getComputedStyle(document.querySelector('proserva-message-button')).direction") == "rtl"
    assert get_latin_words(frame) == []
    unit.locator("proserva-compose textarea").fill(QUESTION)
    unit.get_by_role("button", name="إرسال").click()
    expect(unit.get_by_text("أُرسلت إلى Ines Torres")).to_be_visible()

    learner.go(f"/messages/?course_id={MAIN_COURSE.replace('+', '%2B')}")
    inbox = learner.page.locator("proserva-inbox")
    inbox.get_by_text(QUESTION).first.click()
    receipt = inbox.locator("proserva-thread").get_by_role("button", name="مُرسَلة").last
    expect(receipt).to_be_visible()
    assert inbox.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert get_latin_words(learner.page) == []
    receipt.click()
    expect(inbox.get_by_text("لم تُشاهَد بعد")).to_be_visible()
    assert get_latin_words(learner.page) == []

    learner.go("/messages/?preferences=1")
    expect(learner.page.get_by_role("radio", name="رسالة بريد إلكتروني لكل رسالة")).to_be_checked()
    assert get_latin_words(learner.page) == []


def test_french_is_french(visit):
    learner = visit("learner17")
    learner.go("/messages/")
    inbox = learner.page.locator("proserva-inbox")
    expect(inbox.get_by_role("button", name="Réglages")).to_be_visible()
    expect(inbox.get_by_text("Choisissez une conversation")).to_be_visible()
    learner.go(f"{LESSON}?legacy=1")
    expect(learner.page.get_by_role("button", name="Écrire à l’enseignant")).to_be_visible()


def test_without_its_catalogue_the_page_works_in_english(visit):
    learner = visit("learner3")
    learner.page.route("**/catalog/**", lambda route: route.abort())
    learner.go("/messages/")
    expect(learner.page.locator("proserva-inbox").get_by_role("button", name="Settings")).to_be_visible()
