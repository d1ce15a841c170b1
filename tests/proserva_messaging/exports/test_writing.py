"""Tests of what an export contains: all that the person may see, and nothing else."""

import tempfile
import tracemalloc
from unittest import mock

from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from proserva_messaging import api
from proserva_messaging.exports import reading
from proserva_messaging.exports.targets import Archive
from proserva_messaging.exports.writing import write_export
from proserva_messaging.models import (
    Announcement,
    BroadcastTemplate,
    CourseSettings,
    Delivery,
    Message,
)
from proserva_messaging.models.attachments import get_storage
from tests.export_case import ExportCase, list_bodies, read_document, write
from tests.factories import make_learner


class ContentTests(ExportCase):
    """Each kind of thing that a person leaves or gets."""

    def test_it_has_what_both_wrote(self):
        self.answer(self.thread_id, "An *answer*")
        document = self.export()
        self.assertEqual((document["format"], document["version"]), ("proserva-messaging-export", 1))
        self.assertEqual(document["person"], {"username": "lena", "name": "Lena Fischer"})
        (thread,) = document["threads"]
        self.assertEqual((thread["id"], thread["kind"], thread["role"]), (self.thread_id, "direct", "member"))
        self.assertEqual(thread["course"], {"id": str(self.key), "name": "Demo course"})
        self.assertEqual({each["username"] for each in thread["participants"]}, {"ines", "lena"})
        question, answer = thread["messages"]
        self.assertEqual((question["body"], question["mine"]), ("A private question", True))
        self.assertEqual(answer["body_html"].strip(), "<p>An <em>answer</em></p>")
        self.assertEqual(answer["sender"], {"username": "ines", "name": "Ines Torres"})

    def test_it_has_the_persons_own_receipts_and_no_others(self):
        self.answer(self.thread_id)
        self.post(self.instructor, "thread_read", self.thread_id, data={"up_to": 10**6})
        self.post(self.learner, "thread_read", self.thread_id, data={"up_to": 10**6})
        question, answer = self.export()["threads"][0]["messages"]
        self.assertEqual((question["read_at"], question["email"]), (None, None))
        self.assertTrue(answer["read_at"])
        self.assertEqual(answer["email"], "sent")
        self.assertNotIn("receipts", str(question))

    def test_it_has_the_files_that_both_sent_and_those_not_sent(self):
        sent = self.upload(name="sent.txt", content=b"My file")
        self.answer(self.thread_id, "See", sender=self.learner, attachment_ids=[sent.pk])
        theirs = self.upload(self.instructor, "theirs.txt", b"Their file")
        self.answer(self.thread_id, "See", attachment_ids=[theirs.pk])
        unsent = self.upload(name="unsent.txt", content=b"Not sent")
        self.upload(self.classmate, "other.txt", b"Of a classmate")
        files = write(self.learner)
        contents = {path: content for path, content in files.items() if path.startswith("files/")}
        self.assertEqual(
            contents,
            {
                f"files/{sent.pk}-sent.txt": b"My file",
                f"files/{theirs.pk}-theirs.txt": b"Their file",
                f"files/{unsent.pk}-unsent.txt": b"Not sent",
            },
        )
        document = read_document(files)
        self.assertEqual([each["path"] for each in document["uploads"]], [f"files/{unsent.pk}-unsent.txt"])
        paths = [file["path"] for each in document["threads"][0]["messages"] for file in each["files"]]
        self.assertEqual(paths, [f"files/{sent.pk}-sent.txt", f"files/{theirs.pk}-theirs.txt"])
        for path in paths:
            self.assertIn(f'href="../{path}"', files[f"threads/{self.thread_id}.html"].decode())

    def test_it_has_settings_and_templates(self):
        api.set_email_choice(self.instructor, "daily")
        api.set_email_choice(self.instructor, "none", self.key)
        CourseSettings.objects.create(course_id=self.key, contact=self.instructor)
        for user in (self.instructor, self.assistant):
            data = {"course_id": str(self.key), "name": f"Of {user.username}", "subject": "S", "body": "B"}
            self.assertEqual(self.post(user, "templates", data=data).status_code, 201)
        document = self.export(self.instructor)
        self.assertEqual(document["settings"]["emails"], {"": "daily", str(self.key): "none"})
        self.assertEqual(document["settings"]["contact_of"], [str(self.key)])
        self.assertEqual([each["name"] for each in document["templates"]], ["Of ines"])
        self.assertEqual(BroadcastTemplate.objects.count(), 2)

    def test_a_broadcast_is_filled_in_for_its_reader_who_sees_no_other_recipient(self):
        self.broadcast(subject="For {first_name}", body="Dear {name}, welcome to {course_name}.")
        files = write(self.learner)
        document = read_document(files)
        thread = next(each for each in document["threads"] if each["kind"] == "broadcast")
        self.assertEqual(thread["title"], "For Lena")
        self.assertEqual(thread["messages"][0]["body"], "Dear Lena Fischer, welcome to Demo course.")
        self.assertEqual({each["username"] for each in thread["participants"]}, {"ines", "lena"})
        for path, content in files.items():
            self.assertNotIn(b"Noor", content, path)

    def test_the_sender_of_a_broadcast_gets_no_list_of_its_recipients(self):
        self.broadcast()
        self.assertNotIn(b"Noor", b"".join(write(self.instructor).values()))

    def test_announcements_that_the_person_wrote_got_or_saw(self):
        self.announce("Rings", "Text *one*")
        silent = self.announce("Silent", ring=False)
        self.announce("Never seen", ring=False)
        self.post(self.learner, "announcement_seen", silent["id"])
        Announcement.objects.update(reconcile_at=timezone.now())
        with self.captureOnCommitCallbacks(execute=True):
            self.let_go()
        self.assertEqual([each["title"] for each in self.export()["announcements"]], ["Rings", "Silent"])
        mine = self.export(self.instructor)["announcements"]
        self.assertEqual([(each["title"], each["mine"]) for each in mine][-1], ("Never seen", True))
        self.assertIn(b"Text <em>one</em>", write(self.learner)["announcements.html"])

    def test_a_system_message_is_a_sentence_for_its_reader(self):
        self.expand("noor", history="all")
        texts = list_bodies(self.export(self.classmate))[self.thread_id]
        self.assertIn("Ines Torres added you. You can see the whole history.", texts)

    def test_texts_are_in_the_persons_language(self):
        user = make_learner(self.course, username="fritz", name="Fritz", language="ar")
        with translation.override("fr"):
            self.ask(sender=user)
            page = write(user)["index.html"].decode()
        self.assertIn('<html lang="ar" dir="rtl">', page)


