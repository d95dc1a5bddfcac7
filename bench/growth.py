"""How the cost of each canned query grows with its data.

    python bench/growth.py [--sizes N,N,N] [--stores FOLDER] [--only NAME,…] [--turns N] [--write]

Stores of generated reports (`generated.py`) of these sizes are made in FOLDER, unless they stand there. Each
query runs as its file has it and with its example, every size in a process of its own that opens the store
and runs it up to six times; counted is the least processor time, because other programs share the machine.
The sizes take turns, so that a minute in which the machine is slow is slow for all of them.
The exponent is the slope of the logarithm of time over that of statements (least squares over all sizes): 1
is a query whose cost grows as its data does, 2 one that doubled data makes four times as dear. Beside the
queries stand controls that cannot do better than grow as the data: a scan of everything, the plainest join of
two patterns, the sentence of each figure. They are above 1 themselves where the small store fits into the
caches of the machine and the great one does not. The goal is an exponent of at most 1.15 for each query; the
page names what is above it, and what is above every control too.

What was measured stands in FOLDER too, in costs.jsonl, a line a turn: a query that has not changed since,
whatever its header says now, is run again only for more `--turns`, and a measurement that was cut short goes
on where it stopped. `--write` writes docs/performance.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from generated import generate_report, generate_store

from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.queries import CannedQuery, names, prepare, read_query
from baiyang_kg.graph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
SIZES = (100_000, 1_000_000, 5_000_000)
GOAL = 1.15
QUICK = 0.005  # seconds: what answers a million statements in less is no cost that grows
ENOUGH = 1.0  # seconds of a query on one store after which it need not run again
ROUNDS = 6
TURNS = 3
PATIENCE = 300  # seconds of the clock for one query on one store
JOIN = "(a join of two patterns)"
CONTROLS = {
    "(a scan of everything)": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    JOIN: "PREFIX by: <https://w3id.org/baiyang-kg/ns#> SELECT * { ?o by:statedText ?t ; by:offset ?n }",
    "(the sentence of each figure)": """PREFIX schema: <https://schema.org/>
        SELECT ?quote {
            ?o a schema:Observation ; <http://www.w3.org/ns/prov#wasDerivedFrom> ?e . ?e schema:text ?quote
        }""",
}
# What a generated store has of what an example of the bundled report names: by class, and by query.
STREET, COMMUNITY, VENUE = "schema:AdministrativeArea", "by:Community", "by:Venue"
WORDS = {("evidence", "text"): "1084万"}
CLASSES = {"mentions": COMMUNITY}


class Cost(NamedTuple):
    """What a query costs on one store."""

    statements: int
    rows: int
    seconds: float


class Growth(NamedTuple):
    """What a query costs on every store, the smallest first."""

    name: str
    way: str  # how it was asked
    costs: tuple[Cost, ...]

    @property
    def exponent(self) -> float:
        """The slope of log seconds over log statements."""
        points = [(log(cost.statements), log(max(cost.seconds, 1e-5))) for cost in self.costs]
        mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
        along = sum((x - mean_x) ** 2 for x, _ in points)
        return float(sum((x - mean_x) * (y - mean_y) for x, y in points) / along)

    @property
    def quick(self) -> bool:
        """Whether it is done before there is anything to grow."""
        return max(cost.seconds for cost in self.costs) < QUICK


def main() -> None:
    """Measure, print, and write where that is asked for."""
    asked = _arguments()
    if asked.measure:
        print(json.dumps(_measure_here(asked.measure, sys.stdin.read())))
        return
    with tempfile.TemporaryDirectory() as folder:
        stores = [_store(Path(asked.stores or folder), size) for size in asked.sizes]
        growths = []
        for name, way, text in ask_examples(open_store(stores[0]), asked.only):
            growths.append(Growth(name, way, _costs(stores, text, turns=asked.turns)))
            print(_line(growths[-1]), flush=True)
    print(_above(growths))
    if asked.write:
        PAGE.write_text(page(growths), encoding="utf-8")


def bearable(growths: Sequence[Growth]) -> float:
    """Return the exponent that nothing can undercut here: the goal, or the greatest of a control."""
    return max([GOAL, *(growth.exponent for growth in growths if growth.name in CONTROLS)])


def _arguments() -> argparse.Namespace:
    def numbers(text: str) -> list[int]:
        return [int(size) for size in text.split(",")]

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=numbers, default=SIZES, help="statements, between commas")
    parser.add_argument("--stores", help="folder of the stores; they stay there")
    parser.add_argument("--only", type=lambda text: text.split(","), help="these queries alone")
    parser.add_argument("--turns", type=int, default=TURNS, help="processes of each query on each store")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write and asked.only:
        parser.error("--write makes the whole page: leave --only out; what FOLDER remembers is not run again")
    return asked


def _store(folder: Path, size: int) -> str:
    path = folder / f"{size}.kg"
    if not path.exists():
        generate_store(path, statements=size)
    return str(path)


def ask_examples(store: Store, only: Sequence[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield the controls and every query, as it stands and with its example: name, way, text."""
    for name, text in CONTROLS.items():
        yield name, "", text
    for name in only or names():
        query = read_query(name)
        values = [(key, _said(query, key, value)) for key, value in query.example.items()]
        example = prepare(query, values, store=store)
        if not _names_the_bundled_report(query.text):
            yield name, "", query.text
        if example != query.text:
            yield name, " ".join(f"-p {key} {value}" for key, value in values), example


