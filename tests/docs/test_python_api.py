"""Tests of docs/python_api.md: its examples run and return plain data, and it shows every function of the API."""

import functools
import inspect
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from unittest import mock

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.test import RequestFactory, override_settings
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment

from demo.campus import runtime
from proserva_messaging import api
from proserva_messaging.conversations import sending
from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase, make_file
from tests.care_case import SIGN
from tests.factories import UserFactory, make_learner

PAGE = Path(__file__).parents[2] / "docs" / "python_api.md"

FUNCTIONS = {name for name in api.__all__ if inspect.isfunction(getattr(api, name))}
PLAIN = (str, int, float, bool, type(None), datetime, CourseKey, Fragment, File)


def read_examples():
    """Return the Python examples of the page, each at its own line, so that an error names it."""
    examples = []
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    inside = False
    for number, line in enumerate(lines):
        if line.startswith("```"):
            inside = line == "```python"
            if inside:
                examples.append("\n" * (number + 1))
        elif inside:
            examples[-1] += f"{line}\n"
    return examples


def find_models(value, path):
    """Return the paths of all values inside `value` that are not plain data."""
    if is_dataclass(value):
        found = [(getattr(value, each.name), f"{path}.{each.name}") for each in fields(value)]
    elif isinstance(value, dict):
        found = [(each, f"{path}[{key!r}]") for key, each in value.items()]
    elif isinstance(value, list | tuple | set):
        found = [(each, f"{path}[]") for each in value]
    else:
        return [] if isinstance(value, PLAIN) and not isinstance(value, FieldFile) else [f"{path}: {type(value)}"]
    return [each for inner, inner_path in found for each in find_models(inner, inner_path)]


class PythonApiTests(CampusCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.kim = make_learner(cls.course, username="kim", name="Kim Berg")
        cls.ada = UserFactory(username="ada", is_superuser=True)
        make_learner(cls.course, cls.classmate, cohort="Blue")
        chosen = CourseSettings.objects.create(course_id=cls.key, peer_messages="course")
        chosen.care_contacts.create(user=cls.assistant)
        with cls.captureOnCommitCallbacks(execute=True):
            sending.start_thread(cls.kim, cls.key, ["noor"], SIGN)

    def make_names(self):
        """Return the names that the page says its examples use."""
        request = RequestFactory().get("/")
        request.user, request.session = self.learner, {}
        usage_key = self.key.make_usage_key("problem", "problem1")
        return {
            "course_key": self.key,
            "ines": self.instructor,
            "amir": self.assistant,
            "lena": self.learner,
            "noor": self.classmate,
            "kim": self.kim,
            "ada": self.ada,
            "file": make_file(),
            "request": request,
            "block": runtime.runtime_for(request, self.course).get_block(usage_key),
        }

    @override_settings(PROSERVA_MESSAGING_UNIT_BUTTON="units_and_problems")
    def test_the_examples_run(self):
        names = self.make_names()
        named = set(re.findall(r"`(\w+)`", PAGE.read_text("utf-8").split("| name | value |")[1].split("\n\n")[0]))
        self.assertEqual(named, set(names))
        returned = self.run_examples(names)
        self.assertEqual(set(returned), FUNCTIONS)
        self.assertEqual([each for name, values in returned.items() for each in find_models(values, name)], [])

    def run_examples(self, names):
        """Run the examples, and return by function what it returned each time."""
        returned = {}

        def record(name, function):
            @functools.wraps(function)
            def call(*args, **kwargs):
                value = function(*args, **kwargs)
                value = list(value) if isinstance(value, Iterator) else value
                returned.setdefault(name, []).append(value)
                return value

            return call

        with ExitStack() as stack:
            for name in FUNCTIONS:
                stack.enter_context(mock.patch.object(api, name, record(name, getattr(api, name))))
            for example in read_examples():
                with self.captureOnCommitCallbacks(execute=True):
                    exec(compile(example, str(PAGE), "exec"), names)
        return returned

    def test_finds_a_model_in_an_answer(self):
        self.assertEqual(len(find_models([{"user": self.learner}, 1], "answer")), 1)

    def test_every_function_has_an_example(self):
        shown = set(re.findall(r"\bapi\.(\w+)\(", "".join(read_examples())))
        self.assertEqual(shown, FUNCTIONS)
