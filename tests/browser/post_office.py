"""A post office that takes no letters for some, as others do: a test says for whom."""

from pathlib import Path
from smtplib import SMTPRecipientsRefused

from django.conf import settings

from demo.campus.mail import MailboxBackend

REFUSED = "refused.txt"


class PostOffice(MailboxBackend):
    """The demo's, but for the addresses that stand in a file of the campus's folder, a line each."""

    def send_messages(self, email_messages):
        """Keep the emails. Raises SMTPRecipientsRefused where one is for an address that is refused."""
        listed = Path(settings.VAR) / REFUSED
        refused = set(listed.read_text().split()) if listed.exists() else set()
        for message in email_messages:
            if unknown := refused.intersection(message.recipients()):
                raise SMTPRecipientsRefused(dict.fromkeys(unknown, (550, b"5.1.1 No such user here")))
        return super().send_messages(email_messages)
