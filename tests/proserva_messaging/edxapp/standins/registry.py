"""The registry of stand-ins, and the state that tests set up for them."""

import contextlib
import sys
from types import ModuleType
from unittest import mock

from demo.campus.models import Profile

MODULES = {}


class State:
    """State that tests set up beside the campus's data, and that they inspect afterwards."""

    def __init__(self):
        self.pictures = set()
        self.hidden_topics = set()
        self.site_values = {}
        self.forum_errors = {}
        self.emulated = []
        self.flags = {}
        self.problem_state = {}
        self.uncohorted = set()
        self.grades = {}
        self.submissions = {}
        self.subsection_grades = {}
        self.mode_names = {}
        self.emitted = []
        self.authz = False
        self.extensions = {}


STATE = State()


def at(dotted_path, name=None):
    """Register the decorated object under the platform's module and name."""

    def place(thing):
        MODULES.setdefault(dotted_path, {})[name or thing.__name__] = thing
        return thing

    return place


@contextlib.contextmanager
def installed():
    """Make the stand-ins importable by the platform's module names."""
    modules = {}
    for dotted_path, contents in MODULES.items():
        parts = dotted_path.split(".")
        for depth in range(1, len(parts) + 1):
            modules.setdefault(".".join(parts[:depth]), ModuleType(parts[depth - 1]))
        vars(modules[dotted_path]).update(contents)
    STATE.__init__()
    has_image = property(lambda profile: profile.user.username in STATE.pictures)
    profile_as_theirs = mock.patch.object(Profile, "has_profile_image", has_image, create=True)
    with mock.patch.dict(sys.modules, modules), profile_as_theirs:
        yield STATE


class Objects:
    """A model's manager, created at each access."""

    def __init__(self, make):
        self.make = make

    def __get__(self, instance, owner):
        return self.make()
