"""System checks: settings, platform, front ends, email, the broker and the cache that counts requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.mail.backends.smtp import EmailBackend
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from proserva_messaging import conf
from proserva_messaging.care import matching
from proserva_messaging.delivery import pause
from proserva_messaging.edxapp.names import find_missing
from proserva_messaging.scanning.clamd import parse_address
from proserva_messaging.settings.cors import EXPOSED_HEADERS, REQUEST_HEADERS
from proserva_messaging.store import limits

OPEN_EDX = conf.DEFAULTS["PLATFORM"]

# Memory of one process, no cache, and files of one host, whose counts are not atomic.
UNSHARED = ("locmem.LocMemCache", "dummy.DummyCache", "filebased.FileBasedCache")
REDIS = ("redis:", "rediss:", "redis+", "rediss+", "sentinel:")
# A mail server can delay each of so many steps of an SMTP conversation by the time-out.
SMTP_STEPS = 5


@register("proserva_messaging")
def check_settings(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Report errors for unknown settings with the product's prefix (probably misspelt) and for invalid values."""
    known = {conf.PREFIX + name for name in conf.DEFAULTS}
    unknown = sorted(name for name in dir(settings) if name.startswith(conf.PREFIX) and name not in known)
    found: list[CheckMessage] = [
        Error(f"There is no setting {name}.", id="proserva_messaging.E002") for name in unknown
    ]
    for name in conf.DEFAULTS:
        value = conf.get(name)
        if expected := _find_expectation(name, value):
            message = f"{conf.PREFIX}{name} is {value!r}; it must be {expected}."
            found.append(Error(message, hint="README.md lists the settings.", id="proserva_messaging.E004"))
    return found


def _find_expectation(name: str, value: Any) -> str:
    """Return a description of the valid values of a setting; empty if the value is valid."""
    default = conf.DEFAULTS[name]
    if name in SPECIAL:
        return SPECIAL[name](value)
    if name.endswith("_RATE") and isinstance(default, str):
        return _validate_rate(value)
    if isinstance(default, bool):
        return "" if isinstance(value, bool) else "True or False"
    if isinstance(default, int):
        return _validate_number(value, min(default, 1))
    if isinstance(default, dict | list | tuple):
        kind: Any = dict if isinstance(default, dict) else list | tuple
        return "" if isinstance(value, kind) else "a dict" if kind is dict else "a list"
    return "" if isinstance(value, str) else "text"


def _validate_number(value: Any, least: int) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= least
    return "" if good else f"a whole number, {least} or more"


def _validate_percent(value: Any) -> str:
    return "" if not _validate_number(value, 1) and value <= 100 else "a percentage, from 1 to 100"


def _validate_rate(value: Any) -> str:
    try:
        good = all(requests >= 0 and seconds for requests, seconds in limits.parse_rates(value))
    except Exception:
        good = False
    return "" if good else "rates such as '30/min, 1000/day' (per sec, min, hour or day), or None for no limit"


def _validate_extensions(value: Any) -> str:
    good = isinstance(value, list | tuple | set) and all(
        isinstance(each, str) and re.fullmatch(r"\.[^.\s/\\A-Z]+", each) for each in value
    )
    return "" if good else "a list of lower-case extensions, each with its dot, such as ['.pdf', '.png']"


def _validate_platform(value: Any) -> str:
    try:
        import_string(value)
    except Exception as error:
        return f"the dotted path of a class ({error})"
    return ""


def _validate_scanner(value: Any) -> str:
    try:
        if value != "":
            parse_address(value)
    except (ValueError, AttributeError, TypeError):
        return "empty, or the address of clamd, such as 'tcp://127.0.0.1:3310' or 'unix:/run/clamav/clamd.ctl'"
    return ""


def _validate_words(value: Any) -> str:
    """Validate the folder of phrases by reading its lists."""
    try:
        matching.load(value)
    except (matching.WordsError, OSError, TypeError) as error:
        return f"empty, or a folder with lists of phrases ({error})"
    return ""


def _one_of(*choices: str) -> Callable[[Any], str]:
    return lambda value: "" if value in choices else f"one of {', '.join(map(repr, choices))}"


