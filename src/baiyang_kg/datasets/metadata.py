"""Descriptions of tables as files: CSVW metadata, read with the csvw library and written for people.

"Metadata Vocabulary for Tabular Data", W3C 2015. A relative IRI is resolved below the dataset's IRI, for a
local table has no address; a column without propertyUrl is `dataset:<id>/column/<heading>`, a row without
aboutUrl is `dataset:<id>/row/{_row}`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from baiyang_kg.datasets.description import Column, Description
from baiyang_kg.datasets.library import parse_tables
from baiyang_kg.datasets.naming import column_iri, dataset_id, space_of, year_of_name
from baiyang_kg.datasets.table import Dialect
from baiyang_kg.datasets.template import ROW, SOURCE_ROW
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTEXT = "http://www.w3.org/ns/csvw"
_BESIDE = ("{}-metadata.json", "csv-metadata.json")  # section 5.3 of "Model for Tabular Data and Metadata"
_UNSUPPORTED = {"skipRows", "skipColumns", "commentPrefix"}
_TEXTS = {
    "encoding": range(1, 40),
    "delimiter": range(1, 2),
    "quoteChar": range(1, 2),
}  # and how long they are
_EXAMPLES = {"encoding": "utf-8 or gb18030", "delimiter": "one character", "quoteChar": "one character"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_COLUMNS = "the columns"


def find_metadata(table: str) -> str | None:
    """Return the path of the description beside a table, or None: villages.csv-metadata.json."""
    path = Path(table.partition("#")[0])
    for name in _BESIDE:
        beside = path.with_name(name.format(path.name))
        if beside.is_file() and _describes(beside, path.name):
            return str(beside)
    return None


def read_description(
    path: str,
    *,
    table: str,
    header: Sequence[str] | None,
    id_given: str | None = None,
    year: int | None = None,
) -> Description:
    """Return the description of a table from a metadata file, checked against the table's header if given.

    Raises DatasetError for a file that is no CSVW metadata, and for a column that the table does not have.
    """
    document = _read_json(path)
    found = _choose_table(path, document, Path(table).name)
    name = id_given or _text(found.common_props.get("dc:identifier"))
    identifier = dataset_id(table, name)
    base = _base(document) or space_of(identifier)
    columns = tuple(
        _column(column, base, identifier, _title(column, header, path, table))
        for column in found.tableSchema.columns
    )
    about = found.tableSchema.inherit("aboutUrl")
    temporal = _text(found.common_props.get("dc:temporal"))
    said = int(temporal) if temporal.isdigit() and len(temporal) == 4 else None
    description = Description(
        id=identifier,
        table=Path(table).name,
        about=_absolute(about, base) or f"{space_of(identifier)}row/{{_row}}",
        columns=columns,
        row_titles=tuple(found.tableSchema.rowTitles),
        title=_text(found.common_props.get("dc:title")) or identifier,
        year=year or said or year_of_name(table),
        comments=tuple(_texts(found.common_props.get("rdfs:comment"))),
        dialect=_dialect(path, document, Path(table).name),
        path=path,
        annotations=dict(found.common_props),
    )
    _check_templates(description)
    return description


def read_dialect(path: str, *, table: str) -> Dialect:
    """Return how a metadata file says that the characters of a table are to be read. Raises DatasetError."""
    return _dialect(path, _read_json(path), Path(table).name)


def _describes(path: Path, table: str) -> bool:
    document = _read_json(str(path))
    tables = document.get("tables", [document])
    urls = [_last_part(one.get("url")) for one in tables if isinstance(one, dict)]
    return table in [url.partition("#")[0] for url in urls]


def _last_part(url: object) -> str:
    return str(url).rpartition("/")[2]


def _read_json(path: str) -> dict[str, Any]:
    remedy = "a description of a table is CSVW metadata (JSON); print one with `baiyang-kg add --suggest`"
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DatasetError(path, "there is no such file", remedy) from None
    except (UnicodeDecodeError, IsADirectoryError):
        raise DatasetError(path, "is no JSON", remedy) from None
    except json.JSONDecodeError as error:
        raise DatasetError(f"{path}:{error.lineno}", f"is no JSON: {error.msg}", remedy) from None
    if not isinstance(document, dict) or _CONTEXT not in str(document.get("@context")):
        raise DatasetError(path, f"is no CSVW metadata: its @context is not {_CONTEXT}", remedy)
    for table in document.get("tables", [document]):
        if isinstance(table, dict) and any(
            isinstance(table.get(key), str) for key in ("tableSchema", "dialect")
        ):
            found = "refers to another file for its schema or dialect, and nothing is fetched"
            raise DatasetError(path, found, "write it here")
    return document


def _choose_table(path: str, document: dict[str, Any], table: str) -> Any:
    """Return the table of that name, or the only one there is, as the library reads it."""
    tables = parse_tables(path, document)
    names = [_last_part(one.url) for one in tables]
    if table in names or len(tables) == 1:
        return tables[names.index(table) if table in names else 0]
    raise DatasetError(path, f"describes {' · '.join(names)}, not {table}", "name the table in a url there")


def _title(column: Any, header: Sequence[str] | None, path: str, table: str) -> str:
    """Return the heading of a column in the table; "" of a virtual one. Raises DatasetError."""
    if column.virtual:
        return ""
    titles = [str(title) for titles in (column.titles or {}).values() for title in titles]
    titles = titles or [column.header]
    if header is None:
        return titles[0]
    found = next((title for title in titles if title in header), None)
    if found is None:
        raise DatasetError(
            path,
            f"describes a column {titles[0]!r}, which {table}:1 does not have",
            f"the columns there are: {' · '.join(header)}",
        )
    return found


def _column(column: Any, base: str, identifier: str, title: str) -> Column:
    datatype = column.inherit("datatype")
    written = {} if datatype is None else datatype.asdict()
    lang = column.inherit("lang")
    predicate = _absolute(column.inherit("propertyUrl"), base)
    return Column(
        name=column.header,
        title=title,
        predicate=""
        if column.suppressOutput
        else predicate or column_iri(identifier, title or column.header),
        value=_absolute(column.inherit("valueUrl"), base),
        about=_absolute(column.aboutUrl, base),
        datatype="string" if datatype is None else datatype.base,
        details=tuple((key, value) for key, value in written.items() if key != "base")
        if isinstance(written, dict)
        else (),
        lang="" if lang == "und" else lang,
        null=tuple(column.inherit_null()),
        separator=column.inherit("separator") or "",
        default=column.inherit("default") or "",
        required=bool(column.inherit("required")),
        suppressed=column.suppressOutput,
    )


def _absolute(template: Any, base: str) -> str:
    """Return a template with its prefix or its base written out; "" where there is none."""
    from csvw.metadata import NAMESPACES  # noqa: PLC0415 (loaded by now)

    text = "" if template is None else str(template)
    prefix, colon, rest = text.partition(":")
    if colon and prefix in NAMESPACES:
        return str(NAMESPACES[prefix]) + rest
    return text if not text or text.startswith("{") or _SCHEME.match(text) else urljoin(base, text)


def _base(document: dict[str, Any]) -> str:
    """Return the base IRI that the context of a document gives, or ""."""
    context = document["@context"]
    given = (
        [part.get("@base", "") for part in context if isinstance(part, dict)]
        if isinstance(context, list)
        else []
    )
    return next((str(base) for base in given if _SCHEME.match(str(base))), "")


def _dialect(path: str, document: dict[str, Any], table: str) -> Dialect:
    """Return what is declared of the characters of a table. Raises DatasetError for what is unknown here."""
    described = next(
        (one for one in document.get("tables", []) if _last_part(one.get("url")) == table), document
    )
    declared = described.get("dialect") or document.get("dialect") or {}
    if not isinstance(declared, dict):
        raise DatasetError(path, f"its dialect is {declared!r}", 'write an object: {"delimiter": ";"}')
    for key, value in declared.items():
        if key in _UNSUPPORTED and value:
            remedy = f"delete those rows or columns, and {key} in the description"
            raise DatasetError(path, f"its dialect has {key}, which is not understood here", remedy)
        if key in _TEXTS and not (isinstance(value, str) and len(value) in _TEXTS[key]):
            raise DatasetError(path, f"its dialect has {value!r} as {key}", f"write {_EXAMPLES[key]}")
    return Dialect(
        encoding=declared.get("encoding"),
        delimiter=declared.get("delimiter"),
        quote=declared.get("quoteChar", '"'),
        header=declared.get("header", True) and declared.get("headerRowCount", 1) != 0,
    )


def _check_templates(description: Description) -> None:
    """Check that templates name columns that are described. Raises DatasetError."""
    known = description.variables()
    for template in description.templates():
        unknown = sorted(set(template.variables) - known)
        if unknown:
            raise DatasetError(
                description.path,
                f"the template {template.text} names {unknown[0]!r}, which is no column described there",
                f"its columns are called {' · '.join(sorted(known - {ROW, SOURCE_ROW}))}",
            )
        prefix = template.text.partition(":")[0]
        if prefix in PREFIXES:
            remedy = f"write {PREFIXES[prefix]}… in full"
            raise DatasetError(description.path, f"the prefix of {template.text} is none of CSVW's", remedy)


def _texts(value: Any) -> list[str]:
    """Return the texts of a property: a string, an object of JSON-LD, or a list of these."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return _texts(value.get("@value")) if isinstance(value, dict) else [str(value)]


