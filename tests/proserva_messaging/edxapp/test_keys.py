"""Tests of course keys: a course has one name at every door."""

import inspect
import unicodedata
from io import StringIO
from unittest import mock

import ddt
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey
from opaque_keys.edx.locator import BlockUsageLocator, LibraryLocator

from demo.campus import masquerade
from demo.campus.api import grant_organization_role
from proserva_messaging import api
from proserva_messaging.edxapp import openedx_team
from proserva_messaging.edxapp.keys import find_course_key, read_course_key
from proserva_messaging.edxapp.openedx import OpenEdxPlatform
from proserva_messaging.errors import MessagingError, NotFoundError
from proserva_messaging.handlers import reassign_owners
from proserva_messaging.models import CourseSettings, Participant, Preference, Thread
from tests.admin_case import NO_CARE
from tests.campus_case import CampusCase, make_client, url
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner
from tests.proserva_messaging.edxapp import standins

VERSION = "519665f6223ebd6980884f2b"
# Written after the name of a course, they make another name of the same course.
SUFFIXES = ("+branch@published-branch", f"+version@{VERSION}", f"+branch@draft+version@{VERSION}", "+type@problem")


@ddt.ddt
class ReadCourseKeyTest(SimpleTestCase):
    @ddt.data("", *SUFFIXES)
    def test_a_course_has_one_key(self, suffix):
        assert str(read_course_key(f"course-v1:Org+C+2026{suffix}")) == "course-v1:Org+C+2026"

    @ddt.data(
        ("ccx-v1:Org+C+2026+ccx@1", "ccx-v1:Org+C+2026+ccx@1"),
        ("ccx-v1:Org+C+2026+branch@x+ccx@1", "ccx-v1:Org+C+2026+ccx@1"),
        ("Org/Course/Run", "Org/Course/Run"),
        ("slashes:Org+Course+Run", "course-v1:Org+Course+Run"),
        ("course-v1:Université+C+2026", "course-v1:Université+C+2026"),
    )
    @ddt.unpack
    def test_other_kinds_of_courses_keep_theirs(self, text, expected):
        assert str(read_course_key(text)) == expected

    @ddt.data(
        "library-v1:Org+Lib",
        "library-v1:Org+Lib+branch@library",
        "lib:Org:Lib",
        "course-v1:Org+C+2026+",
        "course-v1:Org+C+2026\n",
        " course-v1:Org+C+2026",
        "course-v1:Org C 2026",
        "course-v1%3AOrg%2BC%2B2026",
        "COURSE-V1:Org+C+2026",
        "course-v1:Org+C",
        "course-v1:Org+C+2026\x00",
        "Org/Course/Run/",
        unicodedata.normalize("NFD", "course-v1:Université+C+2026"),
        f"course-v1:{'o' * 255}+C+2026",
        "",
    )
    def test_anything_else_is_no_course(self, text):
        with self.assertRaises(InvalidKeyError):
            read_course_key(text)

    @ddt.data(
        None,
        "course-v1:Org+C+2026",
        LibraryLocator("Org", "Lib"),
        BlockUsageLocator.from_string("i4x://a/b/c/d").course_key,
    )
    def test_other_objects_are_no_course(self, thing):
        assert find_course_key(thing) is None


