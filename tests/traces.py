"""Traces of a person: everything that they can leave, and a search for it in tables, files and dumps.

`LeavingCase.leave_everything` writes through the public API; `find` searches bytes for words in the forms in which
programs store text.
"""

import base64
import html
import io
import json
import zipfile
from datetime import timedelta
from urllib.parse import quote

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.conversations import attachments
from proserva_messaging.delivery import failures
from proserva_messaging.delivery.preferences import unsubscribe
from proserva_messaging.exports import requests
from proserva_messaging.links import get_unsubscribe_path
from proserva_messaging.models import Delivery
from proserva_messaging.models.attachments import get_storage
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, make_file, new_key, url
from tests.factories import CourseFactory, make_instructor, make_learner

USERNAME, NAME, EMAIL = "zuleikha", "Zülëikha Quarrîngton", "zuleikha@campus.example"
TEXT, TITLE, FILE, CONTENT, LABEL, POST = "Zanzïbar", "Yttérbium", "Qümquat", "Xýlocarp", "Wîsteria", "Vérmilion"
WORDS = {
    **{"username": USERNAME, "name": "Zülëikha", "surname": "Quarrîngton", "email": EMAIL},
    **{"text": TEXT, "title": TITLE, "file name": FILE, "content": CONTENT, "label": LABEL, "post": POST},
}


def make_forms(word):
    """Return the forms of a word in lower case: plain, JSON, URL, HTML, SQL and the parts that survive in base64."""
    forms = set()
    for each in {word, word.lower(), word.casefold(), word.upper()}:
        plain = each.encode()
        escaped = {json.dumps(each)[1:-1], quote(each), html.escape(each), html.escape(each).replace("&", "&amp;")}
        forms |= {plain, each.encode("utf-16-le"), *(text.encode() for text in escaped)}
        for offset in range(3):
            encoded = base64.b64encode(bytes(offset) + plain)
            start = {0: 0, 1: 2, 2: 3}[offset]
            end = len(encoded) - (0 if not (offset + len(plain)) % 3 else 4)
            forms |= {encoded[start:end], encoded[start:end].translate(bytes.maketrans(b"+/", b"-_"))}
    return forms


FORMS = {what: make_forms(word) for what, word in WORDS.items()}


def find(data):
    """Return the names of the words of WORDS that bytes contain in any form, also inside a zip archive."""
    found = {what for what, forms in FORMS.items() if any(form in data for form in forms)}
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                found |= find(name.encode()) | find(archive.read(name))
    return found


def find_in_tables():
    """Return the words in each column of the product's tables, read as the database stores them."""
    found = {}
    for model in apps.get_app_config("proserva_messaging").get_models():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = json.dumps(value) if isinstance(value, dict | list) else str(value)
                    if words := find(text.encode()):
                        found.setdefault(f"{model.__name__}.{name}", set()).update(words)
    return found


def list_stored(folder=""):
    """Return the paths of all files in the storage of attachments."""
    folders, files = get_storage().listdir(folder)
    inside = [path for each in folders for path in list_stored(f"{folder}/{each}".lstrip("/"))]
    return [*(f"{folder}/{each}".lstrip("/") for each in files), *inside]


def find_in_files():
    """Return the words in each file of the storage, and in its path."""
    found = {}
    for path in list_stored():
        with get_storage().open(path) as file:
            if words := find(file.read()) | find(path.encode()):
                found[path] = words
    return found


def find_in_cache():
    """Return the words in the cache of one process."""
    return set().union(*(find(value) | find(key.encode()) for key, value in getattr(cache, "_cache", {}).items()))


