"""Tests of bodies in chunks, whose length no header gives, with a real web server.

Django reads such a body as an empty one. The product refuses it, so that nothing of it is dropped unseen.
"""

import json
import re
import socket
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from proserva_messaging import conf
from tests.services import processes, servers
from tests.services.test_faults import find_port

MB = 1024 * 1024
LARGE = 200 * MB
COURSE = "course-v1:Services+S1+2026"
TOKEN = "t" * 32
FORM = f'--x\r\nContent-Disposition: form-data; name="course_id"\r\n\r\n{COURSE}\r\n--x\r\n'
FORM += 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
SIGN_IN = """
import django; django.setup()
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.get(username="lena"))
name = settings.SESSION_COOKIE_NAME
print(f"{name}={client.cookies[name].value};{settings.CSRF_COOKIE_NAME}=" + "t" * 32)
"""


@pytest.fixture(scope="module", params=[1, 4])
def site(request, tmp_path_factory):
    """Yield the port of a web server with so many threads, its process, and the cookies of a learner."""
    folder, port = tmp_path_factory.mktemp("site"), find_port()
    env = processes.make_environment(DJANGO_SETTINGS_MODULE="demo.settings", DEMO_VAR=folder, PORT=port)
    processes.run("demo/manage.py", "migrate", "-v", "0", env=env, timeout=120)
    processes.run("-m", "tests.services.act", "seed", env=env)
    cookie = processes.run("-c", SIGN_IN, env=env).split()[-1]
    words = ("-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", "-b", f"127.0.0.1:{port}", "--threads")
    with (folder / "log").open("w+") as log:
        server = processes.start(*words, str(request.param), env=env, log=log)
        try:
            processes.wait_for(lambda: servers.is_listening(port), "the server", 60)
            yield SimpleNamespace(port=port, server=server, cookie=cookie)
        finally:
            processes.end(server)


def make_head(site, path, kind, *lines):
    """Return the head of a POST by the learner."""
    signed_in = (f"Cookie: {site.cookie}", f"X-CSRFToken: {TOKEN}")
    lines = (f"Host: 127.0.0.1:{site.port}", f"Content-Type: {kind}", *signed_in, *lines)
    return "\r\n".join([f"POST /api/proserva_messaging/v1/{path} HTTP/1.1", *lines, "", ""]).encode()


def send(site, head, parts):
    """Send a request until the server stops reading.

    Return the status, the JSON of the answer, the bytes sent, and whether the server ended the connection.
    """
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        sent = 0
        with suppress(OSError):
            connection.sendall(head)
            for part in parts:
                connection.sendall(part)
                sent += len(part)
        answer, is_ended = receive(connection)
    status, body = re.fullmatch(rb"HTTP/1\.1 (\d+) .*?\r\n\r\n(.*)", answer, re.DOTALL).groups()
    return int(status), json.loads(body), sent, is_ended


def receive(connection):
    """Return the answer, and whether the server ended the connection within two seconds of it."""
    answer = b""
    try:
        while part := connection.recv(65536):
            answer += part
            connection.settimeout(2)
    except TimeoutError:
        return answer, False
    except ConnectionError:
        pass
    return answer, True


def chunk(*parts):
    """Yield the parts as chunks of a body, and its end."""
    for part in parts:
        yield b"%x\r\n%s\r\n" % (len(part), part)
    yield b"0\r\n\r\n"


def read_peak(site):
    """Return the most memory that a process of the server has used, in bytes."""
    workers = psutil.Process(site.server.pid).children()
    texts = [Path(f"/proc/{each.pid}/status").read_text() for each in workers]
    return max(int(re.search(r"VmHWM:\s+(\d+) kB", text)[1]) * 1024 for text in texts)


def assert_refused(answer):
    """Check that the answer asks for the length in the shape of the API, and that the connection has ended."""
    status, body, _sent, is_ended = answer
    assert (status, body["code"], body["fields"], is_ended) == (400, "malformed", {}, True)
    assert "Content-Length" in body["message"]


def test_a_small_body_is_refused_in_chunks_and_taken_with_a_length(site):
    body = json.dumps({"course_id": COURSE, "recipients": ["ines"], "body": "Hello."}).encode()
    chunked = make_head(site, "threads/", "application/json", "Transfer-Encoding: chunked", "Connection: close")
    assert_refused(send(site, chunked, chunk(body[:20], body[20:])))
    plain = make_head(site, "threads/", "application/json", f"Content-Length: {len(body)}", "Connection: close")
    assert send(site, plain, [body])[0] == 201


@pytest.mark.parametrize(
    ("path", "kind", "start"),
    [
        ("threads/", "application/json", b'{"body": "'),
        ("attachments/", "multipart/form-data; boundary=x", FORM.encode()),
    ],
)
def test_a_large_body_is_refused_and_not_read(site, path, kind, start):
    assert conf.get("ATTACHMENT_MAX_BYTES") < LARGE
    before = read_peak(site)
    # The server has to end the connection by itself.
    head = make_head(site, path, kind, "Transfer-Encoding: chunked")
    answer = send(site, head, chunk(start, *[b"x" * MB] * (LARGE // MB)))
    assert_refused(answer)
    # What was sent is in the buffers of the sockets.
    assert answer[2] < LARGE / 10
    assert read_peak(site) - before < 10 * MB
