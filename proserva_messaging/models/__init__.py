"""Models. A Thread has Participants and Messages; each Message has one Delivery for each recipient."""

from proserva_messaging.models.announcements import Announcement, AnnouncementMark
from proserva_messaging.models.attachments import Attachment, FileRemoval, FileUse
from proserva_messaging.models.audit import AuditEntry
from proserva_messaging.models.broadcasts import Broadcast, BroadcastTemplate
from proserva_messaging.models.care import CareAlert, CareContact, CareNotice
from proserva_messaging.models.deliveries import Delivery, EmailPause
from proserva_messaging.models.disclosures import Disclosure
from proserva_messaging.models.exports import Export
from proserva_messaging.models.failures import Failure
from proserva_messaging.models.fanouts import EmailPace, FanOut, FanOutChunk
from proserva_messaging.models.moderation import Block, Report, Restriction, SharedMessage
from proserva_messaging.models.preferences import CourseSettings, LinkRevocation, Preference, PreferredName
from proserva_messaging.models.retention import Hold, HoldGate, RetentionRun, Sealed
from proserva_messaging.models.retirements import Retirement
from proserva_messaging.models.threads import Message, Participant, Thread, ThreadCohort

__all__ = [
    "Announcement",
    "AnnouncementMark",
    "Attachment",
    "AuditEntry",
    "Block",
    "Broadcast",
    "BroadcastTemplate",
    "CareAlert",
    "CareContact",
    "CareNotice",
    "CourseSettings",
    "Delivery",
    "Disclosure",
    "EmailPace",
    "EmailPause",
    "Export",
    "Failure",
    "FanOut",
    "FanOutChunk",
    "FileRemoval",
    "FileUse",
    "Hold",
    "HoldGate",
    "LinkRevocation",
    "Message",
    "Participant",
    "Preference",
    "PreferredName",
    "Report",
    "Restriction",
    "RetentionRun",
    "Retirement",
    "Sealed",
    "SharedMessage",
    "Thread",
    "ThreadCohort",
]
