"""Options that several commands share."""

from __future__ import annotations

import click

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdf")
store_option = click.option(
    "--store",
    "-s",
    default="baiyang.kg",
    envvar="BAIYANG_KG_STORE",
    metavar="FOLDER",
    show_default=True,
    show_envvar=True,
    help="The store: the folder that build makes.",
)
format_option = click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMATS),
    help="How to write the answer. Default: a table on a terminal, csv elsewhere; ttl for CONSTRUCT.",
)
