"""The site: the pages of this folder, the tutorial, and the pages and pictures of the ontology, by Sphinx.

    make docs        # site/index.html

Nothing in a page is loaded from another host: what the theme needs travels with it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from baiyang_kg import __version__  # noqa: I001 (what follows lies in this folder, found by the line above)
from ontology_pages import write_generated_pages, write_reference
from tutorial_page import write_tutorial

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "baiyang-kg"
author = "The baiyang-kg authors"
project_copyright = author
version = release = __version__
extensions = ["myst_parser"]
exclude_patterns = ["img", "*.ipynb"]
html_theme = "furo"
html_title = f"baiyang-kg {release}"
html_copy_source = html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None  # no clock: the same pages give the same site
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_theme_options = {"navigation_with_keys": True}
myst_heading_anchors = 3
myst_all_links_external = False
highlight_language = "none"
suppress_warnings = [
    "myst.header",  # a page may leave out a level of headings
    "myst.xref_missing",  # a file of the repository that is no page; tests hold every link against the files
]

NAMED_BLOCK = re.compile(r"^```(\w+) (\S+)$", re.MULTILINE)


def setup(app: Sphinx) -> None:
    """Make the generated pages first, and the reference of the ontology beside the finished pages."""
    folder = Path(app.srcdir) / "_generated"
    write_generated_pages(folder)
    write_tutorial(folder / "tutorial.md")
    app.connect("source-read", _name_files)
    app.connect("build-finished", _finish)


def _name_files(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Write the name of a file, which a page has behind the language of a block, above the block."""
    source[0] = NAMED_BLOCK.sub(r"```{code-block} \1\n:caption: \2\n", source[0])


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        write_reference(Path(app.outdir) / "reference")
