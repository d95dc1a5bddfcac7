"""`answers/citation.py`: what an answer rests on; and `--cite`, `--output`, `--plot` of the commands."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from baiyang_kg import __version__, plots
from baiyang_kg.answers.citation import CitedReport, citation_lines, cite, find_evidence
from baiyang_kg.cli import main
from baiyang_kg.cli.drawing import draw
from baiyang_kg.errors import ExportError
from baiyang_kg.graph.listing import command_line
from baiyang_kg.graph.queries import read_query
from baiyang_kg.graph.results import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.graph.store import Store

REPORT = "https://w3id.org/baiyang-kg/report/"
ID = "https://w3id.org/baiyang-kg/id/"


class Run(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(asking: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run a command on the small store, in an empty folder."""
    monkeypatch.setenv("BAIYANG_KG_STORE", str(asking))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Run:
        shown = CliRunner().invoke(main, arguments, prog_name="baiyang-kg", catch_exceptions=False)
        return Run(shown.exit_code, shown.stdout, shown.stderr)

    return call


def iri(path: str) -> ox.NamedNode:
    """Return an IRI of ours."""
    return ox.NamedNode("https://w3id.org/baiyang-kg/" + path)


# --- What rows lead to ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("report/baiyang-2023", {"baiyang-2023"}),
        ("report/baiyang-2023#char=90,120", {"baiyang-2023#char=90,120"}),
        ("report/baiyang-2023#char=90,120&selector=quote", {"baiyang-2023#char=90,120"}),
        ("graph/xiasha-2022", {"xiasha-2022"}),
        ("graph/ontology", set()),
        ("id/observation/baiyang-2023/100", {"baiyang-2023#char=90,120"}),
        ("id/relation/baiyang-2023/500-520/邻里社区/won/典型案例", {"baiyang-2023#char=500,520"}),
        ("id/place/浙江省/杭州市/钱塘区/白杨街道", set()),
    ],
)
def test_an_iri_leads_to_its_evidence(term: str, found: set[str], opened: Store) -> None:
    """Reports, passages and graphs lead to themselves, figures and relations to what they were read from."""
    assert find_evidence(opened, [(iri(term), None)]) == {REPORT + name for name in found}


def test_the_words_of_a_passage_lead_to_it(opened: Store) -> None:
    """In a column of quotes the words are looked up; in another one, the same words are a name."""
    words = next(term for (term,) in opened.rows("SELECT ?q { ?s oa:exact ?q } ORDER BY ?q LIMIT 1"))
    named = find_evidence(opened, [(words,)], columns=["name"])
    quoted = find_evidence(opened, [(words,)], columns=["quote"])
    elsewhere = find_evidence(opened, [(words, iri("report/nowhere"))], columns=["quote", "report"])

    assert named == set()
    assert quoted
    assert all(re.fullmatch(re.escape(REPORT) + r"[\w-]+#char=\d+,\d+", found) for found in quoted)
    assert elsewhere == {REPORT + "nowhere"}


def test_what_leads_nowhere_is_left(opened: Store) -> None:
    """Numbers, texts and empty cells lead to no report."""
    assert find_evidence(opened, [(ox.Literal(1), ox.Literal("白杨街道", language="zh"), None)]) == set()


# --- The citation -----------------------------------------------------------------------------------------


def test_a_citation_names_report_place_query_and_program(opened: Store) -> None:
    """The cited report comes with its title, area, year and licence, and the places in their order."""
    found = [REPORT + "baiyang-2023#char=500,520", REPORT + "baiyang-2023#char=90,120"]
    cited = cite(opened, "SELECT ?x {}", command="baiyang-kg run awards", reports=found)

    assert cited.reports == (
        CitedReport(
            iri=REPORT + "baiyang-2023",
            title="白杨街道全力打造青年发展型城区",
            area="白杨街道",
            year="2023",
            sha256="",
            licence="https://creativecommons.org/licenses/by/4.0/",
            places=((90, 120), (500, 520)),
        ),
    )
    assert cited.query_sha256 == hashlib.sha256(b"SELECT ?x {}").hexdigest()
    assert list(citation_lines(cited)) == [
        f"source    白杨街道全力打造青年发展型城区, 白杨街道 2023, <{REPORT}baiyang-2023>",
        "  place   char=90,120; char=500,520",
        "  licence https://creativecommons.org/licenses/by/4.0/",
        "query     baiyang-kg run awards",
        f"  sha256  {cited.query_sha256}",
        f"program   baiyang-kg {__version__}, pyoxigraph {ox.__version__}, ontology {cited.ontology}",
    ]


