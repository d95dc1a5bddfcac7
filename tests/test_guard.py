"""`graph/guard.py`, `graph/limits.py`: a query in a child, which the kernel ends at its limits."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from baiyang_kg import errors
from baiyang_kg.errors import LimitError, QueryError, StoreError
from baiyang_kg.graph import guard
from baiyang_kg.graph.guard import Limits, ask_guarded, run_guarded, stream_graph, stream_rows
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SHORT = Limits(seconds=0.3)
TIGHT = Limits(memory=64 << 20)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended and is not even waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "seconds"), [("30", 30.0), ("1.5", 1.5), (".5", 0.5), ("0", None), ("0.0", None)]
)
def test_seconds(text: str, seconds: float | None) -> None:
    """A time is a number of seconds; nought is no limit."""
    assert guard.parse_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "-1", "1e3", "nan", "inf", "1.2.3", "60s", ".", "１２", " 1"])
def test_no_seconds(text: str) -> None:
    """What is no plain number is refused rather than guessed."""
    with pytest.raises(ValueError, match="is no number of seconds"):
        guard.parse_seconds(text)


@pytest.mark.parametrize(
    ("text", "memory"),
    [("512M", 512 << 20), ("2G", 2 << 30), ("2g", 2 << 30), ("64K", 1 << 16), ("4096", 4096), ("0", None)],
)
def test_memory(text: str, memory: int | None) -> None:
    """A size is a number of bytes, or of K, M, G, T; nought is no limit."""
    assert guard.parse_memory(text) == memory


@pytest.mark.parametrize("text", ["", "G", "1.5G", "-1", "2GB", "1X", "１G"])
def test_no_memory(text: str) -> None:
    """What is no size is refused rather than guessed."""
    with pytest.raises(ValueError, match="is no size"):
        guard.parse_memory(text)


# --- A child of the command line --------------------------------------------------------------------------


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_exit_code_is_that_of_the_work(code: int) -> None:
    """A child hands its exit code on."""
    assert run_guarded(lambda: code, limits=Limits(), place="q") == code


def test_what_is_printed_arrives_in_a_buffer(capsys: pytest.CaptureFixture[str]) -> None:
    """What a child prints arrives also where standard output is no file but a buffer of a test."""

    def work() -> int:
        print("白杨" * 50_000)  # noqa: T201 (more than a pipe holds)
        print("a note", file=sys.stderr)  # noqa: T201 (it is what is tested)
        return 0

    run_guarded(work, limits=Limits(), place="q")

    assert capsys.readouterr() == ("白杨" * 50_000 + "\n", "a note\n")


def test_what_was_printed_before_is_printed_once() -> None:
    """What waits in a buffer when the process forks is not written by both."""
    code = (
        "import sys\n"
        "from baiyang_kg.graph.guard import Limits, run_guarded\n"
        "sys.stdout.write('before ')\n"
        "run_guarded(lambda: sys.stdout.write('within ') and 0, limits=Limits(), place='q')\n"
        "sys.stdout.write('after')\n"
    )
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=buffered)

    assert done.stdout == b"before within after"


@pytest.mark.parametrize("name", ["QueryError", "StoreError", "ExportError", "LimitError", "ReportError"])
def test_errors_cross_the_pipe(name: str) -> None:
    """An error of the child is raised in the parent: its class, its place, what was found, what to do."""
    kind = getattr(errors, name)

    def work() -> int:
        raise kind("查询:1:2", "found\n  this ^", "remedy")

    with pytest.raises(kind) as caught:
        run_guarded(work, limits=Limits(), place="q")
    assert (caught.value.place, caught.value.found, caught.value.remedy) == (
        "查询:1:2",
        "found\n  this ^",
        "remedy",
    )


def test_an_error_of_the_system_crosses_the_pipe() -> None:
    """A full disk in the child is a full disk in the parent."""

    def work() -> int:
        raise OSError(28, "No space left on device", "out.csv")

    with pytest.raises(OSError, match="No space left") as caught:
        run_guarded(work, limits=Limits(), place="q")
    assert (caught.value.errno, caught.value.filename) == (28, "out.csv")


def test_a_mistake_of_ours_shows_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """An error that no user can mend is not hidden: it has its traceback and an exit code of its own."""
    assert run_guarded(lambda: 1 // 0, limits=Limits(), place="q") == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_child_ends_at_its_time(tmp_path: Path) -> None:
    """A query that would run for ever is stopped, and nothing of its process is left."""
    pid = tmp_path / "pid"

    def work() -> int:
        pid.write_text(str(os.getpid()))
        while True:
            pass

    with pytest.raises(LimitError, match=r"q: took longer than 0.3 s and was stopped\n.*--timeout 1.2"):
        run_guarded(work, limits=SHORT, place="q")
    assert is_gone(int(pid.read_text()))


def test_the_engine_ends_at_its_time(asking: Path) -> None:
    """The engine, which cannot be interrupted, is stopped in the middle of an aggregate."""
    with pytest.raises(LimitError, match="took longer"):
        run_guarded(lambda: len(open_store(asking).rows(ENDLESS)), limits=SHORT, place="q")


def test_a_child_ends_when_memory_does(asking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A query that sorts more than fits is stopped with one sentence, and without the engine's backtrace."""

    def work() -> int:
        store = open_store(asking)
        guard.limit_memory(TIGHT)
        return len(store.rows(f"{MANY} ORDER BY ?i"))

    with pytest.raises(LimitError, match=r"needed more than 64M of memory and was stopped\n.*--memory 128M"):
        run_guarded(work, limits=TIGHT, place="q")
    assert capsys.readouterr().err == ""


