"""Tests of the XBlock's view and validation in Studio."""

import ddt
from django.test import SimpleTestCase
from lxml import html

from tests.xblock_message_instructor.helpers import INES, LEARNER, SAM, Shouting, Viewer, around, make_block, save


@ddt.ddt
class StudioViewTest(SimpleTestCase):
    """The editor: what it offers, and what it refuses."""

    def test_the_editor_offers_the_team_and_keeps_showing_who_left(self):
        with around(team=(INES, SAM)):
            page = html.fromstring(make_block(recipients=["sam", "gone"]).render("studio_view").content)
        choices = {box.get("value"): box for box in page.xpath("//input[@type='checkbox']")}
        assert list(choices) == ['"ines"', '"sam"', '"gone"']
        assert [value for value, box in choices.items() if box.get("checked")] == ['"sam"', '"gone"']
        labels = [" ".join(label.text.split()) for label in page.xpath("//ul[contains(@class, 'list-set')]//label")]
        assert labels == [
            "Ines Torres (ines, instructor)",
            "Sam Ode (sam, course staff)",
            "gone (not on the course team)",
        ]

    @ddt.data((), RuntimeError("down"))
    def test_the_editor_opens_without_a_team(self, team):
        with around(team=team):
            assert "None Available" in make_block().render("studio_view").content

    def test_the_editor_is_translated(self):
        block = make_block(services={"user": Viewer(LEARNER), "i18n": Shouting()})
        with around():
            content = block.render("studio_view").content
        assert "THE TEXT OF THE BUTTON." in content
        assert "ALLOW FILES" in content

    def test_what_is_right_is_saved_tidied(self):
        block = make_block()
        with around():
            values = {"label": "  Ask us ", "prompt": " Hi\n", "recipients": ["sam"], "allow_files": False}
            assert save(block, display_name=" Ask ", **values) == (200, [])
        fields = (block.display_name, block.label, block.prompt, block.recipients, block.allow_files)
        assert fields == ("Ask", "Ask us", "Hi", ["sam"], False)

    def test_a_field_goes_back_to_its_default(self):
        block = make_block(label="Ask us")
        with around():
            assert save(block, defaults=["label"]) == (200, [])
        assert block.label == "Message instructor"

    @ddt.data(
        ({"label": "   "}, ["Enter a label for the button."]),
        ({"label": None}, ["Enter a label for the button."]),
        ({"label": "x" * 61}, ["The label is too long for a button: 61 characters, at most 60."]),
        ({"prompt": "x" * 301}, ["The prompt is too long: 301 characters, at most 300."]),
        ({"recipients": ["nobody"]}, ["Not on the course team: nobody."]),
        ({"recipients": ["Sam"]}, ["Not on the course team: Sam."]),
        ({"recipients": ["sam", "sam"]}, ["Listed more than once: sam."]),
        ({"recipients": ["sam", 7]}, ["Recipients must be a list of usernames."]),
        (
            {"label": "", "recipients": ["a", "a", "b"]},
            [
                "Enter a label for the button.",
                "Listed more than once: a.",
                "Not on the course team: a, b.",
            ],
        ),
    )
    @ddt.unpack
    def test_mistakes_are_reported_and_nothing_is_saved(self, values, errors):
        block = make_block(label="Before", recipients=["ines"])
        with around():
            assert save(block, **values) == (400, errors)
        assert (block.label, block.recipients) == ("Before", ["ines"])

    @ddt.data("x" * 60, "م" * 60)
    def test_the_longest_label_fits(self, label):
        with around():
            assert save(make_block(), label=label) == (200, [])

    def test_an_author_can_save_while_the_team_is_unknown(self):
        with around(team=RuntimeError("down")), self.assertLogs("xblock_message_instructor"):
            assert save(make_block(), recipients=["sam"]) == (200, [])

    def test_studio_shows_that_a_selected_person_has_left(self):
        block = make_block(recipients=["gone"])
        with around():
            messages = [message.text for message in block.validate().messages]
        assert messages == ["Not on the course team: gone."]


@ddt.ddt
class AuthorViewTest(SimpleTestCase):
    """The block in Studio's preview: explained, and inert."""

    def text(self, block, **surroundings):
        with around(**surroundings):
            content = block.render("author_view").content
        return " ".join(html.fromstring(content).text_content().split())

    @ddt.data(
        ({}, {}, "The learner chooses a member of the course team: Ines Torres (ines, instructor)"),
        ({"recipients": ["sam"]}, {}, "Messages go to: Sam Ode (sam, course staff) Files"),
        ({"recipients": ["gone"]}, {}, "None of the selected people is on the course team now"),
        ({}, {"team": ()}, "This course has no team yet."),
        ({"recipients": ["gone"]}, {"team": ()}, "This course has no team yet."),
        ({}, {"team": RuntimeError("down")}, "Recipients are shown once the block is in a course."),
        ({"allow_files": False}, {}, "Files cannot be attached."),
        ({"prompt": "<b>Hi</b>", "label": "<i>Ask</i>"}, {}, "<i>Ask</i> <b>Hi</b>"),
    )
    @ddt.unpack
    def test_it_names_its_recipients(self, fields, surroundings, expected):
        assert expected in self.text(make_block(**fields), **surroundings)

    def test_nothing_in_it_works(self):
        with around():
            fragment = make_block().render("author_view")
        assert fragment.resources == []
        assert "<proserva-" not in fragment.content
        assert html.fromstring(fragment.content).xpath("//button[not(@disabled)]") == []

    def test_text_of_any_direction_keeps_to_itself(self):
        with around():
            page = html.fromstring(make_block(label="اسأل", prompt="שלום").render("author_view").content)
        assert [found.text for found in page.xpath("//*[@dir='auto']")][:2] == ["اسأل", "שלום"]
