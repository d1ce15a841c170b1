"""The platform's door in Open edX: one small method for each need, each platform import inside the method that uses it.

An ImportError surfaces where the name is used: a guard round it would switch a feature off silently when upstream
renames something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import Http404
from opaque_keys.edx.keys import CourseKey
from opaque_keys.edx.locator import LibraryLocator

from proserva_messaging.edxapp.openedx_accounts import AccountsMixin
from proserva_messaging.edxapp.openedx_audiences import AudiencesMixin
from proserva_messaging.edxapp.openedx_content import ContentMixin, get_setting
from proserva_messaging.edxapp.openedx_roster import RosterMixin
from proserva_messaging.edxapp.openedx_team import TeamMixin
from proserva_messaging.edxapp.protocol import CourseFacts, PersonFacts

IMAGE_SIZE = "medium"


class OpenEdxPlatform(AccountsMixin, AudiencesMixin, ContentMixin, RosterMixin, TeamMixin):
    """The `Platform` protocol, for the LMS. What each method promises is written there; here, what is special."""

    def get_courses(self, course_keys: Iterable[CourseKey]) -> dict[CourseKey, CourseFacts]:
        """From the course overviews that exist. The platform's own bulk getter would load each missing one from the
        modulestore, again at every request for a course that was deleted."""
        from openedx.core.djangoapps.content.course_overviews.models import CourseOverview

        # A legacy library's key counts as a course's, and the oldest kind of usage key tells no run.
        keys = [key for key in course_keys if not isinstance(key, LibraryLocator) and key.run]
        overviews = CourseOverview.objects.filter(id__in=keys).values_list("id", "display_name", "end")
        return {key: CourseFacts(key, name or str(key), _course_url(key), end) for key, name, end in overviews}

    def is_enabled(self, course_key: CourseKey) -> bool:
        """By a waffle flag, which can be forced on for a course or an organisation. Two queries at most, once in a
        request."""
        return not _disabled_flag().is_enabled(course_key)

    def get_people(self, user_ids: Iterable[int]) -> dict[int, PersonFacts]:
        """Retired accounts are rows that nobody stands behind any more, so they do not exist here."""
        users = get_user_model().objects.filter(pk__in=list(user_ids)).select_related("profile")
        present = users.exclude(username__startswith=get_setting("RETIRED_USERNAME_PREFIX"))
        return {user.pk: PersonFacts(user.pk, user.username, _name(user), _image_url(user)) for user in present}

    def search_enrolled(self, course_key: CourseKey, query: str, limit: int) -> list[Any]:
        """One query, whose cost the course's size bounds: names have no index that a search inside them could use."""
        return _first(_enrolled(course_key), self.match_name(query, ""), limit)

    def match_name(self, query: str, user_path: str) -> Q:
        """The database compares: MySQL ignores case, and accents too."""
        path = f"{user_path}__" if user_path else ""
        return Q(**{f"{path}username__icontains": query}) | Q(**{f"{path}profile__name__icontains": query})

    def get_cohort_id(self, course_key: CourseKey, user: Any) -> int | None:
        """None, too, where the course has switched its cohorts off."""
        from openedx.core.djangoapps.course_groups.cohorts import get_cohort

        try:
            # Left to itself, the platform puts whoever it is asked about into a cohort.
            cohort = get_cohort(user, course_key, assign=False)
        except Http404:  # the course is gone
            return None
        return cohort.id if cohort else None

    def search_cohort(self, course_key: CourseKey, cohort_id: int, query: str, limit: int) -> list[Any]:
        """Only who is enrolled still: the platform leaves people in their cohort when they go."""
        members = Q(course_groups__id=cohort_id, course_groups__course_id=course_key)
        return _first(_enrolled(course_key).filter(members), self.match_name(query, ""), limit)

    def is_masquerading(self, request: Any, course_key: CourseKey) -> bool:
        """Read from the session: the platform's own helpers ask the user object, which only some views prepare."""
        from common.djangoapps.student.role_helpers import has_staff_roles
        from lms.djangoapps.courseware.masquerade import MASQUERADE_SETTINGS_KEY

        session = getattr(request, "session", None)
        chosen = (session.get(MASQUERADE_SETTINGS_KEY) or {}).get(course_key) if session is not None else None
        if chosen is None or (chosen.role == "staff" and not chosen.user_name):
            return False
        # The course view puts the learner in the request's place. Whoever has lost their role since is not heeded
        # by the platform any more.
        return has_staff_roles(getattr(request.user, "real_user", request.user), course_key)

    def get_language(self, user: Any) -> str | None:
        """What the person chose in the account settings."""
        from openedx.core.djangoapps.lang_pref import LANGUAGE_KEY
        from openedx.core.djangoapps.user_api.models import UserPreference

        return UserPreference.get_value(user, LANGUAGE_KEY) or None

    @contextmanager
    def rendering_email(self, user: Any) -> Iterator[None]:
        """The platform's templates want a current request, with its site and theme, and a worker has none. Where there
        is one (Celery run eagerly, as in devstack), it is set aside: the platform would put this user in its place,
        and then sign the sender out, because the session is somebody else's."""
        from crum import get_current_request, set_current_request
        from openedx.core.lib.celery.task_utils import emulate_http_request

        site, outer = _site(), get_current_request()
        set_current_request(None)
        try:
            with emulate_http_request(site=site, user=user):
                yield
        finally:
            set_current_request(outer)

    def email_context(self, user: Any) -> dict[str, Any]:
        """The same for everybody on a site."""
        from openedx.core.djangoapps.ace_common.template_context import get_base_template_context

        return get_base_template_context(_site())

    def email_base_template(self) -> str:
        """The one that a theme overrides."""
        return "ace_common/edx_ace/common/base_body.html"

    def page_base_template(self) -> str:
        """The LMS's page for Django templates, with its header and footer."""
        return "main_django.html"

    def root_url(self) -> str:
        """The current site's, where sites have their own."""
        return _site_value("LMS_ROOT_URL").rstrip("/")

    def allowed_hosts(self) -> Sequence[str]:
        """The LMS, every front end that has a setting, and whom the operator trusts with sign-in or cross-origin
        requests."""
        front_ends = [name for name in dir(settings) if name.endswith("_MICROFRONTEND_URL")]
        places = [self.root_url(), get_setting("LMS_BASE"), *map(_site_value, front_ends)]
        places += getattr(settings, "CORS_ORIGIN_WHITELIST", ()) or ()
        places += getattr(settings, "LOGIN_REDIRECT_WHITELIST", ()) or ()
        return sorted({_host(place) for place in places if place})

    def course_tab_base(self) -> type:
        """The platform's own class asks for an enrolment or staff access."""
        from lms.djangoapps.courseware.tabs import EnrolledTab

        return EnrolledTab


