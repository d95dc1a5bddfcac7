"""The command line as a user meets it: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from baiyang_kg import __version__
from baiyang_kg.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Runner = Callable[..., "Run"]

COMMANDS = sorted(main.commands)
REPORTS = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "wide.txt": "2023年财政总收入13.89亿元。".encode("utf-16"),
    "old.txt": "2023年,白杨街道实现财政总收入13.89亿元,同比增长2.65%。".encode("gb18030"),
    "silent.txt": "这里没有数字,只有文字。".encode(),
}


class Run(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(asking: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run a command in an empty folder, on the small store unless another is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIYANG_KG_STORE", str(asking))
    monkeypatch.setenv("COLUMNS", "100")
    handler = signal.getsignal(signal.SIGINT)

    def call(*arguments: str, stdin: str | bytes | None = None) -> Run:
        result = CliRunner().invoke(main, arguments, input=stdin, prog_name="baiyang-kg")
        signal.signal(signal.SIGINT, handler)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Run(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="module")
def workplace(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of one's own, a table of codes, and the graph of the bundled report."""
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copy(root / "data" / "reports" / "baiyang-2023.txt", folder / "report.txt")
    (folder / "villages.csv").write_text("code,name\n330114002005,邻里社区\n330114002020,云涛社区\n", "utf-8")
    done = process("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    shutil.copytree(folder / "baiyang.kg", folder / "old.kg")
    return folder


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, without a terminal."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAIYANG")}
    command = [sys.executable, "-m", "baiyang_kg", *arguments]
    settings = {"capture_output": True, "encoding": "utf-8", "check": False, "env": environment, **options}
    return subprocess.run(command, **settings)  # noqa: PLW1510 (it stands in settings)


# --- Help -------------------------------------------------------------------------------------------------


def test_the_program_introduces_itself(run: Runner) -> None:
    """Without a command, and with --help, it says what it is for and how to begin."""
    shown = run("--help")

    assert shown.code == 0
    assert "Read annual reports of Chinese streets, districts and cities" in shown.out
    assert re.findall(r"^  (\w+)  ", shown.out.partition("Commands:")[2], re.MULTILINE) == [
        *(
            "build",
            "extract",
            "ledger",
            "explain",
            "text",
            "review",
            "query",
            "run",
            "queries",
            "show",
            "info",
            "export",
            "check",
            "diff",
            "add",
            "link",
            "serve",
            "completion",
        )
    ]
    assert run().out == ""
    assert "Usage: baiyang-kg" in run().err


