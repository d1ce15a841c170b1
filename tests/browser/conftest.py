"""Fixtures of the browser tests: one browser for all, a campus for each file, visitors for each test."""

import contextlib
import os
import tempfile
from pathlib import Path

import pytest

from tests.browser.campus import CHROMIUM, FLAGS, Visitor, serve_campus


def pytest_collection_modifyitems(items):
    """Mark all tests of this folder. Without Chromium they are skipped, or fail in CI."""
    here = Path(__file__).parent
    missing = not Path(CHROMIUM).exists() and os.environ.get("CI", "").lower() != "true"
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}"))


@pytest.fixture(scope="module")
def campus_folder():
    """Return the folder that holds the campus's data."""
    with tempfile.TemporaryDirectory(prefix="campus-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def campus(campus_folder):
    """Serve a new campus for the tests of one file, and return its URL."""
    with serve_campus(campus_folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """Start a headless browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only these tests need it)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, campus):
    """Return a function that opens a window for a user. Fails if a page has logged an error by the end."""
    with contextlib.ExitStack() as leaving:
        visitors = []

        def let_in(username, width=1280, **options):
            visitor = Visitor(chromium, campus, username, width, **options)
            leaving.callback(visitor.close)
            visitors.append(visitor)
            return visitor

        yield let_in
        assert [mistake for visitor in visitors for mistake in visitor.mistakes] == []
