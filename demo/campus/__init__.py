"""The demo campus: people, courses, units, a discussion and a mailbox, behind the hooks that Open edX offers."""
