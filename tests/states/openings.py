"""Openings: the short stories in which a broken rule shows, so that no walk has to find them by chance."""

from __future__ import annotations

from collections.abc import Callable

from tests.states.machine import Machine

# The group of `Machine.begin`, its only owner, and its first participant by name. See `World.pick_person`.
GROUP, OWNER, FIRST = 1, 0, 1
DAY = 25 * 60


def keep_the_last_owner(machine: Machine) -> None:
    """The only owner cannot leave; after making another owner they can."""
    machine.remove(GROUP, OWNER, OWNER)
    machine.step_down(GROUP, OWNER)
    machine.make_owner(GROUP, OWNER, FIRST)
    machine.remove(GROUP, OWNER, OWNER)


def hide_the_past(machine: Machine) -> None:
    """A new participant sees what comes after, unless the history is given; so does one who comes back."""
    machine.add(GROUP, OWNER, ["mo"], "none")
    machine.check_step()
    machine.send(GROUP, OWNER, "Hello")
    machine.check_person("mo")
    machine.remove(GROUP, OWNER, 1 + 3 * 3)
    machine.send(GROUP, OWNER, "Hello")
    machine.add(GROUP, OWNER, ["mo"], "none")
    machine.check_person("mo")


def end_an_announcement(machine: Machine) -> None:
    """The bells of an announcement go with it: one that was not opened, and one that was brought to an end."""
    machine.post("ines", "now", 1, True, True)
    machine.check_step()
    machine.wait(61, True)
    machine.check_step()
    machine.post("amir", "now", None, True, False)
    machine.set_end(1, "ines", 1)
    machine.wait(61, True)


def hand_a_group_over(machine: Machine) -> None:
    """The new owner owns the group, and the old one is a member, who may leave."""
    machine.hand_over(GROUP, OWNER, FIRST)
    machine.check_step()
    machine.check_person("ines")
    machine.check_person("amir")


def send_one_digest(machine: Machine) -> None:
    """What a digest has shown is in no other, also after days and with new messages."""
    machine.choose_emails("lena", "daily")
    machine.choose_emails("noor", "daily")
    machine.send(GROUP, OWNER, "Hello")
    for text in ("Hello @lena", "Hello"):
        machine.wait(DAY, True)
        machine.check_step()
        machine.wait(DAY, True)
        machine.check_step()
        machine.send(GROUP, OWNER, text)


OPENINGS: tuple[Callable[[Machine], None], ...] = (
    keep_the_last_owner,
    hide_the_past,
    end_an_announcement,
    hand_a_group_over,
    send_one_digest,
)
