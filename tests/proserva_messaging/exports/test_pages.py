"""Tests of the pages of an export: no text becomes markup, and long conversations have pages with links."""

import re
from html.parser import HTMLParser
from unittest import mock

from proserva_messaging.exports import reading
from proserva_messaging.models import (
    Attachment,
    BroadcastTemplate,
    Message,
    Thread,
)
from tests.export_case import ExportCase, write

HOSTILE = "<script>alert(1)</script><img src=//evil.example/x onerror=alert(2)>\"'&\u202egnp.exe"


class Links(HTMLParser):
    """Collects the tags of a page, and all that a browser would load or follow."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.addresses = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [(tag, name, value) for name, value in attrs if name in ("src", "href", "action", "style")]
        self.addresses += [(tag, name, value) for name, value in attrs if name.startswith("on")]


class PageTests(ExportCase):
    """The pages run nothing and load nothing."""

    def hostile(self):
        """Fill every text with markup, also past the doors, which would refuse some of it."""
        upload = self.upload(name="x.txt")
        self.answer(self.thread_id, HOSTILE, sender=self.learner, attachment_ids=[upload.pk])
        context = {"kind": "page", "label": HOSTILE, "url": "javascript:alert(1)", "path": [], "excerpt": HOSTILE}
        Message.objects.filter(thread=self.thread_id).update(context=context)
        Attachment.objects.update(name=HOSTILE)
        Thread.objects.update(title=HOSTILE)
        BroadcastTemplate.objects.create(
            author=self.learner, course_id=self.key, name=HOSTILE, subject=HOSTILE, body=HOSTILE
        )
        self.upload(name="unsent.txt")
        self.announce(HOSTILE, HOSTILE)
        self.let_go()

    def test_no_text_becomes_markup(self):
        self.hostile()
        pages = {path: body.decode() for path, body in write(self.learner).items() if path.endswith(".html")}
        self.assertEqual(set(pages), {"index.html", "announcements.html", f"threads/{self.thread_id}.html"})
        for path, page in pages.items():
            with self.subTest(path=path):
                links = Links(page)
                self.assertEqual(links.tags & {"script", "img", "iframe", "link", "form", "object", "base"}, set())
                for tag, name, value in links.addresses:
                    self.assertEqual((tag, name), ("a", "href"), value)
                    self.assertRegex(value, r"^(\.\./)?(files/\d+-|threads/|index|announcements)", value)
                self.assertIn("alert(1)", page)

    def test_a_browser_may_load_nothing_but_the_one_style(self):
        page = write(self.learner)["index.html"].decode()
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
        self.assertRegex(policy, r"^default-src &#x27;none&#x27;; style-src &#x27;sha256-[\w+/=]{44}&#x27;$")
        (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        self.assertNotIn("url(", style)
        self.assertNotIn("&", style)

    def test_a_path_stays_in_its_folder(self):
        upload = self.upload(name="x.txt")
        Attachment.objects.filter(pk=upload.pk).update(name="../../../etc/passwd")
        self.assertIn(f"files/{upload.pk}-passwd", write(self.learner))

    def test_long_conversations_have_pages_with_links(self):
        with mock.patch.object(reading, "PAGE_SIZE", 2):
            for number in range(4):
                self.answer(self.thread_id, f"Text {number}")
            files = write(self.learner)
        stem = f"threads/{self.thread_id}"
        paths = sorted(path for path in files if "threads" in path)
        self.assertEqual(paths, [f"{stem}-2.html", f"{stem}-3.html", f"{stem}.html"])
        second = files[f"{stem}-2.html"].decode()
        self.assertIn(f'href="{self.thread_id}.html" rel="prev"', second)
        self.assertIn(f'href="{self.thread_id}-3.html" rel="next"', second)
        self.assertNotIn('rel="next"', files[f"{stem}-3.html"].decode())
