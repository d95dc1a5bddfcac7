"""A SPARQL endpoint as a dataset: its labelled things, asked for in pages.

"SPARQL 1.1 Protocol", W3C 2013: the query is posted, the answer is JSON. Nothing is asked unless that was
allowed.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.datasets.naming import dataset_id
from baiyang_kg.datasets.properties import NAMES, PARENTS, PROPERTIES
from baiyang_kg.datasets.record import RecordBatch
from baiyang_kg.datasets.things import Things
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = 500  # things
_LARGEST_ANSWER = 64 << 20  # bytes
_PIECE = 1 << 16
_JSON = "application/sparql-results+json"

# A page of things behind the last one of the page before; their parents are named where that is known.
_QUERY = """SELECT ?thing ?property ?value WHERE {{
  {{ SELECT DISTINCT ?thing WHERE {{
      VALUES ?naming {{ {names} }}
      ?thing ?naming ?name
      FILTER(ISIRI(?thing) && STR(?thing) > {last})
    }} ORDER BY STR(?thing) LIMIT {page} }}
  {{ VALUES ?property {{ {properties} }} ?thing ?property ?value }}
  UNION
  {{ VALUES ?property {{ {parents} }} VALUES ?naming {{ {names} }}
    ?thing ?property ?parent . ?parent ?naming ?value }}
}}"""


@dataclass(frozen=True, slots=True)
class EndpointSource:
    """The labelled things of an endpoint, as a Source."""

    id: str
    title: str
    path: str  # its address
    year: int | None
    seconds: float  # that a page may take
    sha256: str = ""  # what it answers may change

    def batches(self) -> Iterator[RecordBatch]:
        """Yield its things a page at a time, sorted by IRI. Raises DatasetError where it fails to answer."""
        last = ""
        while True:
            things = Things()
            found = set()
            for thing, named, value in _ask(self.path, _query(last), self.seconds):
                things.add(thing, named, value)
                found.add(thing.value)
            if not found:
                return
            yield RecordBatch(list(things.records(year=self.year, place=self.path)))
            if max(found) <= last:
                raise DatasetError(self.path, "does not sort by IRI", "load a dump of it instead")
            last = max(found)


def is_address(path: str) -> bool:
    """Say whether a dataset is a service and no file."""
    return path.lower().startswith(("http://", "https://"))


def open_endpoint(
    address: str,
    *,
    allowed: bool,
    id_given: str | None = None,
    year: int | None = None,
    seconds: float = 60,
) -> EndpointSource:
    """Return the things of an endpoint as records. Raises DatasetError where that was not allowed."""
    if not allowed:
        found = "is a service on another machine, and this program works offline"
        raise DatasetError(address, found, "allow it with --allow-service, or name a file")
    host = urllib.parse.urlsplit(address).netloc
    identifier = dataset_id(host.replace(":", "-") + ".sparql", id_given)
    return EndpointSource(identifier, address, address, year, seconds)


def _query(last: str) -> str:
    return _QUERY.format(
        names=_terms(NAMES),
        properties=_terms(PROPERTIES),
        parents=_terms(PARENTS),
        last=ox.Literal(last),
        page=_PAGE,
    )


def _terms(iris: tuple[str, ...]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _ask(
    address: str, query: str, seconds: float
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    """Yield the rows of an answer. Raises DatasetError for none in time, and for what is no answer."""
    body, kind = _post(address, query, seconds)
    if "json" not in kind:
        found = f"answers {kind.partition(';')[0] or 'without a type'}, no result of a query"
        raise DatasetError(address, found, "is it the address of an endpoint, and not of a page about it?")
    broken = "answers what is no result of a query"
    try:
        rows = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(rows, ox.QueryBoolean):
            raise DatasetError(address, broken, "ask its keeper")
        yield from rows
    except (SyntaxError, ValueError) as error:
        raise DatasetError(address, f"{broken}: {error}", "ask its keeper") from None


def _post(address: str, query: str, seconds: float) -> tuple[bytes, str]:
    """Return the answer to a query and its type."""
    request = urllib.request.Request(  # noqa: S310 (is_address lets http and https through alone)
        address,
        data=urllib.parse.urlencode({"query": query}).encode(),
        headers={"Accept": _JSON, "User-Agent": "baiyang-kg"},
    )
    deadline = time.monotonic() + seconds
    slow = f"took longer than {seconds:g} seconds"
    remedy = "try again later, or load a dump of it instead"
    content = bytearray()
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310 (as above)
            while piece := answer.read1(_PIECE):
                content += piece
                if time.monotonic() > deadline:
                    raise DatasetError(address, slow, remedy)
                if len(content) > _LARGEST_ANSWER:
                    raise DatasetError(address, "answers with more than 64 MiB to one page", remedy)
            return bytes(content), answer.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        error.close()
        raise DatasetError(address, f"answers {error.code} {error.reason}", remedy) from None
    except TimeoutError:
        raise DatasetError(address, slow, remedy) from None
    except urllib.error.URLError as error:
        found = slow if isinstance(error.reason, TimeoutError) else f"does not answer: {error.reason}"
        raise DatasetError(address, found, remedy) from None
    except OSError as error:
        raise DatasetError(address, f"broke off: {error}", remedy) from None
