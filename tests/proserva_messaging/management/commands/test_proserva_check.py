"""Tests of the command that checks the stored data."""

import io

from django.core.management import CommandError, call_command
from django.utils import timezone

from proserva_messaging.models import Delivery, Participant
from tests.campus_case import CampusCase


class CommandTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.message = self.ask()

    def run_check(self, *arguments, fails=False):
        """Run the command, and return its output."""
        output = io.StringIO()
        if fails:
            with self.assertRaises(CommandError) as caught:
                call_command("proserva_check", *arguments, stdout=output)
            return f"{output.getvalue()}{caught.exception}"
        call_command("proserva_check", *arguments, stdout=output)
        return output.getvalue()

    def break_two(self):
        Delivery.objects.update(read_at=timezone.now(), bell="ringing")
        Delivery.objects.create(message=self.message, thread=self.message.thread, recipient=self.outsider)

    def test_nothing_is_printed_about_rules_that_hold(self):
        self.assertEqual(self.run_check(), "All rules hold.\n")
        self.assertIn("stranger: 0 broken.", self.run_check("-v", "2"))

    def test_it_counts_and_changes_nothing(self):
        self.break_two()
        before = list(Delivery.objects.values())
        text = self.run_check(fails=True)
        self.assertIn("read_rings: 1 broken. A message that was read rings no bell.", text)
        self.assertIn("stranger: 1 broken.", text)
        self.assertIn("2 rows break a rule; 0 constraints are missing. Repair with --repair.", text)
        self.assertEqual(list(Delivery.objects.values()), before)

    def test_it_repairs_on_request_and_states_it(self):
        self.break_two()
        text = self.run_check("--repair")
        self.assertIn("read_rings: 1 broken, 1 repaired.", text)
        self.assertIn("All rules hold.", text)
        self.assertEqual(self.run_check(), "All rules hold.\n")

    def test_some_rules_can_be_chosen(self):
        self.break_two()
        self.assertIn("1 rows break", self.run_check("stranger", fails=True))
        self.assertEqual(self.run_check("owner", "seats"), "All rules hold.\n")
        self.assertIn("There is no rule nonsense.", self.run_check("nonsense", fails=True))

    def test_the_output_names_no_person_and_no_text(self):
        Participant.objects.update(seat=None)
        text = self.run_check("-v", "2", fails=True)
        for word in ("lena", "Lena", "right"):
            self.assertNotIn(word, text)
