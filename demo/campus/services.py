"""The runtime services for XBlocks, with the names and attributes of the LMS's services."""

from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import NullI18nService

from demo.campus.people import full_name


class CampusUserService(UserService):
    """The user who views a block. Under a masquerade this is the learner, as in the LMS."""

    def __init__(self, user, *, is_staff: bool, role: str):
        super().__init__()
        self._user = user
        self._is_staff = is_staff
        self._role = role

    def get_current_user(self) -> XBlockUser:
        """Return the viewer with the platform's attributes."""
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
    """Translations to Django's current language."""

    def __init__(self):
        super().__init__()
        self._translations = translation

    def ugettext(self, text: str) -> str:
        """Return the translation. The platform still has this older name."""
        return translation.gettext(text)

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        """Return the translation for a number. The platform still has this older name."""
        return translation.ngettext(singular, plural, number)
