"""System checks: what an operator would otherwise learn from an accident."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.module_loading import import_string
from rest_framework.throttling import SimpleRateThrottle

from proserva_messaging import conf
from proserva_messaging.edxapp import inspection
from proserva_messaging.models.attachments import STORAGE_ALIAS, can_sign, get_storage
from proserva_messaging.settings.cors import EXPOSED_HEADERS, REQUEST_HEADERS

PUBLIC_ACLS = {"public-read", "public-read-write", "authenticated-read", "publicRead", "publicReadWrite"}
PLACES = f'PROSERVA_MESSAGING_ATTACHMENT_ROOT, PROSERVA_MESSAGING_ATTACHMENT_STORAGE or STORAGES["{STORAGE_ALIAS}"]'
PRIVATE = '{"default_acl": "private", "querystring_auth": True, "custom_domain": None}'
OPEN_EDX = conf.DEFAULTS["PLATFORM"]


@register("proserva_messaging")
def check_storage(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse a storage whose files anybody can fetch: attachments are private."""
    try:
        storage = get_storage()
    except Exception as error:  # a backend may fail in its own ways
        message = f"The storage of attachments cannot be used: {error}"
        return [Error(message, hint=f"See {PLACES}.", id="proserva_messaging.E003")]
    if isinstance(storage, FileSystemStorage):
        return list(_check_folder(storage))
    return [*_check_remote(storage), *_check_signing(storage)]


def _check_folder(storage: FileSystemStorage) -> Iterator[CheckMessage]:
    root = Path(storage.location).resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        served = Path(getattr(settings, name, None) or "/nonexistent").resolve()
        if root == served or served in root.parents:
            message = f"Private attachments would be kept in {root}, which is inside {name} and served to anybody."
            hint = f"Set {PLACES} to a folder outside {name}."
            yield Error(message, hint=hint, id="proserva_messaging.E001")
    yield from _check_signing(storage)


def _check_remote(storage: Storage) -> Iterator[CheckMessage]:
    """Look at what the storages of django-storages have in common. Where options are left out, the site's own for
    public media hold, which the platform sets to public."""
    faults = []
    if getattr(storage, "default_acl", None) in PUBLIC_ACLS:
        faults.append(f"its default_acl is {storage.default_acl!r}")  # type: ignore[attr-defined]
    if getattr(storage, "querystring_auth", True) is False:
        faults.append("its querystring_auth is off, so its addresses are not signed")
    if getattr(storage, "custom_domain", None) and not getattr(storage, "cloudfront_signer", None):
        faults.append(f"its custom_domain {storage.custom_domain!r} is served unsigned")  # type: ignore[attr-defined]
    if faults:
        message = f"Private attachments would be public in their storage: {'; '.join(faults)}."
        hint = f"Say so in the storage's own OPTIONS, which otherwise follow the site's AWS_* settings: {PRIVATE}."
        yield Error(message, hint=hint, id="proserva_messaging.E001")


def _check_signing(storage: Storage) -> Iterator[CheckMessage]:
    if conf.get("ATTACHMENT_REDIRECT_SECONDS") and not can_sign(storage):
        message = "The storage of attachments signs no addresses, so the LMS streams every file itself."
        hint = "Set PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS to 0, or use a storage that signs, such as S3."
        yield Warning(message, hint=hint, id="proserva_messaging.W008")


