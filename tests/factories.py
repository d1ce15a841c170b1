"""Factories of people and courses for tests. They build through the demo campus's own public functions."""

import factory
from django.contrib.auth import get_user_model

from demo.campus import api
from demo.campus.models import Course


class UserFactory(factory.django.DjangoModelFactory):
    """A user with an account: UserFactory(), UserFactory(username="ada", name="Ada Lovelace", language="fr")."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence("person{}".format)
    name = factory.LazyAttribute(lambda person: f"Name of {person.username}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return api.create_person(**kwargs)


class CourseFactory(factory.django.DjangoModelFactory):
    """A course with the content of demo/content/small.xml: CourseFactory(), CourseFactory(key=…, name=…, end=…).

    Use `make_learner`, `make_instructor` and `make_staff` to add people.
    """

    class Meta:
        model = Course

    key = factory.Sequence("course-v1:Test+C{}+2026".format)
    name = factory.LazyAttribute(lambda course: f"Course {course.key}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return api.create_course(**kwargs)


def make_learner(course, user=None, *, cohort=None, mode="audit", **fields):
    """Return a user enrolled in the course: the given one, or a new one made from `fields`."""
    user = user or UserFactory(**fields)
    api.enroll(user, course, mode)
    if cohort:
        api.set_cohort(user, course, cohort)
    return user


def make_instructor(course, user=None, **fields):
    """Return an instructor of the course: the given user, or a new one made from `fields`. Not enrolled."""
    user = user or UserFactory(**fields)
    api.grant_role(user, course, "instructor")
    return user


def make_staff(course, user=None, **fields):
    """Return a member of the course's staff: the given user, or a new one made from `fields`. Not enrolled."""
    user = user or UserFactory(**fields)
    api.grant_role(user, course, "staff")
    return user
