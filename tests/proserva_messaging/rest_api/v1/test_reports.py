"""Tests of a broadcast's report: rows, filters, the file, retries, and query counts."""

import csv
import io
import smtplib
from unittest import mock

import ddt
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings

from demo.campus import api as campus
from proserva_messaging.broadcasts import report
from proserva_messaging.broadcasts.data import BroadcastRow
from proserva_messaging.broadcasts.export import list_cells
from proserva_messaging.conversations.data import EmailReceipt
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Delivery
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, url
from tests.factories import make_learner


def failing(answers):
    """Simulate errors of the mail server for some people, by username."""
    send = EmailBackend.send_messages

    def send_messages(self, messages):
        for message in messages:
            error = answers.get(message.to[0].split("@")[0])
            if error:
                raise error
        return send(self, messages)

    return mock.patch.object(EmailBackend, "send_messages", send_messages)


@ddt.ddt
class ReportTests(BroadcastCase):
    def failed(self):
        """Return a broadcast with an email that failed, one that was cut off, and one that was sent."""
        make_learner(self.course, username="mila", name="Mila")
        answers = {
            "lena": smtplib.SMTPResponseException(550, "No such person"),
            "noor": smtplib.SMTPServerDisconnected("gone"),
        }
        with failing(answers):
            return self.broadcast()

    def test_each_row_has_the_outcome_of_its_email_and_the_reason(self):
        shown = self.failed()
        emails = {"pending": 0, "sent": 1, "failed": 1, "skipped": 0, "unknown": 1, "digest": 0}
        self.assertEqual(shown["progress"]["emails"], emails)
        rows = self.report(shown["id"])
        self.assertEqual(
            {name: row["email"]["state"] for name, row in rows.items()},
            {"lena": "failed", "noor": "unknown", "mila": "sent"},
        )
        self.assertIn("No such person", rows["lena"]["email"]["reason"])
        self.assertEqual({row["state"] for row in rows.values()}, {"in_bell"})
        self.assertTrue(all(row["in_bell_at"] for row in rows.values()))

    @ddt.data(
        ("email_failed", {"lena"}),
        ("email_unknown", {"noor"}),
        ("email_sent", {"mila"}),
        ("email_pending", set()),
        ("email_skipped", set()),
        ("seen", {"mila"}),
        ("unseen", {"lena", "noor"}),
        ("skipped", set()),
    )
    @ddt.unpack
    def test_filters(self, state, names):
        shown = self.failed()
        Delivery.objects.filter(recipient__username="mila").update(read_at=shown["created"])
        self.assertEqual(set(self.report(shown["id"], state=state)), names)

    def test_search(self):
        shown = self.failed()
        self.assertEqual(set(self.report(shown["id"], q="FISCH")), {"lena"})
        self.assertEqual(set(self.report(shown["id"], q="o", state="email_failed")), set())

    def test_unknown_states_and_malformed_cursors_are_refused(self):
        shown = self.broadcast()
        self.assert_error(
            self.get(self.instructor, "broadcast_recipients", shown["id"], state="lost"), 400, "invalid", state=""
        )
        for cursor in ("x", "waiting-", "waiting-1", "waiting-x-1", "waiting-1-x", "-1"):
            answer = self.get(self.instructor, "broadcast_recipients", shown["id"], cursor=cursor)
            self.assert_error(answer, 400, "malformed")

    def test_pages_list_each_recipient_once(self):
        for number in range(7):
            make_learner(self.course, username=f"more{number}")
        shown = self.broadcast()
        seen, cursor = [], ""
        for _ in range(5):
            where = {"cursor": cursor} if cursor else {}
            body = self.get(self.instructor, "broadcast_recipients", shown["id"], limit=2, **where).json()
            seen += [row["person"]["username"] for row in body["results"]]
            cursor = body["next_cursor"]
        self.assertIsNone(cursor)
        self.assertEqual(sorted(seen), sorted(["lena", "noor", *(f"more{number}" for number in range(7))]))

    def test_waiting_recipients_come_last_while_it_runs(self):
        from proserva_messaging.delivery import chunks, fanout  # noqa: PLC0415
        from proserva_messaging.models import FanOut, FanOutChunk  # noqa: PLC0415

        make_learner(self.course, username="mila")
        waiting = self.wait()
        with override_settings(PROSERVA_MESSAGING_FANOUT_CHUNK=2):
            FanOut.objects.update(starts=waiting["created"])
            for step in (fanout.begin, chunks.plan, lambda fan_out: chunks.deliver(fan_out, chunks.claim(fan_out))):
                step(FanOut.objects.select_related("message__sender").get())
        shown = self.show(waiting["id"])
        self.assertEqual((shown["state"], shown["progress"]["in_bell"], shown["progress"]["total"]), ("sending", 2, 3))
        first = self.get(self.instructor, "broadcast_recipients", waiting["id"]).json()
        rest = self.get(self.instructor, "broadcast_recipients", waiting["id"], cursor=first["next_cursor"]).json()
        self.assertEqual([row["state"] for row in first["results"]], ["in_bell"] * 2)
        self.assertEqual([(row["state"], row["person"]["username"]) for row in rest["results"]], [("waiting", "mila")])
        # The rows of a chunk come in pages, too, and rows delivered in between are on no page.
        chunk = FanOutChunk.objects.get(done=False)
        FanOutChunk.objects.filter(pk=chunk.pk).update(user_ids=[self.learner.pk, self.classmate.pk], size=2)
        get = {"cursor": f"waiting-{chunk.pk}-0", "limit": 1}
        page = self.get(self.instructor, "broadcast_recipients", waiting["id"], **get).json()
        self.assertEqual((len(page["results"]), page["next_cursor"]), (1, f"waiting-{chunk.pk}-1"))
        FanOutChunk.objects.update(done=True)
        page = self.get(self.instructor, "broadcast_recipients", waiting["id"], **get).json()
        self.assertEqual((page["results"], page["next_cursor"]), ([], None))

    def test_only_failed_emails_are_retried(self):
        shown = self.failed()
        with self.captureOnCommitCallbacks(execute=True):
            answer = self.post(self.assistant, "broadcast_retry", shown["id"])
        self.assertEqual(answer.json(), {"retried": 1})
        self.let_go()
        states = {name: row["email"]["state"] for name, row in self.report(shown["id"]).items()}
        self.assertEqual(states, {"lena": "sent", "noor": "unknown", "mila": "sent"})
        self.assertEqual(self.post(self.instructor, "broadcast_retry", shown["id"]).json(), {"retried": 0})

    def test_a_temporary_error_is_retried_later(self):
        with failing({"lena": smtplib.SMTPResponseException(451, "Later")}):
            shown = self.broadcast()
        row = self.report(shown["id"])["lena"]
        self.assertEqual((row["email"]["state"], "451" in row["email"]["reason"]), ("pending", True))
        self.assertEqual(set(self.report(shown["id"], state="email_pending")), {"lena"})

    def download(self, broadcast_id, **query):
        response = self.get(self.instructor, "broadcast_recipients", broadcast_id, format="csv", **query)
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.streaming)
        self.assertEqual(response["Content-Type"], "text/csv; charset=utf-8")
        self.assertIn(f"broadcast-{broadcast_id}.csv", response["Content-Disposition"])
        self.assertEqual(response["Cache-Control"], "private, no-store")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    def test_the_file_has_all_recipients(self):
        for number in range(5):
            make_learner(self.course, username=f"more{number}", name=f"Möre {number}")
        shown = self.broadcast()
        with mock.patch.object(report, "EXPORTED_AT_ONCE", 2):
            head, *rows = self.download(shown["id"])
        self.assertEqual(head[:3], ["Username", "Name", "State"])
        self.assertEqual(sorted(row[0] for row in rows), ["lena", *(f"more{number}" for number in range(5)), "noor"])
        self.assertIn("Möre 3", [row[1] for row in rows])
        self.assertEqual({(row[2], row[6]) for row in rows}, {("Delivered", "Sent")})
        self.assertEqual([row[0] for row in self.download(shown["id"], q="lena")[1:]], ["lena"])

    @ddt.data('=HYPERLINK("https://evil.example")', "+1", "-1", "@x", "\t=1", "＝1")
    def test_names_and_reasons_in_the_file_are_never_formulas(self, text):
        make_learner(self.course, username="mila", name=text)
        shown = self.broadcast(audience={"who": "people", "usernames": ["mila"]})
        Delivery.objects.update(email="failed", email_reason=text)
        row = self.download(shown["id"])[1]
        self.assertEqual((row[1], row[7]), (f"'{text.strip()}",) * 2)

    def test_a_mark_of_direction_hides_no_formula(self):
        make_learner(self.course, username="mila", name="\u202e=1")
        shown = self.broadcast(audience={"who": "people", "usernames": ["mila"]})
        Delivery.objects.update(email="failed", email_reason="\u202e=1")
        row = self.download(shown["id"])[1]
        # No name has the mark; a reason keeps it.
        self.assertEqual((row[1], row[7]), ("'=1", "'\u202e=1"))

    def test_the_file_states_outcomes_in_words(self):
        shown = self.broadcast(audience={"who": "people", "usernames": ["lena"]})
        for state, reason, *words in (
            ("skipped", "bell_only", "Not emailed", "Sent without emails"),
            ("skipped", "opted_out", "Not emailed", "Emails turned off in their settings"),
            ("pending", "paused", "Waiting", "All emails of this site are paused"),
            ("unknown", "interrupted", "Unconfirmed: it may have arrived", "Sending was interrupted"),
            ("failed", "550 Unknown", "Failed", "550 Unknown"),
        ):
            Delivery.objects.update(email=state, email_reason=reason)
            self.assertEqual(self.download(shown["id"])[1][6:8], words)
        Delivery.objects.update(bell="skipped", email="skipped", email_reason="unenrolled")
        self.assertEqual(self.download(shown["id"])[1][2:], ["Skipped", "No longer enrolled", *[""] * 5])

    def test_each_code_of_a_reason_has_words(self):
        codes = [value for name, value in vars(ledger).items() if name.startswith("REASON_") and isinstance(value, str)]
        # System messages are in no broadcast.
        for code in {*codes, "retired", "inactive", "no_address", "opted_out", "policy", "no_channel"} - {"line"}:
            receipt = EmailReceipt(state="skipped", reason=code, at=None)
            self.assertNotEqual(list(list_cells(BroadcastRow(None, "in_bell", "", None, None, receipt)))[7], code)

    def test_the_cost_of_a_page_does_not_grow(self):
        few = self.broadcast()
        for number in range(20):
            make_learner(self.course, username=f"more{number}")
        many = self.broadcast()
        client = make_client(self.instructor)
        for shown in (few, many):
            # The session and who is signed in; the broadcast; roles; the rows, who they are, when they got it.
            with self.assertNumQueries(2 + 5):
                client.get(url("broadcast_recipients", shown["id"]))

    def test_the_cost_of_showing_a_broadcast(self):
        few = self.broadcast()
        for number in range(20):
            make_learner(self.course, username=f"more{number}")
        many = self.broadcast()
        cohort = campus.set_cohort(self.learner, self.course, "Blue")
        part = self.broadcast(body="Dear {first_name}", audience={"who": "cohorts", "cohorts": [cohort.pk]})
        self.assertEqual(part["audience_text"], "Blue")
        client = make_client(self.instructor)
        for shown in (few, many, part):
            # Who is signed in (2); the broadcast, roles; files, sender, course; how far it is.
            with self.assertNumQueries(2 + 6):
                client.get(url("broadcast", shown["id"]))

    def test_broadcasts_are_listed_in_pages(self):
        ids = [self.broadcast(subject=f"Number {number}")["id"] for number in range(3)]
        first = self.get(self.instructor, "broadcasts", course_id=str(self.key), limit=2).json()
        self.assertEqual([each["id"] for each in first["results"]], [ids[2], ids[1]])
        rest = self.get(self.instructor, "broadcasts", course_id=str(self.key), limit=2, cursor=first["next_cursor"])
        self.assertEqual([each["id"] for each in rest.json()["results"]], [ids[0]])
        self.assertIsNone(rest.json()["next_cursor"])

    def test_the_cost_of_a_list_does_not_grow(self):
        self.broadcast()
        costs = []
        for _ in range(2):
            from django.db import connection  # noqa: PLC0415
            from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

            with CaptureQueriesContext(connection) as queries:
                self.get(self.instructor, "broadcasts", course_id=str(self.key))
            costs.append(len(queries))
            self.broadcast()
            self.broadcast()
        self.assertEqual(costs[0], costs[1])

    def test_a_recipient_who_left_the_course_is_still_named(self):
        shown = self.broadcast()
        campus.unenroll(self.learner, self.course)
        self.assertIn("lena", self.report(shown["id"]))
