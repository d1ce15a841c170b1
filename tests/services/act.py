"""Actions for other processes, with JSON as input and output: `python -m tests.services.act <action>`.

The actions: seed, send, read, sweep, crowd, broadcast, again, enroll.
"""

import json
import sys
import time

import django

# Required before the imports of models.
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402

from demo.campus import api as campus  # noqa: E402
from demo.campus.models import Course, Enrollment, Profile  # noqa: E402
from proserva_messaging import api, tasks  # noqa: E402
from proserva_messaging.broadcasts.actions import create_broadcast  # noqa: E402
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner  # noqa: E402

KEY = CourseKey.from_string("course-v1:Services+S1+2026")
CROWD = CourseKey.from_string("course-v1:Services+Crowd+2026")


def seed():
    """Make a course with an instructor and a learner."""
    course = CourseFactory(key=KEY, name="Services")
    make_instructor(course, username="ines", name="Ines Torres")
    make_learner(course, username="lena", name="Lena Fischer")


def send():
    """Send each of the texts from the learner to the instructor. Print the messages' ids, and the seconds of each."""
    learner = get_user_model().objects.get(username="lena")
    ids, seconds = [], []
    for text in json.load(sys.stdin):
        begun = time.monotonic()
        ids.append(api.start_thread(learner, KEY, ["ines"], text, title=text).pk)
        seconds.append(time.monotonic() - begun)
    print_json({"ids": ids, "seconds": seconds})


def read():
    """Print the thread that the instructor reads first: its title, its preview and its first message."""
    instructor = get_user_model().objects.get(username="ines")
    thread = api.get_inbox(instructor).results[0]
    message = api.get_messages(instructor, thread.id).results[0]
    print_json({"title": thread.title, "preview": thread.last_message.preview, "body": message.body})


def sweep():
    """Print that everything is loaded, wait for a line of input, and sweep."""
    print_json("ready")
    sys.stdin.readline()
    call_command("proserva_deliver")


def crowd():
    """Make a course with an instructor and as many learners as the input says."""
    count = json.load(sys.stdin)
    course = CourseFactory(key=CROWD, name="Crowd")
    make_instructor(course, username="carla", name="Carla Crowd")
    user = get_user_model()
    names = [f"crowd{number}" for number in range(count)]
    user.objects.bulk_create(user(username=name, email=f"{name}@campus.example") for name in names)
    people = list(user.objects.filter(username__in=names).order_by("pk"))
    Profile.objects.bulk_create(Profile(user=each, name=each.username, search=each.username) for each in people)
    Enrollment.objects.bulk_create(Enrollment(course=course, user=each) for each in people)


def broadcast():
    """Send each of the texts to the whole crowd. Print the ids of the fan-outs."""
    carla = get_user_model().objects.get(username="carla")
    made = [create_broadcast(carla, CROWD, text, text) for text in json.load(sys.stdin)]
    print_json([each.fan_out_id for each in made])


def again():
    """Queue the tasks of fan-outs several times, like a broker that delivers a task twice."""
    fan_out_ids, times = json.load(sys.stdin)
    for fan_out_id in fan_out_ids * times:
        tasks.queue_fan_out(fan_out_id)


def enroll():
    """Enrol a new user in the crowd's course, and print how many seconds that took."""
    course = Course.objects.get(pk=CROWD)
    user = UserFactory()
    begun = time.monotonic()
    campus.enroll(user, course)
    print_json(time.monotonic() - begun)


def print_json(answer):
    """Print a result as JSON, and flush."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    acts = (seed, send, read, sweep, crowd, broadcast, again, enroll)
    {each.__name__: each for each in acts}[sys.argv[1]]()
