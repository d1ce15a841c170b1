"""Tests of Django admin: it shows how things are doing, and what people wrote only to who has broken the glass."""

import io
from datetime import timedelta

import ddt
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging.models import (
    Attachment,
    CourseSettings,
    Delivery,
    Disclosure,
    Participant,
    Preference,
    Retirement,
)
from tests.campus_case import CampusCase, make_client

SECRET = "zanzibar"
REASON = "A complaint about harassment, case 4711"


def admin_url(name, *args):
    """Return the address of a page of Django admin for one of the product's models."""
    return reverse(f"admin:proserva_messaging_{name}", args=args)


class AdminCase(CampusCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.root = campus.create_person("root", name="Rita Root", is_staff=True, is_superuser=True)
        cls.operator = campus.create_person("olga", name="Olga Operator", is_staff=True)
        ours = Permission.objects.filter(content_type__app_label="proserva_messaging")
        cls.operator.user_permissions.set(ours.exclude(codename="change_delivery"))

    def setUp(self):
        super().setUp()
        files = [self.upload(name=f"{SECRET}.txt").pk]
        context = {"url": "http://127.0.0.1:8000/x", "label": f"{SECRET} page"}
        self.message = self.ask(f"{SECRET} words", title=f"{SECRET} title", attachment_ids=files, context=context)
        self.thread_id = self.message.thread_id
        self.glass = admin_url("thread_disclosure", self.thread_id)

    def break_the_glass(self, user=None, reason=REASON):
        client = make_client(user or self.root)
        return client, client.post(self.glass, {"reason": reason})


@ddt.ddt
class PrivacyTests(AdminCase):
    @ddt.data("root", "olga")
    def test_no_page_shows_what_people_wrote(self, username):
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
        # The search box holds what was searched for, in quotes.
        for page in pages:
            response = client.get(page)
            if page.endswith("/auth/user/") and username == "olga":
                continue
            self.assertEqual(response.status_code, 200, page)
            shown = response.content.decode().replace(f"q={SECRET}", "").replace(f'"{SECRET}"', "")
            self.assertNotIn(SECRET, shown, page)
        for page in (admin_url("thread_delete", self.thread_id), admin_url("thread_add"), admin_url("delivery_add")):
            self.assertEqual(client.get(page).status_code, 403, page)

    def test_deleting_a_user_shows_no_texts(self):
        client = make_client(self.root)
        for user in (self.learner, self.instructor):
            page = reverse("admin:auth_user_delete", args=[user.pk])
            self.assertNotContains(client.get(page), SECRET)

    def test_what_a_row_calls_itself_tells_nothing(self):
        self.break_the_glass()
        CourseSettings.objects.create(course_id=self.key)
        Preference.objects.create(user=self.learner, email="none")
        rows = [self.message, self.message.thread, Retirement(user=self.learner)]
        rows += [model.objects.first() for model in (Attachment, Delivery, Participant, Preference, CourseSettings)]
        rows.append(Disclosure.objects.get())
        text = " ".join(str(row) for row in rows)
        for word in (SECRET, "Lena", "lena", "complaint"):
            self.assertNotIn(word, text)

    def test_nobody_is_not_let_in(self):
        for page in (admin_url("thread_changelist"), self.glass):
            self.assertEqual(Client().get(page).status_code, 302)


@ddt.ddt
class ThreadTests(AdminCase):
    def list(self, query=""):
        response = make_client(self.operator).get(admin_url("thread_changelist"), {"q": query})
        return [(each.pk, each.people_count, each.message_count) for each in response.context["cl"].result_list]

    def test_the_list_tells_how_much_there_is(self):
        self.answer(self.thread_id)
        other = self.ask(to="amir").thread_id
        self.assertEqual(self.list(), [(other, 2, 1), (self.thread_id, 2, 2)])
        self.assertEqual(self.list(str(self.key)), self.list())
        self.assertEqual(self.list(str(other)), [(other, 2, 1)])
        for query in ("course-v1:No+Such+Course", SECRET, "Lena", "9" * 30, "²"):
            self.assertEqual(self.list(query), [], query)

    def test_the_list_costs_the_same_however_many_threads_there_are(self):
        client = make_client(self.operator)
        client.get(admin_url("thread_changelist"))
        with self.assertNumQueries(9):  # the session, its user and permissions (4), three counts, the rows, the kinds
            client.get(admin_url("thread_changelist"))

    def test_course_settings_are_found_by_their_course(self):
        CourseSettings.objects.create(course_id=self.key)
        response = make_client(self.root).get(admin_url("coursesettings_changelist"), {"q": str(self.key)})
        self.assertEqual(len(response.context["cl"].result_list), 1)


@ddt.ddt
class GlassTests(AdminCase):
    def test_a_superuser_gives_a_reason_and_reads_for_an_hour(self):
        client = make_client(self.root)
        self.assertNotContains(client.get(self.glass), SECRET)
        client, response = self.break_the_glass()
        self.assertRedirects(response, self.glass, fetch_redirect_response=False)
        opened = client.get(self.glass)
        self.assertContains(opened, f"{SECRET} words")
        self.assertContains(opened, f"{SECRET}.txt")
        self.assertContains(opened, "Lena Fischer")
        self.assertIn("no-store", opened["Cache-Control"])
        Disclosure.objects.update(created=timezone.now() - timedelta(minutes=61))
        self.assertNotContains(client.get(self.glass), SECRET)

    @ddt.data("", "   ", "too short", "x" * 501, "\u200b\n a b c d e f g")
    def test_a_reason_has_a_length(self, reason):
        client, response = self.break_the_glass(reason=reason)
        self.assertContains(response, "Between 20 and 500 characters")
        self.assertFalse(Disclosure.objects.exists())
        self.assertNotContains(client.get(self.glass), SECRET)

    @ddt.data("olga", "ines", "lena")
    def test_for_anybody_else_it_is_not_there(self, username):
        user = {"olga": self.operator, "ines": self.instructor, "lena": self.learner}[username]
        client, posted = self.break_the_glass(user)
        for response in (posted, client.get(self.glass)):
            self.assertIn(response.status_code, (302, 404))
            self.assertNotIn("/messages/", response.get("Location", "").partition("?")[0])
        self.assertFalse(Disclosure.objects.exists())

    def test_one_superusers_reason_opens_nothing_to_another(self):
        self.break_the_glass()
        second = campus.create_person("second", is_staff=True, is_superuser=True)
        self.assertNotContains(make_client(second).get(self.glass), SECRET)
        other = self.ask(f"{SECRET} again", to="amir").thread_id
        self.assertNotContains(make_client(self.root).get(admin_url("thread_disclosure", other)), SECRET)

    def test_a_superuser_who_is_none_any_more_reads_no_further(self):
        client, _response = self.break_the_glass()
        self.root.is_superuser = False
        self.root.save()
        self.assertEqual(client.get(self.glass).status_code, 404)

    def test_a_thread_that_is_not_there_is_not_there(self):
        for thread_id in (999_999, 10**17):
            self.assertEqual(make_client(self.root).get(admin_url("thread_disclosure", thread_id)).status_code, 404)
        client, _response = self.break_the_glass()
        self.assertEqual(client.get(self.glass, {"cursor": "x"}).status_code, 404)

    def test_the_people_in_it_see_who_and_why(self):
        self.assertEqual(self.get(self.learner, "thread", self.thread_id).json()["disclosures"], [])
        self.break_the_glass()
        for user in (self.learner, self.instructor):
            (seen,) = self.get(user, "thread", self.thread_id).json()["disclosures"]
            self.assertEqual((seen["by"]["username"], seen["reason"]), ("root", REASON))
            self.assertTrue(seen["at"].startswith(str(timezone.now().year)))

    def test_reading_so_marks_nothing_as_seen_and_opens_nothing_else(self):
        client, _response = self.break_the_glass()
        client.get(self.glass)
        self.assertIsNone(Delivery.objects.get().read_at)
        self.assert_error(self.get(self.root, "thread", self.thread_id), 404, "not_found")
        self.assert_error(self.get(self.root, "attachment", Attachment.objects.get().pk), 404, "not_found")

    def test_reasons_are_listed_for_superusers_only(self):
        self.break_the_glass()
        self.assertContains(make_client(self.root).get(admin_url("disclosure_changelist")), REASON)
        self.assertEqual(make_client(self.operator).get(admin_url("disclosure_changelist")).status_code, 403)


class EmailTests(AdminCase):
    def send_again(self, user):
        data = {"action": "send_again", "_selected_action": list(Delivery.objects.values_list("pk", flat=True))}
        with self.captureOnCommitCallbacks(execute=True):
            return make_client(user).post(admin_url("delivery_changelist"), data, follow=True)

    def test_the_list_has_those_in_trouble_by_what_became_of_them(self):
        self.ask(to="amir")
        first, second = Delivery.objects.order_by("pk")
        Delivery.objects.filter(pk=first.pk).update(email="failed", email_reason="550 no such user")
        page = make_client(self.operator).get(admin_url("delivery_changelist"))
        self.assertEqual([each.pk for each in page.context["cl"].result_list], [first.pk])
        self.assertContains(page, "550 no such user")
        page = make_client(self.operator).get(admin_url("delivery_changelist"), {"state": "unknown"})
        self.assertEqual(list(page.context["cl"].result_list), [])
        self.assertEqual(make_client(self.operator).get(admin_url("delivery_change", second.pk)).status_code, 302)

    def test_failed_emails_are_sent_again_and_no_others(self):
        self.ask(to="amir")
        first, second = Delivery.objects.order_by("pk")
        Delivery.objects.filter(pk=first.pk).update(email="failed", email_attempts=5)
        Delivery.objects.filter(pk=second.pk).update(email="unknown")
        response = self.send_again(self.root)
        self.assertContains(response, "1 emails will be sent again.")
        self.assertContains(response, "1 had not failed")
        states = dict(Delivery.objects.values_list("pk", "email"))
        self.assertEqual(states, {first.pk: "sent", second.pk: "unknown"})

    def test_looking_is_not_sending(self):
        Delivery.objects.update(email="failed")
        self.send_again(self.operator)
        self.assertEqual(Delivery.objects.get().email, "failed")

    def test_a_retired_persons_failed_email_is_never_sent_again(self):
        Delivery.objects.update(email="failed")
        campus.retire(self.instructor)
        self.send_again(self.root)
        call_command("proserva_deliver", stdout=io.StringIO())
        self.assertEqual(Delivery.objects.get().email, "skipped")
