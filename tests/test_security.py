"""What a stranger's words can do: a parameter is a value, and a query reads the store and nothing else."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import baiyang_kg
from baiyang_kg.cli import main
from baiyang_kg.errors import QueryError
from baiyang_kg.graph import guard
from baiyang_kg.graph.guard import Limits
from baiyang_kg.graph.parameters import find_braces
from baiyang_kg.graph.queries import names, prepare, read_query
from baiyang_kg.graph.tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from baiyang_kg.graph.store import Store

ELSEWHERE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
ATTACKS = [
    f'" }} {ELSEWHERE} VALUES ?q {{ "',
    f"}} {ELSEWHERE} #",
    f'"@zh }} {ELSEWHERE} #',
    f'"^^xsd:string }} {ELSEWHERE} #',
    f"<http://x.org/> }} {ELSEWHERE} #",
    f"http://x.org/> }} {ELSEWHERE} #",
    f"by:Community }} {ELSEWHERE} #",
    f"2023 }} {ELSEWHERE} #",
    f"UNDEF }} {ELSEWHERE} #",
    f'\\" }} {ELSEWHERE} #',
    f"\\u0022 }} {ELSEWHERE} #",
    f"\\U00000022 }} {ELSEWHERE} #",
    f"%22 }} {ELSEWHERE} #",
    f"'''}} {ELSEWHERE} '''",
    f'"""}} {ELSEWHERE} """',
    f"\n}} {ELSEWHERE} #",
    f"\r}} {ELSEWHERE} #",
    f"\u2028}} {ELSEWHERE} #",
    f"\u202e}} {ELSEWHERE} #",
    f"＂ }} {ELSEWHERE} #",
    f"\0}} {ELSEWHERE} #",
    '"@zh } UNION { ?s ?p ?o } #',
    "} } } } ; DROP ALL ; INSERT DATA { by:a by:b by:c } #",
    "BASE <http://127.0.0.1:9/> }",
    "?p",
    "_:b",
    "\\",
    "\\\\",
    "#",
    "}" * 1000,
    "é" * 100_000,
]


def outside(query: str, name: str) -> list[str]:
    """Return the words of a canned query that do not stand between the braces of a parameter."""
    start, end = find_braces(query, name, place="q")
    return [word.text for word in (*find_words(query[:start]), *find_words(query[end:]))]


@pytest.mark.parametrize("name", names())
def test_a_parameter_never_changes_its_query(wide_store: Store, name: str) -> None:
    """Whatever is said for a parameter is refused, or is one value where the old one stood."""
    query = read_query(name)
    for parameter in query.parameters:
        words = outside(query.text, parameter.name)
        for attack in ATTACKS:
            try:
                bound = prepare(query, [(parameter.name, attack)], store=wide_store)
            except QueryError:
                continue
            assert outside(bound, parameter.name) == words, f"-p {parameter.name} {attack!r}"
            assert value_of(bound, parameter.name) == attack


TEXTS = [(name, p.name) for name in names() for p in read_query(name).parameters if p.type == "text"]


@pytest.mark.parametrize(("name", "parameter"), TEXTS)
def test_an_attack_finds_nothing(wide: Path, name: str, parameter: str) -> None:
    """Through the package and through the command a text that nobody wrote is found nowhere."""
    attacks = [attack for attack in ATTACKS if ELSEWHERE in attack]
    graph = baiyang_kg.open(wide)
    before = contents(wide)

    assert [len(graph.run(name, **{parameter.replace("-", "_"): attack})) for attack in attacks] == [0] * len(
        attacks
    )
    handler = signal.getsignal(signal.SIGINT)
    ran = [
        CliRunner().invoke(main, ["run", name, "-p", parameter, attack, "-s", str(wide), "-f", "csv"])
        for attack in attacks
    ]
    signal.signal(signal.SIGINT, handler)  # the command takes it, for it ends the process
    assert {(done.exit_code, done.stdout.count("\n")) for done in ran} == {(1, 1)}
    assert contents(wide) == before


def value_of(query: str, name: str) -> str:
    """Return the value that a query has for a parameter, as the engine reads it."""
    start, end = find_braces(query, name, place="q")
    rows: Any = ox.Store().query(f"SELECT ?p {{ VALUES ?p {{ {query[start:end]} }} }}")
    (row,) = rows
    return str(row["p"].value)


@pytest.mark.parametrize("name", ["../reports", "/etc/passwd", "reports.rq", "..", "reports\0", ""])
def test_the_name_of_a_query_is_no_path(name: str) -> None:
    """A canned query is one of the program's own, wherever a name might lead."""
    with pytest.raises(QueryError, match="there is no canned query of this name"):
        read_query(name)


# --- The network ------------------------------------------------------------------------------------------


