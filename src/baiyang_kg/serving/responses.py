"""What is sent back: JSON, also as a script (JSONP), pages, and errors with a sentence on what went wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from starlette.requests import Request

GUARDS = {"X-Content-Type-Options": "nosniff"}
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def json_response(told: Any, *, callback: str | None = None, status: int = 200) -> Response:
    """Return an answer as JSON; with `callback`, as a script that calls it (section 3.3).

    Raises QueryError for a callback that is no name of a function.
    """
    if callback is None:
        text = json.dumps(told, ensure_ascii=False, allow_nan=False)
        return Response(text, status, GUARDS, media_type="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise QueryError("callback", "is no name of a function", "send one of letters, digits, _, $ and .")
    script = f"/**/{callback}({json.dumps(told, allow_nan=False)});"  # the comment hinders other readings
    return Response(script, status, GUARDS, media_type="application/javascript")


def page_response(page: str) -> Response:
    """Return a page, which may load and run nothing."""
    return HTMLResponse(page, headers=GUARDS | _POLICY)


async def error_response(request: Request, error: Exception) -> Response:
    """Return what went wrong: what the client can mend is its error, all else is ours."""
    del request
    if isinstance(error, HTTPException):
        return json_response({"status": "error", "message": error.detail}, status=error.status_code)
    status = 400 if isinstance(error, QueryError) else 500
    return json_response({"status": "error", "message": str(error)}, status=status)
