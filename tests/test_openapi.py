"""Tests of the OpenAPI document from which the front end's types are generated."""

from django.test import override_settings

from tests import openapi


def test_the_front_end_has_the_current_document():
    """To mend a failure, run `python -m tests.openapi`, then `npm run schema` in `frontend/`."""
    assert openapi.DOCUMENT.read_text(encoding="utf-8") == openapi.render()


@override_settings(SESSION_COOKIE_NAME="another")
def test_the_document_does_not_depend_on_the_port_of_the_demo():
    assert openapi.DOCUMENT.read_text(encoding="utf-8") == openapi.render()