class Heard(BaseHTTPRequestHandler):
    """An endpoint on this machine: it gives one row, and knows who asked."""

    paths: list[str]

    def answer(self) -> None:
        """Take a request down and answer it."""
        self.paths.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"heard"}}]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815 (names of the standard library)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def endpoint() -> Iterator[tuple[str, list[str]]]:
    """An endpoint while the block runs: its IRI, and the paths that were asked for."""
    paths: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Listener", (Heard,), {"paths": paths}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", paths
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def run_query(query: str, store: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Ask as a user does."""
    command = [sys.executable, "-m", "baiyang_kg", "query", query, "--store", str(store)]
    return subprocess.run([*command, *options], capture_output=True, check=False)


REACHING_OUT = [
    "SELECT ?s {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}",
    "SELECT ?s {{ sErViCe SILENT <{iri}> {{ ?s ?p ?o }} }}",
    "SELECT ?s {{ VALUES ?where {{ <{iri}> }} SERVICE SILENT ?where {{ ?s ?p ?o }} }}",
    "PREFIX x: <{iri}> ASK {{ {{ SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }} }} }}",
    "SELECT ?s FROM <{iri}> {{ ?s ?p ?o }}",
    "SELECT ?s FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT ?s {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}",
    "DESCRIBE <{iri}>",
    "LOAD <{iri}>",
    "LOAD SILENT <{iri}> INTO GRAPH <{iri}>",
]


def test_no_query_reaches_the_network(asking: Path) -> None:
    """Nobody hears of a query that names an address, in whatever way it names it."""
    with endpoint() as (iri, paths):
        codes = [run_query(query.format(iri=iri), asking).returncode for query in REACHING_OUT]

    assert paths == []
    assert set(codes) <= {0, 1, 2}


def test_service_is_allowed_where_it_is_asked_for(asking: Path) -> None:
    """With --allow-service the endpoint is asked and its row comes: the test above does listen."""
    with endpoint() as (iri, paths):
        done = run_query(REACHING_OUT[0].format(iri=iri), asking, "--allow-service")

    assert (done.returncode, done.stdout, paths) == (0, b"s\r\nheard\r\n", ["/"])


def test_the_second_wall_stands_alone() -> None:
    """Were SERVICE overlooked in the text, the kernel would still let nothing out."""
    with endpoint() as (iri, paths):

        def work() -> int:
            if not guard.close_network():
                return 3
            try:
                engine = ox.Store()
                list(engine.query(REACHING_OUT[0].format(iri=iri)))
            except (OSError, RuntimeError):
                return 0
            return 1

        code = guard.run_guarded(work, limits=Limits(), place="q")
    if code == 3:
        pytest.skip("this kernel makes no networks: the second wall is not there")
    assert (code, paths) == (0, [])


def test_programs_reach_the_network_only_when_they_say_so(asking: Path) -> None:
    """A stream of rows has the same walls as the command."""
    query = REACHING_OUT[0]
    with endpoint() as (iri, paths):
        with pytest.raises(QueryError, match="SERVICE would ask another machine"):
            guard.stream_rows(str(asking), query.format(iri=iri), limits=Limits())
        assert paths == []
        stream = guard.stream_rows(str(asking), query.format(iri=iri), limits=Limits(), allow_service=True)
        assert [term.value for (term,) in stream.rows] == ["heard"]


# --- The store and the clock ------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


WRITING = [
    "INSERT DATA { by:a by:b by:c }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP SILENT ALL",
    "CREATE GRAPH <http://x.org/g>",
    "COPY DEFAULT TO <http://x.org/g>",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "PREFIX x: <http://x.org/> INSERT { ?s x:p 1 } WHERE { ?s ?p ?o }",
]


def test_no_query_writes(asking: Path, tmp_path: Path) -> None:
    """After updates, which are refused, and queries of every form each file of the store has its bytes."""
    store = tmp_path / "kept.kg"
    shutil.copytree(asking, store)
    before = contents(store)

    refused = [run_query(update, store) for update in WRITING]
    for query in ("CONSTRUCT { ?s by:new 1 } WHERE { ?s ?p ?o }", "DESCRIBE by:Community", "ASK {}"):
        assert run_query(query, store).returncode == 0

    assert [done.returncode for done in refused] == [2] * len(WRITING)
    assert all(done.stderr.startswith(b"Error: query:1:") for done in refused)
    assert contents(store) == before


FOREVER = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {FOREVER} }}",
        f"ASK {{ {FOREVER} FILTER (STR(?a) = CONCAT(STR(?d), STR(?g), STR(?j))) }}",
        f"CONSTRUCT {{ ?a ?b ?l }} WHERE {{ {FOREVER} }}",
        f"DESCRIBE ?a {{ {FOREVER} }} ORDER BY ?l",
        "SELECT * { ?a (!by:x|!^by:x)* ?b . ?c (!by:x|!^by:x)* ?d . ?e (!by:x|!^by:x)* ?f }",
        f"SELECT * {{ {FOREVER} FILTER (STR(?a) = CONCAT(STR(?d), STR(?g), STR(?j))) }}",
    ],
)
def test_no_query_outlives_its_limit(asking: Path, query: str) -> None:
    """Whatever a query does for ever, and whatever it asks for, it ends at its time."""
    done = run_query(query, asking, "--timeout", "0.5", "--memory", "0")

    assert (done.returncode, done.stderr.splitlines()[:1]) == (
        2,
        [b"Error: query: took longer than 0.5 s and was stopped"],
    )