def _text(value: Any) -> str:
    return next(iter(_texts(value)), "")


def metadata_json(description: Description) -> str:
    """Return a description as CSVW metadata, a column on each line; the same text for the same one."""
    dialect = {"encoding": description.dialect.encoding, "delimiter": description.dialect.delimiter}
    document: dict[str, Any] = {
        "@context": _CONTEXT,
        "url": description.table,
        "dc:identifier": description.id,
        "dc:title": description.title,
        "dc:temporal": None if description.year is None else str(description.year),
        "rdfs:comment": list(description.comments),
        "dialect": _filled(dialect),
        "tableSchema": _filled(
            {"aboutUrl": description.about, "rowTitles": list(description.row_titles), "columns": [_COLUMNS]}
        ),
    }
    text = json.dumps(_filled(document), ensure_ascii=False, indent=2)
    columns = [json.dumps(_column_object(column), ensure_ascii=False) for column in description.columns]
    return text.replace(f'"{_COLUMNS}"', ",\n      ".join(columns)) + "\n"


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _column_object(column: Column) -> dict[str, Any]:
    datatype: Any = column.datatype
    if column.details:
        datatype = {"base": column.datatype, **dict(column.details)}
    return _filled(
        {
            "name": column.name,
            "titles": column.title,
            "virtual": column.virtual or None,
            "propertyUrl": column.predicate,
            "valueUrl": column.value,
            "aboutUrl": column.about,
            "datatype": None if datatype == "string" else datatype,
            "lang": column.lang,
            "null": None if column.null == ("",) else list(column.null),
            "separator": column.separator,
            "default": column.default,
            "required": column.required or None,
            "suppressOutput": column.suppressed or None,
        }
    )
