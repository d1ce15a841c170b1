"""Announcements over REST: who may do what, what is told, what is refused, and what it costs."""

from datetime import timedelta

import ddt
from django.contrib.sites.models import Site
from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Message, Thread
from proserva_messaging.models.attachments import get_storage
from tests.announcement_case import AnnouncementCase, in_hours
from tests.campus_case import make_client, make_file, new_key, url
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner

STATES = ("draft", "scheduled", "published", "expired", "unpublished")


class PostingTests(AnnouncementCase):
    def test_what_is_posted_is_told(self):
        file = self.upload(self.instructor)
        posted = self.announce(attachments=[file.pk], pinned=True)
        found = Announcement.objects.get()
        self.assertEqual(
            posted,
            {
                "id": found.pk,
                "course": {"id": str(self.key), "name": "Demo course", "url": reverse("course", args=[self.key])},
                "title": "Welcome",
                "body": "Read *this* first.",
                "body_html": "<p>Read <em>this</em> first.</p>",
                "attachments": posted["attachments"],
                "author": {"username": "ines", "name": "Ines Torres", "image_url": "", "role": None},
                "pinned": True,
                "state": "published",
                "publish_at": posted["publish_at"],
                "expires_at": None,
                "created": posted["created"],
                "edited": None,
                "unread": False,
                "dismissed": False,
                "can_edit": True,
                "version": 1,
                "ring": True,
                "email": False,
                "url": f"/messages/courses/{self.key}/announcements/#announcement-{found.pk}",
            },
        )
        self.assertEqual([each["name"] for each in posted["attachments"]], ["notes.txt"])
        self.assertLess(abs(timezone.now() - found.publish_at), timedelta(minutes=1))

    def test_everybody_in_the_course_reads_it(self):
        self.announce()
        for user in (self.learner, self.classmate, self.assistant, self.instructor):
            (row,) = self.get(user, "announcements", course_id=str(self.key)).json()["results"]
            self.assertEqual((row["title"], row["unread"]), ("Welcome", user != self.instructor))
            self.assertEqual(row["can_edit"], user in (self.assistant, self.instructor))
            board = self.get(user, "announcements", course_id=str(self.key)).json()
            self.assertEqual((board["can_post"], board["time_zone"]), (row["can_edit"], "UTC"))
            self.assertEqual(self.get(user, "announcement", row["id"]).json(), row)

    def test_twice_is_once(self):
        data = {"course_id": str(self.key), "title": "Once", "body": "Only"}
        key = new_key()
        first, second = (self.post(self.instructor, "announcements", data=data, key=key) for _ in range(2))
        self.assertEqual((first.status_code, second.status_code), (201, 201))
        self.assertEqual(first.json(), second.json())
        self.assertEqual((Announcement.objects.count(), Thread.objects.count(), Message.objects.count()), (1, 1, 1))
        other = self.post(self.instructor, "announcements", data={**data, "title": "Another"}, key=key)
        self.assert_error(other, 409, "idempotency_key_reused")

    def test_a_key_of_somebody_else_is_another(self):
        data, key = {"course_id": str(self.key), "title": "Mine", "body": "Own"}, new_key()
        ids = {
            self.post(user, "announcements", data=data, key=key).json()["id"]
            for user in (self.instructor, self.assistant)
        }
        self.assertEqual(len(ids), 2)

    def test_staff_who_look_as_a_learner_post_nothing_and_see_what_learners_see(self):
        posted = self.announce()
        self.announce("Draft", publish_at=None)
        client = make_client(self.instructor)
        client.post(reverse("masquerade", args=[self.key]), {"view_as": "student"})
        data = {"course_id": str(self.key), "title": "As whom?", "body": "Me"}
        self.assert_error(client.post(url("announcements"), data, format="json"), 409, "masquerading")
        address = url("announcement", posted["id"])
        self.assert_error(client.patch(address, {"version": 1, "title": "x"}, format="json"), 409, "masquerading")
        self.assert_error(client.delete(address), 409, "masquerading")
        rows = client.get(url("announcements"), {"course_id": str(self.key)}).json()["results"]
        self.assertEqual([(row["title"], row["can_edit"]) for row in rows], [("Welcome", False)])
        self.assertFalse(client.get(address).json()["can_edit"])


