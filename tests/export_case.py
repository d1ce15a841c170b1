"""The base class of tests about exports, with shortcuts to make one and to read it."""

import io
import json
import zipfile

from proserva_messaging.exports.targets import Archive
from proserva_messaging.exports.writing import write_export
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.group_case import GroupCase


def write(user, **more):
    """Write a user's export to memory, and return its files by path."""
    buffer = io.BytesIO()
    with Archive(buffer) as archive:
        write_export(user, archive, **more)
    return unpack(buffer.getvalue())


def unpack(content):
    """Return the files of a zip archive by path."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read_document(files):
    """Return `messages.json` of an export."""
    return json.loads(files["messages.json"])


def list_bodies(document):
    """Return the texts of all messages and events of an export, by thread id."""
    return {each["id"]: [row["event"] or row["body"] for row in each["messages"]] for each in document["threads"]}


class ExportCase(BroadcastCase, GroupCase, AnnouncementCase):
    """A course with a thread of Ines and Lena, and all ways to write."""

    def export(self, user=None):
        """Return `messages.json` of a user's export, by default the learner's."""
        return read_document(write(user or self.learner))
