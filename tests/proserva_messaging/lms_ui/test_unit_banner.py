"""Tests of the banner above each unit: its conditions, attributes and cost, and its errors."""

from types import SimpleNamespace
from unittest import mock

import ddt
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse
from lxml import html
from opaque_keys.edx.keys import UsageKey
from web_fragments.fragment import Fragment

from proserva_messaging.lms_ui.unit_banner import AddUnitBanner
from proserva_messaging.models import CourseSettings
from tests.announcement_case import AnnouncementCase

STEP = "proserva_messaging.lms_ui.unit_banner"
STRICT = override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)


class BannerCase(AnnouncementCase):
    def look(self, user=None):
        """Return the unit as the campus shows it, and the banners in it."""
        self.client.force_login(user or self.learner)
        page = self.client.get(reverse("render_xblock", args=[self.key.make_usage_key("vertical", "unit3")]))
        assert page.status_code == 200
        tree = html.fromstring(page.content)
        return tree, list(tree.iter("proserva-announcements"))


@ddt.ddt
@STRICT
class UnitBannerTest(BannerCase):
    def test_it_stands_before_the_contents_and_asks_by_itself(self):
        tree, (banner,) = self.look()
        assert dict(banner.attrib) == {"course-id": str(self.key), "banner": ""}
        order = [each.tag for each in tree.iter("proserva-announcements", "proserva-message-button")]
        assert order[0] == "proserva-announcements"
        assert sum("proserva.js" in (each.get("src") or "") for each in tree.iter("script")) == 1

    def test_it_names_the_current_announcements_if_they_are_known(self):
        posted = self.announce()
        pinned = self.change(self.announce("Pinned"), pinned=True)
        self.banner()
        _tree, (banner,) = self.look()
        # The text of the pinned one is still its first.
        assert banner.get("current") == f"{pinned['id']}.1"
        self.change(posted, body="New")
        newest = self.announce("Newest")
        self.banner()
        assert self.look()[1][0].get("current") == f"{pinned['id']}.1 {newest['id']}.1"
        self.change(newest, body="Changed")
        self.banner()
        assert self.look()[1][0].get("current") == f"{pinned['id']}.1 {newest['id']}.2"

    def test_a_course_known_to_have_none_has_none(self):
        assert self.banner() is None
        assert self.look()[1] == []
        self.announce()
        assert len(self.look()[1]) == 1

    def test_the_site_or_the_operator_may_not_want_it(self):
        with override_settings(PROSERVA_MESSAGING_UNIT_BANNER=False):
            assert self.look()[1] == []
        cache.clear()  # the course is remembered for a minute
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)]):
            assert self.look()[1] == []

    def run_step(self, *, user=None, key=None, view="student_view", context=None, runtime=None):
        usage_key = key or self.key.make_usage_key("vertical", "unit3")
        block = SimpleNamespace(
            scope_ids=SimpleNamespace(usage_id=usage_key), runtime=runtime or SimpleNamespace(), display_name="Unit"
        )
        given = {"block": block, "fragment": Fragment("<p>Unit</p>"), "context": context, "view": view}
        request = SimpleNamespace(user=user or self.learner, session={})
        with mock.patch(f"{STEP}.get_current_request", return_value=None if user is False else request):
            answer = AddUnitBanner("type", []).run_filter(**given)
        assert {name: answer[name] for name in given} == given
        return answer["fragment"].content

    @ddt.data(
        {"view": "public_view"},
        {"view": "author_view"},
        {"context": {"child_of_vertical": True}},
        {"runtime": SimpleNamespace(is_author_mode=True)},
        {"user": AnonymousUser()},
        {"user": False},
        {"key": UsageKey.from_string("lib-block-v1:Test+lib+type@vertical+block@one")},
        {"key": UsageKey.from_string("i4x://Test/C0/vertical/one")},
    )
    def test_where_it_does_not_belong_nothing_changes(self, surroundings):
        assert self.run_step(**surroundings) == "<p>Unit</p>"

    def test_it_asks_the_database_for_nothing(self):
        with self.assertNumQueries(0):
            assert self.run_step().endswith("</proserva-announcements><p>Unit</p>")
        self.announce()
        self.banner()
        with self.assertNumQueries(0):
            self.run_step()

    def test_a_unit_without_a_button_has_it_too(self):
        CourseSettings.objects.create(course_id=self.key, button="off")
        assert len(self.look()[1]) == 1


class BrokenTest(BannerCase):
    def test_a_broken_banner_breaks_no_lesson(self):
        broken = mock.patch(f"{STEP}.has_banner", side_effect=RuntimeError("down"))
        with broken, self.assertLogs("proserva_messaging.lms_ui") as logs:
            tree, banners = self.look()
        assert banners == []
        assert list(tree.iter("proserva-message-button"))
        assert "block@unit3" in logs.output[0]