@ddt.ddt
class StrangersTests(AnnouncementCase):
    """What one may not see is not there."""

    def setUp(self):
        super().setUp()
        self.posted = self.announce()
        self.draft = self.announce("Draft", publish_at=None)

    def test_a_learner_changes_nothing(self):
        data = {"course_id": str(self.key), "title": "Mine", "body": "Own"}
        self.assert_error(self.post(self.learner, "announcements", data=data), 404, "not_found")
        self.change(self.posted, user=self.learner, status=404, title="Hacked")
        self.remove(self.posted, user=self.learner, status=404)
        self.assertEqual(Announcement.objects.present().count(), 2)
        self.assertEqual(self.titles(), ["Welcome"])

    @ddt.data("outsider", "unenrolled", "nobody")
    def test_who_has_no_part_in_the_course_finds_nothing(self, who):
        campus.unenroll(self.classmate, self.course)
        user = {"outsider": self.outsider, "unenrolled": self.classmate, "nobody": None}[who]
        status, code = (404, "not_found") if user else (401, "not_authenticated")
        self.assert_error(self.get(user, "announcements", course_id=str(self.key)), status, code)
        self.assert_error(self.get(user, "banner", course_id=str(self.key)), status, code)
        self.assert_error(self.get(user, "announcement", self.posted["id"]), status, code)
        for name in ("announcement_seen", "announcement_dismiss"):
            self.assert_error(self.post(user, name, self.posted["id"]), status, code)

    def test_a_learner_sees_only_what_is_published(self):
        states = {"Draft": self.draft, "Later": self.announce("Later", publish_at=in_hours(1).isoformat())}
        states["Over"] = self.announce("Over", expires_at=in_hours(1).isoformat())
        self.shift(states["Over"], publish_at=-2, expires_at=-1)
        states["Down"] = self.change(self.announce("Down"), published=False)
        self.assertEqual(self.titles(), ["Welcome"])
        for each in states.values():
            self.assert_error(self.get(self.learner, "announcement", each["id"]), 404, "not_found")
            self.assert_error(self.post(self.learner, "announcement_seen", each["id"]), 404, "not_found")
        for state in STATES:
            self.assertEqual(self.titles(state=state), ["Welcome"] if state == "published" else [])
        self.assertEqual(set(self.titles(self.assistant)), {"Welcome", *states})
        told = {state: self.titles(self.assistant, state=state) for state in STATES}
        expected = {"draft": ["Draft"], "scheduled": ["Later"], "published": ["Welcome"], "expired": ["Over"]}
        self.assertEqual(told, {**expected, "unpublished": ["Down"]})
        for state, (title,) in told.items():
            rows = self.get(self.assistant, "announcements", course_id=str(self.key)).json()["results"]
            self.assertEqual([row["state"] for row in rows if row["title"] == title], [state])

    def test_another_courses_team_is_nobody_here(self):
        other = CourseFactory()
        stranger = make_instructor(other)
        data = {"course_id": str(self.key), "title": "Mine", "body": "Own"}
        self.assert_error(self.post(stranger, "announcements", data=data), 404, "not_found")
        self.change(self.posted, user=stranger, status=404, title="Hacked")

    def test_a_course_that_is_not_there(self):
        answer = self.get(self.instructor, "announcements", course_id="course-v1:No+Such+Course")
        self.assert_error(answer, 404, "not_found")
        self.assert_error(self.get(self.instructor, "announcements", course_id="nonsense"), 400, "malformed")
        self.assert_error(self.get(self.instructor, "announcements"), 400, "invalid", course_id="required")

    def test_its_thread_is_nobodys_conversation(self):
        message = Message.objects.get(announcement=self.posted["id"])
        for user in (self.instructor, self.learner):
            self.assertEqual(self.get(user, "threads").json()["results"], [])
            for box in ("sent", "archived", "starred"):
                self.assertEqual(self.get(user, "threads", box=box).json()["results"], [])
            self.assertEqual(self.get(user, "threads", q="Read").json()["results"], [])
            for name, number in (("thread", message.thread_id), ("thread_messages", message.thread_id)):
                self.assert_error(self.get(user, name, number), 404, "not_found")
            answer = self.post(user, "thread_messages", message.thread_id, data={"body": "Reply"})
            self.assert_error(answer, 404, "not_found")
            self.assert_error(self.get(user, "receipts", message.pk), 404, "not_found")


