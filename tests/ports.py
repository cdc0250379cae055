"""A port for a server of a test."""

from __future__ import annotations

import random
import socket

BELOW_THOSE_OF_CLIENTS = range(10_240, 32_000)
"""Linux gives a client that connects a port from 32768 up: there one that was free a moment ago can be somebody's by now."""


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    while True:
        port = random.SystemRandom().choice(BELOW_THOSE_OF_CLIENTS)
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
