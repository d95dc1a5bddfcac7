"""`docs/conf.py`: the site is built without a warning, holds every page, and loads nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from the pages as they stand; a warning fails."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going"]
    settings = ["--doctree-dir", str(folder / "trees"), "--builder", "html"]
    done = subprocess.run(
        [*command, *settings, str(root / "docs"), str(folder / "site")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_every_page_is_on_the_site(site: Path, root: Path) -> None:
    """Each page of the folder has its own, and the menu leads to it."""
    menu = (site / "index.html").read_text(encoding="utf-8")
    names = {path.stem for path in (root / "docs").glob("*.md")} - {"index"}

    assert names
    assert not [name for name in sorted(names) if not (site / f"{name}.html").exists()]
    assert not [name for name in sorted(names) if f'href="{name}.html"' not in menu]


def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    """Scripts, styles, fonts and pictures lie in the site itself: it can be read without a network."""
    loaded = re.compile(r'<(?:script|img|iframe)\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\bhref="([^"]+)"')
    foreign = {
        f"{page.name}: {target}"
        for page in site.rglob("*.html")
        for target in (one or other for one, other in loaded.findall(page.read_text(encoding="utf-8")))
        if target.startswith(("http:", "https:", "//"))
    }

    assert foreign == set()


def test_the_ontology_has_its_reference_and_its_pictures(site: Path) -> None:
    """Every class stands in the reference and in the picture of classes, which is sound XML."""
    reference = (site / "reference" / "index.html").read_text(encoding="utf-8")
    pictures = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.svg")}

    assert {"class-tree.svg", "observation.svg", "graphs.svg"} <= set(pictures)
    for picture in pictures.values():
        ET.fromstring(picture)  # noqa: S314 (our own file)
    for name in ("Community", "Subdistrict", "Plan"):
        assert f"https://w3id.org/baiyang-kg/ns#{name}" in reference
        assert f"by:{name}" in pictures["class-tree.svg"]


def test_the_tables_hold_the_terms(site: Path) -> None:
    """A unit and a theme that the ontology knows stand on the pages of the terms."""
    assert "平方米" in (site / "_generated" / "units.html").read_text(encoding="utf-8")
    assert "经济发展" in (site / "_generated" / "concepts.html").read_text(encoding="utf-8")