@ddt.ddt
class BadInputTests(AnnouncementCase):
    @ddt.data(
        ({"title": ""}, "title", "title"),
        ({"title": " \u200b\n"}, "title", "title"),
        ({"title": "x" * 256}, "title", "255"),
        ({"body": ""}, "body", "Write the announcement"),
        ({"body": " \u200b \n"}, "body", "Write the announcement"),
        ({"body": "x" * 20_001}, "body", "1 character"),
        ({"publish_at": "2020-01-01T00:00:00Z"}, "publish_at", "has passed"),
        ({"publish_at": "2100-01-01T00:00:00"}, "publish_at", "offset"),
        ({"publish_at": "soon"}, "publish_at", "format"),
        ({"publish_at": "2100-13-01T00:00:00Z"}, "publish_at", "format"),
        ({"publish_at": 7}, "publish_at", "offset"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at", "after it is published"),
        ({"publish_at": "2100-01-01T10:00:00Z", "expires_at": "2100-01-01T11:00:00+02:00"}, "expires_at", "after"),
        ({"attachments": [99_999]}, "attachments", "not there any more"),
        ({"attachments": list(range(1, 12))}, "attachments", "At most"),
        ({"attachments": ["x"]}, "attachments", "integer"),
        ({"pinned": "perhaps"}, "pinned", "boolean"),
        ({"ring": False, "email": True}, "email", "bell rings"),
    )
    @ddt.unpack
    def test_what_cannot_be_posted(self, fields, name, words):
        data = {"course_id": str(self.key), "title": "Title", "body": "Body", **fields}
        self.assert_error(self.post(self.instructor, "announcements", data=data), 400, "invalid", **{name: words})
        self.assertFalse(Thread.objects.exists() or Message.objects.exists() or Announcement.objects.exists())

    def test_a_file_of_another_person_or_course_or_message(self):
        other = CourseFactory()
        make_instructor(other, self.instructor)
        elsewhere = api.upload_attachment(self.instructor, other.id, make_file()).pk
        sent = self.announce(attachments=[self.upload(self.instructor).pk])["attachments"][0]["id"]
        for each in (self.upload(self.learner).pk, elsewhere, sent):
            answer = self.announce(attachments=[each], status=400)
            self.assertIn("not there any more", answer["fields"]["attachments"][0])
        self.assertEqual(Announcement.objects.count(), 1)

    def test_a_time_that_has_just_passed_means_now(self):
        posted = self.announce(publish_at=(timezone.now() - timedelta(minutes=1)).isoformat())
        self.assertEqual(posted["state"], "published")

    def test_an_offset_is_heeded(self):
        moment = in_hours(5).replace(microsecond=0)
        local = moment.astimezone(timezone.get_fixed_timezone(330))
        posted = self.announce(publish_at=local.isoformat())
        self.assertEqual(Announcement.objects.get(pk=posted["id"]).publish_at, moment)

    @ddt.data("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))")
    def test_markup_stays_text(self, attack):
        posted = self.announce(attack, attack)
        self.assertEqual(posted["title"], attack)
        for forbidden in ("<script", "<img", 'href="javascript'):
            self.assertNotIn(forbidden, posted["body_html"])

    def test_other_scripts_and_directions(self):
        posted = self.announce("ברוכים\u200f הבאים 👋", "مرحبا **بكم**")
        self.assertIn("<strong>بكم</strong>", posted["body_html"])
        self.assertEqual(posted["title"], "ברוכים\u200f הבאים 👋")

    def test_an_unreadable_cursor(self):
        for cursor in ("x", "1-2", "1-2-x", "1-99999999999999999999-1", "1-9223372036854775807-1", "--"):
            answer = self.get(self.learner, "announcements", course_id=str(self.key), cursor=cursor)
            self.assert_error(answer, 400, "malformed")


@ddt.ddt
class ChangingTests(AnnouncementCase):
    def test_an_edit_is_marked_and_rings_nobody(self):
        posted = self.announce(email=True)
        before, emails = self.deliveries(posted), len(mail.outbox)
        changed = self.change(posted, title="Welcome all", body="Read **that** first.")
        self.assertEqual((changed["title"], changed["version"]), ("Welcome all", 2))
        self.assertIn("<strong>that</strong>", changed["body_html"])
        self.assertIsNotNone(changed["edited"])
        self.assertEqual(changed["author"]["username"], "ines")
        self.assertEqual((self.deliveries(posted), len(mail.outbox)), (before, emails))

    def test_what_is_not_published_yet_is_not_marked(self):
        for publish_at in (None, in_hours(1).isoformat()):
            changed = self.change(self.announce(publish_at=publish_at), body="Better")
            self.assertEqual((changed["body"], changed["edited"]), ("Better", None))

    def test_pinning_is_no_edit(self):
        changed = self.change(self.announce(), pinned=True)
        self.assertEqual((changed["pinned"], changed["edited"], changed["version"]), (True, None, 2))

    def test_the_same_text_again_is_no_edit(self):
        posted = self.announce()
        changed = self.change(posted, title=posted["title"], body=posted["body"], attachments=[])
        self.assertIsNone(changed["edited"])

    def test_a_colleague_may_change_it(self):
        changed = self.change(self.announce(), user=self.assistant, title="By both")
        self.assertEqual((changed["title"], changed["author"]["username"]), ("By both", "ines"))

    def test_who_comes_second_is_told(self):
        posted = self.announce()
        self.change(posted, title="First")
        answer = self.change(posted, user=self.assistant, status=409, title="Second")
        self.assertEqual(answer["code"], "changed_meanwhile")
        self.assertEqual(self.titles(), ["First"])

    def test_the_version_is_wanted(self):
        posted = self.announce()
        answer = self.patch(self.instructor, "announcement", posted["id"], data={"title": "x"})
        self.assert_error(answer, 400, "invalid", version="required")

    @ddt.data(
        ({"title": ""}, "title"), ({"body": "\n"}, "body"), ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at")
    )
    @ddt.unpack
    def test_what_cannot_be_made_of_it(self, changes, name):
        posted = self.announce()
        answer = self.change(posted, status=400, **changes)
        self.assertEqual(list(answer["fields"]), [name])
        self.assertEqual(Announcement.objects.get().version, 1)

    @ddt.data({"publish_at": "2100-01-01T00:00:00Z"}, {"publish_at": None}, {"email": True}, {"ring": False})
    def test_what_people_have_read_cannot_be_announced_otherwise(self, changes):
        answer = self.change(self.announce(), status=400, **changes)
        self.assertIn("published already", answer["fields"][next(iter(changes))][0])

    def test_what_stays_the_same_may_be_said_again(self):
        posted = self.announce(expires_at=in_hours(9).isoformat())
        same = {name: posted[name] for name in ("publish_at", "expires_at", "ring", "email", "pinned")}
        self.change(posted, body="New", **same)

    def test_files_come_and_go(self):
        kept, dropped = (self.upload(self.instructor, name=name).pk for name in ("kept.txt", "dropped.txt"))
        posted = self.announce(attachments=[kept, dropped])
        path = Attachment.objects.get(pk=dropped).file.name
        new = self.upload(self.assistant, name="new.txt").pk
        changed = self.change(posted, user=self.assistant, attachments=[kept, new])
        self.assertEqual([each["name"] for each in changed["attachments"]], ["kept.txt", "new.txt"])
        self.assertIsNotNone(changed["edited"])
        self.assertFalse(Attachment.objects.filter(pk=dropped).exists() or get_storage().exists(path))

    def test_a_file_deleted_meanwhile_changes_nothing(self):
        posted = self.announce()
        file = self.upload(self.instructor)
        api.discard_attachment(self.instructor, file.pk)
        answer = self.change(posted, status=400, title="New", attachments=[file.pk])
        self.assertIn("attachments", answer["fields"])
        self.assertEqual(self.titles(), ["Welcome"])

    def test_drafts_are_published_and_taken_back(self):
        draft = self.announce(publish_at=None)
        self.assertEqual((draft["state"], self.deliveries(draft)), ("draft", []))
        planned = self.change(draft, publish_at=in_hours(2).isoformat(), ring=False)
        self.assertEqual((planned["state"], planned["email"], planned["ring"]), ("scheduled", False, False))
        back = self.change(planned, published=False, ring=True, email=True)
        self.assertEqual((back["state"], back["publish_at"], back["email"]), ("draft", None, True))
        out = self.change(back, published=True)
        self.assertEqual(out["state"], "published")
        down = self.change(out, published=False)
        self.assertEqual((down["state"], self.titles()), ("unpublished", []))
        again = self.change(down, published=True)
        self.assertEqual((again["state"], again["publish_at"]), ("published", out["publish_at"]))

    def test_what_is_over_comes_back_with_a_new_end(self):
        posted = self.announce(expires_at=in_hours(1).isoformat())
        self.shift(posted, publish_at=-3, expires_at=-1)
        self.assertEqual(self.titles(), [])
        self.change(posted, expires_at=None)
        self.assertEqual(self.titles(), ["Welcome"])

    def test_deleting_it_leaves_nothing(self):
        posted = self.announce(attachments=[self.upload(self.instructor).pk], email=True)
        path = Attachment.objects.get().file.name
        self.post(self.learner, "announcement_seen", posted["id"])
        self.remove(posted, user=self.assistant)
        self.assertEqual(self.titles(self.instructor), [])
        for model in (Announcement, AnnouncementMark, Attachment, Message, Thread):
            self.assertFalse(model.objects.exists(), model)
        self.assertFalse(get_storage().exists(path))
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})
        self.remove(posted, status=404)
        self.change(posted, status=404, title="Back")


