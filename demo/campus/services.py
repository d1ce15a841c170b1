"""The services that the campus's runtime offers to XBlocks, named and shaped as the LMS's."""

from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import NullI18nService

from demo.campus.people import full_name


class CampusUserService(UserService):
    """Who looks at a block. Under masquerade that is the learner being looked at, as in the LMS."""

    def __init__(self, user, *, is_staff: bool, role: str):
        super().__init__()
        self._user = user
        self._is_staff = is_staff
        self._role = role

    def get_current_user(self) -> XBlockUser:
        """Return the viewer with the attributes that the platform gives."""
        user = self._user
        answer = XBlockUser(is_current_user=True)
        answer.opt_attrs["edx-platform.is_authenticated"] = user.is_authenticated
        if not user.is_authenticated:
            return answer
        answer.emails, answer.full_name = [user.email], full_name(user)
        answer.opt_attrs |= {
            "edx-platform.user_id": user.id,
            "edx-platform.username": user.username,
            "edx-platform.user_is_staff": self._is_staff,
            "edx-platform.user_is_global_staff": user.is_staff,
            "edx-platform.user_role": self._role,
            "edx-platform.user_preferences": {},
        }
        return answer


class CampusI18nService(NullI18nService):
    """Translations: those of Django's current language."""

    def __init__(self):
        super().__init__()
        self._translations = translation

    def ugettext(self, text: str) -> str:
        """Return the translation; the platform still offers it by this older name."""
        return translation.gettext(text)

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        """Return the translation for a number, by its older name."""
        return translation.ngettext(singular, plural, number)
