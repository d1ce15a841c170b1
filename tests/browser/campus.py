"""A separate demo campus and signed-in visitors, for the browser tests and the screenshots of the docs."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Without these, Chromium sends requests to Google's servers at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = 1280, 360
MAIN_COURSE = "course-v1:Proserva+DEMO101+2026"
ENDED_COURSE = "course-v1:Proserva+HISTORY+2024"
LESSON = f"/courses/{MAIN_COURSE}/lessons/block-v1:Proserva+DEMO101+2026+type@vertical+block@welcome/"


@contextlib.contextmanager
def serve_campus(folder: Path, settings: str = "tests.browser.settings"):
    """Serve a new campus from a folder on a free port, and yield its URL. It stops with the context."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "DEMO_VAR": str(folder), "DJANGO_SETTINGS_MODULE": settings}
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "demo/manage.py", "campus"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/login/", server, folder / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers. Raises RuntimeError with the server's log if it does not."""
    for _ in range(300):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address)  # the demo's own address
            return
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(f"The demo campus does not answer:\n{log.read_text()[-3000:]}")


class Visitor:
    """A user at the campus with a browser window of their own."""

    def __init__(self, browser, address: str, username: str, width: int = WIDE, **options):
        self.address = address
        self.context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        self.page = self.context.new_page()
        self.mistakes: list[str] = []
        self.page.on("pageerror", lambda error: self.mistakes.append(str(error)))
        self.page.on("console", self._note)
        self.sign_in(username)

    def _note(self, message):
        # The browser itself logs errors that a test provokes on purpose: a refused request, being offline.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.mistakes.append(message.text)

    def sign_in(self, username: str) -> None:
        """Sign in with Django's form."""
        self.go("/login/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", "demo")
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def go(self, path: str) -> None:
        """Open a page of the campus."""
        self.page.goto(self.address + path)

    def unit(self, path: str = LESSON):
        """Open a lesson, and return the frame of its unit."""
        self.go(path)
        return self.page.frame_locator("iframe[src*='/xblock/']")

    def open_composer(self, path: str = LESSON):
        """Open a lesson and press its button. Return the frame that holds the composer."""
        unit = self.unit(path)
        unit.locator("proserva-message-button").get_by_role("button").first.click()
        unit.locator("proserva-compose textarea").wait_for()
        return unit

    def ask(self, text: str, path: str = LESSON) -> None:
        """Send a message from a lesson."""
        unit = self.open_composer(path)
        unit.locator("proserva-compose textarea").fill(text)
        unit.get_by_role("button", name="Send").click()
        unit.get_by_text("Sent to").wait_for()

    def bell(self, count: int):
        """Return the bell once it shows this count."""
        name = re.compile(rf"\b{count}\b.*unread" if count else r"^Messages$")
        return self.page.locator("proserva-bell").get_by_role("button", name=name).first

    def close(self) -> None:
        """Close the window."""
        self.context.close()
