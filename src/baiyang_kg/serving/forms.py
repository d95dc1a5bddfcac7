"""What a request says: the fields of its address and of the form that it sends, within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException

from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

LARGEST_BODY = 1 << 20  # bytes
FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20


async def read_fields(request: Request) -> dict[str, str]:
    """Return the fields of the address and of the form that is sent, each of them once.

    Raises QueryError for what is no form, and HTTPException where it is too large or of another kind.
    """
    sent = [request.scope["query_string"]]
    if request.method == "POST":
        kind = kind_of_body(request)
        if kind != FORM:
            raise HTTPException(415, f"Content-Type: {kind or 'missing'}; send {FORM}")
        sent.append(await read_body(request))
    fields: dict[str, str] = {}
    for text in sent:
        for name, values in _parse_form(text).items():
            if len(values) > 1 or name in fields:
                raise QueryError(name, "is given twice", "send it once")
            fields[name] = values[0]
    return fields


def kind_of_body(request: Request) -> str:
    """Return the media type of what a request sends, without its parameters; "" where it says none."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request) -> bytes:
    """Return what a request sends. Raises HTTPException where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(413, f"body: more than {LARGEST_BODY} bytes; send less at once")
    return bytes(body)


def parse_count(fields: Mapping[str, str], name: str, default: int) -> int:
    """Return the whole number in a field. Raises QueryError where it is none."""
    text = fields.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise QueryError(name, f"is {text!r}", "send a whole number")
    return int(text)


def _parse_form(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(
            text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise QueryError("form", "is not in UTF-8", "encode it as UTF-8, then as URL") from None
    except ValueError:
        raise QueryError(
            "form", f"has more than {_MOST_FIELDS} fields", "send what is asked for alone"
        ) from None
