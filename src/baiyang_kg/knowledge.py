"""A store, opened for a program: its canned queries, queries of one's own, a view for rdflib.

An object of this class may be used by several threads at once; it only reads.
"""

from __future__ import annotations

import shlex
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.store import Store, open_store, translated
from baiyang_kg.rows import Origin, Rows, values_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    import rdflib

    from baiyang_kg.checking import Finding
    from baiyang_kg.graph.guard import Limits
    from baiyang_kg.graph.queries import CannedQuery
    from baiyang_kg.graph.show import Portrait
    from baiyang_kg.rows import Value


def open(path: str | os.PathLike[str] = "baiyang.kg") -> KnowledgeGraph:  # noqa: A001 (as `gzip.open`: it is called baiyang_kg.open)
    """Return the store at `path`, the folder that `baiyang-kg build` made.

    Raises StoreError where there is none, where it is damaged, and where another process writes to it.
    """
    return KnowledgeGraph(open_store(path))


class KnowledgeGraph:
    """A knowledge graph that stands in a store. `baiyang_kg.open` makes one."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def path(self) -> str:
        """The folder of the store."""
        return self._store.path

    def queries(self) -> tuple[CannedQuery, ...]:
        """Return the canned queries, each with its summary, its parameters and its text."""
        from baiyang_kg.graph.queries import names, read_query  # noqa: PLC0415 (only what is used is loaded)

        return tuple(read_query(name) for name in names())

    def run(self, name: str, /, **parameters: str | int | Decimal) -> Rows:
        """Run the canned query `name`; things are called by their names, and `_` may stand for `-`.

        Raises QueryError for a query, a parameter or a value that there is not, with the nearest ones.
        """
        from baiyang_kg.graph.listing import command_line, title_of  # noqa: PLC0415 (as above)
        from baiyang_kg.graph.queries import names, prepare, read_query  # noqa: PLC0415 (as above)

        known = names()
        dashed = name.replace("_", "-")
        canned = read_query(dashed if name not in known and dashed in known else name)
        values = _said(canned, parameters)
        query = prepare(canned, values, store=self._store)
        with translated(self.path):
            solutions: Any = self._store.ask(query, place=f"queries/{canned.name}.rq", declared=True)
            found = [tuple(solution) for solution in solutions]
        columns = [variable.value for variable in solutions.variables]
        command, title = command_line(canned.name, values), title_of(canned, values)
        origin = Origin(self._store, query, command, title, canned.plot, canned, values)
        return Rows(columns, found, origin=origin)

    def query(
        self,
        sparql: str,
        *,
        timeout: float | None = 60,
        memory: str | None = "2G",
        allow_service: bool = False,
    ) -> Rows | bool | rdflib.Graph:
        """Ask a SPARQL query of one's own; it may use the project's prefixes without declaring them.

        SELECT gives rows, ASK gives yes or no, CONSTRUCT and DESCRIBE give a graph of rdflib. It is asked in
        a process of its own, which ends after `timeout` seconds or with more than `memory` ("512M", "2G");
        None is no limit. It cannot write, and reaches no network unless `allow_service`.

        Raises QueryError with the place of a mistake, LimitError at a limit, ExportError without rdflib.
        """
        from baiyang_kg.graph import guard  # noqa: PLC0415 (as above)
        from baiyang_kg.graph.tokens import find_form  # noqa: PLC0415 (as above)

        form, limits = find_form(sparql), _limits(timeout, memory)
        if form == "ASK":
            return guard.ask_guarded(self.path, sparql, limits=limits, allow_service=allow_service)
        if form in {"CONSTRUCT", "DESCRIBE"}:
            from baiyang_kg.rdfview import graph_of  # noqa: PLC0415 (an extra)

            return graph_of(guard.stream_graph(self.path, sparql, limits=limits, allow_service=allow_service))
        stream = guard.stream_rows(self.path, sparql, limits=limits, allow_service=allow_service)
        command = f"baiyang-kg query {shlex.quote(sparql)}"
        return Rows(stream.columns, stream.rows, origin=Origin(self._store, sparql, command))

    def stream(
        self,
        sparql: str,
        *,
        timeout: float | None = 60,
        memory: str | None = "2G",
        allow_service: bool = False,
    ) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a SELECT as they are found, so that there may be millions; else as `query`."""
        from baiyang_kg.graph import guard  # noqa: PLC0415 (as above)

        limits = _limits(timeout, memory)
        found = guard.stream_rows(self.path, sparql, limits=limits, allow_service=allow_service).rows
        return map(values_of, found)

    def graph(self, name: str | None = None) -> rdflib.Graph:
        """Return what all reports say as a graph of rdflib, or one named graph, such as "baiyang-2023".

        It is a view: nothing is copied, and nothing can be added. Raises ExportError where rdflib is not
        installed and where there is no such graph.
        """
        from baiyang_kg.graph.export import find_graph  # noqa: PLC0415 (as above)
        from baiyang_kg.rdfview import view  # noqa: PLC0415 (an extra)

        return view(self._store, graph=find_graph(self._store, name) if name else None)

    def show(self, name: str) -> Portrait:
        """Return everything known of one thing, called by its name or its IRI, with the words of the report.

        Raises QueryError where nothing has this name, or several things have it.
        """
        from baiyang_kg.graph.naming import resolve  # noqa: PLC0415 (as above)
        from baiyang_kg.graph.show import portray  # noqa: PLC0415 (as above)

        return portray(self._store, resolve(self._store, name, place="show"))

    def check(self, *, reports: Sequence[str | os.PathLike[str]] = ()) -> list[Finding]:
        """Return what is wrong or odd in the graph; `reports` are the files, or folders, it was read from.

        With them, quotations are compared with the texts; the bundled report need not be named. Raises
        ReportError for a file that is no report.
        """
        from pathlib import Path  # noqa: PLC0415 (as above)

        from baiyang_kg.checking import check_store  # noqa: PLC0415 (as above)
        from baiyang_kg.checking.texts import read_texts  # noqa: PLC0415 (as above)

        return check_store(self._store, reports=read_texts(map(Path, reports)))

    def __repr__(self) -> str:
        return f"<KnowledgeGraph at {self.path}>"

    def _repr_html_(self) -> str:
        """Return the reports of the graph, for a notebook."""
        from html import escape  # noqa: PLC0415 (as above)

        return f"<p><code>{escape(self.path)}</code></p>\n{self.run('reports')._repr_html_()}"


def _said(canned: CannedQuery, parameters: dict[str, str | int | Decimal]) -> list[tuple[str, str]]:
    """Return the parameters as the command line says them."""
    known = {parameter.name for parameter in canned.parameters}
    said = []
    for key, value in parameters.items():
        name = key if key in known else key.replace("_", "-")
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise QueryError(
                f"run {canned.name}",
                f"{key} is {value!r}, and a value is a text, an int or a Decimal",
                "write a number as text or Decimal: a float is not what it looks like",
            )
        said.append((name, f"{value:f}" if isinstance(value, Decimal) else str(value)))
    return said


def _limits(timeout: float | None, memory: str | None) -> Limits:
    from baiyang_kg.graph.guard import Limits, parse_memory  # noqa: PLC0415 (as above)

    try:
        return Limits(timeout, parse_memory(memory) if memory is not None else None)
    except ValueError as error:
        raise QueryError(f"query(memory={memory!r})", str(error), "write 512M or 2G, or None") from None