def test_the_list_of_commands_fits_a_narrow_terminal(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """In eighty columns each command still says in a whole sentence what it does."""
    monkeypatch.setenv("COLUMNS", "80")

    lines = run("--help").out.partition("Commands:\n")[2].splitlines()

    assert [line for line in lines if not line.endswith(".") or line.endswith("...")] == []


def test_the_version(run: Runner) -> None:
    """One line with name and version."""
    assert run("--version") == Run(0, f"baiyang-kg {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_examples_that_run(command: str, workplace: Path) -> None:
    """The help of a command holds examples, and each of them runs as it is printed."""
    shown = process(command, "--help", cwd=workplace)
    examples = re.findall(r"^ +baiyang-kg (.+?)(?:    .*)?$", shown.stdout, re.MULTILINE)

    assert shown.returncode == 0
    assert examples
    ends = "timeout --signal=INT --preserve-status 3" if command == "serve" else ""
    wanted = {"diff": {0, 1}, "link": {0, 1}, "serve": {130}}.get(command, {0})
    for example in examples:
        script = f'{ends} "{sys.executable}" -m baiyang_kg {example}'
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=workplace,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in wanted, f"{example}: {done.stderr}"
        assert done.stdout or done.stderr, f"{example} says nothing"


def test_an_unknown_command_gets_the_nearest(run: Runner) -> None:
    """A slip in a command names the command that was meant."""
    shown = run("qery", "SELECT")

    assert (shown.code, shown.out) == (2, "")
    assert "No such command 'qery'. Did you mean" in shown.err
    assert "'query'" in shown.err


def test_starting_loads_little() -> None:
    """Help loads click and nothing of ours beyond the command line; a canned query adds the engine only."""
    code = (
        "import sys; from baiyang_kg.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = ('pyoxigraph', 'rdflib', 'shacl', 'rjieba', 'json', 'dataclasses', 'decimal')\n"
        "print(*[name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)

    assert done.stderr.split() == []


def test_a_canned_query_loads_the_engine_only(asking: Path) -> None:
    """`run` needs click and pyoxigraph: no other library, and no part of Python that takes long to load."""
    code = (
        "import sys; from baiyang_kg.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = ('rdflib', 'shacl', 'rjieba', 'json', 'dataclasses', 'decimal', 'pathlib')\n"
        "print(*[name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    arguments = ["run", "indicators", "-p", "theme", "economy", "--store", str(asking)]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )

    assert "财政总收入" in done.stdout
    assert done.stderr.split() == []


# --- Asking -----------------------------------------------------------------------------------------------


def test_a_canned_query_answers(run: Runner) -> None:
    """Rows as csv where nobody looks, as a table on request."""
    assert run("run", "plans") == Run(
        0,
        "indicator,bound,value,unit,stated,period,area,quote\n"
        "财政总收入,不少于,1500000000,元,15亿元,2024,白杨街道,2024年财政总收入力争达到15亿元以上\n",
        "",
    )
    assert run("run", "growth", "-f", "table").out.splitlines() == [
        "indicator   level      direction  change  kind    period  quote",
        "──────────  ─────────  ─────────  ──────  ──────  ──────  " + "─" * 41,
        "财政总收入  13.89亿元  增加       2.65%   变化率  2023    全年实现财政总收入13.89亿元,同比增长2.65%",
    ]


def test_an_ad_hoc_query_answers(run: Runner) -> None:
    """A query comes from the command line, from a file or from standard input."""
    text = "SELECT DISTINCT ?name { ?c a by:Community ; rdfs:label ?name } ORDER BY ?name"
    Path("names.rq").write_text(text, encoding="utf-8")
    expected = Run(0, "name\n云涛社区\n邻里社区\n", "")

    assert run("query", text) == expected
    assert run("query", "@names.rq") == expected
    assert run("query", "-", stdin=text) == expected


def test_an_empty_answer_ends_with_1_and_is_explained(run: Runner) -> None:
    """The header is data, the explanation is not."""
    assert run("query", 'SELECT ?c { ?c a by:Community ; rdfs:label "云涛小区"@zh }') == Run(
        1,
        "c\n",
        'no rows: nothing is left with line 1: rdfs:label "云涛小区"@zh\n  labels near 云涛小区: 云涛社区\n',
    )


def test_a_no_is_an_answer(run: Runner) -> None:
    """ASK ends with 0 whether it is answered by yes or by no."""
    assert run("query", "ASK { ?x a by:Nothing }", "-f", "table") == Run(0, "false\n", "")


def test_show_prints_a_portrait(run: Runner) -> None:
    """A thing by its name; two of one name are listed."""
    assert run("show", "典型案例").out.startswith("典型案例  荣誉\n")
    ambiguous = run("show", "邻里社区")

    assert (ambiguous.code, ambiguous.out) == (2, "")
    assert "Error: show: 邻里社区 is the name of 2 things:\n    id:community/浙江省" in ambiguous.err


def test_export_writes_a_file_or_standard_output(run: Runner) -> None:
    """The same bytes either way; the count goes to standard error."""
    printed = run("export", "-", "--format", "nt", "--graph", "xiasha-2022")
    written = run("export", "out.nt", "-g", "xiasha-2022")

    assert (written.code, written.out) == (0, "")
    assert written.err == f"out.nt: {len(printed.out.splitlines())} statements\n"
    assert Path("out.nt").read_text(encoding="utf-8") == printed.out


def test_info_describes_the_store(run: Runner, asking: Path) -> None:
    """Versions, licence, and each graph with its size and what it is about."""
    shown = run("info").out.splitlines()

    assert shown[0] == f"store     {asking}"
    assert shown[1].startswith(f"program   baiyang-kg {__version__}, pyoxigraph 0.5.")
    assert shown[3] == "licence   https://creativecommons.org/licenses/by/4.0/"
    assert re.fullmatch(r"graph:xiasha-2022 +\d+  下沙街道  2022  下沙街道2022年工作", shown[-1])


def test_queries_lists_and_describes(run: Runner) -> None:
    """The list names every query; one of them is shown with its parameters."""
    assert "indicators " in run("queries").out
    assert "  -p min    decimal, optional: only values from here" in run("queries", "indicators").out


def test_the_shell_completes_names_of_queries() -> None:
    """Bash asks the program for what may follow, and gets the names that begin so."""
    environment = {
        "_BAIYANG_KG_COMPLETE": "bash_complete",
        "COMP_WORDS": "baiyang-kg run indi",
        "COMP_CWORD": "2",
    }
    program = Path(sys.executable).parent / "baiyang-kg"
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["plain,indicator", "plain,indicators"]


# --- Reading ----------------------------------------------------------------------------------------------


def test_build_extract_ledger_explain_check(workplace: Path) -> None:
    """From a report to a graph that passes its checks, each step saying what it did."""
    given = ("report.txt", "--area", "白杨街道", "--year", "2023")
    built = process("build", *given, "-o", "own.kg", cwd=workplace)
    assert built.returncode == 0
    assert "figures 指标" in built.stdout
    assert re.search(r"^store    own\.kg: \d+ statements of 1 report", built.stdout, re.MULTILINE)

    records = [json.loads(line) for line in process("extract", *given, cwd=workplace).stdout.splitlines()]
    assert {record["record"] for record in records} >= {"observation", "number", "entity", "damage"}

    ledger = process("ledger", *given, cwd=workplace)
    assert ledger.returncode == 0
    assert ledger.stderr.endswith(" 0 unaccounted for\n")

    first = next(record for record in records if record["record"] == "observation")
    explained = process("explain", *given, "--at", str(first["start"]), cwd=workplace)
    assert first["indicator"] in explained.stdout
    nothing = process("explain", *given, "--at", "0", cwd=workplace)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.startswith("nothing was read at 0; the nearest number stands at ")
    beyond = process("explain", *given, "--at", "9999999", cwd=workplace)
    assert re.match(r"nothing was read at 9999999, the text ends at \d+; the nearest", beyond.stderr)

    checked = process("check", "--store", "own.kg", cwd=workplace)
    assert (checked.returncode, checked.stderr) == (0, "own.kg: 0 errors, 0 warnings, 0 notes\n")


def test_confidence_is_said_when_it_is_asked_for(workplace: Path) -> None:
    """With --confidence every figure ends with it; the rest of the output stays the same."""
    given = ("extract", "report.txt", "--area", "白杨街道", "--year", "2023")
    plain = process(*given, cwd=workplace).stdout
    sure = process(*given, "--confidence", cwd=workplace).stdout
    told = re.findall(r',"confidence":"(0\.\d\d)"\}$', sure, re.MULTILINE)

    assert len(told) == plain.count('{"record":"observation"')
    assert len(set(told)) > 3
    assert re.sub(r',"confidence":"[\d.]+"', "", sure) == plain


def test_review_lists_the_least_sure_figures(workplace: Path) -> None:
    """A tenth of the figures as CSV, the least sure first, each where extract has it; or as a table."""
    given = ("report.txt", "--area", "白杨街道", "--year", "2023")
    shown = process("review", *given, "--lowest", "10%", cwd=workplace)
    header, *rows = csv.reader(io.StringIO(shown.stdout))
    extracted = process("extract", *given, "--confidence", cwd=workplace).stdout
    told = {
        str(one["start"]): one["confidence"]
        for one in map(json.loads, extracted.splitlines())
        if "confidence" in one
    }

    assert header == ["confidence", "at", "clause", "read as", "runner-up"]
    assert shown.stderr == f"{len(rows)} of {len(told)} figures\n"
    assert len(rows) == -(-len(told) // 10)
    assert [row[0] for row in rows] == sorted(told.values())[: len(rows)]
    assert all(told[row[1]] == row[0] and "【" in row[2] for row in rows)
    table = process("review", *given, "-n", "1", "-f", "table", cwd=workplace).stdout
    assert table.startswith("confidence")
    assert process("review", *given, "-n", "0", cwd=workplace).returncode == 1


def test_a_report_in_an_old_encoding_is_read(run: Runner) -> None:
    """GB18030 is Chinese too."""
    Path("old.txt").write_bytes(REPORTS["old.txt"])
    shown = run("extract", "old.txt", "-a", "白杨街道", "-y", "2023")

    assert shown.code == 0
    assert '"value":"1389000000"' in shown.out


def test_the_text_that_offsets_count_in_is_printed(workplace: Path) -> None:
    """What `text` prints is the archived text in UTF-8, every character of it."""
    (workplace / "old.txt").write_bytes(REPORTS["old.txt"])
    printed = process("text", "old.txt", cwd=workplace, encoding=None).stdout

    assert printed == REPORTS["old.txt"].decode("gb18030").encode("utf-8")


def test_output_is_utf8_in_any_locale(workplace: Path) -> None:
    """What goes to a file is the same bytes wherever it is made."""
    given = ("extract", "report.txt", "-a", "白杨街道", "-y", "2023")
    outputs = {
        process(*given, cwd=workplace, encoding=None, env={**os.environ, "PYTHONIOENCODING": encoding}).stdout
        for encoding in ("utf-8", "gb18030", "ascii")
    }

    assert len(outputs) == 1


# --- Bad input --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "SELECT ?x { ?x foaf:name ?y }"], "query:1:16: the prefix foaf: is not known\n"),
        (["query", "SELECT ?x { ?x by:won }"], "query:1:23: '}' cannot stand here\n"),
        (
            ["query", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"],
            "query:1:12: SERVICE would ask another machine",
        ),
        (
            ["query", "@no.rq"],
            "no.rq: cannot be read: No such file or directory\n  write @ and the path of a query\n",
        ),
        (["query", "@."], ".: cannot be read: Is a directory\n"),
        (["query", ""], "query: there is no query\n"),
        (
            ["query", "ASK {}", "-f", "ttl"],
            "--format ttl: ASK gives yes or no\n  choose from: table, csv, tsv, json, xml\n",
        ),
        (
            ["run", "comunities"],
            "run comunities: there is no canned query of this name\n  did you mean communities ·",
        ),
        (
            ["run", "indicators", "-p", "tema", "x"],
            "run indicators: there is no parameter tema\n  did you mean theme?",
        ),
        (
            ["run", "indicators", "-p", "year", "x"],
            "run indicators -p year: 'x' is not a year\n  write a year of four",
        ),
        (
            ["run", "indicators", "-p", "theme", "econmy"],
            "run indicators -p theme: 'econmy' is no choice; did you mean",
        ),
        (["queries", "nope"], "run nope: there is no canned query of this name\n"),
        (["show", "云涛小区"], "show: nothing is called 云涛小区\n  did you mean 云涛社区"),
        (
            ["export", "a.docx"],
            "a.docx: there is no format 'docx'\n  choose from: ttl, nt, nq, trig, jsonld, rdf, xml\n",
        ),
        (["export", "-"], "export -: standard output has no extension\n  add --format; choose from:"),
        (["export", "a.nt", "-g", "nope"], "--graph nope: the store has no such graph\n  did you mean"),
        (
            ["export", "no/a.nt"],
            "no/a.nt: cannot be written: No such file or directory\n  make its folder first\n",
        ),
        (
            ["export", "/dev/full", "--format", "nt"],
            "/dev/full: cannot be written: No space left on device\n",
        ),
        (
            ["info", "-s", "typo.kg"],
            "typo.kg: there is no store here\n  build one with: baiyang-kg build --store typo.kg\n",
        ),
        (["check", "-s", "."], ".: is a folder without a store in it\n"),
        (["extract", "no.txt"], "no.txt: "),
        (["extract", "."], ".: "),
        (["extract", "empty.txt", "-a", "a", "-y", "2023"], "empty.txt: "),
        (["extract", "picture.txt", "-a", "a", "-y", "2023"], "picture.txt: "),
        (["extract", "wide.txt", "-a", "a", "-y", "2023"], "wide.txt: "),
        (
            ["extract", "silent.txt"],
            "silent.txt: nobody has said which area it is about, and its text does not\n  say it with --area",
        ),
        (
            ["extract", "silent.txt", "-a", "白杨街道"],
            "silent.txt: nobody has said which year it is about, and its text does not\n  say it with --year",
        ),
        (
            ["ledger", "silent.txt", "-a", "a", "-y", "2023"],
            "silent.txt: states no number and names nothing\n",
        ),
        (["build", "silent.txt", "-a", "a", "-y", "2023", "-o", "new.kg"], "silent.txt: states no figure\n"),
        (["build", "no.txt", "-o", "new.kg"], "no.txt: "),
    ],
)
def test_bad_input_gets_one_clear_message(arguments: list[str], message: str, run: Runner) -> None:
    """Exit code 2, the place first, nothing on standard output, no trace of the program, and nothing made."""
    for name, content in REPORTS.items():
        Path(name).write_bytes(content)
    shown = run(*arguments)

    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith(f"Error: {message}")
    assert "Traceback" not in shown.err
    assert {path.name for path in Path().iterdir()} == set(REPORTS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query"],
        ["run"],
        ["query", "ASK {}", "-f", "yaml"],
        ["explain", "a", "--at", "b"],
        ["review", "--lowest", "ten"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], run: Runner) -> None:
    """What the command line itself cannot make sense of is shown with the usage of the command."""
    shown = run(*arguments)

    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("Usage: baiyang-kg ")


def test_a_query_that_is_no_text(run: Runner) -> None:
    """Bytes that are not UTF-8 are named as such."""
    Path("wrong.rq").write_bytes(b"SELECT \xff")

    assert run("query", "@wrong.rq").err.startswith("Error: wrong.rq: is not text in UTF-8\n")
    assert run("query", "-", stdin=b"SELECT \xff").err.startswith(
        "Error: standard input: is not text in UTF-8\n"
    )


def test_an_argument_in_another_encoding(workplace: Path) -> None:
    """An argument whose bytes are no text of this locale is refused without a trace."""
    done = process("show", os.fsdecode(b"\xff\xfe"), cwd=workplace)

    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["run", "indicators"], ["info"], ["export", "-", "--format", "nq"], ["queries"]]
)
def test_standard_output_that_is_full(arguments: list[str], workplace: Path) -> None:
    """A full disk behind a redirection is an error like any other."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = process(*arguments, cwd=workplace, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 2
    assert done.stderr == "Error: standard output: cannot be written: No space left on device\n"


@pytest.mark.parametrize("arguments", ["query 'SELECT * { ?s ?p ?o }'", "export - --format nq", "ledger"])
def test_a_reader_that_goes_away_is_no_error(arguments: str, workplace: Path) -> None:
    """`baiyang-kg … | head -1` says nothing about a broken pipe."""
    script = f'"{sys.executable}" -m baiyang_kg {arguments} | head -1'
    done = subprocess.run(["bash", "-c", script], cwd=workplace, capture_output=True, text=True, check=False)

    assert done.stdout.count("\n") == 1
    assert "pipe" not in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_an_interrupted_query_stops_at_once(workplace: Path) -> None:
    """Ctrl-C ends a query that would run for ever, although the engine itself cannot be stopped."""
    endless = "SELECT (COUNT(*) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "baiyang_kg", "query", endless]
    with subprocess.Popen(command, cwd=workplace, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=3)  # by then the engine is at work
        running.send_signal(signal.SIGINT)
        try:
            _, error = running.communicate(timeout=20)
        finally:
            running.kill()

    assert running.returncode in {-signal.SIGINT, 130}  # 130: before the engine was at work
    assert b"Traceback" not in error
