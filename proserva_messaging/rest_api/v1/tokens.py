"""JSON Web Tokens: when they are accepted, and what their scopes allow."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from edx_rest_framework_extensions.auth.jwt.authentication import JwtAuthentication, is_jwt_authenticated
from edx_rest_framework_extensions.auth.jwt.decoder import (
    configured_jwt_decode_handler,
    get_verification_jwk_key_set,
)
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from proserva_messaging.errors import InsufficientScopeError

READ, WRITE = "read", "write"
# The scope of the platform's login cookies, which applications do not get by default.
LOGIN = "user_id"


class TokenAuthentication(JwtAuthentication):  # type: ignore[misc]
    """The platform's authentication by token, which accepts none while the site has no public keys.

    Without `JWT_PUBLIC_SIGNING_JWK_SET` edx-drf-extensions verifies no signature and accepts every token, also an
    unsigned one.
    """

    def authenticate(self, request: Request) -> Any:
        """Return the user and the token, or None without a token. Raises DRF's AuthenticationFailed."""
        return super().authenticate(request) if has_public_keys() else None


class TokenAllows(BasePermission):
    """The scopes of a token: an application needs `read` to read and `write` to write; a login cookie may do both."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return True for a request without a token. Raises InsufficientScopeError if its token does not allow it."""
        if is_jwt_authenticated(request):
            claims = configured_jwt_decode_handler(request.auth)
            needed = READ if request.method in SAFE_METHODS else WRITE
            if claims.get("is_restricted") or needed not in _get_scopes(claims):
                raise InsufficientScopeError
        return True


def _get_scopes(claims: dict[str, Any]) -> set[str]:
    scopes = set(claims.get("scopes") or ())
    return {READ, WRITE} if LOGIN in scopes and not scopes & {READ, WRITE} else scopes


def has_public_keys() -> bool:
    """Return whether the site has a key to verify tokens with."""
    try:
        return bool(read_public_keys(getattr(settings, "JWT_AUTH", {}).get("JWT_PUBLIC_SIGNING_JWK_SET")))
    except ValueError:
        return False


@lru_cache(maxsize=4)
def read_public_keys(text: str | None) -> tuple[Any, ...]:
    """Return the keys of a JWK set. Raises ValueError if it cannot be read or has no usable key."""
    try:
        keys = get_verification_jwk_key_set(asymmetric_keys=text)
    except Exception as error:  # a set can be wrong in many ways
        raise ValueError(str(error)) from error
    if not keys:
        raise ValueError("It is empty.")
    return tuple(keys)
