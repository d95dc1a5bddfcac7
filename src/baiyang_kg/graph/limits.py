"""What a query may take, and how the kernel keeps it to that.

A timer ends the process (setitimer(2)), a bound on its address space fails its allocations (setrlimit(2)), a
network without anything in it answers nothing (unshare(2)). All three hold even when the process that asked
is gone, because they are kept in the child and by the kernel.
"""

from __future__ import annotations

import signal
import sys
from typing import NamedTuple

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
_NEW_USER, _NEW_NETWORK, _PARENT_DEATH = 0x10000000, 0x40000000, 1  # linux/sched.h, linux/prctl.h
LESS = "ask for less, with LIMIT or a narrower pattern first"


class Limits(NamedTuple):
    """What a query may take: seconds, and bytes beyond what the opened store takes; None is no limit."""

    seconds: float | None = 60.0
    memory: int | None = 2 << 30


def parse_seconds(text: str) -> float | None:
    """Return the seconds that `text` says ("30", "1.5"); None, no limit, for "0". ValueError for all else."""
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        raise ValueError(f"{text!r} is no number of seconds, such as 30 or 1.5")
    return min(float(text), 1e8) or None


def parse_memory(text: str) -> int | None:
    """Return the bytes that `text` says ("512M", "2G"); None, no limit, for "0". ValueError for all else."""
    number, unit = (text[:-1], text[-1].upper()) if text[-1:].isalpha() else (text, "")
    if unit not in _UNITS or not number.isascii() or not number.isdigit():
        raise ValueError(f"{text!r} is no size, such as 512M or 2G")
    return min(int(number) * _UNITS[unit], 1 << 60) or None


def limit_memory(limits: Limits) -> None:
    """Bound what this process may take from now on. To be called when the store is open.

    Opening reserves hundreds of megabytes of address space that are never used; a bound set before it makes
    RocksDB abort. Other systems than Linux keep no such bound (macOS) or have none; there nothing is done.
    """
    if limits.memory is None or not sys.platform.startswith("linux"):
        return
    import resource  # noqa: PLC0415 (not on every system)

    with open("/proc/self/statm", encoding="ascii") as taken:  # noqa: PTH123 (pathlib is slow to load)
        bound = int(taken.read().split()[0]) * resource.getpagesize() + limits.memory
    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    if highest not in {resource.RLIM_INFINITY, -1}:
        bound = min(bound, highest)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def close_network() -> bool:
    """Leave this process without a network, where the kernel does that (Linux); tell whether it did.

    To be called before there are threads. The first wall is that SERVICE is refused (`Store.ask`).
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 (only a child needs it)

    kernel = ctypes.CDLL(None)
    return any(kernel.unshare(what) == 0 for what in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def settle(limits: Limits) -> None:
    """Set the timer and the signals of a child."""
    if not hasattr(signal, "setitimer"):
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine answers no Ctrl-C before it is done
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, max(limits.seconds, 0.001) if limits.seconds else 0)
    import faulthandler  # noqa: PLC0415 (only a child needs it)
    import resource  # noqa: PLC0415 (not on every system)

    faulthandler.disable()  # the parent says what happened
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent() -> None:
    """End this process when the one that made it ends (Linux)."""
    if sys.platform.startswith("linux"):
        import ctypes  # noqa: PLC0415 (only a child needs it)

        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)


def too_long(limits: Limits) -> tuple[str, str]:
    """Return what a LimitError says of a query that was stopped by its timer: what was found, what to do."""
    seconds = limits.seconds or 0
    found = f"took longer than {seconds:g} s and was stopped"
    return found, f"{LESS}, or allow more: --timeout {seconds * 4:g} (in Python timeout={seconds * 4:g})"


def too_large(limits: Limits) -> tuple[str, str]:
    """Return what a LimitError says of a query that was given no more memory."""
    if limits.memory is None:
        return "needs more memory than there is", LESS
    more = _size(limits.memory * 2)
    found = f"needed more than {_size(limits.memory)} of memory and was stopped"
    return found, f"{LESS}, or allow more: --memory {more} (in Python memory='{more}')"


def _size(memory: int) -> str:
    unit = next(unit for unit in ("T", "G", "M", "K", "") if not memory % _UNITS[unit])
    return f"{memory // _UNITS[unit]}{unit}"
