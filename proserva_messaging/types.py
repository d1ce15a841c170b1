"""Types for annotations. This module imports no other module of the product, so that every module may import it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from rest_framework.request import Request

    class UserRequest(Request):
        """A request of an authenticated user."""

        user: User
else:
    # Django's user model cannot be imported before the apps are ready, and annotations only need a name.
    AnonymousUser = Any
    User = Any
    UserRequest = Any

__all__ = ["AnonymousUser", "User", "UserRequest"]
