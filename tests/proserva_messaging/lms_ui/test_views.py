"""Tests of unsubscribing by a link in an email: with one click in a mail program, or with the page's button."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from unittest import mock

import ddt
from django.core import mail, signing
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.delivery import preferences
from proserva_messaging.links import UNSUBSCRIBE_SALT, get_unsubscribe_path
from proserva_messaging.models import Delivery, Preference
from tests.campus_case import CampusCase
from tests.factories import CourseFactory, make_instructor, make_learner

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def sign(thing, **options):
    """Return a signed token, by this site's key or another."""
    return signing.Signer(**options).sign_object(thing)


def parse(sent):
    """Return an email as its reader's program parses it."""
    return message_from_bytes(sent.message().as_bytes(), policy=policy.default)


class UnsubscribeCase(CampusCase):
    def setUp(self):
        super().setUp()
        # A mail program: no session, and no token against forgery.
        self.program = Client(enforce_csrf_checks=True)
        self.path = get_unsubscribe_path(self.instructor, [str(self.key)])

    def choices(self, user=None):
        return api.get_preferences(user or self.instructor)


class EmailTests(UnsubscribeCase):
    def test_an_email_offers_it_to_programs_and_people(self):
        self.ask()
        parsed = parse(mail.outbox[0])
        url = re.fullmatch(r"<(http\S+)>", parsed["List-Unsubscribe"].strip()).group(1)
        self.assertEqual(parsed["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        text = parsed.get_body(("plain",)).get_content()
        html = parsed.get_body(("html",)).get_content()
        self.assertIn(f"Stop these emails for this course: {url}", text)
        self.assertIn(f'<a href="{url}"', html)
        response = self.program.post(url, ONE_CLICK)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(self.choices(), {"": "each", str(self.key): "none"})
        self.ask("Another")
        self.assertEqual(len(mail.outbox), 1)
        self.assertEqual(Delivery.objects.latest("pk").email_reason, "opted_out")

    def test_a_digest_of_one_course_offers_it_for_that_course(self):
        api.set_email_choice(self.instructor, "daily")
        self.ask()
        call_command("proserva_deliver", "--digests-now", verbosity=0)
        self.assertIn("for this course", parse(mail.outbox[0]).get_body(("plain",)).get_content())

    def test_a_digest_of_several_offers_it_for_all_and_what_has_gathered_is_not_sent(self):
        other = CourseFactory()
        make_instructor(other, self.instructor)
        make_learner(other, self.learner)
        api.set_email_choice(self.instructor, "daily", self.key)
        api.set_email_choice(self.instructor, "daily")
        for key in (self.key, other.id):
            self._send(key)
        call_command("proserva_deliver", "--digests-now", verbosity=0)
        text = parse(mail.outbox[0]).get_body(("plain",)).get_content()
        self.assertNotIn("for this course", text)
        self._send(self.key)
        self.program.post(re.search(r"Stop these emails: (\S+)", text).group(1), ONE_CLICK)
        self.assertEqual(set(self.choices().values()), {"none"})
        call_command("proserva_deliver", "--digests-now", verbosity=0)
        self.assertEqual(len(mail.outbox), 1)

    def _send(self, key):
        with self.captureOnCommitCallbacks(execute=True):
            api.start_thread(self.learner, key, ["ines"], "Hi")


@ddt.ddt
class PageTests(UnsubscribeCase):
    def test_looking_stops_nothing(self):
        for method in ("get", "head"):
            self.assertEqual(getattr(self.program, method)(self.path).status_code, 200)
        self.assertFalse(Preference.objects.exists())

    def test_a_page_asks_and_then_says_what_was_done_and_how_to_undo_it(self):
        asked = self.program.get(self.path)
        self.assertContains(asked, "Demo course")
        self.assertContains(asked, f'<form method="post" action="{self.path}">')
        for header, value in (("Referrer-Policy", "strict-origin"), ("Cache-Control", "private, no-store")):
            self.assertEqual(asked[header], value)
        done = self.program.post(self.path)
        self.assertContains(done, "These emails have stopped")
        self.assertContains(done, "/messages/?preferences=1")

    def test_twice_is_once(self):
        for _time in range(2):
            self.assertEqual(self.program.post(self.path, ONE_CLICK).status_code, 200)
        self.assertEqual(Preference.objects.count(), 1)

    def test_it_is_about_the_recipient_of_the_email_not_the_signed_in_user(self):
        self.program.force_login(self.learner)
        self.program.post(self.path, ONE_CLICK)
        self.assertEqual(self.choices(self.learner), {"": "each"})
        self.assertEqual(self.choices()[str(self.key)], "none")

    def test_a_course_that_is_gone_goes_by_its_id(self):
        key = CourseKey.from_string("course-v1:No+Such+Course")
        path = get_unsubscribe_path(self.instructor, [str(key)])
        self.assertContains(self.program.get(path), "course-v1:No+Such+Course")
        self.assertEqual(self.program.post(path).status_code, 200)

    def test_a_retired_person_has_nothing_to_stop(self):
        campus.retire(self.instructor)
        self.assertContains(self.program.post(self.path), "This link does not work", status_code=404)
        self.assertFalse(Preference.objects.exists())

    @ddt.data(
        "nonsense",
        "a:b:c",
        "💥",
        "x" * 3000,
        sign([1, ""], salt="something else"),
        sign({"user": 1}, salt=UNSUBSCRIBE_SALT),
        sign([999_999, ""], salt=UNSUBSCRIBE_SALT),
        sign(["one", ""], salt=UNSUBSCRIBE_SALT),
        sign([1, 2, 3], salt=UNSUBSCRIBE_SALT),
        sign([1, "", "now", "x"], salt=UNSUBSCRIBE_SALT),
        sign([1, "", 10**30, "x"], salt=UNSUBSCRIBE_SALT),
        sign([1, "no course"], salt=UNSUBSCRIBE_SALT),
        sign([1, ""], salt=UNSUBSCRIBE_SALT, key="an older secret key"),
    )
    def test_what_was_not_made_here_does_nothing(self, token):
        for method in ("get", "post"):
            response = getattr(self.program, method)(f"/messages/unsubscribe/{token}/")
            self.assertContains(response, "This link does not work", status_code=404)
        self.assertFalse(Preference.objects.exists())

    def test_a_secret_key_can_be_changed_without_breaking_old_emails(self):
        with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["demo-campus-not-a-secret"]):
            self.assertEqual(self.program.get(self.path).status_code, 200)
        with override_settings(SECRET_KEY="new"):
            self.assertEqual(self.program.get(self.path).status_code, 404)


class EndTests(UnsubscribeCase):
    """A link ends: by its age, with its account or address, and if its person wants emails again."""

    def assert_ended(self, path=None):
        """Check that a link stops nothing, and leads to the settings in words."""
        for method in ("get", "post"):
            response = getattr(self.program, method)(path or self.path, ONE_CLICK)
            self.assertContains(response, "This link no longer works", status_code=410)
            self.assertContains(response, "/messages/?preferences=1", status_code=410)
        self.assertNotIn("none", self.choices().values())

    def make_old(self, **age):
        """Return the path of a link that was sent so long ago."""
        then = timezone.now() - timedelta(**age)
        with mock.patch("time.time", return_value=then.timestamp()):
            return get_unsubscribe_path(self.instructor, [str(self.key)])

    def test_it_works_for_400_days(self):
        self.assert_ended(self.make_old(days=401))
        self.assertEqual(self.program.post(self.make_old(days=399), ONE_CLICK).status_code, 200)
        self.assertEqual(self.choices()[str(self.key)], "none")

    @override_settings(PROSERVA_MESSAGING_UNSUBSCRIBE_DAYS=60)
    def test_an_operator_can_choose_its_days(self):
        self.assert_ended(self.make_old(days=61))

    def test_it_ends_with_the_address_and_the_new_one_has_its_own(self):
        self.instructor.email = "new@campus.example"
        self.instructor.save()
        self.assert_ended()
        path = get_unsubscribe_path(self.instructor, [str(self.key)])
        self.assertEqual(self.program.post(path, ONE_CLICK).status_code, 200)

    def test_it_does_not_show_the_address(self):
        content = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign_object(self.path.split("/")[-2])
        self.assertNotIn("campus", str(content))

    def test_it_ends_with_the_account(self):
        self.instructor.is_active = False
        self.instructor.save()
        self.assert_ended()

    def test_turning_emails_on_again_ends_the_earlier_links(self):
        path = self.make_old(minutes=1)
        self.program.post(path, ONE_CLICK)
        self.patch(self.instructor, "preferences", data={"email": "daily", "course_id": str(self.key)})
        self.assert_ended(path)
        self.program.post(get_unsubscribe_path(self.instructor, []), ONE_CLICK)
        self.assertEqual(set(self.choices().values()), {"none"})

    def test_removing_the_choice_of_none_ends_them_too(self):
        path = self.make_old(minutes=1)
        self.program.post(path, ONE_CLICK)
        self.patch(self.instructor, "preferences", data={"email": None, "course_id": str(self.key)})
        self.assert_ended(path)

    def test_other_changes_of_the_settings_end_none(self):
        path = self.make_old(minutes=1)
        for email in ("daily", "each", "none", "none"):
            self.patch(self.instructor, "preferences", data={"email": email})
        self.assertEqual(self.program.post(path, ONE_CLICK).status_code, 200)


class OldLinkTests(EndTests):
    """Links of earlier releases have no time and no address. They work until a date, and can be revoked."""

    def make_old(self, **_age):
        token = sign([self.instructor.pk, str(self.key)], salt=UNSUBSCRIBE_SALT)
        return f"/messages/unsubscribe/{token}/"

    def setUp(self):
        super().setUp()
        self.path = self.make_old()

    def test_it_works_for_400_days(self):
        with mock.patch.object(preferences, "OLD_LINKS_END", timezone.now()):
            self.assert_ended()
        self.assertEqual(self.program.post(self.path, ONE_CLICK).status_code, 200)

    # These have no meaning without a time or an address.
    test_an_operator_can_choose_its_days = None
    test_it_ends_with_the_address_and_the_new_one_has_its_own = None