class VisibilityTests(ExportCase):
    """The product's own rules decide."""

    def test_a_member_has_nothing_from_before_their_time(self):
        self.expand("noor", history="none")
        self.answer(self.thread_id, "After")
        texts = list_bodies(self.export(self.classmate))[self.thread_id]
        self.assertNotIn("A private question", texts)
        self.assertEqual(texts[-1], "After")
        self.assertEqual(texts, self.read(self.classmate))

    def test_a_former_member_has_what_they_had(self):
        self.expand("noor", history="all")
        self.change(title="While Noor was there")
        self.remove("noor")
        self.change(title="A later title")
        self.add("amir")
        self.answer(self.thread_id, "Without Noor")
        files = write(self.classmate)
        document = read_document(files)
        (thread,) = document["threads"]
        self.assertEqual(thread["title"], "While Noor was there")
        self.assertTrue(thread["left"])
        self.assertEqual(list_bodies(document)[self.thread_id], self.read(self.classmate))
        for word in (b"Without Noor", b"A later title", b"Amir"):
            self.assertNotIn(word, b"".join(files.values()))

    def test_an_outsider_has_nothing(self):
        document = self.export(self.outsider)
        self.assertEqual((document["threads"], document["announcements"], document["uploads"]), ([], [], []))

    def test_an_ended_or_hidden_announcement_is_not_there_for_learners(self):
        shown, hidden, draft = self.announce("Shown"), self.announce("Hidden"), self.announce("Draft", publish_at=None)
        self.let_go()
        for each in (shown, hidden):
            self.post(self.learner, "announcement_seen", each["id"])
        Announcement.objects.filter(pk=hidden["id"]).update(hidden_at=timezone.now())
        self.assertNotIn("Hidden", [each["title"] for each in self.export()["announcements"]])
        self.assertTrue(draft)

    def test_every_message_is_what_the_api_shows(self):
        self.expand("noor", "amir", history="none")
        for number in range(5):
            self.answer(self.thread_id, f"Text {number}", sender=(self.instructor, self.learner)[number % 2])
        for user in (self.learner, self.instructor, self.classmate, self.assistant):
            with self.subTest(user=user.username):
                self.assertEqual(list_bodies(self.export(user)), {self.thread_id: self.read(user)})


