"""Tests of held files in all that shows them: conversations, emails, digests, broadcasts, announcements."""

from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from proserva_messaging import api
from proserva_messaging.models import Attachment
from proserva_messaging.scanning import held_files
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, url
from tests.clamd import EICAR, ScannerMixin
from tests.proserva_messaging.delivery.test_email import get_parts

LOG = "proserva_messaging.scanning.held_files"
HELD, REMOVED = "Being checked for viruses", "Removed: it contained a virus"


class ShownCase(ScannerMixin, BroadcastCase, AnnouncementCase):
    def set_scan(self, attachment, state):
        Attachment.objects.filter(pk=attachment.pk).update(scan=state)


class EmailTests(ShownCase):
    def send_three(self):
        """Send a message with a held, an infected and a clean file."""
        held, infected, clean = (self.hold(name=f"{name}.txt") for name in ("held", "infected", "clean"))
        self.set_scan(clean, "clean")
        self.ask(attachment_ids=[held.pk, infected.pk, clean.pk])
        self.set_scan(infected, "infected")
        return [url("attachment", each.pk) for each in (held, infected, clean)]

    def check(self, sent, links):
        held, infected, clean = links
        for part in get_parts(sent):
            self.assertNotIn(held, part)
            self.assertNotIn(infected, part)
            self.assertIn(clean, part)
            for words in (HELD, REMOVED, "held.txt", "infected.txt", "clean.txt"):
                self.assertEqual(part.count(words), 1, words)

    def test_a_digest_links_to_clean_files_only(self):
        api.set_email_choice(self.instructor, "daily")
        links = self.send_three()
        sweep(digests_now=True)
        self.check(mail.outbox[0], links)

    def test_an_email_links_to_clean_files_only(self):
        held = self.hold(name="held.txt")
        self.ask(attachment_ids=[held.pk])
        for part in get_parts(mail.outbox[0]):
            self.assertNotIn(url("attachment", held.pk), part)
            self.assertIn(HELD, part)


class PollTests(ShownCase):
    def poll(self, user, thread_id, etag=""):
        return make_client(user).get(url("thread_messages", thread_id), {"after": 1}, HTTP_IF_NONE_MATCH=etag)

    def test_a_poll_hears_of_a_file_that_is_clean(self):
        attachment = self.hold()
        thread_id = self.ask(attachment_ids=[attachment.pk]).thread_id
        etags = {user: self.poll(user, thread_id)["ETag"] for user in (self.learner, self.instructor)}
        for user, etag in etags.items():
            self.assertEqual(self.poll(user, thread_id, etag).status_code, 304)
        held_files.scan(attachment.pk)
        for user, etag in etags.items():
            self.assertEqual(self.poll(user, thread_id, etag).status_code, 200)

    def test_a_poll_costs_one_query_more_with_a_scanner(self):
        thread_id = self.ask().thread_id
        client, counts = make_client(self.instructor), []
        for address in ("", self.clamd.address):
            with override_settings(PROSERVA_MESSAGING_SCANNER=address):
                etag = client.get(url("thread_messages", thread_id), {"after": 1})["ETag"]
                with CaptureQueriesContext(connection) as queries:
                    client.get(url("thread_messages", thread_id), {"after": 1}, HTTP_IF_NONE_MATCH=etag)
                counts.append(len(queries))
        self.assertEqual(counts[1] - counts[0], 1)


class ManyTests(ShownCase):
    def test_a_test_send_of_a_held_file_is_held_too(self):
        file = self.hold(self.instructor)
        with self.captureOnCommitCallbacks() as callbacks:
            response = self.post(self.instructor, "broadcast_test", data=self.form(attachments=[file.pk]))
        self.assertEqual(response.status_code, 202)
        copy = Attachment.objects.exclude(pk=file.pk).get()
        self.assertEqual(copy.scan, "held")
        for callback in callbacks:
            callback()
        copy.refresh_from_db()
        self.assertEqual(copy.scan, "clean")

    def test_a_test_send_of_an_infected_file_is_refused(self):
        file = self.hold(self.instructor)
        self.set_scan(file, "infected")
        for name in ("broadcast_test", "broadcasts"):
            response = self.post(self.instructor, name, data=self.form(attachments=[file.pk]))
            self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["attachments"]))

    def test_a_broadcast_and_an_announcement_show_a_held_file(self):
        first, second = (self.hold(self.instructor) for _ in range(2))
        sent = self.broadcast(attachments=[first.pk])
        # The sweep that has delivered it has scanned both.
        for each in (first, second):
            self.set_scan(each, "held")
        self.assertEqual([each["state"] for each in self.show(sent["id"])["attachments"]], ["held"])
        posted = self.announce(attachments=[second.pk])
        shown = self.get(self.learner, "announcement", posted["id"]).json()["attachments"]
        self.assertEqual([each["state"] for each in shown], ["held"])
        for each in (first, second):
            self.assert_error(self.get(self.learner, "attachment", each.pk), 409, "file_held")
            self.assert_error(self.get(self.outsider, "attachment", each.pk), 404, "not_found")
        sweep()
        for each in (first, second):
            self.assertEqual(self.get(self.learner, "attachment", each.pk).status_code, 200)

    def test_a_hidden_held_file_costs_the_same_as_none(self):
        attachment = self.hold()
        self.ask(attachment_ids=[attachment.pk])
        client, counts = make_client(self.classmate), []
        client.get(url("attachment", 999_998))
        for pk in (attachment.pk, 999_999):
            with CaptureQueriesContext(connection) as queries:
                self.assert_error(client.get(url("attachment", pk)), 404, "not_found")
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])

    def test_an_upload_costs_no_query_more_with_a_scanner(self):
        # The first upload of a person counts their files.
        self.upload()
        counts = []
        for address in ("", self.clamd.address):
            with override_settings(PROSERVA_MESSAGING_SCANNER=address), CaptureQueriesContext(connection) as queries:
                self.upload()
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])

    def test_eicar_is_found_in_a_background_scan(self):
        with override_settings(PROSERVA_MESSAGING_SCANNER=""):
            attachment = self.upload(content=b"Some notes. " + EICAR)
        self.set_scan(attachment, "held")
        with self.assertLogs(LOG, "WARNING"):
            sweep()
        attachment.refresh_from_db()
        self.assertEqual(attachment.scan, "infected")
