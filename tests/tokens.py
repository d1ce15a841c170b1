"""Tokens as the platform issues them, and as an attacker forges them."""

import base64
import hashlib
import hmac
import json
import time

import jwt
from django.conf import settings

from demo.keys import SIGNING_JWK

LOGIN_SCOPES = ["user_id", "email", "profile"]
PRIVATE_KEY = jwt.PyJWK({**SIGNING_JWK, "alg": "RS512"}).key
ABSENT = object()


def list_claims(user, **changes):
    """Return the claims of a token of the platform. A change to ABSENT removes one."""
    issuer = settings.JWT_AUTH["JWT_ISSUERS"][0]
    claims = {
        "iss": issuer["ISSUER"],
        "aud": issuer["AUDIENCE"],
        "preferred_username": user.username,
        "email": user.email,
        "administrator": False,
        "exp": int(time.time()) + 60,
        "iat": int(time.time()),
        "version": "1.2.0",
        "scopes": LOGIN_SCOPES,
        "is_restricted": False,
        "filters": ["user:me"],
        "user_id": user.pk,
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not ABSENT}


def issue(user, key=PRIVATE_KEY, algorithm="RS512", headers=None, **changes):
    """Return a signed token."""
    headers = {"kid": SIGNING_JWK["kid"], **(headers or {})}
    return jwt.encode(list_claims(user, **changes), key, algorithm=algorithm, headers=headers)


def encode(part):
    """Return bytes, or data as JSON, in base64 as tokens have it."""
    data = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forge(user, header, secret=None, **changes):
    """Return a token with any header: signed by HMAC-SHA256 with a secret, or unsigned."""
    signed = f"{encode(header)}.{encode(list_claims(user, **changes))}"
    if secret is None:
        return f"{signed}."
    return f"{signed}.{encode(hmac.digest(secret, signed.encode(), hashlib.sha256))}"
