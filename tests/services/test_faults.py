"""Tests of faults between the parts: a large body, a connection that is lost at COMMIT, a broker that hangs."""

import json
import re
import socket
import threading
from contextlib import suppress

import pytest

from tests.services import processes, servers

# The statement, not `autocommit` or `READ COMMITTED`.
COMMIT = re.compile(rb"(?<!auto)commit(?!ted)", re.IGNORECASE)
GIGANTIC = 150 * 1024 * 1024
HEAD = (
    "POST /api/proserva_messaging/v1/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; "
    "boundary=x\r\nContent-Length: {length}\r\nCookie: csrftoken=a; sessionid=b\r\n\r\n"
)


def find_port():
    """Return a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def push(port, path):
    """Send a large body until the server stops reading. Return the number of bytes, and the start of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD.format(path=path, length=GIGANTIC).encode())
        answer = connection.recv(4096)
        sent = 0
        with suppress(OSError):
            while sent < GIGANTIC:
                sent += connection.send(b"x" * 65536)
        return sent, answer


@pytest.mark.parametrize("path", ["attachments/", "threads/"])
def test_a_server_does_not_read_a_body_that_is_too_large(tmp_path, path):
    port = find_port()
    env = processes.make_environment(DJANGO_SETTINGS_MODULE="demo.settings", DEMO_VAR=tmp_path, PORT=port)
    processes.run("demo/manage.py", "migrate", "-v", "0", env=env, timeout=120)
    words = ("-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", "-b", f"127.0.0.1:{port}", "-w", "1")
    with (tmp_path / "log").open("w+") as log:
        server = processes.start(*words, env=env, log=log)
        try:
            processes.wait_for(lambda: servers.is_listening(port), "the server", 60)
            sent, answer = push(port, path)
        finally:
            processes.end(server)
    # The refusal came before the body; what was sent later is in the buffers of the sockets.
    assert answer.startswith(b"HTTP/1.1 413"), answer
    assert sent < GIGANTIC / 10, sent


class CuttingProxy:
    """A proxy to a database that cuts the connection at COMMIT, once: before it, or after it was done."""

    def __init__(self, port, *, after):
        self.target, self.after, self.armed = port, after, threading.Event()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _address = self.server.accept()
            except OSError:
                return
            upstream = socket.create_connection(("127.0.0.1", self.target))
            cut = threading.Event()
            for work in (self._requests, self._answers):
                threading.Thread(target=work, args=(client, upstream, cut), daemon=True).start()

    def _requests(self, client, upstream, cut):
        while data := self._receive(client):
            if self.armed.is_set() and COMMIT.search(data):
                self.armed.clear()
                cut.set()
                if not self.after:
                    break
            upstream.sendall(data)
        if not cut.is_set() or not self.after:
            self._close(client, upstream)

    def _answers(self, client, upstream, cut):
        while data := self._receive(upstream):
            if cut.is_set():
                break
            client.sendall(data)
        self._close(client, upstream)

    def _receive(self, connection):
        try:
            return connection.recv(65536)
        except OSError:
            return b""

    def _close(self, *connections):
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


SCRIPT = """
import json, sys
import django
django.setup()
from django.db import close_old_connections, connection
from rest_framework.test import APIClient
from django.contrib.auth import get_user_model
client = APIClient(raise_request_exception=False)
client.force_authenticate(get_user_model().objects.get(username="lena"))
course, answers = sys.argv[1], []
connection.close()
for line in sys.stdin:
    close_old_connections()
    body = json.loads(line)
    sent = client.post("/api/proserva_messaging/v1/threads/", body, format="json", HTTP_IDEMPOTENCY_KEY="one")
    print(json.dumps([sent.status_code, sent.json().get("message")]), flush=True)
"""


@pytest.mark.parametrize("server", ["mysql", "postgres"])
@pytest.mark.parametrize("after", [False, True])
def test_a_connection_lost_at_commit_is_resolved_by_the_same_key(server, after):
    servers.require(server)
    port = int(servers.SERVERS[server]["PORT"])
    proxy = CuttingProxy(port, after=after)
    with servers.database(server) as name:
        env = processes.make_environment(TEST_DATABASE=server, TEST_DATABASE_NAME=name, SERVICES_BROKER="memory://")
        processes.run("-m", "django", "migrate", "-v", "0", env=env, timeout=120)
        processes.run("-m", "tests.services.act", "seed", env=env)
        env["TEST_DATABASE_PORT"] = str(proxy.port)
        course = servers.query(server, name, "SELECT id FROM campus_course")[0][0]
        to = servers.query(server, name, "SELECT username FROM auth_user WHERE username <> 'lena' ORDER BY id")[0][0]
        writer = processes.start("-c", SCRIPT, course, env=env)
        line = json.dumps({"course_id": course, "recipients": [to], "body": "Only once"}) + "\n"
        try:
            answers = []
            for arm in (True, False, False):
                if arm:
                    proxy.armed.set()
                writer.stdin.write(line)
                writer.stdin.flush()
                answers.append(json.loads(writer.stdout.readline()))
        finally:
            processes.end(writer)
        assert [status for status, _text in answers] == [500, 201, 201]
        assert "may have been saved" in answers[0][1]
        assert servers.query(server, name, "SELECT COUNT(*) FROM proserva_messaging_message") in ([(1,)], ((1,),))


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_message_is_sent_in_time_though_the_broker_hangs(campus, scheme):
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        url = f"{scheme}://127.0.0.1:{hanging.getsockname()[1]}//"
        sent = campus.send("One", "Two", "Three", SERVICES_BROKER=url)
    campus.deliver()
    assert [state for state, *_rest in campus.get_emails()] == ["sent"] * 3
    seconds = sent["seconds"]
    assert seconds[0] < 2.5
    assert max(seconds[1:]) < 1.0
