"""The account of a site's deliveries: whether all is settled, and that each recipient has each message once."""

from collections import Counter

from tests.services.processes import wait_for

WAITING = "SELECT COUNT(*) FROM proserva_messaging_delivery WHERE email IN ('pending', 'sending')"
EMAILS = "SELECT email, COUNT(*) FROM proserva_messaging_delivery GROUP BY email"
DELIVERIES = "SELECT message_id, recipient_id FROM proserva_messaging_delivery"
FAN_OUTS = "SELECT state FROM proserva_messaging_fanout"
FAILURES = "SELECT kind, error, attempts FROM proserva_messaging_failure"
# What waits for its next attempt is due now.
ARE_DUE = (
    "UPDATE proserva_messaging_delivery SET email_due = '2000-01-01' WHERE email = 'pending'",
    "UPDATE proserva_messaging_failure SET due = '2000-01-01'",
)


def is_settled(site):
    """Return whether all broadcasts and emails are done."""
    return {state for (state,) in site.query(FAN_OUTS)} <= {"sent"} and site.query(WAITING) == [(0,)]


def wait_until_settled(site, seconds, what="", *, are_due=False):
    """Wait until all broadcasts and emails are done. `are_due` shortens the pauses before the next attempts."""

    def settle():
        for statement in ARE_DUE if are_due else ():
            site.query(statement)
        return is_settled(site)

    try:
        wait_for(settle, f"all is delivered {what}", seconds)
    except AssertionError as error:
        raise AssertionError(f"{error}: {site.query(FAN_OUTS)} {site.query(EMAILS)} {site.query(FAILURES)}") from error


def check_deliveries(site, sent, recipients):
    """Check that each message that its writer saw sent has one delivery, the broadcast one for each of its recipients,
    and that there is nothing else."""
    rows = site.query(DELIVERIES)
    assert len(rows) == len(set(rows))
    counts = Counter(message_id for message_id, _ in rows)
    expected = dict.fromkeys(sent, 1)
    assert len(sent) == len(expected)
    assert [count for message_id, count in counts.items() if message_id not in expected] == [recipients]
    assert {message_id: counts[message_id] for message_id in sent} == expected


def check_emails(site, unknown):
    """Check that no email went twice, that each that is `sent` arrived, and that at most so many are `unknown`. Return
    the numbers of emails by state."""
    emails = dict(site.query(EMAILS))
    received = Counter(f"{message['To']} {message['Message-ID']}" for message in site.mailbox.tried)
    assert [each for each, count in received.items() if count > 1] == []
    assert set(emails) <= {"sent", "unknown"}, emails
    assert emails["sent"] <= len(site.mailbox.kept) <= sum(emails.values())
    assert emails.get("unknown", 0) <= unknown, emails
    return emails