class FaultTests(ExportCase):
    """A fault is named, and stops nothing."""

    def setUp(self):
        super().setUp()
        self.file = self.upload(name="lost.txt")
        self.answer(self.thread_id, "See", sender=self.learner, attachment_ids=[self.file.pk])

    def test_a_missing_file_is_named(self):
        get_storage().delete(self.file.file.name)
        with self.assertLogs("proserva_messaging", "ERROR"):
            files = write(self.learner)
        left = read_document(files)["left_out_files"]
        self.assertEqual(
            [(each["id"], each["problem"], each["path"]) for each in left], [(self.file.pk, "missing", "")]
        )
        self.assertIn("lost.txt", files["index.html"].decode())
        self.assertIn("this file is lost", files[f"threads/{self.thread_id}.html"].decode())

    def test_a_file_that_breaks_off_is_named_and_not_half_there(self):
        class Broken:
            def __init__(self):
                self.parts = [b"x" * 10]

            def read(self, _size=-1):
                if self.parts:
                    return self.parts.pop()
                raise OSError("the disk is broken")

            def close(self):
                pass

        with (
            mock.patch.object(type(get_storage()), "open", return_value=Broken()),
            self.assertLogs("proserva_messaging", "ERROR"),
        ):
            files = write(self.learner)
        self.assertEqual([path for path in files if path.startswith("files/")], [])
        self.assertEqual(read_document(files)["left_out_files"][0]["problem"], "unreadable")

    def test_a_conversation_that_cannot_be_read_is_named_and_the_others_are_there(self):
        other = self.ask("Another", to="amir").thread_id
        describe = reading.describe_messages

        def fail(user, messages):
            if messages[0].thread_id == self.thread_id:
                raise KeyError("a broken row")
            return describe(user, messages)

        with (
            mock.patch.object(reading, "describe_messages", side_effect=fail),
            self.assertLogs("proserva_messaging", "ERROR"),
        ):
            document = self.export()
        self.assertEqual(document["left_out_threads"], [self.thread_id])
        self.assertEqual(list_bodies(document), {self.thread_id: [], other: ["Another"]})

    def test_an_error_of_the_database_is_raised(self):
        failing = mock.patch.object(reading, "describe_messages", side_effect=DatabaseError("gone away"))
        with failing, self.assertRaises(DatabaseError):
            write(self.learner)


class SizeTests(ExportCase):
    def add_messages(self, count):
        """Insert messages by the instructor to the learner."""
        new = [
            Message(thread_id=self.thread_id, sender=self.instructor, body="x" * 500, body_html="<p>" + "x" * 500)
            for _ in range(count)
        ]
        Message.objects.bulk_create(new)
        rows = Message.objects.filter(thread=self.thread_id, deliveries=None)
        Delivery.objects.bulk_create(
            Delivery(message=each, thread_id=self.thread_id, recipient=self.learner, email="sent") for each in rows
        )

    def count_queries(self):
        """Return the number of queries of the learner's export."""
        with CaptureQueriesContext(connection) as queries:
            write(self.learner)
        return len(queries)

    def test_more_messages_take_queries_by_the_page(self):
        before = self.count_queries()
        self.add_messages(3 * reading.PAGE_SIZE)
        # For each page: ids, messages, deliveries, and five of the description.
        self.assertLessEqual(self.count_queries() - before, 3 * 9)

    def test_memory_does_not_grow_with_the_messages(self):
        self.add_messages(400)
        write(self.learner)  # loads templates
        peaks = []
        for more in (0, 2000):
            self.add_messages(more)
            tracemalloc.start()
            write_to_disk(self.learner)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        # Six times the messages. Drivers and templates fill caches of their own.
        self.assertLess(peaks[1], peaks[0] * 2, peaks)


def write_to_disk(user):
    """Write an export to a temporary file, as the job does."""
    with tempfile.TemporaryFile() as file, Archive(file) as archive:
        write_export(user, archive)
