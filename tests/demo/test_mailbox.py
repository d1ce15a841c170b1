"""Tests of the mailbox: it keeps every email, groups conversations, and shows emails as a mail client does."""

from unittest import mock

from ddt import data, ddt, unpack
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError
from django.test import TestCase, override_settings
from django.urls import reverse

from demo.campus import mail
from demo.campus.models import SentEmail

HTML = "<html><head><title>No</title><style>p{}</style></head><body><div style='display:none'>Preheader</div>%s</body>"


def send(to="ada@campus.example", subject="Hello", text="Plain words", html="", **headers):
    """Send an email as the product does."""
    email = EmailMultiAlternatives(subject, text, "Campus <c@campus.example>", [to], headers=headers)
    if html:
        email.attach_alternative(html, "text/html")
    email.send()
    return SentEmail.objects.latest("pk")


@ddt
@override_settings(EMAIL_BACKEND="demo.campus.mail.MailboxBackend")
class MailboxTest(TestCase):
    """Emails sent to the mailbox."""

    def test_both_parts_and_the_headers_are_kept(self):
        email = send(subject="Grüße", text="Füße", html="<p>Füße</p>", **{"Message-ID": "<a@x>", "X-Thing": "1"})
        self.assertEqual((email.subject, email.text, email.html), ("Grüße", "Füße", "<p>Füße</p>"))
        self.assertIn(["X-Thing", "1"], email.headers)
        self.assertEqual((email.message_id, email.conversation), ("<a@x>", "<a@x>"))

    def test_references_make_a_conversation_for_each_recipient(self):
        send(**{"Message-ID": "<a@x>"})
        send(**{"Message-ID": "<b@x>", "References": "<a@x>"})
        send(to="bob@campus.example", **{"Message-ID": "<c@x>", "References": "<a@x> <b@x>"})
        found = [(each["email"].recipient, each["count"]) for each in mail.conversations()]
        self.assertEqual(found, [("bob@campus.example", 1), ("ada@campus.example", 2)])
        self.assertEqual(len(mail.conversations("bob@campus.example")), 1)

    @data(
        ("", "Line one\n\n  line two", "Line one line two"),
        (HTML % "<p>Body &amp; soul</p>", "", "Preheader Body & soul"),
        (HTML % "&zwnj;&nbsp;&#847;<p>Then</p>", "", "Preheader Then"),
    )
    @unpack
    def test_the_preview_is_that_of_a_lock_screen(self, html, text, expected):
        self.assertEqual(mail.preview(send(text=text, html=html)), expected)

    def test_the_pages_show_an_email_and_run_none_of_its_scripts(self):
        email = send(subject="<i>Hi</i>", html="<p>Body</p><script>alert(1)</script>", **{"Message-ID": "<a@x>"})
        listed = self.client.get(reverse("mailbox"))
        self.assertContains(listed, "&lt;i&gt;Hi&lt;/i&gt;")
        opened = self.client.get(reverse("mailbox_conversation", args=[email.pk]))
        self.assertContains(opened, 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"')
        self.assertContains(opened, "&lt;a@x&gt;")
        body = self.client.get(reverse("mailbox_html", args=[email.pk]))
        self.assertIn("default-src 'none'", body.headers["Content-Security-Policy"])
        self.assertEqual(body.headers["X-Frame-Options"], "SAMEORIGIN")
        self.assertContains(self.client.get(reverse("mailbox_raw", args=[email.pk])), "Message-ID: <a@x>")

    @data((None, "has been sent"), (CommandError("It broke"), "It broke"))
    @unpack
    def test_the_page_can_run_the_sweep(self, error, said):
        with mock.patch("demo.campus.views.mailbox.call_command", side_effect=error) as call:
            answer = self.client.post(reverse("mailbox_sweep"), follow=True)
        call.assert_called_once_with("proserva_deliver", "--digests-now")
        self.assertContains(answer, said)
        self.assertEqual(self.client.get(reverse("mailbox_sweep")).status_code, 405)