class ReadingTests(AnnouncementCase):
    def test_pinned_ones_come_first_and_then_the_newest_over_all_pages(self):
        titles = [f"n{number}" for number in range(7)]
        for number, title in enumerate(titles):
            self.shift(self.announce(title, pinned=number in (1, 4)), publish_at=number - 20)
        same = [self.announce(title) for title in ("a", "b", "c")]
        moment = timezone.now()
        Announcement.objects.filter(pk__in=[each["id"] for each in same]).update(publish_at=moment)
        expected = ["n4", "n1", "c", "b", "a", "n6", "n5", "n3", "n2", "n0"]
        self.assertEqual(self.titles(), expected)
        seen, cursor = [], None
        for _page in range(20):
            query = {"course_id": str(self.key), "limit": 1, **({"cursor": cursor} if cursor else {})}
            answer = self.get(self.learner, "announcements", **query).json()
            seen += [row["title"] for row in answer["results"]]
            cursor = answer["next_cursor"]
            if cursor is None:
                break
        self.assertEqual(seen, expected)

    def test_a_draft_has_its_place_by_its_making(self):
        self.shift(self.announce("Old"), publish_at=-5)
        self.announce("Draft", publish_at=None)
        self.announce("New", publish_at=in_hours(1).isoformat())
        self.assertEqual(self.titles(self.instructor), ["New", "Draft", "Old"])

    def test_seen_is_seen_for_good(self):
        posted = self.announce()
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 1})
        for _twice in range(2):
            self.assertEqual(self.post(self.learner, "announcement_seen", posted["id"]).json(), {"unread": False})
        first = AnnouncementMark.objects.get().seen_at
        self.assertIsNotNone(first)
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})
        (row,) = self.get(self.learner, "announcements", course_id=str(self.key)).json()["results"]
        self.assertFalse(row["unread"])
        self.change(posted, body="New text")
        self.assertFalse(self.get(self.learner, "announcement", posted["id"]).json()["unread"])
        self.assertTrue(self.get(self.classmate, "announcement", posted["id"]).json()["unread"])

    def test_who_enrols_later_finds_it_unread(self):
        self.announce()
        late = make_learner(self.course)
        self.assertTrue(self.get(late, "announcements", course_id=str(self.key)).json()["results"][0]["unread"])

    def test_its_files_are_for_whoever_may_see_it(self):
        posted = self.announce(attachments=[self.upload(self.instructor).pk])
        (file,) = posted["attachments"]
        answer = self.get(self.learner, "attachment", file["id"])
        self.assertEqual(b"".join(answer.streaming_content), b"Some notes.")
        self.assert_error(self.get(self.outsider, "attachment", file["id"]), 404, "not_found")
        down = self.change(posted, published=False)
        self.assert_error(self.get(self.learner, "attachment", file["id"]), 404, "not_found")
        self.assertEqual(self.get(self.assistant, "attachment", file["id"]).status_code, 200)
        self.change(down, published=True)
        campus.unenroll(self.learner, self.course)
        self.assert_error(self.get(self.learner, "attachment", file["id"]), 404, "not_found")

    def test_the_feed_leads_to_it_until_it_is_down(self):
        posted = self.announce(body="First words of it")
        (item,) = self.get(self.learner, "notifications").json()["results"]
        told = {name: item[name] for name in ("preview", "thread_title", "announcement", "url", "unread")}
        self.assertEqual(
            told,
            {
                "preview": "First words of it",
                "thread_title": "Welcome",
                "announcement": posted["id"],
                "url": posted["url"],
                "unread": True,
            },
        )
        self.change(posted, published=False)
        (item,) = self.get(self.learner, "notifications").json()["results"]
        self.assertEqual((item["thread_title"], item["unread"]), ("", False))
        self.assertIn("not shown any more", item["preview"])

    def test_a_message_is_no_announcement(self):
        self.ask()
        (item,) = self.get(self.instructor, "notifications").json()["results"]
        self.assertIsNone(item["announcement"])


