"""What every page of the campus shows: who is signed in, and who else one can be."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from demo.campus import people
from demo.campus.models import CourseRole

# Those that the footer offers; the platform's list is longer.
OFFERED = ("en", "ar", "de", "es", "fr", "he", "ja", "pt-br", "zh-hans")


def _everybody() -> list[tuple[str, list]]:
    """Return everybody one can be, in groups for a menu."""
    roles = dict(CourseRole.objects.order_by("-role").values_list("user_id", "role"))
    groups = {"Instructors": [], "Assistants": [], "Learners": [], "Administrators": []}
    names = {people.INSTRUCTOR: "Instructors", people.STAFF: "Assistants"}
    everybody = get_user_model().objects.filter(is_active=True).select_related("profile")
    for user in everybody.order_by("pk"):
        default = "Administrators" if user.is_superuser else "Learners"
        groups[names.get(roles.get(user.pk), default)].append((user.username, people.full_name(user)))
    return [(title, members) for title, members in groups.items() if members]


def campus(request) -> dict:
    """Return the context of every page. Lists are made only where a template shows them."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "platform_name": settings.PLATFORM_NAME,
        "my_name": SimpleLazyObject(lambda: people.full_name(user)) if signed_in else "",
        "everybody": SimpleLazyObject(_everybody),
        "offered_languages": [(code, get_language_info(code)["name_local"]) for code in OFFERED],
    }
