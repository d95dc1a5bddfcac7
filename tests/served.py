"""A server of a store that tests ask over HTTP: the command `serve`, as a user starts it, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def start(*arguments: str, store: Path) -> subprocess.Popen[str]:
    """Start the server as a process of its own."""
    command = [sys.executable, "-m", "baiyang_kg", "serve", "--store", str(store), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAIYANG")}
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment)


def address(server: subprocess.Popen[str]) -> str:
    """Return the address that a server says it answers at."""
    assert server.stderr is not None
    said = server.stderr.readline()
    found = re.fullmatch(r"reconciliation service: (http://\S+:\d+)/reconcile  \(Ctrl-C ends it\)\n", said)
    assert found, said + server.stderr.read()
    return found[1]


@contextmanager
def serving(store: Path, *arguments: str) -> Iterator[httpx.Client]:
    """Run a server on a free port, and yield a client of it; afterwards the server is interrupted."""
    server = start("--port", "0", *arguments, store=store)
    try:
        with httpx.Client(base_url=address(server), trust_env=False, timeout=60) as client:
            yield client
    finally:
        server.send_signal(signal.SIGINT)
        assert ended(server) == (130, "")


def ended(server: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait until a server has ended, and return its exit code and what it said last."""
    try:
        _, said = server.communicate(timeout=60)
    finally:
        server.kill()
    return server.returncode, said
