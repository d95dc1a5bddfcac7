"""The command `serve`: the graph for programs of this machine that ask over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.options import limit_options, store_option
from baiyang_kg.cli.program import main

if TYPE_CHECKING:
    from baiyang_kg.graph.guard import Limits


@main.command()
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to answer on; 0: any free one.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address of this machine to answer on; the default is reached from this machine alone.",
)
@store_option
@limit_options
def serve(port: int, host: str, store: str, limits: Limits) -> None:
    """Serve the graph to OpenRefine.

    OpenRefine then reconciles a column of a spreadsheet with it.

    Answers the Reconciliation Service API, version 0.2, at http://127.0.0.1:8765/reconcile, and queries in
    SPARQL at /sparql, each within the limits, until it is interrupted (Ctrl-C). The store is only read, and
    what a later build puts in its place is opened when the next request comes; no other machine is ever
    asked anything.

    \b
    Example:
      baiyang-kg serve --port 0
    """
    from baiyang_kg.errors import ExportError
    from baiyang_kg.graph.store import open_store

    try:
        from baiyang_kg.serving.application import application
        from baiyang_kg.serving.listening import address_of, is_local, listen, serve_forever
    except ModuleNotFoundError:
        raise ExportError("serve", "needs starlette and uvicorn", "pip install 'baiyang-kg[serve]'") from None
    from baiyang_kg.serving.manifest import ENDPOINT
    from baiyang_kg.serving.service import Served

    opened = open_store(store)
    try:
        listening = listen(host, port)
    except OSError as error:
        found = f"{host}:{port} cannot be listened on: {error.strerror}; --port 0 takes any free one"
        raise click.BadParameter(found, param_hint="--port" if port else "--host") from None
    with listening:
        made = application(Served(opened), limits=limits)
        if not is_local(listening):
            warning = f"{host} is reached from other machines; anyone there may read the whole graph"
            click.echo(f"Warning: {warning}", err=True)
        click.echo(f"reconciliation service: {address_of(listening)}{ENDPOINT}  (Ctrl-C ends it)", err=True)
        serve_forever(made, listening)
