"""The signals that the product sends: what other code may hang on."""

from django.dispatch import Signal
from openedx_events.tooling import OpenEdxPublicSignal

from proserva_messaging.data import MessageSentData, ThreadChangedData

# .. event_type: org.proserva.messaging.message.sent.v1
# .. event_name: MESSAGE_SENT
# .. event_description: A message was sent: it is committed, with a delivery for each recipient.
# .. event_data: MessageSentData
# .. event_key_field: message.course_key
# .. event_trigger_repository: proserva-messaging
# .. event_warning: Carries ids only. Who wants the text asks for it through the API, as somebody who may read it.
MESSAGE_SENT = OpenEdxPublicSignal(
    event_type="org.proserva.messaging.message.sent.v1",
    data={"message": MessageSentData},
)

# .. event_type: org.proserva.messaging.thread.changed.v1
# .. event_name: THREAD_CHANGED
# .. event_description: Something happened in a thread (people came or went, it was named, closed, handed over): it is
#   committed, with the line in the thread that tells of it.
# .. event_data: ThreadChangedData
# .. event_key_field: line.course_key
# .. event_trigger_repository: proserva-messaging
# .. event_warning: Carries ids only, and what sort of change it was.
THREAD_CHANGED = OpenEdxPublicSignal(
    event_type="org.proserva.messaging.thread.changed.v1",
    data={"line": ThreadChangedData},
)


# Between our own parts: a fan-out (`fan_out_id`) waits for its moment, `starts`, which may be now. Sent once that is
# committed.
FAN_OUT_WAITS = Signal()

# Between our own parts: an announcement (`announcement_id`, `course_key`) was posted, changed or deleted, and something
# is to be done for it at `settle_at` (see its model). Sent once that is committed.
ANNOUNCEMENT_CHANGED = Signal()