class BannerTests(AnnouncementCase):
    def test_the_newest_stands_there_and_the_pinned_one_before_it(self):
        self.assertIsNone(self.banner())
        self.announce("Old", pinned=False)
        self.assertEqual(self.banner()["title"], "Old")
        pinned = self.announce("Pinned", pinned=True)
        self.announce("New", "**First** words")
        banner = self.banner()
        self.assertEqual((banner["title"], banner["pinned"], banner["unread"]), ("Pinned", True, True))
        self.assertEqual(banner["url"], pinned["url"])

    def test_dismissed_it_gives_way_to_the_newest_and_that_to_none(self):
        pinned, new = self.announce("Pinned", pinned=True), self.announce("New", "**First** words")
        self.post(self.learner, "announcement_dismiss", pinned["id"])
        self.assertEqual((self.banner()["title"], self.banner()["preview"]), ("New", "First words"))
        self.post(self.learner, "announcement_dismiss", new["id"], data={"version": 1})
        self.assertIsNone(self.banner())
        self.assertEqual(self.banner(self.classmate)["title"], "Pinned")
        self.assertTrue(self.get(self.learner, "announcement", new["id"]).json()["dismissed"])
        self.assertTrue(self.get(self.learner, "announcement", new["id"]).json()["unread"])

    def test_it_comes_back_when_its_text_changes_and_not_otherwise(self):
        posted = self.announce()
        self.post(self.learner, "announcement_dismiss", posted["id"], data={"version": posted["version"]})
        pinned = self.change(posted, pinned=True)
        self.assertIsNone(self.banner())
        self.change(pinned, body="Other words")
        self.assertEqual(self.banner()["preview"], "Other words")

    def test_an_older_text_that_was_dismissed_late_is_not_the_new_one(self):
        posted = self.announce()
        self.change(posted, body="New words")
        self.post(self.learner, "announcement_dismiss", posted["id"], data={"version": posted["version"]})
        self.assertEqual(self.banner()["preview"], "New words")

    def test_no_version_of_the_future_can_be_dismissed(self):
        posted = self.announce()
        self.post(self.learner, "announcement_dismiss", posted["id"], data={"version": 10**9})
        self.change(posted, body="New words")
        self.assertIsNotNone(self.banner())

    def test_times_alone_let_it_come_and_go(self):
        posted = self.announce(publish_at=in_hours(1).isoformat(), expires_at=in_hours(2).isoformat())
        self.assertIsNone(self.banner())
        self.shift(posted, publish_at=-1)
        with self.settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}):
            self.assertIsNotNone(self.banner())
            self.shift(posted, publish_at=-2, expires_at=-1)
        # Although what stands there is known, it is looked at again.
        self.assertIsNone(self.banner())

    def test_what_is_known_of_it_is_forgotten_with_each_change(self):
        self.assertIsNone(self.banner())
        posted = self.announce()
        self.assertIsNotNone(self.banner())
        down = self.change(posted, published=False)
        self.assertIsNone(self.banner())
        self.change(down, published=True)
        self.assertIsNotNone(self.banner())
        self.remove(posted)
        self.assertIsNone(self.banner())