@register("proserva_messaging")
def check_platform(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Warn about each missing name that the product imports from the platform, with the feature that does not work."""
    if conf.get("PLATFORM") != OPEN_EDX or _is_studio():
        return []
    hint = "The product was not tested with this release of the platform. Everything else works."
    return [
        Warning(
            f"{each.name} cannot be imported, so this does not work: {each.feature}. {each.error}",
            hint=hint,
            id="proserva_messaging.W005",
        )
        for each in find_missing()
    ]


def _is_studio() -> bool:
    """Return whether this is Studio, which uses only the tables and the XBlock, and lacks some modules of the LMS."""
    return str(settings.ROOT_URLCONF).startswith("cms.")


@register("proserva_messaging")
def check_front_ends(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Warn about micro-frontends whose requests the browser would block, with the settings to change."""
    if _is_studio():
        return []
    found: list[CheckMessage] = []
    origins = sorted(_list_front_ends())
    for origin in origins:
        missing = list(_list_missing_settings(origin))
        if missing:
            message = f"The front end at {origin} cannot reach messages: {', '.join(missing)}."
            hint = f"Add {origin!r} to CORS_ORIGIN_WHITELIST and CSRF_TRUSTED_ORIGINS. See docs/operators.md."
            found.append(Warning(message, hint=hint, id="proserva_messaging.W006"))
    return [*found, *_check_headers()] if origins else []


def _list_front_ends() -> set[str]:
    """Return the origins of the micro-frontends that have a setting, other than the LMS's own."""
    addresses = (getattr(settings, name) for name in dir(settings) if name.endswith("_MICROFRONTEND_URL"))
    parts = [urlsplit(address) for address in addresses if isinstance(address, str)]
    origins = {f"{each.scheme}://{each.netloc}" for each in parts if each.scheme and each.netloc}
    lms = urlsplit(getattr(settings, "LMS_ROOT_URL", None) or "")
    return origins - {f"{lms.scheme}://{lms.netloc}"}


def _list_missing_settings(origin: str) -> Iterator[str]:
    if not _is_allowed(origin):
        yield "its origin is not in CORS_ORIGIN_WHITELIST"
    if not getattr(settings, "CORS_ALLOW_CREDENTIALS", False):
        yield "CORS_ALLOW_CREDENTIALS is not on (FEATURES['ENABLE_CORS_HEADERS'] turns it on)"
    host = urlsplit(origin).netloc
    trusted = [urlsplit(each if "//" in each else f"//{each}").netloc for each in settings.CSRF_TRUSTED_ORIGINS]
    if not any(host == each or (each.startswith("*") and host.endswith(each[1:])) for each in trusted):
        yield "its origin is not in CSRF_TRUSTED_ORIGINS"


def _is_allowed(origin: str) -> bool:
    """Return whether CORS allows an origin. Each setting has an old name, which the platform uses, and a new one."""
    if _get_either("CORS_ORIGIN_ALLOW_ALL", "CORS_ALLOW_ALL_ORIGINS"):
        return True
    patterns = _get_either("CORS_ORIGIN_REGEX_WHITELIST", "CORS_ALLOWED_ORIGIN_REGEXES")
    return origin in _get_either("CORS_ORIGIN_WHITELIST", "CORS_ALLOWED_ORIGINS") or any(
        re.match(pattern, origin) for pattern in patterns
    )


def _get_either(old: str, new: str) -> Any:
    return getattr(settings, old, None) or getattr(settings, new, None) or ()


def _check_headers() -> Iterator[CheckMessage]:
    for setting, wanted in (("CORS_ALLOW_HEADERS", REQUEST_HEADERS), ("CORS_EXPOSE_HEADERS", EXPOSED_HEADERS)):
        missing = _list_missing(wanted, getattr(settings, setting, ()) or ())
        if missing:
            message = f"Front ends cannot use messages in full: {setting} lacks {', '.join(missing)}."
            hint = "The plugin adds them; settings that are read after it must add to the list, not replace it."
            yield Warning(message, hint=hint, id="proserva_messaging.W007")


def _list_missing(wanted: Iterable[str], present: Iterable[str]) -> list[str]:
    lowered = {each.lower() for each in present}
    return [each for each in wanted if each not in lowered and "*" not in lowered]


@register("proserva_messaging")
def check_email_timeout(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Warn if SMTP has no time-out, or one too long for the lease: a mail server that hangs would block a worker."""
    if not _is_smtp():
        return []
    timeout, lease = settings.EMAIL_TIMEOUT, conf.get("EMAIL_LEASE_SECONDS")
    if timeout is None:
        message = "EMAIL_TIMEOUT is not set: a mail server that does not answer blocks a worker for ever."
        return [Warning(message, hint="Set EMAIL_TIMEOUT = 10, in seconds.", id="proserva_messaging.W009")]
    if timeout * SMTP_STEPS > lease:
        message = (
            f"EMAIL_TIMEOUT is {timeout} s for each step of a conversation with the mail server, and an email that is "
            f"being sent counts as unknown after {lease} s."
        )
        hint = f"PROSERVA_MESSAGING_EMAIL_LEASE_SECONDS must be {SMTP_STEPS} times EMAIL_TIMEOUT or more."
        return [Warning(message, hint=hint, id="proserva_messaging.W009")]
    return []


def _is_smtp() -> bool:
    try:
        backend = import_string(settings.EMAIL_BACKEND)
    except ImportError:
        return False
    return isinstance(backend, type) and issubclass(backend, EmailBackend)


@register("proserva_messaging")
def check_broker_timeouts(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Warn if the connections to Redis as the broker have no time-outs: a worker would wait for ever for an answer."""
    addresses = current_app.conf.broker_url or ()
    addresses = addresses.split(";") if isinstance(addresses, str) else addresses
    if current_app.conf.task_always_eager or not any(str(each).startswith(REDIS) for each in addresses):
        return []
    options = current_app.conf.broker_transport_options or {}
    missing = [name for name in ("socket_timeout", "socket_connect_timeout") if not options.get(name)]
    if not missing:
        return []
    message = f"The broker's transport options lack {' and '.join(missing)}: a worker waits for ever for a broker "
    hint = "Set CELERY_BROKER_TRANSPORT_OPTIONS = {'socket_connect_timeout': 3, 'socket_timeout': 10}, in seconds."
    return [Warning(f"{message}that does not answer.", hint=hint, id="proserva_messaging.W024")]


@register("proserva_messaging", Tags.database)
def check_email_pause(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn that all emails are paused. Runs with `check --database default` only, because it queries the database.

    It is never an error, which would prevent `migrate`.
    """
    if not databases:
        return []
    try:
        current = pause.get_current()
    except Exception:  # before the first migration there is no table
        return []
    if current is None:
        return []
    message = f"All emails are paused since {current.since:%Y-%m-%d %H:%M} UTC: {current.reason}"
    hint = "Fix the mail server's settings, then run manage.py proserva_deliver --try-now."
    return [Warning(message, hint=hint, id="proserva_messaging.W010")]


@register("proserva_messaging")
def check_cache(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Warn if the cache that counts requests is not shared: each process would have its own limits, or none."""
    backend = settings.CACHES.get(limits.ALIAS, {}).get("BACKEND", "")
    if not backend.endswith(UNSHARED):
        return []
    message = f'CACHES["{limits.ALIAS}"] is {backend}, which processes do not share: limits on requests do not hold.'
    return [Warning(message, hint="Use Redis or Memcached.", id="proserva_messaging.W011")]


SPECIAL: dict[str, Callable[[Any], str]] = {
    "PLATFORM": _validate_platform,
    "PEER_MESSAGES": _one_of("off", "cohort", "course"),
    "SCANNER": _validate_scanner,
    "CARE_WORDS": _validate_words,
    "CARE_HELP": lambda value: "" if isinstance(value, str | Promise) else "text",
    "UNIT_BUTTON": _one_of("off", "units", "units_and_problems"),
    "ATTACHMENT_EXTENSIONS": _validate_extensions,
    "ATTACHMENT_QUOTA_PERSON": lambda value: _validate_number(value, 0),
    "ATTACHMENT_QUOTA_COURSE": lambda value: _validate_number(value, 0),
    "ATTACHMENT_MAX_COUNT": lambda value: _validate_number(value, 0),
    "BROADCASTS_PER_HOUR": lambda value: _validate_number(value, 0),
    "NEW_ACCOUNT_HOURS": lambda value: _validate_number(value, 0),
    "NEW_ACCOUNT_PERCENT": _validate_percent,
    "RETENTION_DAYS": lambda value: "" if value == 0 else _validate_number(value, 30),
    # Canada's law requires 60 days, that of the USA 30.
    "UNSUBSCRIBE_DAYS": lambda value: _validate_number(value, 60),
    "UNDO_SECONDS": lambda value: _validate_number(value, 0),
    "ATTACHMENT_ROOT": lambda value: "" if isinstance(value, str | Path) else "the path of a folder",
}
