"""Contract cases of the platform protocol: masquerading, languages, emails, links and tabs."""

from types import SimpleNamespace

import crum
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from tests.factories import UserFactory, make_learner, make_staff
from tests.proserva_messaging.edxapp.cases import GONE


class SiteCases:
    """Requirements for every implementation with requests, emails and links. `ContractCases` creates the course."""

    def request_by(self, user):
        request = RequestFactory().get("/")
        request.user, request.session = user, {}
        return request

    def test_masquerading(self):
        staff, learner = make_staff(self.course), make_learner(self.course)
        request = self.request_by(staff)
        assert not self.platform.is_masquerading(request, self.key)
        for role, username in (("student", ""), ("student", learner.username)):
            self.masquerade(request, role, username)
            assert self.platform.is_masquerading(request, self.key)
            assert not self.platform.is_masquerading(request, GONE)
        self.masquerade(request, "staff", "")
        assert not self.platform.is_masquerading(request, self.key)

    def test_a_request_without_a_session_is_no_masquerade(self):
        for user in (make_staff(self.course), AnonymousUser()):
            assert not self.platform.is_masquerading(SimpleNamespace(user=user), self.key)

    def test_language(self):
        user = UserFactory(language="ar")
        assert self.platform.get_language(user) == "ar"
        assert self.platform.get_language(UserFactory(language="")) is None

    def test_emails_and_pages_have_a_base_template(self):
        user = UserFactory()
        with self.platform.rendering_email(user) as context:
            pass
        assert context["platform_name"]
        assert context["homepage_url"].startswith("http")
        assert context["base_template"].endswith(".html")
        assert self.platform.page_base_template().endswith(".html")

    def test_an_email_in_the_senders_request_leaves_the_sender_in_it(self):
        # If Celery runs eagerly, the user of the request afterwards is the one who stays signed in.
        sender, recipient = UserFactory(), UserFactory()
        request = self.request_by(sender)
        self.addCleanup(crum.set_current_request, crum.get_current_request())
        crum.set_current_request(request)
        with self.platform.rendering_email(recipient):
            pass
        assert crum.get_current_request() is request
        assert request.user == sender

    def test_the_root_url_is_an_allowed_host(self):
        root = self.platform.root_url()
        assert root.startswith("http")
        assert not root.endswith("/")
        assert root.partition("://")[2] in self.platform.allowed_hosts()

    def test_a_tab_is_for_learners_and_the_team(self):
        class Tab(self.platform.course_tab_base()):
            type = "mine"

        assert Tab.is_enabled(self.course, user=make_learner(self.course))
        assert Tab.is_enabled(self.course, user=make_staff(self.course))
        assert not Tab.is_enabled(self.course, user=UserFactory())
        assert not Tab.is_enabled(self.course, user=AnonymousUser())
