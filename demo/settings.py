"""Settings of the demo campus, shaped like the LMS's own: plugins are found by their entry points, never named here."""

import json
import os
from pathlib import Path

import django
from django.conf.global_settings import LANGUAGES as DJANGO_LANGUAGES
from django.conf.locale import LANG_INFO
from edx_django_utils.plugins import add_plugins, get_plugin_apps

from demo.keys import PUBLIC_JWK_SET, SIGNING_JWK

PROJECT_TYPE = "lms.djangoapp"

HERE = Path(__file__).resolve().parent
# The folder of all data that the demo writes. Another folder makes another, independent campus.
VAR = Path(os.environ.get("DEMO_VAR", HERE.parent / ".demo")).resolve()
PORT = int(os.environ.get("PORT", "8000"))

SECRET_KEY = "demo-campus-not-a-secret"
DEBUG = os.environ.get("DEMO_DEBUG", "") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
LMS_ROOT_URL = f"http://127.0.0.1:{PORT}"
PLATFORM_NAME = "Proserva Campus"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "push_notifications",
    "waffle",
    "rest_framework",
    "edx_ace",
    "demo.campus.apps.CampusConfig",
]
SITE_ID = 1

MIDDLEWARE = [
    "demo.campus.policy.content_security_policy",
    "crum.CurrentRequestUserMiddleware",
    "edx_django_utils.cache.middleware.RequestCacheMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sites.middleware.CurrentSiteMiddleware",
    "edx_rest_framework_extensions.auth.jwt.middleware.JwtAuthCookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "waffle.middleware.WaffleMiddleware",
    "edx_django_utils.cache.middleware.TieredCacheMiddleware",
    "edx_rest_framework_extensions.auth.jwt.middleware.EnsureJWTAuthSettingsMiddleware",
]

ROOT_URLCONF = "demo.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "demo.campus.context.campus",
            ]
        },
    }
]
# Plugins append the folders of their Mako templates to this, as they do in the LMS.
MAKO_TEMPLATE_DIRS_BASE = []

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "campus.sqlite3",
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {"timeout": 20},
    }
}
if django.VERSION >= (5, 1):
    # Two requests that read and then write would otherwise meet "database is locked", which no timeout cures.
    DATABASES["default"]["OPTIONS"] |= {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

MEDIA_ROOT = VAR / "media"
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Private: no URL leads into this folder.
    "proserva_messaging": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "attachments"},
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = DJANGO_LANGUAGES
LANGUAGES_BIDI = [code for code, info in LANG_INFO.items() if info.get("bidi")]
TIME_ZONE = "UTC"
USE_TZ = True

LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
# Demos on two ports of one host would sign each other out.
SESSION_COOKIE_NAME = f"campus_session_{PORT}"

# The demo is one process, whose memory is a cache that it shares with no other.
SILENCED_SYSTEM_CHECKS = ["proserva_messaging.W011"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "edx_rest_framework_extensions.auth.jwt.authentication.JwtAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PAGINATION_CLASS": "edx_rest_framework_extensions.paginators.DefaultPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "PAGE_SIZE": 10,
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_THROTTLE_RATES": {"user": "60/minute"},
}
JWT_AUTH = {
    "JWT_VERIFY_EXPIRATION": True,
    "JWT_PAYLOAD_GET_USERNAME_HANDLER": lambda payload: payload.get("username"),
    "JWT_LEEWAY": 1,
    "JWT_DECODE_HANDLER": "edx_rest_framework_extensions.auth.jwt.decoder.jwt_decode_handler",
    "JWT_ALGORITHM": "HS256",
    "JWT_SECRET_KEY": SECRET_KEY,
    "JWT_SIGNING_ALGORITHM": "RS512",
    "JWT_PRIVATE_SIGNING_JWK": json.dumps(SIGNING_JWK),
    "JWT_PUBLIC_SIGNING_JWK_SET": PUBLIC_JWK_SET,
    "JWT_SUPPORTED_VERSION": "1.2.0",
    "JWT_ISSUER": f"{LMS_ROOT_URL}/oauth2",
    "JWT_AUDIENCE": "demo-campus",
    "JWT_ISSUERS": [
        {"ISSUER": f"{LMS_ROOT_URL}/oauth2", "AUDIENCE": "demo-campus", "SECRET_KEY": SECRET_KEY},
    ],
    "JWT_AUTH_COOKIE": "edx-jwt-cookie",
    "JWT_AUTH_COOKIE_HEADER_PAYLOAD": "edx-jwt-cookie-header-payload",
    "JWT_AUTH_COOKIE_SIGNATURE": "edx-jwt-cookie-signature",
    "JWT_AUTH_HEADER_PREFIX": "JWT",
}
EDX_DRF_EXTENSIONS = {}
OPENEDX_TELEMETRY = []

ACE_ENABLED_CHANNELS = ["django_email"]
ACE_CHANNEL_DEFAULT_EMAIL = "django_email"
ACE_CHANNEL_TRANSACTIONAL_EMAIL = "django_email"
ACE_ENABLED_POLICIES = []
# edx-ace checks the settings even of channels that are not enabled.
ACE_CHANNEL_SAILTHRU_TEMPLATE_NAME = ACE_CHANNEL_SAILTHRU_API_KEY = ACE_CHANNEL_SAILTHRU_API_SECRET = None
DEFAULT_FROM_EMAIL = "Proserva Campus <no-reply@campus.example>"
EMAIL_BACKEND = "demo.campus.mail.MailboxBackend"

# Tasks run in the process that queues them: the demo has neither broker nor worker.
CELERY_BROKER_URL = "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_STORE_EAGER_RESULT = False

OPEN_EDX_FILTERS_CONFIG = {}
# In place of the LMS's waffle flag: the ids of courses in which the product is switched off.
COURSES_WITHOUT_MESSAGES = []
PROSERVA_MESSAGING_PLATFORM = "demo.campus.platform.CampusPlatform"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Do not log the polls of open pages, and pages that a user may not see.
    "loggers": {"django.server": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}

# As in the LMS: the applications, the plugins' "common" settings, and then their "production" settings.
INSTALLED_APPS.extend(get_plugin_apps(PROJECT_TYPE))
add_plugins(__name__, PROJECT_TYPE, "common")
add_plugins(__name__, PROJECT_TYPE, "production")