def test_python_running_out_of_memory_is_the_same() -> None:
    """A MemoryError of Python says what one of the engine says."""

    def work() -> int:
        guard.limit_memory(TIGHT)
        return len(bytearray(1 << 30))

    with pytest.raises(LimitError, match="needed more than 64M of memory"):
        run_guarded(work, limits=TIGHT, place="q")


@pytest.mark.parametrize(
    ("number", "kind", "message"),
    [
        (signal.SIGSEGV, QueryError, r"made the engine break down \(SIGSEGV\)"),
        (signal.SIGKILL, LimitError, "was killed from outside"),
        (signal.SIGINT, KeyboardInterrupt, "^$"),
    ],
)
def test_every_death_has_its_message(number: signal.Signals, kind: type[BaseException], message: str) -> None:
    """However a child dies, the parent says so and goes on."""

    def work() -> int:
        os.kill(os.getpid(), number)
        return 0

    with pytest.raises(kind, match=message):
        run_guarded(work, limits=Limits(), place="q")


def test_a_query_nested_too_deeply_ends_itself_alone(asking: Path) -> None:
    """What breaks the engine's parser breaks the child and not the program."""
    query = "ASK " + "{" * 100_000 + "}" * 100_000

    with pytest.raises(QueryError):
        run_guarded(lambda: bool(open_store(asking).ask(query)), limits=Limits(), place="q")