def test_an_answer_that_leads_nowhere_cites_the_whole_store(opened: Store) -> None:
    """A count, or a yes, rests on all reports."""
    cited = cite(opened, "ASK {}", command="")

    assert [report.iri for report in cited.reports] == [REPORT + "baiyang-2023", REPORT + "xiasha-2022"]
    assert all(not report.places for report in cited.reports)


def test_many_places_are_counted(opened: Store) -> None:
    """A citation is read by people: the first places of a report stand in it, the others are counted."""
    found = [f"{REPORT}baiyang-2023#char={start},{start + 1}" for start in range(100)]
    lines = list(citation_lines(cite(opened, "", command="", reports=found)))

    assert lines[1].startswith("  place   char=0,1; char=1,2; ")
    assert lines[1].endswith("; char=23,24; and 76 more")


def test_many_reports_are_counted(opened: Store) -> None:
    """So are reports, of which a count may rest on thousands."""
    cited = cite(opened, "", command="")
    lines = list(citation_lines(replace(cited, reports=cited.reports[:1] * 100)))

    assert sum(line.startswith("source    白杨街道") for line in lines) == 40
    assert "source    and 60 more reports" in lines


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("13.89亿", "13.89亿"),
        ("", "''"),
        ("a b", "'a b'"),
        ("it's", "'it'\\''s'"),
        ("$(rm)", "'$(rm)'"),
        ("“青牛”", "'“青牛”'"),
    ],
)
def test_a_command_can_be_asked_again(value: str, word: str) -> None:
    """A value that a shell would read otherwise stands in quotes; Chinese words stand as they are."""
    assert command_line("evidence", [("text", value)]) == f"baiyang-kg run evidence -p text {word}"


# --- The commands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_every_form_cites(form: str, run: Callable[..., Run]) -> None:
    """The citation stands in the answer where its form has a place for it, and on standard error else."""
    graph = "graph" in FORMS[form].kinds
    query = (
        "CONSTRUCT { ?c a by:Community } WHERE { ?c a by:Community }"
        if graph
        else "SELECT ?c { ?c a by:Community }"
    )
    plain = run("query", query, "--format", form, "--output", "plain")
    cited = run("query", query, "--format", form, "--output", "cited", "--cite")
    size = {name: len(Path(name).read_bytes()) for name in ("plain", "cited")}

    assert (plain.code, plain.err, cited.code) == (0, "", 0)
    assert (size["cited"] > size["plain"]) is FORMS[form].cites
    assert ("program   baiyang-kg" in cited.err) is not FORMS[form].cites


def test_a_canned_query_is_cited_as_its_command(run: Callable[..., Run]) -> None:
    """The citation holds the command with its parameters and the places that the rows lead to."""
    shown = run("run", "evidence", "-p", "text", "13.89亿", "--cite")

    assert "query     baiyang-kg run evidence -p text 13.89亿\n" in shown.err
    assert "  place   char=90,120\n" in shown.err
    assert shown.out == run("run", "evidence", "-p", "text", "13.89亿").out


@pytest.mark.parametrize("form", [form for form in FORMS if "rows" in FORMS[form].kinds])
def test_an_answer_goes_to_a_file(form: str, run: Callable[..., Run]) -> None:
    """The extension says the form, nothing goes to standard output, and the file is what a pipe would get."""
    name = "plans.txt" if form == "table" else f"plans.{form}"
    shown = run("run", "plans", "--output", name)
    piped = CliRunner().invoke(main, ["run", "plans", "--format", form]).stdout_bytes

    assert shown == Run(0, "", "")
    assert Path(name).read_bytes() == piped
    assert [path.name for path in Path().iterdir()] == [name]


def test_an_empty_answer_in_a_file_ends_with_1(run: Callable[..., Run]) -> None:
    """The file has its columns, the explanation goes to standard error, the exit code says it."""
    shown = run("run", "evidence", "-p", "text", "nowhere", "-o", "none.csv")

    assert (shown.code, shown.out) == (1, "")
    assert shown.err
    assert Path("none.csv").read_bytes().startswith(b"observation,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "plans", "-o", "plans"), "plans: has no extension that names a form\n  add --format"),
        (("run", "plans", "-o", "plans.doc"), "plans.doc: there is no form 'doc'\n  add --format"),
        (("run", "plans", "-o", ".csv"), ".csv: has no extension that names a form"),
        (("run", "plans", "-o", "no/plans.csv"), "no/plans.csv: cannot be written: No such file"),
        (
            ("query", "ASK {}", "-o", "a.xlsx"),
            "--format xlsx: ASK gives yes or no\n  choose from: table, csv",
        ),
        (("run", "plans", "--plot", "plans.gif"), "--plot plans.gif: has no extension of a picture"),
        (("run", "plans", "--plot", "plans.svg"), "--plot: queries/plans.rq does not say what to draw"),
        (("query", "ASK {}", "--plot", "a.svg"), "--plot: only rows can be drawn"),
    ],
)
def test_what_cannot_be_written_is_said(
    arguments: tuple[str, ...], message: str, run: Callable[..., Run]
) -> None:
    """Exit code 2, what is wrong and what to do; nothing is written."""
    shown = run(*arguments)

    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith(f"Error: {message}")
    assert list(Path().iterdir()) == []


