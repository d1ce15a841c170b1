"""What the tests let other processes do: `python -m tests.services.act seed | send | read | sweep`, JSON in and out."""

import json
import sys
import time

import django

# Before anything that imports models.
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402

from proserva_messaging import api  # noqa: E402
from tests.factories import CourseFactory, make_instructor, make_learner  # noqa: E402

KEY = CourseKey.from_string("course-v1:Services+S1+2026")


def seed():
    """Make a course with an instructor and a learner."""
    course = CourseFactory(key=KEY, name="Services")
    make_instructor(course, username="ines", name="Ines Torres")
    make_learner(course, username="lena", name="Lena Fischer")


def send():
    """Let the learner send each of the texts to the instructor; tell the messages' ids, and how long each took."""
    learner = get_user_model().objects.get(username="lena")
    ids, seconds = [], []
    for text in json.load(sys.stdin):
        begun = time.monotonic()
        ids.append(api.start_thread(learner, KEY, ["ines"], text, title=text).pk)
        seconds.append(time.monotonic() - begun)
    tell({"ids": ids, "seconds": seconds})


def read():
    """Tell what the instructor reads: in the inbox, and in its first thread."""
    instructor = get_user_model().objects.get(username="ines")
    thread = api.get_inbox(instructor).results[0]
    message = api.get_messages(instructor, thread.id).results[0]
    tell({"title": thread.title, "preview": thread.last_message.preview, "body": message.body})


def sweep():
    """Say that everything is loaded, wait for a word, and sweep."""
    tell("ready")
    sys.stdin.readline()
    call_command("proserva_deliver")


def tell(answer):
    """Print an answer."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"seed": seed, "send": send, "read": read, "sweep": sweep}[sys.argv[1]]()
