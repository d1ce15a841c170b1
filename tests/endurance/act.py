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
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import Error, connection  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402

from demo.campus.models import Enrollment, Profile  # noqa: E402
from tests.endurance.people import COURSE, make_names  # noqa: E402
from tests.factories import CourseFactory, make_instructor  # noqa: E402


def seed(count, active):
    """Make a course with the instructor `ines` and as many learners: `learner0`, `learner1` … Sign the instructor and
    the first `active` learners in, and print their session keys by username."""
    course = CourseFactory(key=CourseKey.from_string(COURSE), name="Endurance")
    make_instructor(course, username="ines", name="Ines Torres")
    user = get_user_model()
    names = make_names(int(count))
    user.objects.bulk_create([user(username=each, email=f"{each}@campus.example") for each in names], 1000)
    people = list(user.objects.filter(username__startswith="learner").order_by("pk"))
    Profile.objects.bulk_create([Profile(user=each, name=each.username, search=each.username) for each in people], 1000)
    Enrollment.objects.bulk_create([Enrollment(course=course, user=each) for each in people], 1000)
    signed_in = user.objects.filter(username__in=["ines", *names[: int(active)]])
    sys.stdout.write(json.dumps({each.username: sign_in(each) for each in signed_in}) + "\n")


def sign_in(user):
    """Return the key of a new session of a user."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def sweep(seconds):
    """Sweep again and again, with a pause. A lost database, or a unit of work that failed, ends this turn only."""
    while True:
        try:
            call_command("proserva_deliver")
        except CommandError as error:
            sys.stderr.write(f"{error}\n")
        except Error:
            connection.close()
        time.sleep(float(seconds))


if __name__ == "__main__":
    {each.__name__: each for each in (seed, sweep)}[sys.argv[1]](*sys.argv[2:])
