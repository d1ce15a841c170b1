"""Tests of publishing to brokers that fail, each a real server: it hangs, resets, refuses, or has no address."""

import os
import socket
import threading
import time
from contextlib import contextmanager
from unittest import mock

import ddt
from celery import Celery
from django.test import SimpleTestCase

from proserva_messaging import broker
from proserva_messaging.broker import BrokerPausedError, Publisher

# A person waits: the bound, and some time for a slow machine.
PATIENCE = broker.WAIT_SECONDS + 0.7


@contextmanager
def serve(answer):
    """Run a TCP server that calls `answer` with each connection, and yield its port and the list of connections."""
    server, connections = socket.create_server(("127.0.0.1", 0)), []

    def accept():
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            connections.append(connection)
            answer(connection)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], connections
    finally:
        server.close()
        for connection in connections:
            connection.close()


def hang(_connection):
    """Accept and never answer."""


def reset(connection):
    """Close at once."""
    connection.close()


def make_task(url, **conf):
    """Return a task of a Celery app with this broker, and time-outs that are much too long."""
    app = Celery("test", broker=url, set_as_current=False)
    app.conf.update(broker_connection_timeout=30, broker_transport_options={"socket_timeout": 30}, **conf)

    @app.task(name="test.nothing", ignore_result=True)
    def nothing():
        """Do nothing."""

    return app.tasks["test.nothing"]


def attempt(publisher, task):
    """Publish, and return the error and the seconds that it took."""
    began, error = time.monotonic(), None
    try:
        publisher.publish(task, {"args": ()})
    except Exception as raised:
        error = raised
    return error, time.monotonic() - began


@ddt.ddt
class FailingBrokerTests(SimpleTestCase):
    def check(self, url):
        """Check that the first attempt fails in time, and the next ones at once. Return the publisher."""
        task, publisher = make_task(url), Publisher()
        error, seconds = attempt(publisher, task)
        assert error is not None
        assert seconds < PATIENCE, seconds
        threads = threading.active_count()
        for _ in range(20):
            error, seconds = attempt(publisher, task)
            assert isinstance(error, BrokerPausedError)
            assert seconds < 0.1
        assert threading.active_count() == threads
        return publisher

    @ddt.data("redis", "amqp")
    def test_a_broker_that_accepts_and_hangs(self, scheme):
        with serve(hang) as (port, connections):
            publisher = self.check(f"{scheme}://127.0.0.1:{port}//")
            # No attempt of the pause opened a connection, and the thread ends its own.
            assert len(connections) <= 2
            until = time.monotonic() + 15
            while publisher.connection is not None and time.monotonic() < until:
                time.sleep(0.05)
            assert publisher.connection is None

    @ddt.data("redis", "amqp")
    def test_a_broker_that_closes_at_once(self, scheme):
        with serve(reset) as (port, _connections):
            self.check(f"{scheme}://127.0.0.1:{port}//")

    @ddt.data("redis", "amqp")
    def test_a_broker_that_refuses(self, scheme):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        self.check(f"{scheme}://127.0.0.1:{port}//")

    @ddt.data("redis", "amqp")
    def test_a_name_server_that_does_not_answer(self, scheme):
        def wait(*_args, **_kwargs):
            time.sleep(3)
            raise socket.gaierror("no answer")

        with mock.patch("socket.getaddrinfo", wait):
            self.check(f"{scheme}://broker.invalid:1//")

    def test_a_broker_that_is_back_is_used_after_the_pause(self):
        task, publisher = make_task("memory://"), Publisher()
        publisher.paused_until = time.monotonic() + 60
        assert isinstance(attempt(publisher, task)[0], BrokerPausedError)
        publisher.paused_until = 0.0
        for _ in range(3):
            assert attempt(publisher, task)[0] is None

    def test_a_request_that_gave_up_is_not_published_later(self):
        publisher, sent = Publisher(), []
        busy = threading.Event()
        slow = mock.Mock(side_effect=lambda *_args: (sent.append(1), busy.wait(5)))
        with mock.patch.object(publisher, "_send", slow):
            first = threading.Thread(target=attempt, args=(publisher, None))
            first.start()
            error, _seconds = attempt(publisher, None)
            assert isinstance(error, TimeoutError | BrokerPausedError)
            busy.set()
            first.join()
            time.sleep(0.1)
        assert sent == [1]

    def test_a_forked_process_has_a_publisher_of_its_own(self):
        ours = broker._get_publisher()
        child = os.fork()
        if not child:
            os._exit(0 if broker._get_publisher() is not ours else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert broker._get_publisher() is ours
