"""The embedded store, opened for asking. The one place where the engine's errors become ours.

A reader holds a shared lock on the file LOCK, on which RocksDB takes an exclusive one to write: the engine
calls it undefined what a reader sees while another process writes.

What each report says stands in its named graph, and what all of them say, each triple once, in the default
graph. The engine's own union of named graphs does not merge equal triples: ten reports of one street would
give each of its names ten times, and a row that needs three names a thousand times.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph

from baiyang_kg.errors import QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import (
        NamedNode,
        Quad,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
    )

    Answer: TypeAlias = QuerySolutions | QueryTriples | QueryBoolean
    Row: TypeAlias = tuple[Any, ...]  # the terms of a solution, None where a variable is unbound


_LOCK = "LOCK"  # a file of every store (RocksDB)


def merge_graphs(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads of the default graph: the triples of all `quads`, each once, in their order."""
    triples = dict.fromkeys(quad.triple for quad in quads)
    return [pyoxigraph.Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


class Store:
    """A store that stands at `path` and is only read."""

    __slots__ = ("_engine", "_lock", "_merged", "path")

    def __init__(self, path: str, engine: pyoxigraph.Store, lock: _ReadLock | None = None) -> None:
        self.path = path
        self._engine = engine
        self._lock = lock
        self._merged = not _is_unmerged(engine)

    @property
    def replaced(self) -> bool:
        """Whether the store of a later build stands at `path` by now; False where that cannot be told."""
        if self._lock is None:
            return False
        try:
            there = os.stat(os.path.join(self.path, _LOCK))
        except OSError:  # between the two renames of a build nothing stands there
            return False
        return not os.path.samestat(os.fstat(self._lock.descriptor), there)

    def ask(
        self,
        query: str,
        *,
        place: str = "query",
        declared: bool = False,
        base: str | None = None,
        allow_service: bool = False,
    ) -> Answer:
        """Return the answer to the SPARQL `query`, which knows the project's prefixes.

        `declared` says that it needs them not, because it declares its own; `base` is what its relative IRIs
        are relative to, and without one they are refused.

        Raises QueryError, with `place`, line and column, for what is no query of SPARQL 1.1 and, unless
        `allow_service`, for SERVICE, which would send what is in the store to another machine.
        """
        if not allow_service:
            _refuse_service(query, place)
        prefixes = None if declared else _known_prefixes()
        union = not self._merged and not _names_graphs(query)  # the union would hide what FROM says
        try:
            with translated(self.path):
                return self._answered(query, place=place, prefixes=prefixes, base=base, union=union)
        except SyntaxError as error:
            from baiyang_kg.graph.syntax import explain_syntax_error  # noqa: PLC0415 (only wrong queries pay)

            raise explain_syntax_error(query, str(error), place=place) from None
        except ValueError as error:
            raise QueryError(
                f"base {base}", f"is no IRI ({error})", "write one, such as http://x.org/"
            ) from None

    def _answered(
        self, query: str, *, place: str, prefixes: dict[str, str] | None, base: str | None, union: bool
    ) -> Answer:
        try:
            return self._engine.query(
                query, base_iri=base, prefixes=prefixes, use_default_graph_as_union=union
            )
        except RuntimeError as error:
            if "function" not in str(error):
                raise
            from baiyang_kg.graph.syntax import explain_function  # noqa: PLC0415 (only wrong queries pay)

            raise explain_function(query, str(error), place=place) or error from None

    def rows(self, query: str, *, declared: bool = False) -> list[Row]:
        """Return the distinct rows of a SELECT `query` of our own, in their order; `declared` as in `ask`."""
        with translated(self.path):
            solutions: Any = self.ask(query, declared=declared)
            return list(dict.fromkeys(tuple(solution) for solution in solutions))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every quad of the named graphs, or of one of them."""
        with translated(self.path):
            for name in [graph] if graph else self._engine.named_graphs():
                yield from self._engine.quads_for_pattern(None, None, None, name)


def _is_unmerged(engine: pyoxigraph.Store) -> bool:
    """Tell whether this is our export, loaded by another program: graphs of ours, and none merges them.

    Elsewhere an empty default graph is one that somebody wanted empty.
    """
    if next(engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()), None) is not None:
        return False
    from baiyang_kg.graph.vocab import GRAPH  # noqa: PLC0415 (a store of our own does not get here)

    return any(str(graph.value).startswith(GRAPH) for graph in engine.named_graphs())


def open_store(path: str | os.PathLike[str]) -> Store:
    """Return the store at `path`, opened for reading; nothing is ever created.

    Raises StoreError where there is no store, where it is damaged, and where another process writes to it.
    """
    name = os.fspath(path)
    if not os.path.exists(name):
        raise StoreError(name, "there is no store here", f"build one with: baiyang-kg build --store {name}")
    if not os.path.isdir(name):
        raise StoreError(name, "is a file, and a store is a folder", "name the folder that `build` made")
    with translated(name):
        if not os.path.exists(os.path.join(name, "CURRENT")):
            raise StoreError(name, "is a folder without a store in it", "name the folder that `build` made")
        lock = _lock_for_reading(os.path.join(name, _LOCK))
        return Store(name, pyoxigraph.Store.read_only(name), lock)


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn the engine's errors about the store at `path` into StoreError or QueryError.

    The engine's own OSError carries no error number; one that does comes from the file that is written to,
    and goes on to whom it concerns.
    """
    try:
        yield
    except BlockingIOError:
        raise _in_use(path) from None
    except PermissionError as error:
        raise StoreError(path, f"may not be read: {error.strerror}", "ask its owner for the right") from None
    except (OSError, RuntimeError) as error:
        if (
            isinstance(error, OSError)
            and error.errno is not None
            and not isinstance(error, FileNotFoundError)
        ):
            raise
        raise _explained(path, str(error)) from None


def _explained(path: str, message: str) -> StoreError | QueryError:
    if "LOCK" in message:
        return _in_use(path)
    if "Permission denied" in message:
        return StoreError(path, "may not be read", "ask its owner for the right to read every file in it")
    if "Corruption" in message or "IO error" in message or "No such file" in message:
        return StoreError(
            path,
            f"is damaged ({message.split(': ', 1)[-1].strip()})",
            "build it again: baiyang-kg build --fresh",
        )
    return QueryError("query", f"cannot be answered: {message}", "see docs/errors.md#query")


def _in_use(path: str) -> StoreError:
    return StoreError(path, "is in use: another process writes to it", "wait until it has ended, or end it")


class _ReadLock:
    """A lock on an open file, held as long as this object lives."""

    __slots__ = ("descriptor",)

    def __init__(self, path: str) -> None:
        self.descriptor = -1
        self.descriptor = os.open(path, os.O_RDONLY)

    def __del__(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)


def _lock_for_reading(path: str) -> _ReadLock | None:
    """Take a shared lock on the file at `path`.

    None where the file is missing (a copied store) or the system has no such locks. Raises BlockingIOError
    where another process holds the exclusive lock.
    """
    try:
        import fcntl  # noqa: PLC0415 (not on every system)

        lock = _ReadLock(path)
    except (ImportError, FileNotFoundError):
        return None
    fcntl.lockf(lock.descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return lock


def _known_prefixes() -> dict[str, str]:
    from baiyang_kg.graph.vocab import PREFIXES  # noqa: PLC0415 (a canned query does without)

    return PREFIXES


def _names_graphs(query: str) -> bool:
    """Tell whether `query` says with FROM what its default graph is."""
    if "from" not in query.lower():
        return False
    from baiyang_kg.graph.tokens import find_words  # noqa: PLC0415 (few queries have a FROM)

    return any(word.is_word("FROM") for word in find_words(query))


def _refuse_service(query: str, place: str) -> None:
    if "service" not in query.lower():
        return
    from baiyang_kg.graph.syntax import explain_service  # noqa: PLC0415 (no other query pays for it)

    if refusal := explain_service(query, place=place):
        raise refusal
