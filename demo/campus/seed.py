"""Fill an empty campus with the people and courses of demo/content/campus.json."""

import json
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.sites.models import Site
from django.db import transaction
from django.utils import timezone

from demo.campus import api
from demo.campus.content import FOLDER
from demo.campus.models import Course

PASSWORD = "demo"


@transaction.atomic
def seed() -> bool:
    """Fill the campus if it has no users. Return whether it was filled."""
    if get_user_model().objects.exists():
        return False
    plan = json.loads((FOLDER / "campus.json").read_text(encoding="utf-8"))
    people = _create_people(plan)
    for course in plan["courses"]:
        _create_course(course, people)
    Site.objects.update_or_create(
        pk=settings.SITE_ID, defaults={"domain": f"127.0.0.1:{settings.PORT}", "name": settings.PLATFORM_NAME}
    )
    return True


def _create_people(plan: dict) -> dict:
    people = {}
    for person in plan["staff"]:
        people[person["username"]] = api.create_person(person["username"], name=person["name"])
    for number, name in enumerate(plan["learners"], start=1):
        username = f"learner{number}"
        language = plan["languages"].get(username, "")
        people[username] = api.create_person(username, name=name, language=language)
    api.create_person("admin", name="Site administrator", is_staff=True, is_superuser=True)
    # One hash for all users: hashing is slow on purpose, and this password protects nothing.
    get_user_model().objects.update(password=make_password(PASSWORD))
    return people


def _create_course(plan: dict, people: dict) -> Course:
    now = timezone.now()
    course = api.create_course(
        plan["key"],
        plan["name"],
        content=plan["content"],
        start=now + timedelta(weeks=plan["starts_in_weeks"]),
        end=now + timedelta(weeks=plan["ends_in_weeks"]),
    )
    _fill_course(course, plan, people)
    _post_threads(course, plan, people)
    return course


def _fill_course(course: Course, plan: dict, people: dict) -> None:
    """Add the team and the learners, with their cohorts and their answers."""
    for role, usernames in (("instructor", plan["instructors"]), ("staff", plan["assistants"])):
        for username in usernames:
            api.grant_role(people[username], course, role)
    for username in _learners(plan["learners"]):
        api.enroll(people[username], course)
    for cohort, span in plan["cohorts"].items():
        for username in _learners(span):
            api.set_cohort(people[username], course, cohort)
    for problem, choice, first, last in plan["answers"]:
        for username in _learners([first, last]):
            api.answer_problem(people[username], course, problem, choice)


def _post_threads(course: Course, plan: dict, people: dict) -> None:
    for thread in plan["threads"]:
        author = people[thread["author"]]
        started = api.post_thread(course, author, thread["title"], thread["body"], forum_id=thread["id"])
        for reply in thread["replies"]:
            api.post_reply(started, people[reply["author"]], reply["body"])


def _learners(span: list[int]) -> list[str]:
    first, last = span
    return [f"learner{number}" for number in range(first, last + 1)]
