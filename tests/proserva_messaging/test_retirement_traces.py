"""The proof of retirement: after it, no table, no file and no cached value has a trace of the person."""

import base64
import html
import json
from urllib.parse import quote

import ddt

from proserva_messaging.models import Export, FileRemoval, LinkRevocation, Retirement
from tests.traces import WORDS, LeavingCase, find, find_in_cache, find_in_files, find_in_tables

# The columns in which the person leaves traces.
COLUMNS = {
    *("Message.body", "Message.body_html", "Message.preview", "Message.context", "Message.event"),
    *("Thread.title", "Participant.left_title", "Attachment.name", "Delivery.email_reason"),
    *("BroadcastTemplate.name", "BroadcastTemplate.subject", "BroadcastTemplate.body"),
}


@ddt.ddt
class SearchTests(LeavingCase):
    """The search finds what it is to find, so that the proof below can fail."""

    @ddt.data(
        str,
        str.upper,
        json.dumps,
        quote,
        html.escape,
        lambda word: base64.b64encode(f"xy{word}z".encode()).decode(),
        lambda word: base64.urlsafe_b64encode(f"x{word}".encode()).decode(),
    )
    def test_it_finds_each_word_in_each_form(self, encode):
        for what, word in WORDS.items():
            with self.subTest(what=what):
                self.assertIn(what, find(f"before {encode(word)} after".encode()))

    def test_it_finds_nothing_in_other_text(self):
        self.assertEqual(find(b"Lena Fischer wrote to Ines: is this right? 0123456789" * 50), set())


class TraceTests(LeavingCase):
    def test_no_trace_is_left(self):
        with self.assertLogs("proserva_messaging", "ERROR"):
            self.leave_everything()
        self.assertEqual(COLUMNS - set(find_in_tables()), set())
        stored = find_in_files().values()
        # Four files of the person, their export, and those of two others.
        self.assertGreaterEqual(len(stored), 4 + 1 + 2)
        self.assertEqual(set(WORDS) - set().union(*stored), {"post", "email"} - set().union(*stored))
        self.retire()
        self.assertEqual(find_in_tables(), {})
        self.assertEqual(find_in_files(), {})
        self.assertEqual(find_in_cache(), set())
        self.assertFalse(Retirement.objects.exists())
        self.assertFalse(Export.objects.filter(user=self.person).exists())
        self.assertFalse(LinkRevocation.objects.filter(user=self.person).exists())
        self.assertFalse(FileRemoval.objects.exists())

    def test_others_get_their_exports_anew(self):
        with self.assertLogs("proserva_messaging", "ERROR"):
            self.leave_everything()
        self.retire()
        again = Export.objects.filter(user__in=[self.learner, self.instructor])
        self.assertEqual(list(again.values_list("state", flat=True)), ["ready", "ready"])
