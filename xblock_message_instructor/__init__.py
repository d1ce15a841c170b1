"""The XBlock "Message instructor": an author puts it in a unit, a learner asks from there."""

from xblock_message_instructor.block import MessageInstructorXBlock

__all__ = ["MessageInstructorXBlock"]
