"""A small campus for Proserva Messaging: one process, SQLite, the hooks of Open edX. Not part of the product."""

from demo.celery import app as celery_app

__all__ = ["celery_app"]
