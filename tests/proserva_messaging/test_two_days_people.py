"""Tests of what happens to people and courses between two days: new names, runs, merged accounts, a month's rest."""

from datetime import timedelta
from unittest import mock

from django.core import mail
from django.urls import resolve

from demo.campus import api as campus
from proserva_messaging import api, tasks
from proserva_messaging.delivery.preferences import get_email_choice
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.links import get_unsubscribe_path
from proserva_messaging.models import Delivery, Message
from tests.campus_case import make_client, new_key
from tests.factories import CourseFactory, make_instructor, make_learner
from tests.two_days_case import TwoDaysCase


def deactivate(user):
    """Deactivate an account, as an operator does."""
    user.is_active = False
    user.save()


class NameTests(TwoDaysCase):
    """A person gets another username and another full name."""

    def setUp(self):
        super().setUp()
        api.set_email_choice(self.instructor, "daily")
        self.thread_id = self.ask("Is it *@ines*?").thread_id
        self.learner.username = "lena.meyer"
        self.learner.save()
        profile = self.learner.profile
        profile.name = "Lena Meyer"
        profile.save()

    def test_everything_shows_the_new_name_and_the_thread_goes_on(self):
        self.answer(self.thread_id)
        sent = api.start_thread(self.instructor, self.key, ["lena.meyer"], "And this?")
        self.assertEqual(sent.thread_id, self.thread_id)
        (row,) = api.get_inbox(self.instructor).results
        self.assertIn(("lena.meyer", "Lena Meyer"), [(each.username, each.name) for each in row.participants])
        first = api.get_messages(self.instructor, self.thread_id).results[-1]
        self.assertEqual(first.sender.name, "Lena Meyer")
        self.assertEqual(api.get_inbox(self.instructor, query="Meyer").results, [row])
        self.assertEqual(api.get_inbox(self.instructor, query="Fischer").results, [])

    def test_the_old_name_reaches_no_one_and_is_free_for_another(self):
        with self.assertRaises(InvalidError):
            api.start_thread(self.instructor, self.key, ["lena"], "Hello")
        other = make_learner(self.course, username="lena")
        self.assertNotEqual(api.start_thread(self.instructor, self.key, ["lena"], "Hi").thread_id, self.thread_id)
        with self.assertRaises(NotFoundError):
            api.get_messages(other, self.thread_id)

    def test_a_digest_that_waited_has_the_new_name(self):
        self.clock.advance(hours=25)
        self.sweep()
        self.assertIn("Lena Meyer", mail.outbox[-1].body)
        self.assertNotIn("Fischer", mail.outbox[-1].body)

    def test_a_scheduled_broadcast_to_chosen_people_finds_them(self):
        audience = {"who": "people", "usernames": ["lena.meyer", "noor"]}
        waiting = self.wait(audience=audience, send_at=self.hours(30))
        self.classmate.username = "noor2"
        self.classmate.save()
        self.clock.advance(hours=31)
        self.sweep()
        self.assertEqual(set(self.report(waiting["id"])), {"lena.meyer", "noor2"})


class RerunTests(TwoDaysCase):
    """The course is run again, under another key."""

    def test_conversations_stay_with_the_old_run(self):
        old = self.ask().thread_id
        group = api.start_group(self.instructor, self.key, ["lena", "noor"], "Hello").thread_id
        rerun = CourseFactory(key="course-v1:Test+C+2027", name="Second run")
        make_instructor(rerun, self.instructor)
        self.assertEqual(api.get_inbox(self.learner, course_key=rerun.id).results, [])
        with self.assertRaises(NotFoundError):
            api.start_thread(self.learner, rerun.id, ["ines"], "Hello")
        make_learner(rerun, self.learner)
        new = api.start_thread(self.learner, rerun.id, ["ines"], "Hello").thread_id
        self.assertNotIn(new, (old, group))
        api.send_message(self.learner, old, "About the first run")
        found = {row.id: row.course.id for row in api.get_inbox(self.learner).results}
        self.assertEqual(found, {old: str(self.key), group: str(self.key), new: str(rerun.id)})

    def test_broadcasts_announcements_and_choices_do_not_move(self):
        waiting = self.wait(send_at=self.hours(2))
        self.announce(publish_at=self.hours(2))
        api.set_email_choice(self.learner, "none", self.key)
        rerun = CourseFactory(key="course-v1:Test+C+2027", name="Second run")
        make_learner(rerun, self.learner)
        late = make_learner(rerun, username="mo")
        self.clock.advance(hours=3)
        self.sweep()
        self.assertEqual(set(self.report(waiting["id"])), {"lena", "noor"})
        self.assertEqual(api.unread_count(late), 0)
        self.assertEqual(api.get_announcements(self.learner, rerun.id).results, [])
        self.assertEqual(get_email_choice(self.learner, rerun.id), "each")


