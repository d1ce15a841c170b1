"""The LMS as a platform: each method imports the platform's modules that it needs in its own body.

If upstream renames something, the method that uses it raises ImportError. A guard around the import would switch a
feature off silently.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey
from opaque_keys.edx.locator import LibraryLocator

from proserva_messaging.edxapp.openedx_accounts import AccountsMixin
from proserva_messaging.edxapp.openedx_audiences import AudiencesMixin
from proserva_messaging.edxapp.openedx_content import ContentMixin, get_setting
from proserva_messaging.edxapp.openedx_roster import RosterMixin
from proserva_messaging.edxapp.openedx_team import TeamMixin
from proserva_messaging.edxapp.protocol import CourseFacts, PersonFacts
from proserva_messaging.types import User

log = logging.getLogger(__name__)

IMAGE_SIZE = "medium"


class OpenEdxPlatform(AccountsMixin, AudiencesMixin, ContentMixin, RosterMixin, TeamMixin):
    """The `Platform` protocol for the LMS. Its docstrings say what each method returns; these say how."""

    def get_courses(self, course_keys: Iterable[CourseKey]) -> dict[CourseKey, CourseFacts]:
        """Read the existing course overviews. The platform's bulk getter would load each missing one from the
        modulestore, at every request for a deleted course."""
        from openedx.core.djangoapps.content.course_overviews.models import CourseOverview

        # Keys of legacy libraries are course keys too, and the oldest usage keys have no run.
        keys = [key for key in course_keys if not isinstance(key, LibraryLocator) and key.run]
        overviews = CourseOverview.objects.filter(id__in=keys).values_list("id", "display_name", "end")
        return {key: CourseFacts(key, name or str(key), _course_url(key), end) for key, name, end in overviews}

    def is_enabled(self, course_key: CourseKey) -> bool:
        """Read a waffle flag, which can be overridden per course or organisation. At most two queries per request."""
        return not _disabled_flag().is_enabled(course_key)

    def get_people(self, user_ids: Iterable[int]) -> dict[int, PersonFacts]:
        """Leave out retired accounts: their rows remain, but no person uses them."""
        users = get_user_model().objects.filter(pk__in=list(user_ids)).select_related("profile")
        present = users.exclude(username__startswith=get_setting("RETIRED_USERNAME_PREFIX"))
        return {user.pk: PersonFacts(user.pk, user.username, _name(user), _image_url(user)) for user in present}

    def match_name(self, query: str, user_path: str) -> Q:
        """Compare in the database: MySQL ignores case and accents."""
        path = f"{user_path}__" if user_path else ""
        return Q(**{f"{path}username__icontains": query}) | Q(**{f"{path}profile__name__icontains": query})

    def is_masquerading(self, request: HttpRequest, course_key: CourseKey) -> bool:
        """Read the session: the platform's helpers read the user object, which only some views prepare."""
        from common.djangoapps.student.role_helpers import has_staff_roles
        from lms.djangoapps.courseware.masquerade import MASQUERADE_SETTINGS_KEY

        session = getattr(request, "session", None)
        chosen = (session.get(MASQUERADE_SETTINGS_KEY) or {}).get(course_key) if session is not None else None
        if chosen is None or (chosen.role == "staff" and not chosen.user_name):
            return False
        # The course view replaces the request's user by the learner. The platform ignores the masquerade of a user who
        # has lost their role since.
        return bool(has_staff_roles(getattr(request.user, "real_user", request.user), course_key))

    def get_language(self, user: User) -> str | None:
        """Read the preference from the account settings."""
        from openedx.core.djangoapps.lang_pref import LANGUAGE_KEY
        from openedx.core.djangoapps.user_api.models import UserPreference

        return UserPreference.get_value(user, LANGUAGE_KEY) or None

    @contextmanager
    def rendering_email(self, user: User) -> Iterator[dict[str, Any]]:
        """Emulate a request, because the platform's templates read its site and theme and a worker has none.

        If there is a request (Celery runs eagerly, as in devstack), set it aside: the platform would put this user into
        it, and then sign the sender out because the session belongs to another user. The template is the one that a
        theme overrides.
        """
        from crum import get_current_request, set_current_request
        from openedx.core.djangoapps.ace_common.template_context import get_base_template_context
        from openedx.core.lib.celery.task_utils import emulate_http_request

        site, outer = _site(), get_current_request()
        set_current_request(None)
        try:
            with emulate_http_request(site=site, user=user):
                template = "ace_common/edx_ace/common/base_body.html"
                yield {**get_base_template_context(site), "base_template": template}
        finally:
            set_current_request(outer)

    def page_base_template(self) -> str:
        """Return the LMS's page for Django templates, with its header and footer."""
        return "main_django.html"

    def root_url(self) -> str:
        """Return the URL of the current site, or else the one in the settings."""
        return _site_value("LMS_ROOT_URL").rstrip("/")

    def allowed_hosts(self) -> Sequence[str]:
        """Return the LMS, every front end that has a setting, and the hosts that the operator trusts with sign-in or
        cross-origin requests."""
        front_ends = [name for name in dir(settings) if name.endswith("_MICROFRONTEND_URL")]
        places = [self.root_url(), get_setting("LMS_BASE"), *map(_site_value, front_ends)]
        places += getattr(settings, "CORS_ORIGIN_WHITELIST", ()) or ()
        places += getattr(settings, "LOGIN_REDIRECT_WHITELIST", ()) or ()
        return sorted({_host(place) for place in places if place})

    def course_tab_base(self) -> type:
        """Return the platform's class, which requires an enrolment or staff access."""
        from lms.djangoapps.courseware.tabs import EnrolledTab

        base: type = EnrolledTab
        return base


