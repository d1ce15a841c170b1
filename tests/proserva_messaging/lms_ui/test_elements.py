"""Tests of the HTML of the custom elements."""

from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import ddt
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.test import SimpleTestCase
from lxml import html

from proserva_messaging.lms_ui import elements


@ddt.ddt
class ElementsTest(SimpleTestCase):
    def test_what_is_given_is_escaped_and_what_is_empty_left_out(self):
        nasty = '"><script>alert(1)</script>'
        made = elements.make_element("roster", nasty, course_id=nasty, label="", no_files=True, automatic=False)
        (found,) = html.fromstring(f"<div>{made}</div>").iter("proserva-roster")
        assert dict(found.attrib) == {"course-id": nasty, "no-files": ""}
        assert found.text == nasty
        assert "<script" not in made

    def test_a_button_comes_with_a_classic_script(self):
        fragment = elements.make_button(course_id="course-v1:A+B+C")
        ((script),) = fragment.resources
        assert (script.mimetype, script.data) == ("application/javascript", "/static/proserva_messaging/proserva.js")

    def test_the_second_script_has_the_name_under_which_it_was_collected(self):
        assert elements.get_more_script_url() == "/static/proserva_messaging/proserva-more.js"
        with TemporaryDirectory() as folder:
            collected = ManifestStaticFilesStorage(location=folder, base_url="/static/")
            with patch.object(elements, "staticfiles_storage", collected):
                assert elements.get_more_script_url() == ""
                collected.save(elements.MORE_SCRIPT, ContentFile("1"))
                assert all(collected.post_process({elements.MORE_SCRIPT: (collected, elements.MORE_SCRIPT)}))
                url = elements.get_more_script_url()
        self.assertRegex(url, r"^/static/proserva_messaging/proserva-more\.[0-9a-f]{12}\.js$")

    @ddt.data(
        ({}, True),
        ({"automatic": True}, False),
        ({"automatic": True, "unavailable": "No."}, False),
        ({"label": "fully automatic "}, True),
        ({"label": "x> automatic"}, True),
        ({"label": 'an automatic="" one'}, True),
    )
    @ddt.unpack
    def test_an_authors_button_differs_from_an_automatic_one(self, attributes, placed):
        made = f"<p>automatic</p>{elements.make_button(course_id='x', **attributes).content}<p>automatic</p>"
        assert elements.has_placed_button(made) is placed

    def test_a_place_is_described_from_the_course_down(self):
        block, names = None, ("Course", None, "", "Lesson", "Unit")
        for name in names:
            block = SimpleNamespace(display_name=name, get_parent=lambda parent=block: parent)
        assert elements.describe_place(block) == "Course › Lesson › Unit"
        assert elements.describe_place(None) == ""
