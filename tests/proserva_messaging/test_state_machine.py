"""Run the state machine of `tests.states`: the same steps each time; with STATES_EXAMPLES longer and at random."""

import os

from ddt import data, ddt
from django.test import TestCase, override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from tests.states.machine import Machine
from tests.states.openings import OPENINGS

EXAMPLES = int(os.environ.get("STATES_EXAMPLES", "0"))
STEPS = int(os.environ.get("STATES_STEPS", "0")) or 50
WALKS, STEPS_OF_A_WALK = 6, 40
SHARED = {"database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}


# Without shrinking: `make states` finds the shortest steps to a fault.
@settings(max_examples=WALKS, derandomize=True, phases=[Phase.generate], **SHARED)
@given(st.data())
def walk(data):
    """Do anything in any order, each action as likely as any other."""
    machine = Machine()
    try:
        machine.walk(data.draw, STEPS_OF_A_WALK)
        machine.check_end()
    finally:
        machine.forget()


@ddt
@override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=0)
class StateMachineTests(TestCase):
    def test_people_who_do_anything_in_any_order(self):
        if EXAMPLES:
            how = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, print_blob=True, **SHARED)
            run_state_machine_as_test(Machine, settings=how)
        else:
            walk()

    @data(*OPENINGS)
    def test_an_opening(self, play):
        machine = Machine()
        try:
            machine.begin(peers="course")
            play(machine)
            machine.check_step()
            machine.check_end()
        finally:
            machine.forget()
