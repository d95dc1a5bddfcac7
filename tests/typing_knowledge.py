"""What a type checker knows of the package; `mypy` reads this file, nothing runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

if TYPE_CHECKING:
    from decimal import Decimal

    import polars as pl
    import rdflib

    import baiyang_kg
    from baiyang_kg import Iri, KnowledgeGraph, Rows
    from baiyang_kg.checking import Finding

    kg = baiyang_kg.open("baiyang.kg")
    assert_type(kg, KnowledgeGraph)
    rows = kg.run("indicators", theme="economy", min=Decimal(1), year=2023)
    assert_type(rows, Rows)
    assert_type(rows[0], tuple[str | Iri | int | Decimal | bool | None, ...])
    assert_type(rows[1:], Rows)
    assert_type(rows.to_polars(), pl.DataFrame)
    assert_type(kg.query("ASK {}"), Rows | bool | rdflib.Graph)
    assert_type(kg.graph(), rdflib.Graph)
    assert_type(kg.check(), list[Finding])
    kg.run("indicators", min=1.5)  # type: ignore[arg-type]  # a float is no figure
