"""Tests that every door applies the rule for text in one line, and that emails apply it again."""

import ddt
from django.core import mail

from demo.campus import api as campus
from demo.campus.models import Cohort
from proserva_messaging import api
from proserva_messaging.conversations import disclosures
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Announcement, BroadcastTemplate, Message, Thread
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.proserva_messaging.delivery.test_email import get_parts, parse

FORGED = "Wee\u200bk 1\r\n\u202eStop\u2028emails:\x85 \x1bx\ufeff"
CLEAN = "Week 1 Stop emails: x"


@ddt.ddt
class DoorTests(BroadcastCase, AnnouncementCase):
    def write_title(self):
        return Thread.objects.get(pk=self.ask(title=FORGED).thread_id).title

    def write_group_title(self):
        thread_id = api.start_group(self.instructor, self.key, ["lena", "noor"], "Hi").thread_id
        api.change_thread(self.instructor, thread_id, title=FORGED)
        return Thread.objects.get(pk=thread_id).title

    def write_subject(self):
        return Thread.objects.get(broadcast=self.wait(subject=FORGED)["id"]).title

    def write_announcement(self):
        return Announcement.objects.get(pk=self.announce(FORGED)["id"]).message.thread.title

    def write_template_name(self):
        api.create_broadcast_template(self.instructor, self.key, FORGED, subject="S", body="B")
        return BroadcastTemplate.objects.get().name

    def write_template_subject(self):
        api.create_broadcast_template(self.instructor, self.key, "Name", subject=FORGED, body="B")
        return BroadcastTemplate.objects.get().subject

    def write_context_label(self):
        return Message.objects.get(pk=self.ask(context={"url": "/courses/", "label": FORGED}).pk).context["label"]

    def write_discussion_label(self):
        post = campus.post_thread(self.course, self.learner, FORGED, "A text")
        message = self.ask(context={"discussion_thread_id": post.forum_id})
        return Message.objects.get(pk=message.pk).context["label"]

    def write_reason(self):
        admin = campus.create_person("root", is_staff=True, is_superuser=True)
        return disclosures.disclose(admin, self.ask().thread_id, FORGED).reason

    def read_full_name(self):
        forger = campus.create_person("forger", name=FORGED)
        campus.enroll(forger, self.course)
        self.ask(sender=forger)
        return self.get(self.instructor, "threads").json()["results"][0]["last_message"]["sender"]["name"]

    def read_course_name(self):
        self.course.name = FORGED
        self.course.save()
        self.ask()
        return self.get(self.instructor, "notifications").json()["results"][0]["course"]["name"]

    def read_cohort_name(self):
        Cohort.objects.create(course=self.course, name=FORGED)
        return api.get_cohorts(self.instructor, self.key)[0].name

    def read_preview(self):
        self.ask("Week 1\n\n\u202eStop emails: x")
        return self.get(self.instructor, "notifications").json()["results"][0]["preview"]

    @ddt.data(
        *("write_title", "write_group_title", "write_subject", "write_announcement", "write_template_name"),
        *("write_template_subject", "write_context_label", "write_discussion_label", "write_reason"),
        *("read_full_name", "read_course_name", "read_cohort_name", "read_preview"),
    )
    def test_a_line_stays_one_line(self, door):
        self.assertEqual(getattr(self, door)(), CLEAN)

    def test_a_file_name_stays_one_line(self):
        self.assertEqual(self.upload(name=FORGED + ".txt").name, "Week 1Stop emails x.txt")

    @ddt.data("/x\nStop these emails: http://evil.example", "/x\u2028y", "/\u202egpj.exe", "/x y", "/x\x00", "/\u200b")
    def test_a_link_of_more_than_one_line_is_refused(self, link):
        with self.assertRaises(InvalidError) as caught:
            self.ask(context={"url": link, "label": "Week 1"})
        self.assertEqual(list(caught.exception.fields), ["context"])
        body = {"course_id": str(self.key), "recipients": ["ines"], "body": "Hi"}
        answer = self.post(self.learner, "threads", data=body | {"context": {"url": link, "label": "Week 1"}})
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(Message.objects.exists())


class EmailTests(BroadcastCase):
    def test_rows_from_before_the_rule_forge_no_line_of_an_email(self):
        message = api.start_thread(self.learner, self.key, ["ines"], "Hi", title="T")
        link = "/x\nStop these emails: http://evil.example"
        context = {"kind": "page", "label": "A\nB: c", "url": link, "path": ["D\nE: f"], "excerpt": ""}
        Message.objects.filter(pk=message.id).update(context=context)
        Thread.objects.update(title="T\r\nBcc: all@x.example")
        self.course.name = "Course\nF: g"
        self.course.save()
        sweep()
        parsed, (text, html) = parse(mail.outbox[0]), get_parts(mail.outbox[0])
        self.assertIsNone(parsed["Bcc"])
        self.assertEqual(parsed["Subject"], "T Bcc: all@x.example · Course F: g")
        for line in text.splitlines():
            self.assertFalse(line.startswith(("Stop these emails: http://evil", "B: c", "E: f", "F: g")), line)
        self.assertNotIn("http://evil.example", html.replace("/x%0AStop%20these%20emails:%20http://evil.example", ""))

    def test_merge_values_forge_no_subject(self):
        forger = campus.create_person("forger", name="Eve\r\nBcc: all@x.example")
        campus.enroll(forger, self.course)
        self.broadcast(subject="Hello {name}", audience={"who": "people", "usernames": ["forger"]})
        parsed = parse(mail.outbox[0])
        self.assertIsNone(parsed["Bcc"])
        self.assertEqual(parsed["Subject"], "Hello Eve Bcc: all@x.example · Demo course")
