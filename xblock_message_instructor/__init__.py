"""The XBlock "Message instructor": authors place it in a unit, and learners ask questions from there."""

from xblock_message_instructor.block import MessageInstructorXBlock

__all__ = ["MessageInstructorXBlock"]
