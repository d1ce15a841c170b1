"""System checks of JSON Web Tokens: settings with which forged tokens would be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from proserva_messaging.rest_api.v1.tokens import read_public_keys

SIGNING = {"RS256", "RS512"}
# The platform's own values before an operator sets them.
PLACEHOLDERS = {"SET-ME-PLEASE"}
# The last part of the modules of settings with which images are built, and which serve no requests.
BUILDING = {"assets", "i18n", "static"}
PUBLIC_KEYS = 'JWT_AUTH["JWT_PUBLIC_SIGNING_JWK_SET"]'
HINT = "See docs/operators.md, Tokens."


@register("proserva_messaging")
def check_tokens(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Report errors for settings with which the platform accepts forged, expired or foreign tokens."""
    if str(settings.ROOT_URLCONF).startswith("cms.") or _is_build():
        return []
    options = getattr(settings, "JWT_AUTH", None) or {}
    faults = [*_find_key_faults(options), *_find_algorithm_faults(options), *_find_option_faults(options)]
    return [Error(fault, hint=HINT, id="proserva_messaging.E021") for fault in faults]


def _is_build() -> bool:
    return str(getattr(settings, "SETTINGS_MODULE", "")).rpartition(".")[2] in BUILDING


def _find_key_faults(options: dict[str, Any]) -> Iterator[str]:
    try:
        keys = read_public_keys(options.get("JWT_PUBLIC_SIGNING_JWK_SET"))
    except ValueError as error:
        reason = str(error).rstrip(".")
        yield f"{PUBLIC_KEYS} has no usable key ({reason}): the platform accepts every token, even unsigned."
        return
    for key in keys:
        if key.key_type != "RSA":
            yield f"{PUBLIC_KEYS} has a key of type {key.key_type}. The platform verifies with public RSA keys only."
        elif not hasattr(key.key, "verify"):
            yield f"{PUBLIC_KEYS} has a private key. Everyone who reads it can sign tokens."


def _find_algorithm_faults(options: dict[str, Any]) -> Iterator[str]:
    for name, allowed in (("JWT_SIGNING_ALGORITHM", SIGNING), ("JWT_ALGORITHM", SIGNING | {"HS256"})):
        value = options.get(name, min(allowed))
        chosen = set(value) if isinstance(value, list | tuple | set) else {value}
        if not chosen or chosen - allowed:
            yield f'JWT_AUTH["{name}"] is {value!r}; it must be one of {", ".join(sorted(allowed))}.'


def _find_option_faults(options: dict[str, Any]) -> Iterator[str]:
    for name in ("JWT_VERIFY", "JWT_VERIFY_EXPIRATION"):
        if not options.get(name, True):
            yield f'JWT_AUTH["{name}"] is off: forged or expired tokens would be accepted.'
    issuers = options.get("JWT_ISSUERS") or [
        {"AUDIENCE": options.get("JWT_AUDIENCE"), "SECRET_KEY": options.get("JWT_SECRET_KEY")}
    ]
    for issuer in issuers:
        if not issuer.get("AUDIENCE") and not options.get("JWT_VERIFY_AUDIENCE", True):
            yield "JWT_AUTH has an issuer without AUDIENCE: tokens for other services would be accepted."
        if issuer.get("SECRET_KEY") in PLACEHOLDERS:
            yield "JWT_AUTH has a SECRET_KEY that is a placeholder: everyone can sign tokens with it."