def test_a_child_has_no_network() -> None:
    """Once its network is closed, a child reaches not even this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def work() -> int:
            if not guard.close_network():
                return 3
            try:
                socket.create_connection(listener.getsockname(), timeout=1).close()
            except OSError:
                return 0
            return 1

        code = run_guarded(work, limits=Limits(), place="q")
    if code == 3:
        pytest.skip("this kernel makes no networks: that a query reaches none was tested by its words alone")
    assert code == 0


def test_a_child_does_not_outlive_its_parent(asking: Path, tmp_path: Path) -> None:
    """Whoever kills the command kills the query, which would else run on without a reader."""
    pid = tmp_path / "pid"
    code = (
        "import os, pathlib, sys\n"
        "from baiyang_kg.graph.guard import Limits, run_guarded\n"
        "from baiyang_kg.graph.store import open_store\n"
        "def work():\n"
        "    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))\n"
        "    print('at work', flush=True)\n"
        "    return len(open_store(sys.argv[2]).rows(sys.argv[3]))\n"
        "run_guarded(work, limits=Limits(None, None), place='q')\n"
    )
    command = [sys.executable, "-c", code, str(pid), str(asking), ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "at work\n"
        parent.kill()
        ended, _, _ = select.select([parent.stdout], [], [], 10)  # when the last process that may write has
        if not ended:
            os.kill(int(pid.read_text()), signal.SIGKILL)
    assert ended


# --- The command ------------------------------------------------------------------------------------------


def run_query(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "baiyang_kg", "query", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_rows_beyond_memory_are_streamed(asking: Path) -> None:
    """More rows than fit into the memory that is allowed are written as they come."""
    done = run_query(f"{MANY} LIMIT 50000", "--store", str(asking), "--memory", "16M", "--format", "tsv")
    lines, size = done.stdout.count(b"\n"), len(done.stdout)

    assert (done.returncode, done.stderr) == (0, b"")
    assert lines == 50_001
    assert size > 16 << 20


def test_the_command_stops_at_its_limits(asking: Path) -> None:
    """At a limit the command ends with exit code 2 and says which limit it was."""
    late = run_query(ENDLESS, "--store", str(asking), "--timeout", "0.2")
    large = run_query(f"{MANY} ORDER BY ?i", "--store", str(asking), "--memory", "32M")

    assert (late.returncode, late.stdout) == (2, b"")
    assert late.stderr.startswith(b"Error: query: took longer than 0.2 s and was stopped\n")
    assert large.returncode == 2
    assert large.stderr.startswith(b"Error: query: needed more than 32M of memory and was stopped\n")


def test_a_file_is_not_left_half_written(asking: Path, tmp_path: Path) -> None:
    """A query that is stopped leaves the file that stood there, and nothing beside it."""
    target = tmp_path / "rows.csv"
    target.write_text("what stood there\n")
    done = run_query(MANY, "--store", str(asking), "--timeout", "0.5", "--output", str(target))

    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
    assert target.read_text() == "what stood there\n"


def test_explaining_can_be_left_out(asking: Path) -> None:
    """Why there are no rows is said on standard error, and a script may do without."""
    query = 'SELECT ?c { ?c rdfs:label "没有"@zh }'
    told = run_query(query, "--store", str(asking), "--format", "csv")
    untold = run_query(query, "--store", str(asking), "--format", "csv", "--no-explain-empty")

    assert told.stdout == untold.stdout == b"c\r\n"
    assert told.returncode == untold.returncode == 1
    assert b"no rows" in told.stderr
    assert untold.stderr == b""


def test_relative_names_have_a_base(asking: Path, tmp_path: Path) -> None:
    """A relative IRI is relative to the project, to the file of the query, or to what --base says."""
    (tmp_path / "q.rq").write_text("CONSTRUCT { <> <x> <y> } WHERE {}", encoding="utf-8")
    options = ("--store", str(asking), "--format", "nt")
    file = (tmp_path / "q.rq").as_uri()

    plain = run_query("CONSTRUCT { <id/a> a <ns#B> } WHERE {}", *options).stdout.decode()
    assert plain.split()[::2] == ["<https://w3id.org/baiyang-kg/id/a>", "<https://w3id.org/baiyang-kg/ns#B>"]
    assert run_query(f"@{tmp_path}/q.rq", *options).stdout.decode().split()[0] == f"<{file}>"
    given = run_query("CONSTRUCT { <a> a <b> } WHERE {}", *options, "--base", "http://x.org/")
    assert given.stdout.split()[0] == b"<http://x.org/a>"
    assert run_query("ASK {}", *options, "--base", "no IRI").stderr.startswith(
        b"Error: base no IRI: is no IRI"
    )


# --- Streams for programs ---------------------------------------------------------------------------------


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that a test starts."""
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def record(*arguments: Any, **options: Any) -> Any:
        started.append(start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", record)
    return started


def test_streamed_rows_are_those_of_the_store(asking: Path) -> None:
    """Columns and terms come through the pipe as the engine has them."""
    query = (
        "SELECT ?c ?name ?value { ?c rdfs:label ?name OPTIONAL { ?c schema:value ?value } } ORDER BY ?c ?name"
    )
    stream = stream_rows(str(asking), query, limits=Limits())

    assert stream.columns == ("c", "name", "value")
    assert list(stream.rows) == [tuple(row) for row in open_store(asking).ask(query)]


def test_streamed_triples_and_truth(asking: Path) -> None:
    """A graph comes as its triples, and a question is answered with yes or no."""
    query = "CONSTRUCT WHERE { ?c a by:Community }"
    wanted: Any = open_store(asking).ask(query)

    assert set(stream_graph(str(asking), query, limits=Limits())) == set(wanted)
    assert ask_guarded(str(asking), "ASK { ?c a by:Community }", limits=Limits()) is True
    assert ask_guarded(str(asking), "ASK { ?c a by:Nothing }", limits=Limits()) is False


def test_no_columns_and_no_rows_are_answers(asking: Path) -> None:
    """A query without variables has a row without values; one that finds nothing has columns and no rows."""
    none = stream_rows(str(asking), "SELECT ?c { ?c a by:Nothing }", limits=Limits())

    assert (none.columns, list(none.rows)) == (("c",), [])
    assert len(list(stream_rows(str(asking), "SELECT * {}", limits=Limits()).rows)) == 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda path: stream_rows(path, "SELECT ?c { ?c ", limits=Limits()), QueryError, "is not closed"),
        (lambda path: stream_rows(path, "ASK {}", limits=Limits()), QueryError, "ASK gives yes or no"),
        (lambda path: stream_rows(path + "/no", "SELECT * {}", limits=Limits()), StoreError, "no store here"),
        (lambda path: stream_rows(path, ENDLESS, limits=SHORT), LimitError, "took longer than 0.3 s"),
        (lambda path: list(stream_rows(path, MANY, limits=SHORT).rows), LimitError, "took longer"),
        (
            lambda path: stream_rows(path, f"{MANY} ORDER BY ?i", limits=TIGHT),
            LimitError,
            "needed more than 64M",
        ),
        (lambda path: ask_guarded(path, "SELECT * {}", limits=Limits()), QueryError, "SELECT gives rows"),
        (
            lambda path: list(stream_graph(path, "DESCRIBE ?s { ?s ?p", limits=Limits())),
            QueryError,
            "not closed",
        ),
        (
            lambda path: stream_rows(path, "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", limits=Limits()),
            QueryError,
            "SERVICE would ask another machine",
        ),
    ],
)
def test_streams_fail_as_the_command_does(
    asking: Path,
    children: list[subprocess.Popen[bytes]],
    call: Callable[[str], object],
    error: type[Exception],
    message: str,
) -> None:
    """Every error of the command is an exception here, and no process is left behind."""
    with pytest.raises(error, match=message):
        call(str(asking))
    assert [child.poll() is None for child in children] == [False]


def test_a_stream_that_is_closed_ends_its_child(
    asking: Path, children: list[subprocess.Popen[bytes]]
) -> None:
    """Who has read enough closes the rows, and the engine stops."""
    stream = stream_rows(str(asking), MANY, limits=Limits())
    next(stream.rows)
    stream.rows.close()

    assert children[0].returncode == -signal.SIGKILL


def test_streams_come_from_any_thread(asking: Path) -> None:
    """Two threads ask at once and neither forks a process that has threads."""
    found: list[int] = []

    def ask() -> None:
        rows = stream_rows(str(asking), "SELECT ?c { ?c a by:Community }", limits=Limits()).rows
        found.append(len(list(rows)))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [3, 3]
