"""Tests of the corpus: each message is shown whole, everywhere that its text shows."""

import html
import re
from datetime import timedelta

import ddt
from django.core import mail
from django.core.cache import cache
from django.test import SimpleTestCase
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.models import Delivery
from proserva_messaging.store.rendering import TAGS, make_preview, render
from proserva_messaging.store.text import normalize_text
from proserva_messaging.sweep import sweep
from tests.broadcast_case import BroadcastCase
from tests.corpus import list_languages, read_texts

# The characters that may format something.
MARKS = frozenset("*_`#>-+=~[]()|\\.")
LANGUAGE = re.compile(r"^([ \t]*```)\w+$", re.MULTILINE)
BODIES = [body for language in list_languages() for body in read_texts(language)]


def reduce(text, marks=MARKS):
    """Return the characters of a text that are neither spaces nor marks."""
    return "".join(each for each in LANGUAGE.sub(r"\1", text) if not each.isspace() and each not in marks)


def read(body_html):
    """Return the text of HTML, with the addresses of links that have other words, and the numbers of items."""
    with_urls = re.sub(r'<a href="([^"]*)"[^>]*>(.*?)</a>', _show_link, body_html)
    with_numbers = re.sub(r'<li value="(\d+)">', r"\1", with_urls)
    return html.unescape(re.sub(r"<[^>]*>", "", with_numbers))


def _show_link(match):
    url, words = match.groups()
    return words if url in (words, f"https://{words}") else words + url


@ddt.ddt
class CorpusTests(SimpleTestCase):
    def test_there_are_many_in_many_languages(self):
        self.assertGreaterEqual(len(list_languages()), 12)
        self.assertGreaterEqual(len(BODIES), 120)

    @ddt.data(*list_languages())
    def test_each_message_is_shown_whole(self, language):
        for body in map(normalize_text, read_texts(language)):
            shown = render(body).html
            self.assertEqual(reduce(read(shown)), reduce(body), body)
            self.assertLessEqual(set(re.findall(r"<(\w+)", shown)), TAGS)
            for url, words in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', shown):
                self.assertIn(url, (words, f"https://{words}"))
                self.assertNotRegex(words, r"[.,;:!?，。、؟।»”」）]$")

    def test_formatting_is_what_was_meant(self):
        tags = {language: set() for language in list_languages()}
        for language in tags:
            for body in read_texts(language):
                tags[language].update(re.findall(r"<(strong|em|code|pre|ol)\b", render(body).html))
        for language in tags:
            self.assertIn("strong", tags[language], language)
        self.assertEqual(tags["en"], {"strong", "em", "code", "pre", "ol"})
        self.assertIn("em", tags["zh"] | tags["he"] | tags["ar"])


class PlaceTests(BroadcastCase):
    """Each message of the corpus in all places: it is sent once to each, and looked for there."""

    def test_a_message_in_thread_inbox_bell_search_and_email(self):
        first = self.ask("Hello")
        for body in map(normalize_text, BODIES):
            mail.outbox.clear()
            cache.clear()
            message = self.answer(first.thread_id, body, sender=self.learner)
            shown = self.get(self.instructor, "thread_messages", first.thread_id).json()["results"]
            (info,) = (each for each in shown if each["id"] == message.pk)
            self.assertEqual(info["body"], body)
            self.assertEqual(reduce(read(info["body_html"])), reduce(body))
            preview = make_preview(info["body_html"])
            rows = self.get(self.instructor, "threads").json()["results"]
            self.assertEqual(rows[0]["last_message"]["preview"], preview)
            bell = self.get(self.instructor, "notifications").json()["results"]
            self.assertEqual(bell[0]["preview"], preview)
            self.check_email(mail.outbox[0], body)
            words = max(re.split(r"\s+", body), key=len)
            found = self.get(self.instructor, "threads", q=words[:100]).json()["results"]
            self.assertEqual([each["id"] for each in found], [first.thread_id], words)

    def check_email(self, sent, body):
        """Check both parts of an email."""
        self.assertIn(body, sent.body)
        part = sent.alternatives[0][0]
        self.assertIn(render(body).html, part)

    def test_a_digest(self):
        api.set_email_choice(self.instructor, "daily")
        for body in map(normalize_text, BODIES[:20]):
            cache.clear()
            self.ask(body)
        Delivery.objects.update(email_due=timezone.now() - timedelta(days=2))
        mail.outbox.clear()
        sweep()
        (digest,) = mail.outbox
        for body in map(normalize_text, BODIES[:20]):
            self.check_email(digest, body)

    def test_a_broadcast_and_its_preview(self):
        for body in map(normalize_text, BODIES[::9]):
            if re.search(r"\{[a-z]", body):
                continue
            preview = self.post(self.instructor, "broadcast_preview", data=self.form(body=body))
            self.assertEqual(reduce(read(preview.json()["html"])), reduce(body))
