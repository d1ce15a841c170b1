"""Tests of changes of announcements over REST: editing, publishing, taking back, deletion."""

import ddt
from django.core import mail

from proserva_messaging import api
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Message, Thread
from proserva_messaging.models.attachments import get_storage
from tests.announcement_case import AnnouncementCase, in_hours


@ddt.ddt
class ChangingTests(AnnouncementCase):
    def test_an_edit_is_marked_and_does_not_notify(self):
        posted = self.announce(email=True)
        before, emails = self.deliveries(posted), len(mail.outbox)
        changed = self.change(posted, title="Welcome all", body="Read **that** first.")
        self.assertEqual((changed["title"], changed["version"]), ("Welcome all", 2))
        self.assertIn("<strong>that</strong>", changed["body_html"])
        self.assertIsNotNone(changed["edited"])
        self.assertEqual(changed["author"]["username"], "ines")
        self.assertEqual((self.deliveries(posted), len(mail.outbox)), (before, emails))

    def test_an_edit_before_publication_is_not_marked(self):
        for publish_at in (None, in_hours(1).isoformat()):
            changed = self.change(self.announce(publish_at=publish_at), body="Better")
            self.assertEqual((changed["body"], changed["edited"]), ("Better", None))

    def test_pinning_does_not_count_as_an_edit(self):
        changed = self.change(self.announce(), pinned=True)
        self.assertEqual((changed["pinned"], changed["edited"], changed["version"]), (True, None, 2))

    def test_the_same_text_again_does_not_count_as_an_edit(self):
        posted = self.announce()
        changed = self.change(posted, title=posted["title"], body=posted["body"], attachments=[])
        self.assertIsNone(changed["edited"])

    def test_a_colleague_may_change_it(self):
        changed = self.change(self.announce(), user=self.assistant, title="By both")
        self.assertEqual((changed["title"], changed["author"]["username"]), ("By both", "ines"))

    def test_the_second_of_two_editors_gets_a_conflict(self):
        posted = self.announce()
        self.change(posted, title="First")
        answer = self.change(posted, user=self.assistant, status=409, title="Second")
        self.assertEqual(answer["code"], "changed_meanwhile")
        self.assertEqual(self.titles(), ["First"])

    def test_the_version_is_required(self):
        posted = self.announce()
        answer = self.patch(self.instructor, "announcement", posted["id"], data={"title": "x"})
        self.assert_error(answer, 400, "invalid", version="required")

    @ddt.data(
        ({"title": ""}, "title"), ({"body": "\n"}, "body"), ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at")
    )
    @ddt.unpack
    def test_invalid_changes_are_refused(self, changes, name):
        posted = self.announce()
        answer = self.change(posted, status=400, **changes)
        self.assertEqual(list(answer["fields"]), [name])
        self.assertEqual(Announcement.objects.get().version, 1)

    @ddt.data({"publish_at": "2100-01-01T00:00:00Z"}, {"publish_at": None}, {"email": True}, {"ring": False})
    def test_a_published_announcement_cannot_change_its_notifications(self, changes):
        answer = self.change(self.announce(), status=400, **changes)
        self.assertIn("after publication", answer["fields"][next(iter(changes))][0])

    def test_unchanged_values_are_accepted(self):
        posted = self.announce(expires_at=in_hours(9).isoformat())
        same = {name: posted[name] for name in ("publish_at", "expires_at", "ring", "email", "pinned")}
        self.change(posted, body="New", **same)

    def test_files_are_added_and_removed(self):
        kept, dropped = (self.upload(self.instructor, name=name).pk for name in ("kept.txt", "dropped.txt"))
        posted = self.announce(attachments=[kept, dropped])
        path = Attachment.objects.get(pk=dropped).file.name
        new = self.upload(self.assistant, name="new.txt").pk
        changed = self.change(posted, user=self.assistant, attachments=[kept, new])
        self.assertEqual([each["name"] for each in changed["attachments"]], ["kept.txt", "new.txt"])
        self.assertIsNotNone(changed["edited"])
        self.assertFalse(Attachment.objects.filter(pk=dropped).exists() or get_storage().exists(path))

    def test_a_deleted_file_cancels_the_edit(self):
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

    def test_an_expired_announcement_returns_with_a_new_end(self):
        posted = self.announce(expires_at=in_hours(1).isoformat())
        self.shift(posted, publish_at=-3, expires_at=-1)
        self.assertEqual(self.titles(), [])
        self.change(posted, expires_at=None)
        self.assertEqual(self.titles(), ["Welcome"])

    def test_deletion_leaves_nothing(self):
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
