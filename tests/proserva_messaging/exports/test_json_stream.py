"""Tests of the JSON document that is written piece by piece."""

import io
import json

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.exports.data import Name
from proserva_messaging.exports.json_stream import JsonStream

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(SCALARS, lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(min_size=1), each))


def put(stream, value, name=""):
    """Write a value in pieces: each object and array is opened and closed."""
    if isinstance(value, dict):
        with stream.nested("{", name):
            for key, each in value.items():
                put(stream, each, key)
    elif isinstance(value, list):
        with stream.nested("[", name):
            for each in value:
                put(stream, each)
    else:
        stream.write(value, name)


class JsonStreamTests(SimpleTestCase):
    @given(VALUES)
    def test_what_is_written_in_pieces_is_the_same_document(self, value):
        file = io.BytesIO()
        put(JsonStream(file), value)
        self.assertEqual(json.loads(file.getvalue()), value)

    def test_a_dataclass_is_an_object_and_can_be_merged_into_one(self):
        file = io.BytesIO()
        stream = JsonStream(file)
        with stream.nested("{"):
            stream.merge(Name("lena", "Lena"))
            stream.write(Name("ines", "Ines"), "other")
        expected = {"username": "lena", "name": "Lena", "other": {"username": "ines", "name": "Ines"}}
        self.assertEqual(json.loads(file.getvalue()), expected)

    def test_a_lone_surrogate_does_not_stop_it(self):
        file = io.BytesIO()
        JsonStream(file).write("a\ud800b")
        self.assertEqual(json.loads(file.getvalue()), "a?b")