def test_a_terminal_gets_no_binary(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is not poured over a terminal; a pipe gets it."""
    data = CliRunner().invoke(main, ["run", "plans", "-f", "xlsx"]).stdout_bytes
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["answer"]

    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = run("run", "plans", "-f", "xlsx")
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.endswith("no terminal can show it\n  add --output FILE\n")


# --- Pictures ---------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the module that draws was given, in its place."""
    calls: list[dict[str, Any]] = []

    def parse(described: Any, columns: Any, *, place: str) -> Any:
        calls.append({"described": dict(described), "columns": list(columns), "place": place})
        return described

    def write(columns: Any, rows: Any, output: Any, **more: Any) -> None:
        output.write(b"<svg/>")
        calls[-1].update(rows=len(rows), width=len(columns), form=more["form"], title=more["title"])

    monkeypatch.setattr(plots, "parse_plot", parse)
    monkeypatch.setattr(plots, "write_plot", write)
    return calls


def test_a_query_draws_what_its_header_says(run: Callable[..., Run], drawn: list[dict[str, Any]]) -> None:
    """`--plot` draws beside the answer what the header of the query says, under the name of the indicator."""
    shown = run("run", "series", "-p", "indicator", "财政总收入", "--plot", "s.svg")
    query = read_query("series")

    assert shown == run("run", "series", "-p", "indicator", "财政总收入")
    assert drawn[0]["described"] == dict(query.plot)
    assert drawn[0]["rows"] == len(shown.out.splitlines()) - 1
    assert (drawn[0]["form"], drawn[0]["title"]) == ("svg", "财政总收入：某一指标的历年数值")
    assert Path("s.svg").read_bytes() == b"<svg/>"


@pytest.mark.parametrize(
    ("select", "described"),
    [
        ("(2023 AS ?x) (1 AS ?y)", {"kind": "series", "x": "x", "y": "y"}),
        ("('甲' AS ?x) (1 AS ?y)", {"kind": "bars", "x": "x", "y": "y"}),
        (
            "('甲' AS ?x) (1 AS ?y) (0 AS ?low) (2 AS ?high) ('次' AS ?unit)",
            {"kind": "intervals", "x": "x", "y": "y", "low": "low", "high": "high", "unit": "unit"},
        ),
    ],
)
def test_a_query_of_ones_own_draws_what_its_columns_are_called(
    select: str, described: dict[str, str], drawn: list[dict[str, Any]], tmp_path: Path
) -> None:
    """Columns x and y make a picture: years a series, names bars, and intervals where they have ends."""
    answered = ox.Store().query(f"SELECT {select} {{}}")
    draw(answered, str(tmp_path / "a.png"), canned=None, values=(), place="query")

    assert drawn[0]["described"] == described
    assert (drawn[0]["form"], drawn[0]["title"], drawn[0]["rows"]) == ("png", "", 1)


def test_too_many_rows_are_no_picture(drawn: list[dict[str, Any]]) -> None:
    """What nobody could see is refused with what to do, before anything is drawn."""
    numbers = " ".join(f"({n} {n})" for n in range(5_001))
    answered = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {numbers} }} }}")

    with pytest.raises(ExportError, match="more than 5,000 rows make no picture\n  narrow the query"):
        draw(answered, "a.svg", canned=None, values=(), place="query")
    assert drawn == []


def test_no_rows_are_no_picture(run: Callable[..., Run], drawn: list[dict[str, Any]]) -> None:
    """An empty answer is said to be one; no file is made of it."""
    shown = run("run", "series", "-p", "indicator", "下沙", "--plot", "s.svg")

    assert shown.code in {1, 2}
    assert shown.err
    assert not Path("s.svg").exists()
    del drawn


def test_a_query_with_a_picture_says_how_to_see_it(run: Callable[..., Run]) -> None:
    """The description of a query that can be drawn ends its example with a picture."""
    assert "--plot series.svg" in run("queries", "series").out
    assert "--plot" not in run("queries", "reports").out