@lru_cache
def _disabled_flag() -> Any:
    """Return the flag. It is created once: the platform keeps a list of all flags ever created."""
    from openedx.core.djangoapps.waffle_utils import CourseWaffleFlag

    # .. toggle_name: proserva_messaging.disabled
    # .. toggle_implementation: CourseWaffleFlag
    # .. toggle_default: False
    # .. toggle_description: Removes the message buttons, the course tab and the dashboard section of Proserva Messaging
    #   from a course, or from all courses. Messages and the inbox stay.
    # .. toggle_use_cases: opt_out
    # .. toggle_creation_date: 2026-11-23
    return CourseWaffleFlag("proserva_messaging.disabled", __name__)


def _course_url(course_key: CourseKey) -> str:
    """Return the URL of a course's home page, or an empty string if the platform cannot make it for this course."""
    from openedx.features.course_experience import course_home_url

    try:
        return str(course_home_url(course_key))
    except DatabaseError:
        raise
    except Exception:
        log.exception("The address of course %s cannot be made", course_key)
        return ""


def _name(user: User) -> str:
    profile = getattr(user, "profile", None)  # accounts created by a command may have none
    return (profile.name.strip() if profile else "") or user.username


def _image_url(user: User) -> str:
    """Return the URL of the uploaded profile image, or an empty string: the front end draws the placeholder."""
    from openedx.core.djangoapps.user_api.accounts.image_helpers import get_profile_image_urls_for_user

    profile = getattr(user, "profile", None)
    if not (profile and profile.has_profile_image):
        return ""
    try:
        return str(get_profile_image_urls_for_user(user)[IMAGE_SIZE])
    except DatabaseError:
        raise
    except Exception:  # the storage of images may be away
        log.exception("The profile image of user %s cannot be shown", user.pk)
        return ""


def _site() -> Any:
    from django.contrib.sites.models import Site
    from openedx.core.djangoapps.theming.helpers import get_current_site

    return get_current_site() or Site.objects.get_current()


def _site_value(name: str) -> str:
    """Return a setting, which the site configuration may override. Empty if it is not set."""
    from openedx.core.djangoapps.site_configuration.helpers import get_value

    return get_value(name, getattr(settings, name, "")) or ""


def _host(place: str) -> str:
    """Return the host and port of a URL or of a bare host."""
    return urlsplit(place if "//" in place else f"//{place}").netloc