class LeavingCase(BroadcastCase, AnnouncementCase):
    """A person who learns in one course, and belongs to the team of another."""

    def setUp(self):
        super().setUp()
        self.person = make_learner(self.course, username=USERNAME, name=NAME, email=EMAIL)
        self.second = CourseFactory(name="Second course")
        make_instructor(self.second, self.person)
        make_learner(self.second, self.learner)
        make_learner(self.second, self.classmate)

    def attach(self, number, key=None):
        """Upload a file of the person, and return its id."""
        file = make_file(f"{FILE} {number}.txt", f"{CONTENT} {number}".encode())
        return attachments.upload(self.person, key or self.key, file, idempotency_key=new_key()).pk

    def leave_everything(self):
        """Write all that the person can leave, and what others keep of it."""
        self.leave_conversations()
        self.leave_team_work()
        self.leave_choices()
        self.leave_exports()

    def leave_conversations(self):
        """Write in direct threads and groups, rename, mention, and have others quote the person."""
        page = {"url": "http://127.0.0.1:8000/x", "label": f"{LABEL} page"}
        first = self.ask(
            f"**{TEXT}** one",
            sender=self.person,
            title=f"{TITLE} one",
            attachment_ids=[self.attach(1)],
            context=page,
            idempotency_key=new_key(),
        )
        post = campus.post_thread(self.course, self.person, f"{POST} title", f"{POST} text")
        self.answer(first.thread_id, "An answer", context={"discussion_thread_id": post.forum_id})
        self.ask("Hello", sender=self.instructor, to=USERNAME)
        with self.captureOnCommitCallbacks(execute=True):
            thread_id = api.start_group(
                self.person, self.second.id, ["lena", "noor"], f"{TEXT} group", title=f"{TITLE} group"
            ).thread_id
        self.patch(self.person, "thread", thread_id, data={"title": f"{TITLE} new"})
        make_client(self.person).delete(url("participant", thread_id, "noor"))
        self.attach("unsent")

    def leave_team_work(self):
        """Write broadcasts in all states, a template, and announcements. The text of a published one stays: it belongs
        to the course."""
        key = str(self.second.id)
        files = [self.attach("broadcast", self.second.id)]
        subject, body = f"{TITLE} for {{first_name}}", f"{TEXT} for {{name}}"
        broadcast = self.broadcast(
            user=self.person, course_id=key, subject=subject, body=body, attachments=files, key=new_key()
        )
        self.post(self.learner, "broadcast_reply", broadcast["id"], data={"body": "A reply"}, key=new_key())
        later = (timezone.now() + timedelta(days=2)).isoformat()
        self.wait(user=self.person, course_id=key, subject=subject, body=body, send_at=later, key=new_key())
        template = {"course_id": key, "name": f"{TITLE} kept", "subject": subject, "body": body}
        self.post(self.person, "templates", data=template, key=new_key())
        self.announce("Neutral", "Neutral", user=self.person, course_id=key)
        draft = [self.attach("draft", self.second.id)]
        self.announce(TITLE, TEXT, user=self.person, course_id=key, publish_at=None, attachments=draft)
        self.banner(self.learner)

    def show(self, broadcast_id, user=None):
        """Return a broadcast as its author sees it."""
        return super().show(broadcast_id, user or self.person)

    def leave_choices(self):
        """Choose emails, use an unsubscribe link, and leave marks of emails and of failed work."""
        api.set_email_choice(self.person, "daily")
        unsubscribe(get_unsubscribe_path(self.person, [str(self.key)]).split("/")[-2])
        api.set_email_choice(self.person, "each", self.key)
        reason = f"550 {EMAIL}: no such user {NAME}"
        mine = Delivery.objects.filter(recipient=self.person)
        mine.update(email="failed", email_reason=reason)
        failures.record(failures.Kind.DIGEST, self.person.pk, KeyError(f"{NAME} {TEXT}"))

    def leave_exports(self):
        """Have exports made for the person and for two people who have messages of theirs."""
        for user in (self.person, self.learner, self.instructor):
            with self.captureOnCommitCallbacks(execute=True):
                requests.request_export(user, idempotency_key=new_key())
        sweep()

    def retire(self):
        """Retire the person through the platform's pipeline, and let the sweep delete what waits for that."""
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.person)
        with self.captureOnCommitCallbacks(execute=True):
            sweep()
