"""The demo's settings with a short polling interval, so that tests do not wait for the bell."""

from demo.settings import *  # noqa: F403

PROSERVA_MESSAGING_POLL_SECONDS = 2
PROSERVA_MESSAGING_NEW_ACCOUNT_HOURS = 0
EMAIL_BACKEND = "tests.browser.post_office.PostOffice"
