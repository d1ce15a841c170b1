"""Signals: two public events for other code, and six between parts of the product."""

from django.dispatch import Signal
from openedx_events.tooling import OpenEdxPublicSignal

from proserva_messaging.data import MessageSentData, ThreadChangedData

# .. event_type: org.proserva.messaging.message.sent.v1
# .. event_name: MESSAGE_SENT
# .. event_description: A message was sent: it is committed, with a delivery for each recipient.
# .. event_data: MessageSentData
# .. event_key_field: message.course_key
# .. event_trigger_repository: proserva-messaging
# .. event_warning: Contains ids only. Read the text through the API, as a user who may see it.
MESSAGE_SENT = OpenEdxPublicSignal(
    event_type="org.proserva.messaging.message.sent.v1",
    data={"message": MessageSentData},
)

# .. event_type: org.proserva.messaging.thread.changed.v1
# .. event_name: THREAD_CHANGED
# .. event_description: A thread was changed (people joined or left, or it was renamed, closed or handed over). The
#   change is committed, with its system message.
# .. event_data: ThreadChangedData
# .. event_key_field: line.course_key
# .. event_trigger_repository: proserva-messaging
# .. event_warning: Contains ids and the kind of change only.
THREAD_CHANGED = OpenEdxPublicSignal(
    event_type="org.proserva.messaging.thread.changed.v1",
    data={"line": ThreadChangedData},
)

# Internal: a fan-out (`fan_out_id`) is to be started at `starts`, which may be now. Sent after the commit.
FAN_OUT_WAITS = Signal()

# Internal: emails of a message (`message_id`) are to be sent again. Sent after the commit.
EMAILS_WAIT = Signal()

# Internal: an announcement (`announcement_id`, `course_key`) was posted, changed or deleted, and its deliveries are to
# be reconciled at `reconcile_at` (see its model). Sent after the commit.
ANNOUNCEMENT_CHANGED = Signal()

# Internal: a file (`attachment_id`) is held, and is to be scanned. Sent after the commit.
FILE_HELD = Signal()
# Internal: an export (`export_id`) was requested. Sent after the commit.
EXPORT_WAITS = Signal()
# Internal: the care contacts of a course are to be notified of an alert (`alert_id`). Sent after the commit.
CARE_WAITS = Signal()
