"""All settings of the product: name, default and meaning. A test compares the README's table with this list."""

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
    """One setting, which is called `PREFIX` + `name` in Django's settings."""

    name: str
    default: Any
    meaning: str


SETTINGS = (
    Setting(
        "PLATFORM",
        "proserva_messaging.edxapp.openedx.OpenEdxPlatform",
        "Import path of the class that connects the product to the platform",
    ),
    Setting(
        "ENABLED",
        True,
        "Show messaging in the platform's own pages; off: buttons, tab, bell and dashboard section disappear, "
        "inbox and API stay",
    ),
    Setting("MESSAGE_MAX_LENGTH", 20_000, "Maximum length of a message, in characters"),
    Setting("POLL_SECONDS", 20, "Interval at which an open page checks for new messages, in seconds"),
    Setting(
        "LIVE_POLL_SECONDS",
        3,
        "Interval at which an active conversation checks for new messages, in seconds; idle or hidden "
        "conversations use `POLL_SECONDS`",
    ),
    Setting(
        "GROUP_MAX_PEOPLE",
        500,
        "Maximum number of participants in a group; for more people, send a broadcast",
    ),
    Setting(
        "SEND_RATE",
        "30/min, 1000/day",
        "Maximum rates at which one person can send messages, as Django REST framework rates; `None`: unlimited",
    ),
    Setting(
        "UPLOAD_RATE",
        "60/min, 1000/day",
        "Maximum rates at which one person can upload files",
    ),
    Setting(
        "RECIPIENT_RATE",
        "25000/day",
        "Maximum number of people that one person can reach with messages and by adding them to groups; broadcasts and "
        "announcements have their own limits",
    ),
    Setting("ANNOUNCEMENT_RATE", "20/hour, 50/day", "Maximum rates at which one person can post announcements"),
    Setting(
        "WRITE_RATE",
        "120/min, 5000/day",
        "Maximum rates of changes of other kinds by one person: people, settings, templates, previews, read marks",
    ),
    Setting("REPORT_RATE", "10/hour, 20/day", "Maximum rates at which one person can report messages"),
    Setting("SEARCH_RATE", "120/min, 5000/day", "Maximum rates at which one person can search"),
    Setting("EXPORT_RATE", "3/day", "Maximum rates at which one person can have a download of their messages made"),
    Setting("NEW_ACCOUNT_HOURS", 24, "Age up to which an account is new, in hours; 0: no account is"),
    Setting("NEW_ACCOUNT_PERCENT", 50, "Share of these rates that a new account has, in percent"),
    Setting(
        "PEER_MESSAGES",
        "off",
        "Learners' permission to write to classmates: `off`, `cohort` or `course`; a course can override it",
    ),
    Setting(
        "CARE_WORDS",
        "",
        "Folder with lists of phrases (`en.txt` …) that add to our signs of distress, or replace our list of the same "
        "name; empty: our lists only",
    ),
    Setting(
        "CARE_HELP",
        "",
        "Where a writer in distress finds help, as text or translatable text; empty: a general text in their language; "
        "a course can override it",
    ),
    Setting(
        "UNIT_BUTTON",
        "units",
        "Automatic message button: `off`, `units` or `units_and_problems`; a course can override it",
    ),
    Setting(
        "UNIT_BANNER",
        True,
        "Show the pinned or newest announcement of a course above its units; turn off if a front end shows it",
    ),
    Setting("HEADER_BELL", True, "Add the bell to the header of LMS pages; turn off if a theme adds it"),
    Setting(
        "FRAME_ANCESTORS",
        [],
        "Origins of front ends that may show our pages in a frame, such as `https://apps.example.org`; the site itself "
        "always may",
    ),
    Setting("GRADEBOOK_BUTTONS", True, "Show a message button beside each learner in the legacy gradebook"),
    Setting(
        "DISCUSSION_BUTTON",
        True,
        "Show a button for a private question about the current post on the legacy discussion page",
    ),
    Setting("ATTACHMENT_MAX_BYTES", 10 * 1024 * 1024, "Maximum size of a file, in bytes"),
    Setting(
        "ATTACHMENT_QUOTA_PERSON",
        1024**3,
        "Maximum size of all files that one person has uploaded, in bytes; 0: unlimited",
    ),
    Setting(
        "ATTACHMENT_QUOTA_COURSE",
        100 * 1024**3,
        "Maximum size of all files in a course, in bytes; 0: unlimited",
    ),
    Setting(
        "ATTACHMENT_QUOTA_SITE",
        0,
        "Maximum size of all files, in bytes; 0: unlimited",
    ),
    Setting("ATTACHMENT_MAX_COUNT", 10, "Maximum number of files in a message"),
    Setting("ATTACHMENT_EXTENSIONS", sorted(DOCUMENTS + MEDIA + OTHERS), "Allowed file extensions"),
    Setting(
        "ATTACHMENT_ROOT",
        "",
        'Private folder for files, unless `STORAGES["proserva_messaging"]` or `ATTACHMENT_STORAGE` names a '
        "storage; empty: `proserva_messaging` beside `MEDIA_ROOT`",
    ),
    Setting(
        "ATTACHMENT_STORAGE",
        {},
        'Private storage for files, in the format of a `STORAGES` entry (`{"BACKEND": …, "OPTIONS": {…}}`), for '
        "releases that cannot set `STORAGES` (Teak); empty: `ATTACHMENT_ROOT`",
    ),
    Setting(
        "ATTACHMENT_REDIRECT_SECONDS",
        0,
        "Lifetime of the signed download URL, in seconds, if the storage can sign URLs (S3); 0: the LMS streams "
        "the file itself",
    ),
    Setting(
        "SCANNER",
        "",
        "Address of ClamAV's clamd, such as `tcp://127.0.0.1:3310` or `unix:/run/clamav/clamd.ctl`: new files are held "
        "until it says that they are clean; empty: no virus scanner",
    ),
    Setting("SCANNER_TIMEOUT", 30, "Maximum duration of the scan of one file in the background, in seconds"),
    Setting("UNCLAIMED_DAYS", 7, "Age at which an uploaded but unsent file is deleted, in days"),
    Setting("EXPORT_DAYS", 7, "Age at which a person's download of their messages is deleted, in days"),
    Setting(
        "UNSUBSCRIBE_DAYS",
        400,
        "Time for which the unsubscribe link of an email works, in days; some countries require 60",
    ),
    Setting(
        "RETENTION_DAYS",
        0,
        "Age at which messages are deleted, in days, at least 30; 0: never; a course can override it",
    ),
    Setting(
        "EMAIL_RETRY_HOURS", 24, "Time for which a temporarily refused email is retried, in hours; then it is `failed`"
    ),
    Setting(
        "EMAIL_MAX_ATTEMPTS",
        5,
        "Minimum number of attempts before an email is `failed`; deprecated: `EMAIL_RETRY_HOURS` decides",
    ),
    Setting(
        "EMAIL_LEASE_SECONDS",
        300,
        "Time after which an email whose worker died becomes `unknown`, in seconds; at least five times "
        "`EMAIL_TIMEOUT`, which applies to each step of an SMTP conversation",
    ),
    Setting(
        "EMAIL_UNKNOWN_ATTEMPTS",
        0,
        "Number of attempts up to which an email with an unknown outcome is sent again by itself, with the same "
        "Message-ID, by which mail programs drop a double; 0: only on request",
    ),
    Setting(
        "EMAIL_RATE",
        0,
        "Maximum number of broadcast and announcement emails per minute, across all workers; 0: unlimited",
    ),
    Setting(
        "BROADCASTS_PER_HOUR",
        5,
        "Maximum number of broadcasts per hour for one person in one course; 0: unlimited",
    ),
    Setting("UNDO_SECONDS", 10, "Time in which a new broadcast can be undone, in seconds; 0: no undo"),
    Setting("FANOUT_CHUNK", 500, "Number of recipients in one transaction of a fan-out"),
    Setting(
        "FANOUT_LEASE_SECONDS",
        30,
        "Time after which another worker takes over a chunk of a fan-out from a dead worker, in seconds",
    ),
    Setting("DIGEST_HOURS", 24, "Period covered by a daily digest, in hours"),
    Setting("RAISE_ERRORS", False, "Raise an error in a part of a page instead of logging it; for development"),
    Setting("CELERY_QUEUE", "", "Celery queue for broadcasts and emails; empty: the platform's default queue"),
)

DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def get(name: str) -> Any:
    """Return the value of a setting by its name without the prefix. Raises KeyError for an unknown name."""
    return getattr(settings, PREFIX + name, DEFAULTS[name])
