"""The campus's Celery application, configured from Django's settings as the LMS's is."""

from celery import Celery

app = Celery("demo")
app.config_from_object("django.conf:settings", namespace="CELERY")
# The server answers in threads, and Celery's "current" application is only known to the thread that made it.
app.set_default()