@ddt.ddt
class DoorsTest(CampusCase):
    """Each door takes another name for the same course, or refuses it."""

    @ddt.data(*SUFFIXES)
    def test_a_pair_has_one_thread_by_rest(self, suffix):
        self.ask()
        data = {"course_id": f"{self.key}{suffix}", "recipients": ["ines"], "body": "Again"}
        response = self.post(self.learner, "threads", data=data)
        assert response.status_code == 201, response.content
        assert Thread.objects.count() == 1

    @ddt.data(*SUFFIXES)
    def test_a_pair_has_one_thread_by_python(self, suffix):
        first = self.ask()
        again = api.start_thread(self.learner, CourseKey.from_string(f"{self.key}{suffix}"), ["ines"], "Again")
        named = api.start_thread(
            self.learner, recipients=["ines"], body="More", course_key=CourseKey.from_string(f"{self.key}{suffix}")
        )
        assert {again.thread_id, named.thread_id} == {first.thread_id}

    @ddt.data(*SUFFIXES)
    def test_the_digest_of_a_pair_is_of_the_canonical_key(self, suffix):
        other = CourseKey.from_string(f"{self.key}{suffix}")
        assert Thread.make_direct_key(other, 1, 2) == Thread.make_direct_key(self.key, 2, 1)

    @ddt.data(*SUFFIXES)
    def test_masquerading_staff_cannot_write_under_another_name(self, suffix):
        client = make_client(self.instructor)
        request = mock.Mock(session=client.session, user=self.instructor)
        masquerade.choose(request, self.key, "student", "")
        request.session.save()
        for course_id in (str(self.key), f"{self.key}{suffix}"):
            data = {"course_id": course_id, "recipients": ["lena"], "body": "Hello"}
            self.assert_error(client.post(url("threads"), data, format="json"), 409, "masquerading")
        assert api.is_masquerading(request, CourseKey.from_string(f"{self.key}{suffix}"))

    @ddt.data("recipients", "roster", "cohorts")
    def test_paths_of_rest(self, name):
        assert (
            self.get(self.instructor, name, f"{self.key}{SUFFIXES[0]}").json()
            == self.get(self.instructor, name, str(self.key)).json()
        )
        self.assert_error(self.get(self.instructor, name, "library-v1:Org+Lib"), 404, "not_found")
        for bad in (f"{self.key}+", str(self.key).replace("+", "%2B")):
            self.assert_error(self.get(self.instructor, name, bad), 400, "malformed")

    @ddt.data("roster_page", "announcements_page")
    def test_pages(self, name):
        client = make_client(self.instructor)
        assert client.get(url(name, f"{self.key}{SUFFIXES[0]}")).status_code == 200
        for bad in ("library-v1:Org+Lib", f"{self.key}+"):
            assert client.get(url(name, bad)).status_code == 404

    def test_choices_of_emails_are_kept_by_the_canonical_key(self):
        for key in (str(self.key), f"{self.key}{SUFFIXES[0]}"):
            response = make_client(self.learner).patch(
                url("preferences"), {"email": "none", "course_id": key}, format="json"
            )
            assert response.json()["email"] == "none"
        api.set_email_choice(self.learner, "none", CourseKey.from_string(f"{self.key}{SUFFIXES[1]}"))
        assert list(Preference.objects.values_list("course_id", flat=True)) == [str(self.key)]

    def test_the_command(self):
        said = StringIO()
        call_command("proserva_broadcast", "list", "--course", f"{self.key}{SUFFIXES[0]}", stdout=said)
        with self.assertRaisesMessage(CommandError, "is not the id of a course"):
            call_command("proserva_broadcast", "list", "--course", "library-v1:Org+Lib")

    def test_every_function_of_the_api_refuses_a_library(self):
        library, found = LibraryLocator("Org", "Lib"), []
        for name in api.__all__:
            function = getattr(api, name)
            parameters = {} if inspect.isclass(function) else inspect.signature(function).parameters
            if "course_key" in parameters:
                required = [each.name for each in parameters.values() if each.default is each.empty]
                arguments = dict.fromkeys(required, self.learner) | {"course_key": library}
                with self.assertRaises(NotFoundError):
                    function(**arguments)
                found.append(name)
        assert len(found) > 20

    def test_a_role_event_with_a_branch_keeps_the_owners(self):
        thread_id = self.ask().thread_id
        data = mock.Mock(course_key=CourseKey.from_string(f"{self.key}{SUFFIXES[0]}"))
        data.user.id = self.instructor.pk
        reassign_owners(course_access_role_data=data)
        assert Participant.objects.get(thread=thread_id, role="owner").user == self.instructor
        with self.assertNoLogs("proserva_messaging", "ERROR"):
            data.course_key = LibraryLocator("Org", "Lib")
            reassign_owners(course_access_role_data=data)


@ddt.ddt
class AdminFormTest(TestCase):
    def setUp(self):
        boss = get_user_model().objects.create_superuser("boss", "boss@example.org", "pass")
        self.client.force_login(boss)
        self.course = CourseFactory()
        self.form = {"course_id": str(self.course.id), "peer_messages": "", "button": "", **NO_CARE}

    def add(self, course_id):
        where = "/admin/proserva_messaging/coursesettings/add/"
        return self.client.post(where, {**self.form, "course_id": course_id})

    def test_the_canonical_key_is_kept(self):
        assert self.add(f"{self.course.id}{SUFFIXES[0]}").status_code == 302
        assert CourseSettings.objects.get().course_id == self.course.id
        assert b"already exists" in self.add(str(self.course.id)).content

    @ddt.data("library-v1:Org+Lib", "course-v1:No+Such+Course", "nonsense", "course-v1:a+b+c+")
    def test_anything_else_is_refused(self, course_id):
        assert b"This is not the id of a course." in self.add(course_id).content
        assert not CourseSettings.objects.exists()

    def test_searching_never_fails(self):
        self.add(str(self.course.id))
        for term in (str(self.course.id), "nonsense"):
            assert self.client.get("/admin/proserva_messaging/coursesettings/", {"q": term}).status_code == 200


@ddt.ddt
class SpellingTest(CampusCase):
    """MySQL ignores case and some accents: another spelling finds the course's users there, and must not count."""

    def spell(self):
        return CourseKey.from_string(str(self.key).swapcase().replace("COURSE-V1", "course-v1"))

    @ddt.data("learner", "instructor")
    def test_another_case_is_not_the_course(self, name):
        sender = getattr(self, name)
        to = "ines" if sender is self.learner else "lena"
        with self.assertRaises(MessagingError):
            api.start_thread(sender, self.spell(), [to], "Hello")
        data = {"course_id": str(self.spell()), "recipients": [to], "body": "Hello"}
        self.assert_error(self.post(sender, "threads", data=data), 404, "not_found")
        assert not Thread.objects.exists()

    def test_site_staff_have_no_role_in_it(self):
        boss, helper = UserFactory(is_staff=True), UserFactory()
        grant_organization_role(helper, self.spell().org, "staff")
        for user in (boss, helper):
            self.assert_error(self.get(user, "roster", str(self.spell())), 404, "not_found")

    def test_the_lms_refuses_another_spelling(self):
        with standins.installed():
            openedx_team.SPELLINGS.clear()
            platform = OpenEdxPlatform()
            boss = UserFactory(is_staff=True)
            learner, teacher = make_learner(self.course), make_instructor(self.course)
            everyone = [boss, learner, teacher]
            for _ in range(2):
                assert platform.get_roles(self.spell(), everyone) == {}
                assert len(platform.get_roles(self.key, everyone)) == 3
