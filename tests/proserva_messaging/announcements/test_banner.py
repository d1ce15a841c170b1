"""Tests of the banner: which announcement it shows, and until when."""

from tests.announcement_case import AnnouncementCase, in_hours


class BannerTests(AnnouncementCase):
    def test_it_shows_the_pinned_announcement_before_the_newest(self):
        self.assertIsNone(self.banner())
        self.announce("Old", pinned=False)
        self.assertEqual(self.banner()["title"], "Old")
        pinned = self.announce("Pinned", pinned=True)
        self.announce("New", "**First** words")
        banner = self.banner()
        self.assertEqual((banner["title"], banner["pinned"], banner["unread"]), ("Pinned", True, True))
        self.assertEqual(banner["url"], pinned["url"])

    def test_a_dismissed_banner_gives_way_to_the_newest_and_then_to_none(self):
        pinned, new = self.announce("Pinned", pinned=True), self.announce("New", "**First** words")
        self.post(self.learner, "announcement_dismiss", pinned["id"])
        self.assertEqual((self.banner()["title"], self.banner()["preview"]), ("New", "First words"))
        self.post(self.learner, "announcement_dismiss", new["id"], data={"version": 1})
        self.assertIsNone(self.banner())
        self.assertEqual(self.banner(self.classmate)["title"], "Pinned")
        self.assertTrue(self.get(self.learner, "announcement", new["id"]).json()["dismissed"])
        self.assertTrue(self.get(self.learner, "announcement", new["id"]).json()["unread"])

    def test_it_returns_only_when_its_text_changes(self):
        posted = self.announce()
        self.post(self.learner, "announcement_dismiss", posted["id"], data={"version": posted["version"]})
        pinned = self.change(posted, pinned=True)
        self.assertIsNone(self.banner())
        self.change(pinned, body="Other words")
        self.assertEqual(self.banner()["preview"], "Other words")

    def test_a_late_dismissal_of_an_older_text_keeps_the_new_one(self):
        posted = self.announce()
        self.change(posted, body="New words")
        self.post(self.learner, "announcement_dismiss", posted["id"], data={"version": posted["version"]})
        self.assertEqual(self.banner()["preview"], "New words")

    def test_a_future_version_cannot_be_dismissed(self):
        posted = self.announce()
        self.post(self.learner, "announcement_dismiss", posted["id"], data={"version": 10**9})
        self.change(posted, body="New words")
        self.assertIsNotNone(self.banner())

    def test_it_appears_and_disappears_with_time(self):
        posted = self.announce(publish_at=in_hours(1).isoformat(), expires_at=in_hours(2).isoformat())
        self.assertIsNone(self.banner())
        self.shift(posted, publish_at=-1)
        with self.settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}):
            self.assertIsNotNone(self.banner())
            self.shift(posted, publish_at=-2, expires_at=-1)
        # The banner is cached, but its times are checked again.
        self.assertIsNone(self.banner())

    def test_its_cache_is_invalidated_by_each_change(self):
        self.assertIsNone(self.banner())
        posted = self.announce()
        self.assertIsNotNone(self.banner())
        down = self.change(posted, published=False)
        self.assertIsNone(self.banner())
        self.change(down, published=True)
        self.assertIsNotNone(self.banner())
        self.remove(posted)
        self.assertIsNone(self.banner())
