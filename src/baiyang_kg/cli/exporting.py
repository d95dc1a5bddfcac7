"""The command `export`: the graph, or one of its graphs, as a file."""

from __future__ import annotations

import sys

import click

from baiyang_kg.cli.completing import complete_format, complete_graph, complete_profile
from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main


@main.command()
@click.argument("file", type=click.Path(path_type=str))
@click.option(
    "--graph",
    "-g",
    shell_complete=complete_graph,
    help="Only this named graph, such as baiyang-2023 or ontology.",
)
@click.option(
    "--format",
    "-f",
    "form",
    shell_complete=complete_format,
    help="ttl, nt, nq, trig, jsonld, rdf; default: what the extension says.",
)
@click.option(
    "--profile",
    shell_complete=complete_profile,
    default="full",
    show_default=True,
    help="In which terms: full, linked (a dump for others), cube (RDF Data Cube), linkset (VoID), skos, "
    "description (DCAT and VoID).",
)
@store_option
def export(file: str, graph: str | None, form: str | None, profile: str, store: str) -> None:
    """Write the graph to FILE, or to standard output for -.

    The extension says the format: .ttl .nt .rdf (the triples of all graphs), .nq .trig .jsonld (with the
    graph of each). The same graph gives the same bytes, on every machine. A --profile writes the graph in
    the terms of one vocabulary: its figures as a data cube, its concepts, or what it says of itself.

    \b
    Example:
      baiyang-kg export baiyang.ttl
      baiyang-kg export - --format nq --graph baiyang-2023
      baiyang-kg export cube.ttl --profile cube
      baiyang-kg export baiyang.trig --profile linked
    """
    from baiyang_kg.errors import ExportError
    from baiyang_kg.graph.export import export_file, find_graph, format_of, write_export
    from baiyang_kg.graph.store import open_store

    chosen, opened = format_of(file, form), open_store(store)
    only = find_graph(opened, graph) if graph else None
    if only and profile != "full":
        raise ExportError(f"--profile {profile}", "is made of all graphs", "leave --graph away")
    if file == "-":
        write_export(opened, sys.stdout.buffer, chosen, graph=only, profile=profile)
        return
    count = export_file(opened, file, chosen, graph=only, profile=profile)
    click.echo(f"{file}: {count} statements", err=True)
