"""People at a site, who use the REST API as the front end does."""

import json
import time
import uuid

import requests

COURSE = "course-v1:Endurance+E1+2026"
API = "/api/proserva_messaging/v1/"
TOKEN = "a" * 32


class Person:
    """A signed-in user. Records the status and the seconds of each request."""

    def __init__(self, site, username, session_key):
        self.site, self.username = site, username
        self.session = requests.Session()
        self.session.cookies.update({f"campus_session_{8000}": session_key, "csrftoken": TOKEN})
        self.session.headers.update({"X-CSRFToken": TOKEN, "Referer": site.address})
        self.record = []

    @classmethod
    def sign_in(cls, site, usernames):
        """Sign users in, and return them by username."""
        keys = json.loads(site.act("sign_in", *usernames))
        return {name: cls(site, name, key) for name, key in keys.items()}

    def ask(self, method, path, timeout=30, **options):
        """Send a request to the REST API. Return the response, or None if there was none."""
        begun = time.monotonic()
        try:
            response = self.session.request(method, f"{self.site.address}{API}{path}", timeout=timeout, **options)
        except requests.RequestException:
            response = None
        self.record.append((response.status_code if response is not None else 0, time.monotonic() - begun, path))
        return response

    def write(self, to, text, *, attempts=1, **more):
        """Send a first message. Repeat it with the same key until it is answered, as the front end does."""
        data, key = {"course_id": COURSE, "recipients": [to], "body": text, **more}, uuid.uuid4().hex
        return self._repeat("threads/", data, key, attempts)

    def reply(self, thread_id, text, *, attempts=1):
        """Send a message into a thread, in the same way."""
        return self._repeat(f"threads/{thread_id}/messages/", {"body": text}, uuid.uuid4().hex, attempts)

    def _repeat(self, path, data, key, attempts):
        response = None
        for attempt in range(attempts):
            response = self.ask("POST", path, json=data, headers={"Idempotency-Key": key})
            if response is not None and response.status_code < 500:
                return response
            time.sleep(min(0.2 * 2**attempt, 2))
        return response
