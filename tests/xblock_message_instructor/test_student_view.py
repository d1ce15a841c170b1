"""Tests of the XBlock's views for learners, visitors and staff."""

from types import SimpleNamespace

import ddt
from django.test import SimpleTestCase, override_settings
from opaque_keys.edx.locator import LibraryLocatorV2, LibraryUsageLocatorV2

from tests.xblock_message_instructor.helpers import (
    COURSE,
    INES,
    LEARNER,
    SAM,
    Shouting,
    Viewer,
    around,
    element,
    make_block,
    visitor,
)

NOWHERE_LIBRARY = LibraryLocatorV2(org="Test", slug="lib")


@ddt.ddt
@override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
class StudentViewTest(SimpleTestCase):
    """The button, and the sentences in its place."""

    def render(self, block, **surroundings):
        with around(**surroundings):
            return block.render("student_view")

    def attributes(self, block, **surroundings):
        return dict(element(self.render(block, **surroundings)).attrib)

    def test_the_button_says_where_it_is_and_what_it_is_about(self):
        block = make_block(places=("Demo course", "Week 1", "Getting started", "Quiz"), prompt="We answer in a day.")
        assert self.attributes(block) == {
            "course-id": str(COURSE),
            "usage-key": "block-v1:Test+C1+2026+type@vertical+block@place3",
            "label": "Message instructor",
            "prompt": "We answer in a day.",
            "about": "Demo course › Week 1 › Getting started › Quiz",
        }

    def test_places_without_a_name_are_left_out(self):
        assert self.attributes(make_block(places=("Demo course", "", None, "Quiz")))["about"] == "Demo course › Quiz"

    def test_its_script_is_a_classic_one_and_there_is_no_initializer(self):
        fragment = self.render(make_block())
        (script,) = fragment.resources
        assert (script.kind, script.mimetype) == ("url", "application/javascript")
        assert script.data == "/static/proserva_messaging/proserva.js"
        assert fragment.js_init_fn is None

    @ddt.data(
        ([], None),
        (["sam"], "sam"),
        (["sam", "ines"], "ines,sam"),
        (["gone"], None),
        (["gone", "sam"], "sam"),
    )
    @ddt.unpack
    def test_it_writes_to_who_is_named_and_still_there_or_else_to_the_team(self, named, expected):
        assert self.attributes(make_block(recipients=named)).get("recipients") == expected

    @ddt.data((True, False), (False, True))
    @ddt.unpack
    def test_files_are_allowed_or_not(self, allowed, flagged):
        assert ("no-files" in self.attributes(make_block(allow_files=allowed))) is flagged

    @ddt.data(
        '"><script>alert(1)</script>',
        "' onfocus='alert(1)",
        "</proserva-message-button><img src=x onerror=alert(1)>",
        "&quot; &lt;b&gt; &",
        "السلام عليكم",
        "\u202eright to left",
        "'{}' {0} %s",
    )
    def test_what_an_author_wrote_arrives_as_text(self, text):
        block = make_block(label=text, prompt=text, display_name=text, places=(text,), recipients=[text])
        fragment = self.render(block, team=(INES, SAM))
        button = element(fragment)
        assert [button.get(name) for name in ("label", "prompt", "about")] == [text, text, text]
        assert set(button.attrib) <= {"course-id", "usage-key", "label", "prompt", "about", "recipients", "no-files"}
        assert [tag for tag in ("<script", "<img") if tag in fragment.content] == []

    @ddt.data(
        ("This course has no instructor to write to yet.", {"team": ()}),
        ("Learners write to you from here. No one else is on the course team.", {"team": (INES,)}),
        (
            "You are viewing the course as a learner. Go back to your own view to write messages.",
            {"masquerading": True},
        ),
        (
            "You are viewing the course as a learner. Go back to your own view to write messages.",
            {"requester": SimpleNamespace(id=1, username="boss", is_authenticated=True)},
        ),
    )
    @ddt.unpack
    def test_it_says_why_it_cannot_be_used(self, sentence, surroundings):
        viewer = SimpleNamespace(id=7, username="ines", is_authenticated=True)
        surroundings = {"requester": viewer, **surroundings}
        button = element(self.render(make_block(viewer=viewer), **surroundings))
        assert (button.get("unavailable"), button.text) == (sentence, sentence)
        assert button.get("recipients") is None

    def test_one_of_the_team_writes_to_the_others(self):
        viewer = SimpleNamespace(id=8, username="sam", is_authenticated=True)
        block = make_block(viewer=viewer, recipients=["sam"])
        attributes = self.attributes(block, requester=viewer)
        assert "unavailable" not in attributes
        assert "recipients" not in attributes

    @ddt.data("student_view", "public_view")
    def test_a_visitor_is_asked_to_sign_in(self, view):
        viewer = visitor()
        with around(requester=viewer):
            button = element(make_block(viewer=viewer).render(view))
        assert button.get("unavailable") == "Sign in to write to your instructor."

    def test_a_runtime_without_services_knows_no_user(self):
        assert self.attributes(make_block(services={}))["unavailable"] == "Sign in to write to your instructor."

    def test_where_messages_are_switched_off_it_says_so(self):
        attributes = self.attributes(make_block(), enabled=False)
        assert attributes["unavailable"] == "Messages are turned off in this course."

    def test_outside_any_request_no_one_masquerades(self):
        assert "unavailable" not in self.attributes(make_block(), requester=None)

    def test_a_library_has_no_team_to_write_to(self):
        block = make_block()
        usage = LibraryUsageLocatorV2(NOWHERE_LIBRARY, "message_instructor", "ask")
        block.scope_ids = block.scope_ids._replace(usage_id=usage)
        attributes = self.attributes(block)
        assert attributes["unavailable"] == "You can write messages only inside a course."
        assert "course-id" not in attributes

    def test_every_sentence_is_translated(self):
        block = make_block(services={"user": Viewer(LEARNER), "i18n": Shouting()})
        attributes = self.attributes(block, team=())
        assert attributes["label"] == "MESSAGE INSTRUCTOR"
        assert attributes["unavailable"] == "THIS COURSE HAS NO INSTRUCTOR TO WRITE TO YET."

    def test_an_authors_own_label_is_not_translated(self):
        block = make_block(label="Ask Ines", services={"user": Viewer(LEARNER), "i18n": Shouting()})
        assert self.attributes(block)["label"] == "Ask Ines"

    @ddt.data("student_view", "public_view")
    def test_views_work_on_phones(self, view):
        block = make_block()
        assert block.has_support(getattr(block, view), "multi_device")

    def test_apps_get_what_is_the_same_for_all_users(self):
        block = make_block(prompt="Hello", recipients=["sam"], allow_files=False)
        assert block.student_view_data() == {"label": "Message instructor", "prompt": "Hello", "allow_files": False}


class BrokenTest(SimpleTestCase):
    """A broken button never breaks a lesson, and never fails unseen."""

    sentence = "Messages are not available right now. Please try again later."

    def test_a_learner_gets_the_lesson_and_the_operator_a_log_entry(self):
        with around(team=RuntimeError("<b>down</b>")), self.assertLogs("xblock_message_instructor") as logs:
            fragment = make_block().render("student_view")
        assert f'<p class="proserva-unavailable" dir="auto">{self.sentence}</p>' in fragment.content
        assert fragment.resources == []
        assert "RuntimeError" in logs.output[0]
        assert "message_instructor+block@ask" in logs.output[0]

    @override_settings(
        STORAGES={
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
        }
    )
    def test_so_they_do_where_the_script_was_never_collected(self):
        with around(), self.assertLogs("xblock_message_instructor"):
            assert self.sentence in make_block().render("student_view").content

    @override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
    def test_tests_and_developers_see_it_raised(self):
        with around(team=RuntimeError("down")), self.assertRaisesMessage(RuntimeError, "down"):
            make_block().render("student_view")
