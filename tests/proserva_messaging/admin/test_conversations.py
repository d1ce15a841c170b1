"""Tests of conversations in Django admin: states and numbers, and messages only after a disclosure with a reason."""

from datetime import timedelta

import ddt
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from demo.campus import api as campus
from proserva_messaging.models import (
    Attachment,
    CourseSettings,
    Delivery,
    Disclosure,
    Message,
    Participant,
    Preference,
    Retirement,
)
from tests.admin_case import REASON, SECRET, AdminCase, admin_url
from tests.campus_case import make_client


@ddt.ddt
class PrivacyTests(AdminCase):
    @ddt.data("root", "olga")
    def test_no_page_shows_content(self, username):
        client = make_client(self.root if username == "root" else self.operator)
        delivery = Delivery.objects.get()
        Delivery.objects.update(email="failed", email_reason="550")
        pages = [
            *(admin_url(f"{name}_changelist") for name in ("thread", "delivery", "coursesettings")),
            admin_url("thread_changelist") + f"?q={SECRET}",
            admin_url("thread_changelist") + f"?q={self.key}",
            admin_url("thread_change", self.thread_id),
            admin_url("thread_history", self.thread_id),
            admin_url("delivery_change", delivery.pk),
            admin_url("delivery_history", delivery.pk),
            reverse("admin:index"),
            reverse("admin:auth_user_changelist"),
        ]
        # The search box has the query in quotes.
        for page in pages:
            response = client.get(page)
            if page.endswith("/auth/user/") and username == "olga":
                continue
            self.assertEqual(response.status_code, 200, page)
            shown = response.content.decode().replace(f"q={SECRET}", "").replace(f'"{SECRET}"', "")
            self.assertNotIn(SECRET, shown, page)
        for page in (admin_url("thread_delete", self.thread_id), admin_url("thread_add"), admin_url("delivery_add")):
            self.assertEqual(client.get(page).status_code, 403, page)

    def test_deleting_a_user_shows_no_content(self):
        client = make_client(self.root)
        for user in (self.learner, self.instructor):
            page = reverse("admin:auth_user_delete", args=[user.pk])
            self.assertNotContains(client.get(page), SECRET)

    def test_the_name_of_a_row_shows_no_content(self):
        self.disclose()
        CourseSettings.objects.create(course_id=self.key)
        Preference.objects.create(user=self.learner, email="none")
        rows = [self.message, self.message.thread, Retirement(user=self.learner)]
        rows += [model.objects.first() for model in (Attachment, Delivery, Participant, Preference, CourseSettings)]
        rows.append(Disclosure.objects.get())
        text = " ".join(str(row) for row in rows)
        for word in (SECRET, "Lena", "lena", "complaint"):
            self.assertNotIn(word, text)

    def test_an_anonymous_visitor_is_sent_to_sign_in(self):
        for page in (admin_url("thread_changelist"), self.disclosure_url):
            self.assertEqual(Client().get(page).status_code, 302)


@ddt.ddt
class ThreadTests(AdminCase):
    def list(self, query=""):
        response = make_client(self.operator).get(admin_url("thread_changelist"), {"q": query})
        return [(each.pk, each.people_count, each.message_count) for each in response.context["cl"].result_list]

    def test_the_list_shows_the_numbers_of_people_and_messages(self):
        self.answer(self.thread_id)
        other = self.ask(to="amir").thread_id
        self.assertEqual(self.list(), [(other, 2, 1), (self.thread_id, 2, 2)])
        self.assertEqual(self.list(str(self.key)), self.list())
        self.assertEqual(self.list(str(other)), [(other, 2, 1)])
        for query in ("course-v1:No+Such+Course", SECRET, "Lena", "9" * 30, "²"):
            self.assertEqual(self.list(query), [], query)

    def test_the_list_takes_a_fixed_number_of_queries(self):
        client = make_client(self.operator)
        client.get(admin_url("thread_changelist"))
        with self.assertNumQueries(9):  # the session, its user and permissions (4), three counts, the rows, the kinds
            client.get(admin_url("thread_changelist"))

    def test_its_page_shows_times_as_the_list_does(self):
        message = Message.objects.get(thread=self.thread_id)
        shown = date_format(localtime(message.created), "DATETIME_FORMAT")
        for name, args in (("thread_changelist", []), ("thread_change", [self.thread_id])):
            response = make_client(self.operator).get(admin_url(name, *args))
            self.assertContains(response, shown)
            self.assertNotContains(response, "+00:00")

    def test_course_settings_are_found_by_course_key(self):
        CourseSettings.objects.create(course_id=self.key)
        response = make_client(self.root).get(admin_url("coursesettings_changelist"), {"q": str(self.key)})
        self.assertEqual(len(response.context["cl"].result_list), 1)


