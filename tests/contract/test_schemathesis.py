"""Schemathesis holds every endpoint against the OpenAPI document, as a learner and as an instructor.

The requests reach Django in this process, without a server between them.
"""

import os
import tomllib
from pathlib import Path
from unittest import mock

import pytest
import schemathesis
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test import Client, TransactionTestCase, override_settings
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.python import wsgi
from werkzeug import Client as WsgiClient

from proserva_messaging import api, conf
from tests.factories import CourseFactory, make_instructor, make_learner

pytestmark = pytest.mark.contract
CONFIG = Path(__file__).parents[2] / "schemathesis.toml"
SCHEMA = "/api/proserva_messaging/v1/schema/"
# `make contract EXAMPLES=200 SEED=7` looks longer, and elsewhere. Without a seed, the requests are always the same.
EXAMPLES = os.environ.get("EXAMPLES", "")
SEED = os.environ.get("SEED", "")
CSRF = "c" * 32
# No limit on what a person does in an hour, and no waiting.
RATES = [each.name for each in conf.SETTINGS if each.name.endswith("_RATE") and isinstance(each.default, str)]
FREE = {f"PROSERVA_MESSAGING_{name}": "1000000/hour" for name in RATES}
SHOWN = 20
# Options of a network that Schemathesis 4.32 passes on with the probe of the check `ignored_auth`.
OF_NETWORK = ("max_redirects", "verify", "cert", "proxies")


@override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=0, **FREE)
class ContractTests(TransactionTestCase):
    """A course with a conversation, a broadcast and an announcement, so that ids and links lead to something."""

    reset_sequences = True

    def setUp(self):
        cache.clear()
        course = CourseFactory(key="course-v1:Campus+Contract+2026", name="Contracts")
        self.instructor = make_instructor(course, username="ines", name="Ines Torres")
        self.learner = make_learner(course, username="lena", name="Lena Fischer")
        make_learner(course, username="noor", name="Noor Aziz")
        thread_id = api.start_thread(self.learner, course.id, ["ines"], "Is *this* right?").thread_id
        api.send_message(self.instructor, thread_id, "Yes.")
        api.start_group(self.instructor, course.id, ["lena", "noor"], "Hello, both")
        api.create_broadcast(self.instructor, course.id, "Welcome", "Dear all", audience={"who": "all"})
        api.post_announcement(self.instructor, course.id, "Welcome", "To the course")
        self.used = {}
        self.keep_connections()

    def keep_connections(self):
        """Keep each thread's connection to the database open between requests, as a server does."""
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            self.addCleanup(signal.connect, close_old_connections)
        self.addCleanup(self.close_connections)

    def close_connections(self):
        for connection in self.used.values():
            connection.inc_thread_sharing()
            connection.close()

    def test_as_a_learner(self):
        self.hold(self.learner)

    def test_as_an_instructor(self):
        self.hold(self.instructor)

    def hold(self, user):
        patched = mock.patch.object(wsgi, "get_client", ProbingClient)
        patched.start()
        self.addCleanup(patched.stop)
        schema = schemathesis.openapi.from_wsgi(SCHEMA, self.make_application(), config=self.make_config(user))
        statuses, faults = set(), {}
        for event in from_schema(schema).execute():
            if isinstance(event, events.NonFatalError | events.FatalError):
                faults[f"Error: {getattr(event, 'label', '')}"] = repr(getattr(event, "value", event))
            elif isinstance(event, events.ScenarioFinished):
                statuses |= {
                    each.response.status_code for each in event.recorder.interactions.values() if each.response
                }
                faults |= find_faults(event.recorder)
        # A run without a session, or one that the limits stop, would find nothing wrong. (401 answers the probes.)
        self.assertLessEqual({200, 201, 204, 400, 404}, statuses)
        self.assertNotIn(429, statuses)
        self.assertEqual(faults, {}, "\n\n".join(f"{title}\n{text}" for title, text in list(faults.items())[:SHOWN]))

    def make_config(self, user):
        """Return the configuration of a run that is signed in as the user."""
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
        config["auth"] = {"openapi": {"cookieAuth": {"api_key": session}}}
        if EXAMPLES:
            config["generation"]["max-examples"] = int(EXAMPLES)
        if SEED:
            config["generation"]["deterministic"], config["seed"] = False, int(SEED)
        return SchemathesisConfig.from_dict(config)

    def make_application(self):
        """Return Django, with the token against forged requests in each request. It notes the connections it uses."""
        handler = WSGIHandler()
        token = f"{settings.CSRF_COOKIE_NAME}={CSRF}"

        def application(environ, start_response):
            connection = connections["default"]
            self.used[id(connection)] = connection
            cookies = [environ["HTTP_COOKIE"]] if environ.get("HTTP_COOKIE") else []
            environ |= {"HTTP_COOKIE": "; ".join([*cookies, token]), "HTTP_X_CSRFTOKEN": CSRF}
            return handler(environ, start_response)

        return application


def find_faults(recorder):
    """Return the failed checks of a scenario: the first text of each, by endpoint and title."""
    faults = {}
    for case_id, checks in recorder.checks.items():
        label = recorder.cases[case_id].value.operation.label
        for failed in (each.failure_info for each in checks if each.failure_info):
            text = f"{failed.failure.message}\n{failed.code_sample}"[:3000]
            faults.setdefault(f"{label}: {failed.failure.title}", text)
    return faults


class ProbingClient(WsgiClient):
    """A client that ignores the options of a network."""

    def open(self, *args, **options):
        return super().open(*args, **{name: each for name, each in options.items() if name not in OF_NETWORK})
