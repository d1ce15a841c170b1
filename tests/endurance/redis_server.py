"""A Redis server of the tests' own, which they stop, flush and start again."""

import socket
import subprocess
import time

import redis


class RedisServer:
    """A Redis server on a free port, without persistence."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        """Start it, and wait until it answers."""
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while True:
            try:
                return self.connect().ping()
            except redis.ConnectionError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def connect(self):
        """Return a client."""
        return redis.Redis.from_url(self.url, socket_connect_timeout=1)

    def stop(self):
        """End it; what it held is lost."""
        if self.process:
            self.process.kill()
            self.process.wait(10)
            self.process = None