class MergeTests(TwoDaysCase):
    """A person has two accounts. Operators keep one, and deactivate or retire the other. Nothing moves."""

    def setUp(self):
        super().setUp()
        self.kept = make_learner(self.course, username="lena2", name="Lena Fischer")
        self.thread_id = self.ask("From the old account").thread_id
        self.group = api.start_group(self.learner, self.key, ["ines", "amir"], "A group").thread_id

    def test_the_kept_account_sees_nothing_of_the_other(self):
        deactivate(self.learner)
        for thread_id in (self.thread_id, self.group):
            with self.assertRaises(NotFoundError):
                api.get_messages(self.kept, thread_id)
        sent = api.start_thread(self.kept, self.key, ["ines"], "From the new account")
        self.assertNotEqual(sent.thread_id, self.thread_id)

    def test_a_message_to_the_deactivated_account_waits_in_its_inbox(self):
        deactivate(self.learner)
        before = len(mail.outbox)
        answer = self.answer(self.thread_id)
        delivery = Delivery.objects.get(message=answer)
        self.assertEqual((delivery.bell, delivery.email, delivery.email_reason), ("skipped", "skipped", "inactive"))
        self.assertEqual(len(mail.outbox), before)
        (row,) = [row for row in api.get_inbox(self.learner).results if row.id == self.thread_id]
        self.assertEqual(row.unread, 1)

    def test_the_retired_account_leaves_its_group_an_owner(self):
        campus.retire(self.learner)
        rows = {row.username: row.thread_role for row in api.get_participants(self.instructor, self.group).results}
        self.assertEqual(rows, {"ines": "owner", "amir": "member"})
        self.assertEqual({row.body for row in api.get_messages(self.instructor, self.thread_id).results}, {""})


class DeactivatedSenderTests(TwoDaysCase):
    """A sender's account is deactivated: the platform says so by no event."""

    def test_a_scheduled_broadcast_is_stopped_instead_of_sent(self):
        waiting = self.wait(send_at=self.hours(2))
        deactivate(self.instructor)
        self.clock.advance(hours=3)
        self.sweep()
        self.assertEqual(self.show(waiting["id"], self.assistant)["state"], "stopped")
        self.assertEqual((api.unread_count(self.learner), mail.outbox), (0, []))

    def test_emails_that_wait_are_sent_because_the_message_is_there(self):
        with mock.patch.object(tasks, "queue_emails"):
            thread_id = self.ask("Sent before").thread_id
        deactivate(self.learner)
        self.sweep()
        self.assertEqual([sent.to for sent in mail.outbox], [["ines@campus.example"]])
        self.assertEqual(api.get_thread(self.instructor, thread_id).unread, 1)

    def test_an_announcement_belongs_to_the_course(self):
        self.announce(publish_at=self.hours(2))
        deactivate(self.instructor)
        self.clock.advance(hours=3)
        self.sweep()
        self.assertEqual(api.unread_count(self.learner), 1)


class MonthTests(TwoDaysCase):
    """A page was left open, or a browser kept a draft, for a month."""

    def test_a_draft_with_a_file_that_was_purged_is_refused_as_a_whole(self):
        file = self.upload()
        self.clock.advance(days=31)
        self.sweep(with_files=True)
        with self.assertRaises(InvalidError) as caught:
            api.start_thread(self.learner, self.key, ["ines"], "See the file", attachment_ids=[file.pk])
        self.assertIn("attachments", caught.exception.fields)
        self.assertFalse(Message.objects.exists())
        api.start_thread(self.learner, self.key, ["ines"], "See the file")

    def test_a_file_of_a_broadcast_that_waits_is_kept(self):
        file = self.upload(self.instructor)
        waiting = self.wait(attachments=[file.pk], send_at=self.hours(24 * 31))
        self.clock.advance(days=31, minutes=1)
        self.sweep(with_files=True)
        (row,) = self.inbox(self.learner)
        (message,) = api.get_messages(self.learner, row["id"]).results
        self.assertEqual([each.id for each in message.attachments], [file.pk])
        self.assertEqual(self.show(waiting["id"])["state"], "sent")

    def test_a_repeated_key_returns_the_message_of_a_month_ago(self):
        key = new_key()
        first = self.ask("Hello?", idempotency_key=key)
        self.clock.advance(days=31)
        self.assertEqual(self.ask("Hello?", idempotency_key=key).pk, first.pk)
        self.assertEqual(Message.objects.count(), 1)

    def test_an_unsubscribe_link_works(self):
        path = get_unsubscribe_path(self.learner, [str(self.key)])
        self.assertEqual(resolve(path).url_name, "unsubscribe")
        self.clock.advance(days=400)
        self.assertEqual(make_client().post(path).status_code, 200)
        self.assertEqual(get_email_choice(self.learner, self.key), "none")

    def test_a_cursor_goes_on_where_it_was(self):
        first = self.ask("Message 0")
        for number in range(1, 5):
            self.answer(first.thread_id, f"Message {number}")
        page = api.get_messages(self.learner, first.thread_id, limit=2)
        self.clock.advance(days=31)
        self.answer(first.thread_id, "A month later")
        rest = api.get_messages(self.learner, first.thread_id, cursor=page.next_cursor, limit=9)
        self.assertEqual([row.body for row in rest.results], ["Message 2", "Message 1", "Message 0"])

    def test_a_draft_of_an_announcement_is_new_on_the_day_it_is_published(self):
        posted = self.announce(publish_at=None, expires_at=self.hours(24))
        self.announce("Meanwhile")
        self.clock.advance(days=31)
        self.change(posted, published=True, status=400)
        published = self.change(posted, published=True, expires_at=None)
        self.assertEqual(self.titles(), ["Welcome", "Meanwhile"])
        self.assertEqual(self.banner()["id"], published["id"])
        self.assertEqual(api.unread_count(self.learner), 2)

    def test_a_message_of_a_month_ago_is_read_like_any_other(self):
        message = self.ask()
        self.clock.advance(days=31)
        self.assertEqual(api.unread_count(self.instructor), 1)
        self.assertEqual(api.mark_read(self.instructor, message.thread_id, message.pk), 1)
        read_at = Delivery.objects.get(message=message).read_at
        self.assertGreater(read_at - message.created, timedelta(days=30))
