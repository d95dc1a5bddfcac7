"""An answer as a page of its own (https://html.spec.whatwg.org/): no script, and nothing that it loads."""

from __future__ import annotations

from html import escape
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import Literal

from baiyang_kg.answers.sample import numeric_columns, take_sample
from baiyang_kg.graph.curies import is_address, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.answers.citation import Citation

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --head: #8882; }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1.5rem; line-height: 1.6;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.35rem; margin: 0; }
p { margin: .2rem 0 1.2rem; opacity: .75; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .8rem; text-align: left; vertical-align: top; }
th { background: var(--head); border-bottom-width: 2px; position: sticky; top: 0; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:not(.number) { min-width: 4em; max-width: 40em; overflow-wrap: anywhere; }
tbody tr:hover { background: var(--head); }
footer { margin-top: 2rem; font-size: .85rem; overflow-wrap: anywhere; }
footer pre { white-space: pre-wrap; }
""".strip()


def write_html(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    output: IO[bytes],
    *,
    caption: Sequence[str] = (),
    citation: Citation | None = None,
) -> bool:
    """Write `rows` below `header` as they come, in UTF-8, and tell whether there was one.

    The first line of `caption` is the title of the page, the others stand below it; the citation is its foot.
    """
    sample, rows = take_sample(rows)
    numeric = numeric_columns(sample, len(header))
    output.writelines(f"{line}\n".encode() for line in _opening(caption))
    output.writelines(f"{line}\n".encode() for line in table_lines(header, rows, numeric=numeric))
    output.writelines(f"{line}\n".encode() for line in _closing(citation))
    return bool(sample)


def table_lines(
    header: Sequence[str], rows: Iterable[Sequence[Any]], *, numeric: Sequence[bool]
) -> Iterator[str]:
    """Yield the lines of an HTML table; `numeric` tells the columns that stand to the right."""
    marks = [' class="number"' if right else "" for right in numeric]
    yield "<div><table>"
    heads = "".join(f'<th scope="col"{m}>{escape(name)}</th>' for m, name in zip(marks, header, strict=True))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in rows:
        cells = [f"<td{m}{_language(term)}>{_cell(term)}</td>" for m, term in zip(marks, row, strict=True)]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _opening(caption: Sequence[str]) -> Iterator[str]:
    title = escape(caption[0] if caption else "查询结果")
    yield '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>"
    yield from (f'<p lang="en">{escape(line)}</p>' for line in caption[1:])


def _closing(citation: Citation | None) -> Iterator[str]:
    if citation is not None:
        from baiyang_kg.answers.citation import citation_lines  # noqa: PLC0415 (it loads dataclasses, hashlib)

        yield "<footer><pre>"
        yield from (escape(line) for line in citation_lines(citation))
        yield "</pre></footer>"
    yield "</body>\n</html>"


def _language(term: Any) -> str:
    """Return the attribute that says a language other than that of the page."""
    if not isinstance(term, Literal) or not term.language or term.language.startswith("zh"):
        return ""
    return f' lang="{escape(term.language)}"'


def _cell(term: Any) -> str:
    text = escape(text_of(term))
    if is_address(term):
        return f'<a href="{escape(term.value)}">{text}</a>'
    return text
