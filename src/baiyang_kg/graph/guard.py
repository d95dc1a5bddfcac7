"""A query of one's own, asked in a process of its own, which the limits end and the network does not reach.

The engine cannot be interrupted, and what it needs is known only when it has taken it. The command line forks
before the store is open (RocksDB has threads, which do not survive a fork); a program that uses the package
may have threads of its own, so there the child is a new Python (`stream_rows`).
"""

from __future__ import annotations

import os
import signal
import sys
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.graph.limits import (
    LESS,
    Limits,
    close_network,
    die_with_parent,
    limit_memory,
    parse_memory,
    parse_seconds,
    settle,
    too_large,
    too_long,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from subprocess import Popen

    from pyoxigraph import Triple

    from baiyang_kg.errors import BaiyangError
    from baiyang_kg.graph.store import Row

__all__ = [
    "DEFAULT_BASE",
    "Limits",
    "Stream",
    "ask_guarded",
    "close_network",
    "limit_memory",
    "parse_memory",
    "parse_seconds",
    "run_guarded",
    "stream_graph",
    "stream_rows",
]
DEFAULT_BASE = "https://w3id.org/baiyang-kg/"  # what a relative IRI in a query is relative to
_CHUNK = 1 << 16
_GIVES = {
    "SELECT": "SELECT gives rows",
    "ASK": "ASK gives yes or no",
    "CONSTRUCT": "CONSTRUCT gives a graph",
    "DESCRIBE": "DESCRIBE gives a graph",
}


class Stream(NamedTuple):
    """Rows as they come from a child. Iterating raises LimitError at the limit; closing kills the child."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def run_guarded(work: Callable[[], int], *, limits: Limits, place: str) -> int:
    """Do `work` in a child that ends at the limit of time, and return its exit code.

    `work` opens the store, then calls `limit_memory`. What it prints goes where it would have gone.

    Raises LimitError at a limit, QueryError where the engine breaks down, KeyboardInterrupt, and whatever
    BaiyangError or OSError `work` raised. Without fork (Windows) `work` is done here, without limits.
    """
    if not hasattr(os, "fork"):
        return work()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    pipes = {name: os.pipe() for name in ("error", "notes", *(() if _is_real(sys.stdout) else ("output",)))}
    child = os.fork()
    if child == 0:
        _live_as_child(work, limits, {name: writing for name, (_, writing) in pipes.items()})
    for _, writing in pipes.values():
        os.close(writing)
    said = {"error": bytearray(), "notes": bytearray()}
    try:
        _listen({reading: name for name, (reading, _) in pipes.items()}, said)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        for reading, _ in pipes.values():
            os.close(reading)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code >= 0 or -code in {signal.SIGALRM, signal.SIGKILL}:  # what stands there at others is the engine's
        sys.stderr.write(said["notes"].decode("utf-8", "backslashreplace"))
    if code == -signal.SIGINT:
        raise KeyboardInterrupt
    if error := ended(code, bytes(said["error"]), limits=limits, place=place):
        raise error
    return code


def _is_real(stream: Any) -> bool:
    """Tell whether what a child writes to a stream arrives; a test may have put a buffer there."""
    try:
        return int(stream.fileno()) >= 0
    except (AttributeError, OSError, ValueError):
        return False


def _listen(pipes: Mapping[int, str], said: Mapping[str, bytearray]) -> None:
    """Read from all pipes until the child has closed them."""
    import select  # noqa: PLC0415 (only a guarded query needs it)

    opened = dict(pipes)
    while opened:
        for pipe in select.select(list(opened), [], [])[0]:
            if not (chunk := os.read(pipe, _CHUNK)):
                del opened[pipe]
            elif opened[pipe] == "output":
                sys.stdout.buffer.write(chunk)
            else:
                said[opened[pipe]].extend(chunk)


def _live_as_child(work: Callable[[], int], limits: Limits, pipes: Mapping[str, int]) -> None:
    """Do `work` and end: never return into what belongs to the parent."""
    code = 70
    try:
        os.dup2(pipes["notes"], 2)
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 (it stays open until the end)
        if "output" in pipes:
            os.dup2(pipes["output"], 1)
            sys.stdout = open(1, "w", encoding="utf-8", newline="\n", closefd=False)  # noqa: SIM115 (as above)
        settle(limits)
        die_with_parent()
        code = tell_errors(work, pipes["error"])
        sys.stderr.flush()
    finally:
        os._exit(code)


def tell_errors(work: Callable[[], int], pipe: int) -> int:
    """Do `work` and return its exit code; an error of the user's is written to `pipe` and the code is 2."""
    from baiyang_kg.errors import BaiyangError  # noqa: PLC0415 (a light module stays light)

    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except MemoryError:
        parts = ["MemoryError"]
    except BaiyangError as error:
        parts = [type(error).__name__, error.place, error.found, error.remedy]
    except OSError as error:
        parts = ["OSError", str(error.errno or 0), error.strerror or "", str(error.filename or "")]
    except BaseException:  # noqa: BLE001 (a mistake of ours: its traceback is for whoever mends it)
        sys.excepthook(*sys.exc_info())
        return 70
    else:
        return code
    os.write(pipe, "\0".join(parts).encode("utf-8", "backslashreplace"))
    return 2


def ended(code: int, said: bytes, *, limits: Limits, place: str) -> BaiyangError | OSError | None:
    """Return the error of a child that ended with `code`, a signal where negative, and said something."""
    from baiyang_kg import errors  # noqa: PLC0415 (a light module stays light)

    name, *parts = said.decode("utf-8").split("\0")
    if name == "MemoryError" or (code == -signal.SIGABRT and limits.memory):
        return errors.LimitError(place, *too_large(limits))
    if code < 0:
        return _killed(-code, limits, place)
    if name == "OSError":
        return OSError(int(parts[0]), parts[1], parts[2] or None)
    return getattr(errors, name)(*parts) if name else None


def _killed(number: int, limits: Limits, place: str) -> BaiyangError:
    from baiyang_kg.errors import LimitError, QueryError  # noqa: PLC0415 (a light module stays light)

    if number == signal.SIGALRM:
        return LimitError(place, *too_long(limits))
    if number == signal.SIGKILL:
        return LimitError(place, "was killed from outside; perhaps the machine has no memory left", LESS)
    found = f"made the engine break down ({signal.Signals(number).name})"
    return QueryError(place, found, "ask in a simpler way: it may be nested too deeply")


# --- For programs: a new Python, from any thread ---------------------------------------------------------


def stream_rows(path: str, query: str, *, limits: Limits, allow_service: bool = False) -> Stream:
    """Ask the SELECT `query` of the store at `path`; the rows come as the engine finds them.

    Raises QueryError, StoreError and LimitError, the last also while the rows are read.
    """
    import pyoxigraph  # noqa: PLC0415 (a light module stays light)

    child = _Child(path, query, "rows", limits=limits, allow_service=allow_service)
    try:
        found: Any = pyoxigraph.parse_query_results(child.output, pyoxigraph.QueryResultsFormat.TSV)
    except (SyntaxError, OSError):  # nothing came
        child.finish()
        raise
    rows = child.follow(tuple(solution) for solution in found)
    if not (columns := tuple(variable.value for variable in found.variables)):
        rows = iter(list(rows))  # nothing came: say why now
    return Stream(columns, rows)


def stream_graph(path: str, query: str, *, limits: Limits, allow_service: bool = False) -> Iterator[Triple]:
    """Ask the CONSTRUCT or DESCRIBE `query` of the store at `path`; errors as of `stream_rows`."""
    import pyoxigraph  # noqa: PLC0415 (a light module stays light)

    child = _Child(path, query, "graph", limits=limits, allow_service=allow_service)
    quads = pyoxigraph.parse(child.output, pyoxigraph.RdfFormat.N_TRIPLES)
    return child.follow(quad.triple for quad in quads)


def ask_guarded(path: str, query: str, *, limits: Limits, allow_service: bool = False) -> bool:
    """Ask the ASK `query` of the store at `path`; errors as of `stream_rows`."""
    child = _Child(path, query, "truth", limits=limits, allow_service=allow_service)
    said = child.output.read()
    child.finish()
    return said == b"true"


class _Child:
    """A new Python that asks one query; what it finds comes out of `output`."""

    __slots__ = ("_limits", "_process", "output")

    def __init__(self, path: str, query: str, kind: str, *, limits: Limits, allow_service: bool) -> None:
        import subprocess  # noqa: PLC0415 (a light module stays light)

        start = f"import sys; sys.path[:] = {sys.path!r}; from baiyang_kg.graph.guard import serve; serve()"
        settings = [path, kind, repr(limits.seconds or 0), str(limits.memory or 0), str(int(allow_service))]
        self._limits = limits
        self._process: Popen[bytes] = subprocess.Popen(  # noqa: S603 (this Python, our own module)
            [sys.executable, "-I", "-c", start, *settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: PT018, S101 (for mypy)
        self.output: IO[bytes] = self._process.stdout
        try:
            self._process.stdin.write(query.encode("utf-8", "surrogatepass"))
            self._process.stdin.close()
        except BrokenPipeError:  # it ended before it read: `finish` says why
            pass

    def follow(self, items: Iterator[Any]) -> Iterator[Any]:
        """Yield the items that are read from `output`; say how the child ended, or end it."""
        try:
            try:
                yield from items
            except (SyntaxError, OSError):  # it was stopped in the middle of a line
                self.finish()
                raise
            self.finish()
        finally:
            self._process.kill()
            self._close()

    def finish(self) -> None:
        """Wait for the end of the child, and raise what it says went wrong."""
        assert self._process.stderr is not None  # noqa: S101 (for mypy)
        said = self._process.stderr.read()
        code = self._process.wait()
        self._close()
        error = ended(code, said if code == 2 else b"", limits=self._limits, place="query")
        if error:
            raise error
        if code:
            raise RuntimeError(said.decode("utf-8", "backslashreplace"))

    def _close(self) -> None:
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()


def serve() -> None:
    """Be the child of `stream_rows`: ask the query on standard input as the arguments say, and end."""
    path, kind, seconds, memory, service = sys.argv[1:]
    limits = Limits(float(seconds) or None, int(memory) or None)
    settle(limits)
    query = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    sys.stdout.flush()
    os._exit(tell_errors(lambda: _serve(path, query, kind, limits, allow_service=service == "1"), 2))


def _serve(path: str, query: str, kind: str, limits: Limits, *, allow_service: bool) -> int:
    if not allow_service:
        close_network()
    import pyoxigraph  # noqa: PLC0415 (after the network is closed: no thread is running yet)

    from baiyang_kg.errors import QueryError  # noqa: PLC0415 (a light module stays light)
    from baiyang_kg.graph.store import open_store, translated  # noqa: PLC0415 (as above)
    from baiyang_kg.graph.tokens import find_form  # noqa: PLC0415 (as above)

    store = open_store(path)
    limit_memory(limits)
    output = sys.stdout.buffer
    with translated(path):
        answer: Any = store.ask(query, base=DEFAULT_BASE, allow_service=allow_service)
        if isinstance(answer, pyoxigraph.QuerySolutions) and kind == "rows":
            answer.serialize(output, pyoxigraph.QueryResultsFormat.TSV)
        elif isinstance(answer, pyoxigraph.QueryTriples) and kind == "graph":
            answer.serialize(output, pyoxigraph.RdfFormat.N_TRIPLES)
        elif isinstance(answer, pyoxigraph.QueryBoolean) and kind == "truth":
            output.write(b"true" if answer else b"false")
        else:
            raise QueryError("query", _GIVES[find_form(query)], f"what was asked for is {kind}")
    output.flush()
    return 0
