"""The template context of every page: the signed-in user, and the users to switch to."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from demo.campus import people
from demo.campus.models import CourseRole

# The languages in the footer; the platform's list is longer.
OFFERED = ("en", "ar", "de", "es", "fr", "he", "ja", "pt-br", "zh-hans")


def _list_users() -> list[tuple[str, list]]:
    """Return the users to switch to, in groups for a menu."""
    roles = dict(CourseRole.objects.order_by("-role").values_list("user_id", "role"))
    groups = {"Instructors": [], "Assistants": [], "Learners": [], "Administrators": []}
    names = {people.INSTRUCTOR: "Instructors", people.STAFF: "Assistants"}
    active = get_user_model().objects.filter(is_active=True).select_related("profile")
    for user in active.order_by("pk"):
        default = "Administrators" if user.is_superuser else "Learners"
        groups[names.get(roles.get(user.pk), default)].append((user.username, people.full_name(user)))
    return [(title, members) for title, members in groups.items() if members]


def campus(request) -> dict:
    """Return the context of every page. Its lists are lazy: they cost queries only if a template shows them."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "platform_name": settings.PLATFORM_NAME,
        "my_name": SimpleLazyObject(lambda: people.full_name(user)) if signed_in else "",
        "switchable_users": SimpleLazyObject(_list_users),
        "offered_languages": [(code, get_language_info(code)["name_local"]) for code in OFFERED],
    }