class CostTests(AnnouncementCase):
    """How many queries. Session and user are the platform's (2), and so are roles (1, the campus's)."""

    asking = 3

    def count(self, name, *args, user=None, **query):
        Site.objects.get_current()  # once for each process, and not ours
        client = make_client(user or self.learner)
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(client.get(url(name, *args), query).status_code, 200)
        return len(queries)

    def fill(self, count):
        for _number in range(count):
            author = make_instructor(self.course)
            self.announce(user=author, attachments=[self.upload(author).pk], ring=False)

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="1000/min", PROSERVA_MESSAGING_UPLOAD_RATE="1000/min")
    def test_a_page_of_25_asks_as_much_as_one_of_1(self):
        # The announcements with their texts and marks; their files; names; the course.
        for count in (1, 30):
            self.fill(count)
            for user in (self.learner, self.instructor):
                self.assertEqual(self.count("announcements", user=user, course_id=str(self.key)), self.asking + 4)

    def test_the_banner_asks_two_questions_and_then_one(self):
        # What stands there; its text, and what this person did with it. For a minute what stands there is known.
        self.announce(ring=False)
        self.assertEqual(self.count("banner", course_id=str(self.key)), self.asking + 2)
        self.assertEqual(self.count("banner", user=self.classmate, course_id=str(self.key)), self.asking + 1)

    def test_a_course_without_one_asks_once_a_minute(self):
        self.assertEqual(self.count("banner", course_id=str(self.key)), self.asking + 1)
        self.assertEqual(self.count("banner", user=self.classmate, course_id=str(self.key)), self.asking)

    def test_one_in_the_feed_costs_one_question_and_twenty_no_more(self):
        # The deliveries; their messages; their threads; my places, for their titles as I see them; names; courses; the
        # announcements.
        for count in (1, 8):
            for _number in range(count):
                self.announce()
            self.assertEqual(self.count("notifications"), 2 + 7)


class PageTests(AnnouncementCase):
    def test_the_form_of_a_broadcast_leads_here(self):
        segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
        self.assertEqual(
            segments["announcements_url"], reverse("proserva_messaging:announcements_page", args=[self.key])
        )

    def test_the_page_is_for_everybody_in_the_course(self):
        address = reverse("proserva_messaging:announcements_page", args=[str(self.key)])
        for user, status in ((self.learner, 200), (self.assistant, 200), (self.outsider, 404), (UserFactory(), 404)):
            self.client.force_login(user)
            page = self.client.get(address)
            self.assertEqual(page.status_code, status)
            self.assertEqual(b"<proserva-announcements course-id=" in page.content, status == 200)
            self.assertEqual(page.get("Cache-Control"), "private, no-store" if status == 200 else None)
        self.client.logout()
        self.assertEqual(self.client.get(address).status_code, 302)
        self.assertEqual(self.client.get("/messages/courses/nonsense/announcements/").status_code, 302)
        self.client.force_login(self.learner)
        self.assertEqual(self.client.get("/messages/courses/nonsense/announcements/").status_code, 404)