def _names_the_bundled_report(text: str) -> bool:
    """Tell whether a default is a thing of the bundled report, of which a generated store knows nothing."""
    return "<https://w3id.org/baiyang-kg/id/" in text.partition("WHERE {")[2]


def _said(query: CannedQuery, key: str, value: str) -> str:
    """Return what the first generated report has for a value of an example."""
    parameter = next(one for one in query.parameters if one.name == key)
    if (query.name, key) in WORDS:
        return WORDS[query.name, key]
    of_class = parameter.of_class or CLASSES.get(query.name, STREET)
    return _thing(of_class) if parameter.type == "entity" else value


def _thing(of_class: str) -> str:
    reading, _ = generate_report(0)
    if of_class == "schema:StatisticalVariable":
        return mint("indicator", reading.observations[0].indicator)
    if of_class in {COMMUNITY, VENUE}:
        kind = of_class.removeprefix("by:").lower()
        name = next(entity.name for entity in reading.entities if entity.type == kind)
        return mint(kind, *reading.context.parents, reading.context.area, name)
    return reading.context.area


def _costs(stores: Sequence[str], text: str, *, turns: int) -> tuple[Cost, ...]:
    """Return what a query costs on each of the `stores`, the least of all turns."""
    for _ in range(turns):
        for store in stores:
            if len(_remembered(store, text)) < turns:
                _remember(store, text, _measure(store, text))
    return tuple(min(_remembered(store, text), key=lambda cost: cost.seconds) for store in stores)


def _remembered(store: str, text: str) -> list[Cost]:
    """Return what was measured of a query on the store at `store`, a cost a turn."""
    path = _ledger(store)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    return [Cost(*cost) for known, *cost in map(json.loads, lines) if known == _digest(store, text)]


def _remember(store: str, text: str, cost: Cost) -> None:
    with _ledger(store).open("a", encoding="utf-8") as costs:
        costs.write(json.dumps([_digest(store, text), *cost]) + "\n")


def _ledger(store: str) -> Path:
    return Path(store).parent / "costs.jsonl"


def _digest(store: str, text: str) -> str:
    """Return by what a query on a store is remembered: its header costs nothing."""
    asked = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))
    return hashlib.sha256(f"{store}\n{asked}".encode()).hexdigest()


def _measure(store: str, text: str) -> Cost:
    """Return what a query costs on the store at `store`, in a process of its own."""
    command = [sys.executable, __file__, "--measure", store]
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except subprocess.TimeoutExpired:
        return Cost(int(Path(store).stem), -1, float(PATIENCE))
    rows, seconds = json.loads(done.stdout)
    return Cost(int(Path(store).stem), rows, seconds)


def _measure_here(path: str, text: str) -> tuple[int, float]:
    """Return the rows of a query and the least processor time that it took."""
    store, rows = open_store(path), 0
    taken: list[float] = []
    while len(taken) < ROUNDS and sum(taken) < ENOUGH:
        begin = process_time()
        answer: Any = store.ask(text, declared=True)
        rows = sum(1 for _ in answer)
        taken.append(process_time() - begin)
    return rows, min(taken)


