"""Tests of the query counts of requests, which do not depend on the amount of data."""

import ddt
from django.contrib.sites.models import Site
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proserva_messaging import api
from tests.campus_case import CampusCase, make_client, new_key, url
from tests.factories import make_learner

# The platform looks up a session and its user for every request.
SIGNED_IN = 2
# Within a test's own transaction, one of ours is a savepoint and its release.
TRANSACTION = 2


class QueryCase(CampusCase):
    def setUp(self):
        super().setUp()
        # Cached for each process.
        Site.objects.get_current()

    def capture(self, action, ceiling):
        """Run a function. Return its number of queries, or fail with the queries if there are too many."""
        with CaptureQueriesContext(connection) as captured:
            action()
        asked = [query["sql"] for query in captured.captured_queries]
        self.assertLessEqual(len(asked), ceiling, "\n".join(asked))
        return len(asked)


class SendTests(QueryCase):
    """Sending asks for: who is in the thread; roles (the campus's); whether the key was used; the thread's lock; the
    message; its files; the recipients; the deliveries; the inboxes' order. That is 9, whatever the size of the course.
    """

    ceiling = 11

    def test_a_later_message(self):
        thread_id = self.ask().thread_id
        counts = set()
        for _round in range(2):
            files = [self.upload(self.instructor).pk for _ in range(3)]
            for number in range(10):
                make_learner(self.course, username=f"more{_round}{number}")
            counts.add(
                self.capture(
                    lambda files=files: api.send_message(
                        self.instructor, thread_id, "Yes.", attachment_ids=files, idempotency_key=new_key()
                    ),
                    self.ceiling,
                )
            )
        self.assertEqual(counts, {9 + TRANSACTION})

    def test_a_first_message(self):
        # Instead of the thread's people the recipient is looked up; instead of the lock, the thread; it and its two
        # people are written, and so need not be read.
        files = [self.upload().pk]
        count = self.capture(
            lambda: api.start_thread(
                self.learner, self.key, ["ines"], "Hi", attachment_ids=files, idempotency_key=new_key()
            ),
            self.ceiling + TRANSACTION,
        )
        self.assertEqual(count, 10 + TRANSACTION)

    def test_over_rest(self):
        # Also the answer's own: the sender's name, the files, the receipts.
        thread_id = self.ask().thread_id
        client = make_client(self.instructor)
        self.capture(
            lambda: client.post(
                url("thread_messages", thread_id), {"body": "Yes."}, format="json", HTTP_IDEMPOTENCY_KEY=new_key()
            ),
            SIGNED_IN + 11 + TRANSACTION,
        )


@ddt.ddt
class ReadTests(QueryCase):
    def fill(self, people, messages=1):
        """Send messages with a file from each of some learners to the instructor. Return a thread's id."""
        for number in range(people):
            learner = make_learner(self.course)
            thread_id = None
            for text in range(messages):
                message = api.start_thread(
                    learner, self.key, ["ines"], f"m{text}", attachment_ids=[self.upload(learner).pk]
                )
                thread_id = message.thread_id
                if number == 0:
                    api.send_message(
                        self.instructor, thread_id, "Yes.", attachment_ids=[self.upload(self.instructor).pk]
                    )
        return thread_id

    def count(self, ceiling, name, *args, **query):
        """Count the queries of a GET by the instructor."""
        client = make_client(self.instructor)
        return self.capture(lambda: self.assertEqual(client.get(url(name, *args), query).status_code, 200), ceiling)

    @ddt.data({}, {"unread": "1"}, {"q": "m0"}, {"box": "sent"})
    def test_an_inbox_page_of_25_costs_as_many_queries_as_a_page_of_1(self, query):
        # The threads with their last messages; who else is in them; names; courses; unread; files.
        self.fill(1)
        few = self.count(SIGNED_IN + 6, "threads", **query)
        self.fill(26)
        self.assertEqual(self.count(8, "threads", **query), few)

    def test_a_page_of_50_messages_with_receipts_and_files(self):
        # Whether one is in the thread; the messages; names; files; receipts of mine; which of theirs are unread.
        thread_id = self.fill(1, messages=26)
        self.assertEqual(self.count(8, "thread_messages", thread_id), SIGNED_IN + 6)

    def test_the_bell_costs_one_query(self):
        self.fill(3)
        self.assertEqual(self.count(SIGNED_IN + 1, "notification_count"), SIGNED_IN + 1)

    def test_the_feed_costs_as_many_queries_for_one_as_for_twenty(self):
        # The deliveries; their messages; their threads; names; courses; what their threads are called for me; alerts
        # of care.
        self.fill(1)
        few = self.count(SIGNED_IN + 7, "notifications")
        self.fill(20)
        self.assertEqual(self.count(SIGNED_IN + 7, "notifications"), few)

    def test_a_thread(self):
        # The people in it, with whether one is among them; roles (the campus's); then as an inbox page of one; and
        # who broke its glass; the care contacts of the course.
        thread_id = self.fill(1)
        self.count(SIGNED_IN + 2 + 6 + 2, "thread", thread_id)
