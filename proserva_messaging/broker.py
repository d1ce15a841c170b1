"""Publishing of tasks within a second, whatever the broker does and whatever time-outs the site has.

A request waits for the publishing of its task. A broker may accept a connection and never answer, and a name server may
not answer either, which no time-out of a socket limits. So one thread of each process publishes, through its own
connection, and the request waits for it for WAIT_SECONDS at most. After a failure, nothing is published for
PAUSE_SECONDS.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from django.db import connections

log = logging.getLogger(__name__)

WAIT_SECONDS = 1.0
PAUSE_SECONDS = 10.0
# One attempt, and one more on a new connection: the broker may have closed an idle one.
PUBLISH_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
# The options that limit each answer of a broker, by the kind of transport.
TIMEOUTS = {
    "redis": {"socket_timeout": WAIT_SECONDS, "socket_connect_timeout": WAIT_SECONDS},
    "amqp": {"read_timeout": WAIT_SECONDS, "write_timeout": WAIT_SECONDS},
}


class BrokerPausedError(Exception):
    """Nothing is published, because the broker has failed a moment ago."""


class Publisher:
    """The publishing thread of a process. It ends with the process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.waiting: queue.SimpleQueue[tuple[Future[None], Any, dict[str, Any]]] = queue.SimpleQueue()
        self.paused_until = 0.0
        self.connection: Any = None
        threading.Thread(target=self._work, name="proserva-publisher", daemon=True).start()

    def publish(self, task: Any, options: dict[str, Any]) -> None:
        """Publish a task. Raises BrokerPausedError, TimeoutError after WAIT_SECONDS, or the broker's error."""
        if time.monotonic() < self.paused_until:
            raise BrokerPausedError
        done: Future[None] = Future()
        self.waiting.put((done, task, options))
        try:
            done.result(timeout=WAIT_SECONDS)
        except Exception:
            # If its turn has not come, it is not published later either: the queue stays short.
            done.cancel()
            self.paused_until = time.monotonic() + PAUSE_SECONDS
            raise

    def _work(self) -> None:
        while True:
            done, task, options = self.waiting.get()
            if not done.set_running_or_notify_cancel():
                continue
            try:
                self._send(task, options)
            except BaseException as error:  # it belongs to the request that waits
                self._disconnect()
                done.set_exception(error)
            else:
                done.set_result(None)
            finally:
                # Receivers of Celery's signals may have used the database in this thread.
                connections.close_all()

    def _send(self, task: Any, options: Mapping[str, Any]) -> None:
        if self.connection is None:
            self.connection = connect(task.app)
        producer = task.app.amqp.Producer(self.connection, auto_declare=False)
        task.apply_async(producer=producer, retry_policy=PUBLISH_ONCE, **options)

    def _disconnect(self) -> None:
        connection, self.connection = self.connection, None
        try:
            if connection is not None:
                connection.collapse() if hasattr(connection, "collapse") else connection.release()
        except Exception:
            log.debug("The connection to the broker could not be closed", exc_info=True)


def connect(app: Any) -> Any:
    """Return a connection to the broker of a Celery app that waits for each answer for WAIT_SECONDS at most."""
    connection = app.connection_for_write(connect_timeout=WAIT_SECONDS)
    timeouts = TIMEOUTS.get(connection.transport.driver_type, {})
    connection.transport_options = {**(connection.transport_options or {}), **timeouts}
    return connection


def publish(task: Any, **options: Any) -> None:
    """Publish a task with Celery's options, and wait for WAIT_SECONDS at most. Eager tasks run at once.

    Raises BrokerPausedError, TimeoutError, or the broker's error.
    """
    bound = task._get_current_object() if hasattr(task, "_get_current_object") else task
    if bound.app.conf.task_always_eager:
        bound.apply_async(**options)
    else:
        _get_publisher().publish(bound, options)


_lock = threading.Lock()
_publisher: Publisher | None = None


def _get_publisher() -> Publisher:
    """Return the publisher of this process: a thread does not survive a fork."""
    global _publisher
    with _lock:
        if _publisher is None or _publisher.pid != os.getpid():
            _publisher = Publisher()
        return _publisher


def _forget() -> None:
    global _publisher, _lock
    _publisher, _lock = None, threading.Lock()


os.register_at_fork(after_in_child=_forget)