def _line(growth: Growth) -> str:
    times = "  ".join(f"{cost.seconds * 1000:9.1f} ms {cost.rows:7}" for cost in growth.costs)
    return f"{growth.name:24} {times}  {_exponent(growth):>8}  {growth.way}"


def _exponent(growth: Growth) -> str:
    return "constant" if growth.quick else f"{growth.exponent:.2f}"


# --- The page -----------------------------------------------------------------------------------------------

_HEAD = """# What canned queries cost, and how that grows

<!-- written by bench/growth.py --write -->

Every canned query was run on stores of generated reports (`bench/generated.py`): {sizes}
statements, that is quads of the reports' named graphs. Counted is the least processor time of several
processes of up to six runs each, on two cores that other programs shared. The exponent is the slope of log
time over log statements: at 1 the cost grows as the data does. The goal is {goal}. What is done in less than
{quick} ms on every store is called constant.

The controls show what the machine itself adds, because what stands in its caches in the small store does not
in the great one: a scan of everything; the plainest join of two patterns, each of whose rows is a look-up
somewhere in the store; and the sentence of each figure, which finds a passage and reads its text for every
row, as every query does that shows where its rows come from. A query above the goal and not above the
controls grows as the look-ups do that it cannot do without.

A query is run as its file has it, and with its example; where that names something of the bundled report, the
like of it in the first generated report is asked for.

| query | asked with | rows | {columns} | exponent |
|---|---|---:|{rule}---:|
"""
_TAIL = """
## How queries are written so that they grow with their data

- `build` merges the files of a store after writing it. Without that each million statements have files of
  their own and a look-up goes through all of them: with five million, queries were up to five times as dear.
- A look-up costs about 3 µs where it hits what is in memory, and about 8 where it does not. A query that
  needs a property of few things looks it up. One that needs it of most figures reads all of them in one pass,
  in a sub-SELECT of its own, and the engine joins the passes by hash.
- Labels of indicators are read in a sub-SELECT too: they are few, and rows that need them many.
- What only some rows need is read after the rows are chosen: `new-figures` compares years first.
- Rows are ordered by `STRAFTER(STR(?report), "/report/")`, the name of their report. `STR(?report)` gives the
  same order, but it is a text of the store, which the engine looks up again for every comparison.

To measure again, which takes about half an hour and 3 GB of disk:

```
python bench/growth.py --stores stores --write
```
"""


def page(growths: Sequence[Growth]) -> str:
    """Return docs/performance.md for what was measured."""
    sizes = [cost.statements for cost in growths[0].costs]
    head = _HEAD.format(
        sizes=", ".join(f"{size:,}" for size in sizes),
        goal=GOAL,
        quick=f"{QUICK * 1000:.0f}",
        columns=" | ".join(f"{_short(size)}, ms" for size in sizes),
        rule="---:|" * len(sizes),
    )
    return f"{head}{''.join(map(_row, growths))}\n{_above(growths)}\n{_TAIL}"


def _above(growths: Sequence[Growth]) -> str:
    """Return two sentences: what grows faster than the goal, and what faster than every control."""
    limit = bearable(growths)
    strictly = f"Above {limit:.2f} and every control: {_named(growths, limit)}."
    return f"Above {GOAL}: {_named(growths, GOAL)}.\n\n{strictly}"


def _named(growths: Sequence[Growth], limit: float) -> str:
    above = [one for one in growths if not one.quick and round(one.exponent, 2) > round(limit, 2)]
    return ", ".join(dict.fromkeys(f"`{one.name}`" for one in above if one.name not in CONTROLS)) or "none"


def _row(growth: Growth) -> str:
    times = " | ".join(
        f"{cost.seconds * 1000:.0f}" if cost.seconds >= QUICK else f"< {QUICK * 1000:.0f}"
        for cost in growth.costs
    )
    name = growth.name if growth.name.startswith("(") else f"`{growth.name}`"
    way = f"`{growth.way}`" if growth.way else ""
    return f"| {name} | {way} | {growth.costs[-1].rows} | {times} | {_exponent(growth)} |\n"


def _short(size: int) -> str:
    return f"{size / 1_000_000:g}M"


if __name__ == "__main__":
    main()
