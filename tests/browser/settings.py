"""The demo's settings, with bells that ask often, so that nobody waits for a test."""

from demo.settings import *  # noqa: F403

PROSERVA_MESSAGING_POLL_SECONDS = 2
EMAIL_BACKEND = "tests.browser.post_office.PostOffice"
