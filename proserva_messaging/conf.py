"""Every setting of the product: its name, its default and what it means. The README's table is compared with this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

PREFIX = "PROSERVA_MESSAGING_"

DOCUMENTS = (".csv", ".doc", ".docx", ".ipynb", ".md", ".odp", ".ods", ".odt", ".pdf", ".ppt", ".pptx", ".py", ".rtf")
MEDIA = (".gif", ".jpeg", ".jpg", ".m4a", ".mp3", ".mp4", ".ogg", ".png", ".wav", ".webm", ".webp")
OTHERS = (".tex", ".txt", ".xls", ".xlsx", ".zip")


@dataclass(frozen=True)
class Setting:
    """One setting: `PREFIX` and `name` in Django's settings."""

    name: str
    default: Any
    meaning: str


SETTINGS = (
    Setting(
        "PLATFORM",
        "proserva_messaging.edxapp.openedx.OpenEdxPlatform",
        "The class through which the product asks the platform for people, courses and roles",
    ),
    Setting(
        "ENABLED",
        True,
        "Whether messages show themselves in the platform's own pages; off: buttons, tab, bell and dashboard parts go, "
        "the inbox and the API stay",
    ),
    Setting("MESSAGE_MAX_LENGTH", 20_000, "The longest message, in characters"),
    Setting("POLL_SECONDS", 20, "How often an open page asks for new messages, in seconds"),
    Setting(
        "LIVE_POLL_SECONDS",
        3,
        "How often an open conversation asks for new messages while people are active in it, in seconds; when it is "
        "idle or hidden, `POLL_SECONDS`",
    ),
    Setting("GROUP_MAX_PEOPLE", 500, "The most people in a group; above it, a broadcast is what they want"),
    Setting("SEND_RATE", "30/min", "The most messages that one person may send (a rate of Django REST framework)"),
    Setting("UPLOAD_RATE", "60/min", "The most files that one person may upload"),
    Setting(
        "PEER_MESSAGES",
        "off",
        "Whether learners may write to classmates, where a course says nothing itself: `off`, `cohort` or `course`",
    ),
    Setting(
        "UNIT_BUTTON",
        "units",
        "Where the message button stands without an author placing it, where a course says nothing itself: `off`, "
        "`units` or `units_and_problems`",
    ),
    Setting(
        "UNIT_BANNER",
        True,
        "Whether the pinned or newest announcement of a course stands above its units; off where a front end shows it",
    ),
    Setting(
        "HEADER_BELL",
        True,
        "Whether pages of the LMS get the bell into their header; off where a theme puts it there",
    ),
    Setting(
        "GRADEBOOK_BUTTONS",
        True,
        "Whether the legacy gradebook has a message button beside each learner",
    ),
    Setting(
        "DISCUSSION_BUTTON",
        True,
        "Whether the legacy discussion page has a button to ask in private about the post on screen",
    ),
    Setting("ATTACHMENT_MAX_BYTES", 10 * 1024 * 1024, "The largest file, in bytes"),
    Setting("ATTACHMENT_MAX_COUNT", 10, "The most files in one message"),
    Setting("ATTACHMENT_EXTENSIONS", sorted(DOCUMENTS + MEDIA + OTHERS), "The kinds of files that may be attached"),
    Setting(
        "ATTACHMENT_ROOT",
        "",
        'The private folder that keeps files where `STORAGES["proserva_messaging"]` names no other storage; '
        "empty: `proserva_messaging` beside `MEDIA_ROOT`",
    ),
    Setting(
        "ATTACHMENT_STORAGE",
        {},
        'The private storage that keeps files, written as an entry of `STORAGES` (`{"BACKEND": …, "OPTIONS": {…}}`), '
        "for releases whose own settings leave no room for `STORAGES` (Teak); empty: as `ATTACHMENT_ROOT` says",
    ),
    Setting(
        "ATTACHMENT_REDIRECT_SECONDS",
        0,
        "For how long the signed address is good to which a download is sent on, in seconds, where the storage can "
        "sign one (S3); 0: the LMS streams the file itself",
    ),
    Setting("UNCLAIMED_DAYS", 7, "After how many days a file that was uploaded and never sent is deleted"),
    Setting("EMAIL_MAX_ATTEMPTS", 5, "How often an email is tried before it counts as failed"),
    Setting(
        "EMAIL_LEASE_SECONDS",
        300,
        "After how long an email whose sending was cut off counts as unknown, in seconds; longer than the mail "
        "server's time-out",
    ),
    Setting(
        "EMAIL_RATE",
        0,
        "The most emails of broadcasts and announcements in a minute, of all workers together; 0: as many as they can",
    ),
    Setting(
        "BROADCASTS_PER_HOUR", 5, "The most broadcasts that one person may send in a course in an hour; 0: any number"
    ),
    Setting("UNDO_SECONDS", 10, "For how long a broadcast can be undone before it goes, in seconds; 0: not at all"),
    Setting("FANOUT_CHUNK", 500, "How many people of a broadcast are served in one transaction"),
    Setting(
        "FANOUT_LEASE_SECONDS", 30, "After how long a part of a broadcast is taken from a worker that died, in seconds"
    ),
    Setting("DIGEST_HOURS", 24, "How long a daily digest gathers messages, in hours"),
    Setting("RAISE_ERRORS", False, "Whether a part that cannot be shown raises, instead of saying so; for development"),
    Setting("CELERY_QUEUE", "", "The Celery queue for broadcasts and emails; empty: the platform's default queue"),
)

DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def get(name: str) -> Any:
    """Return the value of a setting, named without its prefix. Raises KeyError for one that does not exist."""
    return getattr(settings, PREFIX + name, DEFAULTS[name])