@lru_cache
def _disabled_flag() -> Any:
    """Return the flag, always the same: the platform keeps a list of all flags that were made."""
    from openedx.core.djangoapps.waffle_utils import CourseWaffleFlag

    # .. toggle_name: proserva_messaging.disabled
    # .. toggle_implementation: CourseWaffleFlag
    # .. toggle_default: False
    # .. toggle_description: Takes the message buttons, the course tab and the dashboard section of Proserva Messaging
    #   out of a course, or out of all of them. What was written stays, and the inbox with it.
    # .. toggle_use_cases: opt_out
    # .. toggle_creation_date: 2026-11-23
    return CourseWaffleFlag("proserva_messaging.disabled", __name__)


def _course_url(course_key: CourseKey) -> str:
    from openedx.features.course_experience import course_home_url

    return course_home_url(course_key)


def _name(user: Any) -> str:
    profile = getattr(user, "profile", None)  # accounts made by a command may have none
    return (profile.name.strip() if profile else "") or user.username


def _image_url(user: Any) -> str:
    """Return the URL of the picture a person has uploaded, or nothing: the placeholder is for the front end to draw."""
    from openedx.core.djangoapps.user_api.accounts.image_helpers import get_profile_image_urls_for_user

    profile = getattr(user, "profile", None)
    return get_profile_image_urls_for_user(user)[IMAGE_SIZE] if profile and profile.has_profile_image else ""


def _enrolled(course_key: CourseKey) -> QuerySet:
    from common.djangoapps.student.models import CourseEnrollment

    return CourseEnrollment.objects.users_enrolled_in(course_key)


def _first(users: QuerySet, condition: Q, limit: int) -> list[Any]:
    return list(users.filter(condition).select_related("profile").order_by("username")[:limit])


def _site() -> Any:
    from django.contrib.sites.models import Site
    from openedx.core.djangoapps.theming.helpers import get_current_site

    return get_current_site() or Site.objects.get_current()


def _site_value(name: str) -> str:
    """Return a setting that a site's configuration may override; empty where it is not set."""
    from openedx.core.djangoapps.site_configuration.helpers import get_value

    return get_value(name, getattr(settings, name, "")) or ""


def _host(place: str) -> str:
    """Return the host, with its port, of a URL or of a bare host."""
    return urlsplit(place if "//" in place else f"//{place}").netloc
