"""An email backend that refuses some recipients, as real mail servers do. A test sets the addresses."""

from pathlib import Path
from smtplib import SMTPRecipientsRefused

from django.conf import settings

from demo.campus.mail import MailboxBackend

REFUSED = "refused.txt"


class PostOffice(MailboxBackend):
    """The demo's mailbox, which refuses the addresses listed in a file of the campus's folder, one a line."""

    def send_messages(self, email_messages):
        """Store the emails. Raises SMTPRecipientsRefused if a recipient's address is refused."""
        listed = Path(settings.VAR) / REFUSED
        refused = set(listed.read_text().split()) if listed.exists() else set()
        for message in email_messages:
            if unknown := refused.intersection(message.recipients()):
                raise SMTPRecipientsRefused(dict.fromkeys(unknown, (550, b"5.1.1 No such user here")))
        return super().send_messages(email_messages)
