"""What is stored. Words: a Thread has Participants and Messages; each Message has one Delivery for each recipient."""

from proserva_messaging.models.announcements import Announcement, AnnouncementMark
from proserva_messaging.models.attachments import Attachment
from proserva_messaging.models.broadcasts import Broadcast, BroadcastTemplate
from proserva_messaging.models.deliveries import Delivery
from proserva_messaging.models.disclosures import Disclosure
from proserva_messaging.models.fanouts import EmailPace, FanOut, FanOutChunk
from proserva_messaging.models.preferences import CourseSettings, Preference
from proserva_messaging.models.retirements import Retirement
from proserva_messaging.models.threads import Message, Participant, Thread, ThreadCohort

__all__ = [
    "Announcement",
    "AnnouncementMark",
    "Attachment",
    "Broadcast",
    "BroadcastTemplate",
    "CourseSettings",
    "Delivery",
    "Disclosure",
    "EmailPace",
    "FanOut",
    "FanOutChunk",
    "Message",
    "Participant",
    "Preference",
    "Retirement",
    "Thread",
    "ThreadCohort",
]
