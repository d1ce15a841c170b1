"""Proserva Messaging: private conversations between learners and instructors, as an Open edX plugin."""

__version__ = "0.1.0"
