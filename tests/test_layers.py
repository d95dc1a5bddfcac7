"""The import rules: data flows one way, and only the bridges know both worlds."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).resolve().parent.parent / "src"
MODULES = sorted((SOURCE / "baiyang_kg").rglob("*.py"))

BRIDGES = {f"baiyang_kg.{name}" for name in ("lexicon", "mapping", "build", "cli")}
RDF_LIBRARIES = {"pyoxigraph", "pyshacl", "rdflib", "shacl"}
# Facts and quads may not depend on when, where or by chance they are made.
UNREPEATABLE = {"asyncio", "datetime", "http", "random", "secrets", "socket", "ssl", "time", "urllib", "uuid"}
# What `--help` may cost: click, and parts of Python that it loads anyway.
LIGHT = {"click", "collections", "contextlib", "functools", "io", "os", "pathlib", "sys", "typing"}
BESIDE_READING = ("answers", "plots", "comparing", "checking", "datasets", "linking", "serving")
DRAWERS = {"base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def module_name(path: Path) -> str:
    """Return the dotted name of a source file; a package is called by its folder."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def nodes(tree: ast.AST, *, at_start: bool) -> Iterator[ast.AST]:
    """Yield the nodes of a tree; `at_start`, without function bodies and what only a type checker sees."""
    for child in ast.iter_child_nodes(tree):
        body_of_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not (at_start and (body_of_function or for_types)):
            yield child
            yield from nodes(child, at_start=at_start)


def imported_names(tree: ast.AST, *, package: str, at_start: bool = False) -> set[str]:
    """Return the dotted names that a tree imports, relative ones resolved; `from a import b` is a and a.b."""
    found: set[str] = set()
    for node in nodes(tree, at_start=at_start):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            source = ".".join([*above, node.module] if node.module else above)
            found.update({source}, (f"{source}.{alias.name}" for alias in node.names))
    return found


def imports(path: Path, *, at_start: bool = False) -> set[str]:
    """Return what a source file imports; `at_start`, what it loads when it is itself imported."""
    package = module_name(path) if path.stem == "__init__" else module_name(path).rpartition(".")[0]
    return imported_names(ast.parse(path.read_bytes()), package=package, at_start=at_start)


def lies_in(name: str, *parts: str) -> bool:
    """Say whether a dotted name is one of the modules `parts` or lies in one."""
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def imports_from(path: Path, *parts: str) -> bool:
    """Say whether a source file imports one of the modules `parts` or something in them."""
    return any(lies_in(name, *parts) for name in imports(path))


def files(part: str) -> list[Path]:
    """Return the source files of a module or package of the program."""
    return [path for path in MODULES if lies_in(module_name(path), f"baiyang_kg.{part}")]


def test_reading_knows_no_rdf_and_no_graph() -> None:
    """A rule is tested on a sentence, without a store: `reading` imports neither RDF library nor `graph`."""
    foreign = (*RDF_LIBRARIES, "baiyang_kg.graph", *BRIDGES)

    assert not [path for path in files("reading") if imports_from(path, *foreign)]


WAY = ("page", "quantities", "things", "periods", "facts")


def test_reading_goes_one_way() -> None:
    """Within `reading` each folder builds on those before it; names need the page alone."""
    later = {folder: (*WAY[place + 1 :], "names") for place, folder in enumerate(WAY)} | {"names": WAY[1:]}

    assert not [
        path
        for folder, others in later.items()
        for path in files(f"reading.{folder}")
        if imports_from(path, *(f"baiyang_kg.reading.{other}" for other in others))
    ]


def test_graph_knows_nothing_of_reading() -> None:
    """A query is tested on a Turtle file, without a reader: `graph` imports nothing of `reading`."""
    assert not [path for path in files("graph") if imports_from(path, "baiyang_kg.reading", *BRIDGES)]


@pytest.mark.parametrize("package", BESIDE_READING)
def test_what_answers_knows_nothing_of_reading(package: str) -> None:
    """Answers, pictures, comparisons, checks, datasets and links are made of quads and rows: no reader."""
    assert not [path for path in files(package) if imports_from(path, "baiyang_kg.reading")]


def test_only_mapping_joins_facts_and_terms() -> None:
    """`mapping` is the one package that imports the reader's records and the graph's terms."""
    both = {
        module_name(path)
        for path in MODULES
        if imports_from(path, "baiyang_kg.reading.model") and imports_from(path, "baiyang_kg.graph.vocab")
    }

    assert {name for name in both if not lies_in(name, "baiyang_kg.mapping")} == set()
    assert both


def test_only_the_bridges_know_both_worlds() -> None:
    """Only `lexicon`, `mapping`, `build` and `cli` import from `reading` and from the world of graphs."""
    both = {
        module_name(path)
        for path in MODULES
        if imports_from(path, "baiyang_kg.reading") and imports_from(path, "baiyang_kg.graph", *RDF_LIBRARIES)
    }

    assert {name for name in both if not lies_in(name, *BRIDGES)} == set()
    assert both


@pytest.mark.parametrize("path", [*files("cli"), *files("__main__")], ids=module_name)
def test_the_command_line_loads_lightly(path: Path) -> None:
    """`--help` starts at once: at its top the command line imports click and light parts of Python."""
    loaded = imports(path, at_start=True) - {"baiyang_kg", "baiyang_kg.__version__"}
    heavy = {name for name in loaded if not lies_in(name, "__future__", *LIGHT)}

    assert not {name for name in heavy if not lies_in(name, "baiyang_kg.errors", "baiyang_kg.cli")}


@pytest.mark.parametrize("path", [*files("reading"), *files("mapping")], ids=module_name)
def test_reading_and_mapping_repeat_themselves(path: Path) -> None:
    """The same report gives the same facts: no clock, chance or network in `reading` and `mapping`."""
    assert not imports_from(path, *UNREPEATABLE)


def test_no_module_is_a_drawer() -> None:
    """Each module is named by its subject, not by its having nowhere else to be."""
    assert not [path for path in MODULES if DRAWERS & set(module_name(path).split("."))]


def test_the_rules_see_every_form_of_import() -> None:
    """An import cannot hide behind an alias, a member, a relative path, a function or a type-only block."""
    tree = ast.parse(
        "import os.path as p\n"
        "from ..graph import vocab\n"
        "from . import model\n"
        "if TYPE_CHECKING:\n    import shacl\n"
        "def late():\n    from rdflib import Graph\n"
    )
    at_start = {
        "os.path",
        "baiyang_kg.graph",
        "baiyang_kg.graph.vocab",
        "baiyang_kg.reading",
        "baiyang_kg.reading.model",
    }

    assert imported_names(tree, package="baiyang_kg.reading", at_start=True) == at_start
    assert imported_names(tree, package="baiyang_kg.reading") == at_start | {
        "shacl",
        "rdflib",
        "rdflib.Graph",
    }