@ddt.ddt
class DisclosureTests(AdminCase):
    def test_a_superuser_gives_a_reason_and_reads_for_an_hour(self):
        client = make_client(self.root)
        self.assertNotContains(client.get(self.disclosure_url), SECRET)
        client, response = self.disclose()
        self.assertRedirects(response, self.disclosure_url, fetch_redirect_response=False)
        opened = client.get(self.disclosure_url)
        self.assertContains(opened, f"{SECRET} words")
        self.assertContains(opened, f"{SECRET}.txt")
        self.assertContains(opened, "Lena Fischer")
        self.assertIn("no-store", opened["Cache-Control"])
        Disclosure.objects.update(created=timezone.now() - timedelta(minutes=61))
        self.assertNotContains(client.get(self.disclosure_url), SECRET)

    @ddt.data("", "   ", "too short", "x" * 501, "\u200b\n a b c d e f g")
    def test_a_reason_has_a_minimum_and_maximum_length(self, reason):
        client, response = self.disclose(reason=reason)
        self.assertContains(response, "Enter 20 to 500 characters.")
        self.assertFalse(Disclosure.objects.exists())
        self.assertNotContains(client.get(self.disclosure_url), SECRET)

    @ddt.data("olga", "ines", "lena")
    def test_the_disclosure_page_is_for_superusers_only(self, username):
        user = {"olga": self.operator, "ines": self.instructor, "lena": self.learner}[username]
        client, posted = self.disclose(user)
        for response in (posted, client.get(self.disclosure_url)):
            self.assertIn(response.status_code, (302, 404))
            self.assertNotIn("/messages/", response.get("Location", "").partition("?")[0])
        self.assertFalse(Disclosure.objects.exists())

    def test_a_disclosure_is_for_one_superuser_and_one_thread(self):
        self.disclose()
        second = campus.create_person("second", is_staff=True, is_superuser=True)
        self.assertNotContains(make_client(second).get(self.disclosure_url), SECRET)
        other = self.ask(f"{SECRET} again", to="amir").thread_id
        self.assertNotContains(make_client(self.root).get(admin_url("thread_disclosure", other)), SECRET)

    def test_a_former_superuser_loses_access(self):
        client, _response = self.disclose()
        self.root.is_superuser = False
        self.root.save()
        self.assertEqual(client.get(self.disclosure_url).status_code, 404)

    def test_a_missing_thread_is_not_found(self):
        for thread_id in (999_999, 10**17):
            self.assertEqual(make_client(self.root).get(admin_url("thread_disclosure", thread_id)).status_code, 404)
        client, _response = self.disclose()
        self.assertEqual(client.get(self.disclosure_url, {"cursor": "x"}).status_code, 404)

    def test_participants_see_the_disclosure_and_its_reason(self):
        self.assertEqual(self.get(self.learner, "thread", self.thread_id).json()["disclosures"], [])
        self.disclose()
        for user in (self.learner, self.instructor):
            (seen,) = self.get(user, "thread", self.thread_id).json()["disclosures"]
            self.assertEqual((seen["by"]["username"], seen["reason"]), ("root", REASON))
            self.assertTrue(seen["at"].startswith(str(timezone.now().year)))

    def test_a_disclosure_marks_nothing_as_read_and_opens_no_other_page(self):
        client, _response = self.disclose()
        client.get(self.disclosure_url)
        self.assertIsNone(Delivery.objects.get().read_at)
        self.assert_error(self.get(self.root, "thread", self.thread_id), 404, "not_found")
        self.assert_error(self.get(self.root, "attachment", Attachment.objects.get().pk), 404, "not_found")

    def test_only_superusers_see_the_list_of_disclosures(self):
        self.disclose()
        self.assertContains(make_client(self.root).get(admin_url("disclosure_changelist")), REASON)
        self.assertEqual(make_client(self.operator).get(admin_url("disclosure_changelist")).status_code, 403)
