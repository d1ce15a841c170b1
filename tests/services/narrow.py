"""Requests with an emoji, in the campus of `act seed`: prints the status and the fields of each response, as JSON."""

import json
import sys
from uuid import uuid4

import django

# Required before the imports of models.
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

from demo.campus import api as campus  # noqa: E402
from demo.campus.models import Course  # noqa: E402
from proserva_messaging import api  # noqa: E402
from proserva_messaging.errors import MessagingError  # noqa: E402

FACE = "😀"
TEXT = f"Well done {FACE}!"
ROOT = "/api/proserva_messaging/v1/"
KEY = "course-v1:Services+S1+2026"
ALL = {"who": "all"}
ONE = {"who": "people", "usernames": [FACE]}
COURSE = {"course_id": KEY}
GROUP = {**COURSE, "recipients": ["lena"], "body": "Hello.", "group_chat": True}
# Requests of each person. In those of GET, the character is in a query or in the path.
GET = [
    ("lena", "threads/", "q"),
    ("ines", f"courses/{KEY}/roster/", "q"),
    ("ines", f"courses/{KEY}/recipients/", "q"),
    ("ines", "threads/{thread}/participants/", "q"),
    ("ines", f"people/{FACE}/courses/", ""),
]
POST = [
    ("lena", "threads/", {**COURSE, "recipients": ["ines"], "body": TEXT}),
    ("lena", "threads/", {**COURSE, "recipients": [FACE], "body": "Hello."}),
    ("ines", "threads/", {**GROUP, "title": TEXT}),
    ("lena", "threads/{thread}/messages/", {"body": TEXT}),
    ("lena", "messages/{message}/report/", {"reason": "other", "note": TEXT}),
    ("lena", "blocks/", {"thread": "{thread}", "username": FACE}),
    ("ines", "announcements/", {**COURSE, "title": TEXT, "body": "Hello."}),
    ("ines", "announcements/", {**COURSE, "title": "Hello", "body": TEXT}),
    ("ines", "broadcasts/", {**COURSE, "audience": ALL, "subject": TEXT, "body": "Hello."}),
    ("ines", "broadcasts/", {**COURSE, "audience": ALL, "subject": "Hello", "body": TEXT}),
    (
        "ines",
        "broadcasts/",
        {**COURSE, "audience": ONE, "subject": "Hello", "body": "Hello."},
    ),
    ("ines", "broadcasts/templates/", {**COURSE, "name": TEXT, "subject": "Hello", "body": "Hello."}),
]


def main():
    """Print [path, field, status, errors by field] for each request, what the Python API raised, and `be_named`."""
    clients = {name: sign_in(name) for name in ("lena", "ines")}
    plain = {**COURSE, "recipients": ["ines"], "body": "Hello."}
    thread = clients["lena"].post(f"{ROOT}threads/", plain, format="json").json()["thread"]["id"]
    answer = clients["ines"].post(f"{ROOT}threads/{thread}/messages/", {"body": "Yes."}, format="json").json()
    fill = lambda text: text.replace("{thread}", str(thread)).replace("{message}", str(answer["id"]))  # noqa: E731
    found = []
    for name, path, field in GET:
        found.append(
            [f"{path} GET", field, *show(clients[name].get(ROOT + fill(path), {field: FACE} if field else {}))]
        )
    for name, path, body in POST:
        sent = json.loads(fill(json.dumps(body)))
        found.append([path, find_field(body), *show(clients[name].post(ROOT + fill(path), sent, format="json"))])
    file = SimpleUploadedFile(f"{FACE}.txt", b"Some notes.", "text/plain")
    found.append(["attachments/", "file", *show(clients["lena"].post(f"{ROOT}attachments/", {**COURSE, "file": file}))])
    named = clients["lena"].patch(f"{ROOT}preferences/name/", {"name": FACE}, format="json")
    found.append(["preferences/name/", "name", *show(named)])
    sys.stdout.write(json.dumps({"requests": found, "api": use_api(), "named": be_named(clients)}))


def find_field(body):
    """Return the field of a body that has the character."""
    return next(name for name, value in body.items() if FACE in str(value))


def sign_in(name):
    """Return a client of the REST API that is signed in as a person, whose errors are responses."""
    client = APIClient(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=name))
    return client


def show(response):
    """Return the status of a response, and the fields with errors."""
    return [response.status_code, response.json().get("fields", {}) if response.status_code == 400 else {}]


def use_api():
    """Return the text of the error of the Python API."""
    lena = get_user_model().objects.get(username="lena")
    try:
        api.start_thread(lena, CourseKey.from_string(KEY), ["ines"], TEXT)
    except MessagingError as error:
        return str(error.message)
    return ""


def be_named(clients):
    """Return the statuses of what a person with the character in the platform's name does and gets."""
    user = campus.create_person(username=f"ada{uuid4().hex[:8]}", name=f"{FACE} Ada")
    campus.enroll(user, Course.objects.get(pk=KEY))
    ada = sign_in(user.username)
    direct = {**COURSE, "recipients": ["ines"], "body": "Hello."}
    group = {**GROUP, "recipients": ["lena", user.username], "title": "Group"}
    many = {**COURSE, "audience": ALL, "subject": "Hello", "body": "Dear {name}"}
    said = [
        ada.post(f"{ROOT}threads/", direct, format="json"),
        clients["ines"].post(f"{ROOT}threads/", group, format="json"),
        clients["ines"].post(f"{ROOT}broadcasts/", many, format="json"),
        ada.get(f"{ROOT}threads/"),
        ada.get(f"{ROOT}notifications/"),
    ]
    return [each.status_code for each in said]


if __name__ == "__main__":
    main()
