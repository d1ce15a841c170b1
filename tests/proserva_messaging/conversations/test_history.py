"""Tests of marking as read: all rows or none, and in chunks."""

from unittest import mock

from django.db import DatabaseError, connection

from proserva_messaging import api
from proserva_messaging.models import Delivery
from proserva_messaging.store import pages
from tests.campus_case import CampusCase


class MarkReadTests(CampusCase):
    def test_a_crash_in_the_middle_changes_nothing(self):
        message = self.ask()
        updates = []

        def crash(execute, sql, params, many, context):
            if sql.startswith("UPDATE"):
                updates.append(sql)
                if len(updates) == 2:
                    raise DatabaseError("the connection is gone")
            return execute(sql, params, many, context)

        with connection.execute_wrapper(crash), self.assertRaises(DatabaseError):
            api.mark_read(self.instructor, message.thread_id, message.pk)
        delivery = Delivery.objects.get(message=message)
        self.assertEqual((delivery.read_at, delivery.bell), (None, Delivery.Bell.RINGING))


class MarkNotificationsReadTests(CampusCase):
    def test_many_are_marked_in_chunks(self):
        for number in range(5):
            self.ask(f"Question {number}")
        sizes = []

        def note(execute, sql, params, many, context):
            if sql.startswith("UPDATE") and "_delivery" in sql.partition(" SET ")[0]:
                sizes.append(sql.count("%s") - 3)
            return execute(sql, params, many, context)

        with mock.patch.object(pages, "CHUNK", 2), connection.execute_wrapper(note):
            self.assertEqual(api.mark_notifications_read(self.instructor), 5)
        self.assertEqual(sizes, [2, 2, 1])
        self.assertEqual(api.unread_count(self.instructor), 0)