@register("proserva_messaging")
def check_settings(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Name settings with the product's prefix that do not exist (most likely misspelt), and values that cannot be."""
    known = {conf.PREFIX + name for name in conf.DEFAULTS}
    unknown = sorted(name for name in dir(settings) if name.startswith(conf.PREFIX) and name not in known)
    found: list[CheckMessage] = [
        Error(f"There is no setting {name}.", id="proserva_messaging.E002") for name in unknown
    ]
    for name in conf.DEFAULTS:
        value = conf.get(name)
        if wanted := _find_fault(name, value):
            message = f"{conf.PREFIX}{name} is {value!r}; it must be {wanted}."
            found.append(Error(message, hint="README.md lists the settings.", id="proserva_messaging.E004"))
    return found


def _find_fault(name: str, value: Any) -> str:
    """Return what the value of a setting must be, or nothing where it is that."""
    default = conf.DEFAULTS[name]
    if name in SPECIAL:
        return SPECIAL[name](value)
    if name.endswith("_RATE") and isinstance(default, str):
        return _judge_rate(value)
    if isinstance(default, bool):
        return "" if isinstance(value, bool) else "True or False"
    if isinstance(default, int):
        return _judge_number(value, min(default, 1))
    if isinstance(default, dict | list | tuple):
        kind: Any = dict if isinstance(default, dict) else list | tuple
        return "" if isinstance(value, kind) else "a dict" if kind is dict else "a list"
    return "" if isinstance(value, str) else "text"


def _judge_number(value: Any, least: int) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= least
    return "" if good else f"a whole number, {least} or more"


def _judge_rate(value: Any) -> str:
    try:
        requests, seconds = SimpleRateThrottle.parse_rate(None, value)  # type: ignore[arg-type]
    except Exception:
        requests, seconds = -1, 0
    good = requests is None or (requests >= 0 and seconds)
    return "" if good else "a rate such as '30/min' (per sec, min, hour or day), or None for no limit"


def _judge_extensions(value: Any) -> str:
    good = isinstance(value, list | tuple | set) and all(
        isinstance(each, str) and re.fullmatch(r"\.[^.\s/\\A-Z]+", each) for each in value
    )
    return "" if good else "a list of endings in lower case, each with its dot, such as ['.pdf', '.png']"


def _judge_platform(value: Any) -> str:
    try:
        import_string(value)
    except Exception as error:
        return f"the dotted path of a class ({error})"
    return ""


def _one_of(*choices: str) -> Callable[[Any], str]:
    return lambda value: "" if value in choices else f"one of {', '.join(map(repr, choices))}"


SPECIAL: dict[str, Callable[[Any], str]] = {
    "PLATFORM": _judge_platform,
    "PEER_MESSAGES": _one_of("off", "cohort", "course"),
    "UNIT_BUTTON": _one_of("off", "units", "units_and_problems"),
    "ATTACHMENT_EXTENSIONS": _judge_extensions,
    "ATTACHMENT_MAX_COUNT": lambda value: _judge_number(value, 0),
    "BROADCASTS_PER_HOUR": lambda value: _judge_number(value, 0),
    "UNDO_SECONDS": lambda value: _judge_number(value, 0),
    "ATTACHMENT_ROOT": lambda value: "" if isinstance(value, str | Path) else "the path of a folder",
}


@register("proserva_messaging")
def check_platform(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Name what the platform has no longer or takes no longer: a part that needs it will say so, the rest works."""
    if conf.get("PLATFORM") != OPEN_EDX or _is_studio():
        return []
    hint = "This release of the platform is older or newer than those that the product was tested with."
    return [Warning(problem, hint=hint, id="proserva_messaging.W005") for problem in inspection.find_problems()]


def _is_studio() -> bool:
    """Studio has the plugin for its tables and the XBlock only, and not all of the LMS's modules."""
    return str(settings.ROOT_URLCONF).startswith("cms.")


@register("proserva_messaging")
def check_front_ends(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Name the micro-frontends whose requests the browser would refuse, and say what to set."""
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
        yield "CORS_ALLOW_CREDENTIALS is not on (FEATURES['ENABLE_CORS_HEADERS'] switches it on)"
    host = urlsplit(origin).netloc
    trusted = [urlsplit(each if "//" in each else f"//{each}").netloc for each in settings.CSRF_TRUSTED_ORIGINS]
    if not any(host == each or (each.startswith("*") and host.endswith(each[1:])) for each in trusted):
        yield "its origin is not in CSRF_TRUSTED_ORIGINS"


def _is_allowed(origin: str) -> bool:
    """Each of these has an old name, which the platform uses, and a new one."""
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
