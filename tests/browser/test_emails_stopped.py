"""Unsubscribing from an email: in a browser without signing in, and by a mail client."""

import os
import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.campus import NARROW, WIDE

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def look(page, name):
    """Check a page with axe and check that it does not scroll sideways. Save a screenshot if SHOTS names a folder."""
    assert Axe().run(page, options=WCAG).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


@pytest.mark.parametrize(("learner", "width"), [("learner5", WIDE), ("learner4", NARROW)])
def test_a_user_unsubscribes_without_signing_in(visit, chromium, campus, learner, width):
    visit(learner, width).ask("Who gets this by email?")
    reader = visit("instructor", width)
    reader.go("/demo/mailbox/?to=instructor@campus.example")
    reader.page.get_by_role("link", name=re.compile("Message from")).first.click()
    letter = reader.page.frame_locator("iframe").first
    link = letter.get_by_role("link", name="Stop these emails for this course").get_attribute("href")
    signed_out = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    signed_out.goto(campus + re.sub(r"^https?://[^/]+", "", link))
    expect(signed_out.get_by_role("heading", level=1)).to_have_text("Stop these emails for this course?")
    look(signed_out, f"ask-{width}")
    # The forms of the platform's page work here, too: their origin is sent.
    signed_out.get_by_role("button", name="Set").click()
    expect(signed_out.get_by_role("heading", level=1)).to_have_text("Stop these emails for this course?")
    signed_out.get_by_role("button", name="Stop these emails").focus()
    signed_out.keyboard.press("Enter")
    expect(signed_out.get_by_role("heading", level=1)).to_have_text("These emails have stopped")
    look(signed_out, f"done-{width}")
    signed_out.get_by_role("link", name="Choose which emails you get").click()
    expect(signed_out).to_have_url(re.compile("/login/"))
    signed_out.goto(f"{campus}/messages/unsubscribe/nonsense/")
    expect(signed_out.get_by_role("heading", level=1)).to_have_text("This link does not work")
    look(signed_out, f"unknown-{width}")
    signed_out.context.close()


def test_a_mail_client_unsubscribes_with_one_request(visit, campus):
    visit("learner5").ask("And who gets this?")
    reader = visit("instructor")
    reader.go("/demo/mailbox/")
    path = reader.page.evaluate(
        """async () => {
          const raw = [...document.querySelectorAll("a[href*='/demo/mailbox/']")].map(a => a.getAttribute("href"));
          for (const href of raw.filter(each => /mailbox\\/\\d+/.test(each))) {
            const text = await (await fetch(href.replace(/#.*|\\?.*/, "") + "raw")).text();
            const found = text.match(/List-Unsubscribe:\\s*<https?:\\/\\/[^\\/]+(\\S+)>/);
            if (found) return found[1];
          }
        }"""
    )
    request = urllib.request.Request(campus + path, data=b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
        assert "These emails have stopped" in answer.read().decode()
