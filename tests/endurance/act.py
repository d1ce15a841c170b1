"""Actions for a site's other processes: `python -m tests.endurance.act <action> <arguments>`."""

import json
import sys
import time

import django

# Required before the imports of models.
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import Error, connection  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402

from demo.campus.models import Course, Enrollment, Profile  # noqa: E402
from proserva_messaging import api  # noqa: E402
from tests.factories import CourseFactory, make_instructor  # noqa: E402

KEY = CourseKey.from_string("course-v1:Endurance+E1+2026")


def seed(count):
    """Make a course with the instructor `ines` and as many learners: `learner0`, `learner1` …"""
    course = CourseFactory(key=KEY, name="Endurance")
    make_instructor(course, username="ines", name="Ines Torres")
    user = get_user_model()
    names = [f"learner{number}" for number in range(int(count))]
    user.objects.bulk_create([user(username=each, email=f"{each}@campus.example") for each in names], 1000)
    people = list(user.objects.filter(username__startswith="learner").order_by("pk"))
    Profile.objects.bulk_create([Profile(user=each, name=each.username, search=each.username) for each in people], 1000)
    Enrollment.objects.bulk_create([Enrollment(course=course, user=each) for each in people], 1000)


def sign_in(*names):
    """Print a session key for each user."""
    keys = {}
    for user in get_user_model().objects.filter(username__in=names):
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys[user.username] = session.session_key
    print_line(json.dumps(keys))


def broadcast(subject):
    """Send a broadcast to the whole course. Print the id of its fan-out."""
    instructor = get_user_model().objects.get(username="ines")
    print_line(str(api.create_broadcast(instructor, KEY, subject, f"Dear all, {subject}").id))


def group(size):
    """Start a group of the first learners with the instructor. Print the id of its thread."""
    instructor = get_user_model().objects.get(username="ines")
    names = [f"learner{number}" for number in range(int(size))]
    print_line(str(api.start_group(instructor, KEY, names, "Welcome").thread_id))


def sweep(seconds):
    """Sweep again and again, with a pause. A lost database is an error of this turn only."""
    while True:
        try:
            call_command("proserva_deliver")
        except Error:
            connection.close()
        time.sleep(float(seconds))


def enroll_count():
    """Print how many people are enrolled."""
    print_line(str(Enrollment.objects.filter(course=Course.objects.get(pk=KEY)).count()))


def print_line(text):
    """Print a result, and flush."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    acts = (seed, sign_in, broadcast, group, sweep, enroll_count)
    {each.__name__: each for each in acts}[sys.argv[1]](*sys.argv[2:])
