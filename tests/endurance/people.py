"""People at a site, who use the REST API as the front end does."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import requests

COURSE = "course-v1:Endurance+E1+2026"
API = "/api/proserva_messaging/v1/"
TOKEN = "a" * 32
# How long the front end, or the person, goes on to repeat a request with the same key.
PATIENCE_SECONDS = 90


class Person:
    """A signed-in user. Records the status, the seconds and the path of each request."""

    def __init__(self, site, username):
        self.site, self.username = site, username
        self.session = requests.Session()
        self.session.cookies.update({f"campus_session_{8000}": site.sessions[username], "csrftoken": TOKEN})
        self.session.headers.update({"X-CSRFToken": TOKEN, "Referer": site.address})
        self.record = []

    def ask(self, method, path, timeout=30, **options):
        """Send a request to the REST API. Return the response, or None if there was none."""
        begun = time.monotonic()
        try:
            response = self.session.request(method, f"{self.site.address}{API}{path}", timeout=timeout, **options)
        except requests.RequestException:
            response = None
        self.record.append((response.status_code if response is not None else 0, time.monotonic() - begun, path))
        return response

    def write(self, to, text, *, patience=0, **more):
        """Send a first message. Repeat it with the same key until it is answered, as the front end does."""
        return self._send("threads/", {"course_id": COURSE, "recipients": [to], "body": text, **more}, patience)

    def reply(self, thread_id, text, *, patience=0):
        """Send a message into a thread, in the same way."""
        return self._send(f"threads/{thread_id}/messages/", {"body": text}, patience)

    def start_group(self, usernames):
        """Start a group, and return the id of its thread."""
        data = {"course_id": COURSE, "recipients": usernames, "body": "Welcome", "group_chat": True}
        response = self._send("threads/", data, PATIENCE_SECONDS)
        assert response.status_code == 201, response.text
        return response.json()["thread"]["id"]

    def broadcast(self, subject, usernames=None):
        """Send a broadcast to some learners, or to all."""
        audience = {"who": "all"} if usernames is None else {"who": "people", "usernames": usernames}
        data = {"course_id": COURSE, "subject": subject, "body": f"Dear all, {subject}", "audience": audience}
        response = self._send("broadcasts/", data, PATIENCE_SECONDS)
        assert response.status_code == 202, response.text

    def _send(self, path, data, patience):
        key, until, pause = uuid.uuid4().hex, time.monotonic() + patience, 0.2
        while True:
            response = self.ask("POST", path, json=data, headers={"Idempotency-Key": key})
            if (response is not None and response.status_code < 500) or time.monotonic() > until:
                return response
            time.sleep(pause)
            pause = min(2 * pause, 2)


def make_names(count):
    """Return the usernames of the first learners."""
    return [f"learner{number}" for number in range(count)]


@contextmanager
def writing(people):
    """Have people write to the instructor again and again. Yield the list of the ids of the messages that they saw
    sent. Afterwards each has an answer to their last message."""
    sent, is_over = [], Event()

    def write(person):
        number = 0
        while not is_over.is_set():
            number += 1
            response = person.write("ines", f"{person.username} {number}", patience=PATIENCE_SECONDS)
            assert response is not None, person.record[-8:]
            assert response.status_code == 201, response.text
            sent.append(response.json()["message"]["id"])
            is_over.wait(0.3)

    with ThreadPoolExecutor(len(people)) as pool:
        futures = [pool.submit(write, person) for person in people]
        try:
            yield sent
        finally:
            is_over.set()
        for future in futures:
            future.result()
