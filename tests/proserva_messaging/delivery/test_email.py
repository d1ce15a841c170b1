"""Tests of the emails of one message: their recipients, their content, and their rows in the ledger."""

import email
from datetime import timedelta
from email import policy

import ddt
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.delivery import mailer
from proserva_messaging.delivery.email import send_for_message
from proserva_messaging.models import Delivery
from tests.campus_case import CampusCase


def parse(sent):
    """Return an email as its reader's program parses it."""
    return email.message_from_bytes(sent.message().as_bytes(), policy=policy.default)


def get_parts(sent):
    """Return the plain text and the HTML of an email."""
    parsed = parse(sent)
    return parsed.get_body(("plain",)).get_content(), parsed.get_body(("html",)).get_content()


@ddt.ddt
class NewMessageTests(CampusCase):
    def test_it_reaches_the_recipient_with_everything_in_it(self):
        files = [self.upload(name="plan.txt").pk]
        message = self.ask("Is *this* right?\n\nSee <b>bold</b> & more.", attachment_ids=files)
        self.assertEqual([sent.to for sent in mail.outbox], [["ines@campus.example"]])
        text, html = get_parts(mail.outbox[0])
        link = f"/messages/?thread={message.thread_id}#message-{message.pk}"
        self.assertTrue(text.startswith("Is *this* right?\n\nSee <b>bold</b> & more."), text[:80])
        self.assertIn("<em>this</em>", html)
        self.assertIn("&lt;b&gt;bold&lt;/b&gt; &amp; more", html)
        for part in (text, html):
            self.assertIn("plan.txt", part)
            self.assertIn("http", part.split(link)[0][-40:])
            self.assertIn("Lena Fischer", part)
            self.assertIn("Demo course", part)
        self.assertEqual(Delivery.objects.get().email, "sent")

    def test_it_says_where_to_choose_which_emails_one_gets(self):
        self.ask()
        for part in get_parts(mail.outbox[0]):
            self.assertIn("/messages/?preferences=1", part)

    def test_the_first_words_come_first_on_a_lock_screen(self):
        self.ask("**Help** with homework 3")
        _text, html = get_parts(mail.outbox[0])
        from_body = html.split("<body>")[1]
        self.assertLess(from_body.index("Help with homework 3"), from_body.index("Lena Fischer"))

    def test_the_sender_is_named_and_the_address_is_the_sites(self):
        self.ask()
        sender = parse(mail.outbox[0])["From"].addresses[0]
        self.assertEqual(sender.display_name, "Lena Fischer")
        self.assertNotIn("lena@", str(sender))

    @ddt.data("Eve <eve@evil.example>\r\nBcc: all@x.example", 'Admin" <root@campus.example>, x', "\u202egro.live")
    def test_a_name_forges_no_header(self, name):
        forger = campus.create_person("forger", name=name)
        campus.enroll(forger, self.course)
        self.ask(sender=forger)
        parsed = parse(mail.outbox[0])
        self.assertEqual(len(parsed["From"].addresses), 1)
        self.assertIsNone(parsed["Bcc"])
        self.assertNotIn("\u202e", str(parsed["From"]))

    def test_a_mail_client_shows_one_conversation(self):
        first = self.ask()
        self.ask("And this?")
        headers = [parse(sent) for sent in mail.outbox]
        self.assertEqual(headers[0]["References"], headers[1]["References"])
        self.assertEqual(headers[0]["Subject"], headers[1]["Subject"])
        self.assertNotEqual(headers[0]["Message-ID"], headers[1]["Message-ID"])
        again = mailer.make_thread_headers(first.thread_id, first.pk)
        self.assertEqual(headers[0]["Message-ID"], again["Message-ID"])

    def test_the_message_is_about_its_context(self):
        self.ask(context={"url": "/courses/", "label": "Week <1>"})
        text, html = get_parts(mail.outbox[0])
        self.assertIn("Week <1>", text)
        self.assertIn("Week &lt;1&gt;", html)

    @ddt.data(
        ("none", None, "skipped", "opted_out"),
        ("daily", None, "digest", ""),
        ("each", "none", "skipped", "opted_out"),
        ("none", "each", "sent", ""),
    )
    @ddt.unpack
    def test_the_recipients_choice_decides(self, everywhere, here, state, reason):
        api.set_email_choice(self.instructor, everywhere)
        if here:
            api.set_email_choice(self.instructor, here, self.key)
        self.ask()
        delivery = Delivery.objects.get()
        self.assertEqual((delivery.email, delivery.email_reason), (state, reason))
        self.assertEqual(len(mail.outbox), int(state == "sent"))

    @ddt.data(({"email": ""}, "no_address"), ({"is_active": False}, "inactive"))
    @ddt.unpack
    def test_an_account_that_cannot_be_emailed_is_skipped_and_said(self, change, reason):
        thread_id = self.ask().thread_id
        mail.outbox.clear()
        for name, value in change.items():
            setattr(self.learner, name, value)
        self.learner.save()
        message = self.answer(thread_id, "Again", sender=self.instructor)
        delivery = Delivery.objects.get(message=message)
        self.assertEqual((delivery.email, delivery.email_reason), ("skipped", reason))
        self.assertEqual(mail.outbox, [])

    def test_twice_sends_nothing_twice(self):
        message = self.ask()
        self.assertIsNone(send_for_message(message.pk))
        self.assertEqual(len(mail.outbox), 1)

    def test_it_is_written_in_the_readers_language(self):
        campus.set_language(self.instructor, "ar")
        self.ask()
        self.assertIn('dir="rtl"', get_parts(mail.outbox[0])[1])

    def test_a_message_that_is_gone_has_no_emails(self):
        self.assertIsNone(send_for_message(12345))


@ddt.ddt
class FailureTests(CampusCase):
    @override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    )
    def test_a_mail_server_that_is_away_is_tried_again_later_and_given_up_in_the_end(self):
        message = self.ask()
        delivery = Delivery.objects.get()
        self.assertEqual((delivery.email, delivery.email_attempts), ("pending", 1))
        self.assertIn("Refused", delivery.email_reason)
        for attempts in range(2, 6):
            long_ago = timezone.now() - timedelta(hours=25)
            Delivery.objects.update(email_due=delivery.message.created, email_failing_since=long_ago)
            retry_in = send_for_message(message.pk)
            self.assertEqual(retry_in is None, attempts == 5)
        delivery.refresh_from_db()
        self.assertEqual((delivery.email, delivery.email_attempts), ("failed", 5))

    @override_settings(ACE_ENABLED_CHANNELS=[], EMAIL_BACKEND="no.such.Backend")
    def test_a_site_that_cannot_send_fails_in_the_ledger_and_not_before_the_sender(self):
        self.ask()
        self.assertEqual(Delivery.objects.get().email, "failed")
